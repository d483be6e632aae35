"""Times as carriers write them, and as we write them."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# ISO 8601 without marks, as NewsML and ninjs write it: 20310304T091200Z or 20310304T091200+0100.
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z|[+-]\d\d:?\d\d)?")
FAULTS = (ValueError, TypeError, OverflowError, IndexError, AttributeError)


def time_of(words: str) -> datetime | None:
    """Return the time that a carrier's words name in UTC; None if they name none."""
    words = " ".join(words.split())
    if not words or len(words) > 60:
        return None
    found = COMPACT.fullmatch(words)
    if found:
        year, month, day, hour, minute, second, zone = found.groups()
        words = f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone or ''}"
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            time = read(words)
            return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
        except FAULTS:
            continue
    return None


def written(time: datetime) -> str:
    """Return a time as carriers of ours hold it: 2031-03-04T09:12:00Z."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if time.year >= 1000 else ""


def day_or_time(words: str) -> str:
    """Return a carrier's date in our writing; a bare day and words that name no time stay as they are."""
    words = " ".join(words.split())[:60]
    if DAY.fullmatch(words):
        try:
            date.fromisoformat(words)
        except ValueError:
            return ""
        return words
    time = time_of(words)
    return written(time) if time else words
