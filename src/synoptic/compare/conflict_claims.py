"""Claims that cannot both hold: other figures for one thing, an affirmation and its denial."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from synoptic.compare.clause_tree import ClauseTree
from synoptic.compare.conflict_sides import Stated, dispute_between
from synoptic.compare.contradiction import Reason, Statement, reasons
from synoptic.compare.pair_features import compatible
from synoptic.compare.predications import Predication
from synoptic.compare.statements import StatementTable
from synoptic.news.annotation import Claim, Figure, Reading, Sentence
from synoptic.news.comparison import Dispute, Dossier
from synoptic.news.report import Interval

_HELPING = frozenset({"aux", "auxpass", "aux:pass", "aux:tense", "cop"})
_DETERMINING = frozenset({"det", "poss", "nmod:poss"})
_POINTED = frozenset({"the", "this", "that", "these", "those", "le", "la", "les", "ce", "cet", "cette"})
# Shares of a whole; see `_stated`.
_SHARES = frozenset({"%", "pp"})
# Modalities in which nothing is stated that another statement could contradict.
_OPEN = frozenset({"possible", "planned", "demanded", "conditional", "hypothetical", "question"})


def conflicting_claims(dossier: Dossier, table: StatementTable) -> Iterator[Dispute]:
    """Yield disputes over statements that exclude each other, under guards that drop every case of doubt."""
    told = [
        (r, s, table.of_sentence(r, s))
        for r in sorted(dossier.readings, key=lambda r: r.id)
        for s in r.sentences
        if s.block in ("body", "standfirst", "headline")
    ]
    for k, m in _near([statement for _, _, statement in told]):
        (r, s, one), (q, u, other) = told[k], told[m]
        for found in reasons(one, other):
            voices = table.voice_at(r, found.one.start), table.voice_at(q, found.other.start)
            if not (_asserted(s, found.one, found) and _asserted(u, found.other, found)):
                continue
            if found.kind == "opposite" and _present(s, found.one) != _present(u, found.other):
                continue
            if _two_accounts(dossier, (r, q), voices):
                yield dispute_between(
                    dossier,
                    "speakers" if any(voices) else "conflict",
                    _about(dossier, found, r.report.text, q.report.text),
                    (
                        [Stated(reading=r, sentence=s, start=s.start, end=s.end, voice=voices[0])],
                        [Stated(reading=q, sentence=u, start=u.start, end=u.end, voice=voices[1])],
                    ),
                    f"Two accounts of one thing: {found.words}.",
                )
                break


def _near(statements: Sequence[Statement]) -> list[tuple[int, int]]:
    """Return the pairs of statements that have an act or a line of opposites in common."""
    holding: dict[str, list[int]] = defaultdict(list)
    for number, statement in enumerate(statements):
        for point in frozenset().union(*statement.points):
            holding[point].append(number)
    return sorted({pair for numbers in holding.values() for pair in combinations(numbers, 2)})


def _two_accounts(dossier: Dossier, readings: tuple[Reading, Reading], voices: tuple[str, str]) -> bool:
    """Return whether two passages are of two who may disagree: two named voices, or two origins."""
    if all(voices):
        return not (set(voices[0].casefold().split()) & set(voices[1].casefold().split()))
    return dossier.origin_of(readings[0].id) != dossier.origin_of(readings[1].id)


def _asserted(sentence: Sentence, p: Predication, found: Reason) -> bool:
    """Return whether a sentence plainly states a predication of somebody or something that it points out.

    “Designing a roof”, “do not design roofs” state nothing that was done; “a missile” may be any missile.
    """
    tree = ClauseTree(sentence.tokens)
    place = next((k for k, t in enumerate(sentence.tokens) if t.start == p.start), None)
    if place is None:
        return False
    token = tree.tokens[place]
    without = token.dep == "pcomp" and tree.lemma(token.head) == "without"
    # “She followed through, introducing the bill”: a participle of a named subject is told as done.
    told_too = token.dep == "advcl" and p.agent is not None and bool(p.agent.name)
    if token.tag == "VBG" and not (without or told_too) and not tree.under(place, _HELPING):
        return False
    # Nor is anything told of somebody where nobody known acts (“stop the flood”, “we can stop it”).
    if (p.agent is None or (p.agent.generic and not p.agent.name)) and not (without or tree.is_passive(place)):
        return False
    # Where one tells of the act by its noun (“skipped the inspection”) the noun points it out.
    if found.one.predicate != found.other.predicate and found.kind == "denial":
        return True
    parties = [x for x in (p.agent, p.patient) if x is not None and not x.generic]
    if found.kind == "opposite" and p.agent is None and p.kind == "act" and not (p.patient and p.patient.name):
        return False
    return all(x.name or _definite(tree, x.head) for x in parties)


def _definite(tree: ClauseTree, head: str) -> bool:
    """Return whether a noun is pointed out in its sentence (“the crane”, “her crane”, “this crane”)."""
    return any(
        tree.lemma(c) in _POINTED or tree.tokens[c].dep == "poss"
        for k in range(len(tree.tokens))
        if tree.lemma(k) == head
        for c in tree.under(k, _DETERMINING)
    )


def _present(sentence: Sentence, p: Predication) -> bool:
    """Return whether a predication is told in the present tense: who retires now may have been fired before."""
    tree = ClauseTree(sentence.tokens)
    place = next((k for k, t in enumerate(sentence.tokens) if t.start == p.start), 0)
    return any(tree.tokens[k].tag in ("VBZ", "VBP") for k in [place, *tree.under(place, _HELPING)])


def _about(dossier: Dossier, found: Reason, text: str, text_too: str) -> str:
    p, q = found.one, found.other
    one, other = text[p.start : p.end], text_too[q.start : q.end]
    if p.kind == "being" and p.complement:
        one = p.complement.head
    what = f"“{one}” or not" if found.kind == "denial" else f"“{one}” or “{other}”"
    party = p.patient or p.agent
    entity = dossier.story_entity(party.name) if party and party.name else None
    name = entity.name if entity else party.head if party else ""
    return f"{what}: {name}" if name else what


def conflicting_figures(dossier: Dossier) -> Iterator[Dispute]:
    """Yield disputes over figures of one statement that no rounding makes equal."""
    counting: dict[str, list[tuple[Reading, Claim]]] = defaultdict(list)
    for reading in sorted(dossier.readings, key=lambda r: r.id):
        for claim in reading.claims:
            if claim.predicate and len(_figures(reading, claim)) == 1:
                counting[claim.predicate.casefold()].append((reading, claim))
    for one, other in (pair for _, held in sorted(counting.items()) for pair in combinations(held, 2)):
        if dossier.origin_of(one[1].report) == dossier.origin_of(other[1].report):
            continue
        found = _figure_dispute(dossier, one, other)
        if found is not None:
            sides = [
                Stated(reading=r, sentence=s, start=c.start, end=c.end, voice=c.attributed_to)
                for r, c in sorted((one, other), key=lambda x: x[1].id)
                if (s := r.sentence_at(c.start)) is not None
            ]
            if len(sides) == 2:
                yield dispute_between(dossier, "figure", found[0], ([sides[0]], [sides[1]]), found[1])


def _figure_dispute(
    dossier: Dossier, one: tuple[Reading, Claim], other: tuple[Reading, Claim]
) -> tuple[str, str] | None:
    """Return what a dispute over a figure is about and why, if two claims count one thing and cannot both hold."""
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
    """Return whether a figure is a plain number: no bound, guess or share; “one” often leaves others unsaid."""
    # Each answer of a poll has a share of its own, and which answer it is stands elsewhere.
    if figure.unit in _SHARES:
        return False
    return figure.low is not None and figure.low > 1 and figure.low == figure.high and not figure.qualifier


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
    if any(_others_named(dossier, one, other, role) for role in ("agent", "patient")):
        return False
    shared = _parties(dossier, one) & _parties(dossier, other)
    return bool(shared)


def _others_named(dossier: Dossier, one: Claim, other: Claim, role: str) -> bool:
    """Return whether two claims name different persons, bodies or places in one role: two acts, not one."""
    names, names_too = (
        {
            found.id
            for r in claim.roles
            if r.role == role and r.entity and (found := dossier.story_entity(r.entity))
        }
        for claim in (one, other)
    )
    return bool(names) and bool(names_too) and not names & names_too


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
