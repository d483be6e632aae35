"""What is compared of a report when stories are sought: its words, names, numbers and time."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache

import msgspec

from synoptic.group.marks import Marks, marks_of
from synoptic.news.annotation import Reading

_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f"
_WORD = re.compile(
    rf"[{_UNSPACED}]{{1,2}}|\d+(?:[.,]\d+)*|(?:(?![{_UNSPACED}_\d])\w)+(?:['’-](?:(?![{_UNSPACED}_])\w)+)*"
)
# A capital after these may only be that of a new sentence.
_OPENS = frozenset('.!?…:;\n"“„«»”—–•*|(')
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
# Names in different languages often share their beginning: Venezuela, Venezuelan, venezolano.
STEM = 5


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A report as a bag of words, with the parts that tell stories apart; counts are of folded words."""

    report: str
    language: str
    words: dict[str, int]
    lede: dict[str, int]
    headline: dict[str, int]
    names: dict[str, int]
    stems: dict[str, int]
    numbers: dict[str, int]
    lede_text: str
    size: int
    marks: Marks = Marks()
    earliest: float | None = None
    latest: float | None = None


def profile_of(reading: Reading, lede_words: int) -> Profile:
    """Return the profile of a report."""
    report = reading.report
    parts = [report.headline] if report.headline else []
    parts += [report.words(block) for block in report.blocks_of("headline") if report.words(block) not in parts]
    titles = len(parts)
    parts += [report.words(block) for block in report.blocks_of("standfirst", "body")]
    profile = profile_of_text(
        parts,
        titles=titles,
        key=(report.id, report.language),
        published=(report.published.earliest, report.published.latest),
        lede_words=lede_words,
    )
    marks = marks_of("\n".join(parts), profile.lede_text, report.language)
    return msgspec.structs.replace(profile, marks=marks)


def profile_of_text(
    parts: list[str],
    *,
    titles: int,
    key: tuple[str, str],
    published: tuple[str | None, str | None],
    lede_words: int,
) -> Profile:
    """Return the profile of paragraphs, the first `titles` of which are headlines."""
    heading = Counter(word for part in parts[:titles] for word, _ in _tokens(part, True))
    tokens = [found for place, part in enumerate(parts) for found in _tokens(part, place < titles)]
    named = {word for word, capital in tokens if capital}
    words = [word for word, _ in tokens]
    names = Counter(word for word in words if word in named and not word[0].isdigit())
    return Profile(
        report=key[0],
        language=key[1],
        words=dict(Counter(words)),
        lede=dict(Counter(words[:lede_words])),
        headline=dict(heading),
        names=dict(names),
        stems=dict(Counter(name[:STEM] for name in names.elements())),
        numbers=dict(Counter(word for word in words if word[0].isdigit() and len(word) > 1)),
        lede_text=" ".join(" ".join(parts).split()[:lede_words]),
        size=len(words),
        earliest=_hours(published[0]),
        latest=_hours(published[1]),
    )


def _tokens(part: str, title: bool) -> Iterator[tuple[str, bool]]:
    """Yield folded words, each with whether its capital marks a name."""
    last = 0
    for match in _WORD.finditer(part):
        start, last = last, match.end()
        printed = match.group()
        word = _folded(printed)
        if not word:
            continue
        if title or len(word) < 2 or not printed[0].isupper():
            yield word, False
        else:
            yield word, match.start() > 0 and _OPENS.isdisjoint(part[start : match.start()])


def words_of(text: str) -> dict[str, int]:
    """Return the folded words of a text, counted."""
    return dict(Counter(word for match in _WORD.finditer(text) if (word := _folded(match.group()))))


# Most words of a window stand in it many times over.
@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    bare = _POSSESSIVE.sub("", word.casefold())
    plain = bare if bare.isascii() else _unaccented(bare)
    # The plural and the third person are the only endings that nearly every name and noun of English has.
    if len(plain) > 4 and plain.endswith("s") and not plain.endswith("ss"):
        return plain[:-1]
    return plain


def _unaccented(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def _hours(day: str | None) -> float | None:
    if not day:
        return None
    try:
        return datetime.fromisoformat(day).replace(tzinfo=None).timestamp() / 3600
    except ValueError:
        return None


def days_apart(one: Profile, other: Profile) -> float | None:
    """Return the least time between two publications in days, None where one is not known."""
    bounds = (one.earliest, one.latest, other.earliest, other.latest)
    if any(bound is None for bound in bounds):
        return None
    first, last, second_first, second_last = (float(bound or 0.0) for bound in bounds)
    return max(0.0, second_first - last, first - second_last) / 24


def holders_of(bags: Iterable[dict[str, int]]) -> Counter[str]:
    """Return in how many of the bags each word is."""
    counted: Counter[str] = Counter()
    for bag in bags:
        counted.update(bag.keys())
    return counted


def printed_forms(readings: Iterable[Reading], wanted: set[str]) -> dict[str, str]:
    """Return how folded words are printed in the reports, the most frequent form of each."""
    forms: dict[str, Counter[str]] = {word: Counter() for word in wanted}
    for reading in readings:
        for block in reading.report.blocks_of("headline", "standfirst", "body"):
            for match in _WORD.finditer(reading.report.text, block.start, block.end):
                folded = _folded(match.group())
                if folded in forms:
                    forms[folded][_POSSESSIVE.sub("", match.group())] += 1
    return {word: min(found, key=lambda form: (-found[form], form)) for word, found in forms.items() if found}
