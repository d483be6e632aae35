"""Where the parts of an attribution may begin and end: the places among which the model chooses.

The limits leave out what polnear's development half hardly ever has: of 4,500 attributions in 200 of its
documents they lose the place of about 60 parts, and leave a third as many places to choose among.
"""

from synoptic.annotate.quote_grammar import Grammar
from synoptic.annotate.quote_part_features import CueView

_CUE_WORDS = 8
# Every place this near is tried; further away only those at punctuation or at a sentence's edge.
_NEAR, _NEAR_END, _NEAR_LEFT = 12, 18, 6
_AFTER, _BEFORE, _LONGEST = 45, 25, 250
_SOURCE_AWAY, _SOURCE_LONGEST = 40, 40
# Words reported in the next paragraph begin there if the cue stands this near the end of its own.
_LINE_LEFT = 6
# Parts of speech of the word that heads a cue; marks and prepositions only where they are cues of their own.
_HEAD_POS = frozenset(("VERB", "AUX", "NOUN", "ADJ", "PROPN"))
_HEAD_WORDS = frozenset((":", "—", "―", "in", "for", "as", "on", "of", "per", "’s", "'s"))
# A source does not begin with these.
_NOT_FIRST = frozenset(("PUNCT", "AUX", "SCONJ", "CCONJ", "PART", "SPACE"))


def may_be_cue(g: Grammar, i: int) -> bool:
    """Return whether a word may head a cue."""
    if g.pos[i] == "PROPN":
        return not g.named[i]
    return g.pos[i] in _HEAD_POS or g.words[i] in _HEAD_WORDS


def cue_starts(g: Grammar, head: int) -> range:
    """Return the places at which the cue of a head may begin."""
    return range(max(g.line_spans[g.line[head]][0], head - _CUE_WORDS), head + 1)


def cue_ends(g: Grammar, head: int) -> range:
    """Return the places at which the cue of a head may end."""
    return range(head, min(g.line_spans[g.line[head]][1], head + _CUE_WORDS + 1))


def _edge_before(g: Grammar, i: int) -> bool:
    before = g.beside(i, -1)
    return before is None or g.pos[before] == "PUNCT" or g.sentence[before] != g.sentence[i]


def _edge_after(g: Grammar, i: int) -> bool:
    after = g.beside(i, 1)
    return after is None or "PUNCT" in (g.pos[after], g.pos[i]) or g.sentence[after] != g.sentence[i]


def right_starts(g: Grammar, c: CueView) -> list[int]:
    """Return where words reported after the cue may begin: in its paragraph, or with the next one."""
    end = g.line_spans[g.line[c.head]][1]
    places = [i for i in range(c.last + 1, min(end, c.last + _AFTER)) if i - c.last <= _NEAR or _edge_before(g, i)]
    return [*places, end] if end - c.last <= _LINE_LEFT and end < len(g.tokens) else places


def right_ends(g: Grammar, c: CueView, start: int) -> list[int]:
    """Return where words reported after the cue may end."""
    end = min(g.line_spans[g.line[start]][1], start + _LONGEST)
    return [i for i in range(start, end) if i - start <= _NEAR_END or _edge_after(g, i)]


def left_ends(g: Grammar, c: CueView) -> list[int]:
    """Return where words reported before the cue may end."""
    begin = max(g.line_spans[g.line[c.head]][0], c.first - _BEFORE)
    places = range(c.first - 1, begin - 1, -1)
    return [i for i in places if c.first - i <= _NEAR_LEFT or _edge_after(g, i)]


def left_starts(g: Grammar, c: CueView, end: int) -> list[int]:
    """Return where words reported before the cue may begin."""
    begin = max(g.line_spans[g.line[end]][0], end - _LONGEST)
    return [i for i in range(end, begin - 1, -1) if end - i <= _NEAR or _edge_before(g, i)]


def source_starts(g: Grammar, c: CueView) -> list[int]:
    """Return where the source may begin."""
    begin, end = g.sentence_spans[g.sentence[c.head]]
    places = range(max(begin, c.first - _SOURCE_AWAY), min(end, c.last + _SOURCE_AWAY))
    return [i for i in places if not c.first <= i <= c.last and g.pos[i] not in _NOT_FIRST]


def source_ends(g: Grammar, c: CueView, start: int) -> list[int]:
    """Return where the source may end."""
    end = min(g.line_spans[g.line[start]][1], start + _SOURCE_LONGEST)
    return list(range(start, min(end, c.first) if start < c.first else end))
