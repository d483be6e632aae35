"""Where names stand in a report: the model's names, mended, and capitalised names it missed."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

import msgspec

from synoptic.annotate.countries import country_word, fold
from synoptic.annotate.roles import Gender, find_roles, is_title
from synoptic.news.annotation import EntityKind, Sentence, Token

# The types of the models (OntoNotes, WikiNER) as kinds; numbers and times are read by other stages.
KINDS: dict[str, EntityKind] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "people",
    "EVENT": "event",
    "WORK_OF_ART": "work",
    "LAW": "law",
    "PRODUCT": "product",
    "MISC": "other",
}
_NUMBERS = frozenset(("DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY", "LANGUAGE"))
_OUTER = " \t\n\u00a0,.;:!?-–—·•|/*#\"'“”‘’«»„()[]"
_GENITIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_ARTICLE = re.compile(
    r"^(?:the|a|an|le|la|les|l['’]|el|los|las|der|die|das|den|dem)\s*(?<![a-zé])(?=\W?[A-ZÀ-Þ])", re.I
)
# Small words that stand inside names.
_INNER = frozenset(
    [
        "de",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "des",
        "la",
        "las",
        "los",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "zu",
        "af",
        "al",
        "el",
        "bin",
        "ibn",
    ]
)
_DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "i",
        "mr",
        "mrs",
        "ms",
        "dr",
    ]
)


class NameSpan(msgspec.Struct, frozen=True):
    """A name in a report's text: its place, the kind that its form or the model suggests, its sentence."""

    start: int
    end: int
    words: str
    kind: EntityKind
    sentence: int
    language: str
    sure: bool = True


def find_names(sentence: Sentence) -> tuple[NameSpan, ...]:
    """Return the names of a sentence, in order and without overlap."""
    if not sentence.parsed:
        return tuple(_plain_names(sentence))
    found: list[NameSpan] = []
    taken: set[int] = set()
    for first, last, kind in _model_runs(sentence.tokens):
        made = _mended(sentence, sentence.tokens[first].start, sentence.tokens[last].end, kind)
        if made is not None:
            found.append(made)
        taken.update(range(first, last + 1))
    taken.update(i for i, t in enumerate(sentence.tokens) if t.entity[2:] in _NUMBERS)
    found += _missed(sentence, taken)
    return tuple(sorted(found, key=lambda n: n.start))


def gender_of_name(given: str) -> Gender:
    """Return the gender of a given name, empty for names that tell none."""
    key = fold(given)
    if key in _given("male"):
        return "male"
    return "female" if key in _given("female") else ""


def strip_titles(name: str, language: str) -> tuple[str, tuple[str, ...]]:
    """Return a name without the titles before it, and those titles; a lone title stays a name."""
    words = name.split()
    titles: list[str] = []
    while len(words) > 1 and is_title(words[0].strip(".-"), language):
        titles.append(words.pop(0))
    return " ".join(words), tuple(titles)


def _model_runs(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int, EntityKind]]:
    start = 0
    while start < len(tokens):
        label = tokens[start].entity[2:]
        end = start
        while end + 1 < len(tokens) and tokens[end + 1].entity == f"I-{label}":
            end += 1
        if label in KINDS:
            yield start, end, KINDS[label]
        start = end + 1


def _mended(sentence: Sentence, start: int, end: int, kind: EntityKind) -> NameSpan | None:
    """Return a name without the marks, articles and genitives that the model took with it; None if none is left."""
    text, base = sentence.words, sentence.start
    low, high = start - base, end - base
    while low < high and text[low] in _OUTER:
        low += 1
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
    if not any(character.isalpha() for character in words) or fold(words) in _DAYS:
        return False
    if country_word(words, language) is not None:
        return True
    if not any(c.isupper() or c.isdigit() for c in words) and words[0].isascii():
        return False
    roles = find_roles(words.split(), language)
    return not (roles and roles[0].first == 0 and roles[0].last == len(words.split()) - 1)


def _missed(sentence: Sentence, taken: set[int]) -> list[NameSpan]:
    """Return runs of capitalised proper nouns, and countries and peoples, that the model passed over."""
    found: list[NameSpan] = []
    tokens = sentence.tokens
    run: list[int] = []
    for index in range(len(tokens) + 1):
        token = tokens[index] if index < len(tokens) else None
        proper = token is not None and index not in taken and token.pos == "PROPN" and token.words[:1].isupper()
        glued = proper and run and token is not None and token.start - tokens[run[-1]].end <= 1
        if proper and (not run or glued):
            run.append(index)
            continue
        if run:
            found += _from_run(sentence, [tokens[i] for i in run], first=run[0] == 0)
        run = [index] if proper else []
    for index, token in enumerate(tokens):
        if index not in taken and token.pos in ("ADJ", "NOUN") and len(token.words) > 2:
            word = country_word(token.words, sentence.language)
            if word is not None and word.use == "people":
                found.append(
                    NameSpan(token.start, token.end, token.words, "people", sentence.index, sentence.language)
                )
    return found


def _from_run(sentence: Sentence, run: list[Token], *, first: bool) -> list[NameSpan]:
    while len(run) > 1 and is_title(run[0].words, sentence.language):
        run = run[1:]
    made = _mended(sentence, run[0].start, run[-1].end, "other")
    if made is None or (first and len(run) == 1 and country_word(made.words, sentence.language) is None):
        return []
    return [msgspec.structs.replace(made, sure=len(run) > 1)]


def _plain_names(sentence: Sentence) -> Iterator[NameSpan]:
    """Yield the capitalised names of a sentence whose grammar was not read."""
    tokens = sentence.tokens
    place = 0
    while place < len(tokens):
        known = _country_at(sentence, place)
        if known is not None:
            span, place = known
            yield span
            continue
        if not _large(tokens[place]):
            place += 1
            continue
        end = _run_end(tokens, place)
        begins = _given_name_in(sentence, place, end)
        span_words = sentence.words[tokens[begins].start - sentence.start : tokens[end].end - sentence.start]
        name, titles = strip_titles(span_words, sentence.language)
        start = tokens[end].end - len(name)
        made = _mended(sentence, start, tokens[end].end, "other")
        if made is not None and _believed(sentence, begins, end, made, bool(titles)):
            kind: EntityKind = "person" if titles or gender_of_name(name.split()[0]) else "other"
            yield msgspec.structs.replace(made, kind=kind, sure=end > place or bool(titles))
        place = end + 1


def _large(token: Token) -> bool:
    return token.words[:1].isupper() and len(token.words) > 1


def _run_end(tokens: tuple[Token, ...], place: int) -> int:
    end = place
    while end + 1 < len(tokens) and tokens[end + 1].start - tokens[end].end == 1:
        if _large(tokens[end + 1]):
            end += 1
        elif end == place and find_roles([tokens[place].words], "es"):
            break
        elif tokens[end + 1].words in _INNER and end + 2 < len(tokens) and _large(tokens[end + 2]):
            end += 2
        else:
            break
    return end


def _given_name_in(sentence: Sentence, first: int, last: int) -> int:
    """Return where a person's name begins in a German run of capitals: nouns are written large too."""
    if sentence.language != "de":
        return first
    for place in range(first, last):
        if gender_of_name(sentence.tokens[place].words):
            return place
    return first


def _country_at(sentence: Sentence, place: int) -> tuple[NameSpan, int] | None:
    tokens = sentence.tokens
    for length in (3, 2, 1):
        last = place + length - 1
        if last >= len(tokens):
            continue
        words = sentence.words[tokens[place].start - sentence.start : tokens[last].end - sentence.start]
        found = country_word(words, sentence.language) if len(words) > 1 else None
        follows = last + 1 < len(tokens) and _large(tokens[last + 1]) and sentence.language != "de"
        if found is not None and not (length == 1 and follows and found.use != "people"):
            kind: EntityKind = "people" if found.use == "people" else "place"
            return NameSpan(
                tokens[place].start, tokens[last].end, words, kind, sentence.index, sentence.language
            ), last + 1
    return None


def _believed(sentence: Sentence, first: int, last: int, name: NameSpan, titled: bool) -> bool:
    """Return whether capitals mark a name: not at a sentence's start, not a German noun, unless a given name says so."""
    words = name.words.split()
    acronym = len(words) == 1 and len(name.words) >= 2 and name.words.isupper()
    if titled or acronym or (gender_of_name(words[0]) and len(words) > 1):
        return True
    if sentence.language == "de":
        return False
    begins = first == 0 or sentence.tokens[first - 1].words in ("“", "«", '"', "„", ":", "—", "–", "¿", "¡")
    return not begins or (last > first and len(words) > 1)


@cache
def _given(gender: str) -> frozenset[str]:
    lists = tomllib.loads(resources.files(__package__).joinpath("given_names.toml").read_text(encoding="utf-8"))
    return frozenset(fold(name) for name in lists[gender].split())
