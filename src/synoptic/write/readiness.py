"""How well words stand on their own in a brief: whole, short, plain, and leaning on nothing before them."""

import re

from synoptic.news.annotation import Reading, Sentence
from synoptic.news.report import Passage
from synoptic.write.glosses import sure_pronoun
from synoptic.write.passages import is_finite, uneven_marks

# A sentence that opens so points back at the one before it.
_POINTING = re.compile(
    r"^(?:this|that|these|those|such|it|which|who|whose|where|there|here|ce|cela|cette|esto|eso)\b", re.IGNORECASE
)
_OWNERS = re.compile(r"^(?:its|his|her|their|son|sa|ses|leur|leurs|su|sus)\b", re.IGNORECASE)
_EARLY_OWNER = re.compile(r"^(?:[\w’']+,? ){1,4}(?:its|their|his|her)\b", re.IGNORECASE)
_PERSONS = re.compile(r"^(?:he|she|they|il|elle|ils|elles|él|ella|ellos|ellas|er|sie)\b", re.IGNORECASE)
_ADDRESSES = re.compile(r"\b(?:I|us|(?i:we|you|our|my|your|nous|vous|je))\b")
_QUOTED = re.compile(r"[“«\"][^”»\"]*[”»\"]")
_ENDED = re.compile(r"[.!…。][\"'”’»)\]]*$")
# Newsletter items run to 25 words a sentence; beyond that a reader loses the thread.
_EASY_WORDS = 25
_LEAST_WORDS = 4


def readiness(reading: Reading, sentence: Sentence, passage: Passage, *, longest: int) -> float:
    """Return 0 (not to be printed) to 1: how well a passage reads as a sentence of its own."""
    words = passage.words.split()
    if not _LEAST_WORDS <= len(words) <= longest or uneven_marks(passage.words):
        return 0.0
    if passage.words.rstrip().endswith(("?", ":", "?”", '?"')) or not _has_verb(sentence, passage):
        return 0.0
    score = _leaning(reading, passage) * _speech(passage.words) * _substance(reading, passage)
    if passage.end == sentence.end and not _ENDED.search(passage.words):
        score *= 0.6
    if len(words) > _EASY_WORDS:
        score *= (_EASY_WORDS / len(words)) ** 0.5
    return score


def _has_verb(sentence: Sentence, passage: Passage) -> bool:
    if not sentence.parsed:
        return True
    inside = [t for t in sentence.tokens if passage.start <= t.start and t.end <= passage.end]
    tops = [t for i, t in enumerate(sentence.tokens) if t.head == i]
    headed = any(t in inside and (t.pos in ("VERB", "AUX") or _has_copula(sentence, t.start)) for t in tops)
    return headed and any(is_finite(t) for t in inside)


def _has_copula(sentence: Sentence, start: int) -> bool:
    return any(t.dep == "cop" and sentence.tokens[t.head].start == start for t in sentence.tokens)


def _leaning(reading: Reading, passage: Passage) -> float:
    """Return how far the opening stands without the sentence before it."""
    words = passage.words.lstrip("“\"«'‘ ")
    if _POINTING.match(words):
        return 0.35
    if _OWNERS.match(words):
        return 0.45
    if _PERSONS.match(words):
        return 0.7 if sure_pronoun(reading, passage) is not None else 0.1
    owner = _EARLY_OWNER.match(words)
    # “On Tuesday its director …”: whose?
    if owner and not any(m.start < passage.start + owner.end() - 1 for m in reading.mentions_in(passage)):
        return 0.6
    return 1.0


def _speech(words: str) -> float:
    """Return less for bare quotations, and for an outlet that speaks of itself or to its readers."""
    own = _QUOTED.sub("", words)
    if words.lstrip().startswith(("“", '"', "«")):
        return 0.2 if len(own.split()) < 3 else 0.4
    return 0.4 if _ADDRESSES.search(own) else 1.0


def _substance(reading: Reading, passage: Passage) -> float:
    """Return less for a sentence without a name, a figure or a time: it may say nothing by itself."""
    named = any(m.form == "name" for m in reading.mentions_in(passage))
    counted = bool(reading.figures_in(passage)) or any(t.kind == "date" for t in reading.times_in(passage))
    return 1.0 if named else 0.75 if counted else 0.45
