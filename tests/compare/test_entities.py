"""Entities over a story: joined where surely the same, and never by the order of the reports."""

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from synoptic.compare.entities import join_entities
from synoptic.compare.role_words import same_role
from synoptic.compare.same_names import alike, is_acronym_of, same_body, same_person, short_names
from synoptic.news.comparison import Dossier
from synoptic.news.story import Story
from synoptic.run.models import ModelTools
from tests.builders import SETTINGS
from tests.naming import named, story_of, whose

TEXTS = [
    "Governor Lucia Ferrand signed the order of the Northern Grain Board (NGB).",
    "Ms. Ferrand signed it on Monday, and the NGB closed two silos.",
    "The Chilean president praised Lucia Ferrand. Chile's president, Rosa Aldunate, arrived at dawn.",
]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Robert Tennant", "Bob Tennant", True),
        ("Ana Ruiz Torres", "Ana Ruiz", True),
        ("Volodymyr Kovalenko", "Vladimir Kovalenko", True),
        ("Walter Crane Jr.", "Walter Crane", False),
        ("Marco Salviati", "Luca Salviati", False),
        ("Hanna", "Hanna Wexford", False),
    ],
)
def test_same_person(one: str, other: str, same: bool) -> None:
    """Short forms, spellings and second surnames are one person; generations and brothers are not."""
    assert same_person(one, other) is same
    assert same_person(other, one) is same


def test_spellings_and_bodies() -> None:
    """One letter in five may differ; legal forms do not count; an acronym needs three letters."""
    assert alike("zelenka", "zelenca")
    assert not alike("brandt", "brunner")
    assert same_body("Ellery Steel Inc.", "Ellery Steel")
    assert is_acronym_of("NGB", "Northern Grain Board")
    assert not is_acronym_of("NG", "Northern Grain")


def test_short_names_of_a_body() -> None:
    """First or last words, or what stands before “of”."""
    assert set(short_names("Port Ellery Herons")) == {"port", "port ellery", "ellery herons", "herons"}
    assert "academy" in short_names("Academy of Northern Arts")
    assert "arts" not in short_names("Academy of Northern Arts")


def test_roles_in_two_languages_are_one_office() -> None:
    """A “président” is a president, a former one is not, and any leader of a state may be meant by “leader”."""
    assert same_role("president", "président".replace("é", "e"))
    assert not same_role("former president", "president")
    assert same_role("leader", "president")
    assert not same_role("leader", "mayor")


def test_mentions_of_all_reports_come_together(tools: ModelTools) -> None:
    """One entity holds the mentions of each report, under its fullest name."""
    dossier = story_of(TEXTS, tools)
    found = next(e for e in dossier.entities if e.name == "Lucia Ferrand")
    assert {m.report for m in found.mentions} == {r.id for r in dossier.readings}
    assert whose(dossier, "The Chilean president") == {"Rosa Aldunate"}


def test_the_order_of_the_reports_changes_nothing(tools: ModelTools) -> None:
    """Whatever order the readings come in, the entities are the same."""
    readings = [named(text, tools, path=f"{n}.txt") for n, text in enumerate(TEXTS)]
    story = Story(id="story:test", reports=tuple(sorted(r.id for r in readings)))
    made = {
        join_entities(Dossier(story=story, readings=tuple(p)), settings=SETTINGS.compare, tools=tools).items
        for p in permutations(readings)
    }
    assert len(made) == 1


def test_every_member_belongs_to_one_entity(tools: ModelTools) -> None:
    """No entity of a report is in two of the story's."""
    dossier = story_of(TEXTS, tools)
    members = [m for e in dossier.entities for m in e.members]
    assert len(members) == len(set(members))
    assert set(members) == {e.id for r in dossier.readings for e in r.entities}


@given(texts=st.lists(st.text(max_size=40), min_size=1, max_size=3))
@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_reports_can_be_joined(texts: list[str], tools: ModelTools) -> None:
    """Strange reports are joined without an error, and mentions re-read."""
    dossier = story_of(texts, tools)
    held = {r.id: r.report.text for r in dossier.readings}
    for entity in dossier.entities:
        for mention in entity.mentions:
            assert held[mention.report][mention.start : mention.end] == mention.words
