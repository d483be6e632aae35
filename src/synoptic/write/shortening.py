"""Shorter forms of a sentence that say nothing else: whole parts left out, every kept word as it stands."""

from collections.abc import Iterator, Sequence

from synoptic.news.annotation import Reading, Sentence, Token
from synoptic.news.report import Passage
from synoptic.write.passages import printable, stands, turns
from synoptic.write.word_lists import word_list

_DESCRIBING = frozenset(("amod", "compound", "nmod", "poss", "det", "case", "advmod", "punct", "npadvmod"))
_CLAUSES = frozenset(("ccomp", "parataxis"))
_LEADING = frozenset(("prep", "case", "punct", "det"))
_KEPT = frozenset(("not", "no", "never", "former", "ex", "acting", "late", "alleged", "suspected", "would-be"))


def shortened(reading: Reading, sentence: Sentence, passage: Passage) -> Iterator[tuple[Passage, ...]]:
    """Yield forms of a passage as runs of its words: trimmed, without who says so, with bare names."""
    inside = [p for p in printable(reading, sentence) if passage.start <= p.start and p.end <= passage.end]
    for kept in dict.fromkeys((*inside, passage)):
        places = _places(sentence, kept)
        said = _without_saying(sentence, places)
        for chosen in (places, said) if said else (places,):
            bare = _without_descriptions(reading, sentence, chosen)
            timeless = _without_times(reading, sentence, bare)
            first = _without_second(sentence, bare)
            for form in dict.fromkeys((tuple(chosen), tuple(bare), tuple(timeless), tuple(first))):
                tokens = tuple(sentence.tokens[i] for i in form)
                if stands(tokens) or (len(tokens) == len(sentence.tokens)):
                    yield _runs(reading, tokens)


def _places(sentence: Sentence, passage: Passage) -> list[int]:
    return [i for i, t in enumerate(sentence.tokens) if passage.start <= t.start and t.end <= passage.end]


def _without_saying(sentence: Sentence, places: Sequence[int]) -> list[int]:
    """Return the places of what is said, where the sentence says at its end who says it: “…, officials said”."""
    inside = set(places)
    for top in places:
        token = sentence.tokens[top]
        if token.head != top or token.lemma.casefold() not in word_list("saying"):
            continue
        for clause in places:
            content = sentence.tokens[clause]
            if content.head == top and content.dep in _CLAUSES and clause < top:
                below = [i for i in _below(sentence, clause) if i in inside]
                return _stripped(sentence, below) if max(below) < top else []
    return []


def _below(sentence: Sentence, head: int) -> list[int]:
    found, waiting = [], [head]
    while waiting:
        at = waiting.pop()
        found.append(at)
        waiting.extend(i for i, t in enumerate(sentence.tokens) if t.head == at and i != at)
    return sorted(found)


def _stripped(sentence: Sentence, places: list[int]) -> list[int]:
    while places and not any(map(str.isalnum, sentence.tokens[places[-1]].words)):
        places = places[:-1]
    while places and not any(map(str.isalnum, sentence.tokens[places[0]].words)):
        places = places[1:]
    return places


def _without_descriptions(reading: Reading, sentence: Sentence, places: Sequence[int]) -> list[int]:
    """Return the places without the modifiers in front of persons' names: “the leftist president” X."""
    dropped: set[int] = set()
    for mention in reading.mentions_in(sentence):
        if mention.form != "name" or mention.kind != "person":
            continue
        name = [i for i in places if mention.start <= sentence.tokens[i].start < mention.end]
        for i in range(name[0] - 1, -1, -1) if name else ():
            token = sentence.tokens[i]
            hangs = token.head in name or token.head in dropped
            if not hangs or token.dep not in _DESCRIBING or token.lemma.casefold() in _KEPT:
                break
            dropped.add(i)
    return [i for i in places if i not in dropped]


def _without_times(reading: Reading, sentence: Sentence, places: Sequence[int]) -> list[int]:
    """Return the places without a time at either end: “this week”, “on Tuesday”; the date stands beside it."""
    kept = list(places)
    for mention in reading.times_in(sentence):
        time = [i for i in kept if mention.start <= sentence.tokens[i].start < mention.end]
        if not time or mention.kind != "date":
            continue
        before, after = kept[: kept.index(time[0])], kept[kept.index(time[-1]) + 1 :]
        if not any(map(str.isalnum, "".join(sentence.tokens[i].words for i in after))):
            while before and sentence.tokens[before[-1]].dep in _LEADING:
                before.pop()
            kept = before
        elif before and all(sentence.tokens[i].dep in _LEADING for i in before):
            kept = _stripped(sentence, after)
    return kept


def _without_second(sentence: Sentence, places: Sequence[int]) -> list[int]:
    """Return the places of the first of two things done: “police found a panel and arrested a man”."""
    kept = _stripped(sentence, list(places))
    for place in kept[1:]:
        token = sentence.tokens[place]
        joined = token.dep == "conj" and token.pos == "VERB" and sentence.tokens[token.head].pos in ("VERB", "AUX")
        tail = [i for i in _below(sentence, place) if i in kept]
        if not joined or not tail or tail[-1] != kept[-1] or turns(sentence.tokens[i] for i in tail):
            continue
        before = [i for i in kept if i < tail[0]]
        if before and sentence.tokens[before[-1]].dep == "cc":
            return _stripped(sentence, before[:-1])
    return kept


def _runs(reading: Reading, tokens: Sequence[Token]) -> tuple[Passage, ...]:
    runs: list[Passage] = []
    for token in tokens:
        gap = reading.report.text[runs[-1].end : token.start] if runs else "x"
        if runs and not gap.strip():
            runs[-1] = reading.passage(runs[-1].start, token.end)
        else:
            runs.append(reading.passage(token.start, token.end))
    return tuple(runs)
