"""The brief: a greedy choice of real sentences, the best supported first, each with its citations."""

from collections.abc import Sequence

from synoptic.news.annotation import Claim
from synoptic.news.comparison import Dispute, Dossier, Side
from synoptic.news.edition import Brief, BriefSentence
from synoptic.news.ids import content_id
from synoptic.news.report import Passage
from synoptic.news.story import Citation
from synoptic.run.stage import Made, Tools
from synoptic.write.candidates import Candidate, Candidates, Told, weight_of
from synoptic.write.choice import Choice, Room
from synoptic.write.citations import carriers, cite, outlet_name, printed, whole_words
from synoptic.write.glosses import glosses
from synoptic.write.openings import Openings
from synoptic.write.readiness import readiness
from synoptic.write.settings import WriteSettings
from synoptic.write.wording import StoryWords

# What the opening of a brief gains by telling the event, and by standing among so many first sentences.
_EVENT = 1.3
_OPENING = 4
# With less of a sentence borne out than this, the reason says so.
_EVERY_WORD = 0.8
_ANY_LENGTH = 1000


def write_brief(dossier: Dossier, *, settings: WriteSettings, tools: Tools) -> Made[Brief]:
    """Return the brief of a story: what is agreed, then what is disputed, then what one origin alone says."""
    found = Candidates(dossier, settings)
    candidates = found.find()
    printer = _Printer(dossier)
    disputes = dossier.disputes[: settings.most_disputes]
    taken = sum(len(_Printer(dossier).both_sides(dispute).text.split()) for dispute in disputes)
    chosen = Choice(found.words, Openings(dossier, found.words)).choose(
        candidates, Room(candidates, taken, settings)
    )
    agreed = [c for c in chosen if c.several]
    single = [c for c in chosen if not c.several]
    sentences = [printer.agreed(candidate) for candidate in _opening_first(dossier, found.words, agreed)]
    sentences += [printer.both_sides(dispute) for dispute in disputes]
    single = single if agreed else _opening_first(dossier, found.words, single)
    sentences += [printer.single(candidate) for candidate in single]
    return Made((Brief(sentences=tuple(sentences)),))


def _opening_first(dossier: Dossier, words: StoryWords, chosen: list[Candidate]) -> list[Candidate]:
    """Return the sentences with the news first: early in its report, in words that many use, of the event."""
    cited = {(c.report, c.start, c.end) for c in dossier.event.citations} if dossier.event else set()
    first: dict[str, int] = {}
    for reading in dossier.readings:
        first[reading.id] = min((c.sentence for c in reading.claims), default=0)

    def newsworthy(candidate: Candidate) -> float:
        tells = any((x.report, x.start, x.end) in cited for t in candidate.told for x in t.group.claims)
        early = max(0, _OPENING - (candidate.told[0].claim.sentence - first[candidate.passage.report])) / _OPENING
        support = max(weight_of(t.group) for t in candidate.told) + 2 * words.share_of(candidate.words)
        return support * candidate.quality * (1 + early) * (_EVENT if tells else 1.0)

    if not chosen:
        return []
    opening = max(chosen, key=lambda c: (round(newsworthy(c), 6), -chosen.index(c)))
    return [opening, *(c for c in chosen if c is not opening)]


class _Printer:
    """Prints the sentences of a brief in order; a day that was worked out is bracketed the first time only."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._glossed: set[str] = set()

    def agreed(self, candidate: Candidate) -> BriefSentence:
        """Return a sentence that several origins bear out, with the words of each report that does."""
        bearing = [t for t in candidate.told if t.borne_out]
        main = max(bearing, key=lambda t: (t.share, t.group.id))
        others = [c for t in bearing for c in t.borne_out]
        origins = {self._dossier.origin_of(c.report) for c in others} | {candidate.origin}
        claims = [*others, *self._of_own_origin(bearing, candidate.origin)]
        reason = f"{len(origins)} origins say so"
        if sum(t.share for t in bearing) < _EVERY_WORD:
            reason += ", though not every word of it"
        return _sentence(
            self._words(candidate.passage),
            _citations(self._dossier, candidate, claims),
            "updated" if main.group.standing == "updated" else "agreed",
            tuple(g for g in candidate.groups if any(t.group.id == g for t in bearing)),
            reason + ".",
        )

    def single(self, candidate: Candidate) -> BriefSentence:
        """Return a sentence that one origin says, after the name of who says it where there are others."""
        dossier = self._dossier
        citations = _citations(dossier, candidate, self._of_own_origin(candidate.told, candidate.origin))
        text = self._words(candidate.passage)
        voice = next((t.claim.attributed_to for t in candidate.told if t.claim.attributed_to), "")
        citing = voice if voice and not _names(text, voice) else ""
        if len({dossier.origin_of(reading.id) for reading in dossier.readings}) > 1:
            said_by = f", citing {citing}" if citing else ""
            text = f"[Only {carriers(dossier, [c.report for c in citations])}{said_by}:] {text}"
        elif citing:
            text = f"[{citing}, as reported:] {text}"
        return _sentence(text, citations, "single_origin", candidate.groups, "One origin says so.")

    def _of_own_origin(self, told: Sequence[Told], origin: str) -> list[Claim]:
        """Return the claims with which reports of one origin say what is told: reprints are cited too."""
        return [c for t in told for c in t.group.claims if self._dossier.origin_of(c.report) == origin]

    def both_sides(self, dispute: Dispute) -> BriefSentence:
        """Return the sides of a dispute in one sentence, each in its own words."""
        sides = [self._side(side) for side in dispute.sides]
        citations = tuple(dict.fromkeys(c for _, cited in sides for c in cited))
        text = "[They differ.] " + " [Against that:] ".join(words for words, _ in sides)
        reason = dispute.reason or "The accounts cannot both hold."
        return _sentence(text, citations, "disputed", dispute.groups, reason)

    def _side(self, side: Side) -> tuple[str, tuple[Citation, ...]]:
        """Return one side's words, as the sentence that they stand in, after the name of who says so."""
        best = max(side.citations, key=lambda c: (_clearness(self._dossier, c), -side.citations.index(c)))
        passage = whole_words(self._dossier, best)
        text = self._words(passage)
        voice = side.voice or outlet_name(self._dossier, best.report)
        if not _names(text, voice):
            text = f"[{voice}:] {text}"
        return text, (cite(passage), *(c for c in side.citations if c.report != best.report))

    def _words(self, passage: Passage) -> str:
        reading = self._dossier.reading(passage.report)
        text = printed(reading, passage, leave_out=frozenset(self._glossed))
        self._glossed.update(words for _, words in glosses(reading, passage))
        return text


def _citations(dossier: Dossier, candidate: Candidate, claims: Sequence[Claim]) -> tuple[Citation, ...]:
    """Return the passage itself and, for each other report, the words that bear most of it out."""
    cited = {candidate.passage.report: cite(candidate.passage)}
    for claim in sorted(claims, key=lambda c: (c.report, c.start - c.end, c.start)):
        if claim.report not in cited:
            cited[claim.report] = cite(whole_words(dossier, claim))
    return tuple(cited.values())


def _clearness(dossier: Dossier, citation: Citation) -> float:
    reading = dossier.reading(citation.report)
    sentence = reading.sentence_at(citation.start)
    if sentence is None:
        return 0.0
    return round(readiness(reading, sentence, whole_words(dossier, citation), longest=_ANY_LENGTH), 3)


def _names(text: str, voice: str) -> bool:
    """Return whether printed words already say who speaks: the last word of a name is enough."""
    words = [w for w in voice.split() if any(map(str.isalnum, w))]
    return bool(words) and words[-1].casefold().strip(".,") in text.casefold()


def _sentence(
    text: str, citations: tuple[Citation, ...], role: str, groups: tuple[str, ...], reason: str
) -> BriefSentence:
    return BriefSentence(
        id=content_id("sentence", text, citations),
        text=text,
        citations=citations,
        role=role,  # type: ignore[arg-type]
        groups=groups,
        reason=reason,
    )
