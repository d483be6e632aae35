"""What of a sentence can be printed: the whole of it, or the whole without what hangs on at a clean edge."""

import re
from collections.abc import Iterable, Iterator

from synoptic.news.annotation import Reading, Sentence, Token
from synoptic.news.report import Passage
from synoptic.write.word_lists import word_list

# “PORT ELLIS, May 4 (Agency) - ”, “HAVN — ”: where and when a report was filed is no part of what it says.
_DATELINE = re.compile(
    r"^[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ ,/]+[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+)*(?:, [A-Z][\w.]+)*(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"(?:, \d{4})?\s*(?:\([^()\n]{2,40}\)\s*[-–—:]+|[–—]+|--?\s)\s*"
)
# Words that only tie a sentence to the one before it.
_TIES = re.compile(
    r"^(?:but|and|so|yet|also|meanwhile|however|still|even so|instead|then|thus|therefore|moreover|in addition|"
    r"additionally|furthermore|for (?:his|her|its|their) part|of course|"
    r"mais|et|cependant|toutefois|pourtant|pero|y|sin embargo|aber|und|jedoch)\b,?\s+",
    re.IGNORECASE,
)
_LOOSE = frozenset(("relcl", "acl:relcl", "advcl", "acl", "appos", "npadvmod", "conj", "dep", "parataxis"))
_SUBJECTS = ("nsubj", "nsubjpass", "nsubj:pass", "expl", "csubj", "expl:subj")
_DASHES = frozenset((",", ";", "–", "—", "--", "-", ":"))
# A main clause of fewer words than this is too bare to be printed without its tail (a choice).
_LEAST_WORDS = 6


def printable(reading: Reading, sentence: Sentence) -> tuple[Passage, ...]:
    """Return the passages of a sentence that can be printed, the longest first."""
    text = reading.report.text
    start = sentence.start + _opening(text[sentence.start : sentence.end])
    end = sentence.end
    while end > start and text[end - 1].isspace():
        end -= 1
    whole = reading.passage(start, end)
    found = [whole, *_without_tails(reading, sentence, whole)]
    return tuple(p for p in dict.fromkeys(found) if p.words.strip())


def without_dateline(words: str) -> int:
    """Return how many characters at the start of words are a dateline."""
    match = _DATELINE.match(words)
    # “NATO - ” alone may be the subject; a dateline leaves a sentence that starts with a capital or a mark.
    return match.end() if match and words[match.end() : match.end() + 1] not in ("", " ") else 0


def _opening(words: str) -> int:
    cut = without_dateline(words)
    tied = _TIES.match(words[cut:])
    # “And so it went” is a manner of speaking: a tie is dropped before a name, an article or a pronoun only.
    if tied and len(words[cut + tied.end() :].split()) >= _LEAST_WORDS:
        cut += tied.end()
    return cut


def _without_tails(reading: Reading, sentence: Sentence, whole: Passage) -> Iterator[Passage]:
    """Yield the passage without one or more loose parts at its end, each set off by a comma or a dash."""
    if not sentence.parsed:
        return
    tokens = sentence.tokens
    for place in range(len(tokens) - 1, 0, -1):
        if tokens[place].start <= whole.start or not _sets_off(reading.report.text, tokens[place]):
            continue
        kept, tail = tokens[:place], tokens[place + 1 :]
        if _hangs_loose(tokens, place) and not turns(tail) and stands(kept, whole.start):
            yield reading.passage(whole.start, kept[-1].end)


def _sets_off(text: str, token: Token) -> bool:
    """Return whether a mark stands between parts of a sentence, and not inside a word ("re-entry")."""
    inside = text[token.end : token.end + 1].isalnum() and token.words in ("-", "–", ",", ":")
    return token.words in _DASHES and not inside


def _hangs_loose(tokens: tuple[Token, ...], mark: int) -> bool:
    """Return whether all that follows a mark hangs on one word before it, or on words that themselves do."""
    anchors = [i for i in range(mark + 1, len(tokens)) if tokens[i].head <= mark and tokens[i].dep != "punct"]
    backward = [i for i in range(mark + 1) if tokens[i].head > mark and tokens[i].dep != "punct"]
    return bool(anchors) and not backward and all(tokens[i].dep in _LOOSE for i in anchors)


def turns(tail: Iterable[Token]) -> bool:
    """Return whether the loss of words would turn round what stays: conditions, denials, who says so."""
    turning = word_list("turns")
    return any(
        {t.lemma.casefold(), t.words.casefold()} & turning or any(mark in t.words for mark in '”"»') for t in tail
    )


def stands(tokens: tuple[Token, ...], start: int = 0) -> bool:
    """Return whether words have a subject, a finite verb, enough words and even quotation marks."""
    inside = [t for t in tokens if t.start >= start]
    words = [t for t in inside if any(map(str.isalnum, t.words))]
    if len(words) < _LEAST_WORDS:
        return False
    subjects = [t.start for t in inside if t.dep in _SUBJECTS]
    verbs = [t.start for t in inside if is_finite(t)]
    joined = "".join(t.words for t in inside)
    return bool(subjects) and bool(verbs) and not uneven_marks(joined)


def is_finite(token: Token) -> bool:
    """Return whether a token is a finite verb."""
    return token.pos in ("VERB", "AUX") and ("Fin" in token.morph or token.tag in ("VBD", "VBZ", "VBP", "MD"))


def uneven_marks(words: str) -> bool:
    """Return whether quotation marks or brackets are opened and not closed, or closed and not opened."""
    return (
        words.count("“") != words.count("”")
        or words.count('"') % 2 == 1
        or words.count("(") != words.count(")")
        or words.count("«") != words.count("»")
    )
