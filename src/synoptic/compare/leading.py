"""Which claim's words stand for a group, and how much of a statement a claim is by itself."""

import re
from collections import defaultdict
from collections.abc import Sequence

from synoptic.news.annotation import Claim, Reading, Sentence, Token
from synoptic.news.comparison import ClaimLink, Dossier

# A claim with more content words than this is several things at once and a poor headline for its group.
_TOO_MUCH = 16
# Verbs that only say that somebody said something.
_SAYING = frozenset(
    (
        "say", "tell", "announce", "report", "state", "add", "note", "declare", "claim", "write", "describe",
        "explain", "call", "warn", "stress", "insist", "remark", "comment", "argue", "respond", "reply",
        "dire", "déclarer", "annoncer", "ajouter", "affirmer", "expliquer", "préciser", "indiquer", "estimer",
    )
)  # fmt: skip
_DATELINE = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+[^()\n]{0,40}\([^()\n]{2,40}\)\s*[-–—]+\s*")
_MARKS = '“”«»"'
_POINTING = re.compile(
    r"(?:its?|his|her|their|he|she|they|this|that|these|those|such|il|elle|ils|elles|ce)\b", re.I
)
_SUBJECTS = ("nsubj", "nsubjpass", "nsubj:pass", "csubj", "expl", "expl:subj")
_OWN_AUX = ("ROOT", "ccomp", "conj", "relcl", "advcl", "cop")
_HEARERS = frozenset(("reporter", "journalist", "news", "agency", "medium", "newspaper", "crowd", "audience"))
_CONTENT = ("NOUN", "VERB", "PROPN", "ADJ", "NUM", "ADV")
# What a claim is worth as a statement: a clause with its subject; one that leans on words outside it; a phrase or
# a relative clause; a name, a description or a verb of saying alone. Chosen so that of two claims of equal place
# and support the clause is listed first, and the last kind behind all but remote background; not measured.
_CLAUSE, _LEANING, _PHRASE, _NOTHING = 1.0, 0.75, 0.55, 0.3


def completeness(reading: Reading, claim: Claim) -> float:
    """Return 0 to 1: how much of a statement a claim's own words are; 1 where no grammar was read."""
    sentence = reading.sentence_at(claim.start)
    if sentence is None or not sentence.parsed:
        return _CLAUSE
    start = claim.start + _dateline(claim.words)
    places = [
        i
        for i, t in enumerate(sentence.tokens)
        if t.start >= start and any(s.start <= t.start and t.end <= s.end for s in claim.spans)
    ]
    inside = [sentence.tokens[i] for i in places]
    content = [t for t in inside if t.pos in _CONTENT]
    if all(t.pos == "PROPN" for t in content) or _only_says(sentence, places):
        return _NOTHING
    if any(_is_finite(t) for t in inside):
        return _of_clause(inside)
    described = all(t.pos in ("PROPN", "NOUN", "ADJ") for t in content) and not claim.figures
    return _NOTHING if described else _PHRASE


def _of_clause(inside: Sequence[Token]) -> float:
    subjects = [t for t in inside if t.dep in _SUBJECTS]
    if subjects and all(t.tag in ("WDT", "WP", "WP$") or "Rel" in t.morph for t in subjects):
        return _PHRASE
    leans = inside[0].dep in ("mark", "prep", "advmod") and inside[0].pos in ("SCONJ", "ADP")
    return _CLAUSE if subjects and not leans else _LEANING


def _only_says(sentence: Sentence, places: Sequence[int]) -> bool:
    """Return whether the only verbs are of saying, and what is said stands outside: “Amara told reporters”."""
    inside = set(places)
    verbs = [i for i in places if sentence.tokens[i].pos == "VERB"]
    if not verbs or any(_lemma(sentence.tokens[i]) not in _SAYING for i in verbs):
        return False
    helped = any(sentence.tokens[i].pos == "AUX" and sentence.tokens[i].dep in _OWN_AUX for i in places)
    said = any(
        t.head in verbs and i in inside and t.dep in ("ccomp", "xcomp", "dobj", "obj", "nsubjpass", "oprd")
        for i, t in enumerate(sentence.tokens)
        if t.pos in _CONTENT and not (t.dep in ("dobj", "obj") and _lemma(t) in _HEARERS)
    )
    return not helped and not said


def lead_of(dossier: Dossier, claims: Sequence[Claim], links: Sequence[ClaimLink], language: str) -> Claim:
    """Return the claim that stands for a group: in the story's language, whole, plain, near to the others."""
    words = _words_of_origins(dossier, claims)
    return max(claims, key=lambda c: (_clearness(dossier, c, links, words, language), -claims.index(c)))


def main_language(dossier: Dossier) -> str:
    """Return the language of most of a story's origins, of two the one with more words."""
    counts: dict[str, set[str]] = defaultdict(set)
    length: dict[str, int] = defaultdict(int)
    for reading in dossier.readings:
        counts[reading.report.language].add(dossier.origin_of(reading.id))
        length[reading.report.language] += len(reading.report.text)
    return max(counts, key=lambda x: (len(counts[x]), length[x], x), default="")


def _clearness(
    dossier: Dossier, claim: Claim, links: Sequence[ClaimLink], words: dict[str, set[str]], language: str
) -> float:
    reading = dossier.reading(claim.report)
    scores = [x.score for x in links if claim.id in (x.left, x.right)]
    near = sum(scores) / len(scores) if scores else 0.0
    said = len(claim.lemmas) or len(claim.words.split()) // 2
    specific = min(said, _TOO_MUCH) / _TOO_MUCH - max(0, said - _TOO_MUCH) / _TOO_MUCH
    own = dossier.origin_of(claim.report)
    common = {w for origin, held in words.items() if origin != own for w in held}
    shared = sum(w in common for w in claim.lemmas) / max(1, len(claim.lemmas)) if common else 0.0
    named = any(m.form == "name" for span in claim.spans for m in reading.mentions_in(span))
    wire = any(credit.kind == "wire" for credit in reading.credits)
    held = sum(s.end - s.start for s in claim.spans)
    outlet = not claim.quoted and not claim.attributed_to and claim.modality == "asserted"
    return round(
        2.0 * (reading.report.language == language)
        + 1.5 * completeness(reading, claim)
        + 0.8 * shared
        + near
        + 0.5 * specific
        + 0.3 * named
        + 0.3 * outlet
        + 0.3 * (held >= 0.9 * (claim.end - claim.start))
        + 0.2 * wire
        - 0.6 * (claim.quoted or any(mark in claim.words for mark in _MARKS))
        - 0.4 * bool(_POINTING.match(claim.words))
        - 0.3 * bool(_dateline(claim.words)),
        4,
    )


def _words_of_origins(dossier: Dossier, claims: Sequence[Claim]) -> dict[str, set[str]]:
    words: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        words[dossier.origin_of(claim.report)].update(claim.lemmas)
    return words


def _dateline(words: str) -> int:
    """Return how many characters of words are a dateline, or the end of one: “HAVN, May 4 (Agency) - ”."""
    match = _DATELINE.match(words)
    return match.end() if match else 0


def _is_finite(token: Token) -> bool:
    return token.pos in ("VERB", "AUX") and ("Fin" in token.morph or token.tag in ("VBD", "VBZ", "VBP", "MD"))


def _lemma(token: Token) -> str:
    return token.lemma.casefold()
