"""Small dossiers made by hand, with each report's sentences as its claims."""

from synoptic.news.annotation import Claim, Reading
from synoptic.news.comparison import ClaimGroup, Dossier
from synoptic.news.story import Citation, Event, Origin, Story
from synoptic.run.stage import Tools
from tests.builders import read_text


def dossier(tools: Tools, texts: dict[str, str], together: list[list[tuple[str, int]]]) -> Dossier:
    """Return a dossier of texts by outlet; `together` lists groups as (outlet, number of the sentence)."""
    readings = {
        outlet: _with_claims(read_text(text, tools, outlet=outlet, path=outlet)) for outlet, text in texts.items()
    }
    origins = tuple(Origin(id=f"origin:{o}", reports=(r.id,), reason="its own text") for o, r in readings.items())
    groups = tuple(
        _group(number, [readings[o].claims[i] for o, i in members]) for number, members in enumerate(together)
    )
    first = groups[0].claims[0] if groups else None
    cited = (
        ()
        if first is None
        else (Citation(report=first.report, start=first.start, end=first.end, words=first.words),)
    )
    return Dossier(
        story=Story(id="story:1", reports=tuple(r.id for r in readings.values())),
        readings=tuple(readings.values()),
        origins=origins,
        claim_groups=groups,
        event=Event(what=first.words if first else "", citations=cited),
    )


def _with_claims(reading: Reading) -> Reading:
    claims = tuple(
        Claim(
            id=f"claim:{reading.id}:{s.index}",
            report=s.report,
            start=s.start,
            end=s.end,
            words=s.words,
            spans=(reading.passage(s.start, s.end),),
            sentence=s.index,
            lemmas=tuple(t.lemma for t in s.tokens if t.pos in ("NOUN", "VERB", "PROPN", "NUM")),
        )
        for s in reading.sentences
    )
    return Reading(report=reading.report, sentences=reading.sentences, claims=claims)


def _group(number: int, claims: list[Claim]) -> ClaimGroup:
    reports = tuple(dict.fromkeys(claim.report for claim in claims))
    return ClaimGroup(
        id=f"group:{number}",
        standing="agreed" if len(reports) > 1 else "single_origin",
        claims=tuple(claims),
        lead=claims[0].id,
        origins=reports,
        salience=1 / (1 + number),
    )
