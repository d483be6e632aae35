"""Whether words that look like a time are one, judged by what stands around them."""

import re

from synoptic.annotate.date_grammar import Expression
from synoptic.annotate.date_packs import Pack
from synoptic.annotate.units import unit_after
from synoptic.news.annotation import Sentence, Token

_NUMBER_BEFORE = re.compile(
    r"(?:[$€£¥#№]|\b(?:no|nr|number|section|room|route|flight|page|highway|n°|ziffer))\.?\s?$", re.IGNORECASE
)
_QUANTITY_AFTER = re.compile(
    r"\s?(?:[%€£$°]|(?:percent|per cent|million|billion|thousand|km|kilomet|met(?:re|er)|miles?|kg|tons?|tonn"
    r"|euros?|dollars?|dólares|dollar|prozent|millionen|milliarden|mio|mrd|meter|personnes|personas|people|mètres|metros|hectares?"
    r"|mw|kw|watts?|square|pages?|feet|ft|pounds|points?|points|uhr)\b)|[-‐‑](?!\d)\w",
    re.IGNORECASE,
)
_YEAR_WORDS = {
    "en": "in since until till by from before after during of early late mid circa year and between to through"
    " for",
    "fr": "en depuis jusqu'en avant après de d'ici début fin année entre et l'année à",
    "es": "en desde hasta de para antes después año entre y del a el",
    "de": "in seit bis vor nach jahr jahre ab anfang mitte ende von und zwischen jahres",
}
# Verbs that move something to a later time: "postponed until Tuesday" is a Tuesday to come.
_DEFERRING = frozenset(
    ["postpone", "delay", "extend", "adjourn", "defer", "suspend", "reschedule", "move", "have", "give", "leave"]
)
# Verbs whose time is the time of what they arrange: "has scheduled a hearing Thursday".
_SCHEDULING = frozenset(["schedule", "plan", "slate"])
_FUTURE_HEADS = frozenset(
    [
        "expect",
        "schedule",
        "plan",
        "set",
        "due",
        "slate",
        "intend",
        "hope",
        "aim",
        "promise",
        "pledge",
        "vow",
        "agree",
        "want",
        "propose",
        "prepare",
    ]
)


def is_time(expression: Expression, sentence: Sentence, pack: Pack) -> bool:
    """Return whether an expression is used as a time in its sentence."""
    text, start = sentence.words, expression.start
    if expression.means == "year":
        return _is_year(expression, sentence, pack)
    if expression.means == "month" and set(expression.parts) <= {"month"}:
        return _is_bare_month(expression, sentence, pack)
    if expression.means == "weekday" and not _well_cased(
        expression.parts["weekday"], start, expression, sentence, pack
    ):
        return False
    named = expression.parts.get("mon") or expression.parts.get("month")
    if named and pack.cased == "upper" and expression.means in ("date", "days", "month", "preceding", "following"):
        # Posts and hurried copy print "4 july"; without a day "may" and "march" are mostly verbs.
        with_day = expression.means in ("date", "days") and named.casefold() not in pack.needs_preposition
        return named[0].isupper() or with_day
    if expression.means == "duration":
        return _is_duration(expression, sentence)
    if expression.means == "every" and "often" in expression.parts and expression.words[0].isupper():
        # "The Daily Echo" is a newspaper; at the start of a sentence the word may be one of time.
        return not text[:start].strip()
    if expression.means == "every" and re.match(r"(?:a|an|per|par|por|al) ", expression.words, re.IGNORECASE):
        # "14 days a month": only behind a number or a noun of rate; "a year of war" is none.
        return bool(re.search(r"(?:\d|times|once|twice|dollars|euros|hours|percent|%|days)\s*$", text[:start]))
    if expression.means == "clock":
        return _is_clock(expression, text)
    if expression.means == "day" and expression.parts["day"].casefold() in ("morgen", "mañana"):
        before = text[:start].rstrip().rsplit(" ", 1)[-1].casefold()
        return before not in ("am", "jeden", "guten", "la", "pasado", "cada") and (
            start == 0 or expression.parts["day"][0].islower()
        )
    return True


def tense_of(expression: Expression, sentence: Sentence, pack: Pack) -> str:
    """Return "future" or "past" as the words around an expression speak, empty where they do not decide."""
    if not sentence.parsed:
        ahead = any(word.casefold() in pack.future for word in re.findall(r"[\w’']+", sentence.words))
        return "future" if ahead else ""
    token = _token_at(sentence, sentence.start + expression.start)
    verb = _verb_above(sentence, token)
    if verb is None or token is None:
        return ""
    children = [t for t in sentence.tokens if sentence.tokens[t.head] is verb and t is not verb]
    if (
        any(t.words.casefold() in pack.future and t.dep.startswith("aux") for t in children)
        # "Should have been completed in October" looks back.
        and not any(t.words.casefold() == "have" and t.dep == "aux" for t in children)
    ) or "Tense=Fut" in verb.morph:
        return "future"
    # "Wednesday's ruling" is told of, whatever its verb looks forward to.
    owns = any(t.start == token.end and t.words in ("'s", "’s", "’", "'") for t in sentence.tokens)
    infinitive = any(t.words.casefold() == "to" and t.dep == "aux" for t in children)
    above = sentence.tokens[verb.head]
    if (
        infinitive
        and not owns
        and (above.lemma in _FUTURE_HEADS or above.lemma == "go" or above.pos in ("NOUN", "ADJ"))
    ):
        return "future"
    before = sentence.words[: expression.start]
    until = re.search(r"\b(?:until|till|by|as (?:soon|early) as)\s+$", before, re.IGNORECASE)
    past = verb.tag in ("VBD", "VBN") or "Tense=Past" in verb.morph
    if until and (not past or verb.lemma in _DEFERRING or " as " in f" {until.group()}"):
        return "future"
    if verb.lemma in _SCHEDULING and not owns and not _passive_past(sentence, verb):
        return "future"
    return "past" if verb.tag == "VBD" and _hangs_on(sentence, token, verb) else ""


def _passive_past(sentence: Sentence, verb: Token) -> bool:
    """Return whether a verb is only the complement of a "had been": what was planned once may be over."""
    helpers = {
        t.words.casefold() for t in sentence.tokens if sentence.tokens[t.head] is verb and t.dep[:3] == "aux"
    }
    return bool(helpers & {"had"})


def _hangs_on(sentence: Sentence, token: Token, verb: Token) -> bool:
    """Return whether a time stands with the verb itself, alone or behind a preposition."""
    for _ in range(4):
        above = sentence.tokens[token.head]
        if above is verb:
            return True
        if above is token or above.pos not in ("ADP", "NUM", "PROPN", "ADV", "SCONJ"):
            return False
        token = above
    return False


def _is_year(expression: Expression, sentence: Sentence, pack: Pack) -> bool:
    text, start, end = sentence.words, expression.start, expression.end
    if set(expression.parts) != {"y"} or not expression.words.isdigit():
        return True
    year = int(expression.words)
    if _NUMBER_BEFORE.search(text[:start]) or _QUANTITY_AFTER.match(text[end:]):
        return _compound_year(text[end:]) and 1900 <= year <= 2099
    before = re.findall(r"[\w'’]+", text[:start].casefold())[-1:]
    prepositions = _YEAR_WORDS.get(pack.language, "").split()
    introduced = bool(before) and (before[0] in prepositions or before[0] in pack.months)
    if pack.language == "de" and introduced and before[0] not in ("in", "von", "nach", "vor", "zwischen", "und"):
        return True
    counted = _counts_a_noun(sentence, sentence.start + start, sentence.start + end, pack)
    if introduced and before[0] == "of" and not 1800 <= year <= 2060:
        # "An average of 1500".
        return False
    if introduced:
        return not counted or before[0] in ("the",)
    return 1800 <= year <= 2060 and not counted


def _compound_year(after: str) -> bool:
    return bool(re.match(r"[-‐‑](?:era|style|born|born|vintage|end)\b", after, re.IGNORECASE))


def _counts_a_noun(sentence: Sentence, start: int, end: int, pack: Pack) -> bool:
    """Return whether the number at a place is how many there are of the noun behind it."""
    following = next((t for t in sentence.tokens if t.start >= end), None)
    if following is None:
        return False
    if not sentence.parsed:
        if pack.language == "de":
            return following.words[:1].isupper() and following.start - end <= 1
        return False
    token = _token_at(sentence, start)
    if token is None or token.dep != "nummod" or following.start - end > 1:
        return False
    head = sentence.tokens[token.head]
    determined = any(
        sentence.tokens[t.head] is head and t.dep in ("det", "poss") and t.start < start for t in sentence.tokens
    )
    return head.start >= end and (head.tag == "NNS" or "Number=Plur" in head.morph) and not determined


def _is_bare_month(expression: Expression, sentence: Sentence, pack: Pack) -> bool:
    word, start = expression.parts["month"], expression.start
    if not _well_cased(word, start, expression, sentence, pack):
        return False
    token = _token_at(sentence, sentence.start + start)
    if token is not None and token.entity.endswith(("PERSON", "PER")):
        return False
    if word.casefold() not in pack.needs_preposition:
        return True
    before = re.findall(r"[\w'’]+", sentence.words[:start].casefold())[-1:]
    if token is not None and token.entity.endswith("DATE") and token.pos != "AUX" and not before:
        return False
    if before == ["the"] and token is not None and token.entity.endswith("DATE") and token.pos == "PROPN":
        # "The March accession", but not "the March for Life".
        behind = _token_at(sentence, sentence.start + expression.end + 1)
        return behind is not None and behind.pos in ("NOUN", "ADJ", "PROPN")
    if word.casefold() in ("may", "march") and token is not None and token.pos in ("AUX", "VERB"):
        return False
    return bool(before) and before[0] in pack.prepositions


def _well_cased(word: str, start: int, expression: Expression, sentence: Sentence, pack: Pack) -> bool:
    if pack.cased == "upper":
        return word[0].isupper() or sentence.words.islower()
    if pack.cased == "lower":
        return word[0].islower() or not sentence.words[:start].strip('«“"¿¡(— ') or sentence.words.isupper()
    return True


def _is_duration(expression: Expression, sentence: Sentence) -> bool:
    words = expression.words.casefold()
    if re.match(r"(?:a|an|the)\s+(?:second|minute|quarter|day)$", words):
        token = _token_at(sentence, sentence.start + expression.end - 1)
        return bool(token and token.dep in ("npadvmod", "pobj") and words.endswith("day"))
    return not re.search(r"\bsecond$|quarters?$", words)


def _is_clock(expression: Expression, text: str) -> bool:
    if "ampm" in expression.parts or "noon" in expression.parts:
        return True
    bare = re.fullmatch(r"\d{1,2}([:.])\d\d", expression.words)
    if bare is None:
        return True
    if unit_after(text, expression.end, 0) is not None:
        # "At 3.23 euros".
        return False
    before = text[: expression.start].rstrip().casefold()
    timed = re.search(
        r"(?:\bat|\bum|\bà|\ba las|\bby|\buntil|\bfrom|\bsince|\bvon|\bbis|\bgegen|\bab|\blas)$", before
    )
    # 3:30 may be a score or a verse, 3.30 an amount: only behind a word of time.
    return bool(timed)


def _token_at(sentence: Sentence, offset: int) -> Token | None:
    return next((t for t in sentence.tokens if t.start <= offset < t.end), None)


def _verb_above(sentence: Sentence, token: Token | None) -> Token | None:
    for _ in range(8):
        if token is None:
            return None
        if token.pos in ("VERB", "AUX") and token.dep not in ("amod", "aux", "auxpass"):
            return token
        above = sentence.tokens[token.head]
        if above is token:
            return None
        token = above
    return None
