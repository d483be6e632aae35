"""The points of the example's table: each compares a comparison with what a careful reader found."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from evaluation.expected import Expected, find_words, plain, same_name, touches
from synoptic.news.annotation import Claim, Quote
from synoptic.news.comparison import ClaimGroup, Dispute
from synoptic.news.report import Passage, Report
from synoptic.publish.data import ComparisonDocument


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the table: how many are right of how many, and how many are enough."""

    name: str
    right: int
    of: int
    enough: int
    missed: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Return whether enough are right."""
        return self.right >= self.enough


class ExampleTable:
    """Measures one comparison of the example's pages."""

    def __init__(self, expected: Expected, document: ComparisonDocument) -> None:
        self.labels = expected.labels
        self.document = document
        self.reports = expected.reports(document.reports)
        members = {report.id for report in self.reports.values()}
        # The story that holds most of the example's pages is the one that is measured.
        self.story = max(document.stories, key=lambda s: len(members & set(s.reports)))

    def points(self) -> Iterator[Point]:
        """Yield every point in the order of the issue's table."""
        yield self._furniture()
        yield self._body_kept()
        yield self._posts()
        yield self._typed_blocks()
        yield self._restored()
        yield self._one_story()
        yield self._event_date()
        yield self._both()
        yield self._only()
        yield self._disputed()
        yield self._not_conflicts()
        yield self._invented()
        yield self._quotes()
        yield self._quote_links()
        yield self._label_strings()
        yield self._voices()
        yield self._timeline()
        yield self._credits()
        yield self._spans()

    def _point(self, name: str, found: Iterable[tuple[str, bool]], enough: float = 1.0) -> Point:
        rows = list(found)
        wanted = int(enough) if enough > 1 else -int(-len(rows) * enough // 1)
        return Point(
            name=name,
            right=sum(1 for _, right in rows if right),
            of=len(rows),
            enough=wanted,
            missed=tuple(words for words, right in rows if not right),
        )

    def _read(self, report: Report) -> str:
        """Return what a report itself says: its body, headline and standfirst."""
        blocks = report.blocks_of("body", "headline", "standfirst")
        return plain("\n".join(report.words(block) for block in blocks))

    def _furniture(self) -> Point:
        return self._point(
            "furniture lines kept out of the body",
            (
                (words, plain(words) not in self._read(self.reports[outlet]))
                for outlet, words in self.labels["clean"]["furniture"]
            ),
        )

    def _evidence(self) -> Iterator[tuple[str, str]]:
        for fact in (*self.labels["both"], *self.labels["disputed"], *self.labels["not_a_conflict"]):
            yield from ((outlet, fact[outlet]) for outlet in self.reports if outlet in fact)
        yield from ((fact["outlet"], fact["evidence"]) for fact in self.labels["only"])
        yield from ((quote["outlet"], quote["words"]) for quote in self.labels["quote"])

    def _body_kept(self) -> Point:
        return self._point(
            "evidence found in the body, none lost to furniture",
            ((words, plain(words) in self._read(self.reports[outlet])) for outlet, words in self._evidence()),
        )

    def _posts(self) -> Point:
        held = [
            (outlet, b.handle, b.posted.earliest if b.posted else None, b.language)
            for outlet, report in self.reports.items()
            for b in report.blocks_of("post")
        ]
        rows = []
        for wanted in map(tuple, self.labels["clean"]["embedded_posts"]):
            rows.append((" ".join(wanted), wanted in held))
            if wanted in held:
                held.remove(wanted)
        return self._point("embedded posts with handle, date, language", rows)

    def _typed_blocks(self) -> Point:
        rows = []
        for outlet, words, credit in self.labels["clean"]["captions"]:
            blocks = self.reports[outlet].blocks_of("caption")
            typed = any(plain(words) in plain(self.reports[outlet].words(b)) for b in blocks)
            credited = any(same_name(credit.removeprefix("credit: "), b.credit) for b in blocks if b.credit)
            rows += [(words, typed), (credit, credited)]
        for outlet, words in self.labels["clean"]["author_note"]:
            blocks = self.reports[outlet].blocks_of("author_note")
            rows.append((words, any(plain(words) in plain(self.reports[outlet].words(b)) for b in blocks)))
        return self._point("caption, credit and author note typed", rows)

    def _restored(self) -> Point:
        return self._point(
            "evidence strings found in the repaired text",
            ((words, find_words(self.reports[o].text, words) is not None) for o, words in self._evidence()),
        )

    def _one_story(self) -> Point:
        members = {report.id for report in self.reports.values()}
        return self._point(
            "one story, the unrelated reports outside",
            [("the story's reports", set(self.story.reports) == members)],
        )

    def _event_date(self) -> Point:
        when = self.labels["story"]["when"]
        time = self.story.event.time
        rows = [
            ("the event's day", bool(time) and time is not None and time.earliest == when and time.latest == when),
            ("its reason", bool(self.story.event.reason)),
        ]
        return self._point("event date with its reason", rows)

    def _touching(self, outlet: str, words: str, claims: Iterable[Claim]) -> list[Claim]:
        report = self.reports[outlet]
        place = find_words(report.text, words)
        if place is None:
            return []
        near = [(max(touches(*place, s) for s in c.spans), c) for c in claims if c.report == report.id]
        return [c for share, c in sorted(near, key=lambda x: (-x[0], x[1].id)) if share >= 0.5]

    def _groups_at(self, outlet: str, words: str) -> list[ClaimGroup]:
        return [g for g in self.story.claim_groups if self._touching(outlet, words, g.claims)]

    def _both(self) -> Point:
        one, other = sorted(self.reports)
        rows = []
        for fact in self.labels["both"]:
            groups = {g.id for g in self._groups_at(one, fact[one])}
            rows.append((fact["fact"], any(g.id in groups for g in self._groups_at(other, fact[other]))))
        return self._point("`both` facts in one claim group", rows, 7)

    def _only(self) -> Point:
        rows = []
        for fact in self.labels["only"]:
            groups = self._groups_at(fact["outlet"], fact["evidence"])
            closest = self._closest(fact["outlet"], fact["evidence"], groups)
            rows.append((fact["fact"], closest is not None and len({c.report for c in closest.claims}) == 1))
        return self._point("`only` facts shown as single origin", rows, 9)

    def _closest(self, outlet: str, words: str, groups: list[ClaimGroup]) -> ClaimGroup | None:
        """Return the group whose claim has most nearly the extent of the evidence."""
        place = find_words(self.reports[outlet].text, words)
        if place is None or not groups:
            return None

        def agreement(claim: Claim) -> float:
            shared = min(place[1], claim.end) - max(place[0], claim.start)
            return shared / (max(place[1], claim.end) - min(place[0], claim.start))

        report = self.reports[outlet].id
        return max(groups, key=lambda g: max(agreement(c) for c in g.claims if c.report == report))

    def _sides_touch(self, dispute: Dispute, outlet: str, words: str) -> set[int]:
        report = self.reports[outlet]
        place = find_words(report.text, words)
        if place is None:
            return set()
        return {
            number
            for number, side in enumerate(dispute.sides)
            if any(c.report == report.id and touches(*place, c) >= 0.5 for c in side.citations)
        }

    def _matches(self, dispute: Dispute, pair: dict[str, Any]) -> bool:
        one, other = (self._sides_touch(dispute, outlet, pair[outlet]) for outlet in sorted(self.reports))
        return bool(one and other) and len(one | other) > 1

    def _disputed(self) -> Point:
        rows = [
            (pair["about"], any(self._matches(d, pair) for d in self.story.disputes))
            for pair in self.labels["disputed"]
        ]
        return self._point("`disputed` shown from both sides", rows)

    def _not_conflicts(self) -> Point:
        rows = [
            (" / ".join(pair.values()), not any(self._matches(d, pair) for d in self.story.disputes))
            for pair in self.labels["not_a_conflict"]
        ]
        return self._point("`not_a_conflict` pairs left alone", rows)

    def _invented(self) -> Point:
        rows = [
            (dispute.about, any(self._matches(dispute, pair) for pair in self.labels["disputed"]))
            for dispute in self.story.disputes
        ]
        return self._point("disputes that are not invented", rows)

    def _quotes_like(self, outlet: str, words: str) -> list[Quote]:
        wanted = plain(words)
        return [
            q
            for q in self.story.quotes
            if q.report == self.reports[outlet].id and _overlap(wanted, plain(q.words)) >= 0.7
        ]

    def _quotes(self) -> Point:
        rows = [
            (
                f"{quote['words']} — {quote['speaker']}",
                any(
                    same_name(quote["speaker"], q.speaker)
                    for q in self._quotes_like(quote["outlet"], quote["words"])
                ),
            )
            for quote in self.labels["quote"]
        ]
        return self._point("quotes with the right speaker", rows)

    def _quote_links(self) -> Point:
        by_id = {quote.id: quote for quote in self.story.quotes}
        rows = []
        for quote in self.labels["quote"]:
            if "also_in" not in quote:
                continue
            linked = [
                plain(by_id[other].words)
                for q in self._quotes_like(quote["outlet"], quote["words"])
                for other in q.same_as
                if other in by_id
            ]
            wanted = plain(quote["also_in"])
            rows.append((quote["also_in"], any(wanted in x or _overlap(wanted, x) >= 0.5 for x in linked)))
        return self._point("quotes linked with their original", rows)

    def _label_strings(self) -> Point:
        rows = []
        for about, by_outlet in self.labels["labels"].items():
            for outlet, wanted in by_outlet.items():
                held = [
                    plain(x.words).casefold() for x in self.story.labels if x.report == self.reports[outlet].id
                ]
                rows += [(f"{about}: {w}", any(_same_label(w, x) for x in held)) for w in wanted]
        return self._point("labels found", rows, 0.8)

    def _voices(self) -> Point:
        rows = []
        for outlet, names in self.labels["voices"].items():
            heard = [v.name for v in self.story.voices if self.reports[outlet].id in v.reports]
            rows += [
                (f"{outlet}: {name}", any(same_name(part, x) for part in name.split(" / ") for x in heard))
                for name in names
            ]
        return self._point("voices found", rows, 0.8)

    def _timeline(self) -> Point:
        rows = []
        for when, what in self.labels["timeline"].items():
            words = {word[:5] for word in plain(what).casefold().split() if len(word) > 3}
            found = any(
                (entry.time.earliest or "").startswith(when)
                and (entry.time.latest or "").startswith(when)
                and words & {w.strip(".,;:“”\"'’")[:5] for w in plain(entry.what).casefold().split()}
                for entry in self.story.timeline
            )
            rows.append((f"{when}: {what}", found))
        return self._point("timeline entries found", rows, 0.8)

    def _credits(self) -> Point:
        clean = self.labels["clean"]
        rows = []
        for outlet, agency in (*clean["wire_credits"], *clean["republished_from"]):
            held = [c.agency for c in self.reports[outlet].credits]
            rows.append((f"{outlet}: {agency}", any(same_name(agency, x) for x in held)))
        return self._point("wire credits and likely republication", rows)

    def _spans(self) -> Point:
        texts = {report.id: report.text for report in self.document.reports}
        passages = list(all_passages(self.document))
        rows = [(p.words, texts[p.report][p.start : p.end] == p.words) for p in passages]
        return self._point("spans that equal the words shown", rows)


def all_passages(record: object) -> Iterator[Passage]:
    """Yield every passage inside a record, however deep."""
    if isinstance(record, Passage):
        yield record
    if isinstance(record, msgspec.Struct):
        for field in record.__struct_fields__:
            yield from all_passages(getattr(record, field))
    elif isinstance(record, tuple):
        for part in record:
            yield from all_passages(part)


def _overlap(one: str, other: str) -> float:
    """Return the longest run of words that two texts share, as a share of the longer text's words."""
    from difflib import SequenceMatcher

    a, b = one.casefold().split(), other.casefold().split()
    matched = sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return matched / max(len(a), len(b)) if a and b else 0.0


def _same_label(wanted: str, held: str) -> bool:
    one, other = plain(wanted).casefold(), held
    return one in other or (other in one and len(other.split()) >= 2)
