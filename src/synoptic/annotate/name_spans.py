"""A name in a report's text: where it begins and ends, and what its words tell."""

import re

import msgspec

from synoptic.annotate.countries import country_word, fold
from synoptic.annotate.roles import Gender, find_roles, is_title
from synoptic.annotate.word_lists import word_list
from synoptic.news.annotation import EntityKind, Sentence

_OUTER = " \t\n\u00a0,.;:!?-–—·•|/*#\"'“”‘’«»„()[]"
_GENITIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_ARTICLE = re.compile(
    r"^(?:the|a|an|le|la|les|l['’]|el|los|las|der|die|das|den|dem)\s*(?<![a-zé])(?=\W?[A-ZÀ-Þ])", re.I
)

_PREFIX = re.compile(r"(?:anti|pro|ex|then|non|post|pre|mid|trans)[-‐](?=[A-ZÀ-Þ])", re.IGNORECASE)
_TRAILING = re.compile(r"(?:\s+(?:in|of|at|and|for|on|from|to|by|with|the))+$")
# From which share of large words a line is set like a headline: “Mayor Opens New Bridge in May”. One that ends
# like a sentence may only be full of names, so it needs more of them.
_HEADLINE_SHARE = 0.6
_SENTENCE_SHARE = 0.85
_LEAST_WORDS = 4


class NameSpan(msgspec.Struct, frozen=True):
    """A name in a report's text: its place, the kind that its form or the model suggests, its sentence."""

    start: int
    end: int
    words: str
    kind: EntityKind
    sentence: int
    language: str
    sure: bool = True


def gender_of_name(given: str) -> Gender:
    """Return the gender of a given name, empty for names that tell none."""
    key = fold(given)
    if key in word_list("given_names", "male"):
        return "male"
    return "female" if key in word_list("given_names", "female") else ""


def strip_titles(name: str, language: str) -> tuple[str, tuple[str, ...]]:
    """Return a name without the titles before it, and those titles; a lone title stays a name."""
    words = name.split()
    titles: list[str] = []
    while len(words) > 1 and is_title(words[0].strip(".-"), language):
        titles.append(words.pop(0))
    # “Coroner Mona Reyes”: a role written large before a full name.
    while len(words) > 2 and _is_role(words[0], language):
        titles.append(words.pop(0))
    return " ".join(words), tuple(titles)


def in_headline_style(sentence: Sentence) -> bool:
    """Return whether most words of a sentence begin with a capital letter, as in English headlines."""
    words = [t.words for t in sentence.tokens if t.words.isalpha() and len(t.words) > 1]
    inner = [w for w in words if fold(w) not in word_list("names", "small")]
    if len(inner) < _LEAST_WORDS or sentence.language == "de":
        return False
    share = _SENTENCE_SHARE if sentence.words.rstrip('”"’ ').endswith((".", "!", "?")) else _HEADLINE_SHARE
    return sum(w[0].isupper() for w in inner) > share * len(inner)


def _is_role(word: str, language: str) -> bool:
    return any(role.first == role.last == 0 for role in find_roles([word], language))


def mended(sentence: Sentence, start: int, end: int, kind: EntityKind) -> NameSpan | None:
    """Return a name without the marks, articles and genitives taken with it; None if no name is left."""
    text, base = sentence.words, sentence.start
    low, high = start - base, end - base
    while low < high and text[low] in _OUTER:
        low += 1
    prefix = _PREFIX.match(text[low:high])
    low += prefix.end() if prefix else 0
    article = _ARTICLE.match(text[low:high])
    # "The Hague" and "The Guardian" keep their article, "the Kremlin" does not.
    if article and high - low - article.end() > 1 and not (kind == "place" and text[low : low + 6] == "The Ha"):
        low += article.end()
    while low < high and text[low] in _OUTER:
        low += 1
    high = _right_edge(text, low, high)
    words = text[low:high]
    if not _is_name(words, sentence.language):
        return None
    return NameSpan(base + low, base + high, words, kind, sentence.index, sentence.language)


def _right_edge(text: str, low: int, high: int) -> int:
    trailing = _TRAILING.search(text[low:high])
    high = low + trailing.start() if trailing else high
    genitive = _GENITIVE.search(text[low:high])
    if genitive:
        high = low + genitive.start()
    while high > low and text[high - 1] in _OUTER:
        # "U.S.", "Jr." and initials keep their stop.
        if text[high - 1] == "." and re.search(r"(?:\b[A-Z]|\b(?:Jr|Sr|Inc|Corp|Ltd|Co|St))\.$", text[low:high]):
            break
        high -= 1
    return high


def _is_name(words: str, language: str) -> bool:
    if len(words) < 2 or words.startswith(("@", "#", "http", "www.")) or "\n" in words:
        return False
    if not any(character.isalpha() for character in words) or fold(words) in word_list("names", "no_name"):
        return False
    if country_word(words, language) is not None:
        return True
    if not any(c.isupper() or c.isdigit() for c in words) and words[0].isascii():
        return False
    roles = find_roles(words.split(), language)
    return not (roles and roles[0].first == 0 and roles[0].last == len(words.split()) - 1)
