"""Short ways to make what a store keeps, about an invented town and its harbour."""

import msgspec

from synoptic.news.annotation import Reading
from synoptic.news.capture import Capture, FetchNote, Item, Source
from synoptic.news.ids import content_id
from synoptic.news.report import CarrierFields, Report
from synoptic.store.captures import take_capture
from synoptic.store.connection import Database
from synoptic.store.readings import put_reading
from synoptic.store.sources import take_visit

NOON = "2026-05-04T12:00:00Z"
FEED = Source(
    id="source:tidings", kind="feed", address="https://tidings.example/feed.xml", title="Harbour Tidings"
)


def item(number: int = 1, **fields: object) -> Item:
    """Return an item of the feed, whose page has yet to be fetched."""
    values: dict[str, object] = {
        "id": f"item:{number}",
        "source": FEED.id,
        "address": f"https://tidings.example/{number}",
        "carrier": CarrierFields(title=f"The ferry is late for the {number}th time"),
    }
    return Item(**(values | fields))  # type: ignore[arg-type]


def note(address: str = FEED.address, **fields: object) -> FetchNote:
    """Return what a visit at noon left behind."""
    values: dict[str, object] = {"address": address, "fetched": NOON, "status": 200}
    return FetchNote(**(values | fields))  # type: ignore[arg-type]


def announce(db: Database, *items: Item) -> int:
    """Have the feed announce items."""
    return take_visit(db, note(), items)


def captured(db: Database, page: Item, content: bytes = b"<p>The ferry is late.", **fields: object) -> Capture:
    """Return the capture of a page whose bytes are in the archive, before it is taken."""
    digest = db.archive.put(content)
    carrier = msgspec.to_builtins(page.carrier)
    values: dict[str, object] = {
        "report": content_id("report", digest, carrier),
        "address": page.address,
        "digest": digest,
        "form": "html",
        "captured": NOON,
        "carrier": page.carrier,
        "source": page.source,
    }
    return Capture(**(values | fields))  # type: ignore[arg-type]


def take(db: Database, page: Item, content: bytes = b"<p>The ferry is late.", **fields: object) -> Capture | None:
    """Take a page into the desk as a gatherer does, and return the version that it made, if any."""
    return take_capture(db, page, captured(db, page, content, **fields), note(page.address))


def read(db: Database, capture: Capture, day: str = "2026-05-04", made_by: str = "stages 1") -> Reading:
    """Read a capture as the stages of one version did, and keep the reading."""
    text = db.archive.get(capture.digest).decode().removeprefix("<p>")
    made = Reading(report=Report(id=capture.report, path=capture.address, text=text, language="en"))
    put_reading(db, made, made_by, day)
    return made
