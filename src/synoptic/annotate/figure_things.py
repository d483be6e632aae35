"""What a figure counts, which way it changed, and who gives it, read from the sentence's grammar."""

import re

from synoptic.annotate.figure_words import FigureWords
from synoptic.news.annotation import Sentence, Token

_MODIFIERS = ("compound", "amod", "nmod", "flat:name", "flat", "poss")
_SUBJECTS = ("nsubj", "nsubjpass", "nsubj:pass", "csubj")
_NOUNS = ("NOUN", "PROPN")
_SPEECH = frozenset(
    [
        "say",
        "report",
        "state",
        "announce",
        "add",
        "tell",
        "estimate",
        "note",
        "declare",
        "dire",
        "annoncer",
        "déclarer",
        "affirmer",
    ]
)
# Behind these words stands a level or another clause, not the size of the change before them.
_STOPPING = frozenset(["to", "from", "at", "zu", "auf", "à", "and", "of", "on", "in", "for", "with", "a", "as"])
_MEASURING = frozenset(
    [
        "cost",
        "total",
        "reach",
        "hit",
        "exceed",
        "top",
        "measure",
        "weigh",
        "average",
        "near",
        "pass",
        "have",
        "be",
        "coûter",
        "atteindre",
        "dépasser",
        "mesurer",
        "peser",
        "compter",
        "être",
    ]
)


def thing_counted(sentence: Sentence, start: int, end: int, words: FigureWords, *, measured: bool) -> str:
    """Return the lemma words of what the number between two offsets counts; empty where it is not said."""
    if not sentence.parsed:
        return "" if measured else _next_word(sentence, end, words)
    # "£37m." may end in a token that holds the sentence's stop, too.
    inside = [t for t in sentence.tokens if t.start < end and t.end > start]
    if not inside:
        return ""
    head = _topmost(sentence, inside)
    if not measured:
        return _counted_noun(sentence, head, end)
    behind = _of_what(sentence, head, end)
    if behind is not None:
        return _phrase(sentence, behind)
    above = sentence.tokens[head.head]
    if (
        above is not head
        and above.pos in _NOUNS
        and head.dep in ("nummod", "compound", "amod", "npadvmod", "nmod")
    ):
        return _phrase(sentence, above, end)
    verb = sentence.tokens[head.head]
    if head.dep in ("dobj", "obj") and verb.lemma.casefold() not in _MEASURING | words.up | words.down:
        # Who spends a million is not what the million is of.
        return ""
    subject = _subject(sentence, head)
    return _phrase(sentence, subject) if subject is not None else ""


def change_of(sentence: Sentence, start: int, end: int, words: FigureWords) -> str:
    """Return "up" or "down" where the figure is the size of a reported change, else nothing."""
    text = sentence.words
    after = text[end - sentence.start :]
    for direction, pattern in (("up", words.up_after), ("down", words.down_after)):
        if pattern.match(after):
            return direction
    printed = text[: start - sentence.start]
    if printed.endswith("+"):
        return "up"
    before = re.findall(r"[\w’']+", re.split(r"[:;,.](?:\s|$)", printed)[-1].casefold())
    for word in reversed(before[-5:]):
        if word in words.up or word in words.down:
            return "up" if word in words.up else "down"
        if word in _STOPPING:
            break
    if before[-1:] == ["by"]:
        # "Shares of one fell 2.3 %, of the other by 2.6 %": the verb is said once.
        earlier = [w for w in re.findall(r"[\w’']+", printed.casefold()) if w in words.up or w in words.down]
        return "" if not earlier else "up" if earlier[-1] in words.up else "down"
    return ""


def said_by(sentence: Sentence, words: FigureWords) -> str:
    """Return the printed words of who gives the sentence's figures, by "according to" or a verb of saying."""
    match = words.according.search(sentence.words)
    if match is not None:
        tail = sentence.words[match.end() :]
        return re.split(r"[,;.:–—]|\s(?:that|which|who|on|said)\s", tail)[0].strip(" \"“”’'")[:80]
    for token in sentence.tokens:
        if token.lemma in _SPEECH and token.pos == "VERB":
            subjects = [t for t in sentence.tokens if t.dep == "nsubj" and sentence.tokens[t.head] is token]
            if subjects and subjects[0].pos != "PRON":
                return _printed(sentence, subjects[0])
    return ""


def _counted_noun(sentence: Sentence, head: Token, end: int) -> str:
    noun = head if head.pos in _NOUNS else None
    above = sentence.tokens[head.head]
    if (
        noun is None
        and head.dep in ("nummod", "amod", "quantmod", "advmod", "compound", "det", "nmod")
        and above.pos in _NOUNS
    ):
        noun = above
    if noun is None:
        noun = _of_what(sentence, head, end)
    if noun is None:
        noun = next((t for t in sentence.tokens if end <= t.start <= end + 2 and t.pos == "NOUN"), None)
    if noun is None:
        return ""
    if noun.end <= end:
        # "Hundreds of people": the number word is the noun, what it counts stands behind "of".
        behind = _of_what(sentence, noun, end)
        return _phrase(sentence, behind) if behind is not None else ""
    return _phrase(sentence, _counted_of(sentence, noun, end), end)


def _counted_of(sentence: Sentence, noun: Token, end: int) -> Token:
    """Return what a number before a compound counts: in "a 12 page letter" the pages, not the letter."""
    following = next((t for t in sentence.tokens if t.start >= end), noun)
    inside = [t for t in sentence.tokens if t.end <= end]
    many = bool(inside) and inside[-1].words.casefold() not in ("1", "one", "no")
    measures = following.dep == "compound" and following.tag == "NN" and sentence.tokens[following.head] is noun
    return following if many and measures and noun.tag == "NN" else noun


def _topmost(sentence: Sentence, inside: list[Token]) -> Token:
    held = {t.start for t in inside}
    outside = [t for t in inside if sentence.tokens[t.head].start not in held or sentence.tokens[t.head] is t]
    return (outside or inside)[-1]


def _of_what(sentence: Sentence, head: Token, end: int) -> Token | None:
    for token in sentence.tokens:
        if token.start < end or token.start > end + 2:
            continue
        if token.words.casefold() in ("of", "de", "d'", "d’", "von", "in"):
            behind = [t for t in sentence.tokens if sentence.tokens[t.head] is token and t.pos in _NOUNS]
            if behind and token.words.casefold() != "in":
                return behind[0]
            above = sentence.tokens[token.head]
            if token.dep == "case" and above.pos in _NOUNS:
                return above
    return None


def _subject(sentence: Sentence, token: Token) -> Token | None:
    for _ in range(6):
        above = sentence.tokens[token.head]
        subjects = [t for t in sentence.tokens if t.dep in _SUBJECTS and sentence.tokens[t.head] is above]
        if subjects:
            found = subjects[0]
            if found.pos == "PRON" and above.dep in ("relcl", "acl:relcl", "acl"):
                return sentence.tokens[above.head]
            return found if found.pos in _NOUNS else None
        if above.dep in ("acl", "relcl") and sentence.tokens[above.head].pos in _NOUNS:
            return sentence.tokens[above.head]
        if above is token:
            return None
        token = above
    return None


def _phrase(sentence: Sentence, noun: Token, after: int = 0) -> str:
    parts = [
        t
        for t in sentence.tokens
        if t is noun
        or (
            sentence.tokens[t.head] is noun
            and t.dep in _MODIFIERS
            and t.pos in (*_NOUNS, "ADJ")
            and after <= t.start < noun.start
        )
    ]
    return " ".join(
        t.lemma.casefold() for t in parts if any(c.isalpha() for c in t.words) and not t.words[0].isdigit()
    )


def _printed(sentence: Sentence, noun: Token) -> str:
    held = {noun.start}
    for _ in range(4):
        held |= {
            t.start
            for t in sentence.tokens
            if sentence.tokens[t.head].start in held
            and t.dep not in ("relcl", "appos", "punct", "acl", "cc", "conj")
        }
    tokens = [t for t in sentence.tokens if t.start in held]
    first, last = tokens[0].start - sentence.start, tokens[-1].end - sentence.start
    return sentence.words[first:last].strip(' ,;:"“”')[:80]


def _next_word(sentence: Sentence, end: int, words: FigureWords) -> str:
    tail = sentence.words[end - sentence.start :]
    match = re.match(r"\s+(?:de\s+(?:l[oa]s\s+)?|der\s+|d[’'])?([^\W\d]+)", tail)
    word = match.group(1).casefold() if match else ""
    return word if len(word) > 2 and word not in words.no_thing else ""
