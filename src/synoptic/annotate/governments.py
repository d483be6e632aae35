"""Governments: “the Colombian government”, “X's administration”, “the previous government”, and seats that act."""

import re
from collections.abc import Sequence

import msgspec

from synoptic.annotate.countries import country_name, country_word, fold
from synoptic.annotate.directory import Directory
from synoptic.annotate.name_spans import NameSpan
from synoptic.annotate.party import Party
from synoptic.annotate.word_lists import word_list
from synoptic.news.annotation import Sentence, Token

_EARLIER = re.compile(
    r"\b(?:previous|former|then|preceding|past|last|earlier|outgoing|at the time|at that time|"
    r"précédent|ancien|anterior|frühere|vorige)\b",
    re.I,
)


class PhraseMention(msgspec.Struct, frozen=True):
    """Words that are no name but mean somebody or something."""

    start: int
    end: int
    party: Party
    acts: bool = False


def find_governments(
    directory: Directory, names: Sequence[NameSpan], sentence: Sentence
) -> tuple[PhraseMention, ...]:
    """Return the phrases of a sentence that mean a government, with the government they mean."""
    found = []
    inside = {n.start: n for n in names}
    for index, token in enumerate(sentence.tokens):
        if fold(token.words) not in word_list("references", "government"):
            continue
        first = _phrase_start(sentence.tokens, index)
        last = _phrase_end(sentence, index, names)
        owners = [n for t in sentence.tokens[first : last + 1] if (n := inside.get(t.start)) is not None]
        owners += [
            NameSpan(t.start, t.end, t.words, "people", sentence.index, sentence.language)
            for t in sentence.tokens[first:index]
            if not owners and (w := country_word(t.words, sentence.language)) is not None and w.use == "people"
        ]
        words = sentence.words[sentence.tokens[first].start - sentence.start :]
        words = words[: sentence.tokens[last].end - sentence.tokens[first].start + len(" at the time")]
        party = _government(directory, owners, earlier=bool(_EARLIER.search(words)), noun=token.words.casefold())
        if party is not None:
            found.append(PhraseMention(sentence.tokens[first].start, sentence.tokens[last].end, party))
    return tuple(found)


def acting_places(
    directory: Directory, names: Sequence[NameSpan], sentence: Sentence
) -> tuple[PhraseMention, ...]:
    """Return the countries and capitals that act in a sentence, as subjects of saying and deciding."""
    found = []
    by_start = {t.start: t for t in sentence.tokens}
    for name in names:
        token = by_start.get(name.start)
        party = directory.of(name)
        if token is None or party is None or not party.code or party.kind not in ("place", "organisation"):
            continue
        if not any(_acts(t, sentence.tokens) for t in sentence.tokens if name.start <= t.start < name.end):
            continue
        if party.key.startswith("country:"):
            found.append(PhraseMention(name.start, name.end, party, acts=True))
        else:
            found.append(PhraseMention(name.start, name.end, government_of(directory, party.code), acts=True))
    return tuple(found)


def government_of(directory: Directory, code: str, *, earlier: bool = False) -> Party:
    """Return the government of a country, or the one before it."""
    name = country_name(code)
    owner = f"{name}’" if name.endswith("s") else f"{name}’s"
    if earlier:
        return directory.add(f"government before:{code}", f"{owner} previous government", "organisation", code)
    return directory.add(f"government:{code}", f"{owner} government", "organisation", code)


def _government(directory: Directory, owners: Sequence[NameSpan], *, earlier: bool, noun: str) -> Party | None:
    for owner in owners:
        word = country_word(owner.words, owner.language)
        if word is not None:
            return government_of(directory, word.code, earlier=earlier)
    for owner in owners:
        party = directory.of(owner)
        if party is None or party.kind != "person":
            continue
        held = {r.removeprefix("former ") for r in party.roles} & word_list("references", "leads")
        if held and len(party.countries) == 1:
            former = all(f"former {role}" in party.roles and role not in party.roles for role in held)
            return government_of(directory, next(iter(party.countries)), earlier=former)
        key = f"{party.key} {'administration' if noun.startswith('admin') else 'government'}"
        made = directory.add(key, f"{party.name}’s {noun}", "organisation")
        made.countries.update(party.countries)
        return made
    return None


def _phrase_start(tokens: Sequence[Token], index: int) -> int:
    first = index
    while first > 0:
        token = tokens[first - 1]
        inner = token.words in ("’s", "'s", "-", "’") or token.pos in ("ADJ", "PROPN", "DET", "NOUN", "ADV")
        hyphened = first >= 2 and tokens[first - 1].words == "-"
        participle = token.pos == "VERB" and token.dep == "amod"
        if not (inner or hyphened or participle) or index - first >= 9:
            break
        first -= 1
        if token.pos == "DET":
            break
    return first


def _phrase_end(sentence: Sentence, index: int, names: Sequence[NameSpan]) -> int:
    """Take in “in Bogotá”, “of Colombia”, “de Colombie” behind the noun."""
    tokens = sentence.tokens
    following = [t.words.casefold() for t in tokens[index + 1 : index + 3]]
    if following[:1] and following[0] in ("in", "of", "de", "du", "à", "en", "in"):
        skip = 3 if len(following) > 1 and following[1] in ("the", "la", "los", "le") else 2
        if index + skip < len(tokens):
            place = next((n for n in names if n.start == tokens[index + skip].start), None)
            if place is not None and country_word(place.words, place.language) is not None:
                return max(i for i, t in enumerate(tokens) if t.start < place.end)
    return index


def _acts(token: Token, tokens: Sequence[Token]) -> bool:
    if token.dep not in ("nsubj", "nsubj:pass"):
        return False
    return fold(tokens[token.head].lemma) in word_list("references", "acts")
