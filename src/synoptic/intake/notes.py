"""What a visit leaves behind for the next one: validators, permanent moves, and when to try again."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx
import msgspec

from synoptic.intake.fetch_settings import FetchSettings
from synoptic.intake.guard import RefusedError
from synoptic.news.capture import FetchNote

# Characters of an ETag or a date that are kept to be sent back. Honest ones are far shorter.
LONGEST_VALIDATOR = 500


def stamp(moment: datetime) -> str:
    """Return a moment as the desk writes it: ISO 8601 in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def after_success(note: FetchNote, status: int, now: datetime, moved_to: str) -> FetchNote:
    """Return the note of a visit that went well; when to come again is left to the caller."""
    return msgspec.structs.replace(
        note, fetched=stamp(now), due="", status=status, failures=0, moved_to=moved_to or note.moved_to, problem=""
    )


def with_validators(note: FetchNote, headers: httpx.Headers) -> FetchNote:
    """Return the note with what tells the next visit whether the content has changed since."""
    return msgspec.structs.replace(
        note, etag=_sendable(headers.get("etag", "")), last_modified=_sendable(headers.get("last-modified", ""))
    )


def without_validators(note: FetchNote) -> FetchNote:
    """Return the note of a page that is gone: should it come back, its content is wanted whole."""
    return msgspec.structs.replace(note, etag="", last_modified="")


def after_failure(note: FetchNote, refused: RefusedError, settings: FetchSettings, now: datetime) -> FetchNote:
    """Return the note of a visit that failed; each further failure doubles the time until the next try."""
    failures = note.failures + 1
    # The exponent is bounded, too: a source that has failed for years must not make an endless number.
    wait = max(refused.wait, settings.first_back_off * 2.0 ** min(failures - 1, 30))
    due = stamp(now + timedelta(seconds=min(wait, settings.longest_back_off)))
    return msgspec.structs.replace(
        note,
        fetched=stamp(now),
        due=due,
        status=refused.status,
        failures=failures,
        problem=refused.problem.message,
    )


def retry_after(headers: httpx.Headers, now: datetime, longest: float) -> float:
    """Return the seconds that a host asks to be left alone, at most `longest`; 0 if it does not say."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(min(int(value[:12]), longest))
    try:
        moment = parsedate_to_datetime(value)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return min(max((moment - now).total_seconds(), 0.0), longest)
    except (TypeError, ValueError, IndexError, OverflowError):
        return 0.0


def conditions(note: FetchNote) -> dict[str, str]:
    """Return the request headers that ask for the content only if it has changed."""
    asked = {"If-None-Match": note.etag, "If-Modified-Since": note.last_modified}
    return {name: value for name, value in asked.items() if value and value == _sendable(value)}


def _sendable(value: str) -> str:
    """Return a header's value if it can be sent back as it came."""
    return value if len(value) <= LONGEST_VALIDATOR and value.isascii() and value.isprintable() else ""
