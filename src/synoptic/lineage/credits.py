"""Marks of provenance in a report: wire credits, agencies cited, photo credits, republication."""

import re
from collections.abc import Iterator
from functools import cache

from synoptic.lineage import cues
from synoptic.lineage.agencies import agency_named, agency_pattern
from synoptic.lineage.fingerprints import fold
from synoptic.lineage.settings import LineageSettings
from synoptic.news.annotation import Reading
from synoptic.news.report import Block, Credit
from synoptic.run.stage import Made, Tools

_BRACKETED_NAME = re.compile(r"\b([A-ZÀ-Þ][\w-]+(?:\s+(?:of|de|the)?\s*[A-ZÀ-Þ][\w-]+)+)\s*\Z")
# "first published on May 3" names a day, not a place.
_DATE = re.compile(r"\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?:\s+\d|\Z)")
# A dateline stands in one of the first paragraphs; a sign-off in one of the last.
_FIRST_PARAGRAPHS = 3
_TEXT_KINDS = ("body", "standfirst", "byline", "author_note")


def find_credits(reading: Reading, *, settings: LineageSettings, tools: Tools) -> Made[Credit]:
    """Return the credits of a report, each the words that give it, in text order."""
    found: dict[tuple[int, int], Credit] = {}
    order = {"republished": 0, "wire": 1, "cited": 2, "photo": 3}
    for credit in sorted(_all_credits(reading), key=lambda c: (order[c.kind], c.start - c.end, c.start, c.agency)):
        overlapping = any(c.overlaps(credit) and c.agency == credit.agency for c in found.values())
        if not overlapping and not _is_own(reading, credit):
            found[(credit.start, len(found))] = credit
    return Made(tuple(sorted(found.values(), key=lambda c: (c.start, c.end, c.agency))))


def _all_credits(reading: Reading) -> Iterator[Credit]:
    body = reading.report.blocks_of("body")
    edges = {block.start for block in body[:_FIRST_PARAGRAPHS] + body[-_FIRST_PARAGRAPHS:]}
    for block in reading.report.blocks:
        if block.kind == "caption":
            yield from _photo_credits(reading, block)
        if block.kind in _TEXT_KINDS:
            yield from _wire_credits(reading, block)
            yield from _cited(reading, block)
        if block.kind == "author_note" or (block.kind in ("body", "standfirst") and block.start in edges):
            yield from _republished(reading, block)
        if block.kind == "author_note":
            yield from _own_outlets(reading, block)


def _wire_credits(reading: Reading, block: Block) -> Iterator[Credit]:
    for match in _matches(cues.WIRE, reading, block):
        if not _spells_out(match):
            yield from _named(reading, match, "wire")
    for match in _matches(cues.DATELINE, reading, block):
        if not agency_named(match.group("a")):
            yield _credit(reading, match.start("a"), match.end("a"), match.group("a"), "wire")
    for match in _matches((cues.SIGNED_REUTERS,), reading, block):
        if not re.search(agency_pattern(), match.group()) and not _other_dateline(reading):
            yield _credit(reading, match.start("a"), match.end("a"), "Reuters", "wire")


def _other_dateline(reading: Reading) -> bool:
    """Return whether a dateline names an agency that is not Reuters, so that a sign-off is not its."""
    named = [
        match.group("a")
        for block in reading.report.blocks_of("body")
        for match in _matches((*cues.DATELINE, *cues.WIRE[:1]), reading, block)
    ]
    return any(agency_named(name) != "Reuters" for name in named)


def _cited(reading: Reading, block: Block) -> Iterator[Credit]:
    for match in _matches(cues.CITED, reading, block):
        name = _bare(match.group("a"))
        yield _credit(reading, match.start(), match.end(), agency_named(name) or " ".join(name.split()), "cited")


def _photo_credits(reading: Reading, block: Block) -> Iterator[Credit]:
    text = reading.report.text
    if block.credit:
        place = text.find(block.credit, block.start, block.end)
        if place >= 0:
            name = _bare(re.sub(r"(?i)^(?:photo\s+)?credits?\s*:\s*", "", block.credit))
            yield _credit(reading, place, place + len(block.credit), _photographer(name), "photo")
    for match in _matches(cues.PHOTO, reading, block):
        yield _credit(reading, match.start("a"), match.end("a"), _photographer(match.group("a")), "photo")


def _republished(reading: Reading, block: Block) -> Iterator[Credit]:
    for match in _matches(cues.REPUBLISHED, reading, block):
        name = _bare(match.group("a"))
        if not _DATE.match(name):
            yield _credit(reading, match.start(), match.end(), agency_named(name) or name, "republished")


def _own_outlets(reading: Reading, block: Block) -> Iterator[Credit]:
    for match in _matches((cues.OWN_OUTLET,), reading, block):
        yield _credit(reading, match.start(), match.end(), _bare(match.group("a")), "republished")


def _named(reading: Reading, match: re.Match[str], kind: str) -> Iterator[Credit]:
    for found in re.finditer(r"(?<!\w)" + agency_pattern(), match.group()):
        agency = agency_named(_bare(found.group()))
        if agency:
            start = match.start() + found.start()
            yield _credit(reading, start, start + len(found.group()), agency, kind)


def _spells_out(match: re.Match[str]) -> bool:
    """Return whether the brackets only abbreviate the name before them: "the Passengers' Association (PA)"."""
    opened = match.group().rfind("(")
    before = _BRACKETED_NAME.search(match.string[: match.start() + max(opened, 0)])
    if opened < 0 or before is None:
        return False
    initials = "".join(part[0] for part in before.group(1).split() if part[0].isupper())
    inside = re.sub(r"\W", "", match.group("a"))
    return inside.isupper() and initials.endswith(inside)


def _is_own(reading: Reading, credit: Credit) -> bool:
    """Return whether a page only names itself as the place where it appeared."""
    own = fold(reading.report.outlet)
    named = fold(credit.agency)
    if credit.kind != "republished":
        return not named
    if own:
        return own in named or named in own
    masthead = reading.report.blocks_of("furniture")[:3]
    return any(named in fold(reading.report.words(block)) for block in masthead)


def _photographer(words: str) -> str:
    """Return the agency or outlet of a photo credit: what stands after the last stroke."""
    parts = [_bare(part) for part in re.split(r"\s*(?:/|\bvia\b|\|)\s*", words) if part.strip()]
    for part in reversed(parts):
        if agency_named(part):
            return agency_named(part)
    return parts[-1] if parts else ""


def _bare(name: str) -> str:
    trimmed = name.strip(" \n\t.,;:)(–—-")
    return re.sub(r"^(?:l['’])|['’]s$", "", re.sub(r"^[Tt]he\s+", "", trimmed))


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[tuple[bool, re.Pattern[str]], ...]:
    """Return the patterns, each with whether it only fits at the start of a block."""
    outlet = f"(?:{agency_pattern()}|{cues.PRESS_NAMED})"
    filled = [p.replace("{agency}", agency_pattern()).replace("{outlet}", outlet) for p in patterns]
    return tuple((p.startswith(r"\A"), re.compile(p.removeprefix(r"\A"))) for p in filled)


def _matches(patterns: tuple[str, ...], reading: Reading, block: Block) -> Iterator[re.Match[str]]:
    for leading, pattern in _compiled(patterns):
        if leading:
            match = pattern.match(reading.report.text, block.start, block.end)
            if match is not None:
                yield match
        else:
            yield from pattern.finditer(reading.report.text, block.start, block.end)


def _credit(reading: Reading, start: int, end: int, agency: str, kind: str) -> Credit:
    passage = reading.passage(start, end)
    return Credit(report=reading.id, start=start, end=end, words=passage.words, agency=agency, kind=kind)  # type: ignore[arg-type]
