"""Who and what a report names: names, aliases, roles and pronouns, each mention with its entity."""

from collections.abc import Iterable, Sequence

from synoptic.annotate.directory import Directory
from synoptic.annotate.governments import PhraseMention, acting_places, find_governments
from synoptic.annotate.known_names import names_of_report
from synoptic.annotate.name_spans import NameSpan
from synoptic.annotate.party import Party
from synoptic.annotate.profiles import describe
from synoptic.annotate.pronouns import Pronouns
from synoptic.annotate.references import References
from synoptic.annotate.settings import AnnotateSettings
from synoptic.news.annotation import Entity, EntityKind, Mention, Reading, Sentence
from synoptic.run.stage import Made, Tools

_OPENING = "“«„"
_CLOSING = "”»“"


def find_entities(reading: Reading, *, settings: AnnotateSettings, tools: Tools) -> Made[Entity | Mention]:
    """Return whom and what a report names and every mention of them, in text order."""
    by_sentence = names_of_report(reading.sentences)
    directory = Directory((n for names in by_sentence.values() for n in names), reading.report.text)
    for sentence in reading.sentences:
        describe(directory, by_sentence[sentence.index], sentence)
    mentions = _Mentions(reading, directory)
    references, pronouns = References(directory), Pronouns()
    for sentence in reading.sentences:
        names = by_sentence[sentence.index]
        mentions.add_names(names)
        phrases = [
            *find_governments(directory, names, sentence),
            *acting_places(directory, names, sentence),
            *references.find(names, sentence),
        ]
        mentions.add_phrases(phrases)
        mentions.add_pronouns(pronouns.find(sentence, mentions.inside(sentence), _quoted(sentence)))
    made = mentions.made()
    return Made((*_entities(made), *(m for m, _ in made)))


class _Mentions:
    """Collects the mentions of a report; where two cover the same words the later, better informed one stays."""

    def __init__(self, reading: Reading, directory: Directory) -> None:
        self._reading = reading
        self._directory = directory
        self._held: dict[tuple[int, int], tuple[Mention, Party]] = {}
        self._here: list[tuple[int, int, Party]] = []

    def add_names(self, names: Sequence[NameSpan]) -> None:
        self._here = []
        for name in names:
            party = self._directory.of(name)
            if (party is not None and party.kind != "other") or (party is not None and name.sure):
                form = "name" if name.words in (party.name, *_full_names(party)) else "alias"
                self._add(name.start, name.end, party, form, party.kind)

    def add_phrases(self, phrases: Iterable[PhraseMention]) -> None:
        for phrase in phrases:
            held = self._held.get((phrase.start, phrase.end))
            form = held[0].form if held else "role"
            kind: EntityKind = "organisation" if phrase.acts else phrase.party.kind
            self._add(phrase.start, phrase.end, phrase.party, form, kind)

    def add_pronouns(self, phrases: Iterable[PhraseMention]) -> None:
        for phrase in phrases:
            self._add(phrase.start, phrase.end, phrase.party, "pronoun", phrase.party.kind)

    def inside(self, sentence: Sentence) -> list[tuple[int, int, Party]]:
        """Return what the sentence mentions so far."""
        return sorted(self._here, key=lambda x: (x[0], x[1]))

    def made(self) -> list[tuple[Mention, Party]]:
        """Return the mentions in text order, with ids that fit what is known at the end."""
        ordered = sorted(self._held.items())
        return [(_with_entity(mention, party), party) for _, (mention, party) in ordered]

    def _add(self, start: int, end: int, party: Party, form: str, kind: EntityKind) -> None:
        words = self._reading.report.text[start:end]
        mention = Mention(
            report=self._reading.id,
            start=start,
            end=end,
            words=words,
            entity="",
            kind=kind,
            form=form,  # type: ignore[arg-type]
        )
        self._held[(start, end)] = (mention, party)
        self._here = [h for h in self._here if h[:2] != (start, end)] + [(start, end, party)]


def _with_entity(mention: Mention, party: Party) -> Mention:
    import msgspec

    acts = mention.kind == "organisation"
    return msgspec.structs.replace(mention, entity=party.id, kind=mention.kind if acts else party.kind)


def _full_names(party: Party) -> tuple[str, ...]:
    return tuple(alias for alias in party.aliases if " " in alias)


def _entities(made: Sequence[tuple[Mention, Party]]) -> tuple[Entity, ...]:
    parties: dict[str, Party] = {}
    for mention, party in made:
        parties.setdefault(mention.entity, party)
    return tuple(
        Entity(
            id=entity_id,
            name=party.name,
            kind=party.kind,
            aliases=tuple(
                a for a, _ in sorted(party.aliases.items(), key=lambda x: (-x[1], x[0])) if a != party.name
            ),
            roles=tuple(party.roles),
            country=party.country,
        )
        for entity_id, party in parties.items()
    )


def _quoted(sentence: Sentence) -> list[tuple[int, int]]:
    """Return the ranges of a sentence that stand in quotation marks, as far as the marks pair up within it."""
    ranges: list[tuple[int, int]] = []
    opened: int | None = None
    for place, character in enumerate(sentence.words):
        if (
            character == '"'
            or (opened is None and character in _OPENING)
            or (opened is not None and character in _CLOSING)
        ):
            if opened is None:
                opened = place
            else:
                ranges.append((sentence.start + opened, sentence.start + place + 1))
                opened = None
    if opened is not None:
        ranges.append((sentence.start + opened, sentence.end))
    return ranges
