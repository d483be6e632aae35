"""Which mentions of happenings, in one report or across a story's reports, are of the same happening."""

from collections.abc import Iterable

from synoptic.compare.clustering import cluster
from synoptic.compare.happenings_mentions import HappeningTable
from synoptic.compare.happenings_pairs import HappeningPairs
from synoptic.compare.happenings_score import HappeningModel, packaged_model, with_support
from synoptic.news.comparison import Dossier
from synoptic.news.report import Passage
from synoptic.run.stage import Tools

Chain = tuple[Passage, ...]


def same_happenings(
    dossier: Dossier, mentions: Iterable[Passage], *, tools: Tools, model: HappeningModel | None = None
) -> tuple[Chain, ...]:
    """Return the mentions in chains, one a happening; a mention that nothing else is like is a chain of one.

    The readings of the dossier need their sentences; names, times and the story's entities are used where known.
    `model` is the packaged one unless another is given.
    """
    held = model or packaged_model()
    table = HappeningTable(dossier, mentions, tools)
    if not len(table):
        return ()
    pairs = HappeningPairs(table)
    rows = pairs.rows()
    scores = held.second_scores(with_support(table, pairs, rows, held.first_scores(rows)))
    chains = cluster(len(table), pairs.left, pairs.right, scores, held.threshold)
    return tuple(tuple(table.happenings[k].passage for k in chain) for chain in chains)
