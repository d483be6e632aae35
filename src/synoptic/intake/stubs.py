"""Recognises a page that shows only the beginning of a report to readers without a subscription."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from synoptic.errors import problem
from synoptic.intake.heads import PageHead, read_head
from synoptic.news.problem import Problem

# Teasers in front of paywalls have one to four paragraphs, seldom more than 150 words. Many publishers mark a
# report as paid for and send its text all the same: then it is long, and held.
TEASER_WORDS = 200
# Words before a notice that the text breaks off there (the longest teasers are the first two fifths of a report),
# and after it: there stand the headlines of other reports; where much follows, the text went on.
BROKEN_OFF_WORDS = 350
REST_WORDS = 300
# Characters in which the teaser and the notice after it lie.
LONGEST_START = 6_000
# Characters of a text that are searched for the words that measure; long reports have 30,000.
LONGEST_TEXT = 60_000
# Where only a class name speaks of a paywall, which many sites carry on every page, the text must be shorter
# than the shortest news items.
MARKED_WORDS = 80
# A stated length that is this many times the text held says that the rest is missing.
STATED_RATIO = 1.5
BREAKING_OFF = re.compile(r"(?:…|\.\.\.|\[(?:…|\.\.\.)\])\s*$")
ARTICLE = re.compile(r"article|posting|report|webpage(?!element)|creativework|newsletter", re.IGNORECASE)


class Paywalls(NamedTuple):
    """The words and the marks of paywalls, as paywalls.toml has them."""

    broken_off: re.Pattern[str]
    measured: re.Pattern[str]
    marks: re.Pattern[str]


@cache
def paywalls() -> Paywalls:
    """Return the list that comes with the package."""
    listed = tomllib.loads(files("synoptic.intake").joinpath("paywalls.toml").read_text(encoding="utf-8"))
    words = [pattern for patterns in listed["broken_off"].values() for pattern in patterns]
    parts = [re.escape(part) for part in listed["marks"]["parts"]]
    measured = "|".join(listed["measured"]["patterns"])
    return Paywalls(
        re.compile("|".join(words), re.IGNORECASE),
        re.compile(measured, re.IGNORECASE),
        re.compile("|".join(parts)),
    )


def is_stub(text: str, html: bytes | str = b"", *, body: str = "") -> str:
    """Return why the text of a page is only a teaser of what is behind a paywall; empty if it is not.

    `text` is what was read of the page, its furniture too: the words of the paywall often stand there. `body` is
    its main text alone; without it all words count.
    """
    broken = _breaking_off(text)
    if broken:
        return f"it breaks off with “{broken[:80]}”"
    words = _words(body or text)
    if words >= 4 * TEASER_WORDS or not html:
        return ""
    head = read_head(html)
    if _closed(head):
        stated = max(_numbers(head, "wordCount"), default=0)
        if stated > STATED_RATIO * max(words, 1):
            return f"it has {words} of {stated} words and is marked as not free"
        if words < TEASER_WORDS or BREAKING_OFF.search((body or text)[-10:]):
            return f"it is marked as not free and has {words} words"
    elif words < MARKED_WORDS and not _open(head):
        mark = next((mark for mark in head.marks if paywalls().marks.search(mark)), "")
        return f"it has {words} words and a part named “{mark[:60]}”" if mark else ""
    return ""


def stub_remark(subject: str, text: str, html: bytes | str = b"", *, body: str = "") -> Problem | None:
    """Return the remark that the text of a page is not held because only its beginning is shown."""
    why = is_stub(text, html, body=body)
    return problem("I164", subject, detail=why) if why else None


def _breaking_off(text: str) -> str:
    """Return the words with which a text breaks off; empty if there are none or much follows."""
    start = " ".join(text[:LONGEST_START].split())
    measured = paywalls().measured.search(" ".join(text[:LONGEST_TEXT].split()))
    if measured:
        return measured[0]
    broken = paywalls().broken_off.search(start)
    if (
        broken
        and _words(start[: broken.start()]) < BROKEN_OFF_WORDS
        and _words(start[broken.end() :]) < REST_WORDS
    ):
        return broken[0]
    return ""


def _words(text: str) -> int:
    """Return the number of words; scripts without spaces are counted by what a word has of their letters."""
    unspaced = sum(len(run) / letters for letters, run in _runs(text))
    return len(text.split()) + int(unspaced)


def _runs(text: str) -> Iterator[tuple[float, str]]:
    for run in re.findall("[\u3040-\u30ff\u3400-\u9fff]{2,}", text):
        yield 1.7, run
    for run in re.findall("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{2,}", text):
        yield 5.0, run


def _closed(head: PageHead) -> bool:
    return head.meta("article:content_tier").lower() == "locked" or any(
        _truth(value) is False for value in _stated(head, "isAccessibleForFree")
    )


def _open(head: PageHead) -> bool:
    return any(_truth(value) is True for value in _stated(head, "isAccessibleForFree"))


def _truth(value: Any) -> bool | None:
    """Return what a publisher means by true, "False" or "http://schema.org/True"."""
    said = str(value).rpartition("/")[2].strip().lower()
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(said)


def _stated(head: PageHead, name: str) -> list[Any]:
    """Return what the structured data says of the report under a name, not what it says of parts of the page."""
    return [one[name] for one in head.structured if name in one and ARTICLE.search(str(one.get("@type", "")))]


def _numbers(head: PageHead, name: str) -> list[int]:
    digits = (re.fullmatch(r"\s*(\d{1,7})\s*", str(value)) for value in _stated(head, name))
    return [int(found[1]) for found in digits if found]
