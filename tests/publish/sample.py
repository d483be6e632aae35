"""A small finished comparison of two invented reports, made by hand so that each part is known."""

from synoptic.news.annotation import Claim, Figure, Quote
from synoptic.news.comparison import (
    ClaimGroup,
    ClaimLink,
    Comparison,
    Dispute,
    Evidence,
    FigureLine,
    Label,
    Side,
    Silence,
    SupportCell,
    TimelineEntry,
    Voice,
)
from synoptic.news.edition import Brief, BriefSentence
from synoptic.news.problem import Problem
from synoptic.news.report import Block, Interval, Passage, Published, Repair, Report
from synoptic.news.story import Citation, CopiedBlock, CopyLink, Event, Origin
from synoptic.publish.data import ComparisonDocument, MadeBy

GULL = "The ferry Aster sank off Port Ellis on Monday.\n\nRescuers counted 41 dead. “It was quick,” said Ann Roe."
TIDE = (
    "Aster ferry sinks\n\nThe Aster went down off Port Ellis. At least 39 people died.\n\n"
    "<script>alert('no')</script> Sign up!"
)
DAY = Interval(earliest="2031-03-03", latest="2031-03-03")


def cited(report: str, text: str, words: str, record: type = Citation, /, **fields: object):
    """Return a passage of a text as a record of a kind."""
    start = text.index(words)
    return record(report=report, start=start, end=start + len(words), words=words, **fields)


def block(report: str, text: str, words: str, kind: str) -> Block:
    """Return the block of a text that holds some words."""
    start = text.index(words)
    return Block(report=report, start=start, end=start + len(words), kind=kind)


def claim(claim_id: str, report: str, text: str, words: str) -> Claim:
    """Return a claim in one piece."""
    return cited(report, text, words, Claim, id=claim_id, sentence=0, spans=(cited(report, text, words, Passage),))


def reports() -> tuple[Report, Report]:
    """Return the two reports; the second holds a stranger's markup as text."""
    gull = Report(
        id="report:gull",
        path="gull.txt",
        text=GULL,
        outlet="The Gull",
        language="en",
        url="https://gull.example/aster",
        blocks=tuple(block("report:gull", GULL, words, "body") for words in GULL.split("\n\n")),
        published=Published(
            earliest="2031-03-04", latest="2031-03-04", certainty="stated", reason="the page says so"
        ),
        repairs=(Repair(start=57, end=58, before="â", after="“", rule="quote", reason="before a word"),),
    )
    kinds = ("headline", "body", "furniture")
    tide = Report(
        id="report:tide",
        path="tide.txt",
        text=TIDE,
        outlet="Tide & Times",
        url="javascript:alert(1)",
        language="en",
        blocks=tuple(block("report:tide", TIDE, w, k) for w, k in zip(TIDE.split("\n\n"), kinds, strict=True)),
    )
    return gull, tide


def groups() -> tuple[ClaimGroup, ClaimGroup]:
    """Return one group that both reports tell and one that only the first does."""
    sank = claim("claim:a1", "report:gull", GULL, "The ferry Aster sank off Port Ellis on Monday")
    down = claim("claim:b1", "report:tide", TIDE, "The Aster went down off Port Ellis")
    quick = claim("claim:a2", "report:gull", GULL, "It was quick")
    both = ClaimGroup(
        id="group:aa11",
        standing="agreed",
        claims=(sank, down),
        lead="claim:a1",
        origins=("origin:1", "origin:2"),
        salience=0.9,
        reason="two origins say so",
        support=(
            SupportCell(report="report:gull", support="says", claims=("claim:a1",)),
            SupportCell(report="report:tide", support="says", claims=("claim:b1",)),
        ),
    )
    single = ClaimGroup(
        id="group:bb22",
        standing="single_origin",
        claims=(quick,),
        lead="claim:a2",
        origins=("origin:1",),
        salience=0.2,
        support=(
            SupportCell(report="report:gull", support="says", claims=("claim:a2",)),
            SupportCell(report="report:tide", support="not_found"),
        ),
    )
    return both, single


def story() -> Comparison:
    """Return the comparison of the two reports."""
    counted = cited(
        "report:gull", GULL, "41 dead", Figure, id="figure:1", low=41, high=41, thing="dead", as_of=DAY
    )
    at_least = cited(
        "report:tide", TIDE, "At least 39 people", Figure, id="figure:2", low=39, high=None, thing="dead"
    )
    said = cited("report:gull", GULL, "It was quick", Quote, id="quote:1", kind="direct", speaker="Ann Roe")
    sank = cited("report:gull", GULL, "The ferry Aster sank off Port Ellis on Monday")
    return Comparison(
        id="story:c0ffee",
        event=Event(what="sank", where="Port Ellis", time=DAY, reason="“Monday” before the day of publication"),
        headline="The ferry Aster sank off Port Ellis",
        headline_citations=(cited("report:gull", GULL, "The ferry Aster sank off Port Ellis"),),
        reports=("report:gull", "report:tide"),
        references=(),
        origins=(
            Origin(id="origin:1", reports=("report:gull",), reason="its own text"),
            Origin(id="origin:2", reports=("report:tide",), reason="its own text"),
        ),
        brief=Brief(
            sentences=(
                BriefSentence(
                    id="sentence:1",
                    text="The ferry Aster sank off Port Ellis on Monday [3 March 2031].",
                    citations=(sank, cited("report:tide", TIDE, "The Aster went down off Port Ellis")),
                    role="agreed",
                    groups=("group:aa11",),
                    reason="two origins say so",
                ),
                BriefSentence(
                    id="sentence:2",
                    text="[Only The Gull, citing Ann Roe:] It was quick.",
                    citations=(cited("report:gull", GULL, "It was quick"),),
                    role="single_origin",
                    groups=("group:bb22",),
                ),
            )
        ),
        claim_groups=groups(),
        disputes=(
            Dispute(
                id="dispute:1",
                kind="figure",
                about="how many died",
                sides=(
                    Side(position="41 dead", voice="The Gull", citations=(cited("report:gull", GULL, "41 dead"),)),
                    Side(
                        position="At least 39 people died",
                        voice="Tide & Times",
                        citations=(cited("report:tide", TIDE, "At least 39 people died"),),
                    ),
                ),
                reason="made up for this sample",
            ),
        ),
        figures=(
            FigureLine(id="line:1", about="dead", unit="", values=(counted, at_least), relation="compatible"),
        ),
        quotes=(said,),
        labels=(
            cited("report:gull", GULL, "The ferry Aster", Label, entity="e:1", name="Aster", form="description"),
        ),
        voices=(
            Voice(
                id="voice:1",
                name="Ann Roe",
                entity="",
                reports=("report:gull",),
                direct=1,
                indirect=0,
                characters=12,
                first=cited("report:gull", GULL, "It was quick"),
            ),
        ),
        silences=(Silence(group="group:bb22", report="report:tide", reason="whole, long enough and later"),),
        timeline=(
            TimelineEntry(
                id="time:1",
                time=DAY,
                granularity="day",
                what="The ferry Aster sank",
                citations=(sank,),
                reports=("report:gull",),
            ),
            TimelineEntry(
                id="time:0",
                time=Interval(earliest="2029-01-01", latest="2029-12-31"),
                granularity="year",
                what="The Aster was built",
                citations=(cited("report:tide", TIDE, "The Aster"),),
                reports=("report:tide",),
            ),
        ),
        claim_links=(
            ClaimLink(
                id="link:1",
                left="claim:a1",
                right="claim:b1",
                relation="same",
                score=0.88,
                evidence=(Evidence(name="meaning", value=0.91), Evidence(name="names", value=1.0)),
                reason="both name the Aster",
            ),
        ),
        copies=(
            CopyLink(
                id="copy:1",
                original="report:gull",
                copy="report:tide",
                kind="derived",
                containment=0.3,
                blocks=(
                    CopiedBlock(
                        original=cited("report:gull", GULL, "off Port Ellis", Passage),
                        copy=cited("report:tide", TIDE, "off Port Ellis", Passage),
                    ),
                ),
                reason="made up for this sample",
            ),
        ),
        reason="they share Aster and Port Ellis",
    )


def document() -> ComparisonDocument:
    """Return the sample as the commands write it."""
    return ComparisonDocument(
        made_by=MadeBy(synoptic="0.0", settings="blake2b:0", stages={"clean.report": 1}),
        reports=reports(),
        stories=(story(),),
        problems=(Problem(code="I003", severity="warning", subject="bad.pdf", message="It is not a text."),),
    )
