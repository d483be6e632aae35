"""A story's headline, in words that stand in its reports: a report's own, or the event told shortly."""

from synoptic.news.annotation import Claim, Reading, Token
from synoptic.news.comparison import ClaimGroup, Dossier
from synoptic.news.edition import Headline
from synoptic.news.report import Passage
from synoptic.news.story import Citation
from synoptic.run.stage import Made, Tools
from synoptic.write.citations import cite
from synoptic.write.settings import WriteSettings

_LONGEST = 16
# Half of the names that the event's claim gives must stand in a headline that is to name the event:
# puns and teasers name none.
_LEAST_NAMES = 0.5


def write_headline(dossier: Dossier, *, settings: WriteSettings, tools: Tools) -> Made[Headline]:
    """Return the headline of a story with its citations; nothing where no report says anything."""
    event = _event_group(dossier)
    told = [_told_shortly(dossier, claim) for claim in event.claims] if event else []
    given = [_given(reading) for reading in dossier.readings if reading.report.headline]
    named = _names(dossier, event)
    fitting = [h for h in given if h and _share_named(h.text, named) >= _LEAST_NAMES]
    short = [h for h in told if h and len(h.text.split()) <= _LONGEST]
    choices = fitting or short or [h for h in told if h] or [h for h in given if h] or _opening(dossier)
    if not choices:
        return Made()
    best = min(choices, key=lambda h: (-round(_share_named(h.text, named), 2), len(h.text), h.text))
    return Made((best,))


def _event_group(dossier: Dossier) -> ClaimGroup | None:
    if dossier.event is None:
        return None
    cited = {(c.report, c.start, c.end) for c in dossier.event.citations}
    return next(
        (g for g in dossier.claim_groups if any((c.report, c.start, c.end) in cited for c in g.claims)), None
    )


def _names(dossier: Dossier, group: ClaimGroup | None) -> tuple[tuple[str, ...], ...]:
    """Return the ways of naming each entity of the event."""
    if group is None:
        return ()
    entities = {e.id: e for c in group.claims for i in c.entities if (e := dossier.story_entity(i)) is not None}
    return tuple(
        tuple({n.casefold() for name in (e.name, *e.aliases) for n in (name, name.split()[-1]) if n})
        for e in entities.values()
    )


def _share_named(text: str, named: tuple[tuple[str, ...], ...]) -> float:
    folded = text.casefold()
    return sum(any(name in folded for name in names) for names in named) / len(named) if named else 0.0


def _given(reading: Reading) -> Headline | None:
    for block in reading.report.blocks_of("headline"):
        words = reading.report.text[block.start : block.end]
        citation = Citation(report=reading.id, start=block.start, end=block.end, words=words)
        return Headline(text=" ".join(words.split()), citations=(citation,), reason="the headline of a report")
    return None


def _opening(dossier: Dossier) -> list[Headline]:
    first = [reading.sentences[0] for reading in dossier.readings if reading.sentences]
    return [
        Headline(text=" ".join(s.words.split()), citations=(cite(s),), reason="first words held") for s in first
    ]


def _told_shortly(dossier: Dossier, claim: Claim) -> Headline | None:
    """Return a claim without the descriptions in front of its names; only whole runs of its words are kept."""
    reading = dossier.reading(claim.report)
    sentence = reading.sentence_at(claim.start)
    if sentence is None or claim.quoted or claim.modality != "asserted":
        return None
    if not sentence.parsed:
        return Headline(text=" ".join(claim.words.split()), citations=(cite(claim),), reason="the event's claim")
    names = [m for m in reading.mentions_in(claim) if m.form == "name" and m.kind == "person"]
    dropped = {i for mention in names for i in _description(sentence.tokens, mention)}
    runs = _runs(reading, claim, [t for i, t in enumerate(sentence.tokens) if i not in dropped])
    text = " ".join(" ".join(run.words.split()) for run in runs).replace(" ,", ",").replace(" ’s", "’s")
    if not text:
        return None
    text = text[0].upper() + text[1:]
    return Headline(
        text=text.rstrip(".,; "),
        citations=tuple(cite(r) for r in runs),
        reason="the event's claim, shortened",
    )


def _description(tokens: tuple[Token, ...], name: Passage) -> set[int]:
    """Return the modifiers in front of a name, as far as they hang on it: "the leftist president" X."""
    inside = [i for i, t in enumerate(tokens) if name.start <= t.start and t.end <= name.end]
    if not inside:
        return set()
    dropped: set[int] = set()
    kept = {"amod", "compound", "nmod", "poss", "det", "case", "advmod", "punct", "npadvmod"}
    for i in range(inside[0] - 1, -1, -1):
        token = tokens[i]
        hangs = token.head in inside or token.head in dropped
        if not hangs or token.dep not in kept or token.lemma in {"not", "no", "never"}:
            break
        dropped.add(i)
    return dropped


def _runs(reading: Reading, claim: Claim, tokens: list[Token]) -> list[Passage]:
    inside = [t for t in tokens if any(p.start <= t.start and t.end <= p.end for p in claim.spans or (claim,))]
    runs: list[Passage] = []
    for token in inside:
        gap = reading.report.text[runs[-1].end : token.start] if runs else "x"
        if runs and not gap.strip():
            runs[-1] = reading.passage(runs[-1].start, token.end)
        else:
            runs.append(reading.passage(token.start, token.end))
    return runs
