"""One item of NewsML-G2 or NITF as a report, and what the older NewsML shares with it."""

import base64
import binascii
import re
from typing import Any

from lxml import etree

from synoptic.errors import problem
from synoptic.intake.pages import Form, Page
from synoptic.intake.times import day_or_time
from synoptic.intake.xml_text import guarded_parser
from synoptic.news.problem import Problem
from synoptic.news.report import CarrierFields

WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
TAGS = {"hl2": "h2", "block": "div", "media": "div", "media-caption": "p"}


def g2_page(item: Any, place: str) -> Page | Problem | None:
    """Return the report of a newsItem or NITF document; None for a picture, a problem where it has no text."""
    nitf = next((one for one in item.iter() if tag(one) == "nitf"), None)
    status = (first(item, "pubstatus", "qcode") or "").rpartition(":")[2].lower()
    kind = (first(item, "itemclass", "qcode") or "").rpartition(":")[2].lower()
    if kind not in ("", "text", "composite"):
        return None  # pictures and films have no report of their own
    if status not in ("", "usable"):
        return problem("I127", place, place=place, status=status)
    form, content = _body(item, nitf)
    if not content.strip():
        return problem("I125", place, place=place, detail="it has no text")
    guid = item.get("guid") or ""
    nitf_byline = first(nitf, "byline") if nitf is not None else ""
    return Page(
        path=place,
        form=form,
        content=content,
        charset="utf-8",
        carrier=CarrierFields(
            title=first(item, "headline") or first(item, "title") or first(item, "hl1"),
            outlet=_named(item, "infosource") or _named(item, "provider") or first(item, "copyrightholder"),
            url=guid if WEB.match(guid) else "",
            date=day_or_time(_date(item)),
            byline=first(item, "by") or nitf_byline or _named(item, "creator"),
            language=first(item, "language", "tag") or _lang(item),
        ),
    )


def _date(item: Any) -> str:
    for name in ("versioncreated", "contentcreated", "firstcreated"):
        said = first(item, name)
        if said:
            return said
    return first(item, "date.issue", "norm") or first(item, "story.date", "norm")


def _body(item: Any, nitf: Any) -> tuple[Form, bytes]:
    """Return the text of an item: XHTML, NITF or plain text, whichever comes first in this order."""
    parts = [one for one in item.iter() if tag(one) == "inlinexml" and len(one)]
    for part in parts:
        if tag(part[0]) != "nitf":
            return "html", markup(part[0])
    if nitf is not None:
        body = next((one for one in nitf.iter() if tag(one) == "body.content"), None)
        return "html", markup(body) if body is not None else b""
    for part in (one for one in item.iter() if tag(one) == "inlinedata"):
        words = "".join(part.itertext())
        form: Form = "html" if "html" in (part.get("contenttype") or "").lower() else "text"
        if "base64" in (part.get("encoding") or "").lower():
            try:
                return form, base64.b64decode(words, validate=False)
            except (binascii.Error, ValueError):
                continue
        if words.strip():
            return form, words.encode("utf-8", "replace")
    return "text", b""


def markup(element: Any) -> bytes:
    """Return XHTML or NITF as HTML without namespaces; what is not text (scripts, comments) goes."""
    copied = etree.fromstring(etree.tostring(element, with_tail=False), guarded_parser())
    for one in copied.iter():
        if isinstance(one.tag, str):
            name = tag(one)
            one.tag = TAGS.get(name, name if re.fullmatch(r"[a-z][a-z0-9]*", name) else "div")
    etree.cleanup_namespaces(copied)
    written: bytes = etree.tostring(copied, encoding="utf-8", method="html")
    return written


def first(item: Any, name: str, attribute: str = "") -> str:
    """Return the words, or an attribute, of the first element of a name."""
    for one in item.iter():
        if tag(one) == name:
            said = one.get(attribute) or "" if attribute else " ".join(one.itertext())
            if said.strip():
                return " ".join(said.split())
    return ""


def _named(item: Any, name: str) -> str:
    """Return the name of a party: its own <name>, or what it is called where it has none."""
    for one in item.iter():
        if tag(one) == name:
            said = first(one, "name") or one.get("literal") or (one.get("qcode") or "").rpartition(":")[2]
            if said.strip():
                return " ".join(said.split())
    return ""


def _lang(item: Any) -> str:
    return item.get("{http://www.w3.org/XML/1998/namespace}lang") or ""


def tag(element: Any) -> str:
    """Return the name of an element without its namespace and case; empty for comments."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
