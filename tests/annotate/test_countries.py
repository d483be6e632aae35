"""Countries by name, people and capital, in several languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.annotate.countries import country_name, country_word, fold


@pytest.mark.parametrize(
    ("words", "language", "code", "use"),
    [
        ("Peru", "en", "PE", "country"),
        ("Peruvians", "en", "PE", "people"),
        ("péruvienne", "fr", "PE", "people"),
        ("Pérou", "fr", "PE", "country"),
        ("peruanas", "es", "PE", "people"),
        ("peruanische", "de", "PE", "people"),
        ("Lima", "en", "PE", "capital"),
        ("U.S.", "en", "US", "country"),
        ("Czechs", "en", "CZ", "people"),
    ],
)
def test_words_for_countries(words: str, language: str, code: str, use: str) -> None:
    """Names, inflected adjectives and capitals are known."""
    found = country_word(words, language)
    assert found is not None
    assert (found.code, found.use) == (code, use)


@pytest.mark.parametrize("words", ["us", "peruvian", "bridge", "Rom", ""])
def test_words_that_are_no_countries(words: str) -> None:
    """“us” is a pronoun, and English writes peoples large."""
    assert not words or country_word(words, "en") is None


def test_every_country_word_leads_to_a_name() -> None:
    """A code has an English name, an unknown one has none."""
    assert country_name("PE") == "Peru"
    assert country_name("??") == ""


@given(st.text(min_size=1, max_size=30))
def test_any_words_can_be_asked(words: str) -> None:
    """Strange words are no countries, and folding twice changes nothing."""
    country_word(words, "fr")
    assert fold(fold(words)) == fold(words)
