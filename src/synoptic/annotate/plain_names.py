"""Names in sentences whose grammar no model reads: by capitals, titles, given names and countries."""

from collections.abc import Iterator

import msgspec

from synoptic.annotate.countries import country_word
from synoptic.annotate.name_spans import NameSpan, gender_of_name, mended, strip_titles
from synoptic.annotate.roles import find_roles
from synoptic.annotate.word_lists import word_list
from synoptic.news.annotation import EntityKind, Sentence, Token


def plain_names(sentence: Sentence) -> Iterator[NameSpan]:
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
        made = mended(sentence, start, tokens[end].end, "other")
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
        elif (
            tokens[end + 1].words in word_list("names", "inner")
            and end + 2 < len(tokens)
            and _large(tokens[end + 2])
        ):
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
    """Return whether capitals mark a name: not at a sentence’s start, not a German noun, without a given name."""
    words = name.words.split()
    acronym = len(words) == 1 and len(name.words) >= 2 and name.words.isupper()
    if titled or acronym or (gender_of_name(words[0]) and len(words) > 1):
        return True
    if sentence.language == "de":
        return False
    begins = first == 0 or sentence.tokens[first - 1].words in ("“", "«", '"', "„", ":", "—", "–", "¿", "¡")
    return not begins or (last > first and len(words) > 1)
