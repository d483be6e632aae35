"""Quotes: words in quotation marks, in posts or behind a reporting verb, each with who says them."""

from collections.abc import Iterable, Sequence

import msgspec

from synoptic.annotate.direct import Said, Surroundings
from synoptic.annotate.indirect import Attribution
from synoptic.annotate.posts import find_post_quotes, find_signed_posts
from synoptic.annotate.quote_attributions import attributions_of
from synoptic.annotate.quote_cues import Cues, cues_of
from synoptic.annotate.quote_marks import MARKS, Marked, find_marked
from synoptic.annotate.quote_parts import Found, is_clause, is_title, mixed_or_plain, outermost
from synoptic.annotate.quote_references import Speaker
from synoptic.annotate.quote_speakers import Around
from synoptic.annotate.quote_turns import find_turns
from synoptic.annotate.settings import AnnotateSettings
from synoptic.annotate.speakers import Names
from synoptic.errors import problem
from synoptic.news.annotation import Quote, Reading, Sentence
from synoptic.news.ids import content_id
from synoptic.news.problem import Problem
from synoptic.news.report import Block
from synoptic.run.stage import Made, Tools

_CALLING = frozenset(("called", "dubbed", "labeled", "labelled", "branded", "termed"))
QUOTING_KINDS = ("headline", "standfirst", "body", "caption", "pullquote")


def find_quotes(reading: Reading, *, settings: AnnotateSettings, tools: Tools) -> Made[Quote]:
    """Return the quotes of a report in text order, and a problem for each quotation mark left unclosed."""
    report = reading.report
    runs = [(run, *find_marked(report.text, run, report.language)) for run in _runs(report.blocks)]
    names = Names(reading, [(m.start, m.end) for _, marked, _ in runs for m in marked])
    found: list[Found] = []
    problems: list[Problem] = []
    for run, marked, unclosed in runs:
        problems.extend(_unclosed(reading, at) for at in unclosed)
        found.extend(_in_run(reading, run, marked, (names, settings)))
    for block in report.blocks_of("post"):
        found.extend(find_post_quotes(reading, block, names))
    quotes = {quote.id: quote for quote in (_quote(reading, f) for f in found)}
    return Made(tuple(sorted(quotes.values(), key=lambda q: (q.start, q.end, q.id))), tuple(problems))


def _runs(blocks: Sequence[Block]) -> Iterable[list[Block]]:
    """Yield the blocks that one text flows through: the body as a whole, every other block on its own."""
    yield [b for b in blocks if b.kind == "body"]
    for block in blocks:
        if block.kind in QUOTING_KINDS and block.kind != "body":
            yield [block]


def _unclosed(reading: Reading, at: int) -> Problem:
    words = " ".join(reading.report.text[at : at + 40].split())
    return problem("A020", reading.id, words=words, offset=str(at))


def _in_run(
    reading: Reading, run: list[Block], marked: Sequence[Marked], using: tuple[Names, AnnotateSettings]
) -> list[Found]:
    names, settings = using
    fixed = find_turns(reading, run, names)
    for block in run:
        fixed += find_signed_posts(reading, block, names)
    paragraphs = [[s for s in reading.sentences if b.start <= s.start < b.end] for b in run]
    by_block = _attributions(reading, run, paragraphs)
    found: list[Found] = []
    speakers: list[Speaker] = []
    for number, block in enumerate(run):
        if not paragraphs[number]:
            continue
        here = [m for m in marked if m.block == number and not _within(m, fixed)]
        told = [a for a in by_block[number] if not _at(a.head, fixed)]
        reaching = [a for earlier in by_block[:number] for a in earlier if _reaches(a, block)]
        said = _Told(told, reaching)
        place = _Place(reading, block, paragraphs[number], here, said, _cues(reading, block), names, settings)
        found.extend(_in_block(place, found, speakers))
    return sorted([*found, *fixed], key=lambda f: f.span)


def _attributions(
    reading: Reading, run: Sequence[Block], paragraphs: Sequence[Sequence[Sentence]]
) -> list[list[Attribution]]:
    """Return the attributions of each block; blocks of one language are read together."""
    found: list[list[Attribution]] = [[] for _ in run]
    languages = [b.language or reading.report.language for b in run]
    for language in sorted(set(languages)):
        own = [k for k, name in enumerate(languages) if name == language]
        for attribution in attributions_of([paragraphs[k] for k in own], cues_of(language)):
            at = next(k for k in own if run[k].start <= attribution.head < run[k].end)
            found[at].append(attribution)
    return found


def _cues(reading: Reading, block: Block) -> Cues:
    return cues_of(block.language or reading.report.language)


def _within(marks: Marked, fixed: Sequence[Found]) -> bool:
    return any(f.span[0] <= marks.start and marks.end <= f.span[1] for f in fixed)


def _at(offset: int, fixed: Sequence[Found]) -> bool:
    return any(f.span[0] <= offset < f.span[1] for f in fixed)


def _reaches(attribution: Attribution, block: Block) -> bool:
    """Return whether what an attribution of an earlier block reports stands in this one."""
    return any(block.start <= start < block.end for start, _ in attribution.contents)


class _Told(msgspec.Struct, frozen=True):
    """The attributions with their cue in a block, and those of earlier blocks whose words stand in it."""

    here: list[Attribution]
    reaching: list[Attribution]


class _Place(msgspec.Struct, frozen=True):
    """One block while its quotes are looked for."""

    reading: Reading
    block: Block
    sentences: list[Sentence]
    marked: list[Marked]
    told: _Told
    cues: Cues
    names: Names
    settings: AnnotateSettings

    @property
    def text(self) -> str:
        return self.reading.report.text

    @property
    def language(self) -> str:
        return self.block.language or self.reading.report.language

    def placed(self, found: Found, speaker: Speaker | None) -> Found:
        """Return a quote with its speaker, language and block."""
        return msgspec.structs.replace(found, speaker=speaker, language=self.language, block=self.block.kind)


def _in_block(place: _Place, earlier: Sequence[Found], speakers: list[Speaker]) -> list[Found]:
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
        speaker = place.names.speaker(attribution.source, speakers) if attribution.source else None
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


def _without_quoted_ahead(attribution: Attribution, place: _Place) -> Attribution:
    """Return an attribution without words that the next block has in quotation marks: they are read there."""
    kept = tuple(c for c in attribution.contents if c[0] < place.block.end or place.text[c[0]] not in MARKS)
    return msgspec.structs.replace(attribution, contents=kept)


def _fragments(found: Found, place: _Place) -> list[Found]:
    """Return the longer marked parts of a mixed quote as direct quotes of their own."""
    parts = {m.start: m.parts for m in place.marked}
    return [
        msgspec.structs.replace(found, kind="direct", span=(start, end), fragments=parts.get(start, ()))
        for start, end in found.fragments
        if len(place.text[start:end].split()) >= place.settings.quote_scare_words
    ]


def _is_told(marks: Marked, marked: Sequence[Marked], place: _Place) -> bool:
    """Return whether an inner quotation is introduced by a cue inside the outer one: “She said, ‘…’”."""
    outer = next((m for m in outermost(marked) if m.start <= marks.outer_start and marks.outer_end <= m.end), None)
    before = place.text[outer.start : marks.outer_start].rstrip() if outer else ""
    return before.endswith((",", ":"))


def _direct(
    place: _Place, marks: Marked, around: Around, earlier: Sequence[Found], speakers: Sequence[Speaker]
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
    speaker = place.names.speaker(said.source, before) if said and said.source else None
    if speaker is None and (said is None or said.source is None):
        speaker = around.continued(marks, earlier) or around.led_up_to(marks, before)
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


def _quote(reading: Reading, found: Found) -> Quote:
    start, end = found.span
    speaker = found.speaker
    return Quote(
        id=content_id("quote", reading.id, start, end, found.kind, speaker.name if speaker else ""),
        report=reading.id,
        start=start,
        end=end,
        words=reading.report.text[start:end],
        kind=found.kind,
        speaker=speaker.name if speaker else "",
        entity=speaker.entity if speaker else "",
        speaker_span=reading.passage(*speaker.span) if speaker and speaker.span else None,
        cue=reading.passage(*found.cue) if found.cue else None,
        chain=found.chain,
        negated=found.negated,
        language=found.language,
        block=found.block,
        fragments=tuple(reading.passage(*f) for f in found.fragments),
    )
