"""The same persons, bodies and places across a story's reports and languages."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from synoptic.compare.entity_clusters import Cluster, apart, bearer_of, is_role, same_bodies, same_persons
from synoptic.compare.role_words import same_role
from synoptic.compare.same_names import (
    folded,
    is_acronym_of,
    name_words,
    short_names,
)
from synoptic.compare.settings import CompareSettings
from synoptic.news.annotation import Entity, Mention
from synoptic.news.comparison import Dossier, StoryEntity
from synoptic.news.ids import content_id
from synoptic.run.stage import Made, Tools


def join_entities(dossier: Dossier, *, settings: CompareSettings, tools: Tools) -> Made[StoryEntity]:
    """Return the story's entities, each with the entities of single reports that it joins and all its mentions."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for reading in sorted(dossier.readings, key=lambda r: r.id):
        for mention in reading.mentions:
            mentions[mention.entity].append(mention)
    clusters = _Clusters(
        (entity for reading in sorted(dossier.readings, key=lambda r: r.id) for entity in reading.entities),
        {entity: len(found) for entity, found in mentions.items()},
        {entity: {mention.report for mention in found} for entity, found in mentions.items()},
    )
    clusters.join_all()
    made = [_story_entity(dossier, cluster, mentions) for cluster in clusters.all()]
    return Made(tuple(sorted(made, key=lambda e: (-len(e.mentions), e.name, e.id))))


# Kinds that models mistake for each other; a people is never its country.
_NAMED = ("person", "organisation", "place", "other")


class _Clusters:
    def __init__(
        self, entities: Iterable[Entity], counts: dict[str, int], held_by: Mapping[str, set[str]]
    ) -> None:
        by_id: dict[str, list[Entity]] = defaultdict(list)
        for entity in entities:
            by_id[entity.id].append(entity)
        self._clusters = [Cluster(group, counts, held_by) for _, group in sorted(by_id.items())]

    def all(self) -> list[Cluster]:
        """Return the clusters in a fixed order."""
        return sorted(self._clusters, key=lambda c: c.ids)

    def join_all(self) -> None:
        """Join what is surely the same, the surest first."""
        self._join_equal_names()
        self._join_bodies()
        self._join_persons()
        self._join_surnames()
        self._join_short_bodies()
        self._join_roles()

    def _join(self, one: Cluster, other: Cluster) -> None:
        if one is not other:
            one.entities += other.entities
            self._clusters.remove(other)

    def _join_equal_names(self) -> None:
        """Join equal names whose kind the models took differently; a country is never its people."""
        first: dict[str, Cluster] = {}
        for cluster in self.all():
            names = {folded(e.name) for e in cluster.entities if e.kind in _NAMED or len(e.name.split()) > 1}
            known = next((first[n] for n in sorted(names) if n in first), None)
            if known is not None and not (
                known.countries and cluster.countries and known.countries != cluster.countries
            ):
                self._join(known, cluster)
                cluster = known
            first.update(dict.fromkeys(names, cluster))

    def _join_bodies(self) -> None:
        bodies = [c for c in self.all() if c.kind in ("organisation", "other", "law", "event", "product")]
        by_words: dict[str, list[Cluster]] = defaultdict(list)
        for cluster in bodies:
            for name in cluster.full_names or tuple(e.name for e in cluster.entities):
                by_words[name_words(name)[0] if name_words(name) else ""].append(cluster)
        for group in by_words.values():
            for place, one in enumerate(group):
                for other in group[place + 1 :]:
                    if (
                        one in self._clusters
                        and other in self._clusters
                        and one is not other
                        and same_bodies(one, other)
                    ):
                        self._join(one, other)
        shorts = [c for c in self.all() if c.kind in ("organisation", "other") and not c.full_names]
        for cluster in shorts:
            name = cluster.entities[0].name
            meant = [
                c for c in self.all() if c is not cluster and any(is_acronym_of(name, n) for n in c.full_names)
            ]
            if len(meant) == 1 and meant[0].kind not in ("person", "place"):
                self._join(meant[0], cluster)

    def _join_short_bodies(self) -> None:
        """Join a body's short name (“the Lions”) with the one longer name of the story that holds it."""
        tails: dict[str, list[Cluster]] = defaultdict(list)
        heads: dict[str, list[Cluster]] = defaultdict(list)
        for cluster in self.all():
            if cluster.kind in ("organisation", "other"):
                for short in {s for e in cluster.entities for s in short_names(e.name)}:
                    ends = any(folded(e.name).endswith(f" {short}") for e in cluster.entities)
                    (tails if ends else heads)[short].append(cluster)
        for cluster in self.all():
            if cluster.countries or cluster.kind not in ("organisation", "other", "person"):
                continue
            if cluster.kind == "person" and cluster.full_names:
                continue
            fits = self._longer(cluster, tails) or self._longer(cluster, heads)
            if len(fits) == 1 and cluster in self._clusters:
                self._join(fits[0], cluster)

    def _longer(self, cluster: Cluster, by_short: Mapping[str, Sequence[Cluster]]) -> list[Cluster]:
        """Return the clusters that one of the cluster's names is short for, each once."""
        names = sorted({folded(e.name) for e in cluster.entities})
        held = [c for n in names for c in by_short.get(n, ()) if c in self._clusters and c is not cluster]
        return [c for place, c in enumerate(held) if c not in held[:place]]

    def _join_persons(self) -> None:
        """Join full names of persons that differ in spelling, middle names or short forms only."""
        by_letter: dict[str, list[Cluster]] = defaultdict(list)
        for cluster in self.all():
            if cluster.full_names and cluster.kind in ("person", "other"):
                for letter in sorted({w[0] for n in cluster.full_names for w in name_words(n)[1:]}):
                    by_letter[letter].append(cluster)
        for group in by_letter.values():
            for place, one in enumerate(group):
                for other in group[place + 1 :]:
                    held = one in self._clusters and other in self._clusters and one is not other
                    if held and "person" in (one.kind, other.kind) and same_persons(one, other):
                        self._join(one, other)

    def _join_surnames(self) -> None:
        """Join a bare surname with the one person of the story who bears it."""
        bearers: dict[str, list[Cluster]] = defaultdict(list)
        for cluster in self.all():
            if cluster.kind == "person":
                for last in cluster.bare_names:
                    bearers[last].append(cluster)
        for cluster in self.all():
            if cluster.full_names or cluster.kind not in ("person", "organisation", "other", "place"):
                continue
            if any(is_role(e) for e in cluster.entities) or cluster.countries & {e.name for e in cluster.entities}:
                continue
            fits = [c for c in bearers.get(folded(cluster.entities[0].name), []) if c in self._clusters]
            # Where every report with the bare name also has the full one, their own readings kept them apart.
            fits = [c for c in fits if not cluster.reports <= c.reports]
            near = [c for c in fits if not apart(c, cluster)]
            # A country may be read wrongly, so it does not outweigh that one bearer is spoken of far more.
            chosen = bearer_of(fits if len(fits) > 1 else near, cluster) or bearer_of(near, cluster)
            # A town may have somebody's name; only a rare one beside a well-known person is that person.
            doubtful = cluster.kind == "place" and chosen is not None and chosen.weight < 3 * cluster.weight
            if chosen is not None and not doubtful:
                self._join(chosen, cluster)

    def _join_roles(self) -> None:
        """Join “the president of a country” with the one person of the story who is that."""
        for cluster in self.all():
            role = cluster.entities[0]
            if not all(is_role(e) for e in cluster.entities):
                continue
            fits = [
                c
                for c in self.all()
                if c is not cluster
                and c.kind == "person"
                and role.country in c.countries
                and not any(is_role(e) for e in c.entities)
                and any(same_role(role.roles[0], held) for held in c.roles)
            ]
            if len(fits) == 1:
                self._join(fits[0], cluster)


def _story_entity(dossier: Dossier, cluster: Cluster, mentions: dict[str, list[Mention]]) -> StoryEntity:
    held = sorted((m for i in cluster.ids for m in mentions.get(i, [])), key=lambda m: (m.report, m.start, m.end))
    names: Counter[str] = Counter()
    for entity in cluster.entities:
        names[entity.name] += max(1, cluster.counts.get(entity.id, 0)) * (0 if is_role(entity) else 1)
    full = {n: c for n, c in names.items() if len(n.split()) > 1 and c} if cluster.kind == "person" else {}
    name = min(full or names, key=lambda n: (-names[n], -len(n), n))
    aliases = sorted({a for e in cluster.entities for a in (e.name, *e.aliases)} - {name})
    return StoryEntity(
        id=content_id("storyentity", dossier.story.id, cluster.ids),
        name=name,
        kind=cluster.kind,
        members=cluster.ids,
        aliases=tuple(aliases),
        roles=tuple(sorted(cluster.roles)),
        country=_country(cluster),
        mentions=tuple(held),
    )


def _country(cluster: Cluster) -> str:
    votes = Counter(e.country for e in cluster.entities if e.country)
    return min(votes, key=lambda c: (-votes[c], c)) if votes else ""
