"""The quotes of one block: what its attributions report, and what stands in its quotation marks."""

from collections.abc import Sequence

import msgspec

from synoptic.annotate.direct import Said, Surroundings
from synoptic.annotate.indirect import Attribution
from synoptic.annotate.quote_cues import Cues
from synoptic.annotate.quote_marks import MARKS, Marked
from synoptic.annotate.quote_parts import Found, is_clause, is_title, mixed_or_plain, outermost
from synoptic.annotate.quote_references import Speaker
from synoptic.annotate.quote_speakers import Around
from synoptic.annotate.settings import AnnotateSettings
from synoptic.annotate.speakers import Names
from synoptic.news.annotation import Reading, Sentence
from synoptic.news.report import Block

_CALLING = frozenset(("called", "dubbed", "labeled", "labelled", "branded", "termed"))


class Told(msgspec.Struct, frozen=True):
    """The attributions with their cue in a block, and those of earlier blocks whose words stand in it."""

    here: list[Attribution]
    reaching: list[Attribution]


class Place(msgspec.Struct, frozen=True):
    """One block while its quotes are looked for: its sentences, marks and attributions."""

    reading: Reading
    block: Block
    sentences: list[Sentence]
    marked: list[Marked]
    told: Told
    cues: Cues
    names: Names
    settings: AnnotateSettings

    @property
    def text(self) -> str:
        """Return the report's text."""
        return self.reading.report.text

    @property
    def language(self) -> str:
        """Return the block's language, or the report's."""
        return self.block.language or self.reading.report.language

    def placed(self, found: Found, speaker: Speaker | None) -> Found:
        """Return a quote with its speaker, language and block."""
        return msgspec.structs.replace(found, speaker=speaker, language=self.language, block=self.block.kind)


def quotes_of_block(place: Place, earlier: Sequence[Found], speakers: list[Speaker]) -> list[Found]:
    """Return the quotes of a block; `earlier` are those before it, and who speaks is added to `speakers`."""
    marked = place.marked
    outside = [a for a in place.told.here if not any(m.start <= a.head < m.end for m in marked)]
    beside = Surroundings(place.sentences, marked, outside)
    around = Around(
        place.text,
        place.block.start,
        place.cues,
        place.names,
        beside,
        [*place.told.reaching, *outside],
        place.settings.quote_reach_words,
    )
    made: list[Found] = []
    taken: set[int] = set()
    for attribution in outside:
        after = [c for c in attribution.contents if c[0] >= attribution.cue[1]]
        speaker = place.names.speaker(attribution.source, speakers, after) if attribution.source else None
        # Many languages leave the pronoun out: who spoke last goes on.
        dropped = attribution.source is None and not place.sentences[0].parsed
        if dropped and speakers:
            speaker = msgspec.structs.replace(speakers[-1], span=None)
        if speaker is None and not dropped:
            continue
        for found in mixed_or_plain(_without_quoted_ahead(attribution, place), marked, place.text):
            made.append(place.placed(found, speaker))
            made += [place.placed(f, speaker) for f in _fragments(found, place)]
            taken.update(start for start, _ in found.fragments)
        # Who speaks inside another's reported words is not who goes on speaking.
        inner = any(a <= attribution.head < b for other in outside for a, b in other.contents)
        if speaker is not None and attribution.kind != "think" and not inner:
            how = place.text[attribution.cue[0] : attribution.cue[1]]
            speakers.append(msgspec.structs.replace(speaker, how=how))
    for marks in marked:
        if marks.start in taken or (marks.depth and not _is_told(marks, marked, place)):
            continue
        direct = _direct(place, marks, around, [*earlier, *made], speakers)
        if direct is not None:
            made.append(direct)
            if direct.speaker:
                speakers.append(direct.speaker)
    return sorted(_hearsay(made), key=lambda f: f.span)


def _without_quoted_ahead(attribution: Attribution, place: Place) -> Attribution:
    """Return an attribution without words that the next block has in quotation marks: they are read there."""
    kept = tuple(c for c in attribution.contents if c[0] < place.block.end or place.text[c[0]] not in MARKS)
    return msgspec.structs.replace(attribution, contents=kept)


def _fragments(found: Found, place: Place) -> list[Found]:
    """Return the longer marked parts of a mixed quote as direct quotes of their own."""
    parts = {m.start: m.parts for m in place.marked}
    return [
        msgspec.structs.replace(found, kind="direct", span=(start, end), fragments=parts.get(start, ()))
        for start, end in found.fragments
        if len(place.text[start:end].split()) >= place.settings.quote_scare_words
    ]


def _is_told(marks: Marked, marked: Sequence[Marked], place: Place) -> bool:
    """Return whether an inner quotation is introduced by a cue inside the outer one: “She said, ‘…’”."""
    outer = next((m for m in outermost(marked) if m.start <= marks.outer_start and marks.outer_end <= m.end), None)
    before = place.text[outer.start : marks.outer_start].rstrip() if outer else ""
    return before.endswith((",", ":"))


def _direct(
    place: Place, marks: Marked, around: Around, earlier: Sequence[Found], speakers: Sequence[Speaker]
) -> Found | None:
    said = around.said(marks)
    clause = is_clause(marks, place.sentences)
    words = place.text[marks.start : marks.end].split()
    # What somebody calls a thing is said; what a thing is called is its name.
    calling = _CALLING if said is not None and said.source is not None else frozenset[str]()
    cues = msgspec.structs.replace(place.cues, not_words=place.cues.not_words - calling)
    if not words or is_title(marks, place.text, cues, clause):
        return None
    if len(words) < place.settings.quote_scare_words and not clause and not _is_uttered(marks, said, place.text):
        return None
    before = [s for s in speakers if s.span is None or s.span[0] < marks.outer_start]
    told = [(marks.start, marks.end)]
    speaker = place.names.speaker(said.source, before, told) if said and said.source else None
    if speaker is None and (said is None or said.source is None or _is_relative(said.source, place.text)):
        speaker = around.continued(marks, earlier) or around.led_up_to(marks, before)
        speaker = speaker or around.foregoing(marks, before)
    if said is not None and speaker is None and said.source is not None:
        said = None
    found = Found(
        kind="direct",
        span=(marks.start, marks.end),
        cue=said.cue if said else None,
        negated=bool(said and said.negated),
        fragments=marks.parts,
    )
    return place.placed(found, speaker)


def _is_relative(source: tuple[int, int], text: str) -> bool:
    """Return whether a source is only a word that leads on from what went before (“a note that said”)."""
    return text[slice(*source)].lower() in ("that", "which")


def _is_uttered(marks: Marked, said: Said | None, text: str) -> bool:
    """Return whether few words are still said by somebody: a cue and a comma or colon stand right beside them."""
    if said is None:
        return False
    before = text[: marks.outer_start].rstrip()[-1:]
    inner = text[marks.start : marks.end].rstrip()[-1:]
    return before in (":", ",") or inner in (",", "!", "?", ".")


def _hearsay(found: list[Found]) -> list[Found]:
    """Return the quotes with outer reports ("Reuters reported that the minister said") turned into chains."""
    kept: list[Found] = []
    for inner in found:
        outer = next((o for o in found if o is not inner and _relays(o, inner)), None)
        chain = (*outer.chain, outer.speaker.name) if outer and outer.speaker else inner.chain
        kept.append(msgspec.structs.replace(inner, chain=chain))
    return [f for f in kept if not any(o is not f and _relays(f, o) for o in kept)]


def _relays(outer: Found, inner: Found) -> bool:
    if outer.cue is None or inner.cue is None or inner.speaker is None or inner.speaker.span is None:
        return False
    holds = outer.span[0] <= inner.cue[0] and inner.cue[1] <= outer.span[1] and outer.span[0] <= inner.span[0]
    begins = min(inner.speaker.span[0], inner.cue[0]) - outer.span[0] <= 6
    return holds and begins and outer.kind != "direct" and inner.span[1] >= outer.span[1] - 2
