"""Page furniture: sign-up lines, donation appeals, site titles, teasers, share buttons."""

import re
from collections.abc import Sequence
from functools import cache

from synoptic.clean.captions import is_caption
from synoptic.clean.cues import pattern
from synoptic.clean.lines import Line
from synoptic.clean.sheet import Sheet

# Paragraphs of the labelled pages (html_l3s_gn1) that are body have 20 words or more in nine of ten cases.
_SOLID = 20
# Elements of running text; in lists and headings of a report a line may well be one link.
_PLAIN = ("p", "div")
# A paragraph of which this share is links says nothing of its own (html_scrapinghub).
ALL_LINK = 0.9
_ADDRESSED = re.compile(
    r"\b(?:you|your|we|we[’']ve|our|us|vous|votre|vos|nous|notre|nos|usted|tu|sus?|nuestr[oa]s?|sie|ihre?|wir|unsere?)\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*[•·▪►▶‣*–—-]\s")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)\S{1,80}@\S+\.\S+")
# Lines of a plain text that the model finds less likely than this to be text are furniture: whole sentences, and
# all others. On the pages of html_l3s_gn1 without their markup, left out in turn, .97 of the text's lines are kept
# and .93 of the others removed; .3 would keep .95 and remove .96.
_SENTENCE, _OTHER, _SURELY = 0.05, 0.12, 0.8
# A sentence has at least so many words.
_WORDS = 8
# A text of some length in which fewer long paragraphs than this are surely a report's is a page of another kind:
# there lines must be likelier, sentences and others. (line_noise, texts left out in turn: macro F1 .73 of .69; no
# line of text of html_l3s_gn1 without markup is lost by it.) A note of a few lines is not judged so.
_FEWEST_SURE, _MOST_OF_A_NOTE, _SURE_LINE = 2, 6, 0.9
_SENTENCE_ELSEWHERE, _OTHER_ELSEWHERE = 0.2, 0.3
# At the end of a page, among appeals, lines more likely than this are text all the same (html_l3s_gn1 without
# markup: of 6,842 lines around the text 13 are kept by it, of 55 lines of text 12); those that speak to the reader
# seem text to the model more often, and need more.
_CERTAIN, _CERTAIN_THOUGH_APPEALING = 0.5, 0.96
# A line that is an address is no longer than this; patterns over runs of any length must not meet a megabyte.
_LONGEST_ADDRESS = 300
_SITE_TITLE = re.compile(r"^(?P<name>[^–—|:]{2,50}?)\s[–—|-]\s(?P<tagline>.{6,110})$")


@cache
def _whole_line() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{pattern('lines').pattern})\W*\Z", re.IGNORECASE)


@cache
def _teaser_start() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{pattern('teasers').pattern})\s*\S", re.IGNORECASE)


def calls(line: Line) -> str:
    """Return the reason why a line asks its reader to do something for the site, '' if it does not."""
    if _whole_line().match(line.words):
        return "a line of the page's own"
    # A long paragraph that quotes such words is body: the cue must weigh something in it.
    if line.count <= 60:
        found = pattern("calls").search(line.words)
        if found:
            return f"a call: “{found.group().strip()}”"
    if len(line.words) <= _LONGEST_ADDRESS:
        bare = _ADDRESS.sub("", line.words)
        if bare != line.words and len(bare.split()) <= 3:
            return "an address"
    return ""


def is_teaser(line: Line) -> bool:
    """Return whether a line announces another story."""
    return line.count <= 40 and bool(_teaser_start().match(line.words))


def is_titled_link(line: Line, place: int, lines: Sequence[Line]) -> bool:
    """Return whether a line between paragraphs is the title of another story: title case, long, without a stop.

    Subheadings are shorter; the headline stands before the first paragraph.
    """
    if (line.stopped and not line.words.endswith(")")) or not 7 <= line.count <= 25 or not line.titled:
        return False
    before = any(is_solid(x) for x in lines[max(0, place - 3) : place])
    after = any(is_solid(x) for x in lines[place + 1 : place + 4])
    return before and after


def is_site_title(line: Line) -> bool:
    """Return whether a line is a site's name with its motto: "The Gull – News and views from the coast"."""
    found = _SITE_TITLE.match(line.words)
    if not found or line.stopped or line.count > 18:
        return False
    name = found["name"].split()
    motto = found["tagline"]
    said = len(pattern("sites").findall(motto))
    return len(name) <= 5 and all(w[0].isupper() or w in ("of", "the", "and") for w in name) and said >= 1


def is_solid(line: Line) -> bool:
    """Return whether a line is surely a paragraph of a report: long, ended, and speaking to nobody."""
    return (
        line.count >= _SOLID
        and line.stopped
        and not calls(line)
        and not _BULLET.match(line.words)
        and not _ADDRESSED.search(_outside_quotes(line.words))
    )


def _outside_quotes(words: str) -> str:
    return re.sub(r"[“«„\"][^“”«»„\"]*[”»“\"]", " ", words)


def tail_of_page(lines: Sequence[Line], body: Sequence[int]) -> int:
    """Return the index of the first line of the page's end: appeals and what stands between them.

    The end lies behind the last solid paragraph and holds at least one call. It begins with the first line
    that is one, or speaks to the reader, exclaims, asks or lists; everything after that is furniture, because
    appeals are made of many lines of which only some give themselves away.
    """
    last = max((n for n in body if is_solid(lines[n])), default=-1)
    rest = range(last + 1, len(lines))
    if not any(calls(lines[n]) for n in rest):
        return len(lines)
    return next(n for n in rest if calls(lines[n]) or (n in body and _appeals(lines[n])))


def _appeals(line: Line) -> bool:
    words = _outside_quotes(line.words)
    return bool(_BULLET.match(words) or _ADDRESSED.search(words) or words.rstrip().endswith(("!", "?")))


def site_name(line: Line) -> str:
    """Return the name in a site's title, or a short line in title case that may be a name; '' if neither."""
    found = _SITE_TITLE.match(line.words)
    name = found["name"] if found else line.words
    if line.stopped or not 1 <= len(name.split()) <= 5:
        return ""
    return name.strip() if Line(start=0, end=0, words=name).titled or len(name.split()) == 1 else ""


def type_outside(sheet: Sheet) -> None:
    """Type what lies outside the main text of a web page, captions aside."""
    for number in sheet.open():
        line = sheet.lines[number]
        if line.main is False and not is_caption(line.words):
            sheet.put(number, "furniture", line.reason or "outside the main text")


def type_teasers(sheet: Sheet) -> None:
    """Type the lines that announce other stories: by their cue, as links of their own, or between paragraphs."""
    for number in sheet.open():
        line = sheet.lines[number]
        if line.main:
            if line.tag in _PLAIN and line.linked > ALL_LINK and _announces(line):
                sheet.put(number, "teaser", "a paragraph that is one link")
            continue
        if is_teaser(line):
            sheet.put(number, "teaser", "announces another story")
        elif line.linked > ALL_LINK and line.tag != "li" and _announces(line):
            sheet.put(number, "teaser", "a paragraph that is one link")
        elif line.main is None and is_titled_link(line, number, sheet.lines):
            sheet.put(number, "teaser", "the title of another story between paragraphs")


def _announces(line: Line) -> bool:
    return line.count >= 4 and (not line.stopped or line.count <= 12)


def type_calls(sheet: Sheet) -> None:
    """Type the lines that ask the reader to do something for the site."""
    for number in sheet.open():
        line = sheet.lines[number]
        reason = calls(line)
        # A paragraph that the model takes for main text merely mentions such words.
        if reason and not line.main and not _is_surely_text(sheet, number):
            sheet.put(number, "furniture", reason)


def _is_surely_text(sheet: Sheet, number: int) -> bool:
    line, chance = sheet.lines[number], sheet.chance(number)
    if chance is None or chance <= _SURELY or line.count < _SOLID or not line.stopped:
        return False
    return not _ADDRESSED.search(_outside_quotes(line.words))


def type_furniture(sheet: Sheet) -> None:
    """Type what is left of a page's end, where no extractor has found the main text."""
    if sheet.extracted:
        return
    for number in range(tail_of_page(sheet.lines, sheet.open()), len(sheet.lines)):
        line = sheet.lines[number]
        # A line that introduces a list is of one kind with it.
        speaks = _appeals(line) or line.words.endswith((":", "："))
        enough = _CERTAIN_THOUGH_APPEALING if speaks else _CERTAIN
        if sheet.is_open(number) and (sheet.chance(number) or 0.0) <= enough:
            sheet.put(number, "furniture", "stands among the appeals at the end of the page")


def type_unlikely(sheet: Sheet) -> None:
    """Type the lines of a plain text that the model finds unlikely to be the report's own."""
    limits = (_SENTENCE_ELSEWHERE, _OTHER_ELSEWHERE) if _is_no_report(sheet) else (_SENTENCE, _OTHER)
    for number in sheet.open():
        line, chance = sheet.lines[number], sheet.chance(number)
        least = limits[0] if line.stopped and line.count >= _WORDS else limits[1]
        if chance is not None and chance < least:
            sheet.put(number, "furniture", f"reads like a page's furniture (likelihood of text {chance:.2f})")


def _is_no_report(sheet: Sheet) -> bool:
    """Return whether a text is longer than a note and hardly any long paragraph of it is surely a report's."""
    numbers = range(len(sheet.lines))
    long = [n for n in numbers if sheet.lines[n].count >= _SOLID and sheet.lines[n].stopped]
    sure = sum((sheet.chance(n) or 0.0) > _SURE_LINE for n in long)
    return len(sheet.lines) > _MOST_OF_A_NOTE and sure < _FEWEST_SURE
