"""When a report was published, concluded from its own text where the page does not say."""

import re
from datetime import date, timedelta

import msgspec

from synoptic.annotate.date_context import is_time, tense_of
from synoptic.annotate.date_grammar import find_expressions
from synoptic.annotate.date_meaning import Viewpoint, meaning_of
from synoptic.annotate.date_packs import pack_of
from synoptic.annotate.settings import AnnotateSettings
from synoptic.news.annotation import Reading
from synoptic.news.report import Published
from synoptic.news.story import ReportDating
from synoptic.run.stage import Made, Tools

# A report that embeds posts, or tells of a full date as news, follows within days. Three days is an
# estimate (no labelled set holds posts with publication days); it is only the late end of the interval.
_FOLLOWS_WITHIN = timedelta(days=3)
_NO_DAYS = ("age", "duration", "clock", "every")
# Below these first lines a lone date is a caption's or a teaser's.
_HEAD_LINES = 3


class Clue(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A day that a report cannot be earlier than, with the words that give it."""

    day: date
    words: str
    full: bool = True


def infer_published(reading: Reading, *, settings: AnnotateSettings, tools: Tools) -> Made[ReportDating]:
    """Return when a report without a date was published; nothing where it is known or the text gives no clue."""
    report = reading.report
    if report.published.certainty != "unknown":
        return Made()
    limit = _day(settings.as_of)
    posts = [c for c in _post_clues(reading) if limit is None or c.day <= limit]
    told = [c for c in _told_clues(reading) if limit is None or c.day <= limit]
    line = _date_line(reading)
    if line is not None and (limit is None or line.day <= limit):
        published = _of_line(line)
    else:
        made = _conclude(posts, told, limit)
        if made is None:
            return Made()
        published = made
    return Made((ReportDating(report=report.id, published=published),))


def _of_line(line: Clue) -> Published:
    day = line.day.isoformat()
    return Published(
        earliest=day,
        latest=day,
        certainty="inferred",
        reason=f"“{line.words}” stands by itself in one of its first lines",
    )


def _conclude(posts: list[Clue], told: list[Clue], limit: date | None) -> Published | None:
    newest_post = max(posts, default=None)
    days = [c for c in told if c.full]
    newest_day = max(days, default=None)
    if newest_post is not None:
        newest = newest_post if newest_day is None or newest_day.day <= newest_post.day else newest_day
        reason = f"it embeds a post of {newest_post.day}, so it is not earlier"
        if newest is not newest_post:
            reason += f"; and it tells of “{newest.words}”"
        return _published(newest.day, limit, "inferred", reason)
    if newest_day is not None:
        reason = f"the newest day that its text tells of is “{newest_day.words}”"
        return _published(newest_day.day, limit, "inferred" if len(days) > 1 else "guessed", reason)
    newest_year = max(told, default=None)
    if newest_year is None:
        return None
    reason = f"the newest time that its text names is “{newest_year.words}”; it may be much later"
    return Published(
        earliest=newest_year.day.isoformat(),
        latest=limit.isoformat() if limit else None,
        certainty="guessed",
        reason=reason,
    )


def _published(day: date, limit: date | None, certainty: str, reason: str) -> Published:
    latest = min(day + _FOLLOWS_WITHIN, limit) if limit else day + _FOLLOWS_WITHIN
    return Published(
        earliest=day.isoformat(),
        latest=latest.isoformat(),
        certainty=certainty,  # type: ignore[arg-type]
        reason=f"{reason}; news follows within days",
    )


def _post_clues(reading: Reading) -> list[Clue]:
    clues = []
    for block in reading.report.blocks_of("post"):
        day = _day(block.posted.earliest) if block.posted else None
        if day is not None:
            clues.append(Clue(day=day, words=f"the post of {block.handle or 'an account'}"))
    return clues


def _told_clues(reading: Reading) -> list[Clue]:
    """Return the explicit past dates of what the report tells and of its captions."""
    clues = []
    for sentence in reading.sentences:
        if sentence.block not in ("body", "standfirst", "headline", "caption"):
            continue
        pack = pack_of(sentence.language)
        for expression in find_expressions(sentence.words, sentence.language):
            if expression.means in _NO_DAYS or not is_time(expression, sentence, pack):
                continue
            if tense_of(expression, sentence, pack) == "future":
                continue
            made = meaning_of(expression, pack, Viewpoint(day=None))
            if made is None or made.earliest is None or made.granularity not in ("day", "month", "year"):
                continue
            clues.append(Clue(day=made.earliest, words=expression.words, full=made.granularity == "day"))
    return clues


def _date_line(reading: Reading) -> Clue | None:
    """Return the full date that stands by itself in one of the first lines, as many pages print their own."""
    first = [s for s in reading.sentences if s.block in ("body", "byline", "standfirst")][:_HEAD_LINES]
    for sentence in first:
        pack = pack_of(sentence.language)
        for expression in find_expressions(sentence.words, sentence.language):
            around = sentence.words[: expression.start] + sentence.words[expression.end :]
            made = meaning_of(expression, pack, Viewpoint(day=None))
            if made is None or made.earliest is None or made.earliest != made.latest or made.anchored:
                continue
            if len(re.findall(r"[^\W\d_]{2,}", around)) <= 1:
                return Clue(day=made.earliest, words=expression.words)
    return None


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat(words[:10]) if words else None
    except ValueError:
        return None
