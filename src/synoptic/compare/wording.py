"""How each report names each entity of the story: the labels in its own voice, and those of its speakers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from synoptic.compare.descriptions import Descriptions
from synoptic.compare.loaded import own_loaded_words
from synoptic.compare.phrases import Phrases, Range
from synoptic.compare.predicates import appositives, complements, given_names
from synoptic.compare.settings import CompareSettings
from synoptic.compare.things import find_things
from synoptic.compare.voice import voice_at
from synoptic.compare.word_lists import word_list
from synoptic.news.annotation import Mention, Reading, Sentence, Token
from synoptic.news.comparison import Dossier, Label, StoryEntity
from synoptic.run.stage import Made, Tools

_ORDER = {"copular": 0, "appositive": 1, "modifier": 2, "description": 3, "title": 4}
_BLOCKS = ("body", "headline", "standfirst", "caption", "pullquote")


class _Found(msgspec.Struct, frozen=True):
    """A label before it is voiced and weeded: its range of tokens, its form and whom it names."""

    sentence: Sentence
    span: Range
    form: str
    entity: str
    name: str
    head: str = ""


def find_labels(dossier: Dossier, *, settings: CompareSettings, tools: Tools) -> Made[Label]:
    """Return the words with which each report names the story’s entities, what most reports name first."""
    readings = sorted(dossier.readings, key=lambda r: r.id)
    of_member = {
        member: e for e in dossier.entities for member in (e.id, *e.members) if _matters(e, len(readings))
    }
    direct = {r.id: [found for s in _read(r) for found in _named(s, r, of_member)] for r in readings}
    heads = _heads([found for group in direct.values() for found in group])
    things = {lemma: thing.name for lemma, thing in find_things(readings).items()}
    descriptions = Descriptions(of_member, heads, things)
    made: list[Label] = []
    for reading in readings:
        loaded = {word.start for word in own_loaded_words(reading, tools)}
        described = (
            _Found(s, d.span, "description", d.entity, d.name)
            for s in _read(reading)
            for d in descriptions.find(s, reading, loaded)
        )
        made += _weeded(_label(reading, f) for f in (*direct[reading.id], *described))
    return Made(tuple(_foremost_first(made)))


def _matters(entity: StoryEntity, reports: int) -> bool:
    """Return whether an entity is named often enough for its labels to be worth a line."""
    if entity.kind in ("people", "other", "work"):
        return False
    if entity.kind == "place":
        return len(entity.mentions) >= 3
    return bool(entity.mentions)


def _read(reading: Reading) -> Iterator[Sentence]:
    return (s for s in reading.sentences if s.block in _BLOCKS)


def _named(sentence: Sentence, reading: Reading, of_member: dict[str, StoryEntity]) -> Iterator[_Found]:
    """Yield the labels that stand with a name, a role or a pronoun of the sentence."""
    phrases = Phrases(sentence)
    mentions = [m for m in reading.mentions_in(sentence) if m.entity in of_member]
    for mention in mentions:
        span = phrases.tokens_of(mention)
        if span is None or any(o is not mention and _holds(o, mention) for o in mentions):
            continue
        entity = of_member[mention.entity]
        if mention.form == "role":
            yield _Found(sentence, _widened(phrases, span), "description", entity.id, entity.name)
        elif mention.form != "pronoun":
            yield from _before(phrases, sentence, span, entity)
        if sentence.parsed:
            for form, ranges in (
                ("appositive", appositives(phrases, span) if mention.form != "pronoun" else []),
                ("copular", complements(phrases, span)),
                ("description", given_names(phrases, span)),
            ):
                for found in ranges:
                    head = _head_noun(phrases, found)
                    yield _Found(sentence, found, form, entity.id, entity.name, head)


def _holds(outer: Mention, inner: Mention) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer.entity == inner.entity


def _widened(phrases: Phrases, span: Range) -> Range:
    first = phrases.begin_before(span[0]) if span[0] and phrases.tokens[span[0]].pos != "DET" else span[0]
    return first, span[1]


def _before(phrases: Phrases, sentence: Sentence, span: Range, entity: StoryEntity) -> Iterator[_Found]:
    """Yield the phrase that runs into a name, with the name: “former mayor X”."""
    tokens = sentence.tokens
    inner = tokens[phrases.head_of(span)]
    if not sentence.parsed or (inner.dep in ("compound", "amod", "nmod") and inner.head > span[1]):
        return
    first = phrases.begin_before(span[0])
    owner = span[1] + 1 < len(tokens) and tokens[span[1] + 1].words in ("’s", "'s", "’")
    before = [t for t in tokens[first : span[0]] if t.pos in ("ADJ", "NOUN", "PROPN", "VERB", "ADV")]
    if not before or (owner and entity.kind == "place"):
        return
    plain = all(t.pos == "PROPN" or t.words in (".",) for t in tokens[first : span[0]])
    head = next((t.lemma for t in reversed(before) if t.pos in ("NOUN", "PROPN")), "")
    yield _Found(
        sentence, (first, span[1]), "title" if plain else "modifier", entity.id, entity.name, head.casefold()
    )


def _head_noun(phrases: Phrases, span: Range) -> str:
    token = phrases.tokens[phrases.head_of(span)]
    return token.lemma.casefold() if token.pos in ("NOUN", "PROPN") else ""


def _heads(found: Iterable[_Found]) -> dict[str, tuple[str, str]]:
    """Return the nouns that were said of one entity alone, with its id and name."""
    votes: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for label in found:
        if label.head and label.head not in word_list("empty_heads"):
            votes[label.head][(label.entity, label.name)] += 1
    return {head: next(iter(counts)) for head, counts in votes.items() if len(counts) == 1}


def _label(reading: Reading, found: _Found) -> Label | None:
    tokens = found.sentence.tokens
    first, last = _framed(tokens, found.span)
    start, end = tokens[first].start, tokens[last].end
    words = reading.report.text[start:end]
    if not words.strip() or "\n" in words:
        return None
    return Label(
        report=reading.id,
        start=start,
        end=end,
        words=words,
        entity=found.entity,
        name=found.name,
        form=found.form,  # type: ignore[arg-type]
        voice=voice_at(reading, start, end),
    )


def _foremost_first(labels: Sequence[Label]) -> list[Label]:
    """Return labels by what they name: first what most reports have words for, then what has most words."""
    reports: dict[str, set[str]] = defaultdict(set)
    counts = Counter(label.name for label in labels)
    for label in labels:
        reports[label.name].add(label.report)
    return sorted(
        labels, key=lambda x: (-len(reports[x.name]), -counts[x.name], x.name, x.report, x.start, -x.end)
    )


def _framed(tokens: Sequence[Token], span: Range) -> Range:
    """Return a range without hyphens and genitives at its edges, and without a mark that stands alone."""
    first, last = span
    while first < last and tokens[first].words in ("-", "–", ","):
        first += 1
    while first < last and tokens[last].words in ("’s", "'s", "-", "–", ","):
        last -= 1
    words = [t.words for t in tokens[first : last + 1]]
    if first < last and words[0] == "“" and "”" not in words:
        first += 1
    if first < last and words[-1] == "”" and "“" not in words:
        last -= 1
    return first, last


def _weeded(labels: Iterable[Label | None]) -> list[Label]:
    """Return each phrase for an entity once, without what is a part of a longer label at the same place."""
    held = [label for label in labels if label is not None]
    held.sort(key=lambda x: (x.start, -x.end, not x.entity, _ORDER[x.form]))
    kept: list[Label] = []
    seen: set[tuple[str, str, str, str]] = set()
    for label in held:
        key = (label.entity, label.name, label.voice, " ".join(label.words.casefold().split()))
        # What an entity is called is no label of a thing besides.
        inside = any(
            (k.name == label.name or not label.entity) and k.start <= label.start and label.end <= k.end
            for k in kept[-6:]
        )
        if key not in seen and not inside:
            seen.add(key)
            kept.append(label)
    return kept
