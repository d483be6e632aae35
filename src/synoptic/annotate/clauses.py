"""The parts of a parsed sentence that are claims of their own, and who or what each speaks of.

The unit is the single fact, because on the labelled stories pairs of facts are told apart far better than pairs
of whole sentences (design, section 4). English is split where a learned score says so (`clause_score.py`), other
languages by rules over their clauses. Every word belongs to one part; a part that leans on a noun outside it
(a relative clause, an apposition) takes that noun's phrase along.
"""

from collections import defaultdict
from typing import Literal

import msgspec

from synoptic.annotate.clause_score import (
    CONTENT,
    ClauseWeights,
    Surroundings,
    features_of,
    parts_of,
    probability,
    relation_of,
)
from synoptic.annotate.indirect import Tree, noun_phrase, subject_of

Bond = Literal["main", "content", "joined", "adverbial", "relative", "apposition", "participle", "phrase"]
VERBAL = frozenset(("VERB", "AUX"))
# A part with fewer content words says nothing by itself and stays with what it hangs on.
_LEAST_CONTENT = 2
# By rule a clause shorter than this stays with the one it hangs on: "as expected", "standing there" (a choice).
_LEAST_WORDS = 3
# Phrases that are longer say more than who is meant, and stay with their own clause.
_LONGEST_ANTECEDENT = 6
# Prepositions whose clause tells of something else that happened ("after leaving office").
_TIMING = frozenset(("after", "before", "since", "following", "despite", "while", "upon", "until"))
_NO_COMPLEMENTS = frozenset(("cc", "punct", "conj", "aux", "advmod"))
_LEANING = ("relative", "participle", "apposition")
_BONDS: dict[str, Bond] = {
    "ROOT": "main",
    "root": "main",
    "parataxis": "main",
    "ccomp": "content",
    "csubj": "content",
    "csubjpass": "content",
    "conj": "joined",
    "advcl": "adverbial",
    "pcomp": "adverbial",
    "relcl": "relative",
    "acl:relcl": "relative",
    "acl": "participle",
    "appos": "apposition",
}


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """One proposition of a sentence, as token indexes.

    `own` are its words; `borrowed` the noun phrase outside it that it speaks of; `subject` the token that heads
    its subject, found through "and", "who" and participles, or None. `verb` is the verb that it belongs to: its
    own head, or of a phrase the one above. `parent` is the head of the part above.
    """

    head: int
    bond: Bond
    own: tuple[int, ...]
    verb: int
    borrowed: tuple[int, ...] = ()
    subject: int | None = None
    parent: int | None = None


def split_clauses(tree: Tree, around: Surroundings, weights: ClauseWeights) -> tuple[Clause, ...]:
    """Return the parts of a parsed sentence in text order; together their own words are the sentence."""
    tops = {index for index, token in enumerate(tree.tokens) if token.head == index}
    heads = tops | (_scored(tree, around, weights) if tree.sentence.language == "en" else _by_rule(tree))
    own = _owned(tree, heads)
    while small := [h for h, words in own.items() if h not in tops and _content(tree, words) < _LEAST_CONTENT]:
        heads.discard(min(small, key=lambda h: (len(own[h]), h)))
        own = _owned(tree, heads)
    made = [_clause(tree, head, words, heads) for head, words in own.items()]
    return tuple(sorted(made, key=lambda c: c.own[0]))


def _scored(tree: Tree, around: Surroundings, weights: ClauseWeights) -> set[int]:
    return {
        index
        for index, below in parts_of(tree)
        if probability(features_of(tree, index, below, around), weights) >= weights.threshold
    }


def _owned(tree: Tree, heads: set[int]) -> dict[int, list[int]]:
    own: dict[int, list[int]] = defaultdict(list)
    for index in range(len(tree.tokens)):
        own[_home(tree, index, heads)].append(index)
    return own


def _content(tree: Tree, words: list[int]) -> int:
    return sum(tree.tokens[k].pos in CONTENT for k in words)


def _clause(tree: Tree, head: int, words: list[int], heads: set[int]) -> Clause:
    token = tree.tokens[head]
    above = token.head if token.head != head else None
    bond: Bond = "main" if above is None else _BONDS.get(relation_of(tree, head), "phrase")
    verb = _verb_above(tree, head)
    subject = subject_of(tree, verb) if tree.tokens[verb].pos in VERBAL else None
    borrowed: tuple[int, ...] = ()
    if bond in _LEANING and above is not None and tree.tokens[above].pos not in VERBAL:
        subject = above if bond == "apposition" else subject
        borrowed = _phrase(tree, above, words)
    elif (
        verb == head
        and subject is not None
        and subject not in words
        and (bond == "joined" or tree.tokens[subject].head == head)
    ):
        borrowed = _phrase(tree, subject, words)
    return Clause(
        head=head,
        bond=bond,
        own=tuple(words),
        verb=verb,
        borrowed=borrowed,
        subject=subject,
        parent=_home(tree, above, heads) if above is not None else None,
    )


def _phrase(tree: Tree, noun: int, words: list[int]) -> tuple[int, ...]:
    phrase = tuple(i for i in noun_phrase(tree, noun) if i not in words)
    return phrase if len(phrase) <= _LONGEST_ANTECEDENT else (noun,)


def _verb_above(tree: Tree, index: int) -> int:
    """Return a token itself if it is a verb, else the nearest verb that it hangs on, else the token itself."""
    at = index
    for _ in tree.tokens:
        if tree.tokens[at].pos in VERBAL:
            return at
        if tree.tokens[at].head == at:
            break
        at = tree.tokens[at].head
    return index


def _home(tree: Tree, index: int, heads: set[int]) -> int:
    """Return the head of the part that a token belongs to."""
    seen = 0
    while index not in heads and tree.tokens[index].head != index and seen <= len(tree.tokens):
        index = tree.tokens[index].head
        seen += 1
    return index


def _by_rule(tree: Tree) -> set[int]:
    """Return the heads of a sentence's clauses where no weights were fitted for its language."""
    return {index for index in range(len(tree.tokens)) if _is_clause(tree, index)}


def _is_clause(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    bond = _BONDS.get(token.dep)
    if bond is None or not _is_long_enough(tree, index):
        return False
    if bond == "apposition":
        return _describes(tree, index)
    predicates = token.pos in VERBAL or any(tree.tokens[c].dep.startswith("nsubj") for c in tree.children[index])
    if not predicates or _is_complement(tree, index):
        return False
    return bond != "joined" or _joins_clauses(tree, index)


def _is_long_enough(tree: Tree, index: int) -> bool:
    words = [i for i in tree.below(index) if any(map(str.isalnum, tree.tokens[i].words))]
    return len(words) >= _LEAST_WORDS and _content(tree, words) >= _LEAST_CONTENT


def _describes(tree: Tree, index: int) -> bool:
    """Return whether an apposition says something of a name, and is not itself part of a list or a name."""
    above = tree.tokens[tree.tokens[index].head]
    return above.pos in ("PROPN", "NOUN") and tree.tokens[index].pos in ("NOUN", "PROPN", "ADJ")


def _is_complement(tree: Tree, index: int) -> bool:
    """Return whether a clause without a subject only completes the one above: "ways to share", "by visiting"."""
    token = tree.tokens[index]
    children = [tree.tokens[c] for c in tree.children[index]]
    if any(c.dep.startswith("nsubj") for c in children):
        return False
    if token.dep == "pcomp":
        return tree.tokens[token.head].lemma.casefold() not in _TIMING
    return token.dep in ("acl", "advcl") and any(c.words.casefold() == "to" and c.dep == "aux" for c in children)


def _joins_clauses(tree: Tree, index: int) -> bool:
    """Return whether "and" joins two verbs with words of their own, not two verbs with one object."""
    above = tree.tokens[tree.tokens[index].head]
    if above.pos not in VERBAL and above.dep not in ("ROOT", "root"):
        return False
    return any(tree.tokens[c].dep not in _NO_COMPLEMENTS for c in tree.children[index])
