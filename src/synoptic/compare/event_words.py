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
_OPEN_ENDED = ("SCONJ", "ADP", "CCONJ", "DET", "PART")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SAYING = frozenset(
    [
        "say",
        "tell",
        "report",
        "decline",
        "comment",
        "note",
        "add",
        "cite",
        "write",
        "tweet",
        "state",
        "explain",
        "dire",
        "déclarer",
        "rapporter",
        "indiquer",
        "affirmer",
        "préciser",
    ]
)
_SUBJECTS = ("nsubj", "nsubjpass", "nsubj:pass", "csubj", "expl")


def has_verb(sentence: Sentence) -> bool:
    """Return whether a sentence tells anything: a dateline or a stamp has no verb."""
    if not sentence.parsed:
        return len(sentence.tokens) >= 6
    return any(t.pos in ("VERB", "AUX") for t in sentence.tokens)


def stands_alone(sentence: Sentence, claim: Passage, mention: Span | None = None) -> bool:
    """Return whether a claim's words say by themselves what happened: a subject, a verb and more than the time."""
    tokens = [t for t in sentence.tokens if claim.start <= t.start and t.end <= claim.end and t.pos != "PUNCT"]
    if not tokens or not sentence.parsed:
        return len(tokens) >= 6
    first, last = tokens[0], tokens[-1]
    timed = mention or Span(report=claim.report, start=-1, end=-1)
    if (first.pos in _DEPENDENT or first.tag in _RELATIVE) and not _opens_with_time(first.start, timed, sentence):
        return False
    if last.pos in _OPEN_ENDED or (timed.start <= first.start < timed.end and claim.start > sentence.start):
        return False
    said = [t for t in tokens if t.pos in _CONTENT and not timed.start <= t.start < timed.end]
    acts = any(t.tag in _FINITE for t in tokens)
    return acts and len(said) > _LEAST_WORDS and any(t.dep in _SUBJECTS and t.tag not in _RELATIVE for t in tokens)


def is_attribute(sentence: Sentence, mention: Span) -> bool:
    """Return whether a time only names a thing ("the 2016 election") and does not date what is told."""
    inside = [t for t in sentence.tokens if mention.start <= t.start < mention.end]
    if not sentence.parsed or not inside:
        return False
    head = sentence.tokens[inside[-1].head]
    return inside[-1].dep in ("nummod", "compound", "amod", "nmod") and head.start >= mention.end


def is_hour_of_saying(sentence: Sentence, mention: Span) -> bool:
    """Return whether a time says only when something was said or reported, not when it happened."""
    token = next((t for t in sentence.tokens if mention.start <= t.start < mention.end), None)
    for _ in range(6):
        if token is None or token.pos in ("VERB", "AUX"):
            break
        above = sentence.tokens[token.head]
        token = None if above is token else above
    return token is not None and token.lemma.casefold() in _SAYING


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
