"""The head of a page: the headline, and the names and mottoes of sites above it."""

import re

from synoptic.clean.furniture import is_site_title, is_solid, site_name
from synoptic.clean.sheet import Sheet, plain

# A headline is one line of at most so many words (the longest of html_fundus has 24).
LONGEST_HEADLINE = 26
SITE_NAME = "the name or motto of the site"
_HEADINGS = ("h1", "h2", "h3")


def type_headline(sheet: Sheet) -> None:
    """Type the line that is the title which the page's markup or its carrier gives."""
    for title in sheet.titles:
        wanted = {plain(part) for part in (title, *re.split(r"\s+[|–—:·-]+\s+", title))} - {""}
        # Two words of a title are a headline only where they are marked as a heading: else they may be a topic.
        found = [
            n
            for n, line in enumerate(sheet.lines)
            if plain(line.words) in wanted and (line.count > 2 or line.tag in _HEADINGS)
        ]
        # Of several, the one that is marked as a heading, then the last above the text.
        found.sort(key=lambda n: (sheet.lines[n].tag not in _HEADINGS, -len(sheet.lines[n].words), n))
        if found:
            sheet.put(found[0], "headline", "the title that the page gives")
            return


def type_site_names(sheet: Sheet) -> None:
    """Type the names and mottoes of sites above the text, then a headline among what is left."""
    before_body = []
    for number, line in enumerate(sheet.lines):
        if sheet.is_open(number) and is_solid(line):
            break
        before_body.append(number)
    title_before = False
    for number in before_body:
        line = sheet.lines[number]
        if not sheet.is_open(number):
            title_before = False
        elif is_site_title(line) or (title_before and not line.stopped and line.count <= 12 and not line.gap):
            sheet.put(number, "furniture", SITE_NAME)
            title_before = True
        else:
            title_before = False
    _find_headline(sheet, before_body)


def _find_headline(sheet: Sheet, before_body: list[int]) -> None:
    if sheet.titles or any(sheet.kind(number) == "headline" for number in range(len(sheet.lines))):
        return
    still = [n for n in before_body if sheet.is_open(n)]
    if still and _is_name_above_title(sheet, still):
        sheet.put(still[0], "furniture", SITE_NAME)
        still = still[1:]
    if not still:
        return
    line = sheet.lines[still[0]]
    ended = line.words.endswith((".", ";", ":", ",")) and not line.words.endswith("...")
    follows = any(n > still[0] for n in sheet.open())
    first = all(sheet.kind(n) != "body" for n in range(still[0]))
    parted = still[0] + 1 >= len(sheet.lines) or sheet.lines[still[0] + 1].gap or line.count <= 14
    if line.count <= LONGEST_HEADLINE and not ended and follows and first and parted:
        sheet.put(still[0], "headline", "the first line, short and without a stop")


def _is_name_above_title(sheet: Sheet, still: list[int]) -> bool:
    """Return whether the first open line names the site: a name in front of a longer line without a stop."""
    if len(still) < 2 or not site_name(sheet.lines[still[0]]):
        return False
    below = sheet.lines[still[1]]
    return not below.stopped and 4 <= below.count <= LONGEST_HEADLINE
