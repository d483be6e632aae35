"""What differs between two versions of a report, and what of a brief rests on changed words."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import msgspec

from synoptic.news.annotation import Reading, Sentence
from synoptic.news.capture import ChangeKind, StoryChange
from synoptic.news.edition import Brief, BriefSentence
from synoptic.news.ids import content_id
from synoptic.news.report import Passage, Span
from synoptic.news.versions import RevisionNote, TextEdit, VersionDifference, Weight
from synoptic.run import version_claims, version_parts
from synoptic.run.change_words import told
from synoptic.run.revision_notes import new_notes
from synoptic.run.stage import Tools
from synoptic.run.version_edits import edits_within, plain
from synoptic.run.version_pairs import Paired, Unit, paired, with_places, word_likeness
from synoptic.run.version_places import changed_places
from synoptic.run.version_words import folded, words_of

# What a reader can be shown words of. A headline is a field of the masthead; furniture changes with every visit.
_READ = frozenset({"body", "caption", "post", "pullquote"})
# Sentences that share half of their words, by weight, are one sentence written anew: a corrected name or number is
# one word of about twenty (for how seldom different ones share so much see `version_claims.py`). Between the same
# neighbours a quarter is enough: there a short sentence may have two words of five changed.
LEAST_ALIKE, SAME_PLACE = 0.5, 0.25
_OUT, _IN = "a sentence taken out", "a sentence put in"


def difference(former: Reading, later: Reading, tools: Tools | None = None) -> VersionDifference:
    """Return what the later version of a report tells otherwise.

    With `tools` claims are matched by their meaning too, not by their words alone.
    """
    notes = new_notes(former, later)
    sentences = _paired_sentences(former, later)
    edits = _edits(former, later, sentences, notes)
    places = changed_places(edit for edit in edits if not edit.small)
    claims = version_claims.claim_changes(former, later, places, sentences.changed, tools)
    figures = version_parts.figure_changes(former, later, places, (*sentences.changed, *claims.pairs))
    quotes = version_parts.quote_changes(former, later, places)
    times = version_parts.time_changes(former, later, places, sentences.changed)
    masthead = version_parts.masthead_changes(former.report, later.report)
    weight: Weight = "none"
    if any(note.kind != "update" for note in notes):
        weight = "corrected"
    elif quotes or not all(edit.small for edit in edits) or any(not change.small for change in masthead):
        weight = "substance"
    elif edits or masthead or notes:
        weight = "small"
    made = VersionDifference(
        former=former.id,
        later=later.id,
        weight=weight,
        claims=claims.changes,
        figures=figures,
        quotes=quotes,
        times=times,
        masthead=masthead,
        notes=notes,
        edits=edits,
    )
    return msgspec.structs.replace(made, words=told(made))


def affected_sentences(brief: Brief, changed: VersionDifference) -> tuple[BriefSentence, ...]:
    """Return the sentences of a brief that cite words of the former version which are gone or changed."""
    places = [edit.former for edit in changed.edits]
    places += [q.former for q in changed.quotes if q.former is not None]
    places += [c.former for c in changed.claims if c.former is not None]
    return tuple(
        sentence
        for sentence in brief.sentences
        if any(_touches(citation, place) for citation in sentence.citations for place in places)
    )


def log_entry(changed: VersionDifference, story: str, at: str) -> StoryChange | None:
    """Return the entry for the log of changes, None where nothing is told otherwise.

    Its id depends on the two versions alone, so that a change is logged once however often it is looked for.
    """
    if changed.weight not in ("corrected", "substance"):
        return None
    kind: ChangeKind = "corrected" if changed.weight == "corrected" else "changed"
    return StoryChange(
        id=content_id("change", kind, changed.former, changed.later),
        at=at,
        kind=kind,
        story=story,
        report=changed.later,
        words=changed.words,
    )


def _paired_sentences(former: Reading, later: Reading) -> Paired[Sentence]:
    old, new = _units(former), _units(later)
    alike = with_places(old, new, word_likeness(old, new), SAME_PLACE)
    return paired(old, new, LEAST_ALIKE, alike)


def _units(reading: Reading) -> list[Unit[Sentence]]:
    text = reading.report.text
    keys = ((s, folded(words_of(text, s.start, s.end))) for s in reading.sentences if s.block in _READ)
    return [Unit(sentence, key, frozenset(key)) for sentence, key in keys if key]


def _edits(
    former: Reading, later: Reading, sentences: Paired[Sentence], notes: Sequence[RevisionNote]
) -> tuple[TextEdit, ...]:
    """Return every edit in the order of the later text; what a note of the outlet says is no news."""
    held = (*sentences.same, *sentences.changed)
    within = edits_within(former, later, sentences.changed)
    after = _Order((p.former.start, p.later.end) for p in held)
    before = _Order((p.later.start, p.former.end) for p in held)
    gone = (
        TextEdit(former=plain(s), later=after.place(later, s), small=False, reason=_OUT) for s in sentences.removed
    )
    come = (
        TextEdit(former=before.place(former, s), later=plain(s), small=False, reason=_IN) for s in sentences.added
    )
    found = [_unless_noted(edit, notes) for edit in _without_moves((*within, *gone, *come))]
    return tuple(sorted(found, key=lambda e: (e.later.start, e.former.start, e.later.end, e.former.end)))


def _without_moves(edits: Sequence[TextEdit]) -> list[TextEdit]:
    """Return the edits without words that only moved: a whole sentence here that stands in another one there.

    A line that once was a sentence by itself (a dateline) may be read as the beginning of the next one. One word
    that went in one place and came in another is no move (“no”), unless it is in capitals, as datelines are.
    """
    gone = {_key(e.former): e for e in edits if not e.later.words}
    come = {_key(e.later): e for e in edits if not e.former.words}
    moved = {
        id(edit)
        for words in gone.keys() & come.keys()
        if {_OUT, _IN} & {gone[words].reason, come[words].reason}
        and (len(words) > 1 or gone[words].former.words.isupper())
        for edit in (gone[words], come[words])
    }
    return [edit for edit in edits if id(edit) not in moved]


def _key(passage: Passage) -> tuple[str, ...]:
    return folded(words_of(passage.words, 0, len(passage.words)))


def _unless_noted(edit: TextEdit, notes: Iterable[RevisionNote]) -> TextEdit:
    if any(note.contains(edit.later) for note in notes) and edit.later.words:
        return TextEdit(
            former=edit.former, later=edit.later, small=True, reason="the outlet’s note on what it changed"
        )
    return edit


class _Order:
    """Where the sentences of one version end in the other one."""

    def __init__(self, held: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(held)
        self._starts = [start for start, _ in ordered]
        self._ends = [end for _, end in ordered]

    def place(self, reading: Reading, sentence: Sentence) -> Passage:
        """Return the place where a sentence would stand in the other version: after the one that it follows."""
        before = bisect_left(self._starts, sentence.start)
        at = self._ends[before - 1] if before else 0
        return reading.passage(at, at)


def _touches(citation: Passage, place: Span) -> bool:
    """Return whether a changed place lies in cited words; one where words were put in must lie inside."""
    if citation.report != place.report:
        return False
    if place.start == place.end:
        return citation.start < place.start < citation.end
    return citation.overlaps(place)
