"""The second look at possible attributions: which of them count, seen with their parts and with each other.

The first look judges each word as a cue on its own. This one knows how sure the source and the reported words
are, and which other possible cues stand near, in the parts of this one, or have this one in theirs.
`quote_model.md` says what it was fitted on.
"""

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

import msgspec

from synoptic.annotate.quote_grammar import Extent, Grammar

WEIGHTS = "quote_choice.json"
# Stands for the log-odds of what is no possible cue, and for the share of a part that cannot be.
_NONE = -9.0
# Words before and after a cue in which others are near, and in which they are in sight.
_REACHES = {"before": (-3, -1), "after": (1, 3), "far before": (-12, -4), "far after": (4, 12)}
_KINDS = {"VERB": 0, "AUX": 1, "NOUN": 2, "ADJ": 3}

Ranked = list[tuple[float, Extent | None]]


class Possible(msgspec.Struct, frozen=True, kw_only=True):
    """A possible attribution, its parts as first and last words; `shares` are those of each part's extents."""

    head: int
    odds: float
    cue: Extent
    source: Extent | None
    before: Extent | None
    after: Extent | None
    shares: Mapping[str, Ranked]


class Choice:
    """All possible attributions of a run of paragraphs; `odds` are those of every word that may be a cue."""

    def __init__(self, grammar: Grammar, odds: Mapping[int, float], possible: Sequence[Possible]) -> None:
        self._grammar, self._odds, self._possible = grammar, odds, possible
        self._density = sum(1 / (1 + math.exp(-v)) for v in odds.values()) / max(1, len(odds))

    def counts(self, one: Possible) -> bool:
        """Return whether a possible attribution is likely enough to be one."""
        weights, bias = _weights()
        known = self.features(one)
        return bias + sum(weights[name] * value for name, value in known.items()) >= 0

    def features(self, one: Possible) -> dict[str, float]:
        """Return what is known of a possible attribution, by name."""
        g, head = self._grammar, one.head
        found = {"odds": one.odds, "density": self._density, "inside marks": float(g.inside[head])}
        for name, ranked in one.shares.items():
            found[f"no {name}"] = next((s for s, e in ranked if e is None), _NONE)
            found[f"best {name}"] = max((s for s, e in ranked if e is not None), default=_NONE)
        for name, part in (("source", one.source), ("before", one.before), ("after", one.after)):
            found[f"words of {name}"] = -1.0 if part is None else float(part[1] - part[0])
        found["words of cue"] = float(one.cue[1] - one.cue[0])
        for name, (first, last) in _REACHES.items():
            found[f"cue {name}"] = self._best(range(head + first, head + last + 1))
        found["cue above"] = self._odds.get(g.head[head], _NONE)
        found["cue below"] = self._best(g.children[head])
        found["kind"] = float(_KINDS.get(g.pos[head], 4))
        found["ruled"] = float(head in g.ruled)
        found["ruled in full"] = float(all(g.ruled.get(head, (None,))))
        return found | self._crossing(one)

    def _best(self, places: Sequence[int]) -> float:
        return max((self._odds[k] for k in places if k in self._odds), default=_NONE)

    def _crossing(self, one: Possible) -> dict[str, float]:
        """Return the odds of the best other cue whose parts share words with the parts of this one."""
        others = [o for o in self._possible if o.head != one.head]

        def best(meets: Sequence[bool]) -> float:
            return max((o.odds for o, met in zip(others, meets, strict=True) if met), default=_NONE)

        cue = one.cue
        return {
            "cue in cue": best([_meet(o.cue, cue) for o in others]),
            "cue in a source": best([_meet(o.source, cue) for o in others]),
            "cue in words": best([_meet(o.before, cue) or _meet(o.after, cue) for o in others]),
            "source holds a cue": best([_meet(o.cue, one.source) for o in others]),
            "words hold a cue": best([_meet(o.cue, one.before) or _meet(o.cue, one.after) for o in others]),
        }


def _meet(one: Extent | None, other: Extent | None) -> bool:
    return one is not None and other is not None and one[0] <= other[1] and other[0] <= one[1]


@cache
def _weights() -> tuple[dict[str, float], float]:
    held = json.loads(resources.files(__package__).joinpath(WEIGHTS).read_text(encoding="utf-8"))
    return held["weights"], held["bias"]
