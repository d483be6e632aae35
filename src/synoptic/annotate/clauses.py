"""The clauses of a parsed sentence: which words belong to which proposition, and who its subject is.

The unit is the clause, because on the labelled stories pairs of clauses are told apart far better than pairs of
whole sentences (design, section 4). Every word belongs to one clause; a clause that leans on a noun outside it
(a relative clause, an apposition) takes that noun's phrase along.
"""

from typing import Literal

import msgspec

from synoptic.annotate.indirect import Tree, noun_phrase, subject_of

Bond = Literal["main", "content", "joined", "adverbial", "relative", "apposition", "participle"]
VERBAL = frozenset(("VERB", "AUX"))
CONTENT = frozenset(("NOUN", "VERB", "PROPN", "ADJ", "NUM"))
# A clause shorter than this stays with the one it hangs on: "as expected", "standing there"; of 2, 3 and 4 the
# best for joins on the claims_stories development half.
_LEAST_WORDS = 3
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
# Prepositions whose clause tells of something else that happened ("after leaving office").
_TIMING = frozenset(("after", "before", "since", "following", "despite", "while", "upon", "until"))
_NO_COMPLEMENTS = frozenset(("cc", "punct", "conj", "aux", "advmod"))
# Phrases that are longer say more than who is meant, and stay with their own clause.
_LONGEST_ANTECEDENT = 6


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """One proposition of a sentence, as token indexes.

    `own` are its words; `borrowed` the noun phrase outside it that it speaks of; `subject` the token that heads
    its subject, found through "and", "who" and participles, or None. `parent` is the head of the clause above.
    """

    head: int
    bond: Bond
    own: tuple[int, ...]
    borrowed: tuple[int, ...] = ()
    subject: int | None = None
    parent: int | None = None


def split_clauses(tree: Tree) -> tuple[Clause, ...]:
    """Return the clauses of a parsed sentence in text order; together their own words are the sentence."""
    heads = {index: bond for index in range(len(tree.tokens)) if (bond := _bond(tree, index)) is not None}
    home = [_home(tree, index, heads) for index in range(len(tree.tokens))]
    own: dict[int, list[int]] = {head: [] for head in heads}
    for index, head in enumerate(home):
        own.setdefault(head, []).append(index)
    made = [_clause(tree, head, heads.get(head, "main"), words, heads) for head, words in own.items() if words]
    return tuple(sorted(made, key=lambda c: c.own[0]))


def _clause(tree: Tree, head: int, bond: Bond, words: list[int], heads: dict[int, Bond]) -> Clause:
    token = tree.tokens[head]
    above = token.head if token.head != head else None
    parent = _home(tree, above, heads) if above is not None else None
    subject = subject_of(tree, head) if token.pos in VERBAL else None
    borrowed: tuple[int, ...] = ()
    if bond in ("relative", "participle", "apposition") and above is not None:
        subject = above if bond == "apposition" else subject
        phrase = [i for i in noun_phrase(tree, above) if i not in words]
        borrowed = tuple(phrase) if len(phrase) <= _LONGEST_ANTECEDENT else (above,)
    elif bond == "joined" and subject is not None and subject not in words:
        phrase = noun_phrase(tree, subject)
        borrowed = tuple(phrase) if len(phrase) <= _LONGEST_ANTECEDENT else (subject,)
    return Clause(head=head, bond=bond, own=tuple(words), borrowed=borrowed, subject=subject, parent=parent)


def _bond(tree: Tree, index: int) -> Bond | None:
    """Return how a token's subtree hangs on its sentence if it is a clause of its own, else None."""
    token = tree.tokens[index]
    if token.head == index:
        return "main"
    bond = _BONDS.get(token.dep)
    if bond is None or not _is_long_enough(tree, index):
        return None
    if bond == "apposition":
        return bond if _describes(tree, index) else None
    predicates = token.pos in VERBAL or any(tree.tokens[c].dep.startswith("nsubj") for c in tree.children[index])
    if not predicates or _is_complement(tree, index):
        return None
    if bond == "joined":
        return bond if _joins_clauses(tree, index) else None
    return bond


def _is_long_enough(tree: Tree, index: int) -> bool:
    words = [i for i in tree.below(index) if any(map(str.isalnum, tree.tokens[i].words))]
    return len(words) >= _LEAST_WORDS and sum(tree.tokens[i].pos in CONTENT for i in words) > 1


def _describes(tree: Tree, index: int) -> bool:
    """Return whether an apposition says something of a name, and is not itself part of a list or a name."""
    above = tree.tokens[tree.tokens[index].head]
    own = tree.tokens[index]
    return above.pos in ("PROPN", "NOUN") and own.pos in ("NOUN", "PROPN", "ADJ")


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
    complements = [
        c for c in tree.children[index] if tree.tokens[c].dep not in ("cc", "punct", "conj", "aux", "advmod")
    ]
    return bool(complements)


def _home(tree: Tree, index: int, heads: dict[int, Bond]) -> int:
    """Return the head of the clause that a token belongs to."""
    seen = 0
    while index not in heads and tree.tokens[index].head != index and seen <= len(tree.tokens):
        index = tree.tokens[index].head
        seen += 1
    return index
