"""E-mail: the newsletter in a message, with its subject, sender and date."""

import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from synoptic.errors import problem
from synoptic.intake.pages import Form, Page
from synoptic.news.problem import Problem
from synoptic.news.report import CarrierFields
from synoptic.run.stage import Made

# What the standard library raises on headers and parts that are broken in ways it does not expect.
FAULTS = (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError, OverflowError)
# An HTML part is taken as whole when it has at least this share of the plain part's words: some newsletters
# put "view this in your browser" in one part only.
WHOLE = 0.7
DEEPEST = 30
TAGS = re.compile(rb"<(?:style|script|head)\b.*?</(?:style|script|head)\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)


def read_mail(content: bytes, path: str) -> Made[Page]:
    """Return the page of a mail: its HTML part if that is whole, else its plain text; attachments are left out."""
    try:
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(content.lstrip(b"\r\n\xef\xbb\xbf"))
    except FAULTS as fault:
        return Made((), (problem("I014", path, path=path, detail=str(fault) or type(fault).__name__),))
    problems: list[Problem] = []
    bodies, attached = _parts(message)
    if attached:
        problems.append(problem("I015", path, path=path, names=", ".join(attached)))
    body = _best(bodies)
    if not body:
        problems.append(problem("I014", path, path=path, detail="it has no part with text"))
        return Made((), tuple(problems))
    form, words, charset = body
    page = Page(path=path, form=form, content=words, charset=charset, carrier=_carrier(message))
    return Made((page,), tuple(problems))


def _parts(message: EmailMessage) -> tuple[list[tuple[Form, bytes, str]], list[str]]:
    """Return the parts that hold text (form, bytes, charset), and the names of those that do not."""
    bodies: list[tuple[Form, bytes, str]] = []
    attached: list[str] = []
    waiting = [(message, 0)]
    while waiting:
        part, depth = waiting.pop(0)
        try:
            kind = part.get_content_type()
            if part.is_multipart():
                inner = part.get_payload()
                if depth < DEEPEST and isinstance(inner, list) and kind != "message/rfc822":
                    waiting[:0] = [(one, depth + 1) for one in inner if isinstance(one, EmailMessage)]
                elif kind == "message/rfc822":
                    attached.append("a forwarded message")
                continue
            payload = part.get_payload(decode=True)
            named = part.get_filename()
            if kind in ("text/plain", "text/html") and not _is_attachment(part) and isinstance(payload, bytes):
                form: Form = "html" if kind == "text/html" else "text"
                bodies.append((form, payload, part.get_content_charset() or ""))
            else:
                attached.append(named or kind)
        except FAULTS:
            attached.append("a broken part")
    return bodies, attached


def _is_attachment(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _best(bodies: list[tuple[Form, bytes, str]]) -> tuple[Form, bytes, str] | None:
    plain = max((body for body in bodies if body[0] == "text"), key=_amount, default=None)
    html = max((body for body in bodies if body[0] == "html"), key=_amount, default=None)
    if html and _amount(html) and (not plain or _amount(html) >= WHOLE * _amount(plain)):
        return html
    return plain if plain and _amount(plain) else None


def _amount(body: tuple[Form, bytes, str]) -> int:
    form, words, _ = body
    return len((TAGS.sub(b" ", words) if form == "html" else words).split())


def _carrier(message: EmailMessage) -> CarrierFields:
    name, address = parseaddr(_header(message, "From"))
    return CarrierFields(
        title=_header(message, "Subject"),
        outlet=name or address.rpartition("@")[2],
        url=_header(message, "Archived-At").strip("<>"),
        date=_date(_header(message, "Date")),
        language=_header(message, "Content-Language"),
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        words = str(message.get(name, ""))
    except FAULTS:
        return ""
    return " ".join(words.encode("utf-8", "replace").decode("utf-8").split())


def _date(words: str) -> str:
    try:
        return parsedate_to_datetime(words).isoformat() if words else ""
    except FAULTS:
        return words
