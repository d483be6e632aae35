"""Sitemaps: plain ones, news sitemaps, and their indexes, packed or not."""

import re
from datetime import datetime
from typing import Any

from lxml import etree

from synoptic.errors import problem
from synoptic.intake.announced import Announced, Entry, Place, items_of
from synoptic.intake.packed import unpacked
from synoptic.intake.settings import IntakeSettings
from synoptic.intake.times import day_or_time, time_of
from synoptic.intake.xml_text import declared, examined, guarded_parser, safe_xml
from synoptic.news.report import CarrierFields

WEB = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


def read_sitemap(content: bytes, place: Place, *, settings: IntakeSettings) -> Announced:
    """Return the pages that a sitemap lists; of an index, the further sitemaps to read, the newest first."""
    plain = unpacked(content, settings.largest_unpacked)
    if plain is None:
        limit = f"{settings.largest_unpacked / 1_000_000:.0f} MB"
        return Announced((), (problem("I114", place.address, path=place.address, limit=limit),))
    text, problems = safe_xml(plain, place.address, place.charset)
    if text is None:
        return _listed(plain, place, settings)
    text = declared(text)
    fault = examined(text).fault
    try:
        root = etree.fromstring(text.encode("utf-8"), guarded_parser())
    except (etree.XMLSyntaxError, ValueError):
        root = None
    kind = _plain(root.tag) if root is not None else ""
    if kind == "sitemapindex":
        return Announced((), tuple(problems), further=_further(root, settings))
    if kind == "urlset":
        rows = _rows(root, "url")
        if fault:
            # A list that breaks off may do so within its last address.
            rows = rows[:-1]
            told = {"detail": fault, "count": str(len(rows))}
            problems.append(problem("I109", place.address, path=place.address, **told))
        items, left_out = items_of([_entry(row) for row in rows], place, settings=settings)
        return Announced(items, (*problems, *left_out))
    return _listed(plain, place, settings)


def _listed(content: bytes, place: Place, settings: IntakeSettings) -> Announced:
    """Return the pages of a sitemap that is plain text, one address a line."""
    lines = content.decode("utf-8-sig", "replace").split()
    if not lines or not all(WEB.fullmatch(line) for line in lines):
        detail = "it has neither <urlset> nor <sitemapindex>"
        return Announced((), (problem("I113", place.address, path=place.address, detail=detail),))
    entries = [Entry(address=line, carrier=CarrierFields()) for line in lines]
    items, problems = items_of(entries, place, settings=settings)
    return Announced(items, tuple(problems))


def _entry(row: Any) -> Entry:
    said = _said(row)
    date = said.get("publication_date") or said.get("lastmod", "")
    address = said.get("loc", "")
    return Entry(
        address=address if WEB.fullmatch(address) else "",
        carrier=CarrierFields(
            title=said.get("title", ""),
            outlet=said.get("name", ""),
            # The day of the last change is not the day of publication: it only orders the pages.
            date=day_or_time(said.get("publication_date", "")),
            language=said.get("language", ""),
        ),
        when=time_of(date),
    )


def _said(row: Any) -> dict[str, str]:
    """Return the first words of each element of a row, pictures and films left out."""
    found: dict[str, str] = {}
    waiting = list(reversed(row))
    while waiting:
        element = waiting.pop()
        name = _plain(element.tag)
        if name in ("news", "publication"):
            waiting += reversed(element)
        elif name and name not in ("image", "video"):
            found.setdefault(name, " ".join((element.text or "").split()))
    return found


def _further(root: Any, settings: IntakeSettings) -> tuple[str, ...]:
    """Return the sitemaps of an index, the last changed first; those without a day keep their order behind."""
    rows: list[tuple[str, datetime | None]] = []
    for row in _rows(root, "sitemap"):
        said = _said(row)
        if WEB.fullmatch(said.get("loc", "")):
            rows.append((said["loc"], time_of(said.get("lastmod", ""))))
    dated = sorted((row for row in rows if row[1]), key=lambda row: row[1] or datetime.min, reverse=True)
    addresses = [address for address, _ in [*dated, *(row for row in rows if not row[1])]]
    return tuple(dict.fromkeys(addresses))[: settings.most_sitemaps]


def _rows(root: Any, name: str) -> list[Any]:
    return [row for row in root if _plain(row.tag) == name]


def _plain(name: Any) -> str:
    return name.rpartition("}")[2].lower() if isinstance(name, str) else ""
