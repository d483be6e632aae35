"""A page on its way in, and how its kind is told from its first characters."""

import re
from typing import Literal

import msgspec

from synoptic.news.ids import content_id, digest_of
from synoptic.news.report import CarrierFields, RawReport

Form = Literal["text", "html"]


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One report as its carrier gave it, before it has an id."""

    path: str
    form: Form
    content: bytes
    charset: str = ""
    carrier: CarrierFields = CarrierFields()


def raw_report(page: Page) -> RawReport:
    """Return the page with its id, which depends on its content and its carrier but not on where it lay."""
    carrier = page.carrier
    said = (carrier.title, carrier.outlet, carrier.url, carrier.date, carrier.byline, carrier.language)
    return RawReport(
        id=content_id("report", page.form, digest_of(page.content), page.charset, said),
        path=page.path,
        form=page.form,
        content=page.content,
        charset=page.charset,
        carrier=carrier,
    )


MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h[1-6]|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
CLOSED = re.compile(r"</(?:p|div|article|h[1-6]|li|a|strong|em|blockquote)>", re.IGNORECASE)


def looks_like_html(start: str) -> bool:
    """Return whether a text begins as a web page, or is a piece of one."""
    start = start[:20_000].lstrip("\ufeff")
    return bool(MARKUP.match(start)) or len(CLOSED.findall(start)) >= 3


# Header lines that a mail begins with; two different ones tell mail from text such as "Note: ...".
HEADER = re.compile(
    r"^(from|to|subject|date|message-id|mime-version|received|return-path|content-type|delivered-to|dkim-signature)"
    r":[ \t]*\S",
    re.IGNORECASE | re.MULTILINE,
)


def looks_like_mail(start: str) -> bool:
    """Return whether a text begins with the headers of a mail."""
    head = re.split(r"\r?\n\r?\n", start[:20_000].lstrip("\ufeff\r\n"), maxsplit=1)[0]
    names = {name.lower() for name in HEADER.findall(head)}
    first = HEADER.match(head) or head.startswith("From ")
    return bool(first) and len(names) >= 3 and bool(names & {"from", "received", "message-id"})


def looks_like_records(start: str) -> bool:
    """Return whether a text begins as JSON records."""
    return bool(re.match(r"\ufeff?\s*(?:\[\s*)?\{\s*\"", start[:200]))
