"""What the words around a name say of its bearer: roles, country, gender."""

import re
from collections.abc import Sequence

from synoptic.annotate.countries import country_word, fold
from synoptic.annotate.directory import Directory
from synoptic.annotate.name_spans import NameSpan
from synoptic.annotate.party import Party
from synoptic.annotate.roles import RoleWord, find_roles, gender_of, marks_before
from synoptic.news.annotation import Sentence, Token

# How far before a name its title may begin, in tokens.
_REACH = 9
_VERBS = frozenset(("VERB", "AUX"))
_STOPS = frozenset((".", ";", ":", "(", ")", "“", "”", '"', "«", "»", "!", "?", "–", "—"))
_AND = frozenset(("and", "et", "y", "und", "&", "or", "but", "with", "met", "by", "that"))


def describe(directory: Directory, names: Sequence[NameSpan], sentence: Sentence) -> None:
    """Add to the parties named in a sentence what its words say of them."""
    starts = {token.start: index for index, token in enumerate(sentence.tokens)}
    for name in names:
        party = directory.of(name)
        first = starts.get(name.start)
        if party is None or first is None or party.kind not in ("person", "other"):
            continue
        _from_words_before(party, name, sentence.tokens, first)
        _from_words_after(party, name, sentence)


def _from_words_before(party: Party, name: NameSpan, tokens: Sequence[Token], first: int) -> None:
    window = title_window(tokens, first, parsed=any(t.pos for t in tokens))
    words = [t.words for t in window]
    roles = find_roles(words, name.language)
    if not roles or not _runs_into(words[roles[-1].last + 1 :], name.language):
        return
    # "the president met the mayor, X": only the last role belongs to the name.
    last = [r for r in roles if r.last >= roles[-1].first - 3 and (r is roles[-1] or r.kind != "person")]
    for role in last:
        _add_role(party, role, words, name.language)
    party.kind_votes["person"] += 12
    _add_country(party, words, name.language)


def _runs_into(between: Sequence[str], language: str) -> bool:
    """Return whether a role belongs to a name behind it: nothing, a comma or a country may stand between."""
    words = [w for w in between if w not in (",", "-", ".", "’s", "'s")]
    if not words:
        return True
    if country_word(words[0], language) is not None:
        return len(words) <= 2
    linked = words[0].casefold() in ("of", "de", "du", "des", "von", "for", "der", "del", "d’", "d'", "pour")
    # "the model of X" is no role of X, "the president of France, X" is one.
    return linked and len(words) > 1 and ("," in between or any(country_word(w, language) for w in words[1:]))


def title_window(tokens: Sequence[Token], first: int, *, parsed: bool) -> Sequence[Token]:
    """Return the tokens before a name that can belong to its title: the noun phrase that runs into it."""
    begin = first
    while begin > 0 and first - begin < _REACH:
        token = tokens[begin - 1]
        comma = token.words == ","
        if token.words in _STOPS or token.words.casefold() in _AND or (comma and begin != first):
            break
        if parsed and token.pos in _VERBS and token.dep not in ("amod", "compound"):
            break
        if comma and not find_roles([t.words for t in tokens[max(0, begin - 8) : begin - 1]], "en"):
            break
        begin -= 1
    return tokens[begin:first]


def _from_words_after(party: Party, name: NameSpan, sentence: Sentence) -> None:
    """Read an apposition (“X, the mayor of Y,”) or a copula (“X is the mayor”)."""
    after = sentence.words[name.end - sentence.start : name.end - sentence.start + 120]
    match = _APPOSITION.match(after)
    if match is None:
        return
    words = re.findall(r"[\w’'-]+", match.group("phrase"))
    roles = find_roles(words, name.language)
    if roles and roles[0].first <= 6:
        _add_role(party, roles[0], words, name.language)
        party.kind_votes["person"] += 6
        _add_country(party, words[: roles[0].last + 4], name.language)


def _add_role(party: Party, role: RoleWord, words: Sequence[str], language: str) -> None:
    earlier = list(words[max(0, role.first - 4) : role.first])
    over = any(marks_before(word, language) for word in earlier)
    name = f"former {role.words}" if over else role.words
    if name not in party.roles:
        party.roles.append(name)
    told = gender_of(role.words, language)
    if told:
        party.genders[told] += 2


def _add_country(party: Party, words: Sequence[str], language: str) -> None:
    for size in (2, 1):
        for place in range(len(words) - size, -1, -1):
            phrase = re.sub(r"['’]s$", "", " ".join(words[place : place + size]))
            found = country_word(phrase, language) if len(phrase) > 1 else None
            if found is not None and fold(phrase) != fold(party.name):
                party.countries[found.code] += 1
                return


_APPOSITION = re.compile(
    r"(?:,\s+|\s+(?:is|was|est|était|es|era|ist|war)\s+)"
    r"(?P<phrase>(?:the|a|an|his|her|its|one of|le|la|l['’]|un|une|el|los|der|die|das|ein|eine|now|then|former|ex|"
    r"head|chief|director|president|chairman|chair|mayor|minister|secretary|\w+['’]s)\s?[^,.;:()“”\"]{3,80})"
)
