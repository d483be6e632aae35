"""How well a sentence stands alone: the better of two by what they lean on, say and address."""

import pytest

from synoptic.news.annotation import Reading
from synoptic.run.stage import Tools
from synoptic.write.readiness import readiness
from synoptic.write.wording import StoryWords
from tests.write.stories import Account, written


def score(text: str, tools: Tools) -> float:
    """Return how ready the only sentence of a text is."""
    reading: Reading = written(tools, [Account(outlet="Gazette", text=text)]).readings[0]
    return readiness(reading, reading.sentences[0], reading.sentences[0], longest=60)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("Olin Marsh closed the port of Velm.", "This closed the port of Velm."),
        ("Olin Marsh closed the port of Velm.", "His decision closed the port of Velm."),
        ("Dana Whit said the dam at Velm is sound.", "“The dam at Velm is sound,” Dana Whit said."),
        ("Olin Marsh closed the port of Velm.", "We saw Olin Marsh close the port of Velm."),
        ("The port of Velm holds 300 boats.", "The workers tell another story."),
        ("On Tuesday Pieter Haas learned of it in Velm.", "On Tuesday its director learned of it in Velm."),
    ],
)
def test_the_better_sentence_is_readier(better: str, worse: str, tools: Tools) -> None:
    """Of two sentences the one that stands alone is readier."""
    assert score(better, tools) > score(worse, tools)


@pytest.mark.parametrize(
    "text",
    ["Will Olin Marsh close the port of Velm?", "Marsh left.", "The town called it “a good day for Velm."],
)
def test_what_cannot_be_printed_is_not_ready(text: str, tools: Tools) -> None:
    """Questions, scraps and unclosed quotations are never printed."""
    assert score(text, tools) == 0


def test_a_describing_word_that_others_use_too_is_no_colour(tools: Tools) -> None:
    """Only the describing words that a single origin uses count as its own colour."""
    made = written(
        tools,
        [
            Account(outlet="Gazette", text="The rusty gate at the reckless firm's dam broke in Velm."),
            Account(outlet="Echo", text="A rusty gate broke in Velm."),
        ],
    )
    words = StoryWords(made)
    gazette = next(r for r in made.readings if r.report.outlet == "Gazette")
    assert words.own_colour(gazette.sentences[0]) == ("reckless",)
    assert words.plainness(gazette.sentences[0]) < 1
