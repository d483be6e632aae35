"""What was not found in a report that is whole, long enough and late enough to have carried it.

Silence is claimed with care: a line here says something of an outlet, and most candidates are our own misses. So
only whole statements of weight count, and only where nothing in the report comes near to them.
"""

from collections.abc import Iterator

from synoptic.compare.leading import completeness
from synoptic.compare.settings import CompareSettings
from synoptic.compare.wholeness import body_text, why_not_whole
from synoptic.news.annotation import Claim, Reading
from synoptic.news.comparison import ClaimGroup, Dossier, Silence
from synoptic.run.stage import Made, Tools

# What two origins carry needs only this share of the weight that a claim of one must have (a choice).
_CARRIED_BY_SEVERAL = 0.5
# A sentence that has this share of a claim's content words, names and numbers may say it in a way that was not
# understood (a choice: two reports of one event share about a third of the words of sentences that do not match).
_NEAR = 0.5
_CONTENT = ("NOUN", "VERB", "PROPN", "ADJ", "NUM", "ADV")
_LONG = 4
# More than a handful is a list of what one did not look for (a choice).
_MOST_GROUPS = 6


def find_silences(dossier: Dossier, *, settings: CompareSettings, tools: Tools) -> Made[Silence]:
    """Return claim groups that matter and were not found in the text held of a report that could have had them."""
    finder = _Finder(dossier, settings)
    silences: list[Silence] = []
    told: set[tuple[str, int]] = set()
    for group in sorted(dossier.claim_groups, key=lambda g: (-g.salience, g.id)):
        lead = next(claim for claim in group.claims if claim.id == group.lead)
        # Two facts of one sentence are one silence.
        if (lead.report, lead.sentence) in told or not finder.matters(group, lead):
            continue
        found = [
            Silence(group=group.id, report=report, reason=_reason(group)) for report in finder.silent(group, lead)
        ]
        silences += found
        told |= {(c.report, c.sentence) for c in group.claims} if found else set()
        if len({s.group for s in silences}) == _MOST_GROUPS:
            break
    return Made(tuple(silences))


class _Finder:
    """Knows which reports of a story could have carried something, and how near they come to it."""

    def __init__(self, dossier: Dossier, settings: CompareSettings) -> None:
        self._dossier = dossier
        self._settings = settings
        lengths = {reading.id: len(body_text(reading)) for reading in dossier.readings}
        longest = max(lengths.values(), default=0)
        self._able = [
            report
            for report, length in sorted(lengths.items())
            if length >= settings.silence_length * longest and not why_not_whole(dossier, report)
        ]
        self._foremost = max((group.salience for group in dossier.claim_groups), default=0.0)
        self._linked = _linked_reports(dossier)
        self._words = {report: tuple(_sentence_words(dossier.reading(report))) for report in self._able}

    def matters(self, group: ClaimGroup, lead: Claim) -> bool:
        """Return whether a group is a whole statement of weight, not somebody's quoted words."""
        least = self._settings.silence_salience * self._foremost
        least *= _CARRIED_BY_SEVERAL if len(group.origins) > 1 else 1.0
        whole = completeness(self._dossier.reading(lead.report), lead) >= 1.0
        return group.salience >= least and whole and not lead.quoted and lead.modality != "question"

    def silent(self, group: ClaimGroup, lead: Claim) -> Iterator[str]:
        """Yield the reports that could have had a group and have nothing near it."""
        near = set().union(*(self._linked.get(claim.id, set()) for claim in group.claims))
        languages = {self._dossier.reading(c.report).report.language for c in group.claims}
        for report in self._able:
            reading = self._dossier.reading(report)
            carried = any(cell.report == report and cell.support != "not_found" for cell in group.support)
            # What another report of the same origin carries was left out in editing, if at all.
            own = self._dossier.origin_of(report) in group.origins
            if carried or own or report in near or reading.report.language not in languages:
                continue
            if self._late_enough(reading, group, lead) and not self._comes_near(report, lead):
                yield report

    def _late_enough(self, reading: Reading, group: ClaimGroup, lead: Claim) -> bool:
        """Return whether a group was known when a report came out: told the day before, or by two that day."""
        published = reading.report.published.earliest
        if published is None:
            return False
        if lead.time is not None and (lead.time.latest or "") > published[:10]:
            return False
        days: dict[str, str] = {}
        for claim in group.claims:
            day = self._dossier.reading(claim.report).report.published.latest
            origin = self._dossier.origin_of(claim.report)
            if day:
                days[origin] = min(days.get(origin, day[:10]), day[:10])
        earlier = [day for day in days.values() if day < published[:10]]
        same = [day for day in days.values() if day <= published[:10]]
        return bool(earlier) or len(same) > 1

    def _comes_near(self, report: str, lead: Claim) -> bool:
        words = _content(self._dossier.reading(lead.report), lead)
        if not words:
            return True
        return any(len(words & held) >= _NEAR * len(words) for held in self._words[report])


def _content(reading: Reading, claim: Claim) -> frozenset[str]:
    """Return the content words of a claim as lemmas, or its longer words where no grammar was read."""
    sentence = reading.sentence_at(claim.start)
    tokens = sentence.tokens if sentence else ()
    inside = [t for t in tokens if any(s.start <= t.start and t.end <= s.end for s in claim.spans)]
    return frozenset(
        (t.lemma or t.words).casefold() for t in inside if (t.pos in _CONTENT if t.pos else len(t.words) >= _LONG)
    )


def _sentence_words(reading: Reading) -> Iterator[frozenset[str]]:
    for sentence in reading.sentences:
        yield frozenset((token.lemma or token.words).casefold() for token in sentence.tokens)


def _linked_reports(dossier: Dossier) -> dict[str, set[str]]:
    """Return the reports in which a claim comes near to each claim: silence there may be our own mistake."""
    report = {claim.id: reading.id for reading in dossier.readings for claim in reading.claims}
    near: dict[str, set[str]] = {}
    for link in dossier.claim_links:
        for one, other in ((link.left, link.right), (link.right, link.left)):
            if other in report:
                near.setdefault(one, set()).add(report[other])
    return near


def _reason(group: ClaimGroup) -> str:
    reports = len({claim.report for claim in group.claims})
    carried = "one report carries it" if reports == 1 else f"{reports} reports carry it"
    return (
        f"Not found in the text we hold; {carried}, and this text is whole, not short, "
        "and not older than the first that does."
    )
