"""Small stories made by hand: reports as lists of claims, each with what it names, counts and dates."""

import msgspec

from synoptic.compare.disputes import find_disputes
from synoptic.compare.pairs import link_claims
from synoptic.compare.settings import CompareSettings
from synoptic.compare.standing import group_claims, settle_standing
from synoptic.news.annotation import Claim, Figure, Mention, Reading, Role
from synoptic.news.comparison import ClaimGroup, Dossier
from synoptic.news.report import Interval, Passage, Published
from synoptic.news.story import Origin, Story
from synoptic.run.stage import Tools
from tests.builders import read_text

SETTINGS = CompareSettings()


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of a report and how its claim was read."""

    words: str
    by: str = ""
    predicate: str = ""
    agent: str = ""
    patient: str = ""
    polarity: str = "affirmed"
    modality: str = "asserted"
    when: str = ""
    count: float | None = None
    thing: str = ""
    qualifier: str = ""
    names: tuple[str, ...] = ()


def report(
    tools: Tools, outlet: str, told: list[Told], *, day: str = "2031-05-04", language: str = "en"
) -> Reading:
    """Return a reading whose sentences are one claim each."""
    text = " ".join(t.words for t in told)
    published = Published(earliest=day or None, latest=day or None, certainty="stated" if day else "unknown")
    reading = read_text(text, tools, language=language, outlet=outlet, path=outlet, published=published)
    start = 0
    claims, figures, mentions = [], [], []
    for number, one in enumerate(told):
        whole = reading.passage(start, start + len(one.words))
        mentions += [m for name in one.names for m in _mentions(reading, whole, name)]
        figure = _figure(reading, whole, one) if one.count is not None else None
        figures += [figure] if figure else []
        claims.append(_claim(reading, whole, number, one, figure))
        start += len(one.words) + 1
    return msgspec.structs.replace(reading, claims=tuple(claims), figures=tuple(figures), mentions=tuple(mentions))


def _mentions(reading: Reading, whole: Passage, name: str) -> list[Mention]:
    at = reading.report.text.find(name, whole.start, whole.end)
    if at < 0:
        return []
    passage = reading.passage(at, at + len(name))
    return [
        Mention(
            report=reading.id,
            start=passage.start,
            end=passage.end,
            words=name,
            entity=f"entity:{name}",
            kind="person",
            form="name",
        )
    ]


def _figure(reading: Reading, whole: Passage, told: Told) -> Figure:
    digits = next(w for w in told.words.split() if w.strip(".,").isdigit()).strip(".,")
    at = reading.report.text.find(digits, whole.start, whole.end)
    return Figure(
        id=f"figure:{reading.id}:{at}",
        report=reading.id,
        start=at,
        end=at + len(digits),
        words=digits,
        low=told.count,
        high=told.count,
        thing=told.thing,
        qualifier=told.qualifier,
    )


def _claim(reading: Reading, whole: Passage, number: int, told: Told, figure: Figure | None) -> Claim:
    roles = tuple(
        Role(
            report=whole.report,
            start=whole.start,
            end=whole.end,
            words=whole.words,
            role=role,  # type: ignore[arg-type]
            entity=f"entity:{name}" if name in told.names else "",
            head=name,
        )
        for role, name in (("agent", told.agent), ("patient", told.patient))
        if name
    )
    return Claim(
        id=f"claim:{reading.report.outlet}:{number}",
        report=reading.id,
        start=whole.start,
        end=whole.end,
        words=whole.words,
        spans=(whole,),
        sentence=number,
        attributed_to=told.by,
        predicate=told.predicate,
        polarity=told.polarity,  # type: ignore[arg-type]
        modality=told.modality,  # type: ignore[arg-type]
        roles=roles,
        entities=tuple(f"entity:{name}" for name in told.names),
        figures=(figure.id,) if figure else (),
        time=Interval(earliest=told.when, latest=told.when) if told.when else None,
    )


def story(*readings: Reading, one_text: tuple[str, ...] = ()) -> Dossier:
    """Return a dossier of readings; the outlets in `one_text` carry one text and so are one origin."""
    together = tuple(r.id for r in readings if r.report.outlet in one_text)
    origins = [Origin(id=f"origin:{r.report.outlet}", reports=(r.id,), reason="its own text") for r in readings]
    origins = [o for o in origins if o.reports[0] not in together]
    if together:
        origins.append(Origin(id="origin:together", reports=together, reason="one text"))
    return Dossier(
        story=Story(id="story:1", reports=tuple(sorted(r.id for r in readings))),
        readings=tuple(sorted(readings, key=lambda r: r.id)),
        origins=tuple(origins),
    )


def compared(dossier: Dossier, tools: Tools) -> Dossier:
    """Return the dossier with its links, groups, disputes and standings."""
    for function, field in (
        (link_claims, "claim_links"),
        (group_claims, "claim_groups"),
        (find_disputes, "disputes"),
        (settle_standing, "claim_groups"),
    ):
        made = function(dossier, settings=SETTINGS, tools=tools)  # type: ignore[operator]
        dossier = msgspec.structs.replace(dossier, **{field: made.items})
    return dossier


def group_with(dossier: Dossier, words: str) -> ClaimGroup:
    """Return the group that holds the claim with some words."""
    return next(g for g in dossier.claim_groups if any(words in c.words for c in g.claims))
