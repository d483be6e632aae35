"""Small stories read in full, whose claims are joined by hand, so that what is written can be tested alone."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

import msgspec

from synoptic.news.annotation import Claim, Reading
from synoptic.news.comparison import ClaimLink, Dispute, Dossier, Side
from synoptic.news.ids import content_id
from synoptic.news.report import Block, Credit, Published, Report
from synoptic.news.story import Citation, Origin, Story
from synoptic.run import pipeline
from synoptic.run.runner import Runner
from synoptic.run.settings import Settings
from synoptic.run.stage import Tools

SETTINGS = Settings()
_STAGES = ("compare.entities", "compare.groups", "compare.standing", "compare.silences", "compare.event")


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One report of a story: paragraphs parted by blank lines, the first sentence's place does not matter."""

    outlet: str
    text: str
    headline: str = ""
    day: str = "2031-05-06"
    language: str = "en"
    agency: str = ""


def written(
    tools: Tools,
    accounts: Sequence[Account],
    same: Iterable[Sequence[str]] = (),
    *,
    one_text: Sequence[str] = (),
    against: Sequence[str] = (),
    settings: Settings = SETTINGS,
) -> Dossier:
    """Return a story with its brief and headline.

    Each entry of `same` lists words, one place each, whose claims say the same thing; the outlets in `one_text`
    are one origin; the words in `against` are the two sides of a dispute.
    """
    runner = Runner(settings, tools)
    readings = tuple(sorted((_read(runner, account) for account in accounts), key=lambda r: r.id))
    dossier = Dossier(
        story=Story(id="story:1", reports=tuple(r.id for r in readings)),
        readings=readings,
        origins=_origins(readings, one_text),
    )
    dossier = msgspec.structs.replace(dossier, claim_links=tuple(_links(dossier, same)))
    compare = [stage for stage in pipeline.COMPARE if stage.name in _STAGES]
    dossier = runner._run(compare[:2], dossier, "story:1")
    if against:
        dossier = msgspec.structs.replace(dossier, disputes=(_dispute(dossier, against),))
    written: Dossier = runner._run((*compare[2:], *pipeline.WRITE), dossier, "story:1")
    assert not [p for p in runner.problems if p.code == "R002"], runner.problems
    return written


def of_case(tools: Tools, case: dict[str, Any]) -> Dossier:
    """Return the story of a case file's entry."""
    return written(
        tools,
        [Account(**account) for account in case["reports"]],
        case.get("same", ()),
        one_text=case.get("one_text", ()),
        against=case.get("against", ()),
    )


def claims_at(dossier: Dossier, words: str) -> list[Claim]:
    """Return the claims that share at least half of their words with a place in some report."""
    for reading in dossier.readings:
        start = reading.report.text.find(words)
        if start >= 0:
            end = start + len(words)
            return [c for c in reading.claims if _shared(c, start, end) >= 0.5]
    raise ValueError(f"no report has: {words}")


def _shared(claim: Claim, start: int, end: int) -> float:
    length = sum(s.end - s.start for s in claim.spans)
    return sum(max(0, min(end, s.end) - max(start, s.start)) for s in claim.spans) / length


def _read(runner: Runner, account: Account) -> Reading:
    body = account.text.strip()
    text = f"{account.headline}\n\n{body}"
    report = content_id("report", account.outlet, text)
    blocks = []
    if account.headline:
        blocks.append(Block(report=report, start=0, end=len(account.headline), kind="headline"))
    start = len(account.headline) + 2
    for paragraph in body.split("\n\n"):
        blocks.append(Block(report=report, start=start, end=start + len(paragraph), kind="body"))
        start += len(paragraph) + 2
    made = Report(
        id=report,
        path=f"{account.outlet}.txt",
        text=text,
        outlet=account.outlet,
        headline=account.headline,
        language=account.language,
        published=Published(earliest=account.day, latest=account.day, certainty="stated"),
        blocks=tuple(blocks),
    )
    reading = runner._annotate(made)
    if account.agency:
        credit = Credit(report=report, start=0, end=0, words="", agency=account.agency, kind="wire")
        reading = msgspec.structs.replace(reading, credits=(credit,))
    return reading


def _origins(readings: Sequence[Reading], one_text: Sequence[str]) -> tuple[Origin, ...]:
    together = tuple(r.id for r in readings if r.report.outlet in one_text)
    origins = [
        Origin(id=f"origin:{r.report.outlet}", reports=(r.id,), reason="its own text", name=r.report.outlet)
        for r in readings
        if r.id not in together
    ]
    if together:
        name = next((c.agency for r in readings if r.id in together for c in r.credits), "")
        origins.append(Origin(id="origin:together", reports=together, reason="one text", name=name))
    return tuple(origins)


def _links(dossier: Dossier, same: Iterable[Sequence[str]]) -> Iterable[ClaimLink]:
    for together in same:
        members = {c.id for words in together for c in claims_at(dossier, words)}
        for left, right in combinations(sorted(members), 2):
            yield ClaimLink(id=f"link:{left}:{right}", left=left, right=right, relation="same", score=0.9)


def _dispute(dossier: Dossier, against: Sequence[str]) -> Dispute:
    sides, groups = [], []
    for words in against:
        reading = next(r for r in dossier.readings if words in r.report.text)
        start = reading.report.text.find(words)
        cited = Citation(report=reading.id, start=start, end=start + len(words), words=words)
        sides.append(Side(position=words, voice="", citations=(cited,)))
        held = {c.id for c in claims_at(dossier, words)}
        groups += [g.id for g in dossier.claim_groups if held & {c.id for c in g.claims}]
    return Dispute(
        id="dispute:1", kind="account", about="it", sides=tuple(sides), groups=tuple(sorted(set(groups)))
    )
