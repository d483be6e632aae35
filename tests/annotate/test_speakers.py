"""Whom the printed words before or behind a quote mean."""

import pytest

from synoptic.annotate.speakers import Names
from synoptic.run.models import ModelTools
from tests.annotate.quoting import named_reading


def speaker(text: str, words: str, tools: ModelTools) -> str | None:
    """Return the name of whom the last occurrence of some words means."""
    place = text.rindex(words)
    found = Names(named_reading(text, tools)).speaker((place, place + len(words)))
    return found.name if found else None


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Mayor Lena Ortiz left the hall. Ms. Ortiz spoke to us.", "Ms. Ortiz", "Lena Ortiz"),
        (
            "“Yes,” said Paul Ferrier, a member of the Board.",
            "Paul Ferrier, a member of the Board",
            "Paul Ferrier",
        ),
        ("“Yes,” the judge, Col. Arthur Mills, said.", "the judge, Col. Arthur Mills", "Arthur Mills"),
        ("“Yes,” some neighbours said.", "some neighbours", "some neighbours"),
        ("Ann Lee and Tom Baker wrote to us.", "Ann Lee and Tom Baker", "Ann Lee and Tom Baker"),
        ("Ines Calder's accountant spoke.", "Ines Calder's accountant", "Ines Calder's accountant"),
    ],
)
def test_the_best_name_for_printed_words(text: str, words: str, name: str, tools: ModelTools) -> None:
    """Full names stand for surnames, appositions give theirs, owners and pairs are left as printed."""
    assert speaker(text, words, tools) == name


@pytest.mark.parametrize("words", ["I", "we", "you", "which"])
def test_the_writer_and_the_reader_are_nobody(words: str, tools: ModelTools) -> None:
    """First and second persons outside marks and relative words name no speaker."""
    assert speaker(f"Here {words} stand", words, tools) is None


def test_a_description_means_the_one_with_that_role(tools: ModelTools) -> None:
    """“The senator” is the only person who is called a senator."""
    text = "Senator Ruth Abara met Tom Baker. The mill was sold, the senator said."
    assert speaker(text, "the senator", tools) == "Ruth Abara"


def test_a_statement_is_its_issuers(tools: ModelTools) -> None:
    """“The statement” is by the body that issued one."""
    text = "The Harbour Board issued a long statement. No ship was lost, the statement said."
    assert speaker(text, "the statement", tools) == "Harbour Board"


def test_a_pronoun_behind_its_verb_is_a_pronoun(tools: ModelTools) -> None:
    """The “t” of “a-t-elle dit” is no part of a name."""
    text = "La ministre Anne Morel a parlé lundi. « Nous partons », a-t-elle dit."
    place = text.index("t-elle")
    found = Names(named_reading(text, tools, language="fr")).speaker((place, place + len("t-elle")))
    assert found is None or "t-elle" not in found.name
