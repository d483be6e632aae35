"""The words of a report that say what happened at a time: a claim that can stand alone, or its clause."""

import re

from synoptic.news.annotation import Reading, Sentence, TimeMention
from synoptic.news.report import Passage, Span

# A claim with fewer content words beside its time says too little to stand in a timeline by itself
# ("In May 2020"); chosen by reading the shortest entries of the labelled stories.
_LEAST_WORDS = 2
_DEPENDENT = ("SCONJ", "ADP", "CCONJ", "PART", "PUNCT")
_RELATIVE = ("WDT", "WP", "WRB", "WP$")
_CONTENT = ("NOUN", "VERB", "PROPN", "ADJ", "NUM")
_SUBJECTS = ("nsubj", "nsubjpass", "nsubj:pass", "csubj", "expl")


def has_verb(sentence: Sentence) -> bool:
    """Return whether a sentence tells anything: a dateline or a stamp has no verb."""
    if not sentence.parsed:
        return len(sentence.tokens) >= 6
    return any(t.pos in ("VERB", "AUX") for t in sentence.tokens)


def stands_alone(sentence: Sentence, claim: Passage, mention: Span) -> bool:
    """Return whether a claim's words say by themselves what happened: a subject, a verb and more than the time."""
    tokens = [t for t in sentence.tokens if claim.start <= t.start and t.end <= claim.end]
    if not tokens or not sentence.parsed:
        return len(tokens) >= 6
    first = next((t for t in tokens if t.pos != "PUNCT"), tokens[0])
    if first.pos in _DEPENDENT and not _opens_with_time(first.start, mention, sentence):
        return False
    if first.tag in _RELATIVE or (mention.start <= first.start < mention.end and claim.start > sentence.start):
        return False
    said = [t for t in tokens if t.pos in _CONTENT and not mention.start <= t.start < mention.end]
    return len(said) > _LEAST_WORDS and any(t.dep in _SUBJECTS for t in tokens)


def opens_with_pronoun(sentence: Sentence, place: Passage) -> bool:
    """Return whether a passage cannot be read alone because its subject only points back ("It was closed")."""
    tokens = [t for t in sentence.tokens if place.start <= t.start and t.end <= place.end]
    subject = next((t for t in tokens if t.dep in _SUBJECTS), None)
    return subject is not None and subject.pos == "PRON"


def _opens_with_time(start: int, mention: Span, sentence: Sentence) -> bool:
    """Return whether a preposition is only that of the time: "In May 2020, …"."""
    return start < mention.start and mention.start - start <= 12 and start == sentence.start


def clause_around(reading: Reading, sentence: Sentence, mention: TimeMention) -> Passage:
    """Return the stretch between semicolons and dashes that holds the time."""
    text = reading.report.text
    edges = [m.end() for m in re.finditer(r"[;—]\s*|\s–\s", text[sentence.start : sentence.end])]
    start = max([e for e in edges if sentence.start + e <= mention.start], default=0)
    rest = [
        m.start()
        for m in re.finditer(r"\s*[;—]|\s–\s", text[sentence.start : sentence.end])
        if sentence.start + m.start() >= mention.end
    ]
    end = min(rest, default=sentence.end - sentence.start)
    return reading.passage(sentence.start + start, sentence.start + end)


def content_of(sentence: Sentence, place: Passage) -> frozenset[str]:
    """Return the content words of a passage, as lemmas where the grammar was read."""
    tokens = [t for t in sentence.tokens if place.start <= t.start < place.end]
    if not sentence.parsed:
        return frozenset(t.words.casefold() for t in tokens if len(t.words) > 4)
    return frozenset(t.lemma.casefold() for t in tokens if t.pos in ("NOUN", "VERB", "PROPN", "ADJ"))
