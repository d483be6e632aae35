"""Pronouns: resolved where that is reasonably sure, and left alone where it is not."""

from synoptic.run.models import ModelTools
from tests.annotate.quoting import named_reading


def meant(text: str, tools: ModelTools) -> list[tuple[str, str]]:
    """Return each pronoun mention with the name of whom it means."""
    reading = named_reading(text, tools)
    names = {e.id: e.name for e in reading.entities}
    return [(m.words, names[m.entity]) for m in reading.mentions if m.form == "pronoun"]


def test_he_is_the_one_man_named_before(tools: ModelTools) -> None:
    """The only man of the sentence before is meant."""
    assert meant("Governor Peter Lindqvist left the valley. He promised to return.", tools) == [
        ("He", "Peter Lindqvist")
    ]


def test_she_is_not_a_man(tools: ModelTools) -> None:
    """A woman's pronoun passes over a man named nearer."""
    text = "Alice Moreau runs the school. She met George Kemp on Friday."
    assert meant(text, tools) == [("She", "Alice Moreau")]


def test_two_men_alike_leave_the_pronoun_open(tools: ModelTools) -> None:
    """Where two men fit equally well, nobody is meant."""
    text = "The council heard Peter Lindqvist and George Kemp. The town listened to him."
    assert meant(text, tools) == []


def test_a_pronoun_with_nobody_before_it_is_left_alone(tools: ModelTools) -> None:
    """No name, no meaning."""
    assert meant("He promised to return.", tools) == []
