"""Voices: who is quoted or paraphrased in a story, by which reports, how often and how much."""

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from synoptic.compare.settings import CompareSettings
from synoptic.news.annotation import Quote
from synoptic.news.comparison import Dossier, Voice
from synoptic.news.ids import content_id
from synoptic.news.report import Credit, Passage
from synoptic.news.story import Citation
from synoptic.run.stage import Made, Tools

_ARTICLES = ("the ", "a ", "an ", "le ", "la ", "les ", "l’", "l'", "el ", "los ", "las ", "der ", "die ", "das ")
# Who is only pointed at is no voice that a reader could know again.
_POINTERS = frozenset(
    (
        "he",
        "she",
        "they",
        "it",
        "i",
        "we",
        "you",
        "who",
        "him",
        "her",
        "them",
        "his",
        "il",
        "elle",
        "ils",
        "elles",
        "their",
        "its",
        "our",
        "my",
        "your",
        "t-elle",
        "t-il",
        "t-on",
    )
)


class _Heard(msgspec.Struct, frozen=True, kw_only=True):
    """One time that somebody is heard: the words, and how many of them are quoted."""

    passage: Passage
    direct: bool
    name: str
    entity: str


def find_voices(dossier: Dossier, *, settings: CompareSettings, tools: Tools) -> Made[Voice]:
    """Return the voices of a story, those that are heard in most reports and at most length first."""
    groups: dict[str, list[_Heard]] = defaultdict(list)
    for heard in _all_heard(dossier):
        groups[heard.entity or _known(dossier, heard.name) or _folded(heard.name)].append(heard)
    voices = [_voice(dossier, key, heard) for key, heard in groups.items()]
    return Made(tuple(sorted(voices, key=lambda v: (-len(v.reports), -v.characters, v.id))))


def _all_heard(dossier: Dossier) -> Iterable[_Heard]:
    quotes = dossier.quotes or tuple(q for r in dossier.readings for q in r.quotes)
    mixed = [q for q in quotes if q.kind == "mixed"]
    for quote in sorted(quotes, key=lambda q: (q.report, q.start, q.end, q.id)):
        if quote.kind == "direct" and any(m.contains(quote) and m.speaker == quote.speaker for m in mixed):
            continue  # heard already: the longer marked words of a mixed quote are direct quotes of their own
        if quote.speaker and _folded(quote.speaker) not in _POINTERS:
            yield _of_quote(dossier, quote)
            yield from _of_chain(dossier, quote)
    for reading in sorted(dossier.readings, key=lambda r: r.id):
        yield from (_of_credit(credit) for credit in reading.credits if credit.kind == "cited")


def _of_quote(dossier: Dossier, quote: Quote) -> _Heard:
    story_wide = dossier.story_entity(quote.entity) if quote.entity else None
    return _Heard(
        passage=Passage(report=quote.report, start=quote.start, end=quote.end, words=quote.words),
        direct=quote.kind != "indirect",
        name=story_wide.name if story_wide else quote.speaker,
        entity=story_wide.id if story_wide else "",
    )


def _of_chain(dossier: Dossier, quote: Quote) -> Iterable[_Heard]:
    """Yield those through whom a quote came: they are heard too, indirectly."""
    passage = Passage(report=quote.report, start=quote.start, end=quote.end, words=quote.words)
    for name in quote.chain:
        yield _Heard(passage=passage, direct=False, name=name, entity=_known(dossier, name))


def _of_credit(credit: Credit) -> _Heard:
    passage = Passage(report=credit.report, start=credit.start, end=credit.end, words=credit.words)
    return _Heard(passage=passage, direct=False, name=credit.agency, entity="")


def _known(dossier: Dossier, name: str) -> str:
    folded = _folded(name)
    return next((e.id for e in dossier.entities if folded in {_folded(n) for n in (e.name, *e.aliases)}), "")


def _folded(name: str) -> str:
    folded = " ".join(name.casefold().split())
    for article in _ARTICLES:
        folded = folded.removeprefix(article)
    return folded


def _voice(dossier: Dossier, key: str, heard: list[_Heard]) -> Voice:
    order = {r.id: (r.report.published.earliest or "9999", r.id) for r in dossier.readings}
    first = min(heard, key=lambda h: (order[h.passage.report], h.passage.start))
    citations = tuple(
        Citation(report=h.passage.report, start=h.passage.start, end=h.passage.end, words=h.passage.words)
        for h in heard
    )
    # The fullest name that somebody is heard under; a known entity keeps the name that the story gives it.
    names = sorted({h.name for h in heard}, key=lambda n: (-len(n), n))
    known = next((h.name for h in heard if h.entity), "")
    return Voice(
        id=content_id("voice", dossier.story.id, key),
        name=known or names[0],
        entity=next((h.entity for h in heard if h.entity), _known(dossier, heard[0].name)),
        reports=tuple(sorted({h.passage.report for h in heard})),
        direct=sum(h.direct for h in heard),
        indirect=sum(not h.direct for h in heard),
        characters=sum(h.passage.end - h.passage.start for h in heard),
        first=citations[heard.index(first)],
        citations=tuple(dict.fromkeys(citations)),
    )
