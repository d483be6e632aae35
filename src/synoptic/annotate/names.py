"""Where names stand in a report: the model's names, mended, and capitalised names it missed."""

from collections.abc import Iterator

import msgspec

from synoptic.annotate.countries import country_word
from synoptic.annotate.name_spans import NameSpan, in_headline_style, mended
from synoptic.annotate.plain_names import plain_names
from synoptic.annotate.roles import is_title
from synoptic.news.annotation import EntityKind, Sentence, Token

# The types of the models (OntoNotes, WikiNER) as kinds; numbers and times are read by other stages.
KINDS: dict[str, EntityKind] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "people",
    "EVENT": "event",
    "WORK_OF_ART": "work",
    "LAW": "law",
    "PRODUCT": "product",
    "MISC": "other",
}
_NUMBERS = frozenset(("DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY", "LANGUAGE"))


def find_names(sentence: Sentence) -> tuple[NameSpan, ...]:
    """Return the names of a sentence, in order and without overlap."""
    if not sentence.parsed:
        return tuple(plain_names(sentence))
    found: list[NameSpan] = []
    taken: set[int] = set()
    for first, last, kind in _model_runs(sentence.tokens):
        made = mended(sentence, sentence.tokens[first].start, sentence.tokens[last].end, kind)
        if made is not None:
            found.append(made)
        taken.update(range(first, last + 1))
    taken.update(i for i, t in enumerate(sentence.tokens) if t.entity[2:] in _NUMBERS)
    found += _missed(sentence, taken)
    return tuple(sorted(found, key=lambda n: n.start))


def _model_runs(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int, EntityKind]]:
    start = 0
    while start < len(tokens):
        label = tokens[start].entity[2:]
        end = start
        while end + 1 < len(tokens) and tokens[end + 1].entity == f"I-{label}":
            end += 1
        if label in KINDS:
            yield start, end, KINDS[label]
        start = end + 1


def _missed(sentence: Sentence, taken: set[int]) -> list[NameSpan]:
    """Return runs of capitalised proper nouns, and countries and peoples, that the model passed over."""
    found: list[NameSpan] = []
    tokens = sentence.tokens
    run: list[int] = []
    for index in range(len(tokens) + 1):
        token = tokens[index] if index < len(tokens) else None
        proper = token is not None and index not in taken and token.pos == "PROPN" and token.words[:1].isupper()
        glued = proper and run and token is not None and token.start - tokens[run[-1]].end <= 1
        if proper and (not run or glued):
            run.append(index)
            continue
        if run:
            found += _from_run(sentence, [tokens[i] for i in run], first=run[0] == 0)
        run = [index] if proper else []
    for index, token in enumerate(tokens):
        if index not in taken and token.pos in ("ADJ", "NOUN") and len(token.words) > 2:
            word = country_word(token.words, sentence.language)
            if word is not None and word.use == "people":
                found.append(
                    NameSpan(token.start, token.end, token.words, "people", sentence.index, sentence.language)
                )
    return found


def _from_run(sentence: Sentence, run: list[Token], *, first: bool) -> list[NameSpan]:
    while len(run) > 1 and is_title(run[0].words, sentence.language):
        run = run[1:]
    made = mended(sentence, run[0].start, run[-1].end, "other")
    if made is None or (first and len(run) == 1 and country_word(made.words, sentence.language) is None):
        return []
    return [msgspec.structs.replace(made, sure=len(run) > 1 or not (first or in_headline_style(sentence)))]
