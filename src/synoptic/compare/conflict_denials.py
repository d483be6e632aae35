"""Disputes between speakers: a denial and the statement it answers, each in its speaker's words."""

from collections import Counter
from collections.abc import Iterator
from math import log

import msgspec

from synoptic.compare.conflict_sides import Stated, dispute_between, outlet_of, told
from synoptic.compare.denials import Denial, content_of, denials_in
from synoptic.compare.opposites import opposites
from synoptic.compare.statements import StatementTable
from synoptic.news.comparison import Dispute, Dossier

# How many sentences before a denial are near it.
_REACH = 3
# So much of what is denied, weighted by rarity in the story, must stand in what is said elsewhere
# (chosen on the claims_stories development half, 35 stories).
_ANSWERED = 0.5
# A plain accusation of the denier needs only so much of it (chosen on the same stories).
_HINTED = 0.15
# With fewer content words than this a denial says only that something was said (“the allegations”).
_LEAST = 2
# Denials by one person are of one matter when so many content words are shared (a choice; nothing was fitted).
_ONE_MATTER = 4
DENIED_BY = "what is denied by "


class Matter:
    """What somebody denies: the statements of it and the denials, as far as the reports tell them."""

    def __init__(self, denier: str, about: frozenset[str], said: list[Stated], denied: list[Stated]) -> None:
        self.denier = denier
        self.about = about
        self.said = said
        self.denied = denied

    def is_of(self, other: "Matter") -> bool:
        """Return whether two denials are of one matter: by the same, and about much the same."""
        return self.denier == other.denier and len(self.about & other.about) >= _ONE_MATTER

    def add(self, other: "Matter") -> None:
        """Add what another report tells of the matter."""
        for held, more in ((self.said, other.said), (self.denied, other.denied)):
            known = {(s.key, s.start) for s in held}
            held += [s for s in more if (s.key, s.start) not in known]


class Denials:
    """The denials of a story and the statements that they answer."""

    def __init__(self, dossier: Dossier, table: StatementTable) -> None:
        self.dossier = dossier
        self.table = table
        self.sentences = [
            told(r, s)
            for r in sorted(dossier.readings, key=lambda r: r.id)
            for s in r.sentences
            if s.block in ("body", "standfirst") and s.parsed
        ]
        self._content = {
            s.key: content_of(s.sentence.tokens, opposites(s.sentence.language)) for s in self.sentences
        }
        counts = Counter(lemma for held in self._content.values() for lemma in held)
        self._weight = {lemma: log(1 + len(self.sentences) / n) for lemma, n in counts.items()}

    def disputes(self) -> Iterator[Dispute]:
        """Yield a dispute for each matter that somebody denies and whose other side is told."""
        denials = [d for stated in self.sentences for d in denials_in(self.table, stated)]
        denying = {d.stated.key for d in denials}
        matters: list[Matter] = []
        for denial in denials:
            said = [denial.inner] if denial.inner else self._answered(denial, denying)
            if said:
                about = denial.content.union(*(self._content[s.key] for s in said))
                matter = Matter(denial.stated.voice, about, said, [denial.stated, *self._goes_on(denial)])
                known = next((m for m in matters if m.is_of(matter)), None)
                if known:
                    known.add(matter)
                else:
                    matters.append(matter)
        for matter in matters:
            who = matter.denier or outlet_of(matter.denied[0].reading.report)
            whose = matter.said[0].voice
            yield dispute_between(
                self.dossier,
                "speakers",
                f"{DENIED_BY}{who}",
                (matter.said, matter.denied),
                f"{who} denies what {whose or 'others'} {'says' if whose else 'allege'}; "
                "both are shown, neither is judged.",
            )

    def _goes_on(self, denial: Denial) -> list[Stated]:
        """Return the sentence after a denial if it is the denier's own."""
        after = [
            s
            for s in self.sentences
            if s.reading.id == denial.stated.reading.id
            and s.sentence.index == denial.stated.sentence.index + 1
            and s.voice
            and _one_voice(s.voice, denial)
        ]
        return after[:1]

    def _answered(self, denial: Denial, denying: set[tuple[str, int]]) -> list[Stated]:
        """Return the statement that a denial answers and, if another origin has it too, that one."""
        scored = [
            (self._closeness(other, denial), other)
            for other in self.sentences
            if other.key not in denying and self._may_answer(other, denial)
        ]
        ranked = sorted((x for x in scored if x[0] > 0), key=lambda x: (-x[0], x[1].key))
        if not ranked:
            return []
        first = _with_other_voice(ranked[0][1], denial)
        home = self.dossier.origin_of(first.reading.id)
        also = [s for score, s in ranked[1:] if score >= 1 and self.dossier.origin_of(s.reading.id) != home]
        return [first, *also[:1]]

    def _closeness(self, other: Stated, denial: Denial) -> float:
        """Return how surely a sentence says what is denied; 0 where it does not."""
        behind = denial.stated.sentence.index - other.sentence.index
        here = other.reading.id == denial.stated.reading.id
        just_before, near = here and behind == 1, here and 0 < behind <= _REACH
        if denial.pointing:
            return 1.0 if just_before and (_says(other) or _accuses(other)) else 0.0
        answers = just_before and bool(other.voice) and bool(denial.content & self._content[other.key])
        if answers and self._names_denier(other, denial):
            return 0.4
        shared = self._covered(denial.content, self._content[other.key])
        if shared < _ANSWERED and not _accuses(other):
            return 0.0
        named = self._names_denier(other, denial)
        marks = 0.4 * _accuses(other) + 0.3 * bool(other.voice) + 0.2 * near + 0.2 * named
        if shared >= _ANSWERED and (named or _accuses(other) == 1):
            return 1 + shared + marks
        if not named or self._accuses_another(other, denial):
            return 0.0
        # A plain accusation of the denier that has some of the denied words.
        part = self._sum(denial.content & self._content[other.key])
        if _accuses(other) == 1 and part >= _HINTED * self._sum(denial.content) > 0:
            return 0.2 + marks
        if len(denial.content) < _LEAST and _accuses(other):
            return 0.5 + shared + marks
        return 0.0

    def _may_answer(self, other: Stated, denial: Denial) -> bool:
        """Return whether a sentence affirms something in another voice than the denier's."""
        if other.key == denial.stated.key or other.sentence.language != denial.stated.sentence.language:
            return False
        if denial.within and other.voice == denial.within:
            return False
        if denial.pointing:
            return not _in_one_quote(other, denial.stated)
        wrong = opposites(other.sentence.language).words("wrong")
        if any(t.lemma.casefold() in wrong for t in other.sentence.tokens):
            return False
        if other.voice and _one_voice(other.voice, denial):
            return False
        unsaid = opposites(other.sentence.language).words("unsaid")
        return not any(t.dep == "neg" or t.lemma.casefold() in unsaid for t in other.sentence.tokens)

    def _names_denier(self, other: Stated, denial: Denial) -> bool:
        """Return whether a sentence names who denies, by name or, for a state, by its country."""
        if not denial.denier:
            return any(t.lemma.casefold() == denial.head for t in other.sentence.tokens)
        names = self.table.names_in(other.reading, other.sentence)
        return any(self._kin(name, denial) for name in sorted(names))

    def _accuses_another(self, other: Stated, denial: Denial) -> bool:
        """Return whether all whom a sentence accuses by name are others than the denier."""
        accusing = opposites(other.sentence.language).words("accuse")
        accused = [
            p.patient.name
            for p in self.table.of_sentence(other.reading, other.sentence).predications
            if p.predicate in accusing and p.patient and p.patient.name
        ]
        return bool(accused) and not any(self._kin(name, denial) for name in accused)

    def _kin(self, name: str, denial: Denial) -> bool:
        """Return whether a name is the denier's, or of the same state."""
        one, other = self.table.entity(name), self.table.entity(denial.denier)
        if name == denial.denier or one is None or other is None:
            return name == denial.denier
        return other.kind != "person" and bool(one.country) and one.country == other.country

    def _covered(self, content: frozenset[str], other: frozenset[str]) -> float:
        shared = content & other
        if len(shared) < _LEAST:
            return 0.0
        return self._sum(shared) / self._sum(content)

    def _sum(self, lemmas: frozenset[str]) -> float:
        return sum(self._weight.get(lemma, 1.0) for lemma in sorted(lemmas))


def _in_one_quote(one: Stated, other: Stated) -> bool:
    """Return whether two sentences stand in one quotation: then one speaker goes on, and answers nobody."""
    return any(
        q.kind == "direct" and q.start < one.end and q.end > other.start
        for q in one.reading.quotes
        if one.reading.id == other.reading.id
    )


def _accuses(stated: Stated) -> float:
    """Return how plainly a sentence tells of an accusation: by its verb, by a noun, or not at all."""
    accusing = opposites(stated.sentence.language).words("accuse")
    marks = [t.pos == "VERB" and t.dep != "amod" for t in stated.sentence.tokens if t.lemma.casefold() in accusing]
    return 1.0 if any(marks) else 0.5 if marks else 0.0


def _says(stated: Stated) -> bool:
    """Return whether a sentence gives somebody's words."""
    saying = opposites(stated.sentence.language).words("say")
    return bool(stated.voice) or any(
        t.pos == "VERB" and t.lemma.casefold() in saying for t in stated.sentence.tokens
    )


def _one_voice(voice: str, denial: Denial) -> bool:
    """Return whether a speaker's name is the denier's: the last name is the same, or one name holds the other."""
    one, other = voice.casefold().split(), denial.stated.voice.casefold().split()
    if not other:
        return False
    return one[-1] == other[-1] or set(one) <= set(other) or set(other) <= set(one) or denial.head in one


def _with_other_voice(stated: Stated, denial: Denial) -> Stated:
    """Return a sentence with the first of its voices that is not the denier's; hearsay names several."""
    inside = [c for c in stated.reading.claims if stated.start <= c.start < stated.end]
    voices = [v for c in inside for v in (*c.chain, c.attributed_to) if v and not _one_voice(v, denial)]
    return msgspec.structs.replace(stated, voice=voices[0] if voices else "")
