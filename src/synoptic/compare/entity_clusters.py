"""Entities of single reports that are taken for one, and what decides whether two are."""

from collections import Counter
from collections.abc import Mapping, Sequence

from synoptic.compare.role_words import same_role
from synoptic.compare.same_names import folded, has_suffix, name_words, same_body, same_person, surname
from synoptic.news.annotation import Entity, EntityKind

KINDS: tuple[EntityKind, ...] = (
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
# How many times more often than the next bearer of a surname somebody must be mentioned to be meant by it alone;
# chosen by reading the stories of newswcl50 with two bearers of a name.
_DOMINANT = 2


class Cluster:
    """Entities of single reports that are taken for one."""

    def __init__(
        self, entities: Sequence[Entity], counts: dict[str, int], held_by: Mapping[str, set[str]]
    ) -> None:
        self.entities = list(entities)
        self.counts = counts
        self.held_by = held_by

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of the entities, each once."""
        return tuple(sorted({e.id for e in self.entities}))

    @property
    def reports(self) -> frozenset[str]:
        """Return the reports that mention one of the entities."""
        return frozenset(r for i in self.ids for r in self.held_by.get(i, ()))

    @property
    def kind(self) -> EntityKind:
        """Return the kind that most mentions speak for."""
        votes: Counter[str] = Counter()
        for entity in self.entities:
            votes[entity.kind] += max(1, self.counts.get(entity.id, 0))
        return min(KINDS, key=lambda kind: (-votes[kind], KINDS.index(kind)))

    @property
    def full_names(self) -> tuple[str, ...]:
        """Return the names of two words or more; of persons, those in aliases too."""
        names = {e.name for e in self.entities if not is_role(e)}
        names |= {a for e in self.entities if e.kind == "person" for a in e.aliases}
        return tuple(sorted(n for n in names if len(name_words(n)) > 1))

    @property
    def bare_names(self) -> tuple[str, ...]:
        """Return the single words that may mean this person: last names, and short forms that a report uses."""
        names = {surname(n) for n in self.full_names}
        names |= {
            folded(a) for e in self.entities for a in e.aliases if len(name_words(a)) == 1 and self.full_names
        }
        return tuple(sorted(names))

    @property
    def roles(self) -> frozenset[str]:
        """Return what the reports say that this is."""
        return frozenset(role for e in self.entities for role in e.roles)

    @property
    def countries(self) -> frozenset[str]:
        """Return the countries that the reports tie this to."""
        return frozenset(e.country for e in self.entities if e.country)

    @property
    def weight(self) -> int:
        """Return how often the reports mention this."""
        return sum(self.counts.get(i, 0) for i in self.ids)


def bearer_of(fits: Sequence[Cluster], bare: Cluster) -> Cluster | None:
    """Return the one of several people with a surname whom the bare surname of another report means."""
    if len(fits) > 1 and bare.roles:
        held = [c for c in fits if any(same_role(a, b) for a in c.roles for b in bare.roles)]
        fits = held or fits
    if len(fits) > 1:
        plain = [c for c in fits if not any(has_suffix(n) for n in c.full_names)]
        fits = plain or fits
    if len(fits) < 2:
        return fits[0] if fits else None
    first, second = sorted(fits, key=lambda c: (-c.weight, c.ids))[:2]
    return first if first.weight > _DOMINANT * second.weight else None


def is_role(entity: Entity) -> bool:
    """Return whether an entity is known by its role alone: “Chile’s president”."""
    return bool(entity.roles and entity.country) and entity.name == f"{entity.country}’s {entity.roles[0]}"


def same_bodies(one: Cluster, other: Cluster) -> bool:
    """Return whether a name of one is a name of the other organisation, legal forms aside."""
    return any(same_body(a.name, b.name) for a in one.entities for b in other.entities)


def same_persons(one: Cluster, other: Cluster) -> bool:
    """Return whether every full name of one can be a name of the other."""
    return all(any(same_person(a, b) for b in other.full_names) for a in one.full_names) or all(
        any(same_person(a, b) for a in one.full_names) for b in other.full_names
    )


def apart(one: Cluster, other: Cluster) -> bool:
    """Return whether what is said of two keeps them apart: both have countries, and none in common."""
    return bool(one.countries and other.countries and not one.countries & other.countries)
