"""What changed between two versions, in a line that a person can read."""

from collections.abc import Sequence

from synoptic.news.versions import FigureChange, VersionDifference

# Characters of a quoted note or headline in a line of the log.
_LONGEST = 160
_CLAIMS = {"added": "added", "removed": "removed", "reworded": "reworded"}
_QUOTES = {
    "added": "added",
    "removed": "removed",
    "words": "with other words",
    "speaker": "given to another speaker",
    "words_and_speaker": "with other words and another speaker",
}


def told(changed: VersionDifference) -> str:
    """Return what changed, the weightiest first; “No words changed.” where nothing did."""
    parts = [f"It says: “{_short(note.words)}”" for note in changed.notes[:1]]
    parts += [_figure(change) for change in changed.figures[:3]]
    parts += [
        f"The headline was “{_short(m.former)}”, now “{_short(m.later)}”"
        for m in changed.masthead
        if m.field == "headline" and not m.small
    ]
    parts += _counted("claim", [c.kind for c in changed.claims], _CLAIMS)
    parts += _counted("quotation", [q.kind for q in changed.quotes], _QUOTES)
    parts += [f"“{t.former.words}” became “{t.later.words}”" for t in changed.times[:3]]
    if not parts:
        small = sum(edit.small for edit in changed.edits) + sum(m.small for m in changed.masthead)
        other = len(changed.edits) + len(changed.masthead) - small
        if other:
            parts.append(f"{_number(other, 'passage')} changed")
        elif small:
            parts.append(f"{_number(small, 'small edit')}")
    return ". ".join(parts).rstrip(".") + "." if parts else "No words changed."


def _figure(change: FigureChange) -> str:
    thing = f" ({change.later.thing})" if change.later.thing else ""
    return f"“{change.former.words}” became “{change.later.words}”{thing}"


def _counted(noun: str, kinds: Sequence[str], words: dict[str, str]) -> list[str]:
    return [f"{_number(kinds.count(kind), noun)} {shown}" for kind, shown in words.items() if kind in kinds]


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _short(words: str) -> str:
    plain = " ".join(words.split()).rstrip(".")
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST].rpartition(" ")[0] + " …"
