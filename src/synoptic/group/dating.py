"""When an undated report was published, concluded from the dated reports of its story."""

import re
from datetime import date, timedelta
from functools import cache

import msgspec
from babel import Locale
from babel.core import UnknownLocaleError

from synoptic.group.settings import GroupSettings
from synoptic.news.annotation import Reading, Sentence
from synoptic.news.comparison import Dossier
from synoptic.news.report import Passage, Published
from synoptic.news.story import ReportDating
from synoptic.run.stage import Made, Tools

# A weekday is named without a date for at most five days: on the sixth it is tomorrow's name.
_NAMED_WITHIN = timedelta(days=5)
# Two sentences tell one event when they share this much (a name counts 2, another content word 1); chosen by
# reading pairs of sentences of the labelled stories: unrelated ones of one story share the story's two names.
_LEAST_SHARED = 5
_CONTENT = ("NOUN", "VERB", "ADJ", "PROPN")
_THIS_WEEK = re.compile(r"\b(?:this week|diese[rn]? woche|cette semaine|esta semana)\b", re.IGNORECASE)


class _Telling(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with the day it tells of (or the weekday it names) and the words that say so."""

    sentence: Sentence
    words: str
    weekday: int
    names: frozenset[str]
    lemmas: frozenset[str]
    day: date | None = None
    reading: Reading


def date_from_story(dossier: Dossier, *, settings: GroupSettings, tools: Tools) -> Made[ReportDating]:
    """Return publication times for the reports of a story that state none, as far as the others give them."""
    dated = [r for r in dossier.readings if r.report.published.certainty in ("stated", "inferred")]
    datings = []
    for reading in dossier.readings:
        if reading.report.published.certainty not in ("unknown", "guessed"):
            continue
        others = [other for other in dated if other.id != reading.id]
        published = _from_weekdays(reading, others) or _from_neighbours(reading, others)
        if published is not None:
            datings.append(ReportDating(report=reading.id, published=published))
    return Made(tuple(datings))


def _from_weekdays(reading: Reading, others: list[Reading]) -> Published | None:
    """Return the time that follows from a weekday whose event another report dates in full."""
    told = [t for other in others for t in _dated_tellings(other)]
    best: tuple[int, str, _Telling, _Telling] | None = None
    for named in _weekday_tellings(reading):
        for full in told:
            shared = _shared(named, full)
            if named.weekday != full.weekday or shared < _LEAST_SHARED or full.day is None:
                continue
            candidate = (shared, full.day.isoformat(), named, full)
            if best is None or candidate[:2] > best[:2]:
                best = candidate
    if best is None:
        return None
    _, _, named, full = best
    assert full.day is not None
    latest = full.day + _NAMED_WITHIN
    reason = (
        f"its “{named.words}” is the day that {_called(full.reading)} gives as “{full.words}”, {full.day}: "
        "both tell of the same event"
    )
    if _THIS_WEEK.search(reading.report.text):
        latest = min(latest, full.day + timedelta(days=6 - full.day.weekday()))
        reason += ", and it calls that week “this week”"
    return Published(earliest=full.day.isoformat(), latest=latest.isoformat(), certainty="inferred", reason=reason)


def _from_neighbours(reading: Reading, others: list[Reading]) -> Published | None:
    """Return the stretch in which the story's dated reports appeared, as a guess."""
    days = [
        day for other in others for day in (other.report.published.earliest, other.report.published.latest) if day
    ]
    if not days:
        return None
    earliest, latest = min(days)[:10], max(days)[:10]
    known = reading.report.published
    if known.certainty == "guessed" and known.earliest and known.earliest > latest:
        return None
    if (
        known.certainty == "guessed"
        and known.earliest
        and known.latest
        and _span(known.earliest, known.latest) < 7
    ):
        return None
    return Published(
        earliest=max(earliest, known.earliest or earliest),
        latest=latest,
        certainty="guessed",
        reason=f"the dated reports of its story appeared from {earliest} to {latest}",
    )


def _span(earliest: str, latest: str) -> int:
    return (date.fromisoformat(latest[:10]) - date.fromisoformat(earliest[:10])).days


def _weekday_tellings(reading: Reading) -> list[_Telling]:
    found = []
    for sentence in reading.sentences:
        if sentence.block not in ("body", "standfirst", "headline"):
            continue
        names = _weekdays(sentence.language)
        for match in re.finditer(r"[^\W\d]+", sentence.words):
            weekday = names.get(match.group().casefold())
            if weekday is not None and (sentence.language not in ("en", "de") or match.group()[0].isupper()):
                found.append(_telling(reading, sentence, match.group(), weekday, None))
    return found


def _dated_tellings(reading: Reading) -> list[_Telling]:
    """Return the sentences of a dated report that tell of one certain day not after its publication."""
    limit = (reading.report.published.latest or "9999")[:10]
    found = []
    for mention in reading.times:
        day = mention.time.earliest
        if mention.kind != "date" or mention.granularity not in ("day", "minute") or day is None:
            continue
        if day != mention.time.latest or day > limit:
            continue
        sentence = reading.sentence_at(mention.start)
        if sentence is not None and sentence.block in ("body", "standfirst", "headline", "caption"):
            when = date.fromisoformat(day)
            found.append(_telling(reading, sentence, mention.words, when.isoweekday(), when))
    return found


def _telling(reading: Reading, sentence: Sentence, words: str, weekday: int, day: date | None) -> _Telling:
    # The sentence before often holds the names that this one only points back to.
    near = [
        s
        for s in reading.sentences
        if s.block == sentence.block and sentence.index - 1 <= s.index <= sentence.index
    ]
    names = {name for s in near for name in _names(reading, s)}
    return _Telling(
        sentence=sentence,
        words=words,
        weekday=weekday,
        names=frozenset(names),
        lemmas=frozenset(_lemmas(sentence)),
        day=day,
        reading=reading,
    )


def _names(reading: Reading, place: Passage) -> set[str]:
    found = set()
    for mention in reading.mentions_in(place):
        entity = reading.entity(mention.entity)
        if entity is not None and mention.form != "pronoun":
            # The last word of a name is what other reports shorten it to.
            found.add(entity.name.casefold().split()[-1])
    if not reading.mentions:
        found = {w.casefold() for w in re.findall(r"(?<!^)\b[^\W\d_a-zß-ÿ][\w-]{2,}", place.words)}
    return found


def _lemmas(sentence: Sentence) -> set[str]:
    if not sentence.parsed:
        return {t.words.casefold() for t in sentence.tokens if len(t.words) > 4}
    return {t.lemma.casefold() for t in sentence.tokens if t.pos in _CONTENT and len(t.lemma) > 2}


def _shared(one: _Telling, other: _Telling) -> int:
    names = one.names & other.names
    words = {w for w in one.lemmas & other.lemmas if w not in names}
    return 2 * len(names) + len(words)


def _called(reading: Reading) -> str:
    return reading.report.outlet or reading.report.path or "another report"


@cache
def _weekdays(language: str) -> dict[str, int]:
    """Return the weekday names of a language, Monday 1 to Sunday 7."""
    try:
        locale = Locale.parse(language or "en")
    except (ValueError, UnknownLocaleError):
        return {}
    return {
        name.casefold(): number + 1
        for context in ("format", "stand-alone")
        for number, name in locale.days[context]["wide"].items()
    }
