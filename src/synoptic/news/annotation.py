"""What one report says: sentences, names, times, figures, quotes and claims, each with its span."""

from typing import Any, Literal

import msgspec

from synoptic.news.report import BlockKind, Credit, Interval, Passage, Report, Span

EntityKind = Literal["person", "organisation", "place", "people", "event", "work", "law", "product", "other"]
Granularity = Literal["minute", "day", "week", "month", "quarter", "season", "year", "decade", "century", "open"]
Polarity = Literal["affirmed", "negated"]
Modality = Literal["asserted", "possible", "planned", "demanded", "conditional", "hypothetical", "question"]


class Token(msgspec.Struct, frozen=True, array_like=True):
    """One token: code points in the report's text, lemma, coarse and fine tag, relation to its head.

    `head` is an index into the sentence's tokens (its own index for the root). `entity` is the model's
    entity type with its IOB prefix ("B-PERSON"), empty outside names. Languages without a parser have
    empty `pos`, `dep` and `entity`, and every token its own head.
    """

    start: int
    end: int
    words: str
    lemma: str = ""
    pos: str = ""
    tag: str = ""
    dep: str = ""
    head: int = 0
    entity: str = ""
    morph: str = ""


class Sentence(Passage, frozen=True, kw_only=True):
    """One sentence of a block, with its tokens; `parsed` says whether a model read its grammar."""

    index: int
    block: BlockKind
    language: str
    parsed: bool
    tokens: tuple[Token, ...] = ()


class Mention(Passage, frozen=True, kw_only=True):
    """Words that name an entity: its full name, an alias, a role ("the president") or a pronoun."""

    entity: str
    kind: EntityKind
    form: Literal["name", "alias", "role", "pronoun"]


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody or something that a report names; `country` and `roles` only as far as the text gives them.

    `id` is made from kind and folded name, so that equal names in two reports have equal ids.
    """

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    country: str = ""


class TimeMention(Passage, frozen=True, kw_only=True):
    """Words that name a time, resolved to an interval of calendar days as far as the anchor allows.

    `length` is the ISO 8601 length of a duration or an age ("P3Y", "PXD" where the text does not count);
    `clock` the hour as printed, 24-hour ("14:30"). `bound` says that the words are only one end of `time`:
    "since 2011" is open at the end. `ends` are the words of the first and the last day of a range.
    """

    time: Interval
    granularity: Granularity
    kind: Literal["date", "duration", "age", "recurring"]
    anchored_to: str
    reason: str
    length: str = ""
    clock: str = ""
    bound: Literal["", "since", "until", "before", "after", "by"] = ""
    ends: tuple[Passage, ...] = ()


class Figure(Passage, frozen=True, kw_only=True):
    """A number: bounds (None where open), unit, thing counted, qualifier, as-of time and who says so.

    `high` below infinity and `low` equal to it mean an exact value. `change` is the direction of a
    reported change.
    """

    id: str
    low: float | None
    high: float | None
    unit: str = ""
    thing: str = ""
    qualifier: str = ""
    change: Literal["", "up", "down"] = ""
    as_of: Interval | None = None
    attributed_to: str = ""


class Quote(Passage, frozen=True, kw_only=True):
    """Words that somebody said or wrote, as the report gives them.

    `words` and the span leave the quotation marks out. `speaker` is the best name known; the printed
    words that name the speaker are `speaker_span`. `chain` lists the outer sources of hearsay first.
    """

    id: str
    kind: Literal["direct", "indirect", "mixed"]
    speaker: str = ""
    entity: str = ""
    speaker_span: Passage | None = None
    cue: Passage | None = None
    chain: tuple[str, ...] = ()
    negated: bool = False
    language: str = ""
    block: BlockKind = "body"
    fragments: tuple[Passage, ...] = ()
    same_as: tuple[str, ...] = ()


class Role(Passage, frozen=True, kw_only=True):
    """Who or what takes part in a claim's predicate; `entity` is empty where no name is known."""

    role: Literal["agent", "patient", "recipient", "place", "other"]
    entity: str = ""
    head: str = ""


class Claim(Passage, frozen=True, kw_only=True):
    """A proposition that a report makes, as character ranges; the hull of its `spans` is start–end.

    `attributed_to` is the name of who says it, empty in the outlet's own voice; `attribution` the words.
    `time` is when it happened, as far as known. `entities` are ids, `figures` ids of the report's figures.
    """

    id: str
    spans: tuple[Passage, ...]
    sentence: int
    attributed_to: str = ""
    attribution: Passage | None = None
    chain: tuple[str, ...] = ()
    quoted: bool = False
    polarity: Polarity = "affirmed"
    modality: Modality = "asserted"
    predicate: str = ""
    roles: tuple[Role, ...] = ()
    lemmas: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    time: Interval | None = None
    context: str = ""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One report as understood so far: each annotation stage adds its records."""

    report: Report
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    credits: tuple[Credit, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return the report's id."""
        return self.report.id

    def __repr__(self) -> str:
        """Return a line a person can read: where from, how long, and how much was found."""
        name = self.report.headline or self.report.text[:40].strip()
        return (
            f"<Reading {self.report.path!r} “{name}” {self.report.language or '??'} "
            f"{len(self.sentences)} sentences, {len(self.claims)} claims, {len(self.quotes)} quotes>"
        )

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain dicts and lists, as JSON would have it."""
        made: dict[str, Any] = msgspec.to_builtins(self)
        return made

    def passage(self, start: int, end: int) -> Passage:
        """Return the passage of this report between two offsets."""
        return Passage(report=self.report.id, start=start, end=end, words=self.report.text[start:end])

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds an offset, or None between sentences."""
        return next((s for s in self.sentences if s.start <= offset < s.end), None)

    def mentions_in(self, span: Span) -> tuple[Mention, ...]:
        """Return the mentions that lie inside a span."""
        return tuple(m for m in self.mentions if span.start <= m.start and m.end <= span.end)

    def times_in(self, span: Span) -> tuple[TimeMention, ...]:
        """Return the time mentions that lie inside a span."""
        return tuple(t for t in self.times if span.start <= t.start and t.end <= span.end)

    def figures_in(self, span: Span) -> tuple[Figure, ...]:
        """Return the figures that lie inside a span."""
        return tuple(f for f in self.figures if span.start <= f.start and f.end <= span.end)

    def entity(self, entity_id: str) -> Entity | None:
        """Return the entity with an id, or None."""
        return next((e for e in self.entities if e.id == entity_id), None)
