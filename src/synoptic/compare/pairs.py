"""Which claims of a story say the same thing: candidates, a learned score, and one joint decision."""

import numpy as np

from synoptic.compare.claim_features import ClaimTable, Floats
from synoptic.compare.clustering import cluster
from synoptic.compare.pair_features import FEATURES, Ints, PairTable
from synoptic.compare.pair_score import PairWeights, packaged_weights, probabilities
from synoptic.compare.relations import reason_for, relation_of
from synoptic.compare.settings import CompareSettings
from synoptic.news.comparison import ClaimLink, Dossier, Evidence
from synoptic.news.ids import content_id
from synoptic.run.stage import Made, Tools

JOINING = ("same", "more_specific", "update")


def link_claims(dossier: Dossier, *, settings: CompareSettings, tools: Tools) -> Made[ClaimLink]:
    """Return how the claims of a story relate, with the measurements behind each link.

    Links of a kind in `JOINING` connect exactly the claims that belong to one group.
    """
    table = ClaimTable(dossier, tools)
    if len(table) < 2:
        return Made()
    pairs = PairTable(table, settings.nearest_claims)
    rows = pairs.rows()
    weights = packaged_weights()
    probability = probabilities(rows, weights)
    home = _homes(table, pairs, adjusted(rows, probability, weights), weights)
    together = home[pairs.left] == home[pairs.right]
    across = table.report[pairs.left] != table.report[pairs.right]
    # Another speaker's words on the same matter are kept too: one may deny what the other says.
    answers = (rows[:, FEATURES.index("other speaker")] > 0) & (rows[:, FEATURES.index("contained")] >= 0.4)
    kept = together | (across & ((probability >= settings.related_from) | answers))
    links = [
        _link(table, pairs, k, rows[k], float(probability[k]), bool(together[k]))
        for k in np.nonzero(kept)[0].tolist()
    ]
    return Made(tuple(sorted(links, key=lambda link: link.id)))


def adjusted(rows: Floats, probability: Floats, weights: PairWeights) -> Floats:
    """Return the probabilities such that one threshold serves pairs within and between reports."""
    within = rows[:, FEATURES.index("one report")] > 0
    odds = np.log(np.clip(probability, 1e-6, 1 - 1e-6) / (1 - np.clip(probability, 1e-6, 1 - 1e-6)))
    shift = _odds(weights.threshold_within) - _odds(weights.threshold)
    kept: Floats = (1 / (1 + np.exp(-(odds - np.where(within, shift, 0))))).astype(np.float32)
    return kept


def _odds(probability: float) -> float:
    return float(np.log(probability / (1 - probability)))


def _homes(table: ClaimTable, pairs: PairTable, probability: Floats, weights: PairWeights) -> Ints:
    home = np.zeros(len(table), dtype=np.int64)
    clusters = cluster(len(table), pairs.left, pairs.right, probability, weights.threshold)
    for number, members in enumerate(_connected(clusters, pairs.left, pairs.right)):
        home[list(members)] = number
    return home


def _connected(clusters: list[tuple[int, ...]], left: Ints, right: Ints) -> list[list[int]]:
    """Return the clusters, each cut into the parts that candidate pairs connect."""
    home = {claim: number for number, members in enumerate(clusters) for claim in members}
    parent = list(range(len(home)))

    def root(claim: int) -> int:
        while parent[claim] != claim:
            claim = parent[claim]
        return claim

    for one, other in zip(left.tolist(), right.tolist(), strict=True):
        if home[one] == home[other]:
            parent[max(root(one), root(other))] = min(root(one), root(other))
    parts: dict[int, list[int]] = {}
    for claim in range(len(home)):
        parts.setdefault(root(claim), []).append(claim)
    return [parts[first] for first in sorted(parts)]


def _link(
    table: ClaimTable, pairs: PairTable, k: int, row: Floats, probability: float, together: bool
) -> ClaimLink:
    one, other = int(pairs.left[k]), int(pairs.right[k])
    measured = dict(zip(FEATURES, row.tolist(), strict=True))
    relation = relation_of(table, one, other, measured, together)
    evidence = tuple(Evidence(name=name, value=round(value, 3)) for name, value in measured.items() if value)
    left, right = table.claims[one].id, table.claims[other].id
    return ClaimLink(
        id=content_id("link", *sorted((left, right))),
        left=left,
        right=right,
        relation=relation,
        score=round(probability, 3),
        evidence=evidence,
        reason=reason_for(relation, measured),
    )
