"""Why reports are one story, in words: the names, numbers and times that they share."""

from collections import Counter
from collections.abc import Sequence

from synoptic.group.profiles import days_apart, printed_forms
from synoptic.group.vectors import Weighted
from synoptic.news.annotation import Reading

_SHOWN = 4


def story_reason(readings: Sequence[Reading], reports: Sequence[Weighted], copies: int) -> str:
    """Return a sentence or two about what a story's reports have in common."""
    if len(reports) == 1:
        return "No other report tells this story."
    names = _shared(reports, "names")
    words = [w for w in _shared(reports, "words") if w not in names]
    shown = printed_forms(readings, {*names, *words})
    said = []
    if names:
        said.append("the names " + _listed([shown.get(n, n) for n in names[:_SHOWN]]))
    if words:
        said.append("the words " + _listed([f"“{shown.get(w, w)}”" for w in words[:_SHOWN]]))
    parts = [f"{len(reports)} reports share " + (" and ".join(said) if said else "their subject as a whole")]
    parts += [_times(reports)] if _times(reports) else []
    if copies:
        parts.append("one pair holds the same text" if copies == 1 else f"{copies} pairs hold the same text")
    return "; ".join(parts) + "."


def _shared(reports: Sequence[Weighted], bag: str) -> list[str]:
    """Return the words that most reports hold, the heaviest first."""
    held: Counter[str] = Counter(word for report in reports for word in getattr(report, bag))
    most = [word for word, count in held.items() if count >= max(2, (len(reports) + 1) // 2)]
    weight = {w: sum(sorted(getattr(r, bag).get(w, 0.0) for r in reports)) for w in most}
    return sorted(most, key=lambda word: (-weight[word], word))[: 2 * _SHOWN]


def _times(reports: Sequence[Weighted]) -> str:
    gaps = [days_apart(a.profile, b.profile) for i, a in enumerate(reports) for b in reports[i + 1 :]]
    known = [gap for gap in gaps if gap is not None]
    if not known:
        return "when they were published is not known for two of them"
    days = round(max(known))
    return "published on the same day" if days == 0 else f"published within {days} day{'s' if days > 1 else ''}"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]
