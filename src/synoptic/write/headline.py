"""A story's headline, in words that stand in its reports: a report's own, or a sentence told shortly.

A report's own headline is taken when most of what it says stands in other accounts too; else the sentence that
opens the brief is shortened by whole parts: datelines, who said so, loose ends, and descriptions before names.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from synoptic.news.annotation import Reading
from synoptic.news.comparison import Dossier
from synoptic.news.edition import Headline
from synoptic.news.report import Passage
from synoptic.news.story import Citation
from synoptic.run.stage import Made, Tools
from synoptic.write.citations import cite, whole_words
from synoptic.write.passages import is_finite, printable, uneven_marks
from synoptic.write.settings import WriteSettings
from synoptic.write.shortening import shortened
from synoptic.write.wording import StoryWords, is_content, lemma_of

_LONGEST = 16
# Fewer words than this are a label or a pun ("Heavy weather").
_SHORTEST = 4
# Half of what a headline says must stand in another account too: teasers, puns and what only one says do not.
_AGREED = 0.5
_ADDRESSES = re.compile(
    r"\b(?:I|we|you|our|my|us|your|nous|vous|je|why|how|what|here(?:['’]s)?|this|these|watch|live)\b", re.I
)
_QUOTED = re.compile(r"[“«\"‘][^”»\"’]*[”»\"’]")


class _Choice(msgspec.Struct, frozen=True):
    """A headline that could be printed, how good it is, and how much of it other accounts carry."""

    headline: Headline
    worth: float
    agreed: float = 1.0


def write_headline(dossier: Dossier, *, settings: WriteSettings, tools: Tools) -> Made[Headline]:
    """Return the headline of a story with its citations; nothing where no report says anything."""
    words = StoryWords(dossier)
    languages = {reading.report.language for reading in dossier.readings}
    wanted = [r for r in dossier.readings if r.report.language == settings.language] or list(dossier.readings)
    spoken = wanted if settings.language in languages else list(dossier.readings)
    given, told = tuple(_given(spoken, words)), tuple(_told(dossier, spoken, words))
    for choices in (
        [c for c in given if c.agreed >= _AGREED],
        [c for c in told if len(c.headline.text.split()) <= _LONGEST],
        [c for c in given if c.agreed >= _AGREED / 2],
        told,
        tuple(_anything(dossier)),
    ):
        best = max(
            choices, key=lambda c: (round(c.worth, 3), -len(c.headline.text), c.headline.text), default=None
        )
        if best is not None:
            return Made((best.headline,))
    return Made()


def _given(readings: Sequence[Reading], words: StoryWords) -> Iterator[_Choice]:
    """Yield the reports' own headlines whose content others carry too."""
    for reading in readings:
        passage = _headline_of(reading)
        if passage is None or not _is_plain(passage.words):
            continue
        content = {lemma_of(t) for t in words.tokens(passage) if is_content(t)}
        if not content:
            continue
        # In a story of one origin the report's own body has to bear its headline out.
        shared = [w for w in content if words.shared(w) > 0 or (words.origins < 2 and _in_body(reading, w))]
        agreed = len(shared) / len(content)
        told = sum(max(words.shared(w), 0.3) for w in shared)
        verb = 1.0 if any(is_finite(t) or t.pos == "VERB" for t in words.tokens(passage)) else 0.6
        worth = agreed * told * verb * words.plainness(passage)
        reason = f"A report's own headline; {len(shared)} of its {len(content)} content words stand elsewhere too."
        yield _Choice(_headline(passage.words, [passage], reason), worth, agreed)


def _headline_of(reading: Reading) -> Passage | None:
    blocks = reading.report.blocks_of("headline")
    if not blocks:
        return None
    start, end = blocks[0].start, blocks[0].end
    words = reading.report.text[start:end]
    end -= len(words) - len(words.rstrip())
    return reading.passage(start + len(words) - len(words.lstrip()), end)


def _is_plain(words: str) -> bool:
    """Return whether a headline tells rather than teases, asks, quotes or speaks to its readers."""
    count = len(words.split())
    own = _QUOTED.sub("", words)
    lone_quote = len(own.split()) < count / 2
    return (
        _SHORTEST <= count <= _LONGEST
        and not words.rstrip().endswith(("?", "…", "..."))
        and not uneven_marks(words)
        and not lone_quote
        and not _ADDRESSES.search(own)
    )


def _in_body(reading: Reading, lemma: str) -> bool:
    return any(lemma_of(t) == lemma for s in reading.sentences if s.block == "body" for t in s.tokens)


def _told(dossier: Dossier, readings: Sequence[Reading], words: StoryWords) -> Iterator[_Choice]:
    """Yield short forms of the sentences that tell the news: the brief's first, then the event's."""
    ids = {reading.id for reading in readings}
    brief = dossier.brief.sentences[:1] if dossier.brief else ()
    cited = [(c, 1.0 - 0.15 * n) for s in brief for n, c in enumerate(s.citations)]
    cited += [(c, 0.6) for c in (dossier.event.citations if dossier.event else ())]
    for citation, weight in cited:
        if citation.report not in ids:
            continue
        reading = dossier.reading(citation.report)
        sentence = reading.sentence_at(citation.start)
        if sentence is None or not sentence.parsed:
            continue
        for runs in shortened(reading, sentence, whole_words(dossier, citation)):
            text = _joined(runs)
            count = len(text.split())
            if count >= _SHORTEST:
                content = frozenset(w for run in runs for w in words.content(run))
                worth = weight * (0.5 + words.share_of(content)) * _fullness(reading, runs)
                worth *= min(1.0, _LONGEST / count) ** 2 * min(words.plainness(run) for run in runs)
                yield _Choice(_headline(text, runs, "The sentence that tells the news, shortened."), worth)


def _fullness(reading: Reading, runs: Sequence[Passage]) -> float:
    """Return more for words that name who and where, 0 to 1."""
    names = {m.entity for run in runs for m in reading.mentions_in(run) if m.form == "name"}
    return 0.5 + 0.12 * min(4, len(names))


def _anything(dossier: Dossier) -> Iterator[_Choice]:
    """Yield what there is where nothing better is: the first words of a report, then its headline."""
    for place, reading in enumerate(dossier.readings):
        passage = _headline_of(reading)
        body = next((s for s in reading.sentences if s.block == "body"), None)
        if body is not None:
            first = printable(reading, body)[-1]
            yield _Choice(_headline(first.words, [first], "The first words of a report."), 0.5 - 0.01 * place)
        if passage is not None and passage.words:
            yield _Choice(_headline(passage.words, [passage], "The headline of a report."), 1 - 0.01 * place)


def _headline(text: str, runs: Sequence[Passage], reason: str) -> Headline:
    plain = " ".join(text.split()).rstrip(".,;:–— ")
    citations: tuple[Citation, ...] = tuple(cite(run) for run in runs)
    return Headline(text=plain[:1].upper() + plain[1:], citations=citations, reason=reason)


def _joined(runs: Sequence[Passage]) -> str:
    text = " ".join(" ".join(run.words.split()) for run in runs)
    return re.sub(r"\s+([,;.’'])", r"\1", text)
