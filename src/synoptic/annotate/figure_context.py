"""Whether a number counts or measures something, or is a name, a score, a section or a pronoun."""

import re

from synoptic.annotate.figure_words import FigureWords
from synoptic.annotate.number_words import Written
from synoptic.annotate.units import money_before, unit_after
from synoptic.news.annotation import Sentence, Token

_ARTICLES = {
    "en": frozenset({"one", "zero"}),
    "fr": frozenset({"un", "une", "neuf"}),
    "es": frozenset({"un", "una", "uno", "once"}),
    "de": frozenset({"ein", "eine", "einen", "einem", "einer", "eins"}),
    "pt": frozenset({"um", "uma"}),
    "it": frozenset({"uno", "una", "un"}),
    "nl": frozenset(),
}
_OLDEST = 120
# "One to two years", "un à deux ans".
_RANGE_AFTER = re.compile(
    r"\s(?:to|or|à|ou|a|o|bis|oder)\s(?:two|three|four|deux|trois|quatre|dos|tres|cuatro|zwei|drei|vier)\b",
    re.IGNORECASE,
)
_SCORE = re.compile(r"^\d{1,3}\s?[-–:]\s?\d{1,3}$")
_PHONE = re.compile(r"[+(]?\d[\d\s().-]{7,}\d")
_SCORE_WORDS = re.compile(
    r"\b(?:won|win|beat|lost|lead|led|draw|drew|victory|defeat|defeated|score|scored|tied|ahead|aggregate|siegte"
    r"|gewann|verlor|gagné|victoire|ganó|venció|goal|set|sets|match|game|vote|ruling|decision|record)\b",
    re.IGNORECASE,
)


_HOUSE = re.compile(
    r"(?:\s[A-Z][\w’'-]+){1,3}\s(?:St|Street|Road|Rd|Avenue|Ave|Lane|Drive|Square|Boulevard|Way)\b"
)


def is_figure(number: Written, sentence: Sentence, words: FigureWords) -> bool:
    """Return whether a number of a sentence is a figure."""
    text = sentence.words
    before, after = text[: number.start], text[number.end :]
    printed = text[number.start : number.end]
    if not number.digits:
        return _word_counts(number, sentence, printed)
    unit = unit_after(text, number.end, number.value)
    money = money_before(text, number.start) is not None
    if after[:1].isalpha() and (unit is None or unit.start != number.end):
        return False
    if before[-1:].isalpha() and not money:
        return False
    if _in_phone(number, text) and not money and unit is None:
        return False
    if _is_score(number, text):
        return False
    return money or unit is not None or not (_is_identifier(number, text, words) or _is_label(number, sentence))


def _is_identifier(number: Written, text: str, words: FigureWords) -> bool:
    """Return whether a number without a unit stands where numbers are names: sections, houses, shirts, codes."""
    before, after = text[: number.start], text[number.end :]
    if before.endswith("(") and after.startswith(")") and number.value < 100:
        # The number on a player's shirt.
        return True
    if words.identifier.search(before) or _HOUSE.match(after):
        return True
    if re.search(r"[^\W\d_][-‐‑/]$|[#@_/:]$|\d[-–:/.]$", before) and not re.search(r"\d\s?[-–]$", before):
        return True
    glued = re.match(r"[-‐‑]?[A-Z]\w*\b|[:/]\d|\.\d|[’']s\b", after)
    return glued is not None and not after.startswith("-year")


def _word_counts(number: Written, sentence: Sentence, printed: str) -> bool:
    folded = printed.casefold()
    articles = _ARTICLES.get(sentence.language, frozenset())
    if folded in (
        "hundred",
        "thousand",
        "million",
        "billion",
        "trillion",
        "mille",
        "mil",
        "tausend",
        "hundert",
        "cent",
    ):
        return folded in ("mille", "mil", "tausend", "hundert", "cent")
    if folded not in articles:
        return not (len(folded) <= 2 and printed.isupper())
    if _RANGE_AFTER.match(sentence.words, number.end):
        return True
    unit = unit_after(sentence.words, number.end, number.value)
    if unit is not None and folded == "one":
        return unit.unit != "days"
    if sentence.language != "en" or not sentence.parsed:
        return False
    if folded == "one" and _one_of_many(sentence, number):
        return True
    token = _token_at(sentence, sentence.start + number.start)
    if token is None or token.dep != "nummod" or folded == "zero":
        return folded == "zero" and token is not None and token.dep == "nummod"
    head = sentence.tokens[token.head]
    # "One day he left" tells no number; "one soldier was killed" does.
    return (
        head.pos == "NOUN"
        and head.start > token.start
        and head.lemma not in ("day", "thing", "way", "time", "point")
    )


def _one_of_many(sentence: Sentence, number: Written) -> bool:
    """Return whether "one" counts out of a named many: "one of the largest dams"."""
    behind = [t for t in sentence.tokens if t.start >= sentence.start + number.end]
    if not behind or behind[0].words != "of":
        return False
    return any(t.tag == "NNS" and sentence.tokens[t.head] is behind[0] for t in behind)


def is_age(number: Written, sentence: Sentence, words: FigureWords) -> bool:
    """Return whether a bare number is somebody's age: "aged 21", "Ann Lee, 43, said", "she is 35"."""
    text = sentence.words
    if number.value > _OLDEST or number.value != int(number.value):
        return False
    if words.age.search(text[: number.start]):
        return True
    if not sentence.parsed or not number.digits:
        return False
    token = _token_at(sentence, sentence.start + number.start)
    if token is None:
        return False
    previous = [t for t in sentence.tokens if t.end <= token.start][-2:]
    if text[: number.start].endswith(", ") and re.match(r"(?:,|\.$| and | or )", text[number.end :]):
        return len(previous) == 2 and previous[0].entity.endswith(("PERSON", "PER"))
    head = sentence.tokens[token.head]
    if head.lemma != "be" or token.dep != "attr":
        return False
    subjects = [t for t in sentence.tokens if t.dep == "nsubj" and sentence.tokens[t.head] is head]
    who = ("he", "she", "who", "i")
    return any(t.words.casefold() in who or t.entity.endswith("PERSON") for t in subjects)


def _token_at(sentence: Sentence, offset: int) -> Token | None:
    return next((t for t in sentence.tokens if t.start <= offset < t.end), None)


def _in_phone(number: Written, text: str) -> bool:
    for match in _PHONE.finditer(text):
        if match.start() <= number.start < match.end():
            digits = re.sub(r"\D", "", match.group())
            # Years and thousands stand in groups too: a telephone number has nine digits and no comma.
            return len(digits) >= 9 and "," not in match.group() and len(re.findall(r"\d+", match.group())) >= 3
    return False


def _is_score(number: Written, text: str) -> bool:
    left = re.search(r"(\d{1,3})\s?[-–]\s?$", text[: number.start])
    right = re.match(
        r"\s?[-–]\s?(\d{1,3})(?![\d,.]*\d|\s?(?:%|percent|years?|million|billion))", text[number.end :]
    )
    if not (left or right):
        return False
    one = int(left.group(1)) if left else number.value
    other = number.value if left else float(right.group(1)) if right else 0
    return one >= other or (bool(_SCORE_WORDS.search(text)) and one < 20 and other < 20)


def _is_label(number: Written, sentence: Sentence) -> bool:
    """Return whether a bare number ends a name ("Apollo 11", "Berlin 1936")."""
    token = _token_at(sentence, sentence.start + number.start)
    if token is None or not sentence.parsed:
        return False
    if token.dep == "nummod":
        head = sentence.tokens[token.head]
        return head.pos == "PROPN" and head.end <= token.start and token.start - head.end <= 1
    return token.entity.startswith("I-") and token.entity[2:] in (
        "PRODUCT",
        "FAC",
        "ORG",
        "WORK_OF_ART",
        "LAW",
        "EVENT",
    )
