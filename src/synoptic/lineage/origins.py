"""The independent accounts behind a story's reports, found by attachment to a hub."""

from collections.abc import Sequence

import msgspec

from synoptic.lineage.agencies import agency_named
from synoptic.lineage.fingerprints import fold
from synoptic.lineage.settings import LineageSettings
from synoptic.news.annotation import Reading
from synoptic.news.comparison import Dossier
from synoptic.news.ids import content_id
from synoptic.news.story import CopyLink, Origin
from synoptic.run.stage import Made, Tools


class _Hub(msgspec.Struct, frozen=True, kw_only=True):
    """A text that reports may carry: an agency's, or one report's."""

    name: str
    agency: bool
    reports: frozenset[str]
    centre: str = ""


def find_origins(dossier: Dossier, *, settings: LineageSettings, tools: Tools) -> Made[Origin]:
    """Return the origins of a story; every report belongs to exactly one."""
    readings = sorted(dossier.readings, key=lambda r: (r.report.published.earliest or "9", r.id))
    attached = _attachments(dossier, settings)
    free = {r.id for r in readings}
    origins = []
    while free:
        hub = _best_hub(_hubs(readings, attached, free), readings)
        origins.append(_origin(hub, readings, dossier.links))
        free -= hub.reports
    return Made(tuple(sorted(origins, key=lambda o: (-len(o.reports), o.id))))


def _attachments(dossier: Dossier, settings: LineageSettings) -> dict[str, set[str]]:
    """Return for each report those whose own text stands in it, or that say that they come from there."""
    attached: dict[str, set[str]] = {r.id: set() for r in dossier.readings}
    sizes = {r.id: max(1, sum(b.end - b.start for b in r.report.blocks_of("body"))) for r in dossier.readings}
    for link in dossier.links:
        if link.kind == "common_statement" or link.original not in attached or link.copy not in attached:
            continue
        held = {
            link.original: sum(b.original.end - b.original.start for b in link.blocks),
            link.copy: sum(b.copy.end - b.copy.start for b in link.blocks),
        }
        # A text is no less its author's because another took passages of it; which of two copies came first is
        # often unknown, so that either may be the hub.
        ways = [(link.original, link.copy)] + [(link.copy, link.original)] * (link.kind == "copy")
        for hub, carrier in ways:
            if held[carrier] / sizes[carrier] >= settings.attached_share:
                attached[hub].add(carrier)
    for reading in dossier.readings:
        named = {fold(c.agency) for c in reading.credits if c.kind == "republished"}
        for other in dossier.readings:
            if other.id != reading.id and fold(other.report.outlet) in named - {""}:
                attached[other.id].add(reading.id)
    return attached


def _hubs(readings: Sequence[Reading], attached: dict[str, set[str]], free: set[str]) -> list[_Hub]:
    hubs = [
        _Hub(
            name=agency_named(r.report.outlet) or r.report.outlet,
            agency=False,
            reports=frozenset((attached[r.id] | {r.id}) & free),
            centre=r.id,
        )
        for r in readings
        if r.id in free
    ]
    for agency in sorted({name for r in readings for name in _carried(r)}):
        carriers = {r.id for r in readings if agency in _carried(r)}
        near = set().union(*(attached[carrier] for carrier in carriers))
        hubs.append(_Hub(name=agency, agency=True, reports=frozenset((carriers | near) & free)))
    return [hub for hub in hubs if hub.reports]


def _carried(reading: Reading) -> set[str]:
    """Return the agency whose text a report carries; none where it mixes the texts of several."""
    own = agency_named(reading.report.outlet)
    credited = {c.agency for c in reading.credits if c.kind == "wire"}
    if own:
        return {own}
    return credited if len(credited) == 1 else set()


def _best_hub(hubs: list[_Hub], readings: Sequence[Reading]) -> _Hub:
    """Return the hub that most reports hang on; an agency before a report, an earlier before a later one."""
    rank = {r.id: place for place, r in enumerate(readings)}
    return min(hubs, key=lambda h: (-len(h.reports), not h.agency, rank.get(h.centre, 0), h.name))


def _origin(hub: _Hub, readings: Sequence[Reading], links: Sequence[CopyLink]) -> Origin:
    members = tuple(sorted(hub.reports))
    return Origin(
        id=content_id("origin", *members),
        reports=members,
        reason=_reason(hub, readings, links),
        name=hub.name,
    )


def _reason(hub: _Hub, readings: Sequence[Reading], links: Sequence[CopyLink]) -> str:
    cited = sorted({c.agency for r in readings if r.id in hub.reports for c in r.credits if c.kind == "cited"})
    relays = f" It cites {_listed(cited)}, but in words of its own." if cited else ""
    if len(hub.reports) == 1:
        return (f"Carries the text of {hub.name}." if hub.agency else "No other report holds its text.") + relays
    count = len(hub.reports)
    if hub.agency:
        return f"{count} reports carry the text of {hub.name}: they credit it, or hold the text of one that does."
    shares = [link.containment for link in links if hub.centre in (link.original, link.copy)]
    said = f", up to {max(shares):.0%} of it word for word".replace("%", " %") if shares else ""
    return f"{count} reports hold the text that {hub.name or 'one of them'} has{said}."


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
