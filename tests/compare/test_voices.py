"""Voices: who is heard in a story, in which reports, directly or not."""

import msgspec
import pytest

from synoptic.compare.settings import CompareSettings
from synoptic.compare.voices import find_voices
from synoptic.news.annotation import Quote, Reading
from synoptic.news.comparison import Dossier, StoryEntity, Voice
from synoptic.news.report import Credit
from synoptic.news.story import Story
from tests.builders import plain_report

ALDER = (
    "“The kiln was sound,” said Mara Quill. The guild said the fire began outside. Alder News Agency reported it."
)
BIRCH = "Quill told reporters that the kiln was sound."


def quote(reading: Reading, words: str, speaker: str, **fields: object) -> Quote:
    """Return a quote of some words of a report."""
    start = reading.report.text.index(words)
    values: dict[str, object] = {"kind": "indirect", **fields}
    return Quote(
        id=f"quote:{reading.id}:{start}",
        report=reading.id,
        start=start,
        end=start + len(words),
        words=words,
        speaker=speaker,
        **values,  # type: ignore[arg-type]
    )


def heard(*readings: Reading, entities: tuple[StoryEntity, ...] = ()) -> dict[str, Voice]:
    """Return the voices of a story by name."""
    dossier = Dossier(
        story=Story(id="story:1", reports=tuple(r.id for r in readings)), readings=readings, entities=entities
    )
    made = find_voices(dossier, settings=CompareSettings(), tools=None)  # type: ignore[arg-type]
    return {voice.name: voice for voice in made.items}


@pytest.fixture
def alder() -> Reading:
    """Return a report that quotes one person and paraphrases a guild."""
    reading = Reading(report=plain_report(ALDER, path="alder.txt"))
    quotes = (
        quote(reading, "The kiln was sound,", "Mara Quill", kind="direct", entity="entity:quill"),
        quote(reading, "the fire began outside", "The guild"),
    )
    return msgspec.structs.replace(reading, quotes=quotes)


@pytest.fixture
def birch() -> Reading:
    """Return a report that paraphrases the same person by surname, and a pronoun."""
    reading = Reading(report=plain_report(BIRCH, path="birch.txt"))
    quotes = (quote(reading, "the kiln was sound", "Quill"), quote(reading, "kiln", "she"))
    return msgspec.structs.replace(reading, quotes=quotes)


QUILL = StoryEntity(
    id="storyentity:quill", name="Mara Quill", kind="person", members=("entity:quill",), aliases=("Quill",)
)


def test_one_person_is_one_voice_in_all_reports(alder, birch):
    """A full name here and a surname there are the same voice."""
    voice = heard(alder, birch, entities=(QUILL,))["Mara Quill"]
    assert (voice.direct, voice.indirect, len(voice.reports)) == (1, 1, 2)


def test_a_pronoun_is_no_voice(birch):
    """Somebody who is only pointed at is left out."""
    assert "she" not in heard(birch)


def test_a_group_without_a_name_is_a_voice(alder):
    """A guild that is only called so is heard under these words."""
    assert heard(alder)["The guild"].indirect == 1


def test_an_agency_that_is_cited_is_heard(alder):
    """“… reported” makes the agency a voice, indirectly."""
    start = ALDER.index("Alder News Agency")
    credit = Credit(
        report=alder.id,
        start=start,
        end=start + 17,
        words="Alder News Agency",
        agency="Alder News Agency",
        kind="cited",
    )
    voice = heard(msgspec.structs.replace(alder, credits=(credit,)))["Alder News Agency"]
    assert (voice.direct, voice.indirect) == (0, 1)


def test_the_first_place_is_where_the_voice_is_heard_first(alder, birch):
    """The citation of a voice points at its words."""
    voice = heard(alder, birch, entities=(QUILL,))["Mara Quill"]
    assert voice.first.words in ("The kiln was sound,", "the kiln was sound")
    assert {c.report for c in voice.citations} == {alder.id, birch.id}
