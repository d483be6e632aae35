"""Statements that a report itself sets against each other: “but experts said”, “however, evidence shows”."""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from synoptic.compare.clause_tree import ClauseTree
from synoptic.compare.conflict_sides import Stated, dispute_between, told
from synoptic.compare.denials import content_of
from synoptic.compare.opposites import Opposites, opposites
from synoptic.news.annotation import Reading, Sentence
from synoptic.news.comparison import Dispute, Dossier

# “Union leaders, however, …”: a late turn stands within so many words of the sentence's head
# (this and the reach were chosen on the claims_stories development half, 35 stories).
_HEAD = 8
# An answer follows what it answers within so many sentences; the answering side may go on for as many.
_REACH = 2
_SMALL = frozenset({"the", "of", "a", "an", "and", "many", "most", "some", "several", "other"})
_POINTING_PARTS = frozenset({"nsubj", "dobj", "pobj", "csubj"})


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Both sides' passages, and the words by which the report sets them against each other."""

    mark: str
    said: tuple[Stated, ...]
    answered: tuple[Stated, ...]


def answered_statements(dossier: Dossier) -> Iterator[Dispute]:
    """Yield disputes over statements that a report itself sets against each other."""
    for reading in sorted(dossier.readings, key=lambda r: r.id):
        held = [_told(reading, s) for s in reading.sentences if s.block in ("body", "standfirst") and s.parsed]
        for place in range(len(held)):
            found = next((a for rule in _RULES if (a := rule(held, place)) is not None), None)
            if found is not None:
                yield dispute_between(
                    dossier,
                    "speakers",
                    f"what {found.said[0].voice or 'one side'} says",
                    (found.said, found.answered),
                    f"The report itself sets them against each other (“{found.mark}”); neither is judged.",
                )


def _told(reading: Reading, sentence: Sentence) -> Stated:
    """Return a sentence with who is named for a claim of it, else who is named for a quote of it."""
    stated = told(reading, sentence)
    quoted = [q.speaker for q in reading.quotes if q.speaker and q.start < sentence.end and sentence.start < q.end]
    return stated if stated.voice or not quoted else msgspec.structs.replace(stated, voice=quoted[0])


def _by_another_voice(held: Sequence[Stated], place: int) -> Answer | None:
    """“But the engineers said …”, “Many economists say …”: another speaker on the same, right behind the first."""
    here = held[place]
    words, tree = opposites(here.sentence.language), ClauseTree(here.sentence.tokens)
    root = _root(tree)
    subject = tree.subject(root) if root is not None else None
    if root is None or not here.voice or not place or _inside_quote(here):
        return None
    mark = _turn(here.sentence, words)
    if not mark and subject is not None and tree.lemma(subject) in words.words("opponents"):
        mark = tree.tokens[subject].words
    # “…, the paper reports” at the end names a source, not an opponent.
    says = (
        subject is not None
        and tree.tokens[subject].pos != "PRON"
        and subject < root <= _HEAD
        and tree.lemma(root) in words.words("say") - words.words("hinting")
    )
    if not mark or not (says or _opens_according(here.sentence)):
        return None
    before = held[place - 1]
    if not before.voice or not _strangers(before.voice, here.voice) or not _one_matter(before, here, words):
        return None
    if not (_states(before) or _quotes(before)) or _will_not_say(before):
        return None
    after = [s for s in _goes_on(held, place, before.voice) if s.voice == here.voice]
    return Answer(mark=mark, said=(before,), answered=(here, *after))


def _by_evidence(held: Sequence[Stated], place: int) -> Answer | None:
    """“However, the consensus is that no such evidence exists”: the outlet answers with what is known."""
    here = held[place]
    words, tree = opposites(here.sentence.language), ClauseTree(here.sentence.tokens)
    root, mark = _root(tree), _turn(here.sentence, words)
    subject = tree.subject(root) if root is not None else None
    if not mark or subject is None or tree.lemma(subject) not in words.words("evidence") or _inside_quote(here):
        return None
    before = _before(held, place, "")
    # “Reality” answers whatever was said; a study only what shares a word with it.
    alone = tree.lemma(subject) in words.words("facts")
    if before is None or not (alone or _one_matter(before, here, words)):
        return None
    return Answer(mark=mark, said=(before,), answered=(here,))


def _by_opposing(held: Sequence[Stated], place: int) -> Answer | None:
    """“Tenants' groups, however, condemned the plan”: others oppose what somebody just spoke for."""
    here = held[place]
    words, tree = opposites(here.sentence.language), ClauseTree(here.sentence.tokens)
    root, mark = _root(tree), _turn(here.sentence, words)
    if root is None or tree.lemma(root) not in words.words("oppose") or tree.negated(root):
        return None
    # “Has been criticised for months” was so before anything was said.
    if tree.is_passive(root) and any(tree.lemma(c) == "have" for c in tree.under(root, frozenset({"aux"}))):
        return None
    before = _before(held, place, here.voice)
    subject = tree.subject(root)
    if before is None or not before.voice or subject is None or _inside_quote(here):
        return None
    if not mark and not _named_in(before.voice, here.sentence, tree.tokens[root].start):
        return None
    after = _goes_on(held, place, before.voice)
    if not after or _will_not_say(before):
        return None
    return Answer(mark=mark or tree.tokens[root].words, said=(before,), answered=(here, *after))


def _by_differing(held: Sequence[Stated], place: int) -> Answer | None:
    """“Not all residents agreed.” “The ministry begs to differ.”: then the others' words follow."""
    here = held[place]
    words, tree = opposites(here.sentence.language), ClauseTree(here.sentence.tokens)
    root = _root(tree)
    if root is None or _inside_quote(here) or len(tree.tokens) > 2 * _HEAD:
        return None
    verbs = {tree.lemma(root), *(tree.lemma(c) for c in tree.under(root, frozenset({"xcomp"})))}
    subject = tree.subject(root)
    denied = tree.negated(root) or (subject is not None and tree.lemma(tree.below(subject)[0]) == "not")
    if not (verbs & words.words("differ")) and not (denied and tree.lemma(root) == "agree"):
        return None
    before = _before(held, place, here.voice)
    after = _goes_on(held, place, before.voice) if before and before.voice else []
    if before is None or not after:
        return None
    said = [s for s in held[max(0, place - _REACH) : place] if s.voice and _states(s)]
    return Answer(mark=here.sentence.words, said=tuple(reversed(said)) or (before,), answered=(here, *after))


def _by_conceding(held: Sequence[Stated], place: int) -> Answer | None:
    """“She called it safe even though …”: the outlet sets a fact against what somebody says."""
    here = held[place]
    words, tree = opposites(here.sentence.language), ClauseTree(here.sentence.tokens)
    root = _root(tree)
    speaking = words.words("say") | words.words("oppose")
    if root is None or not here.voice or tree.lemma(root) not in speaking - words.words("hinting"):
        return None
    text = here.sentence.words
    at = max((k for mark in words.words("conceding") if (k := text.find(mark)) > 0), default=-1)
    if at < 0 or any(q in text[at:] for q in '"“”'):
        return None
    start = here.sentence.start + at
    first = next((k for k, t in enumerate(tree.tokens) if t.start == start), None)
    if first is None or tree.tokens[root].start > start:
        return None
    heads = {t.head for t in tree.tokens[first:] if tree.tokens[t.head].start < start}
    # What hangs on the speaker's own statement may be the speaker's; “says that, even though …” is.
    if tree.lemma(first - 1) in ("that", ",") and tree.lemma(first - 2) in words.words("say"):
        return None
    if tree.lemma(first - 1) == "that" or (heads - {root} and text[:at].rstrip()[-1:] not in "—–-"):
        return None
    return _halves(here, start, "", text[at : at + 24])


def _in_spite_of(held: Sequence[Stated], place: int) -> Answer | None:
    """“… despite the mayor's denials”: what is told, and who says otherwise."""
    here = held[place]
    words, tree = opposites(here.sentence.language), ClauseTree(here.sentence.tokens)
    for spot, token in enumerate(tree.tokens):
        if token.lemma.casefold() not in words.words("in spite") or spot < _HEAD // 2:
            continue
        inside = tree.below(spot)
        said = [k for k in inside if tree.lemma(k) in words.words("denials")]
        whose = [k for s in said for k in _possessors(tree, s)]
        if whose:
            phrase = tree.phrase(whose[0])
            voice = here.reading.report.text[tree.tokens[phrase[0]].start : tree.tokens[whose[0]].end]
            return _halves(here, token.start, voice, token.words)
    return None


def _possessors(tree: ClauseTree, place: int) -> list[int]:
    """Return whose a denial is: “the mayor's denial”, “claims to the contrary by the mayor”."""
    found = tree.under(place, frozenset({"poss", "nsubj"}))
    for k in tree.below(place):
        if tree.lemma(k) == "by":
            found += tree.under(k, frozenset({"pobj"}))
    return [
        k for k in found if tree.tokens[k].pos in ("PROPN", "NOUN") and tree.lemma(k) not in ("latter", "former")
    ]


def _halves(here: Stated, cut: int, voice: str, mark: str) -> Answer:
    text = here.reading.report.text
    end = here.start + len(text[here.start : cut].rstrip(" ,—–-"))
    first = msgspec.structs.replace(here, end=end)
    second = msgspec.structs.replace(here, start=cut, voice=voice)
    return Answer(mark=mark.strip(), said=(first,), answered=(second,))


def _turn(sentence: Sentence, words: Opposites) -> str:
    """Return the word with which a sentence turns against what was said before, or nothing."""
    tokens = sentence.tokens
    opening = " ".join(t.words.casefold() for t in tokens[:2])
    if tokens and (
        tokens[0].words.casefold() in words.words("turning") or opening in words.words("turning by two")
    ):
        return tokens[0].words
    for k, token in enumerate(tokens[1:_HEAD], 1):
        if token.words.casefold() in words.words("turning late") and tokens[k - 1].words == ",":
            return token.words
    return ""


def _root(tree: ClauseTree) -> int | None:
    return next((k for k, t in enumerate(tree.tokens) if t.head == k and t.pos in ("VERB", "AUX")), None)


def _opens_according(sentence: Sentence) -> bool:
    return "accord" in [t.lemma.casefold() for t in sentence.tokens[:4]] or "according" in [
        t.words.casefold() for t in sentence.tokens[:4]
    ]


def _before(held: Sequence[Stated], place: int, voice: str) -> Stated | None:
    """Return the nearest sentence before a place of another voice than `voice`, or one that states something."""
    for spot in range(place - 1, max(-1, place - 1 - _REACH), -1):
        found = held[spot]
        if (found.voice and (not voice or _strangers(found.voice, voice))) or (not found.voice and _states(found)):
            return found
    return None


def _states(stated: Stated) -> bool:
    """Return whether a sentence tells what somebody states, although nobody is known for it."""
    saying = opposites(stated.sentence.language).words("say")
    return any(t.pos == "VERB" and t.lemma.casefold() in saying for t in stated.sentence.tokens)


def _quotes(stated: Stated) -> bool:
    """Return whether a sentence quotes somebody, or tells what somebody holds to be so (“sees it as …”)."""
    holding = opposites(stated.sentence.language).words("hold")
    root = _root(ClauseTree(stated.sentence.tokens))
    if root is not None and stated.sentence.tokens[root].lemma.casefold() in holding:
        return True
    return any(
        q.kind != "indirect" and q.start < stated.sentence.end and stated.sentence.start < q.end
        for q in stated.reading.quotes
    )


def _will_not_say(stated: Stated) -> bool:
    """Return whether somebody is only said to have said nothing (“did not respond to a request for comment”)."""
    tree = ClauseTree(stated.sentence.tokens)
    root = _root(tree)
    return root is not None and tree.negated(root)


def _goes_on(held: Sequence[Stated], place: int, not_by: str) -> list[Stated]:
    """Return the sentences right after an answer that are another's words than the answered speaker's."""
    found: list[Stated] = []
    for stated in held[place + 1 : place + 1 + _REACH]:
        if not stated.voice or not _strangers(stated.voice, not_by) or (found and stated.voice != found[0].voice):
            break
        found.append(stated)
    return found


def _inside_quote(stated: Stated) -> bool:
    """Return whether a sentence begins inside somebody's quoted words."""
    start = stated.sentence.start
    return any(q.kind == "direct" and q.start <= start + 1 < q.end for q in stated.reading.quotes)


def _one_matter(one: Stated, other: Stated, words: Opposites) -> bool:
    """Return whether two sentences share a content word, or the second points at the first (“it”, “that”)."""
    if content_of(one.sentence.tokens, words) & content_of(other.sentence.tokens, words):
        return True
    return any(
        t.lemma.casefold() in words.words("pointing") and t.dep in _POINTING_PARTS and t.pos == "PRON"
        for t in other.sentence.tokens
    )


def _named_in(voice: str, sentence: Sentence, before: int) -> bool:
    """Return whether a speaker's last name stands in a sentence before a place."""
    last = voice.casefold().split()[-1]
    return any(t.start < before and t.words.casefold() == last for t in sentence.tokens)


def _strangers(one: str, other: str) -> bool:
    """Return whether two voices are two: no word of one name stands in the other."""
    return not (_stems(one) & _stems(other))


def _stems(voice: str) -> frozenset[str]:
    return frozenset(w.rstrip("s’'") for w in voice.casefold().split() if w not in _SMALL)


_RULES: tuple[Callable[[Sequence[Stated], int], Answer | None], ...] = (
    _in_spite_of,
    _by_conceding,
    _by_evidence,
    _by_differing,
    _by_opposing,
    _by_another_voice,
)
