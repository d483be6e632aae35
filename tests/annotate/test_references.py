"""Role phrases and governments: whom they mean, and when they mean nobody."""

from synoptic.run.models import ModelTools
from tests.naming import meanings


def test_a_role_with_a_country_means_its_holder(tools: ModelTools) -> None:
    """“the Chilean president” is the president of Chile, whoever was named last."""
    text = "Chile's president, Rosa Aldunate, met Mayor Carl Doss. The Chilean president left first."
    assert ("The Chilean president", "Rosa Aldunate", "person") in meanings(text, tools)


def test_a_role_without_a_known_holder_is_somebody_of_that_country(tools: ModelTools) -> None:
    """The office itself stands for the person until another report names her."""
    found = meanings("The Chilean president left on Monday.", tools)
    assert ("The Chilean president", "Chile’s president", "person") in found


def test_a_plural_role_means_nobody(tools: ModelTools) -> None:
    """“the presidents” are no single person."""
    text = "Chile's president, Rosa Aldunate, met the presidents of the region."
    assert "the presidents of the region" not in [words for words, _, _ in meanings(text, tools)]


def test_an_earlier_government_is_another_one(tools: ModelTools) -> None:
    """“the previous Peruvian government” is kept apart from today's."""
    names = [
        name
        for _, name, _ in meanings(
            "The previous Peruvian government closed the mine. The Peruvian government opened it.", tools
        )
    ]
    assert "Peru’s previous government" in names
    assert "Peru’s government" in names


def test_the_administration_of_a_leader_is_the_government_of_the_country(tools: ModelTools) -> None:
    """Whoever leads a country leads its government."""
    text = "Chile's president, Rosa Aldunate, arrived. Aldunate's government gave no reason."
    assert "Chile’s government" in [name for _, name, _ in meanings(text, tools)]
