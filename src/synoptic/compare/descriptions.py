"""Phrases that name without a name: “the embattled host”, “her angry letter”, “the disputed bill”."""

from collections.abc import Container, Iterator, Mapping, Sequence

import msgspec

from synoptic.compare.phrases import Phrases, Range
from synoptic.compare.word_lists import word_list
from synoptic.news.annotation import Reading, Sentence, Token
from synoptic.news.comparison import StoryEntity

_OPENERS = ("the", "this", "that", "these", "those", "le", "la", "l’", "ce", "cette", "les", "ces")
_OWNERS = ("poss", "nmod:poss", "nmod")
_MODIFIERS = ("amod", "compound", "nmod", "nummod")


class Described(msgspec.Struct, frozen=True):
    """A phrase and what it names: an entity by id and name, or a thing by name alone."""

    span: Range
    entity: str
    name: str


class Descriptions:
    """Finds the phrases of a story that describe what they name."""

    def __init__(
        self,
        of_member: Mapping[str, StoryEntity],
        heads: Mapping[str, tuple[str, str]],
        things: Mapping[str, str],
    ) -> None:
        self._of_member = of_member
        self._heads = heads
        self._things = things

    def find(self, sentence: Sentence, reading: Reading, loaded: Container[int] = ()) -> Iterator[Described]:
        """Yield the describing phrases of a sentence; `loaded` says where loaded words begin in the report."""
        if not sentence.parsed:
            return
        phrases = Phrases(sentence)
        owners: dict[int, StoryEntity] = {}
        named: set[int] = set()
        for mention in reading.mentions_in(sentence):
            span = phrases.tokens_of(mention)
            if span is not None:
                named.update(range(span[0], span[1] + 1))
                if mention.entity in self._of_member:
                    owners[phrases.head_of(span)] = self._of_member[mention.entity]
        for place, token in enumerate(sentence.tokens):
            inner = token.dep in ("compound", "npadvmod") or _in_compound(sentence.tokens, place)
            if token.pos == "NOUN" and place not in named and not inner:
                found = self._described(phrases, place, named, owners) or self._coloured(phrases, place, loaded)
                if found is not None:
                    yield found

    def _described(
        self, phrases: Phrases, place: int, named: set[int], owners: Mapping[int, StoryEntity]
    ) -> Described | None:
        token = phrases.tokens[place]
        lemma = token.lemma.casefold()
        if lemma in self._heads and token.tag == "NN":
            first = phrases.begin_before(place)
            definite = phrases.tokens[first].words.casefold() in _OPENERS
            if definite and place - first >= 2 and place + 1 not in named:
                return Described((first, place), *self._heads[lemma])
        if lemma in self._things:
            span = phrases.noun_phrase(place)
            return Described(span, "", self._things[lemma]) if span[1] > span[0] else None
        owner = self._owner(phrases, place, owners)
        if owner is not None and lemma not in word_list("common_things"):
            return Described(phrases.noun_phrase(place), "", f"{owner.name}’s {lemma}")
        if lemma in word_list("people") and self._modified(phrases, place):
            return Described(phrases.noun_phrase(place), "", _thing_name(token, lemma))
        return None

    def _coloured(self, phrases: Phrases, place: int, loaded: Container[int]) -> Described | None:
        """Return the phrase of a noun that is loaded or has a loaded word before it."""
        first = phrases.begin_before(place)
        siblings = phrases.children.get(phrases.tokens[place].head, ())
        if phrases.tokens[place].dep == "attr" and any(phrases.tokens[i].dep == "neg" for i in siblings):
            return None
        if first == place or not any(t.start in loaded for t in phrases.tokens[first : place + 1]):
            return None
        token = phrases.tokens[place]
        return Described((first, place), "", _thing_name(token, token.lemma.casefold()))

    def _owner(self, phrases: Phrases, place: int, owners: Mapping[int, StoryEntity]) -> StoryEntity | None:
        for child in phrases.children.get(place, ()):
            if phrases.tokens[child].dep in _OWNERS and child < place and child in owners:
                return owners[child]
        return None

    def _modified(self, phrases: Phrases, place: int) -> bool:
        return any(phrases.tokens[i].dep in _MODIFIERS for i in phrases.children.get(place, ()))


def _in_compound(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a noun only ends an adjective: “the left-wing president”."""
    before, behind = tokens[place - 1 : place], tokens[place + 1 : place + 2]
    return bool(before and behind) and before[0].words in ("-", "‐") and behind[0].pos in ("NOUN", "PROPN", "ADJ")


def _thing_name(token: Token, lemma: str) -> str:
    return f"the {token.words.casefold() if token.tag == 'NNS' else lemma}"
