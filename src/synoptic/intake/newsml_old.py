"""One item of NewsML 1, as some agencies still send it: a report in each language that it is written in."""

from itertools import islice
from typing import Any

from synoptic.errors import problem
from synoptic.intake.newsml import first, markup, tag
from synoptic.intake.pages import Form, Page
from synoptic.intake.times import day_or_time
from synoptic.news.problem import Problem
from synoptic.news.report import CarrierFields

# Parts that stand beside a report; the report itself is the body, or the longest of the others.
BESIDE = {"stylesheet", "contact", "logo", "photo", "headline", "subheadline", "caption"}
# Parts of one item that are looked at; agencies send under 20.
MOST_PARTS = 200


def old_pages(item: Any, place: str) -> list[Page | Problem]:
    """Return the report of a NewsItem in each of its languages, or the problem that it has none."""
    status = next((one.get("FormalName") or "" for one in item.iter() if tag(one) == "status"), "").lower()
    best: dict[str, Any] = {}
    for part in islice((one for one in item.iter() if tag(one) == "datacontent"), MOST_PARTS):
        if _role(part) not in BESIDE and "css" not in _named(part, "mimetype").lower():
            language = _named(part, "language")
            if language not in best or _size(part) > _size(best[language]):
                best[language] = part
    held = {language: part for language, part in best.items() if _size(part)}
    if not held:
        return [problem("I125", place, place=place, detail="it has no text")]
    if status not in ("", "usable"):
        return [problem("I127", place, place=place, status=status)]
    several = len(held) > 1
    return [_page(item, part, f"{place}#{name}" if several else place) for name, part in sorted(held.items())]


def _page(item: Any, part: Any, place: str) -> Page:
    form: Form = "html" if len(part) else "text"
    words = markup(part[0]) if len(part) else " ".join(part.itertext()).encode("utf-8", "replace")
    return Page(
        path=place,
        form=form,
        content=words,
        charset="utf-8",
        carrier=CarrierFields(
            title=_words(part, "headline"),
            outlet=_named(part, "source", "party")
            or _named(part, "provider", "party")
            or first(item, "providerid"),
            date=day_or_time(first(item, "thisrevisioncreated") or first(item, "firstcreated")),
            byline=_words(part, "byline"),
            language=_named(part, "language"),
        ),
    )


def _party(part: Any) -> str:
    """Return who sends the item: of a press release this is the agency, not the firm that wrote it."""
    # The envelope stands before the items, of which there may be thousands.
    envelopes = (one for one in part.getroottree().getroot()[:3] if tag(one) == "newsenvelope")
    senders = (one for envelope in envelopes for one in envelope.iter() if tag(one) == "sentfrom")
    sent = next((party.get("FormalName") or "" for sender in senders for party in sender), "")
    return _named(part, "provider", "party") or sent or _named(part, "source", "party")


def _role(part: Any) -> str:
    """Return what the component that a text lies in is for."""
    component = next((one for one in part.iterancestors() if tag(one) == "newscomponent"), None)
    if component is None:
        return ""
    return next((one.get("FormalName") or "" for one in component[:MOST_PARTS] if tag(one) == "role"), "").lower()


def _size(part: Any) -> int:
    return len(" ".join("".join(part.itertext()).split()))


def _words(part: Any, name: str) -> str:
    """Return a line of the nearest component around a text that has one of that name."""
    for around in part.iterancestors():
        if tag(around) == "newsitem":
            return ""
        for lines in (one for one in around[:MOST_PARTS] if tag(one) == "newslines"):
            if words := first(lines, name):
                return words
    return ""


def _named(part: Any, name: str, party: str = "") -> str:
    """Return the formal name that the nearest component around a text gives of a kind, or of the party in it."""
    for around in part.iterancestors():
        if tag(around) == "newsitem":
            return ""
        for one in (
            one for child in around[:MOST_PARTS] for one in (child, *child[:MOST_PARTS]) if tag(one) == name
        ):
            found = next((inside for inside in one.iter() if tag(inside) == party), None) if party else one
            if found is not None and found.get("FormalName"):
                return str(found.get("FormalName"))
    return ""
