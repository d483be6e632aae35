"""Newsletters: mailboxes of them, and the several items of one letter as a report each."""

import re
from html import escape
from typing import NamedTuple

import msgspec

from synoptic.errors import problem
from synoptic.intake.letter_blocks import LONGEST_HEADLINE, Line, lines_of_markup, lines_of_text
from synoptic.intake.mail import read_mail
from synoptic.intake.pages import Page
from synoptic.intake.settings import IntakeSettings
from synoptic.news.problem import Problem
from synoptic.run.stage import Made

# Where a mail begins: the line of the mailbox, after an empty line, before a header.
BEGINS = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]{0,500}\n(?=[!-9;-~]{1,80}:)")
QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
# A letter is of several items if it has this many, each with a headline, a link and this many words below it, and
# they are this share of all that it says. A letter that tells one report has one link of that kind, or none.
FEWEST_ITEMS = 2
FEWEST_WORDS = 12
SHARE = 0.4
# Words before the first item from which they are a report of their own: an editor's column, not a greeting.
OWN_WORDS = 100
# How lines begin that belong to the sending of a letter; the names of networks count only where they stand alone,
# for there is news about them.
FURNITURE = re.compile(
    r"^\W*(?:unsubscribe|(?:view|read|see|open) (?:it|this|the)?\b.{0,20}\b(?:in|on)\b.{0,12}\bbrowser|view online"
    r"|(?:manage|update|change) (?:your|my)\b|privacy (?:policy|notice)|(?:terms|contact us|about us|faq)\W*$"
    r"|forward (?:this|to)\b|share (?:this|on|via)\b|sign up\b|subscribe\b|advertisement|sponsored|presented by"
    r"|you(?:['’]re| are)? (?:get|got|receiv|subscrib)\w* |this (?:e-?mail|letter|newsletter) was sent"
    r"|(?:copyright|©|all rights)|abmelden|abbestellen|im browser|datenschutz|impressum|sie erhalten dies"
    r"|se désabonner|se désinscrire|voir (?:cet|dans)|vous recevez|darse de baja|cancelar (?:la )?suscripción"
    r"|ver en (?:el|tu) navegador|recibes? est|annulla|disiscriviti|ricevi quest|afmelden|uitschrijven"
    r"|(?:facebook|twitter|x|linkedin|instagram|youtube|whatsapp|telegram|threads|bluesky|mastodon)\W*$)",
    re.IGNORECASE,
)
LEADS_ON = re.compile(
    r"(?:read|continue|keep|full|more|weiter|mehr|lire|leer|seguir|leia|leggi|lees)\b.{0,30}$", re.IGNORECASE
)


class _Item(NamedTuple):
    headline: str
    link: str
    paragraphs: tuple[str, ...]
    size: int


def read_mbox(content: bytes, path: str, *, settings: IntakeSettings) -> Made[Page]:
    """Return the reports of every mail in a mailbox; a mail that cannot be read is a problem."""
    starts = [(found.start(), found.end()) for found in BEGINS.finditer(content)]
    if not starts:
        return Made((), (problem("I128", path, path=path),))
    ends = [start for start, _ in starts[1:]] + [len(content)]
    pages: list[Page] = []
    problems: list[Problem] = []
    for number, ((_, begin), end) in enumerate(zip(starts, ends, strict=True), 1):
        if len(pages) >= settings.most_reports:
            problems.append(problem("I119", path, path=path, limit=f"{settings.most_reports:,}"))
            break
        made = read_letter(QUOTED.sub(rb"\1", content[begin:end]), f"{path}:{number}")
        pages += made.items
        problems += made.problems
    return Made(tuple(pages), tuple(problems))


def read_letter(content: bytes, path: str) -> Made[Page]:
    """Return the reports of one mail: each item of a newsletter, or the mail itself."""
    made = read_mail(content, path)
    return Made(tuple(item for page in made.items for item in letter_items(page)), made.problems)


def letter_items(page: Page) -> tuple[Page, ...]:
    """Return one page for each item of a newsletter with several; a letter that is one report stays one."""
    words = _decoded(page)
    lines = lines_of_markup(words) if page.form == "html" else lines_of_text(words)
    first, items = _items(lines)
    # What stands before the first item is the letter's own, and says nothing of how many reports follow.
    said = sum(len(line.words.split()) for line in lines[first:])
    told = sum(item.size for item in items)
    if len({item.link for item in items}) < FEWEST_ITEMS or told < SHARE * said:
        return (page,)
    pages = [_page(page, item, number) for number, item in enumerate(items, 1)]
    own = [line.words for line in lines[:first] if not FURNITURE.match(line.words)]
    if sum(len(one.split()) for one in own) >= OWN_WORDS:
        whole = _Item(page.carrier.title, "", tuple(own), 0)
        pages.insert(0, msgspec.structs.replace(_page(page, whole, 0), path=page.path))
    return tuple(pages)


def _items(lines: list[Line]) -> tuple[int, list[_Item]]:
    """Return where the first item begins, and the items: a headline, what stands below it, and its link."""
    found: list[_Item] = []
    first = len(lines)
    heads = [place for place, line in enumerate(lines) if _is_headline(line)]
    for place, end in zip(heads, [*heads[1:], len(lines)], strict=False):
        below = lines[place + 1 : end]
        link = lines[place].link or next((line.link for line in below if line.is_link), "")
        told = tuple(line.words for line in below if not line.is_link and not FURNITURE.match(line.words))
        size = sum(len(words.split()) for words in told)
        if link and size >= FEWEST_WORDS:
            found.append(_Item(lines[place].words, link, told, size + len(lines[place].words.split())))
            first = min(first, place)
    return first, found


def _is_headline(line: Line) -> bool:
    """Return whether a line is the headline of an item: marked or linked as a whole, and of its length."""
    count = len(line.words.split())
    if not (line.is_heading or line.is_link) or not 3 <= count <= LONGEST_HEADLINE:
        return False
    return not FURNITURE.match(line.words) and (line.is_heading or count >= 4) and not LEADS_ON.match(line.words)


def _page(letter: Page, item: _Item, number: int) -> Page:
    """Return one item as a page of its own: the letter's outlet and day, its own headline and link."""
    if letter.form == "html":
        body = "".join(f"<p>{escape(words, quote=False)}</p>\n" for words in item.paragraphs)
        content = f"<article>\n<h1>{escape(item.headline, quote=False)}</h1>\n{body}</article>\n"
    else:
        content = "\n\n".join((item.headline, *item.paragraphs)) + "\n"
    return Page(
        path=f"{letter.path}#{number}",
        form=letter.form,
        content=content.encode("utf-8", "replace"),
        charset="utf-8",
        carrier=msgspec.structs.replace(letter.carrier, title=item.headline, url=item.link),
    )


def _decoded(page: Page) -> str:
    for charset in (page.charset, "utf-8"):
        try:
            return page.content.decode(charset or "utf-8")
        except (LookupError, ValueError):
            continue
    return page.content.decode("cp1252", "replace")
