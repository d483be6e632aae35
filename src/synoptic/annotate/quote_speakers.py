"""Who says what stands between quotation marks: by attribution, by the words beside it, by what went before."""

import re
from collections.abc import Sequence

import msgspec

from synoptic.annotate.direct import Said, Surroundings
from synoptic.annotate.indirect import Attribution
from synoptic.annotate.quote_cues import Cues
from synoptic.annotate.quote_marks import Marked
from synoptic.annotate.quote_parts import Found
from synoptic.annotate.quote_references import Speaker
from synoptic.annotate.speakers import Names
from synoptic.news.annotation import Token

# A sentence ends between two places.
_ENDS = re.compile(r"[.!?…][”\"»]?\s+(?=\S)")
# Between two quotations of one speaker: words that lead on without naming anybody; words of an attribution with
# its full stops, which abbreviations have too.
_REPORTED_MOOD = frozenset(("habe", "sei", "seien", "werde", "könne", "müsse", "solle", "wolle", "dürfe"))
# A quotation stands alone if no more than this many words of its sentence lead up to it ("But “…”").
_LEAD = 2
_FEW, _ASIDE, _STOPS = 15, 40, 2
# An attribution reports a quotation if its words hold at least this share of it.
_HELD = 0.5


class Around(msgspec.Struct, frozen=True):
    """What stands around the quotations of one block."""

    text: str
    start: int
    cues: Cues
    names: Names
    beside: Surroundings
    attributions: Sequence[Attribution]
    reach: int

    def said(self, marks: Marked) -> Said | None:
        """Return the cue and the printed speaker of a quotation, or None if nothing says who speaks."""
        reported = self._reported(marks)
        leading = None if reported is not None and reported.source is not None else self._leading(marks)
        reported = leading or reported
        beside = self.beside.said(marks, self.text, self.cues)
        if beside is not None and beside.source is not None and not self.beside.is_phrase(beside.source):
            beside = Said(cue=beside.cue, source=None, negated=beside.negated)
        told = Said(cue=reported.cue, source=reported.source, negated=reported.negated) if reported else None
        if told is None or beside is None:
            return told or beside
        apart = beside.cue[1] <= told.cue[0] or told.cue[1] <= beside.cue[0]
        nearer = beside.listed and apart and _away(beside.cue, marks) < _away(told.cue, marks)
        return beside if beside.source is not None and (nearer or told.source is None) else told

    def _reported(self, marks: Marked) -> Attribution | None:
        """Return the attribution whose reported words hold most of a quotation, the one whose cue is nearest."""
        end = min(marks.outer_end, marks.parts[0][1]) if marks.parts else marks.outer_end
        length = end - marks.outer_start
        holding = []
        for attribution in self.attributions:
            for start, stop in attribution.contents:
                shared = min(end, stop) - max(marks.outer_start, start)
                if shared >= _HELD * length:
                    away = _away((attribution.head, attribution.head), marks)
                    elsewhere = attribution.head < self.start
                    holding.append((elsewhere, away, stop - start, attribution))
        return min(holding, key=lambda h: (*h[:3], h[3].head))[3] if holding else None

    def _leading(self, marks: Marked) -> Attribution | None:
        """Return the last attribution of the sentence that leads up to a quotation with a colon."""
        begin = marks.outer_start
        if not self.text[self.start : begin].rstrip().endswith(":"):
            return None
        earlier = [a for a in self.attributions if self.start <= a.head < begin and a.source is not None]
        sentence = [a for a in earlier if not _ENDS.search(self.text[a.head : begin])]
        return sentence[-1] if sentence else None

    def continued(self, marks: Marked, found: Sequence[Found]) -> Speaker | None:
        """Return the speaker of the quotation just before, where this one goes on from it."""
        previous = [f for f in found if f.kind != "indirect" and f.span[1] <= marks.outer_start and f.speaker]
        if not previous:
            return None
        last = max(previous, key=lambda f: f.span[1])
        between = self.text[last.span[1] : marks.outer_start]
        if last.span[0] >= self.start:
            led = bool(self.beside.before(marks))
            near = self._goes_on(last, marks) if led else self._near(last, between)
            return last.speaker if near else None
        if self.beside.before(marks):
            return None
        alone = not self.beside.after(marks) and marks.outer_start - self.start <= 1
        paragraphs = len([line for line in between.split("\n")[1:-1] if line.strip()])
        return last.speaker if alone and not paragraphs else None

    def _goes_on(self, last: Found, marks: Marked) -> bool:
        """Return whether a few words that name nobody lead from the last quotation to this one."""
        between = (last.span[1], marks.outer_start)
        few = len(self.text[between[0] : between[1]].split()) <= _FEW
        subject = self.beside.subject(marks)
        if subject is not None and not _ENDS.search(self.text[between[0] : between[1]]):
            acting = self.names.told_at(subject, ())
            subject = subject if acting is not None and (acting.entity or acting.pronoun) else None
        return few and subject is None and not self.names.named_within(between, last.speaker)

    def led_up_to(self, marks: Marked, speakers: Sequence[Speaker]) -> Speaker | None:
        """Return the person or body whose doing the sentence tells that a quotation is part of."""
        subjects = self.beside.subjects(marks)
        if subjects and self.text[self.start : marks.outer_start].rstrip().endswith((",", ":")):
            main = self.names.main_subject(subjects[0][0], speakers)
            if main is not None:
                return main
        speaker = self.names.told_at(subjects[0], speakers) if subjects else None
        return speaker if speaker is not None and speaker.entity else None

    def foregoing(self, marks: Marked, speakers: Sequence[Speaker]) -> Speaker | None:
        """Return who spoke in the sentence before a quotation that stands alone, or whose doing it tells."""
        lead = self.beside.before(marks)
        if self._in_reported_mood(lead):
            here = [s for s in speakers if s.span and self.start <= s.span[0] < marks.outer_start]
            return max(here, key=_place) if here else None
        if len(lead) > _LEAD or any(t.dep.startswith("nsubj") for t in lead) or self.beside.after(marks):
            return None
        begin = lead[0].start if lead else marks.outer_start
        sentence = self.names.sentence_before(begin, self.start)
        if sentence is None:
            heading = self.text.rfind("\n", 0, max(0, self.start - 2)) + 1
            line = self.text[heading : self.start].strip()
            sentence = self.names.sentence_before(begin, heading) if line and line[-1] not in '.!?”"' else None
        if sentence is None:
            return None
        here = [s for s in speakers if s.span and sentence.start <= s.span[0] < sentence.end]
        return max(here, key=_place) if here else self.names.told_of(sentence, speakers)

    def _in_reported_mood(self, lead: Sequence[Token]) -> bool:
        """Return whether German words go on with what somebody said (“Er habe …”)."""
        return "dass" in self.cues.that and any(t.words in _REPORTED_MOOD for t in lead)

    def _near(self, last: Found, between: str) -> bool:
        """Return whether only the words that name the speaker of the last quotation stand between."""
        if len(between.split()) <= self.reach:
            return True
        cue_between = last.cue is not None and last.cue[0] >= last.span[1]
        return cue_between and between.count(". ") <= _STOPS and len(between.split()) <= _ASIDE


def _place(speaker: Speaker) -> int:
    return speaker.span[0] if speaker.span else 0


def _away(cue: tuple[int, int], marks: Marked) -> int:
    """Return how many characters stand between a cue and a quotation."""
    return max(cue[0] - marks.outer_end, marks.outer_start - cue[1], 0)
