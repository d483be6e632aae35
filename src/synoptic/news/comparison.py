"""A story's accounts laid side by side: claim groups, disputes, figures, voices, labels and silences."""

from typing import Any, Literal

import msgspec

from synoptic.news.annotation import Claim, EntityKind, Figure, Granularity, Mention, Quote, Reading
from synoptic.news.edition import Brief, Headline
from synoptic.news.report import Interval, Passage
from synoptic.news.story import Citation, CopyLink, Event, Origin, Story

Standing = Literal["agreed", "single_origin", "disputed", "updated"]
Relation = Literal["same", "more_specific", "update", "conflict", "disputed_by_speakers", "related"]
Support = Literal["says", "partly", "differs", "not_found", "not_held"]


class StoryEntity(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody or something that a story is about, across its reports and languages.

    `members` are the ids that single reports gave to the same entity.
    """

    id: str
    name: str
    kind: EntityKind
    members: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    country: str = ""
    mentions: tuple[Mention, ...] = ()


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One named measurement that a decision rests on."""

    name: str
    value: float


class ClaimLink(msgspec.Struct, frozen=True, kw_only=True):
    """How two claims of different reports relate, how sure that is, and the measurements behind it."""

    id: str
    left: str
    right: str
    relation: Relation
    score: float
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""


class SupportCell(msgspec.Struct, frozen=True, kw_only=True):
    """What one report does with one claim group, and the claims of it that do so."""

    report: str
    support: Support
    claims: tuple[str, ...] = ()
    reason: str = ""


class ClaimGroup(msgspec.Struct, frozen=True, kw_only=True):
    """The claims of a story that say the same thing, with their standing.

    `lead` is the id of the claim whose words stand for the group, `sentence` the sentence that it stands in.
    """

    id: str
    standing: Standing
    claims: tuple[Claim, ...]
    lead: str
    origins: tuple[str, ...] = ()
    support: tuple[SupportCell, ...] = ()
    salience: float = 0.0
    reason: str = ""
    sentence: Passage | None = None


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One position in a dispute, in its own words; `voice` is who holds it."""

    position: str
    voice: str
    citations: tuple[Citation, ...]


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """Accounts that cannot both hold, shown from each side."""

    id: str
    kind: Literal["conflict", "speakers", "account", "figure"]
    about: str
    sides: tuple[Side, ...]
    groups: tuple[str, ...] = ()
    reason: str = ""


class FigureLine(msgspec.Struct, frozen=True, kw_only=True):
    """The figures that a story's reports give for one thing, never averaged."""

    id: str
    about: str
    unit: str
    values: tuple[Figure, ...]
    relation: Literal["alone", "same", "compatible", "updated", "different"] = "alone"
    reason: str = ""


class Label(Passage, frozen=True, kw_only=True):
    """Words with which somebody is named; `voice` is empty in the outlet's own voice."""

    entity: str
    name: str
    form: Literal["modifier", "appositive", "copular", "title", "description"]
    voice: str = ""


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """Who is quoted or paraphrased, by which reports and how much."""

    id: str
    name: str
    entity: str
    reports: tuple[str, ...]
    direct: int
    indirect: int
    characters: int
    first: Citation
    citations: tuple[Citation, ...] = ()


class Silence(msgspec.Struct, frozen=True, kw_only=True):
    """A claim group that was not found in the text held of a report that could have carried it."""

    group: str
    report: str
    reason: str


class TimelineEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened, when, and the words that say so."""

    id: str
    time: Interval
    granularity: Granularity
    what: str
    citations: tuple[Citation, ...]
    reports: tuple[str, ...]
    reason: str = ""


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of one story while it is compared: each stage adds its records."""

    story: Story
    readings: tuple[Reading, ...]
    links: tuple[CopyLink, ...] = ()
    origins: tuple[Origin, ...] = ()
    entities: tuple[StoryEntity, ...] = ()
    claim_links: tuple[ClaimLink, ...] = ()
    claim_groups: tuple[ClaimGroup, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    figures: tuple[FigureLine, ...] = ()
    quotes: tuple[Quote, ...] = ()
    labels: tuple[Label, ...] = ()
    voices: tuple[Voice, ...] = ()
    silences: tuple[Silence, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    event: Event | None = None
    brief: Brief | None = None
    headline: Headline | None = None

    def __repr__(self) -> str:
        """Return a line a person can read: which reports the story holds."""
        paths = ", ".join(reading.report.path for reading in self.readings)
        return f"<Dossier {self.story.id} {len(self.readings)} reports: {paths}>"

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain dicts and lists, as JSON would have it."""
        made: dict[str, Any] = msgspec.to_builtins(self)
        return made

    def reading(self, report: str) -> Reading:
        """Return the reading of a report of this story; KeyError if it is not among them."""
        for reading in self.readings:
            if reading.report.id == report:
                return reading
        raise KeyError(report)

    def origin_of(self, report: str) -> str:
        """Return the id of the origin that a report belongs to, or the report's own id."""
        return next((o.id for o in self.origins if report in o.reports), report)

    def claim(self, claim_id: str) -> Claim | None:
        """Return the claim with an id, or None."""
        return next((c for r in self.readings for c in r.claims if c.id == claim_id), None)

    def story_entity(self, entity: str) -> StoryEntity | None:
        """Return the story-wide entity that an entity id of a report belongs to, or None."""
        return next((e for e in self.entities if entity == e.id or entity in e.members), None)


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """One story as published: the finished, public form of a dossier."""

    id: str
    event: Event
    headline: str
    headline_citations: tuple[Citation, ...]
    reports: tuple[str, ...]
    references: tuple[str, ...]
    origins: tuple[Origin, ...]
    brief: Brief
    claim_groups: tuple[ClaimGroup, ...]
    disputes: tuple[Dispute, ...]
    figures: tuple[FigureLine, ...]
    quotes: tuple[Quote, ...]
    labels: tuple[Label, ...]
    voices: tuple[Voice, ...]
    silences: tuple[Silence, ...]
    timeline: tuple[TimelineEntry, ...]
    entities: tuple[StoryEntity, ...] = ()
    copies: tuple[CopyLink, ...] = ()
    claim_links: tuple[ClaimLink, ...] = ()
    reason: str = ""

    def __repr__(self) -> str:
        """Return a line a person can read: the headline and what stands behind it."""
        return (
            f"<Comparison “{self.headline}” {len(self.reports)} reports, {len(self.origins)} origins, "
            f"{len(self.claim_groups)} claim groups, {len(self.disputes)} disputes>"
        )

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain dicts and lists, as JSON would have it."""
        made: dict[str, Any] = msgspec.to_builtins(self)
        return made
