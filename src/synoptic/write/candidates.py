"""The sentences a brief can be made of: which claim groups each tells, who bears it out, how it reads."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import log2

import msgspec

from synoptic.news.annotation import Claim, Reading, Sentence
from synoptic.news.comparison import ClaimGroup, Dossier
from synoptic.news.report import Passage
from synoptic.write.passages import printable
from synoptic.write.readiness import readiness
from synoptic.write.settings import WriteSettings
from synoptic.write.wording import StoryWords

# A sentence stands for several origins when at least half of what it claims is borne out by another.
_MOSTLY = 0.5
# Of a sentence in a dispute no more than this may be told outside it, or one side would be told as the news.
_DISPUTED = 0.25
# A claim belongs to a passage when so much of it lies inside: a trimmed tail takes a word or two along.
_INSIDE = 0.8
# How many content words, names and numbers a claim must share with one of another origin to be borne out by it
# in print. A join that rests on meaning alone may be right, but a reader who checks the citation must see it.
_SEEN = 2
# Below this a sentence leans on others or says nothing by itself: `readiness.py` gives such .45 at most.
_READY = 0.46
# One word that judges in thirteen content words, and a sentence is left out while there are others. On 300 triples
# of allsides_neus this takes loaded words from .37 to under .30 of 100 (human summaries .30) for .001 of ROUGE-1.
_PLAIN = 0.4
# A sentence in another language than the brief's is for stories that say it in no other (a choice).
_OTHER_LANGUAGE = 0.3
# Agency wording is made to be reprinted: a small preference (a choice).
_AGENCY = 1.15


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One claim of a candidate with its group, its share of the candidate, and the claims that bear it out."""

    group: ClaimGroup
    claim: Claim
    share: float
    borne_out: tuple[Claim, ...] = ()


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that could be printed; `several` says that most of it is told by more than one origin."""

    passage: Passage
    sentence: Passage
    origin: str
    told: tuple[Told, ...]
    several: bool
    words: frozenset[str]
    matter: frozenset[str]
    ready: float
    plain: float
    quality: float

    @property
    def groups(self) -> tuple[str, ...]:
        """Return the ids of the groups it tells, the one with most of its words first."""
        shares: dict[str, float] = defaultdict(float)
        for told in self.told:
            shares[told.group.id] += told.share
        return tuple(sorted(shares, key=lambda g: (-shares[g], g)))

    @property
    def cites(self) -> frozenset[tuple[str, int]]:
        """Return the sentences of other reports that bear it out, by report and number."""
        return frozenset((c.report, c.sentence) for t in self.told for c in t.borne_out)

    @property
    def tells(self) -> frozenset[str]:
        """Return what it tells: a group, or one origin's version where no other is seen to say the same."""
        return frozenset(t.group.id if t.borne_out else f"{t.group.id} {self.origin}" for t in self.told)


class Candidates:
    """Finds the candidates of a story."""

    def __init__(self, dossier: Dossier, settings: WriteSettings) -> None:
        self._dossier = dossier
        self._settings = settings
        self.words = StoryWords(dossier)
        self._group = {claim.id: group for group in dossier.claim_groups for claim in group.claims}
        self._known: dict[str, frozenset[str]] = {}
        self._disputed = {group for dispute in dossier.disputes for group in dispute.groups}
        self._sides = [c for dispute in dossier.disputes for side in dispute.sides for c in side.citations]
        languages = {reading.report.language for reading in dossier.readings}
        self._language = settings.language if settings.language in languages else ""

    def find(self) -> tuple[Candidate, ...]:
        """Return every candidate that reads well and plainly enough, or all where none does, in a fixed order."""
        found = [c for reading in self._dossier.readings for c in self._of_report(reading)]
        ready = [c for c in found if c.ready >= _READY] or found
        fit = [c for c in ready if c.plain >= _PLAIN] or ready
        return tuple(sorted(fit, key=lambda c: (c.passage.report, c.passage.start, -c.passage.end)))

    def _of_report(self, reading: Reading) -> Iterator[Candidate]:
        claims: dict[int, list[Claim]] = defaultdict(list)
        for claim in reading.claims:
            if claim.id in self._group:
                claims[claim.sentence].append(claim)
        for sentence in reading.sentences:
            if sentence.block != "body" or not claims.get(sentence.index):
                continue
            for passage in printable(reading, sentence):
                candidate = self._candidate(reading, sentence, passage, claims[sentence.index])
                if candidate is not None:
                    yield candidate

    def _candidate(
        self, reading: Reading, sentence: Sentence, passage: Passage, claims: list[Claim]
    ) -> Candidate | None:
        told = tuple(self._told(passage, claims))
        ready = readiness(reading, sentence, passage, longest=self._settings.longest_sentence)
        if ready <= 0 or not told or _all_questions(told):
            return None
        if sum(t.share for t in told if t.group.id in self._disputed) > _DISPUTED or self._takes_sides(sentence):
            return None
        borne_out = sum(t.share for t in told if t.borne_out)
        plain = self.words.plainness(passage)
        several = borne_out >= _MOSTLY and not self._is_foreign(reading)
        return Candidate(
            passage=passage,
            sentence=reading.passage(sentence.start, sentence.end),
            origin=self._dossier.origin_of(reading.id),
            told=told,
            several=several,
            words=self.words.content(passage),
            matter=self.words.matter(passage),
            ready=ready,
            plain=plain,
            quality=ready * plain * self._outlet(reading),
        )

    def _takes_sides(self, sentence: Sentence) -> bool:
        """Return whether a sentence is shown as a side of a dispute."""
        return any(sentence.overlaps(cited) for cited in self._sides)

    def _told(self, passage: Passage, claims: Iterable[Claim]) -> Iterator[Told]:
        """Yield the claims that lie in a passage; words that two of them hold count once."""
        inside = [c for c in claims if _share_inside(c, passage) >= _INSIDE]
        lengths = {c.id: sum(s.end - s.start for s in c.spans) for c in inside}
        total = sum(lengths.values()) or 1
        for claim in inside:
            group = self._group[claim.id]
            yield Told(
                group=group,
                claim=claim,
                share=lengths[claim.id] / total,
                borne_out=tuple(self._bearing_out(claim, group)),
            )

    def _bearing_out(self, claim: Claim, group: ClaimGroup) -> Iterator[Claim]:
        if group.standing not in ("agreed", "updated"):
            return
        own, language = self._dossier.origin_of(claim.report), self._language_of(claim)
        keys = self._keys(claim)
        for other in group.claims:
            if self._dossier.origin_of(other.report) == own:
                continue
            theirs = self._keys(other)
            # In another language only names and numbers can be seen to agree.
            enough = 1 if self._language_of(other) != language else min(_SEEN, len(keys), len(theirs))
            if len(keys & theirs) >= max(1, enough):
                yield other

    def _keys(self, claim: Claim) -> frozenset[str]:
        """Return what a claim says beside when: that both speak of Tuesday evening is no agreement."""
        if claim.id not in self._known:
            self._known[claim.id] = self._worked_out(claim)
        return self._known[claim.id]

    def _worked_out(self, claim: Claim) -> frozenset[str]:
        reading = self._dossier.reading(claim.report)
        names = {e.id for i in claim.entities if (e := self._dossier.story_entity(i)) is not None}
        counts = {f"= {f.low:g}" for f in reading.figures_in(claim) if f.low is not None}
        when = {w for time in reading.times_in(claim) for w in self.words.content(time) if not w.isdigit()}
        words = {w for span in claim.spans for w in self.words.content(span)}
        return frozenset(words - when | names | counts)

    def _language_of(self, claim: Claim) -> str:
        return self._dossier.reading(claim.report).report.language

    def _outlet(self, reading: Reading) -> float:
        wire = any(credit.kind == "wire" for credit in reading.credits)
        return (_AGENCY if wire else 1.0) * (_OTHER_LANGUAGE if self._is_foreign(reading) else 1.0)

    def _is_foreign(self, reading: Reading) -> bool:
        return bool(self._language) and reading.report.language != self._language


def _share_inside(claim: Claim, passage: Passage) -> float:
    length = sum(s.end - s.start for s in claim.spans) or 1
    return sum(max(0, min(s.end, passage.end) - max(s.start, passage.start)) for s in claim.spans) / length


def _all_questions(told: Iterable[Told]) -> bool:
    return all(t.claim.modality == "question" for t in told)


def weight_of(group: ClaimGroup) -> float:
    """Return how much a group is worth to a brief: log2(1 + origins) × salience."""
    return log2(1 + max(1, len(group.origins))) * (0.1 + group.salience)
