"""How alike two ways of putting mentions into chains are: MUC, B-cubed, CEAF-e and their mean, CoNLL F1.

Definitions as in the reference scorer (Pradhan et al. 2014), for given mentions: both sides put the same mentions
into chains, a mention that is in no chain counts as a chain of one.

- MUC (Vilain et al. 1995) counts links: of each chain, its size less the parts that the other side cuts it into.
- B-cubed (Bagga and Baldwin 1998) is the mean over mentions of how much of its chain is right.
- CEAF-e (Luo 2005) pairs chains one to one, such that the sum of 2·|both| / (|one| + |other|) is greatest.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from typing import Any

import msgspec
import numpy as np
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

Chains = Mapping[Any, Hashable]


class Agreement(msgspec.Struct, frozen=True):
    """Precision and recall of one measure."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


class Coreference(msgspec.Struct, frozen=True, kw_only=True):
    """The three measures of one set of chains against another."""

    muc: Agreement
    b_cubed: Agreement
    ceaf_e: Agreement

    @property
    def conll(self) -> float:
        """Return CoNLL F1: the mean of the three F1 values."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def compared(found: Chains, gold: Chains) -> Coreference:
    """Return how well found chains agree with labelled ones; both map the same mentions to a chain's name."""
    if found.keys() != gold.keys():
        raise ValueError("Both sides must hold the same mentions.")
    return Coreference(muc=muc(found, gold), b_cubed=b_cubed(found, gold), ceaf_e=ceaf_e(found, gold))


def muc(found: Chains, gold: Chains) -> Agreement:
    """Return the link-based agreement; chains of one have no link and count on neither side."""
    return Agreement(_links_kept(found, gold), _links_kept(gold, found))


def _links_kept(one: Chains, other: Chains) -> float:
    parts: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, chain in one.items():
        parts[chain].add(other[mention])
    sizes = Counter(one.values())
    links = sum(size - 1 for size in sizes.values())
    return sum(sizes[chain] - len(held) for chain, held in parts.items()) / links if links else 0.0


def b_cubed(found: Chains, gold: Chains) -> Agreement:
    """Return the agreement averaged over mentions."""
    both, ours, theirs = _overlaps(found, gold)
    if not both:
        return Agreement(0.0, 0.0)
    precision = sum(n * n / ours[one] for (one, _), n in both.items()) / len(gold)
    recall = sum(n * n / theirs[other] for (_, other), n in both.items()) / len(gold)
    return Agreement(precision, recall)


def ceaf_e(found: Chains, gold: Chains) -> Agreement:
    """Return the agreement of the best one-to-one pairing of chains."""
    both, ours, theirs = _overlaps(found, gold)
    if not both:
        return Agreement(0.0, 0.0)
    rows = {chain: place for place, chain in enumerate(ours)}
    columns = {chain: place for place, chain in enumerate(theirs)}
    alike = np.zeros((len(rows), len(columns)))
    for (one, other), n in both.items():
        alike[rows[one], columns[other]] = 2 * n / (ours[one] + theirs[other])
    best = float(alike[linear_sum_assignment(alike, maximize=True)].sum())
    return Agreement(best / len(ours), best / len(theirs))


def _overlaps(
    found: Chains, gold: Chains
) -> tuple[Counter[tuple[Hashable, Hashable]], Counter[Hashable], Counter[Hashable]]:
    both = Counter((found[mention], chain) for mention, chain in gold.items())
    return both, Counter(found.values()), Counter(gold.values())
