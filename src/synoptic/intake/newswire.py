"""What agencies send: ninjs 1.x to 3.x, NewsML-G2, and the older NewsML 1 and NITF."""

import re
from collections import deque
from collections.abc import Iterator
from typing import Any

from lxml import etree

from synoptic.errors import problem
from synoptic.intake.newsml import g2_page, tag
from synoptic.intake.newsml_old import old_pages
from synoptic.intake.pages import Form, Page
from synoptic.intake.settings import IntakeSettings
from synoptic.intake.times import day_or_time
from synoptic.intake.xml_text import declared, examined, guarded_parser, safe_xml
from synoptic.news.problem import Problem
from synoptic.news.report import CarrierFields
from synoptic.run.stage import Made

# Keys that no other record has beside a `uri`; 1.x, 2.x and 3.x differ in case and underscores.
MARKS = {"versioncreated", "pubstatus", "bodies", "headlines", "bodyxhtml", "bodytext", "bodyhtml5", "usageterms"}
BODIES = ("bodyxhtml", "bodyhtml5", "bodyhtml", "bodytext")
# The version that is held was issued when it was made; the first one may have said something else.
DATES = ("datepublished", "published", "versioncreated", "contentcreated", "firstcreated")
# How deep packages lie in packages; agencies nest once.
DEEPEST_PACKAGE = 5
WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)


def is_ninjs(record: Any) -> bool:
    """Return whether a JSON record is a ninjs item."""
    return isinstance(record, dict) and "uri" in record and bool({_plain(key) for key in record} & MARKS)


def read_ninjs(document: Any, path: str) -> Made[Page]:
    """Return the reports of a ninjs document: one item, or a package with the items it holds."""
    pages: list[Page] = []
    problems: list[Problem] = []
    for number, (item, depth) in enumerate(_ninjs_items(document), 1):
        place = path if number == 1 else f"{path}#{number}"
        status = _words(item.get("pubstatus")).rpartition(":")[2].lower()
        page = _ninjs_page(item, place)
        if page and status not in ("", "usable"):
            problems.append(problem("I127", place, place=place, status=status))
        elif page:
            pages.append(page)
        elif not depth and not item.get("associations"):
            problems.append(problem("I125", place, place=place, detail="it has no text"))
    return Made(tuple(pages), tuple(problems))


def read_newsml(content: bytes, path: str, *, settings: IntakeSettings) -> Made[Page]:
    """Return the reports of a NewsML-G2 document: a newsItem, a newsMessage or a package with its items."""
    text, problems = safe_xml(content, path)
    if text is None:
        return Made((), tuple(problems))
    text = declared(text)
    seen = examined(text)
    try:
        root = etree.fromstring(text.encode("utf-8"), guarded_parser())
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or seen.wild:
        return Made((), (*problems, problem("I126", path, path=path, detail=seen.fault or "it is not XML")))
    items = [one for one in root.iter() if tag(one) == "newsitem"] or ([root] if tag(root) == "nitf" else [])
    if not items:
        detail = f"it has no newsItem, but <{tag(root)}>"
        return Made((), (*problems, problem("I126", path, path=path, detail=detail)))
    if seen.fault:
        problems.append(problem("I109", path, path=path, detail=seen.fault, count=str(len(items))))
    found: list[Page | Problem] = []
    for number, item in enumerate(items[: settings.most_reports], 1):
        place = path if len(items) == 1 else f"{path}:{number}"
        if tag(root) == "newsml":
            found += old_pages(item, place)
        elif one := g2_page(item, place):
            found.append(one)
    pages = tuple(one for one in found if isinstance(one, Page))
    return Made(pages, (*problems, *(one for one in found if isinstance(one, Problem))))


def _ninjs_items(document: Any) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield an item and those that it is a package of, under keys without case and underscores."""
    waiting = deque([(document, 0)])
    while waiting:
        record, depth = waiting.popleft()
        if not isinstance(record, dict):
            continue
        item = {_plain(key): value for key, value in record.items()}
        yield item, depth
        held = item.get("associations")
        inside = list(held.values()) if isinstance(held, dict) else held if isinstance(held, list) else []
        if depth < DEEPEST_PACKAGE:
            waiting += [(one, depth + 1) for one in inside]


def _ninjs_page(item: dict[str, Any], place: str) -> Page | None:
    kind = _words(item.get("type")).lower()
    form, words = _ninjs_body(item)
    if not words.strip() or kind in ("picture", "video", "audio", "graphic"):
        return None
    addresses = (_words(item.get(key)) for key in ("canonical", "canonicalurl", "url", "link", "uri"))
    return Page(
        path=place,
        form=form,
        content=words.encode("utf-8", "replace"),
        charset="utf-8",
        carrier=CarrierFields(
            title=_words(item.get("headline")) or _words(item.get("headlines")) or _words(item.get("title")),
            outlet=_words(item.get("infosources")) or _words(item.get("infosource"))
            or _words(item.get("provider")) or _words(item.get("copyrightholder")),
            url=next((address for address in addresses if WEB.match(address)), ""),
            date=day_or_time(next((said for key in DATES if (said := _words(item.get(key)))), "")),
            byline=_words(item.get("byline")) or _words(item.get("by")),
            language=_words(item.get("language")),
        ),
    )  # fmt: skip


def _ninjs_body(item: dict[str, Any]) -> tuple[Form, str]:
    """Return the text of an item, as markup where it has that: keys of their own in 1.x, a list from 2.0 on."""
    for key in BODIES:
        if isinstance(item.get(key), str) and item[key].strip():
            return "text" if key == "bodytext" else "html", item[key]
    bodies = item.get("bodies")
    found: list[tuple[bool, str]] = []
    for body in bodies if isinstance(bodies, list) else ():
        said = {_plain(key): value for key, value in body.items()} if isinstance(body, dict) else {}
        if isinstance(said.get("value"), str) and said["value"].strip():
            found.append(("html" in _words(said.get("contenttype")).lower(), said["value"]))
    marked, words = max(found, key=lambda body: body[0], default=(False, ""))
    return "html" if marked else "text", words


def _words(value: Any) -> str:
    """Return a value as one line: itself, its name or value, or the first of a list that has one."""
    if isinstance(value, list):
        return next((words for one in value[:50] if not isinstance(one, list) and (words := _words(one))), "")
    if isinstance(value, dict):
        held = (value.get(key) for key in ("name", "value", "literal"))
        return next((_words(one) for one in held if isinstance(one, str) and one.strip()), "")
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").split()) if isinstance(value, str) else ""


def _plain(key: Any) -> str:
    return re.sub(r"[^a-z0-9]", "", str(key).lower())
