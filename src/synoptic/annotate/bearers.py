"""Whom a bare last name, given name or short form means, among the full names of one report."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from synoptic.annotate.countries import fold
from synoptic.annotate.kinds import titles_of
from synoptic.annotate.name_spans import NameSpan, strip_titles
from synoptic.annotate.party import SUFFIX, Party
from synoptic.annotate.roles import Gender, gender_of
from synoptic.annotate.word_lists import word_list

_BODIES = ("organisation", "other", "product")
# A shorter part of a name is more often a word of its own.
_LEAST_SHORT = 4
# How many times more often than the next one somebody must be named in full to be meant without a sign.
_DOMINANT = 2


class Bearers:
    """The persons and bodies of a report by the words that stand for their full names."""

    def __init__(self, parties: Iterable[Party], singles: Sequence[NameSpan], text: str) -> None:
        self._text = text
        self._surnames: dict[str, list[Party]] = defaultdict(list)
        self._given: dict[str, list[Party]] = defaultdict(list)
        self._tails: dict[str, list[Party]] = defaultdict(list)
        self._genders: dict[str, Counter[Gender]] = defaultdict(Counter)
        counts = Counter(fold(strip_titles(n.words, n.language)[0]) for n in singles)
        as_person = Counter(fold(strip_titles(n.words, n.language)[0]) for n in singles if n.kind == "person")
        for party in parties:
            if party.fixed or len(party.key.split()) < 2:
                continue
            last = surname_of(party, counts)
            if party.kind_votes["person"] and party.kind == "organisation" and as_person[last]:
                # The model takes a full name for a body and its last name for a person: a person.
                party.kind_votes["person"] += party.kind_votes["organisation"]
            if party.kind in ("person", "other"):
                self._surnames[last].append(party)
            if party.kind == "person":
                self._given[party.key.split()[0]].append(party)
            if party.kind in _BODIES:
                for tail in short_names(party.key):
                    self._tails[tail].append(party)
        for name in singles:
            self._genders[fold(strip_titles(name.words, name.language)[0])].update(_told(name, text))

    def named(self, surname: str) -> Sequence[Party]:
        """Return the persons with a last name."""
        return self._surnames.get(fold(surname), ())

    def meant(self, span: NameSpan, key: str, of_span: Mapping[tuple[int, int], Party]) -> Party | None:
        """Return whom a single word means, None if nobody with a full name."""
        fits = self._of_gender(span, key, self._surnames.get(key, []))
        if len(fits) > 1:
            plain = [p for p in fits if not SUFFIX.search(p.name)]
            if len(plain) == 1:
                return plain[0]
            foremost = _dominant(fits)
            if foremost is not None:
                return foremost
            earlier = [s for s, p in of_span.items() if p in fits and s[0] < span.start]
            return of_span[max(earlier)] if earlier else fits[0]
        if fits:
            return fits[0]
        given = self._given.get(key, [])
        if span.kind in ("person", "other") and len(given) == 1 and not self._surnames.get(key):
            return given[0]
        bodies = self._tails.get(key, [])
        return bodies[0] if span.kind in _BODIES and len(bodies) == 1 else None

    def _of_gender(self, span: NameSpan, key: str, bearers: Sequence[Party]) -> list[Party]:
        """Return the bearers whose gender fits the title of the name, or else the titles it has elsewhere."""
        told = _told(span, self._text) or [g for g, _ in self._genders[key].most_common(1)]
        return [p for p in bearers if not told or p.gender in ("", told[0])]


def surname_of(party: Party, counts: Mapping[str, int]) -> str:
    """Return the word that stands for a person: the last one, or the first where the family name goes first."""
    words = party.key.split()
    first = words[0] in word_list("names", "family_first") and not SUFFIX.search(party.name)
    if first and (len(words) > 2 or counts.get(words[0], 0) > counts.get(words[-1], 0)):
        return words[0]
    return party.surname


def short_names(key: str) -> tuple[str, ...]:
    """Return the words that may stand for a body alone: its first or last ones, or those before “of”."""
    words = key.split()
    short = []
    if "of" in words[1:]:
        words = words[: words.index("of")]
        short = [" ".join(words)]
    short += [" ".join(words[place:]) for place in range(1, len(words))]
    short += [" ".join(words[:place]) for place in range(1, len(words))]
    return tuple(dict.fromkeys(s for s in short if len(s) >= _LEAST_SHORT))


def _dominant(parties: Sequence[Party]) -> Party | None:
    """Return the one who is named in full much more often than the others, None without one."""
    first, second = sorted(parties, key=lambda p: -sum(p.aliases.values()))[:2]
    return first if sum(first.aliases.values()) > _DOMINANT * sum(second.aliases.values()) else None


def _told(span: NameSpan, text: str) -> list[Gender]:
    return [g for t in titles_of(span, text) if (g := gender_of(t, span.language))]
