"""Reports of known stories over many days, as the pages that outlets would have served.

    for page in pages(2000, seed=7): ...

Everything is invented and follows from the seed; `pages(200, 7)` begins as `pages(20_000, 7)` does. A story is
told by an agency, by outlets that copy the agency in part, by others in their own words, in their own tone and
language, by newsletters and by pages that were scraped badly; some pages are changed later.
"""

import heapq
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Literal

import msgspec

from benchmarks.desk_pages import Told, as_html, damaged, date_words
from benchmarks.desk_world import AGENCIES, COUNTRIES, OUTLETS, Outlet, firm, person, town
from synoptic.news.capture import Item
from synoptic.news.ids import content_id
from synoptic.news.report import CarrierFields

EVENTS = tomllib.loads(Path(__file__).with_name("desk_events.toml").read_text(encoding="utf-8"))
FIRST_DAY = datetime(2026, 3, 2, tzinfo=UTC)
# A day of a desk that follows some forty outlets: about 30 stories with five reports each.
STORIES_A_DAY = 30
LANGUAGES = ("en", "es", "fr", "de")
Facts = dict[str, str]
# Every kind of event with each thing that it can befall; stories take them in turn, for on a real day, too, few
# events are of one kind. The stride has no divisor in common with their number, so that all come round.
KINDS: list[tuple[dict[str, Any], list[str]]] = [
    (core, thing) for core in EVENTS["core"] for thing in core["things"]
]
_STRIDE = 29


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page as it was served at a time, and what is true of it.

    `story` names its true story. `copy_of` is the address of the agency's report that it copies, if it does.
    A later `version` has the address of the one before it.
    """

    address: str
    carrier: CarrierFields
    html: bytes
    story: str
    at: str
    style: str
    version: int = 1
    copy_of: str = ""
    form: Literal["html"] = "html"

    @property
    def day(self) -> str:
        """Return the calendar day on which the page was served."""
        return self.at[:10]

    @property
    def content(self) -> bytes:
        """Return the bytes of the page."""
        return self.html

    def item(self, source: str = "") -> Item:
        """Return the page as an item that a source announces with its content."""
        return Item(
            id=content_id("item", source, self.address, self.version),
            source=source,
            address=self.address,
            carrier=self.carrier,
            form="html",
            content=self.html,
        )


def pages(count: int, seed: int = 1) -> Iterator[Page]:
    """Yield the first `count` pages of a seed, in the order in which they were served."""
    waiting: list[tuple[str, str, int, Page]] = []
    number = given = 0
    while True:
        day = FIRST_DAY + timedelta(days=number // STORIES_A_DAY)
        for _ in range(STORIES_A_DAY):
            for page in story_pages(number, seed):
                heapq.heappush(waiting, (page.at, page.address, page.version, page))
            number += 1
        end = _stamp(day + timedelta(days=1))
        while waiting and waiting[0][0] < end:
            if given == count:
                return
            given += 1
            yield heapq.heappop(waiting)[-1]


def story_pages(number: int, seed: int = 1) -> tuple[Page, ...]:
    """Return every page that tells the story with a number."""
    random = Random(f"{seed}/{number}")
    story = _Story(number, random)
    made: list[Page] = []
    wires = [agency for agency in AGENCIES if agency.language == "en"]
    wire = story.told(random.choice(wires), hours=0.0, lines=random.randint(4, 6))
    made.append(wire)
    if random.random() < 0.3:  # three stories in ten interest nobody else, as on a real day
        return tuple(made)
    for outlet in random.sample(OUTLETS, random.randint(2, 6)):
        hours = random.uniform(0.5, 30)
        copies = outlet.language == "en" and outlet.tone == "plain" and random.random() < 0.5
        page = story.copied(outlet, wire, hours) if copies else story.told(outlet, hours, random.randint(3, 6))
        made.append(page)
        if random.random() < 0.12:
            made.append(story.changed(page, hours + random.uniform(1, 20)))
    for agency in AGENCIES:
        if agency.language != "en" and random.random() < 0.12:
            made.append(story.told(agency, random.uniform(0.5, 6), 4))
    return tuple(made)


class _Story:
    """One invented event: what is true of it, and how it can be told."""

    def __init__(self, number: int, random: Random) -> None:
        self.id = f"story-{number:06d}"
        self._random = random
        self._number = number
        day = FIRST_DAY + timedelta(days=number // STORIES_A_DAY)
        self._began = day + timedelta(minutes=random.randrange(0, 20 * 60))
        self._core, self._things = KINDS[number * _STRIDE % len(KINDS)]
        self._details: list[list[str]] = random.sample(EVENTS["details"], 3)
        self._facts = _facts(random)
        # Each side line has people and numbers of its own; only the mayor speaks in several.
        own = {
            "p2": self._facts["p2"],
            **{k: self._facts[k] for k in ("place", "place2", "country", "country2", "firm")},
        }
        chosen = random.sample(EVENTS["side"], 9)
        self._sides: list[tuple[dict[str, str], Facts]] = [(side, {**_facts(random), **own}) for side in chosen]
        self._lines: dict[str, list[str]] = {}  # what each page said, for those who copy it

    def told(self, outlet: Outlet, hours: float, lines: int) -> Page:
        """Return the story in an outlet's own words."""
        at = self._began + timedelta(hours=hours)
        facts = self._facts_in(outlet.language, at)
        tone = outlet.tone if outlet.language == "en" else outlet.language
        lede = self._core[tone].format(**facts)
        if outlet.agency and outlet.language == "en":
            lede = f"{facts['place'].upper()} ({outlet.agency}) - {lede}"
        side_tone = {"state": "plain", "letter": "plain"}.get(tone, tone)
        sides = [(EVENTS["detail"], facts), *self._random.sample(self._sides, min(lines, len(self._sides)) - 1)]
        text = [_capital(lede), *(_capital(side[side_tone].format(**own)) for side, own in sides)]
        title = _capital(self._core["title"][tone].format(**facts))
        return self._page(outlet, at, title, text)

    def copied(self, outlet: Outlet, wire: Page, hours: float) -> Page:
        """Return the agency's report as an outlet reprints it: cut, with a credit, sometimes a new title."""
        at = self._began + timedelta(hours=hours)
        lines = self._lines[wire.address]
        kept = lines[: max(2, len(lines) - self._random.randint(0, 2))]
        facts = self._facts_in("en", at)
        title = wire.carrier.title if self._random.random() < 0.6 else f"{facts['place']}: what is known so far"
        agency = next(a for a in AGENCIES if a.name == wire.carrier.outlet)
        return self._page(outlet, at, title, [*kept, f"With material from {agency.name}"], copy_of=wire.address)

    def changed(self, page: Page, hours: float) -> Page:
        """Return a page as it stands later: a figure was raised, or a correction was added."""
        at = self._began + timedelta(hours=hours)
        former = self._lines[page.address]
        figure = rf"\b{self._facts['n']}\b"
        lines = [re.sub(figure, self._facts["n_later"], line) for line in former]
        if lines == former or self._random.random() < 0.5:
            correction = EVENTS["correction"][page.carrier.language]
            lines = [*former, correction.format(**self._facts)]
        outlet = next(o for o in (*OUTLETS, *AGENCIES) if o.name == page.carrier.outlet)
        made = self._page(outlet, at, page.carrier.title, lines, copy_of=page.copy_of)
        first = msgspec.structs.replace(made.carrier, url=page.address, date=page.carrier.date)
        return msgspec.structs.replace(made, address=page.address, carrier=first, version=page.version + 1)

    def _page(self, outlet: Outlet, at: datetime, title: str, lines: list[str], copy_of: str = "") -> Page:
        slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:50]
        address = f"https://{outlet.domain}/{at:%Y/%m}/{self._number}-{slug}"
        self._lines.setdefault(address, lines)
        told = Told(outlet=outlet, title=title, lines=tuple(lines), at=at, address=address)
        html = as_html(told)
        style = "copy" if copy_of else "broken" if outlet.broken else "wire" if outlet.agency else outlet.tone
        carrier = CarrierFields(
            title=title, outlet=outlet.name, url=address, date=_stamp(at), language=outlet.language
        )
        return Page(
            address=address,
            carrier=carrier,
            html=damaged(html) if outlet.broken else html.encode(),
            story=self.id,
            at=_stamp(at),
            style=style,
            copy_of=copy_of,
        )

    def _facts_in(self, language: str, at: datetime) -> Facts:
        spoken = LANGUAGES.index(language)
        names = {name: detail[spoken] for name, detail in zip("abc", self._details, strict=True)}
        more = {"thing": self._things[spoken], "weekday": date_words(self._began, language)}
        return {**self._facts, **names, **more}


def _facts(random: Random) -> Facts:
    country, country2 = random.sample(COUNTRIES, 2)
    count = random.choice((random.randint(30, 99), random.randint(10, 99) * 10, random.randint(11, 79) * 100))
    people = {f"p{n}": person(random) for n in range(1, 7)}
    return {
        "place": town(random), "place2": town(random), "country": country, "country2": country2,
        "firm": firm(random), "n": str(count), "n_later": str(count + max(1, count // 10)),
        "m": str(random.randint(4, 19)), "m2": str(random.randint(4, 40)), "k": str(random.randint(21, 95)),
        "year": str(random.randint(1996, 2024)), **people,
    }  # fmt: skip


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:00Z")


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
