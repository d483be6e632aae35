"""What a clause states and how: its predicate, who takes part, and whether it is denied, planned or asked."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

import msgspec

from synoptic.annotate.clauses import Clause
from synoptic.annotate.indirect import Tree
from synoptic.news.annotation import Mention, Modality, Polarity, Reading, Role

_SUBJECTS = frozenset(("nsubj", "csubj"))
_PASSIVE_SUBJECTS = frozenset(("nsubjpass", "nsubj:pass", "csubjpass"))
_OBJECTS = frozenset(("dobj", "obj", "oprd"))
_RECIPIENTS = frozenset(("dative", "iobj"))
_AUXILIARIES = frozenset(("aux", "auxpass", "aux:pass", "aux:tense", "cop"))
_ADVERBS = frozenset(("advmod", "neg", "mark", "cc", "case"))


class FrameWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one language that change how a clause is meant; empty for a language without a list."""

    negating: frozenset[str] = frozenset()
    negating_verbs: frozenset[str] = frozenset()
    possible: frozenset[str] = frozenset()
    planned: frozenset[str] = frozenset()
    planning_verbs: frozenset[str] = frozenset()
    demanded: frozenset[str] = frozenset()
    demanding_verbs: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    conditional: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


@cache
def frame_words(language: str) -> FrameWords:
    """Return the words of a language that change how a clause is meant."""
    source = resources.files(__package__).joinpath("claim_frames.toml").read_text(encoding="utf-8")
    fields = tomllib.loads(source).get(language, {})
    return msgspec.convert({name: words.split() for name, words in fields.items()}, FrameWords)


def predicate_of(tree: Tree, clause: Clause) -> str:
    """Return the base form of a clause's verb with its particle, of a phrase that of the verb it belongs to."""
    if clause.bond == "apposition":
        return ""
    lemma = tree.tokens[clause.verb].lemma.casefold()
    particle = tree.child(clause.verb, frozenset(("prt", "compound:prt")))
    return f"{lemma} {tree.tokens[particle].lemma.casefold()}" if particle is not None else lemma


def polarity_of(tree: Tree, clause: Clause) -> Polarity:
    """Return whether a clause is negated, by "not", by "no" on one of its parts or by a verb like "fail"."""
    words = frame_words(tree.sentence.language)
    own = set(clause.own)
    near = [c for c in tree.children[clause.verb] if c in own or clause.bond == "phrase"]
    parts = [c for c in near if tree.tokens[c].dep in _SUBJECTS | _PASSIVE_SUBJECTS | _OBJECTS | {"attr"}]
    negating = sum(_said(tree, c) & words.negating != set() for c in near if tree.tokens[c].dep in _ADVERBS)
    negating += sum(
        tree.tokens[c].dep == "det" and tree.tokens[c].lemma.casefold() in words.negating
        for part in parts
        for c in tree.children[part]
    )
    negating += sum(tree.tokens[part].lemma.casefold() in words.negating for part in parts)
    if tree.tokens[clause.verb].lemma.casefold() in words.negating_verbs and _governs(tree, clause.verb):
        negating += 1
    return "negated" if negating % 2 else "affirmed"


def modality_of(tree: Tree, clause: Clause) -> Modality:
    """Return how a clause is meant: stated, or only possible, planned, demanded, conditional or asked."""
    words = frame_words(tree.sentence.language)
    whole = clause.bond == "phrase"
    near = [tree.tokens[c] for c in tree.children[clause.verb] if c in clause.own or whole]
    lemma = tree.tokens[clause.verb].lemma.casefold()
    said = {t.lemma.casefold() for t in near if t.dep in _AUXILIARIES | _ADVERBS}
    said |= {t.words.casefold() for t in near if t.dep in _AUXILIARIES | _ADVERBS}
    future = "Tense=Fut" in tree.tokens[clause.verb].morph
    above = _governing(tree, clause)
    if said & words.conditions:
        return "hypothetical"
    if tree.sentence.words.rstrip("”\"'’» ").endswith("?") and clause.bond in ("main", "content", "joined"):
        return "question"
    if said & words.demanded or above in words.demanding_verbs or _governs_demand(tree, clause, words):
        return "demanded"
    if said & words.conditional or "Mood=Cnd" in tree.tokens[clause.verb].morph:
        return "conditional"
    if said & words.possible:
        return "possible"
    if said & words.planned or future or lemma in words.planning_verbs:
        return "planned"
    return "asserted"


def roles_of(reading: Reading, tree: Tree, clause: Clause) -> tuple[Role, ...]:
    """Return who acts, on whom or what, for whom and where, with the entity of each as far as one is known."""
    affected = tree.child(clause.verb, _PASSIVE_SUBJECTS) if clause.bond != "apposition" else None
    found: list[Role] = []
    if affected is not None:
        found.append(_role(reading, tree, affected, "patient"))
    elif clause.subject is not None:
        found.append(_role(reading, tree, clause.subject, "agent"))
    for child in tree.children[clause.verb]:
        token = tree.tokens[child]
        if token.dep in _OBJECTS:
            found.append(_role(reading, tree, child, "patient"))
        elif token.dep in _RECIPIENTS:
            found.append(_role(reading, tree, child, "recipient"))
        elif token.dep == "attr" and clause.bond != "apposition":
            found.append(_role(reading, tree, child, "other"))
        elif token.dep in ("agent", "obl:agent"):
            noun = tree.child(child, frozenset(("pobj",))) if token.dep == "agent" else child
            found += [_role(reading, tree, noun, "agent")] if noun is not None else []
        elif token.dep == "prep" and token.lemma.casefold() in frame_words(tree.sentence.language).places:
            noun = tree.child(child, frozenset(("pobj",)))
            if noun is not None and _mention_at(reading, tree, noun, ("place",)):
                found.append(_role(reading, tree, noun, "place"))
    return tuple(found)


def _role(reading: Reading, tree: Tree, index: int, name: str) -> Role:
    token = tree.tokens[index]
    mention = _mention_at(reading, tree, index)
    return Role(
        report=reading.id,
        start=token.start,
        end=token.end,
        words=reading.report.text[token.start : token.end],
        role=name,  # type: ignore[arg-type]
        entity=mention.entity if mention else "",
        head=token.lemma.casefold(),
    )


def _mention_at(reading: Reading, tree: Tree, index: int, kinds: Iterable[str] = ()) -> Mention | None:
    token = tree.tokens[index]
    held = [m for m in reading.mentions_in(tree.sentence) if m.start <= token.start < m.end]
    wanted = [m for m in held if not kinds or m.kind in kinds]
    return max(wanted, key=lambda m: (m.end - m.start, m.start), default=None)


def _said(tree: Tree, index: int) -> set[str]:
    return {tree.tokens[index].lemma.casefold(), tree.tokens[index].words.casefold()}


def _governs(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[c].dep in ("xcomp", "ccomp", "dobj", "obj") for c in tree.children[verb])


def _governing(tree: Tree, clause: Clause) -> str:
    """Return the base form of the verb whose content a clause is, empty for other clauses."""
    if clause.bond != "content" or clause.parent is None:
        return ""
    return tree.tokens[clause.parent].lemma.casefold()


def _governs_demand(tree: Tree, clause: Clause, words: FrameWords) -> bool:
    """Return whether a clause's own verb asks for something that has not happened ("called on them to leave")."""
    if tree.tokens[clause.head].lemma.casefold() not in words.demanding_verbs:
        return False
    return any(tree.tokens[c].dep in ("xcomp", "ccomp") and c in clause.own for c in tree.children[clause.head])
