"""The names of one report brought together: who has which names, of what kind, and which mention is whose."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from synoptic.annotate.countries import CountryWord, country_name, country_word, fold
from synoptic.annotate.names import NameSpan, gender_of_name, strip_titles
from synoptic.annotate.roles import Gender, gender_of
from synoptic.news.annotation import EntityKind
from synoptic.news.ids import content_id

_ORGANISATION = frozenset(
    fold(w)
    for w in [
        "inc",
        "corp",
        "corporation",
        "ltd",
        "llc",
        "plc",
        "gmbh",
        "ag",
        "sa",
        "co",
        "company",
        "group",
        "holdings",
        "holding",
        "bank",
        "agency",
        "authority",
        "ministry",
        "department",
        "committee",
        "commission",
        "court",
        "tribunal",
        "university",
        "college",
        "institute",
        "institution",
        "union",
        "party",
        "police",
        "army",
        "navy",
        "council",
        "senate",
        "congress",
        "parliament",
        "assembly",
        "house",
        "foundation",
        "association",
        "federation",
        "confederation",
        "society",
        "organization",
        "organisation",
        "league",
        "club",
        "network",
        "news",
        "times",
        "post",
        "journal",
        "tribune",
        "herald",
        "gazette",
        "press",
        "media",
        "television",
        "radio",
        "airlines",
        "airways",
        "motors",
        "industries",
        "technologies",
        "systems",
        "partners",
        "fund",
        "trust",
        "office",
        "bureau",
        "administration",
        "government",
        "coalition",
        "alliance",
        "movement",
        "front",
        "forces",
        "force",
        "guard",
        "service",
        "services",
        "church",
        "hospital",
        "school",
        "campaign",
        "caucus",
        "board",
        "chamber",
        "center",
        "centre",
        "hydro",
        "energy",
        "petroleum",
        "oil",
        "steel",
        "ministère",
        "commission",
        "conseil",
        "parti",
        "syndicat",
        "banque",
        "université",
        "tribunal",
        "assemblée",
        "sénat",
        "agence",
        "société",
        "groupe",
        "partido",
        "banco",
        "universidad",
        "asamblea",
        "senado",
        "agencia",
        "sindicato",
        "ministerio",
        "consejo",
        "grupo",
        "empresa",
        "ministerium",
        "partei",
        "gericht",
        "universität",
        "gewerkschaft",
        "bundestag",
        "bundesrat",
        "amt",
        "behörde",
        "verband",
        "verein",
    ]
)
_PLACE = frozenset(
    fold(w)
    for w in [
        "falls",
        "river",
        "lake",
        "street",
        "road",
        "avenue",
        "bay",
        "beach",
        "city",
        "county",
        "valley",
        "mountain",
        "mountains",
        "island",
        "islands",
        "park",
        "square",
        "airport",
        "bridge",
        "highway",
        "province",
        "state",
        "village",
        "town",
        "sea",
        "ocean",
        "gulf",
        "strait",
        "canal",
        "harbor",
        "harbour",
        "port",
        "peninsula",
        "coast",
        "hill",
        "hills",
        "forest",
        "desert",
        "district",
        "borough",
        "region",
        "dam",
        "boulevard",
        "springs",
        "creek",
        "rivière",
        "lac",
        "fleuve",
        "ville",
        "île",
        "mer",
        "rue",
        "place",
        "montagne",
        "río",
        "lago",
        "ciudad",
        "isla",
        "mar",
        "calle",
        "plaza",
        "provincia",
        "straße",
        "platz",
        "fluss",
        "see",
        "stadt",
        "insel",
        "meer",
    ]
)
_PLACE_FIRST = frozenset(
    ("lake", "mount", "mt", "lac", "riviere", "rio", "lago", "port", "fort", "cape", "san", "saint", "st")
)
_SUFFIX = re.compile(r",?\s+(?:jr|sr|ii|iii|iv)\.?$", re.IGNORECASE)
_OPENS = re.compile(r"(?:['’]s)?[\s,]*[(\[“\"]\s*$")
# Seats of government that are houses, not towns: they act, nobody travels to them as to a town.
_SEATS = frozenset(
    fold(w)
    for w in """Kremlin|White House|Downing Street|Whitehall|Pentagon|Capitol Hill|Élysée|Elíseo|Casa Rosada|Planalto|Moncloa|
    Palazzo Chigi|Malacañang|Miraflores|La Moneda|Maison Blanche|Casa Blanca|Weißes Haus|Weiße Haus|Holy See|Westminster|
    Saint-Siège|Santa Sede|Heiliger Stuhl|Heilige Stuhl|Kreml|Élysée-Palast""".replace("\n    ", "").split("|")
)
_SMALL = frozenset(
    [
        "the",
        "of",
        "and",
        "for",
        "de",
        "del",
        "la",
        "le",
        "les",
        "du",
        "des",
        "et",
        "y",
        "und",
        "der",
        "die",
        "das",
        "in",
        "on",
        "to",
    ]
)


class Party(msgspec.Struct):
    """Somebody or something while it is being put together; becomes an entity at the end."""

    key: str
    name: str
    code: str = ""
    kind_votes: Counter[str] = msgspec.field(default_factory=Counter)
    aliases: Counter[str] = msgspec.field(default_factory=Counter)
    roles: list[str] = msgspec.field(default_factory=list)
    countries: Counter[str] = msgspec.field(default_factory=Counter)
    genders: Counter[str] = msgspec.field(default_factory=Counter)
    fixed: EntityKind | None = None

    @property
    def kind(self) -> EntityKind:
        """Return the kind that most mentions speak for."""
        if self.fixed is not None:
            return self.fixed
        order: tuple[EntityKind, ...] = (
            "person",
            "organisation",
            "place",
            "people",
            "event",
            "work",
            "law",
            "product",
            "other",
        )
        best = max(order, key=lambda kind: (self.kind_votes[kind], -order.index(kind)))
        return best if self.kind_votes[best] else "other"

    @property
    def gender(self) -> Gender:
        """Return the gender that titles, roles and the given name tell."""
        if self.genders["male"] != self.genders["female"]:
            return "male" if self.genders["male"] > self.genders["female"] else "female"
        return gender_of_name(self.name.split()[0]) if " " in self.name else ""

    @property
    def surname(self) -> str:
        """Return the folded last name, without “Jr.”."""
        return fold(_SUFFIX.sub("", self.name)).split()[-1]

    @property
    def country(self) -> str:
        """Return the English name of the country that the text ties this to, empty without one."""
        code = self.code or next((c for c, _ in sorted(self.countries.items(), key=lambda x: (-x[1], x[0]))), "")
        return country_name(code)

    @property
    def id(self) -> str:
        """Return the id: equal names of one kind have equal ids in all reports."""
        return content_id("entity", self.kind, self.key)


class Directory:
    """The parties of one report by their names."""

    def __init__(self, names: Iterable[NameSpan], text: str) -> None:
        self.parties: dict[str, Party] = {}
        self.of_span: dict[tuple[int, int], Party] = {}
        self._text = text
        self._surnames: dict[str, list[Party]] = {}
        self._short: dict[str, Party] = {}
        self._given: dict[str, list[Party]] | None = None
        spans = sorted(names, key=lambda n: n.start)
        singles = [n for n in spans if not self._enter_known(n)]
        for name in (n for n in singles if len(self._bare(n).split()) > 1):
            self._enter_full(name)
        self._join_short_forms()
        self._acronyms(singles)
        for name in (n for n in singles if len(self._bare(n).split()) <= 1):
            self._enter_single(name)

    def of(self, span: NameSpan) -> Party | None:
        """Return whom a name means."""
        return self.of_span.get((span.start, span.end))

    def named(self, surname: str) -> Sequence[Party]:
        """Return the persons with a last name."""
        return self._surnames.get(fold(surname), ())

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
        key = fold(_SUFFIX.sub(lambda m: " " + m.group().strip(" ,."), bare))
        party = self.parties.setdefault(key, Party(key=key, name=bare))
        word = country_word(bare, span.language)
        if word is not None:
            party.code = word.code
            party.fixed = "organisation" if key in _SEATS else "place"
        if party.name.isupper() and not bare.isupper():
            party.name = bare
        self._vote(party, span, bare)
        self._note(party, span)

    def _vote(self, party: Party, span: NameSpan, bare: str) -> None:
        words = fold(bare).split()
        weight = 1.0 if span.sure else 0.4
        if span.kind == "person" and len(words) > 1 and not gender_of_name(words[0]):
            # Models take many a two-word name of a company or a town for a person.
            weight = 0.6
        party.kind_votes[span.kind] += round(10 * weight)
        if words[-1] in _ORGANISATION or words[0] in _ORGANISATION:
            party.kind_votes["organisation"] += 15
        if len(words) > 1 and (words[-1] in _PLACE or words[0] in _PLACE_FIRST):
            party.kind_votes["place"] += 12
        if len(words) in (2, 3) and gender_of_name(words[0]) and words[-1] not in _ORGANISATION:
            party.kind_votes["person"] += 6
        titles = strip_titles(span.words, span.language)[1]
        before = self._text[max(0, span.start - 16) : span.start].split()[-1:]
        if self._text[span.start - 1 : span.start] in (" ", "\u00a0") and before:
            titles = (*titles, *(t for t in before if strip_titles(f"{t} X", span.language)[1]))
        for title in titles:
            party.kind_votes["person"] += 12
            told = gender_of(title, span.language)
            if told:
                party.genders[told] += 5

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
                longer = [p for p in group if p is not party and _shortened(party.key.split(), p.key.split())]
                both_held = party.key in self.parties and len(longer) == 1 and longer[0].key in self.parties
                if both_held and "person" in (party.kind, longer[0].kind):
                    self._join(party, longer[0])
        for party in self.parties.values():
            if not party.fixed and len(party.key.split()) > 1 and party.kind in ("person", "other"):
                self._surnames.setdefault(party.surname, []).append(party)

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
        initials: dict[str, list[Party]] = {}
        for party in self.parties.values():
            if not party.fixed and len(party.key.split()) > 1 and party.kind != "person":
                for short in set(_initials(party.name)):
                    initials.setdefault(short, []).append(party)
        for span in singles:
            short = fold(span.words).replace(".", "")
            if not _is_acronym(span.words) or fold(span.words) in self.parties:
                continue
            opening = _OPENS.search(self._text, max(0, span.start - 8), span.start)
            meant = ends.get(opening.start()) if opening else None
            made_of = initials.get(short, []) if len(short) >= 3 else []
            meant = meant or (made_of[0] if len(made_of) == 1 else None)
            if meant is not None:
                meant.kind_votes["organisation"] += 8
                self._short[fold(span.words)] = meant

    def _enter_single(self, span: NameSpan) -> None:
        bare = self._bare(span)
        key = fold(bare)
        party = self._short.get(key) or self._bearer(span, key) or self.parties.get(key)
        word = country_word(bare, span.language)
        if party is None and word is not None:
            party = self.add(key, bare, "organisation" if key in _SEATS else "place", word.code)
        if party is None:
            party = self.parties.setdefault(key, Party(key=key, name=bare))
        if party.key == key:
            self._vote(party, span, bare)
        self._note(party, span)

    def _bearer(self, span: NameSpan, key: str) -> Party | None:
        """Return the person whose last name (or, failing that, given name) a single word is."""
        bearers = self._surnames.get(key, [])
        if len(bearers) > 1:
            plain = [p for p in bearers if not _SUFFIX.search(p.name)]
            earlier = [s for s, p in self.of_span.items() if p in bearers and s[0] < span.start]
            told = self._titled(span, bearers)
            if len(told) == 1:
                return told[0]
            if len(plain) == 1:
                return plain[0]
            return self.of_span[max(earlier)] if earlier else bearers[0]
        if bearers:
            return bearers[0]
        if span.kind in ("person", "other"):
            if self._given is None:
                self._given = {}
                for party in self._people():
                    self._given.setdefault(party.key.split()[0], []).append(party)
            given = self._given.get(key, [])
            if len(given) == 1 and key not in self.parties:
                return given[0]
        return None

    def _titled(self, span: NameSpan, bearers: Sequence[Party]) -> list[Party]:
        before = self._text[max(0, span.start - 12) : span.start].split()[-1:]
        wanted = gender_of(before[0], span.language) if before else ""
        return [p for p in bearers if wanted and p.gender == wanted]

    def _people(self) -> list[Party]:
        return [p for group in self._surnames.values() for p in group if p.kind == "person"]


def _shortened(short: Sequence[str], long: Sequence[str]) -> bool:
    """Return whether one name is the other without middle names: same first and last word, the rest among the other's."""
    if len(short) >= len(long) or short[-1] in ("jr", "sr") or long[-1] in ("jr", "sr"):
        return False
    if short[0] == long[0] and short[-1] == long[-1]:
        return set(short) <= set(long)
    # Spanish second surnames: "Gustavo Petro Urrego".
    return len(long) == len(short) + 1 and list(long[:-1]) == list(short)


def _is_acronym(words: str) -> bool:
    letters = words.replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isupper() and letters.isalnum()


def _initials(name: str) -> tuple[str, ...]:
    words = [w for w in re.split(r"[\s\-]+", name) if w]
    large = "".join(fold(w)[:1] for w in words if fold(w) not in _SMALL)
    every = "".join(fold(w)[:1] for w in words)
    return (large, every)
