"""Quotes laid side by side: the same utterance whole, trimmed, altered, cut apart and translated."""

import pytest

from synoptic.compare.quotes import collate_quotes
from synoptic.compare.settings import CompareSettings
from synoptic.news.annotation import Quote, Reading
from synoptic.news.comparison import Dossier
from synoptic.news.ids import content_id
from synoptic.news.story import Story
from synoptic.run.models import ModelTools
from tests.builders import plain_report

WHOLE = "We counted every sack twice, and nobody will tell us that a single one was missing in the morning."


def reading(words: str, path: str, *, language: str = "en", kind: str = "direct", speaker: str = "") -> Reading:
    """Return a reading that holds one quote and nothing else."""
    report = plain_report(words, path=path, language=language)
    quote = Quote(
        id=content_id("quote", path, words),
        report=report.id,
        start=0,
        end=len(words),
        words=words,
        kind=kind,  # type: ignore[arg-type]
        speaker=speaker,
        language=language,
    )
    return Reading(report=report, quotes=(quote,))


def linked(readings: list[Reading], tools: ModelTools) -> set[frozenset[str]]:
    """Return the pairs of words that are taken for the same utterance."""
    dossier = Dossier(story=Story(id="story:0", reports=tuple(r.id for r in readings)), readings=tuple(readings))
    made = collate_quotes(dossier, settings=CompareSettings(), tools=tools).items
    words = {q.id: q.words for q in made}
    return {frozenset((words[q.id], words[other])) for q in made for other in q.same_as}


@pytest.mark.parametrize(
    "other",
    [
        WHOLE.replace("twice,", "twice —"),
        "nobody will tell us that a single one was missing",
        "We counted each sack twice and nobody will tell us that a single one was missing.",
        "It was cold. Nobody will tell us that a single one was missing in the morning. So we went home.",
    ],
    ids=["verbatim", "trimmed", "altered", "cut at another place"],
)
def test_one_utterance_is_linked(other: str, tools: ModelTools) -> None:
    """Whole, trimmed, altered and differently cut quotations of one utterance are linked both ways."""
    assert linked([reading(WHOLE, "a"), reading(other, "b")], tools) == {frozenset((WHOLE, other))}


@pytest.mark.parametrize(
    "other",
    [
        "We counted the votes all night, and the mayor lost.",
        "every sack twice",
        "That is not for us to say at all.",
    ],
    ids=["another utterance", "too few words", "nothing in common"],
)
def test_other_utterances_are_not_linked(other: str, tools: ModelTools) -> None:
    """A few shared words, or none, make no link."""
    assert linked([reading(WHOLE, "a"), reading(other, "b")], tools) == set()


def test_apostrophes_of_both_kinds_are_the_same(tools: ModelTools) -> None:
    """A typographic and a straight apostrophe do not part two quotes."""
    pair = ["You don’t sell a well", "You don't sell a well"]
    assert linked([reading(pair[0], "a"), reading(pair[1], "b")], tools) == {frozenset(pair)}


def test_paraphrases_are_not_quotes(tools: ModelTools) -> None:
    """Indirect speech is in the outlet's words, so its words prove nothing."""
    assert linked([reading(WHOLE, "a", kind="indirect"), reading(WHOLE, "b")], tools) == set()


def test_a_translation_is_linked_with_its_original(tools: ModelTools) -> None:
    """Quotes in two languages that are each other's nearest in meaning are one utterance."""
    english = "The bridge will stay closed until the spring, because the river is too high."
    spanish = "El puente seguirá cerrado hasta la primavera, porque el río está demasiado crecido."
    other = "La escuela abre el lunes con nuevos maestros y nuevos libros para todos."
    readings = [
        reading(english, "a"),
        reading(spanish, "b", language="es"),
        reading(other, "c", language="es"),
    ]
    assert linked(readings, tools) == {frozenset((english, spanish))}


def test_the_order_of_reports_changes_nothing(tools: ModelTools) -> None:
    """The same quotes come out in the same order, however the reports came in."""
    readings = [reading(WHOLE, "a"), reading(WHOLE.upper(), "b"), reading("Something else was said here.", "c")]
    story = Story(id="story:0", reports=tuple(r.id for r in readings))
    made = [
        collate_quotes(Dossier(story=story, readings=tuple(order)), settings=CompareSettings(), tools=tools)
        for order in (readings, readings[::-1])
    ]
    assert made[0] == made[1]
