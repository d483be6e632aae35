"""What a followed address announces: the items with what is said of each, and where more is to be found."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

import msgspec

from synoptic.errors import problem
from synoptic.intake.pages import Form
from synoptic.intake.settings import IntakeSettings
from synoptic.news.capture import Item
from synoptic.news.ids import content_id
from synoptic.news.problem import Problem
from synoptic.news.report import CarrierFields, RawReport
from synoptic.run.stage import Made

# Characters. Browsers and servers stop between 2,000 and 8,000; longer ones are attacks or mistakes.
LONGEST_ADDRESS = 4_000
# Characters of a title, a byline or a name that are kept: the longest headlines have about 300.
LONGEST_LINE = 1_000


def unchanged(address: str) -> str:
    """Return the address as it is."""
    return address


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a document came from, and what its source is known to be.

    `now` is the time against which dates in the future are told; without it no date is doubted. `canonical`
    makes the addresses of items the ones under which the desk knows pages.
    """

    address: str
    source: str = ""
    outlet: str = ""
    language: str = ""
    charset: str = ""
    now: datetime | None = None
    canonical: Callable[[str], str] = unchanged


class Announced(Made[Item], frozen=True, kw_only=True):
    """The items of a document, its own title, language and home page, and further documents to read.

    `further` holds the addresses that a sitemap index or a page with links to feeds points at.
    """

    title: str = ""
    language: str = ""
    site: str = ""
    further: tuple[str, ...] = ()


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a feed or sitemap before it is an item; `when` orders it, `name` tells it from others."""

    address: str
    carrier: CarrierFields
    when: datetime | None = None
    name: str = ""
    form: Form | None = None
    content: str = ""
    usage: tuple[str, ...] = ()


def items_of(
    entries: Iterable[Entry], place: Place, *, settings: IntakeSettings
) -> tuple[tuple[Item, ...], list[Problem]]:
    """Return one item for each address, the newest where there are too many, and what was left out and why."""
    problems: list[Problem] = []
    told: dict[str, Entry] = {}
    entries, doubles, lost = list(entries), 0, 0
    for entry in entries:
        address = _address(entry, place)
        if not address or len(address) > LONGEST_ADDRESS:
            lost += 1
        elif address in told:
            doubles += 1
        else:
            told[address] = entry
    if lost:
        problems.append(problem("I105", place.address, path=place.address, count=str(lost)))
    if doubles:
        problems.append(problem("I106", place.address, path=place.address, count=str(doubles)))
    if len(told) > settings.most_items:
        problems.append(too_many(place.address, len(told), settings))
        told = dict(newest(list(told.items()), settings.most_items, lambda pair: pair[1].when))
    early = place.now + timedelta(days=settings.days_ahead) if place.now else None
    ahead = [one for one in told.values() if early and one.when and one.when > early]
    if ahead:
        problems.append(problem("I107", place.address, path=place.address, count=str(len(ahead))))
    return tuple(_item(address, entry, place, entry in ahead) for address, entry in told.items()), problems


def newest(
    rows: list[tuple[str, Entry]], most: int, when: Callable[[tuple[str, Entry]], datetime | None]
) -> list[tuple[str, Entry]]:
    """Return the newest rows in their own order; rows without a date count as older than all with one."""
    floor = datetime.min.replace(tzinfo=UTC)
    places = sorted(range(len(rows)), key=lambda place: when(rows[place]) or floor, reverse=True)[:most]
    return [rows[place] for place in sorted(places)]


def too_many(path: str, count: int, settings: IntakeSettings) -> Problem:
    """Return the problem that says how many items stand in a document and how many were kept."""
    return problem("I104", path, path=path, count=f"{count:,}", limit=f"{settings.most_items:,}")


def named(entry: Entry, outlet: str) -> Entry:
    """Return the entry with its outlet if it is held: no page of its own will name one."""
    if entry.form is None or entry.carrier.outlet:
        return entry
    return msgspec.structs.replace(entry, carrier=msgspec.structs.replace(entry.carrier, outlet=outlet))


def held_item(raw: RawReport, place: Place) -> Item:
    """Return a report that was read from a file as an item whose content is held."""
    address = place.canonical(raw.carrier.url) if raw.carrier.url else raw.path
    return Item(
        id=item_id(place.source, address),
        source=place.source,
        address=address,
        carrier=raw.carrier,
        form=raw.form,
        content=raw.content,
        charset=raw.charset,
    )


def item_id(source: str, address: str) -> str:
    """Return the id of what a source announces at an address, the same at every visit."""
    return content_id("item", source, address)


def _address(entry: Entry, place: Place) -> str:
    """Return the item's address; one that is held without a link is told by its name within the document."""
    if entry.address:
        return place.canonical(entry.address)
    if entry.form is None:
        return ""
    said = entry.name or entry.carrier.title or entry.content
    return f"{place.address}#{content_id('entry', said).partition(':')[2]}"


def _item(address: str, entry: Entry, place: Place, ahead: bool) -> Item:
    said = entry.carrier
    carrier = CarrierFields(
        title=said.title[:LONGEST_LINE],
        outlet=(said.outlet or place.outlet)[:LONGEST_LINE],
        url=address if entry.address else "",
        date="" if ahead else said.date,
        byline=said.byline[:LONGEST_LINE],
        language=(said.language or place.language)[:LONGEST_LINE],
    )
    return Item(
        id=item_id(place.source, address),
        source=place.source,
        address=address,
        carrier=carrier,
        form=entry.form or "",
        content=entry.content.encode("utf-8", "replace") if entry.form else b"",
        charset="utf-8" if entry.form else "",
        usage=entry.usage,
    )
