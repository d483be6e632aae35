"""Who says what in a sentence, by rules over its grammar, by printed words, and by the learned model."""

from pathlib import Path

import pytest

from synoptic.annotate import quote_model
from synoptic.annotate.indirect import Attribution, find_attributions
from synoptic.annotate.quote_attributions import attributions_of
from synoptic.annotate.quote_cues import cues_of
from synoptic.annotate.quote_plain import find_plain_attributions
from synoptic.annotate.quote_reader import read_attributions
from synoptic.run.models import ModelTools
from tests.builders import read_text


def shown(text: str, found: Attribution) -> tuple[str, str | None, list[str]]:
    """Return the printed cue, source and contents of an attribution."""
    source = text[slice(*found.source)] if found.source else None
    return text[slice(*found.cue)], source, [text[slice(*c)] for c in found.contents]


def ruled(text: str, tools: ModelTools, language: str = "en") -> list[tuple[str, str | None, list[str]]]:
    """Return what the rules find in the first sentence of a text."""
    sentence = read_text(text, tools, language=language).sentences[0]
    return [shown(text, a) for a in find_attributions(sentence, cues_of(language))]


def learned(text: str, tools: ModelTools) -> list[tuple[str, str | None, list[str]]]:
    """Return what the model finds in a text, filtered for the product."""
    sentences = read_text(text, tools).sentences
    return [shown(text, a) for a in attributions_of([sentences], cues_of("en"))]


def test_a_clause_hangs_on_its_verb(tools: ModelTools) -> None:
    """The clause is what is said, the subject who says it."""
    assert ruled("Mayor Ortiz said that the wells were safe.", tools) == [
        ("said", "Mayor Ortiz", ["that the wells were safe"])
    ]


def test_french_clauses_are_found_by_the_same_rules(tools: ModelTools) -> None:
    """A French clause behind “que” is what is said."""
    found = ruled("La maire a affirmé que le pont serait fermé.", tools, "fr")
    assert [(cue, source) for cue, source, _ in found] == [("affirmé", "La maire")]
    assert found[0][2][0].endswith("le pont serait fermé")


def test_a_relative_pronoun_stands_for_its_noun(tools: ModelTools) -> None:
    """“Who” is the person before it."""
    found = ruled("We met Ann Lee, who said that the mill was sold.", tools)
    assert ("said", "Ann Lee") in [(cue, source) for cue, source, _ in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Ortiz said the wells were safe.", ("said", "Mayor Ortiz", ["the wells were safe"])),
        ("The wells were safe, Mayor Ortiz said.", ("said", "Mayor Ortiz", ["The wells were safe"])),
        (
            "According to Mayor Ortiz, the wells were safe.",
            ("According to", "Mayor Ortiz", ["the wells were safe"]),
        ),
        (
            "“The wells are safe,” Mayor Ortiz said. “Drink the water.”",
            ("said", "Mayor Ortiz", ["“The wells are safe,”", "“Drink the water.”"]),
        ),
    ],
)
def test_the_model_finds_cue_source_and_words(
    text: str, expected: tuple[str, str, list[str]], tools: ModelTools
) -> None:
    """Words before, behind and on both sides of the cue are found."""
    assert learned(text, tools) == [expected]


def test_wishes_and_endorsements_are_not_reports(tools: ModelTools) -> None:
    """What the labelled set marks beyond speech (plans, support) does not become a quote."""
    assert learned("Mayor Ortiz supports the baker and hopes to win.", tools) == []


def test_the_model_has_no_parts_that_overlap(tools: ModelTools) -> None:
    """Source and reported words of one attribution are apart."""
    text = "Ann Lee, who runs the mill, told the council on Monday that “nobody counts the sacks” any more."
    for found in read_attributions([read_text(text, tools).sentences]):
        parts = [p for p in (found.source, found.before, found.after) if p]
        assert all(a[1] <= b[0] or b[1] <= a[0] for a in parts for b in parts if a is not b)


def test_paragraphs_without_words_have_no_attributions() -> None:
    """Nothing is read where there is nothing."""
    assert read_attributions([]) == ()
    assert read_attributions([[]]) == ()


def test_negation_travels_with_the_cue(tools: ModelTools) -> None:
    """“Did not say” and “denied” are negated."""
    for text in (
        "Mayor Ortiz did not say that the wells were safe.",
        "Mayor Ortiz denied that the wells were sold.",
    ):
        found = attributions_of([read_text(text, tools).sentences], cues_of("en"))
        assert [a.negated for a in found] == [True]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Marta Olmedo dijo ayer que el puente está cerrado.",
            "es",
            ("dijo", "Marta Olmedo", ["que el puente está cerrado"]),
        ),
        ("Podle Jany Dvorské je most zavřený.", "cs", ("Podle", "Jany Dvorské", ["je most zavřený"])),
        ("Most je zavřený, řekla Jana Dvorská.", "cs", ("řekla", "Jana Dvorská", ["Most je zavřený"])),
    ],
)
def test_printed_words_are_enough_where_no_grammar_is_known(
    text: str, language: str, expected: tuple[str, str, list[str]], tools: ModelTools
) -> None:
    """A listed cue and a joining word, a comma or “according to” make an attribution."""
    sentence = read_text(text, tools, language=language).sentences[0]
    assert [shown(text, a) for a in find_plain_attributions(sentence, cues_of(language))] == [expected]


def test_the_weights_are_small_and_complete() -> None:
    """The packaged weights hold every choice and stay under five megabytes."""
    model = quote_model.packaged_model()
    assert sorted(model.weights) == sorted(quote_model.CHOICES)
    path = Path(quote_model.__file__).with_name(quote_model.WEIGHTS)
    assert path.stat().st_size < 5_000_000
