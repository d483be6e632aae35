"""The times that a report names, as intervals of days with what they were anchored to and why."""

import re
from datetime import date
from functools import cache

import msgspec

from synoptic.annotate.date_context import is_time, tense_of
from synoptic.annotate.date_grammar import Expression, find_expressions
from synoptic.annotate.date_meaning import FROM_THE_TEXT, Viewpoint, When, meaning_of
from synoptic.annotate.date_packs import Pack, pack_of
from synoptic.annotate.date_reasons import anchor_words, reason_words
from synoptic.annotate.published import infer_published
from synoptic.annotate.settings import AnnotateSettings
from synoptic.news.annotation import Reading, Sentence, TimeMention
from synoptic.news.report import Interval
from synoptic.run.stage import Made, Tools

__all__ = ["find_times", "infer_published"]


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """The day that relative times are counted from: first and last it can be, and what it is."""

    earliest: date | None = None
    latest: date | None = None
    name: str = ""


class _Found(msgspec.Struct, frozen=True, kw_only=True):
    """An expression with its meaning, on the way to becoming a mention."""

    expression: Expression
    when: When
    anchor: str
    reason: str
    bound: str = ""
    joined: tuple[Expression, ...] = ()


def find_times(reading: Reading, *, settings: AnnotateSettings, tools: Tools) -> Made[TimeMention]:
    """Return the times named in the sentences of a report, in text order."""
    mentions: list[TimeMention] = []
    published = _published_anchor(reading, settings)
    for sentence in reading.sentences:
        anchor = _post_anchor(reading, sentence) or published
        last = _last_date(mentions, sentence)
        mentions += _sentence_times(reading, sentence, anchor, last, settings)
    return Made(tuple(mentions))


def _sentence_times(
    reading: Reading, sentence: Sentence, anchor: Anchor, last: TimeMention | None, settings: AnnotateSettings
) -> list[TimeMention]:
    pack = pack_of(sentence.language)
    found: list[_Found] = []
    for expression in find_expressions(sentence.words, sentence.language):
        if not is_time(expression, sentence, pack):
            continue
        tense = tense_of(expression, sentence, pack)
        made = _read(expression, pack, anchor, _text_anchor(found, last), tense)
        if made is not None:
            found.append(made)
    found = _with_days(found)
    mentions = []
    position = 0
    while position < len(found):
        joined = _range(found, position, sentence, pack)
        chosen = joined or _bounded(found[position], sentence, pack)
        mentions.append(_mention(reading, sentence, chosen, settings))
        position += 2 if joined else 1
    return mentions


def _read(expression: Expression, pack: Pack, anchor: Anchor, text: Anchor, tense: str) -> _Found | None:
    """Return what an expression means from its anchor; both ends of the anchor are tried."""
    own = expression.means in FROM_THE_TEXT
    seen_from = text if own and text.earliest else anchor
    view = Viewpoint(day=seen_from.earliest, future=tense == "future", past=tense == "past")
    first = meaning_of(expression, pack, view)
    if first is None:
        return None
    if first.anchored and seen_from.earliest != seen_from.latest:
        second = meaning_of(expression, pack, msgspec.structs.replace(view, day=seen_from.latest))
        first = _agreed(first, second, seen_from)
    reason = reason_words(expression.means, first, seen_from.name, tense)
    return _Found(expression=expression, when=first, anchor=anchor_words(first, seen_from.name), reason=reason)


def _with_days(found: list[_Found]) -> list[_Found]:
    """Return the times with each bare clock time on the day that its sentence names nearest to it."""
    days = [
        f
        for f in found
        if f.when.kind == "date" and f.when.granularity == "day" and f.when.earliest and f.when.latest
    ]
    made = []
    for f in found:
        bare = f.expression.means == "clock" and not f.expression.parts.keys() & {"weekday", "day"}
        if not bare or not days:
            made.append(f)
            continue
        day = _nearest(days, f)
        when = msgspec.structs.replace(f.when, earliest=day.when.earliest, latest=day.when.latest)
        reason = f"a clock time of “{day.expression.words}”"
        made.append(msgspec.structs.replace(f, when=when, reason=reason))
    return made


def _nearest(days: list[_Found], clock: _Found) -> _Found:
    at = clock.expression
    return min(days, key=lambda d: max(d.expression.start - at.end, at.start - d.expression.end))


def _agreed(first: When, second: When | None, anchor: Anchor) -> When:
    """Return the one meaning from both ends of the anchor, or their hull while the anchor is narrow."""
    if second is not None and (first.earliest, first.latest) == (second.earliest, second.latest):
        return first
    narrow = anchor.earliest and anchor.latest and (anchor.latest - anchor.earliest).days <= 10
    if second is None or not narrow:
        return msgspec.structs.replace(first, earliest=None, latest=None)
    starts = [w.earliest for w in (first, second) if w.earliest]
    ends = [w.latest for w in (first, second) if w.latest]
    return msgspec.structs.replace(
        first, earliest=min(starts) if starts else None, latest=max(ends) if ends else None
    )


def _published_anchor(reading: Reading, settings: AnnotateSettings) -> Anchor:
    published = reading.report.published
    if published.certainty == "unknown":
        return Anchor()
    earliest, latest = _day(published.earliest), _day(published.latest) or _day(settings.as_of)
    name = "the day of publication" + ("" if published.certainty == "stated" else f" ({published.certainty})")
    if earliest is None and latest is None:
        return Anchor()
    if earliest is not None and latest is not None and latest < earliest:
        latest = earliest
    return Anchor(earliest=earliest or latest, latest=latest, name=f"{name}, {_shown(earliest or latest, latest)}")


def _shown(earliest: date | None, latest: date | None) -> str:
    if earliest == latest or latest is None:
        return str(earliest)
    return f"{earliest} to {latest}"


def _post_anchor(reading: Reading, sentence: Sentence) -> Anchor | None:
    if sentence.block != "post":
        return None
    for block in reading.report.blocks_of("post"):
        if block.start <= sentence.start < block.end and block.posted is not None:
            earliest, latest = _day(block.posted.earliest), _day(block.posted.latest)
            if earliest is not None:
                return Anchor(
                    earliest=earliest, latest=latest or earliest, name=f"the day of the post, {earliest}"
                )
    return None


def _text_anchor(found: list[_Found], last: TimeMention | None) -> Anchor:
    """Return the date that the text gave last before this place, as an anchor."""
    for made in reversed(found):
        if made.when.kind == "date" and made.when.earliest and made.when.latest:
            name = f"“{made.expression.words}” before it"
            return Anchor(earliest=made.when.earliest, latest=made.when.earliest, name=name)
    if last is None:
        return Anchor()
    day = _day(last.time.earliest) or _day(last.time.latest)
    return Anchor(earliest=day, latest=day, name=f"“{last.words}” before it")


def _last_date(mentions: list[TimeMention], sentence: Sentence) -> TimeMention | None:
    if sentence.block not in ("body", "standfirst", "headline"):
        return None
    for mention in reversed(mentions[-12:]):
        if (
            mention.kind == "date"
            and mention.granularity != "open"
            and (mention.time.earliest or mention.time.latest)
        ):
            return mention
    return None


def _range(found: list[_Found], position: int, sentence: Sentence, pack: Pack) -> _Found | None:
    """Return two neighbouring dates as one range where "between … and" or "from … to" joins them."""
    if position + 1 >= len(found) or not pack.links:
        return None
    one, other = found[position], found[position + 1]
    if one.when.kind != "date" or other.when.kind != "date" or not one.when.earliest or not other.when.latest:
        return None
    before = sentence.words[: one.expression.start]
    gap = sentence.words[one.expression.end : other.expression.start]
    between = _ends_with(pack.links["between"]).search(before) and _only(pack.links["between_and"]).match(gap)
    opened = _ends_with(pack.links["range_from"]).search(before) or re.fullmatch(r"\s?[-–—]\s?", gap)
    if not between and not (opened and _only(pack.links["range_to"]).match(gap)):
        return None
    if other.when.latest < one.when.earliest:
        return None
    words = sentence.words[one.expression.start : other.expression.end]
    joined = msgspec.structs.replace(one.expression, end=other.expression.end, words=words, means="range")
    when = msgspec.structs.replace(one.when, latest=other.when.latest, granularity=other.when.granularity)
    return msgspec.structs.replace(
        one,
        expression=joined,
        when=when,
        joined=(one.expression, other.expression),
        reason=f"from {one.expression.words} to {other.expression.words}",
    )


def _bounded(made: _Found, sentence: Sentence, pack: Pack) -> _Found:
    """Return a date with its open side where "since", "until" and their like stand before it."""
    when = made.when
    if when.kind != "date" or not pack.links or when.earliest is None or when.latest is None:
        return made
    before = sentence.words[: made.expression.start]
    for bound in ("since", "until", "by", "before", "after"):
        if not _ends_with(pack.links[bound]).search(before):
            continue
        if pack.language == "de" and made.expression.means == "ago":
            return made
        side = "latest" if bound in ("since", "after") else "earliest"
        opened = msgspec.structs.replace(when, **{side: None})
        return msgspec.structs.replace(made, when=opened, bound=bound, reason=f"{bound} then; {made.reason}")
    return made


def _mention(reading: Reading, sentence: Sentence, made: _Found, settings: AnnotateSettings) -> TimeMention:
    start = sentence.start + made.expression.start
    end = sentence.start + made.expression.end
    when = made.when
    ends = tuple(reading.passage(sentence.start + e.start, sentence.start + e.end) for e in made.joined)
    return TimeMention(
        report=reading.id,
        start=start,
        end=end,
        words=reading.report.text[start:end],
        time=Interval(
            earliest=when.earliest.isoformat() if when.earliest else None,
            latest=when.latest.isoformat() if when.latest else None,
        ),
        granularity=when.granularity,
        kind=when.kind,  # type: ignore[arg-type]
        anchored_to=made.anchor,
        reason=made.reason,
        length=when.length,
        clock=when.clock,
        bound=made.bound,  # type: ignore[arg-type]
        ends=ends,
    )


@cache
def _ends_with(words: str) -> re.Pattern[str]:
    choices = "|".join(re.escape(w) for w in sorted(words.split("|"), key=len, reverse=True))
    return re.compile(
        rf"(?:^|(?<=[\s(“\"«]))(?:{choices})\s+(?:(?:the|le|la|el|dem|den|der|early|late|least)\s+)?$",
        re.IGNORECASE,
    )


@cache
def _only(words: str) -> re.Pattern[str]:
    choices = "|".join(re.escape(w) for w in sorted(words.split("|"), key=len, reverse=True))
    return re.compile(rf"\s*(?:{choices})\s*(?:(?:the|le|la|el|dem|den|der)\s+)?$", re.IGNORECASE)


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat(words[:10]) if words else None
    except ValueError:
        return None
