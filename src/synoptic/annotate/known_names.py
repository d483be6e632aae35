"""What the rest of a report tells of a name: names in headlines are cut, missed ones found again."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from synoptic.annotate.countries import country_word, fold
from synoptic.annotate.name_spans import NameSpan, in_headline_style, mended, strip_titles
from synoptic.annotate.names import find_names
from synoptic.news.annotation import EntityKind, Sentence, Token

_LONGEST = 6
_OWNED = ("’s", "'s")
_GLUE = tuple("/-_@=&#+~")
_LINKS = ("-", "–", "and", "&")
_NAMED: tuple[EntityKind, ...] = ("person", "organisation", "place", "other", "product", "event")


def names_of_report(sentences: Sequence[Sentence]) -> dict[int, tuple[NameSpan, ...]]:
    """Return the names of each sentence, by its index, seen with the whole report in mind."""
    found = {s.index: find_names(s) for s in sentences}
    known = KnownNames(sentences, found)
    return {s.index: known.seen_again(s, found[s.index]) if s.parsed else found[s.index] for s in sentences}


class KnownNames:
    """The names and the small words of a report, gathered from its running text."""

    def __init__(self, sentences: Sequence[Sentence], found: Mapping[int, Sequence[NameSpan]]) -> None:
        self._small: set[str] = set()
        self._kinds: dict[str, Counter[EntityKind]] = defaultdict(Counter)
        for sentence in sentences:
            self._small.update(fold(t.words) for t in sentence.tokens if t.words.islower() and _free(sentence, t))
        for sentence in sentences:
            if not in_headline_style(sentence):
                for name in found[sentence.index]:
                    self._learn(sentence, name)

    def seen_again(self, sentence: Sentence, names: Sequence[NameSpan]) -> tuple[NameSpan, ...]:
        """Return the names of a sentence, cut to what they are elsewhere, with known names that were missed."""
        headline = in_headline_style(sentence)
        kept: list[NameSpan] = []
        for name in names:
            tokens = [t for t in sentence.tokens if name.start <= t.start < name.end]
            kept += self._split(sentence, name, tokens) if headline else self._trimmed(sentence, name, tokens)
        taken = {t.start for t in sentence.tokens for n in kept if n.start <= t.start < n.end}
        free = [t for t in sentence.tokens if t.start not in taken]
        kept += self._matches(sentence, free)
        return tuple(sorted(kept, key=lambda n: n.start))

    def _learn(self, sentence: Sentence, name: NameSpan) -> None:
        if name.kind not in _NAMED or not name.sure or not name.words[:1].isupper():
            return
        bare = strip_titles(name.words, name.language)[0]
        opens = name.start == sentence.start
        words = bare.split()
        if not (opens and len(words) == 1 and fold(bare) in self._small):
            self._kinds[fold(bare)][name.kind] += 1
        if name.kind == "person" and len(words) > 1 and fold(words[-1]) not in self._small:
            self._kinds[fold(words[-1])][name.kind] += 1

    def _kind(self, key: str) -> EntityKind | None:
        votes = self._kinds.get(key)
        if not votes:
            return None
        most = max(votes.values())
        return next(kind for kind in _NAMED if votes[kind] == most)

    def _matches(self, sentence: Sentence, tokens: Sequence[Token]) -> Iterator[NameSpan]:
        """Yield the known names among tokens, the longest at each place."""
        place = 0
        while place < len(tokens):
            for length in range(min(_LONGEST, len(tokens) - place), 0, -1):
                part = tokens[place : place + length]
                words = _words(sentence, part)
                kind = self._kind(fold(words)) if _together(part) and words[:1].isupper() else None
                small = length == 1 and fold(words) in self._small
                if kind is not None and not small and part[-1].words[-1:].isalnum():
                    yield NameSpan(part[0].start, part[-1].end, words, kind, sentence.index, sentence.language)
                    place += length - 1
                    break
            place += 1

    def _split(self, sentence: Sentence, name: NameSpan, tokens: Sequence[Token]) -> list[NameSpan]:
        """Return the names inside one that was taken from a headline: the known ones, or what is no small word."""
        if self._kind(fold(name.words)) is not None:
            return [name]
        known = [self._with_given_name(sentence, match, tokens) for match in self._matches(sentence, tokens)]
        if known:
            return known
        runs: list[list[Token]] = [[]]
        for token in tokens:
            if token.pos in ("PROPN", "NOUN", "ADJ", "PART") and fold(token.words) not in self._small:
                runs[-1].append(token)
            else:
                runs.append([])
        made = [mended(sentence, run[0].start, run[-1].end, name.kind) for run in runs if run]
        return [msgspec.structs.replace(m, sure=name.sure) for m in made if m is not None]

    def _with_given_name(self, sentence: Sentence, match: NameSpan, tokens: Sequence[Token]) -> NameSpan:
        """Return a person's last name with the given names before it."""
        before = [t for t in tokens if t.end <= match.start]
        start = match.start
        while before and match.kind == "person" and " " not in match.words and start - before[-1].end == 1:
            token = before.pop()
            if token.pos != "PROPN" or fold(token.words) in self._small or self._kind(fold(token.words)):
                break
            start = token.start
        words = sentence.words[start - sentence.start : match.end - sentence.start]
        return msgspec.structs.replace(match, start=start, words=words)

    def _trimmed(self, sentence: Sentence, name: NameSpan, tokens: Sequence[Token]) -> list[NameSpan]:
        """Return a name without a word that only opens the sentence, a people before it or a score behind it."""
        both = self._both(sentence, name, tokens)
        if both:
            return both
        first, last = 0, len(tokens) - 1
        while first < last and self._is_lead(sentence, name, tokens[first], tokens[first + 1 :]):
            first += 1
        while first < last and self._is_rest(sentence, tokens[first:last], tokens[last]):
            last -= 1
        if not tokens or (first == 0 and last == len(tokens) - 1):
            return [name]
        if name.kind not in ("person", "organisation", "place", "other"):
            return [name]
        made = mended(sentence, tokens[first].start, tokens[last].end, name.kind)
        return [msgspec.structs.replace(made, sure=name.sure)] if made is not None else [name]

    def _is_lead(self, sentence: Sentence, name: NameSpan, token: Token, rest: Sequence[Token]) -> bool:
        """Return whether the first word of a name is no part of it."""
        small = fold(token.words) in self._small
        if token.start == sentence.start and small and token.pos != "PROPN":
            return True
        behind = fold(_words(sentence, rest))
        # “Rovers QB Carl Doss”: a short form of a role stands before the name.
        abbreviated = name.kind == "person" and 2 <= len(token.words) <= 3 and token.words.isupper()
        if abbreviated and len(rest) == 2 and token.words.isalpha():
            return True
        if small and self._kind(behind) is not None and self._kind(fold(name.words)) is None:
            return True
        if " " in behind and self._kind(behind) == "person" and self._kind(fold(name.words)) != "person":
            return True
        word = country_word(token.words, sentence.language)
        if word is None or word.use != "people" or name.kind not in ("person", "other"):
            return False
        return name.kind == "person" or self._kind(behind) is not None

    def _is_rest(self, sentence: Sentence, name: Sequence[Token], token: Token) -> bool:
        """Return whether the last word behind a name is no part of it."""
        if not any(c.isalpha() for c in token.words):
            return True
        small = fold(token.words) in self._small and token.pos != "PROPN"
        return small and self._kind(fold(_words(sentence, name))) is not None

    def _both(self, sentence: Sentence, name: NameSpan, tokens: Sequence[Token]) -> list[NameSpan]:
        """Return both names of “Ruiz’s Transport Office”, “Ruiz-Meier talks”, “Ruiz and Meier”, if known alone."""
        inner = range(1, len(tokens) - 1)
        mark = next((i for i in inner if tokens[i].words in (*_OWNED, *_LINKS)), None)
        if mark is None:
            return []
        left, right = _words(sentence, tokens[:mark]), _words(sentence, tokens[mark + 1 :])
        kind, other = self._known(left, sentence.language), self._known(right, sentence.language)
        linked = tokens[mark].words in _LINKS
        if kind is None or (linked and (other is None or self._kind(fold(name.words)) is not None)):
            return []
        first = NameSpan(tokens[0].start, tokens[mark - 1].end, left, kind, sentence.index, sentence.language)
        second = mended(sentence, tokens[mark + 1].start, tokens[-1].end, other or name.kind)
        return [first, second] if second is not None else [first]

    def _known(self, words: str, language: str) -> EntityKind | None:
        word = country_word(words, language)
        if word is not None:
            return "people" if word.use == "people" else "place"
        return self._kind(fold(words))


def _free(sentence: Sentence, token: Token) -> bool:
    """Return whether a token is no part of an address or a handle, where names are written small."""
    before = sentence.words[: token.start - sentence.start][-1:]
    behind = sentence.words[token.end - sentence.start :][:1]
    return before not in _GLUE and behind not in _GLUE


def _words(sentence: Sentence, tokens: Sequence[Token]) -> str:
    if not tokens:
        return ""
    return sentence.words[tokens[0].start - sentence.start : tokens[-1].end - sentence.start]


def _together(tokens: Sequence[Token]) -> bool:
    return all(b.start - a.end <= 1 for a, b in pairwise(tokens))
