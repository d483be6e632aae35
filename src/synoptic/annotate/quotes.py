"""Quotes: words in quotation marks, in posts or behind a reporting verb, each with who says them."""

from collections.abc import Iterable, Sequence

import msgspec

from synoptic.annotate.direct import Said, Surroundings
from synoptic.annotate.indirect import Attribution, find_attributions
from synoptic.annotate.posts import find_post_quotes
from synoptic.annotate.quote_cues import Cues, cues_of
from synoptic.annotate.quote_marks import Marked, find_marked
from synoptic.annotate.quote_parts import Found, is_clause, is_title, mixed_or_plain, outermost
from synoptic.annotate.settings import AnnotateSettings
from synoptic.annotate.speakers import Names, Speaker
from synoptic.errors import problem
from synoptic.news.annotation import Quote, Reading, Sentence
from synoptic.news.ids import content_id
from synoptic.news.problem import Problem
from synoptic.news.report import Block
from synoptic.run.stage import Made, Tools

QUOTING_KINDS = ("headline", "standfirst", "body", "caption", "pullquote")


def find_quotes(reading: Reading, *, settings: AnnotateSettings, tools: Tools) -> Made[Quote]:
    """Return the quotes of a report in text order, and a problem for each quotation mark left unclosed."""
    report = reading.report
    names = Names(reading)
    found: list[Found] = []
    problems: list[Problem] = []
    for run in _runs(report.blocks):
        marked, unclosed = find_marked(report.text, run, report.language)
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
    found: list[Found] = []
    speakers: list[Speaker] = []
    for number, block in enumerate(run):
        sentences = [s for s in reading.sentences if block.start <= s.start < block.end]
        here = [m for m in marked if m.block == number]
        if not sentences:
            continue
        cues = cues_of(block.language or reading.report.language)
        made = _in_block(_Place(reading, block, sentences, here, cues, names, settings), found, speakers)
        found.extend(made)
    return found


class _Place(msgspec.Struct, frozen=True):
    """One block while its quotes are looked for."""

    reading: Reading
    block: Block
    sentences: list[Sentence]
    marked: list[Marked]
    cues: Cues
    names: Names
    settings: AnnotateSettings

    @property
    def text(self) -> str:
        return self.reading.report.text


def _in_block(place: _Place, earlier: list[Found], speakers: list[Speaker]) -> list[Found]:
    attributions = [a for s in place.sentences for a in find_attributions(s, place.cues)]
    outside = [a for a in attributions if not _inside_marks(a.cue[0], place.marked)]
    around = Surroundings(place.sentences, place.marked, outside)
    made: list[Found] = []
    taken: set[int] = set()
    events: list[tuple[int, Attribution | Marked]] = [(a.cue[0], a) for a in outside]
    events += [(m.outer_start, m) for m in outermost(place.marked)]
    parts = mixed_or_plain(outside, place.marked, place.text)
    for _, event in sorted(events, key=lambda e: (e[0], isinstance(e[1], Marked))):
        if isinstance(event, Attribution):
            speaker = place.names.speaker(event.source, speakers) if event.source else None
            found = parts.get(event.cue[0])
            if found is not None and speaker is not None:
                made.append(
                    msgspec.structs.replace(
                        found, speaker=speaker, language=_language(place), block=place.block.kind
                    )
                )
                taken.update(f[0] for f in found.fragments)
            if speaker is not None and event.kind in ("say", "according", "address"):
                speakers.append(speaker)
    for marks in outermost(place.marked):
        if marks.start in taken:
            continue
        direct = _direct(place, marks, around, [*earlier, *made], speakers)
        if direct is not None:
            made.append(direct)
            if direct.speaker:
                speakers.append(direct.speaker)
    return sorted(_hearsay(made), key=lambda f: f.span)


def _language(place: _Place) -> str:
    return place.block.language or place.reading.report.language


def _inside_marks(at: int, marked: Sequence[Marked]) -> bool:
    return any(m.start <= at < m.end for m in marked)


def _direct(
    place: _Place, marks: Marked, around: Surroundings, earlier: Sequence[Found], speakers: Sequence[Speaker]
) -> Found | None:
    said = around.said(marks, place.text, place.cues)
    clause = is_clause(marks, place.sentences)
    words = place.text[marks.start : marks.end].split()
    if not words or is_title(marks, place.text, place.cues, clause):
        return None
    if len(words) <= place.settings.quote_scare_words and not clause and not _is_uttered(marks, said, place.text):
        return None
    before = [s for s in speakers if s.span is None or s.span[0] < marks.outer_start]
    speaker = place.names.speaker(said.source, before) if said and said.source else None
    if speaker is None and (said is None or said.source is None):
        speaker = _continued(place, marks, around, earlier)
    if said is not None and speaker is None and said.source is not None:
        said = None
    return Found(
        kind="direct",
        span=(marks.start, marks.end),
        speaker=speaker,
        cue=said.cue if said else None,
        negated=bool(said and said.negated),
        fragments=marks.parts,
        language=_language(place),
        block=place.block.kind,
    )


def _is_uttered(marks: Marked, said: Said | None, text: str) -> bool:
    """Return whether few words are still said by somebody: a cue and a comma or colon stand right beside them."""
    if said is None:
        return False
    before = text[: marks.outer_start].rstrip()[-1:]
    inner = text[marks.start : marks.end].rstrip()[-1:]
    return before in (":", ",") or inner in (",", "!", "?", ".")


def _continued(place: _Place, marks: Marked, around: Surroundings, earlier: Sequence[Found]) -> Speaker | None:
    """Return the speaker of the quotation just before, where this one goes on from it without a word between."""
    previous = [f for f in earlier if f.kind != "indirect" and f.span[1] <= marks.outer_start and f.speaker]
    if not previous:
        return None
    last = previous[-1]
    between = place.text[last.span[1] : marks.outer_start]
    same_block = last.span[0] >= place.block.start
    alone = not around.before(marks) and not around.after(marks)
    starts = marks.outer_start - place.block.start <= 1
    if same_block and len(between.split()) <= place.settings.quote_reach_words and not around.before(marks):
        return last.speaker
    if alone and starts and between.count("\n") <= 3 and len(between.split()) <= place.settings.quote_reach_words:
        return last.speaker
    return None


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
