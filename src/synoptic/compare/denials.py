"""Denials in a sentence: who denies, in which words, and what is denied."""

from collections.abc import Iterator, Sequence

import msgspec

from synoptic.compare.clause_tree import ClauseTree
from synoptic.compare.conflict_sides import Stated
from synoptic.compare.opposites import Opposites, opposites
from synoptic.compare.predications import Party, Predication
from synoptic.compare.statements import StatementTable
from synoptic.news.annotation import Token

_DENIED = frozenset({"dobj", "obj", "ccomp", "xcomp", "nsubjpass", "nsubj:pass", "obl:arg"})
_CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "NUM"})
# What hangs so on a verb of calling says what something is called (“called it baseless”, “as false”).
_JUDGING = frozenset({"oprd", "prep", "acomp"})
# “This” and “those remarks” point at what was said last; a longer phrase says itself what is meant.
_SHORT = 3


class Denial(msgspec.Struct, frozen=True, kw_only=True):
    """A denial: who denies, where, and the content words of what is denied.

    `pointing` means that “this” or “those remarks” are denied: what was said last.
    `within` is who is quoted with the denial, if it is reported in somebody else's words.
    `inner` is the saying named in the denial itself (“the agency's claim that …”), if there is one.
    """

    stated: Stated
    denier: str
    head: str
    content: frozenset[str]
    pointing: bool = False
    within: str = ""
    inner: Stated | None = None


def denials_in(table: StatementTable, stated: Stated) -> Iterator[Denial]:
    """Yield the denials of a sentence, by a verb of denying or by calling what is said untrue."""
    tokens = stated.sentence.tokens
    words = opposites(stated.sentence.language)
    for p in table.of_sentence(stated.reading, stated.sentence).predications:
        place = next((k for k, t in enumerate(tokens) if t.start == p.start), None)
        # “Has not only not denied it” has two negations and denies nothing; “will deny it” has not yet.
        undone = place is not None and (p.negated or p.mood or ClauseTree(tokens).bears_negation(place))
        if place is not None and not undone:
            found = _by_verb(table, stated, p, place, words) or _by_calling(stated, p, place, words)
            if found is not None:
                yield found


def _by_verb(table: StatementTable, stated: Stated, p: Predication, place: int, words: Opposites) -> Denial | None:
    tree = ClauseTree(stated.sentence.tokens)
    token = tree.tokens[place]
    if p.agent is None or (p.agent.generic and not p.agent.name) or not _denies(p, tree, place, words):
        return None
    # In passing (“X, who denies it, left for …”) a denial is no news; a participle has no subject of its own.
    if token.dep in ("relcl", "acl:relcl", "advcl", "pcomp") or (token.dep == "acl" and token.tag != "VBN"):
        return None
    denied = [k for c in tree.under(place, _DENIED) for k in tree.clause(c)]
    denied = denied or [place + 1] * (place + 1 < len(tree.tokens))
    points = any(tree.tokens[k].lemma.casefold() in words.words("pointing") for k in denied[:2])
    # “A reported so; B disputed that”: what stands before the verb was said before.
    before = bool(denied) and max(denied) < place and not tree.is_passive(place)
    pointing = (points and len(denied) <= _SHORT) or token.dep == "acl" or before
    return Denial(
        stated=msgspec.structs.replace(stated, voice=_shown(table, stated, p.agent, tree)),
        denier=p.agent.name,
        head=p.agent.head,
        within=stated.voice,
        content=frozenset()
        if before
        else content_of([tree.tokens[k] for k in denied], words) - {p.agent.head, *p.agent.words},
        pointing=pointing,
        inner=_named(stated, tree, denied, words) or (_said_before(stated, tree, place) if pointing else None),
    )


def _denies(p: Predication, tree: ClauseTree, place: int, words: Opposites) -> bool:
    """Return whether a predication is a denial of something said, not a refusal of something asked for."""
    patient = p.patient.head if p.patient else ""
    if p.predicate in words.words("deny"):
        return patient not in words.words("refused") and not any(way == "to" for way, _ in p.by_way)
    # “Countered that it was so” says something; “disputed that” answers.
    joining = place + 1 < len(tree.tokens) and tree.tokens[tree.tokens[place + 1].head].dep == "ccomp"
    behind = tree.lemma(place + 1) if place + 1 < len(tree.tokens) and not joining else ""
    said = patient in words.words("sayings") or behind in words.words("pointing")
    if patient in words.words("refused"):
        return False
    if p.predicate in words.words("answer"):
        return said
    if p.predicate in words.words("call"):
        judged = [k for c in tree.under(place, _JUDGING) for k in tree.below(c)]
        return patient in words.words("sayings") and any(tree.lemma(k) in words.words("wrong") for k in judged)
    return _pleads(p, tree, place, words)


def _pleads(p: Predication, tree: ClauseTree, place: int, words: Opposites) -> bool:
    """Return whether somebody maintains not to have done what others say (“pleaded not guilty”)."""
    if p.predicate not in words.words("plead"):
        return False
    guilty = [c for c in tree.under(place, _JUDGING) if tree.lemma(c) == "guilty"]
    return bool(p.patient and p.patient.head == "innocence") or any(map(tree.bears_negation, guilty))


def _by_calling(stated: Stated, p: Predication, place: int, words: Opposites) -> Denial | None:
    """Return the denial of somebody who calls a claim untrue (“the claims are false, she said”).

    The outlet itself denies only what was said last (“Those claims were proven to be misleading”).
    """
    tree = ClauseTree(stated.sentence.tokens)
    # “Misleading” may have been read as a verb.
    said_of = {tree.tokens[place].words.casefold(), p.complement.head if p.complement else ""}
    judged = p.agent if said_of & words.words("wrong") else None
    if judged is None or judged.head not in words.words("sayings"):
        return None
    subject = tree.subject(place)
    determiners = tree.under(subject, frozenset({"det"})) if subject is not None else []
    pointing = judged.generic or any(tree.lemma(d) in words.words("pointing") for d in determiners)
    if not stated.voice and (not determiners or not pointing):
        return None
    return Denial(
        stated=stated,
        denier="",
        head=stated.voice.casefold().split()[-1] if stated.voice else "",
        content=frozenset(judged.words - words.words("light") - words.words("sayings")),
        pointing=pointing,
    )


def _named(stated: Stated, tree: ClauseTree, denied: Sequence[int], words: Opposites) -> Stated | None:
    """Return the saying that a denial names together with who said it, or None."""
    for place in denied:
        if tree.tokens[place].lemma.casefold() not in words.words("named"):
            continue
        sayers = tree.under(place, frozenset({"poss"})) + [
            c
            for k in tree.under(place, frozenset({"prep"}))
            if tree.tokens[k].lemma == "by"
            for c in tree.under(k, frozenset({"pobj"}))
        ]
        # “A Morning Post report that …”: a name before the noun may be the sayer.
        names = [c for c in tree.under(place, frozenset({"compound"})) if tree.tokens[c].pos == "PROPN"]
        sayers += names[-1:]
        what = tree.under(place, frozenset({"acl", "ccomp", "relcl"}))
        if sayers and what and tree.tokens[sayers[0]].pos != "PRON":
            inside = tree.below(place)
            return msgspec.structs.replace(
                stated,
                voice=_words(stated, tree, tree.below(sayers[0])),
                start=tree.tokens[inside[0]].start,
                end=tree.tokens[inside[-1]].end,
            )
    return None


def _said_before(stated: Stated, tree: ClauseTree, place: int) -> Stated | None:
    """Return what another says in the same sentence before the denial (“A said so, a point disputed by B”)."""
    subject = tree.subject(place)
    cut = tree.tokens[tree.phrase(subject)[0] if subject is not None else place].start
    sayings = [(q.start, q.speaker) for q in stated.reading.quotes if q.speaker] + [
        (c.start, c.attributed_to) for c in stated.reading.claims if c.attributed_to
    ]
    held = sorted(x for x in sayings if stated.sentence.start <= x[0] < cut)
    words = stated.reading.report.text[held[0][0] : cut].rstrip(" ,;—–") if held else ""
    # What stands under a condition is not said.
    if not words or "if" in words.casefold().split():
        return None
    start, voice = held[0]
    return msgspec.structs.replace(stated, voice=voice, start=start, end=start + len(words))


def _shown(table: StatementTable, stated: Stated, party: Party, tree: ClauseTree) -> str:
    entity = table.entity(party.name) if party.name else None
    if entity:
        return entity.name
    place = next((k for k, t in enumerate(tree.tokens) if t.lemma.casefold() == party.head), None)
    return _words(stated, tree, tree.phrase(place)) if place is not None else party.head


def _words(stated: Stated, tree: ClauseTree, places: Sequence[int]) -> str:
    words = stated.reading.report.text[tree.tokens[places[0]].start : tree.tokens[places[-1]].end]
    return words.removesuffix("'s").removesuffix("’s").rstrip("'’")


def content_of(tokens: Sequence[Token], words: Opposites) -> frozenset[str]:
    """Return the words of a passage that say what it is about, by base form."""
    lemmas = (t.lemma.casefold() for t in tokens if t.pos in _CONTENT)
    return frozenset(lemmas) - words.words("light") - words.words("sayings")
