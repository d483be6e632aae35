"""How likely a part of a sentence is a claim of its own: a logistic score over its grammar.

Weights: `clause_weights.json`, fitted by `evaluation/training/clause_splits.py` on where people who read the
stories of claims_stories set the edges of single facts. Used for English, whose labels the features know.
"""

import math
from collections.abc import Iterator
from functools import cache
from importlib import resources

import msgspec

from synoptic.annotate.indirect import Tree
from synoptic.news.annotation import Reading, Sentence
from synoptic.news.report import Span

CONTENT = frozenset(("NOUN", "VERB", "PROPN", "ADJ", "NUM"))
# Words of these relations never stand apart from what they belong to: a verb without its object or a noun without
# its owner says nothing. (Left free, objects and owners gain .00 in F1 of joins made by the labels.)
_BOUND = frozenset(
    (
        *(
            "punct",
            "det",
            "aux",
            "auxpass",
            "neg",
            "mark",
            "cc",
            "case",
            "prt",
            "compound",
            "nmod",
            "amod",
            "nummod",
        ),
        *("poss", "dobj", "pobj", "attr", "acomp", "xcomp", "oprd", "dative", "agent"),
    )
)
_PAUSES = frozenset((",", "–", "—", "-", ";", "("))
_STOPS = frozenset((",", ".", ";", ")", "–", "—"))
_TELLING = frozenset(("nsubj", "dobj", "prep", "nsubjpass", "mark", "pobj", "pcomp", "aux"))
_LOOSE_OBJECTS = frozenset(("dobj", "attr", "npadvmod", "dep"))
_LARGEST_SIZE = 6


class ClauseWeights(msgspec.Struct, frozen=True, kw_only=True):
    """The weight of each feature, the bias, and the probability from which a part stands alone."""

    weights: dict[str, float]
    bias: float
    threshold: float
    fitted_on: str = ""


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """Where times, figures and names stand in one sentence."""

    times: tuple[Span, ...] = ()
    figures: tuple[Span, ...] = ()
    names: tuple[Span, ...] = ()


@cache
def packaged_weights() -> ClauseWeights:
    """Return the weights that come with the package."""
    source = resources.files(__package__).joinpath("clause_weights.json").read_bytes()
    return msgspec.json.decode(source, type=ClauseWeights)


def surroundings_of(reading: Reading, sentence: Sentence) -> Surroundings:
    """Return where a sentence holds times, figures and names."""
    return Surroundings(
        times=reading.times_in(sentence), figures=reading.figures_in(sentence), names=reading.mentions_in(sentence)
    )


def parts_of(tree: Tree) -> Iterator[tuple[int, list[int]]]:
    """Yield every subtree that could be a claim of its own: the token at its top and all its tokens."""
    for index, token in enumerate(tree.tokens):
        if token.head == index or relation_of(tree, index) in _BOUND or _is_infinitive(tree, index):
            continue
        below = tree.below(index)
        words = [k for k in below if any(map(str.isalnum, tree.tokens[k].words))]
        named = len(words) > 1 and any(tree.tokens[k].pos in CONTENT for k in words)
        if named and not _cuts_a_word(tree, below):
            yield index, below


def relation_of(tree: Tree, index: int) -> str:
    """Return a token's relation to its head, where a second object behind a comma is read as an apposition.

    "The vote marks a turn, the city's first in years": parsers take the loose noun for another object.
    """
    token = tree.tokens[index]
    if token.dep not in _LOOSE_OBJECTS:
        return token.dep
    first = tree.below(index)[0]
    if first == 0 or tree.tokens[first - 1].words != ",":
        return token.dep
    earlier = [c for c in tree.children[token.head] if c < index and tree.tokens[c].dep in _LOOSE_OBJECTS]
    return "appos" if earlier and token.head < index else token.dep


def _is_infinitive(tree: Tree, index: int) -> bool:
    """Return whether a part only says what a noun is for: "ways to share"."""
    if tree.tokens[index].dep not in ("relcl", "acl"):
        return False
    children = [tree.tokens[c] for c in tree.children[index]]
    return any(c.dep == "aux" and c.words.lower() == "to" for c in children)


def _cuts_a_word(tree: Tree, below: list[int]) -> bool:
    """Return whether a part begins or ends at a hyphen inside a word ("re-" and "integrated")."""
    edges = ((below[0] - 1, below[0]), (below[-1], below[-1] + 1))
    for left, right in edges:
        if left >= 0 and right < len(tree.tokens):
            one, other = tree.tokens[left], tree.tokens[right]
            if one.end == other.start and "-" in (one.words, other.words):
                return True
    return False


def probability(features: dict[str, float], weights: ClauseWeights) -> float:
    """Return how likely a part with these features is a claim of its own, 0 to 1."""
    score = weights.bias + sum(weights.weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def features_of(tree: Tree, index: int, below: list[int], around: Surroundings) -> dict[str, float]:
    """Return the features of a part: its relation, size, edges, and what stands inside it."""
    token, above = tree.tokens[index], tree.tokens[tree.tokens[index].head]
    relation = relation_of(tree, index)
    words = sum(any(map(str.isalnum, tree.tokens[k].words)) for k in below)
    verbs = sum(tree.tokens[k].pos == "VERB" for k in below)
    size = _size(words)
    rest = len(tree.below(token.head)) - len(below)
    named = [
        f"dep={relation}",
        f"pos={token.pos}",
        f"above={above.pos}",
        f"dep, above={relation} {above.pos}",
        f"dep, pos={relation} {token.pos}",
        f"dep above={above.dep}",
        f"size={size}",
        f"rest={_size(rest)}",
        f"dep, size={relation} {size}",
        f"verbs={min(3, verbs)}",
        f"sentence={_size(len(tree.tokens))}",
        f"word={token.lemma.lower() if token.pos in ('ADP', 'SCONJ') else '-'}",
        f"children={_children(tree, index)}",
        *_preposition(tree, index),
    ]
    return {**dict.fromkeys(named, 1.0), **_signs(tree, index, below, around)}


def _signs(tree: Tree, index: int, below: list[int], around: Surroundings) -> dict[str, float]:
    first, last = tree.tokens[below[0]], tree.tokens[below[-1]]
    before = tree.tokens[below[0] - 1].words if below[0] else ""
    after = tree.tokens[below[-1] + 1].words if below[-1] + 1 < len(tree.tokens) else ""
    children = [tree.tokens[c] for c in tree.children[index]]

    def holds(spans: tuple[Span, ...]) -> bool:
        return any(first.start <= s.start and s.end <= last.end for s in spans)

    found = {
        "after its head": index > tree.tokens[index].head,
        "pause before": before in _PAUSES,
        "pause after": after in _STOPS,
        "time": holds(around.times),
        "figure": holds(around.figures),
        "name": holds(around.names),
        "verb": any(tree.tokens[k].pos == "VERB" for k in below),
        "subject": any(c.dep.startswith("nsubj") for c in children),
        "to": any(c.words.lower() == "to" for c in children),
    }
    return {name: 1.0 for name, value in found.items() if value}


def _children(tree: Tree, index: int) -> str:
    return "|".join(sorted({tree.tokens[c].dep for c in tree.children[index]} & _TELLING))


def _preposition(tree: Tree, index: int) -> list[str]:
    token = tree.tokens[index]
    if token.dep == "prep":
        nouns = [tree.tokens[c] for c in tree.children[index] if tree.tokens[c].dep in ("pobj", "pcomp")]
        return [f"of={nouns[0].pos}", f"word, of={token.lemma.lower()} {nouns[0].dep}"] if nouns else []
    return [f"word above={tree.tokens[token.head].lemma.lower()}"] if token.dep == "pobj" else []


def _size(words: int) -> int:
    """Return a count on a scale of halved octaves, so that 10 and 11 words are one size."""
    return min(_LARGEST_SIZE, int(math.log2(max(words, 1)) * 1.5))
