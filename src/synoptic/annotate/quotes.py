"""Quotes: words in quotation marks, in posts or behind a reporting verb, each with who says them."""

from collections.abc import Iterable, Sequence

from synoptic.annotate.indirect import Attribution
from synoptic.annotate.posts import find_post_quotes, find_signed_posts
from synoptic.annotate.quote_attributions import attributions_of
from synoptic.annotate.quote_blocks import Place, Told, quotes_of_block
from synoptic.annotate.quote_cues import Cues, cues_of
from synoptic.annotate.quote_marks import Marked, find_marked
from synoptic.annotate.quote_parts import Found
from synoptic.annotate.quote_references import Speaker
from synoptic.annotate.quote_turns import find_turns
from synoptic.annotate.settings import AnnotateSettings
from synoptic.annotate.speakers import Names
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
        said = Told(told, reaching)
        place = Place(reading, block, paragraphs[number], here, said, _cues(reading, block), names, settings)
        found.extend(quotes_of_block(place, found, speakers))
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
