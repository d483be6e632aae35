"""Phrases that mean a person by what they are: “the Peruvian president”, “the mayor”, “the country’s leader”."""

import re
from collections.abc import Sequence

from synoptic.annotate.countries import country_name, country_word, fold
from synoptic.annotate.directory import Directory
from synoptic.annotate.governments import PhraseMention
from synoptic.annotate.name_spans import NameSpan
from synoptic.annotate.party import Party
from synoptic.annotate.roles import RoleWord, find_roles, gender_of, marks_before
from synoptic.annotate.word_lists import word_list
from synoptic.news.annotation import Sentence, Token

_PLURAL = frozenset(("NNS", "NNPS"))


class References:
    """Finds whom role phrases mean, as far as one person alone fits what was said so far."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._seen: dict[int, Party] = {}
        self._last_country = ""

    def find(self, names: Sequence[NameSpan], sentence: Sentence) -> tuple[PhraseMention, ...]:
        """Return the role phrases of a sentence with the persons they mean; call in text order."""
        found = []
        words = [t.words for t in sentence.tokens]
        name_starts = {n.start: n for n in names}
        inside = {t.start for t in sentence.tokens for n in names if n.start <= t.start < n.end}
        for role in find_roles(words, sentence.language):
            if sentence.tokens[role.first].start in inside or _names_follow(sentence, role, name_starts):
                continue
            span = _phrase(sentence, role)
            if span is None:
                continue
            phrase = sentence.tokens[span[0] : span[1] + 1]
            party = self._meant(sentence, role, phrase, names)
            if party is not None:
                found.append(PhraseMention(phrase[0].start, phrase[-1].end, party))
        for name in names:
            party = self._directory.of(name)
            if party is None:
                continue
            if party.kind == "person":
                self._seen[name.start] = party
            elif party.code:
                self._last_country = party.code
        return tuple(found)

    def _meant(
        self, sentence: Sentence, role: RoleWord, phrase: Sequence[Token], names: Sequence[NameSpan]
    ) -> Party | None:
        words = [t.words for t in phrase]
        # "the then president-elect" has since come into office.
        former = any(marks_before(w, sentence.language) for w in words) and "elect" not in words
        code = self._code(words, sentence.language)
        if not code and "country" in words:
            codes = [p.code for n in names if n.end <= phrase[0].start and (p := self._directory.of(n)) and p.code]
            code = codes[0] if len(set(codes)) == 1 else "" if codes else self._last_country
        beside = _appositive_of(sentence, phrase, names, self._directory)
        if beside is not None:
            beside.roles.append(role.words) if role.words not in beside.roles else None
            return beside
        if role.kind == "person" or (role.words in word_list("references", "common") and not code):
            return self._told_before(role, former=former)
        gender = gender_of(role.words, sentence.language)
        fits = [
            p for p in self._persons() if _fits(p, role, former, code) and p.gender in ("", gender or p.gender)
        ]
        if len(fits) == 1:
            return fits[0]
        if len(fits) > 1:
            recent = [p for start, p in sorted(self._seen.items())[-4:] if p in fits]
            return recent[-1] if recent and len({p.key for p in recent}) == 1 else None
        if code:
            return self._unnamed(role, code, former=former)
        return None

    def _told_before(self, role: RoleWord, *, former: bool) -> Party | None:
        """Return the one person named so far who was said to be just this: “the actress”."""
        words = f"former {role.words}" if former else role.words
        named = {p.key: p for p in self._seen.values()}
        holders = [p for p in named.values() if words in p.roles]
        return holders[0] if len(holders) == 1 else None

    def _unnamed(self, role: RoleWord, code: str, *, former: bool) -> Party:
        """Return the party of a role that no person of the report is said to hold."""
        words = f"former {role.words}" if former else role.words
        party = self._directory.add(f"role:{code}:{words}", f"{country_name(code)}’s {words}", "person")
        party.countries[code] += 1
        if words not in party.roles:
            party.roles.append(words)
        return party

    def _persons(self) -> list[Party]:
        known = {p.key: p for p in self._directory.parties.values() if p.kind == "person" and p.roles}
        return [p for p in known.values() if not p.key.startswith("role:")]

    def _code(self, words: Sequence[str], language: str) -> str:
        for size in (2, 1):
            for place in range(len(words) - size + 1):
                phrase = re.sub(r"['’]s$", "", " ".join(words[place : place + size]))
                found = country_word(phrase, language) if len(phrase) > 1 else None
                if found is not None:
                    return found.code
        return ""


def _fits(party: Party, role: RoleWord, former: bool, code: str) -> bool:
    """Return whether a person is said to hold a role, in that country if one is named."""
    if code and party.countries and code not in party.countries:
        return False
    if code and not party.countries:
        return False
    held = {r.removeprefix("former "): r.startswith("former ") for r in party.roles}
    if role.words in ("president elect", "prime minister elect"):
        return held.get(role.words.removesuffix(" elect"), True) is False
    if role.words in held:
        return held[role.words] == former
    if role.words in word_list("references", "any_leader") or "leader" in held:
        state = [r for r in held if _is_state(r)]
        return bool(state) and (role.kind == "state") and all(held[r] == former for r in state)
    return False


def _is_state(role: str) -> bool:
    found = [r for language in ("en", "fr", "es", "de") for r in find_roles(role.split(), language)]
    return any(r.kind == "state" and r.words == role for r in found)


def _names_follow(sentence: Sentence, role: RoleWord, starts: dict[int, NameSpan]) -> bool:
    """Return whether the role is the title of a name right behind it."""
    for step in (1, 2, 3):
        place = role.last + step
        if place >= len(sentence.tokens):
            return False
        token = sentence.tokens[place]
        if token.start in starts and starts[token.start].kind not in ("people", "place"):
            return True
        if not (token.pos in ("PROPN", "NOUN", "ADJ") or token.words in (",", "-")):
            return False
        if token.words == "," and sentence.language == "en":
            return False
    return False


def _phrase(sentence: Sentence, role: RoleWord) -> tuple[int, int] | None:
    """Return the first and last token of a definite, singular phrase around a role; None if it is another kind."""
    tokens = sentence.tokens
    if tokens[role.last].tag in _PLURAL or "Number=Plur" in tokens[role.last].morph:
        return None
    first = role.first
    owned = False
    while first > 0 and role.first - first < 7:
        token = tokens[first - 1]
        if fold(token.words) in word_list("references", "definite"):
            return (first - 1, _after(tokens, role.last, sentence.language))
        if token.words in ("’s", "'s", "’"):
            owned = True
        elif (
            (owned and token.pos not in ("PROPN", "NOUN") and token.pos)
            or (not owned and token.pos not in ("ADJ", "PROPN", "NOUN", "ADV", "NUM", "PUNCT") and token.pos)
            or (not token.pos and not country_word(token.words, sentence.language))
            or (token.pos == "PUNCT" and token.words not in ("-", "‐"))
        ):
            break
        first -= 1
    return (first, _after(tokens, role.last, sentence.language)) if owned else None


def _after(tokens: Sequence[Token], last: int, language: str) -> int:
    """Take in the country behind the role: “the president of Colombia”, “le président colombien”."""
    following = [t.words for t in tokens[last + 1 : last + 5]]
    if following and country_word(following[0], language) is not None and language != "en":
        return last + 1
    if following[:1] and following[0].casefold() in ("of", "de", "du", "des", "von", "d’", "d'"):
        for size in (3, 2, 1):
            words = [w for w in following[1 : 1 + size] if w.casefold() not in ("the", "la", "los", "les")]
            if words and country_word(" ".join(words), language) is not None:
                return last + 1 + size
    return last


def _appositive_of(
    sentence: Sentence, phrase: Sequence[Token], names: Sequence[NameSpan], directory: Directory
) -> Party | None:
    """Return whom a phrase behind a comma describes: “… by Rossi in June, the country’s first leader”."""
    index = sentence.tokens.index(phrase[0])
    if index < 2 or sentence.tokens[index - 1].words != ",":
        return None
    comma = sentence.tokens[index - 1].start
    for name in reversed([n for n in names if n.end <= comma]):
        party = directory.of(name)
        between = [t for t in sentence.tokens if name.end <= t.start < comma]
        if len(between) > 3 or any(t.pos in ("VERB", "AUX") or t.words == "," for t in between):
            return None
        if party is not None and party.kind == "person":
            return party
    return None
