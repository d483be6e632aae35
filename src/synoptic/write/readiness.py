"""How well words stand on their own in a brief: whole, short, plain, and leaning on nothing before them."""

import re

from synoptic.news.annotation import Claim, Sentence
from synoptic.news.comparison import Dossier
from synoptic.news.report import Passage

# A sentence that opens so leans on the one before it.
_LEANING = re.compile(
    r"^(?:but|and|so|yet|or|also|meanwhile|however|still|even so|instead|then|thus|therefore|moreover|"
    r"mais|et|cependant|toutefois|pero|y|sin embargo|aber|und)\b",
    re.IGNORECASE,
)
_DANGLING = re.compile(r"^(?:this|that|these|those|such|it|which|who|whose|where)\b", re.IGNORECASE)
_PRONOUNS = {
    "he",
    "she",
    "they",
    "we",
    "i",
    "you",
    "il",
    "elle",
    "ils",
    "elles",
    "él",
    "ella",
    "ellos",
    "er",
    "sie",
}


def readiness(dossier: Dossier, claim: Claim, passage: Passage, *, longest: int) -> float:
    """Return 0 (not to be printed) to 1: how well a passage reads as a sentence of its own."""
    reading = dossier.reading(claim.report)
    words = passage.words.split()
    sentence = reading.sentence_at(passage.start)
    if sentence is None or not 4 <= len(words) <= longest or claim.modality == "question":
        return 0.0
    score = 1.0
    if not _is_clause(sentence, passage):
        return 0.0
    if _uneven_marks(passage.words):
        return 0.0
    if _LEANING.match(passage.words):
        score *= 0.6
    if _DANGLING.match(passage.words):
        score *= 0.35
    first = words[0].strip("“\"'").casefold()
    if first in _PRONOUNS:
        resolved = any(m.form == "pronoun" and m.start - passage.start <= 2 for m in reading.mentions_in(passage))
        score *= 0.7 if resolved else 0.3
    if claim.quoted or passage.words.lstrip().startswith(("“", '"')):
        score *= 0.4
    # Newsletter items run to 25 words a sentence; beyond that a reader loses the thread.
    if len(words) > 25:
        score *= 25 / len(words)
    if len(words) < 7:
        score *= 0.8
    return score


def _is_clause(sentence: Sentence, passage: Passage) -> bool:
    """Return whether the passage is a whole sentence, or a clause with its own subject in front of its verb."""
    if (passage.start, passage.end) == (sentence.start, sentence.end):
        return True
    if not sentence.parsed:
        return False
    inside = [t for t in sentence.tokens if passage.start <= t.start and t.end <= passage.end]
    if not inside:
        return False
    finite = [
        t
        for t in inside
        if t.pos in ("VERB", "AUX") and ("Fin" in t.morph or t.tag in ("VBD", "VBZ", "VBP", "MD"))
    ]
    subjects = [t for t in inside if t.dep in ("nsubj", "nsubjpass", "nsubj:pass", "expl", "csubj")]
    if not finite or not subjects:
        return False
    opening = inside[0]
    if opening.dep in ("mark", "prep", "punct", "cc") or opening.tag in (
        "WDT",
        "WP",
        "WRB",
        "IN",
        "VBG",
        "VBN",
        "TO",
    ):
        return False
    return min(s.start for s in subjects) < max(v.start for v in finite) and opening.tag not in (
        "VBD",
        "VBZ",
        "VBP",
        "MD",
    )


def _uneven_marks(words: str) -> bool:
    return (
        words.count("“") != words.count("”") or words.count('"') % 2 == 1 or words.count("(") != words.count(")")
    )
