"""Who says what in paragraphs whose grammar is known: cues, their sources and the words reported.

A learned model finds the words that may be cues, and then chooses, for each cue, where it begins and ends, where
its source stands, and where the words reported after and before it begin and end. A second look at all of them
together keeps those that count. `quote_model.md` says what both were fitted on and how well they do.
"""

import math
from collections.abc import Callable, Sequence
from itertools import product

import msgspec

from synoptic.annotate import quote_places as places
from synoptic.annotate.quote_choice import Choice, Possible, Ranked
from synoptic.annotate.quote_cue_features import cue_end_features, cue_features, cue_start_features
from synoptic.annotate.quote_cues import cues_of
from synoptic.annotate.quote_grammar import Extent, Grammar
from synoptic.annotate.quote_model import Model, packaged_model
from synoptic.annotate.quote_part_features import (
    CueView,
    end_features,
    left_end_features,
    left_start_features,
    none_features,
    start_features,
)
from synoptic.news.annotation import Sentence

# Log-odds from which a word is looked at twice; of the labelled cues in the held-out documents of polnear's
# development half few stand lower, and each costs as much time as one that counts.
LEAST_ODDS = -2.5
# How many beginnings of a part are followed up, and how many ends of each.
_BEAM, _ENDS = 3, 2
# A beginning less likely than this (logarithm) is not followed up.
_UNLIKELY = -4.0


class Attributed(msgspec.Struct, frozen=True, kw_only=True):
    """One attribution, as offsets into the report's text; parts that it does not have are None.

    `head` is where the main word of the cue begins; `before` and `after` are the words reported on either side
    of the cue, with their quotation marks. `odds` is how sure it is that this is a cue (log-odds).
    """

    head: int
    cue: Extent
    source: Extent | None
    before: Extent | None
    after: Extent | None
    odds: float


def read_attributions(
    paragraphs: Sequence[Sequence[Sentence]], *, model: Model | None = None, ruled_odds: float = math.inf
) -> tuple[Attributed, ...]:
    """Return the attributions of paragraphs (each as its parsed sentences), in text order.

    From `ruled_odds` on a cue is enough for which the rules over the grammar find a source and what is reported.
    """
    grammar = Grammar(paragraphs, cues_of("en"))
    reader = _Reader(grammar, model or packaged_model())
    odds = reader.odds()
    ruled = {h for h in odds if odds[h] >= ruled_odds and all(grammar.ruled.get(h, (None,)))}
    possible = [reader.possible(h, odds[h]) for h in odds if odds[h] > LEAST_ODDS or h in ruled]
    choice = Choice(grammar, odds, [p for p in possible if p.odds > LEAST_ODDS])
    return tuple(
        reader.attributed(p) for p in possible if p.head in ruled or (p.odds > LEAST_ODDS and choice.counts(p))
    )


def possible_attributions(
    grammar: Grammar, model: Model
) -> tuple[Choice, tuple[tuple[Possible, Attributed], ...]]:
    """Return what the second look chooses among, for fitting it."""
    reader = _Reader(grammar, model)
    odds = reader.odds()
    possible = [reader.possible(h, odds[h]) for h in odds if odds[h] > LEAST_ODDS]
    return Choice(grammar, odds, possible), tuple((p, reader.attributed(p)) for p in possible)


class _Reader:
    """Chooses the parts of one cue after the other."""

    def __init__(self, grammar: Grammar, model: Model) -> None:
        self.grammar = grammar
        self.model = model

    def odds(self) -> dict[int, float]:
        """Return how sure the first look is of every word that may be a cue."""
        g = self.grammar
        heads = (h for h in range(len(g.tokens)) if places.may_be_cue(g, h))
        return {h: round(self.model.score("cue", cue_features(g, h)), 6) for h in heads}

    def possible(self, head: int, odds: float) -> Possible:
        """Return the attribution that a cue would have."""
        g = self.grammar
        first = self._best("cue_start", places.cue_starts(g, head), lambda i: cue_start_features(g, head, i))
        last = self._best("cue_end", places.cue_ends(g, head), lambda i: cue_end_features(g, head, i))
        c = CueView(g, head, first, last)
        after = self._after(c)
        before = self._before(c, follows=after[0][1] is not None)
        sources = self._sources(c)
        source, chosen_before, chosen_after = _together(sources, before, after)
        return Possible(
            head=head,
            odds=odds,
            cue=(first, last),
            source=source,
            before=chosen_before,
            after=chosen_after,
            shares={"source": sources, "before": before, "after": after},
        )

    def attributed(self, possible: Possible) -> Attributed:
        """Return an attribution with offsets into the report's text."""
        return Attributed(
            head=self.grammar.tokens[possible.head].start,
            cue=self._offsets(possible.cue),
            source=self._offsets(possible.source) if possible.source else None,
            before=self._offsets(possible.before) if possible.before else None,
            after=self._offsets(possible.after) if possible.after else None,
            odds=possible.odds,
        )

    def _offsets(self, extent: Extent) -> Extent:
        return self.grammar.tokens[extent[0]].start, self.grammar.tokens[extent[1]].end

    def _best(self, choice: str, where: Sequence[int], features: Callable[[int], list[str]]) -> int:
        shares = self.model.log_shares(choice, where, features)
        return where[shares.index(max(shares))]

    def _sources(self, c: CueView) -> Ranked:
        g = self.grammar
        return self._parts(
            ("source_start", places.source_starts(g, c), lambda i: start_features(g, c, i)),
            ("source_end", lambda i: places.source_ends(g, c, i), lambda i, e: end_features(g, c, i, e)),
            none_features(g, c),
        )

    def _after(self, c: CueView) -> Ranked:
        g = self.grammar
        return self._parts(
            ("right_start", places.right_starts(g, c), lambda i: start_features(g, c, i)),
            ("right_end", lambda i: places.right_ends(g, c, i), lambda i, e: end_features(g, c, i, e)),
            none_features(g, c),
        )

    def _before(self, c: CueView, *, follows: bool) -> Ranked:
        g = self.grammar
        return self._parts(
            ("left_end", places.left_ends(g, c), lambda i: left_end_features(g, c, i)),
            ("left_start", lambda e: places.left_starts(g, c, e), lambda e, i: left_start_features(g, c, e, i)),
            [*none_features(g, c), f"Nr={follows:d}"],
        )

    def _parts(
        self,
        near: tuple[str, list[int], Callable[[int], list[str]]],
        far: tuple[str, Callable[[int], list[int]], Callable[[int, int], list[str]]],
        none: list[str],
    ) -> Ranked:
        """Return the likeliest extents of a part with the logarithm of their probability, the best first."""
        shares = self.model.log_shares(near[0], near[1], near[2], none)
        ranked: Ranked = [(shares[0], None)]
        order = sorted(range(len(near[1])), key=lambda k: (-shares[k + 1], k))[:_BEAM]
        for place, share in ((near[1][k], shares[k + 1]) for k in order):
            where = far[1](place)
            if share < _UNLIKELY or not where:
                continue
            ends = self.model.log_shares(far[0], where, lambda e, at=place: far[2](at, e))  # type: ignore[misc]
            for k in sorted(range(len(where)), key=lambda k: (-ends[k], k))[:_ENDS]:
                ranked.append((share + ends[k], (min(place, where[k]), max(place, where[k]))))
        return sorted(ranked, key=lambda r: (-r[0], r[1] or (-1, -1)))


def _together(
    sources: Ranked, before: Ranked, after: Ranked
) -> tuple[Extent | None, Extent | None, Extent | None]:
    """Return the likeliest source and reported words that do not overlap."""
    best = max(
        (
            (source[0] + left[0] + right[0], source[1], left[1], right[1])
            for source, left, right in product(sources, before, after)
            if not (_overlap(source[1], left[1]) or _overlap(source[1], right[1]))
        ),
        key=lambda found: found[0],
        default=(0.0, None, None, None),
    )
    return best[1], best[2], best[3]


def _overlap(one: Extent | None, other: Extent | None) -> bool:
    return one is not None and other is not None and one[0] <= other[1] and other[0] <= one[1]
