"""The names of one report brought together: who has which names, and which mention is whose."""

import re
from collections.abc import Iterable, Sequence

from synoptic.annotate.bearers import Bearers, short_names
from synoptic.annotate.countries import CountryWord, country_name, country_word, fold
from synoptic.annotate.kinds import vote_on_kind
from synoptic.annotate.name_spans import NameSpan, gender_of_name, strip_titles
from synoptic.annotate.party import SUFFIX, Party
from synoptic.annotate.short_forms import initials, is_acronym, is_shortened
from synoptic.annotate.word_lists import word_list
from synoptic.news.annotation import EntityKind

_OPENS = re.compile(r"(?:['’]s)?[\s,]*[(\[“\"]\s*$")


class Directory:
    """The parties of one report by their names."""

    def __init__(self, names: Iterable[NameSpan], text: str) -> None:
        self.parties: dict[str, Party] = {}
        self.of_span: dict[tuple[int, int], Party] = {}
        self._text = text
        self._short: dict[str, Party] = {}
        spans = [n for n in sorted(names, key=lambda n: n.start) if not self._enter_known(n)]
        singles = [n for n in spans if len(self._bare(n).split()) <= 1]
        for name in (n for n in spans if len(self._bare(n).split()) > 1):
            self._enter_full(name)
        self._join_short_forms()
        self._join_tails()
        self._acronyms(spans)
        self._bearers = Bearers(self.parties.values(), singles, text)
        for name in singles:
            self._enter_single(name)

    def of(self, span: NameSpan) -> Party | None:
        """Return whom a name means."""
        return self.of_span.get((span.start, span.end))

    def named(self, surname: str) -> Sequence[Party]:
        """Return the persons with a last name."""
        return self._bearers.named(surname)

    def add(self, key: str, name: str, kind: EntityKind, code: str = "") -> Party:
        """Return the party with a key, made if there is none yet."""
        if key not in self.parties:
            self.parties[key] = Party(key=key, name=name, code=code, fixed=kind)
        return self.parties[key]

    def country(self, word: CountryWord) -> Party:
        """Return the country, people or government that a country word stands for."""
        name = country_name(word.code) or word.code
        if word.use == "people":
            return self.add(f"people:{word.code}", name, "people", word.code)
        return self.add(f"country:{word.code}", name, "place", word.code)

    def _bare(self, span: NameSpan) -> str:
        return strip_titles(span.words, span.language)[0]

    def _enter_known(self, span: NameSpan) -> bool:
        """Enter a country or a people; return whether the name was one."""
        word = country_word(span.words, span.language)
        if word is None or word.use == "capital":
            return False
        party = self.country(word)
        if word.use == "people":
            party.name = span.words if party.name == country_name(word.code) else party.name
        self._note(party, span)
        return True

    def _enter_full(self, span: NameSpan) -> None:
        bare = self._bare(span)
        key = fold(SUFFIX.sub(lambda m: " " + m.group().strip(" ,."), bare))
        party = self.parties.setdefault(key, Party(key=key, name=bare))
        word = country_word(bare, span.language)
        if word is not None:
            party.code = word.code
            party.fixed = "organisation" if key in word_list("names", "seat") else "place"
        if party.name.isupper() and not bare.isupper():
            party.name = bare
        vote_on_kind(party, span, bare, self._text)
        self._note(party, span)

    def _note(self, party: Party, span: NameSpan) -> None:
        self.of_span[(span.start, span.end)] = party
        party.aliases[self._bare(span)] += 1

    def _join_short_forms(self) -> None:
        """Join full names that differ by a middle name or a last one only, and list the surnames of persons."""
        same_ends: dict[tuple[str, str], list[Party]] = {}
        for party in self.parties.values():
            words = party.key.split()
            if not party.fixed and 2 <= len(words) <= 5:
                for last in dict.fromkeys((words[-1], words[-2])):
                    same_ends.setdefault((words[0], last), []).append(party)
        for group in same_ends.values():
            for party in sorted(group, key=lambda p: (-len(p.key), p.key)):
                longer = [p for p in group if p is not party and is_shortened(party.key.split(), p.key.split())]
                both_held = party.key in self.parties and len(longer) == 1 and longer[0].key in self.parties
                if both_held and "person" in (party.kind, longer[0].kind):
                    self._join(party, longer[0])

    def _join_tails(self) -> None:
        """Join a name of two words or more with the one longer name of its kind that holds it."""
        by_tail: dict[str, list[Party]] = {}
        for party in self.parties.values():
            if not party.fixed and party.kind in ("organisation", "other"):
                for tail in short_names(party.key):
                    by_tail.setdefault(tail, []).append(party)
        for key in sorted(by_tail):
            held = self.parties.get(key)
            longer = [p for p in by_tail[key] if p.key in self.parties]
            if held and not held.fixed and len(longer) == 1 and held.kind in ("organisation", "other", "person"):
                self._join(held, longer[0])
        persons = [p for p in self.parties.values() if p.kind == "person" and len(p.key.split()) > 2]
        for party in persons:
            held = self.parties.get(party.key.split(" ", 1)[1])
            # “Lo Presti” is Gaetano Lo Presti, if no other given name goes before it.
            rivals = [p for p in persons if p is not party and p.key.endswith(f" {held.key}")] if held else []
            if (
                held
                and held.kind in ("person", "other")
                and not rivals
                and not gender_of_name(held.key.split()[0])
            ):
                self._join(held, party)

    def _join(self, shorter: Party, longer: Party) -> None:
        """Make two parties one, under the name that is printed more often."""
        kept, gone = (
            (longer, shorter)
            if sum(longer.aliases.values()) > sum(shorter.aliases.values())
            else (shorter, longer)
        )
        kept.kind_votes += gone.kind_votes
        kept.aliases += gone.aliases
        kept.genders += gone.genders
        self.of_span = {span: kept if p is gone else p for span, p in self.of_span.items()}
        del self.parties[gone.key]

    def _acronyms(self, singles: Sequence[NameSpan]) -> None:
        """Give organisations the short forms that stand in brackets behind them or are made of their initials."""
        ends = {end: party for (_, end), party in self.of_span.items() if not party.fixed}
        by_initials: dict[str, list[Party]] = {}
        for party in self.parties.values():
            if not party.fixed and len(party.key.split()) > 1 and party.kind != "person":
                for short in set(initials(party.name)):
                    by_initials.setdefault(short, []).append(party)
        for span in singles:
            short = fold(span.words).replace(".", "")
            if not is_acronym(span.words) or fold(span.words) in self.parties:
                continue
            opening = _OPENS.search(self._text, max(0, span.start - 8), span.start)
            meant = ends.get(opening.start()) if opening else None
            made_of = by_initials.get(short, []) if len(short) >= 3 else []
            meant = meant or (made_of[0] if len(made_of) == 1 else None)
            if meant is not None:
                meant.kind_votes["organisation"] += 8
                self._short[fold(span.words)] = meant

    def _enter_single(self, span: NameSpan) -> None:
        bare = self._bare(span)
        key = fold(bare)
        party = self._short.get(key) or self._bearers.meant(span, key, self.of_span) or self.parties.get(key)
        word = country_word(bare, span.language)
        if party is None and word is not None:
            party = self.add(
                key, bare, "organisation" if key in word_list("names", "seat") else "place", word.code
            )
        if party is None:
            party = self.parties.setdefault(key, Party(key=key, name=bare))
        if party.key == key:
            vote_on_kind(party, span, bare, self._text)
        self._note(party, span)
