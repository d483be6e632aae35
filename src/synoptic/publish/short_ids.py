"""Ids as short as they can be printed: each still means one thing of its document."""

from collections import Counter

from synoptic.publish.data import ComparisonDocument
from synoptic.publish.explain import everything

# Four hex digits tell apart a few dozen ids; more are taken until all are distinct.
_SHORTEST, _LONGEST = 4, 16


def short_ids(document: ComparisonDocument) -> dict[str, str]:
    """Return for each id of a document its kind and as many digits as no other id of that kind shares."""
    short: dict[str, str] = {}
    waiting = list(everything(document))
    for digits in range(_SHORTEST, _LONGEST + 1, 2):
        cut = {i: _cut(i, digits) for i in waiting}
        counts = Counter(cut.values())
        short.update({i: c for i, c in cut.items() if counts[c] == 1})
        waiting = [i for i in waiting if counts[cut[i]] > 1]
    return {**short, **{i: i for i in waiting}}


def _cut(whole: str, digits: int) -> str:
    kind, _, rest = whole.partition(":")
    return f"{kind}:{rest[:digits]}"
