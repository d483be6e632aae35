"""Whether two statements exclude each other: a denial, an opposite, parts exchanged, another date."""

from collections.abc import Iterator

import msgspec

from synoptic.compare.opposites import Opposites, opposites
from synoptic.compare.predications import Party, Predication
from synoptic.news.report import Interval

# Prepositions behind which a party is told apart where it differs: “inspected in March” is not “in the tower”.
_PLAIN = frozenset({"of", "for", "to", "with", "from", "against", "in", "at", "on", "by", "about", "over", "into"})


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What one passage states, ready to be held against another: its predications and their language.

    `points` are, for each predication, what another must have in common with it to exclude it.
    """

    words: str
    language: str
    predications: tuple[Predication, ...]
    points: tuple[frozenset[str], ...]


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why two statements exclude each other, and at which predicates."""

    kind: str
    words: str
    one: Predication
    other: Predication


def statement_of(words: str, language: str, predications: tuple[Predication, ...]) -> Statement:
    """Return what a passage states, with the points at which another may exclude it."""
    known = opposites(language)
    points = tuple(_points(p, known) for p in predications)
    return Statement(words=words, language=language, predications=predications, points=points)


def _points(p: Predication, words: Opposites) -> frozenset[str]:
    """Return the act of a predication and the lines of opposites it stands in; none where nothing is stated."""
    if p.open:
        return frozenset()
    found = set(words.lines(p.predicate))
    if p.complement:
        found |= {f"is {p.complement.head}", *words.lines(p.complement.head)}
    elif p.predicate not in words.words("empty"):
        found.add(words.base(p.predicate))
    acts = {words.act_of(party.head) for party in (p.agent, p.patient) if party}
    return frozenset(found | {words.base(act) for act in acts if act})


def contradicts(one: Statement, other: Statement) -> Reason | None:
    """Return why two statements cannot both hold, or None; None wherever there is doubt."""
    return next(reasons(one, other), None)


def reasons(one: Statement, other: Statement) -> Iterator[Reason]:
    """Yield every reason why two statements cannot both hold."""
    if one.language != other.language:
        return
    words = opposites(one.language)
    for p, points in zip(one.predications, one.points, strict=True):
        for q, points_too in zip(other.predications, other.points, strict=True):
            if not points & points_too or p.mood != q.mood:
                continue
            # At other times the same may be otherwise; only what happens once cannot have two dates.
            for rule in (_other_time,) if _apart(p.when, q.when) else (_denied, _opposite, _exchanged):
                found = rule(p, q, words)
                if found:
                    yield Reason(kind=found[0], words=found[1], one=p, other=q)


def same_party(one: Party | None, other: Party | None) -> bool | None:
    """Return whether two parties are one; None where it cannot be told."""
    if one is None or other is None or one.generic or other.generic:
        return None
    if one.name and other.name:
        return one.name == other.name
    if one.head != other.head:
        return None if one.name or other.name else False
    return not (one.words and other.words) or bool(one.words & other.words) or None


def _parts(p: Predication, q: Predication) -> list[bool | None]:
    return [same_party(p.agent, q.agent), same_party(p.patient, q.patient), same_party(p.complement, q.complement)]


def _ways_agree(p: Predication, q: Predication) -> bool | None:
    """Return whether what stands behind equal prepositions is the same; None if nothing can be compared."""
    found: bool | None = None
    for way, party in p.by_way:
        for way_too, party_too in q.by_way:
            if way == way_too and way in _PLAIN and not (party.counted or party_too.counted):
                same = same_party(party, party_too)
                if same is False:
                    return False
                found = found or same
    return found


def _one_act(p: Predication, q: Predication) -> bool:
    """Return whether two predications are of one act of the same parties: none differs, enough are known."""
    agent, patient, complement = _parts(p, q)
    ways = _ways_agree(p, q)
    if False in (agent, patient, complement, ways):
        return False
    # A party that both name must be the same one; who is named by one only may be left out by the other.
    both = [
        (part, a is not None and b is not None)
        for part, a, b in (
            (agent, p.agent, q.agent),
            (patient, p.patient, q.patient),
            (complement, p.complement, q.complement),
        )
    ]
    if any(named and part is not True for part, named in both):
        return False
    if (p.complement is None) != (q.complement is None):
        return False
    # A verb whose object only one of them names may have another object in the other.
    return bool(patient or complement) or (p.patient is None is q.patient and bool(agent and ways))


def _points_back(p: Predication, q: Predication) -> bool:
    """Return whether one named party does to “it” or “them” what it does to something told in the other."""
    if p.agent is None or not p.agent.name or not same_party(p.agent, q.agent):
        return False
    if p.patient is None or q.patient is None or p.patient.generic == q.patient.generic:
        return False
    return p.complement is None is q.complement and _ways_agree(p, q) is not False


def _denied(p: Predication, q: Predication, words: Opposites) -> tuple[str, str] | None:
    """One affirms what the other denies, of the same parties."""
    for yes, no in ((p, q), (q, p)):
        act, undone = _act_done(yes, words), _act_not_done(no, words)
        if act and undone and words.same(act[0], undone[0]) and (_both_dated(p, q) or act[1] & undone[1]):
            return "denial", f"one says that it was done (“{act[0]}”), the other that it was not"
    if p.negated == q.negated or not words.same(p.predicate, q.predicate):
        return None
    if p.kind == "act" and p.predicate in words.words("empty"):
        return None
    no, yes = (p, q) if p.negated else (q, p)
    # What is denied of one day only may be true of another.
    if not (_one_act(p, q) or _points_back(p, q)) or (no.when is not None and yes.when is None):
        return None
    return "denial", f"one affirms “{p.predicate}” of the same, the other denies it"


def _both_dated(p: Predication, q: Predication) -> bool:
    return p.when is not None and q.when is not None


def _act_done(p: Predication, words: Opposites) -> tuple[str, frozenset[str]] | None:
    """Return the verb of an act that is said to have been done, and the words of all that goes with it."""
    if p.negated or p.patient is None:
        return None
    around = frozenset(w for party in p.parties() for w in (party.head, *party.words))
    if p.predicate in words.undergoes:
        act = words.act_of(p.patient.head)
        return (act, around) if act else None
    return p.predicate, around


def _act_not_done(p: Predication, words: Opposites) -> tuple[str, frozenset[str]] | None:
    """Return the verb of an act that is said not to have taken place, and the words of its noun."""
    noun = p.agent if p.negated and p.predicate in words.occurs else None
    if not p.negated and p.predicate in words.omits:
        noun = p.patient
    act = words.act_of(noun.head) if noun else ""
    return (act, noun.words) if act and noun else None


def _opposite(p: Predication, q: Predication, words: Opposites) -> tuple[str, str] | None:
    """Both are put to the same parties, in words that exclude each other."""
    if p.negated or q.negated:
        return None
    if p.kind == q.kind == "being" and p.complement and q.complement:
        kind, _ = words.opposed(p.complement.head, q.complement.head)
        if kind == "state" and same_party(p.agent, q.agent):
            return "opposite", f"of the same, one says “{p.complement.head}”, the other “{q.complement.head}”"
        return None
    kind, side = words.opposed(p.predicate, q.predicate)
    if kind == "put out":
        leaves, put = (p, q) if side == 0 else (q, p)
        agrees = bool(same_party(leaves.agent, put.patient))
    elif kind == "converse":
        agrees = bool(same_party(p.agent, q.agent) and same_party(p.patient, q.patient))
    else:
        agrees = kind == "act" and _one_act(p, q)
    return ("opposite", f"one says “{p.predicate}”, the other “{q.predicate}” of the same") if agrees else None


def _exchanged(p: Predication, q: Predication, words: Opposites) -> tuple[str, str] | None:
    """Who acts in one is acted on in the other."""
    if p.negated or q.negated or not words.same(p.predicate, q.predicate) or p.predicate in words.mutual:
        return None
    named = all(x is not None and x.name for x in (p.agent, p.patient, q.agent, q.patient))
    if named and same_party(p.agent, q.patient) and same_party(p.patient, q.agent):
        return "exchanged", f"who does it in one suffers it in the other (“{p.predicate}”)"
    return None


def _other_time(p: Predication, q: Predication, words: Opposites) -> tuple[str, str] | None:
    """Both date one act that happens once, and the dates differ."""
    if p.negated or q.negated or not words.same(p.predicate, q.predicate) or p.predicate not in words.once:
        return None
    if same_party(p.patient, q.patient) or (p.patient is None is q.patient and same_party(p.agent, q.agent)):
        return "time", f"one dates “{p.predicate}” otherwise than the other"
    return None


def _apart(one: Interval | None, other: Interval | None) -> bool:
    """Return whether two times have no day in common."""
    if one is None or other is None:
        return False
    return _before(one.latest, other.earliest) or _before(other.latest, one.earliest)


def _before(end: str | None, start: str | None) -> bool:
    return end is not None and start is not None and end[:10] < start[:10]
