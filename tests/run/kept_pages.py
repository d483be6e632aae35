"""Short ways to put invented reports into a desk, as if they had been gathered and read."""

from collections.abc import Sequence

import msgspec

from synoptic.news.annotation import Reading
from synoptic.news.capture import Capture, StoryRecord
from synoptic.news.comparison import ClaimGroup, Comparison, SupportCell
from synoptic.news.edition import Brief, BriefSentence
from synoptic.news.report import CarrierFields, Passage, Published, Report
from synoptic.news.story import Citation, Event, Origin
from synoptic.store import captures, readings, stories
from synoptic.store.connection import Database
from tests.run.versioning import plain_version
from tests.store.builders import captured, item, note

DAY = "2026-05-04"


def keep(db: Database, number: int, text: str, *, content: bytes = b"", **fields: object) -> Reading:
    """Keep a report with this text at the address of a number; `fields` are those of its capture."""
    page = item(number, carrier=CarrierFields(title=f"From the harbour, {number}"))
    raw = content or f"<p>{text}".encode()
    capture: Capture = captured(db, page, raw, **fields)
    captures.take_capture(db, page, capture, note(page.address))
    report = Report(
        id=capture.report,
        path=page.address,
        url=page.address,
        text=text,
        outlet="Harbour Tidings",
        headline=page.carrier.title,
        language="en",
        published=Published(earliest=DAY, latest=DAY, certainty="stated"),
        usage=capture.usage,
    )
    plain = plain_version(capture.report, text.split("\n"))
    made = msgspec.structs.replace(plain, report=msgspec.structs.replace(report, blocks=plain.report.blocks))
    if not capture.stub:
        readings.put_reading(db, made, "stages 1", DAY)
    return made


def tell(db: Database, members: Sequence[Reading], headline: str = "Ferry sinks") -> StoryRecord:
    """Keep a story that these reports tell, compared: the first sentence of each is one claim that all make."""
    record = StoryRecord(
        id="story:ferry", reports=tuple(sorted(m.id for m in members)), first=DAY, last=DAY, reason="one event"
    )
    claims = tuple(m.claims[0] for m in members)
    group = ClaimGroup(
        id="group:1",
        standing="agreed",
        claims=claims,
        lead=claims[0].id,
        origins=tuple(m.id for m in members),
        support=tuple(SupportCell(report=m.id, support="says", claims=(m.claims[0].id,)) for m in members),
    )
    comparison = Comparison(
        id="story:computed",
        event=Event(what="A ferry sank", where="Marlow Island"),
        headline=headline,
        headline_citations=(),
        reports=record.reports,
        references=(),
        origins=tuple(Origin(id=m.id, reports=(m.id,), reason="its own text") for m in members),
        brief=Brief(
            sentences=tuple(
                BriefSentence(id=f"sentence:{c.id}", text=c.words, citations=(cited(c),), role="agreed")
                for c in claims
            )
        ),
        claim_groups=(group,),
        disputes=(),
        figures=(),
        quotes=(),
        labels=(),
        voices=(),
        silences=(),
        timeline=(),
    )
    stories.replace_stories(db, [record], [])
    stories.put_comparison(db, record.id, "inputs", "stages 1", msgspec.msgpack.encode(comparison))
    return record


def cited(passage: Passage) -> Citation:
    """Return the citation of a passage."""
    return Citation(report=passage.report, start=passage.start, end=passage.end, words=passage.words)
