"""Somebody or something that a report names, while what is said of them is being gathered."""

import re
from collections import Counter

import msgspec

from synoptic.annotate.countries import country_name, fold
from synoptic.annotate.name_spans import gender_of_name
from synoptic.annotate.roles import Gender
from synoptic.news.annotation import EntityKind
from synoptic.news.ids import content_id

SUFFIX = re.compile(r",?\s+(?:jr|sr|ii|iii|iv)\.?$", re.IGNORECASE)
_KINDS: tuple[EntityKind, ...] = (
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
        best = max(_KINDS, key=lambda kind: (self.kind_votes[kind], -_KINDS.index(kind)))
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
        return fold(SUFFIX.sub("", self.name)).split()[-1]

    @property
    def country(self) -> str:
        """Return the English name of the country that the text ties this to, empty without one."""
        code = self.code or next((c for c, _ in sorted(self.countries.items(), key=lambda x: (-x[1], x[0]))), "")
        return country_name(code)

    @property
    def id(self) -> str:
        """Return the id: equal names of one kind have equal ids in all reports."""
        return content_id("entity", self.kind, self.key)
