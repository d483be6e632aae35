"""Claims that cannot both hold: other figures for one thing, an affirmation and its denial."""

import re
from collections.abc import Iterator

from synoptic.compare.pair_features import compatible
from synoptic.news.annotation import Claim, Figure, Reading
from synoptic.news.comparison import ClaimLink, Dispute, Dossier, Side
from synoptic.news.ids import content_id
from synoptic.news.report import Interval
from synoptic.news.story import Citation

# Linked more weakly than this, two claims may be about different things. Set high on purpose, for an invented
# dispute costs more; with it none is invented on the claims_stories development half (0 of 35 stories).
_ONE_MATTER = 0.5
# A denial has another speaker than what it denies, which lowers the score; there so much of the weighted
# words of the shorter claim must stand in the longer one.
_DENIED_WORDS = 0.4
# Modalities in which nothing is stated that another statement could contradict.
_OPEN = frozenset({"possible", "planned", "demanded", "conditional", "hypothetical", "question"})
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|refut(?:e|es|ed|ing)|rebut(?:s|ted)|"
    r"dismiss(?:es|ed) (?:the|that|it|any|all)|untrue|not true|false(?:ly)?|baseless|unfounded|fabricated|"
    r"dément(?:i|ent|it)?|nie|nient|niega|niegan|negó|desmient(?:e|en)|desmintió)\b",
    re.IGNORECASE,
)
_ALLEGES = re.compile(
    r"\b(?:accus(?:e|es|ed|ing|ation|ations)|alleg(?:e|es|ed|edly|ing|ation|ations)|blam(?:e|es|ed|ing)|"
    r"charg(?:e|es|ed) that|claim(?:s|ed)?|accus(?:é|ée|ent)|acus(?:a|an|ó|aron))\b",
    re.IGNORECASE,
)


def conflicting_claims(dossier: Dossier) -> Iterator[Dispute]:
    """Yield disputes over pairs of linked claims, under guards that drop every case of doubt."""
    claims = {c.id: (r, c) for r in dossier.readings for c in r.claims}
    grouped = {c.id: g.id for g in dossier.claim_groups for c in g.claims}
    for link in sorted(dossier.claim_links, key=lambda x: (-x.score, x.id)):
        if link.left not in claims or link.right not in claims:
            continue
        one, other = claims[link.left], claims[link.right]
        if dossier.origin_of(one[1].report) == dossier.origin_of(other[1].report):
            continue
        counted = _figure_dispute(dossier, one, other) if link.score >= _ONE_MATTER else None
        found = counted or (_denial(one, other) if _words_shared(link) >= _DENIED_WORDS else None)
        if found is None:
            continue
        kind, about, reason = found
        groups = tuple(sorted({grouped[c.id] for _, c in (one, other) if c.id in grouped}))
        yield Dispute(
            id=content_id("dispute", kind, *sorted((link.left, link.right))),
            kind=kind,  # type: ignore[arg-type]
            about=about,
            sides=tuple(_side(reading, claim) for reading, claim in sorted((one, other), key=lambda x: x[1].id)),
            groups=groups,
            reason=reason,
        )


def _side(reading: Reading, claim: Claim) -> Side:
    cited = Citation(report=claim.report, start=claim.start, end=claim.end, words=claim.words)
    return Side(position=claim.words, voice=claim.attributed_to or reading.report.outlet, citations=(cited,))


def _figure_dispute(
    dossier: Dossier, one: tuple[Reading, Claim], other: tuple[Reading, Claim]
) -> tuple[str, str, str] | None:
    """Return a dispute over a figure if two claims of one predicate count one thing and cannot both be right."""
    (reading, claim), (reading_too, claim_too) = one, other
    if not _same_statement(dossier, claim, claim_too) or claim.polarity != claim_too.polarity:
        return None
    figures, figures_too = (_figures(r, c) for r, c in (one, other))
    # Several numbers in a claim may each count something else: only single ones are set against each other.
    if len(figures) != 1 or len(figures_too) != 1:
        return None
    a, b = figures[0], figures_too[0]
    if not (_same_count(a, b) and _stated(a) and _stated(b)) or compatible(a, b):
        return None
    if not _meet(a.as_of or claim.time, b.as_of or claim_too.time) or _may_have_grown(reading, reading_too):
        return None
    voices = {claim.attributed_to, claim_too.attributed_to}
    says = "Two speakers give" if len(voices) == 2 and "" not in voices else "Two origins give"
    return (
        "figure",
        f"the number of {a.thing or a.unit}",
        (f"{says} numbers for one thing, at one time, that no rounding makes equal: “{a.words}” and “{b.words}”."),
    )


def _figures(reading: Reading, claim: Claim) -> list[Figure]:
    wanted = set(claim.figures)
    return [f for f in reading.figures if f.id in wanted or any(s.contains(f) for s in claim.spans)]


def _same_count(one: Figure, other: Figure) -> bool:
    thing, thing_too = one.thing.casefold(), other.thing.casefold()
    return one.unit == other.unit and bool(thing) and thing == thing_too and one.change == other.change


def _stated(figure: Figure) -> bool:
    """Return whether a figure is a plain number, not a bound or a guess."""
    return figure.low is not None and figure.low == figure.high and not figure.qualifier


def _may_have_grown(one: Reading, other: Reading) -> bool:
    """Return whether the reports are of different or of unknown days, so that a number may have changed."""
    days = [r.report.published.earliest for r in (one, other)]
    return None in days or days[0] != days[1]


def _same_statement(dossier: Dossier, one: Claim, other: Claim) -> bool:
    """Return whether two claims put one predicate to the same acting or affected party, and both plainly."""
    if one.modality in _OPEN or other.modality in _OPEN:
        return False
    if not one.predicate or one.predicate.casefold() != other.predicate.casefold():
        return False
    shared = _parties(dossier, one) & _parties(dossier, other)
    return bool(shared)


def _parties(dossier: Dossier, claim: Claim) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for role in claim.roles:
        if role.role in ("agent", "patient"):
            entity = dossier.story_entity(role.entity) if role.entity else None
            found.add((role.role, entity.id if entity else (role.head or role.words).casefold()))
    return found


def _meet(one: Interval | None, other: Interval | None) -> bool:
    """Return whether two times may be one; a claim without a time is of the story's time."""
    if one is None or other is None:
        return one is None and other is None
    if None in (one.earliest, one.latest, other.earliest, other.latest):
        return False
    return str(one.earliest) <= str(other.latest) and str(other.earliest) <= str(one.latest)


def _words_shared(link: ClaimLink) -> float:
    return max((e.value for e in link.evidence if e.name == "contained"), default=0.0)


def _denial(one: tuple[Reading, Claim], other: tuple[Reading, Claim]) -> tuple[str, str, str] | None:
    """Return a dispute between speakers: one denies, in so many words, what is said or alleged elsewhere."""
    denied = [_denies(reading, claim) for reading, claim in (one, other)]
    if denied[0] == denied[1]:
        return None
    (_, denial), (said_in, said) = (one, other) if denied[0] else (other, one)
    if not denial.attributed_to or denial.attributed_to == said.attributed_to or said.modality in _OPEN:
        return None
    if not set(denial.entities) or not (said.attributed_to or _ALLEGES.search(_sentence(said_in, said))):
        return None
    return (
        "speakers",
        f"what {denial.attributed_to} denies",
        (
            f"{denial.attributed_to} denies what {said.attributed_to or 'others'} "
            f"{'says' if said.attributed_to else 'allege'}; both are shown, neither is judged."
        ),
    )


def _denies(reading: Reading, claim: Claim) -> bool:
    around = claim.words + " " + (claim.attribution.words if claim.attribution else "")
    return bool(_DENIES.search(around)) or (
        bool(claim.attributed_to) and bool(_DENIES.search(_cue(reading, claim)))
    )


def _cue(reading: Reading, claim: Claim) -> str:
    cues = [q.cue.words for q in reading.quotes if q.cue and q.start <= claim.start and claim.end <= q.end]
    return " ".join(cues)


def _sentence(reading: Reading, claim: Claim) -> str:
    sentence = reading.sentence_at(claim.start)
    return sentence.words if sentence else claim.words
