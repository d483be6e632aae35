"""Quotes: marks in pairs, who says what, and nothing guessed where marks are left open."""

import msgspec
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from synoptic.annotate.quote_marks import find_marked
from synoptic.annotate.quotes import find_quotes
from synoptic.news.annotation import Reading
from synoptic.news.report import Block, Report
from synoptic.run.models import ModelTools
from tests.annotate.quoting import found_in, named_reading, said_by
from tests.builders import SETTINGS, plain_report
from tests.passages import all_passages

# Pieces that quotations are made of, so that random text comes near real ones.
MARKS = st.sampled_from("“”\"„«»‘’' \u00a0😀")
WORDS = st.sampled_from(
    ["''", '""', "said", "told", "and", "he", "Ann Lee", "the mayor", "The dam held", "according to", "KEY: "]
)
JOINTS = st.sampled_from(["\n\n", " ", ", ", ". ", ": ", "— A (@b) March 4, 2031"])
PIECES = st.one_of(MARKS, WORDS, JOINTS)
TEXTS = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=80))


def marked_words(text: str, language: str = "en") -> list[str]:
    """Return the words of every marked stretch of a text."""
    report = plain_report(text, language=language)
    return [text[m.start : m.end] for m in find_marked(text, report.blocks, language)[0]]


@given(text=TEXTS, language=st.sampled_from(["en", "fr", "de", "es", "ru", "xx", ""]))
@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_gives_quotes_that_are_its_own_words(text: str, language: str, tools: ModelTools) -> None:
    """Whatever the text is, the stage ends well, and every passage of a quote re-reads as its words."""
    reading = named_reading(text, tools, language=language)
    made = find_quotes(reading, settings=SETTINGS.annotate, tools=tools)
    for quote in made.items:
        assert 0 <= quote.start < quote.end <= len(text)
        for passage in all_passages(quote):
            assert text[passage.start : passage.end] == passage.words
    assert made == find_quotes(reading, settings=SETTINGS.annotate, tools=tools)
    assert len({q.id for q in made.items}) == len(made.items)


@given(text=TEXTS, language=st.sampled_from(["en", "de", "sv"]))
@hypothesis_settings(max_examples=200, deadline=None)
def test_marked_stretches_stay_inside_the_text_and_nest(text: str, language: str) -> None:
    """Marked stretches lie inside the text, and two of them are apart or one inside the other."""
    report = plain_report(text, language=language)
    marked, unclosed = find_marked(text, report.blocks, language)
    assert all(0 <= at < len(text) for at in unclosed)
    for one in marked:
        assert 0 <= one.outer_start < one.start <= one.end < one.outer_end <= len(text)
        for other in marked:
            apart = one.outer_end <= other.outer_start or other.outer_end <= one.outer_start
            inside = one.start <= other.outer_start <= other.outer_end <= one.end
            assert one == other or apart or inside or other.start <= one.outer_start <= one.outer_end <= other.end


def test_marks_pair_by_language() -> None:
    """Low, high, pointed and straight marks are paired as each language does."""
    assert marked_words("„Ja“, sagte sie.", "de") == ["Ja"]
    assert marked_words("»Ja«, sagte sie.", "de") == ["Ja"]
    assert marked_words("”Ja”, sade hon.", "sv") == ["Ja"]
    assert marked_words("« Oui », dit-elle.", "fr") == [" Oui "]
    assert marked_words('"Yes," she said. "No."') == ["Yes,", "No."]
    assert marked_words("''Yes,'' she said.") == ["Yes,"]


def test_an_apostrophe_is_no_mark() -> None:
    """Apostrophes inside words, before years and after plurals open nothing."""
    assert marked_words("The miners’ wives didn't like the ’90s, nor the company's answer.") == []


def test_an_unclosed_mark_is_a_problem_that_says_where() -> None:
    """An unclosed mark is reported with its offset and the words that follow it."""
    text = "The mayor said: “The gate was never locked."
    made = found_in(text, ModelTools(SETTINGS.models))
    assert [p.code for p in made.problems] == ["A020"]
    assert f"character {text.index('“')} " in made.problems[0].message
    assert "The gate was never locked" in made.problems[0].message


def test_a_quotation_goes_on_over_paragraphs_with_its_parts(tools: ModelTools) -> None:
    """A quotation that each paragraph opens again is one quote whose fragments are the paragraphs."""
    text = "Novak wrote: “We were afraid for the gate.\n\n“By morning the water had fallen.”"
    quote = next(q for q in found_in(text, tools).items if q.kind == "direct")
    assert [f.words for f in quote.fragments] == [
        "We were afraid for the gate.",
        "By morning the water had fallen.",
    ]


def test_headlines_and_captions_are_read_on_their_own(tools: ModelTools) -> None:
    """A mark left open in a headline does not swallow the body."""
    text = "“Never again, says mayor\n\nMayor Lena Ortiz said: “The wells are not for sale.”"
    split = text.index("\n")
    report = plain_report(text)
    blocks = (
        Block(report=report.id, start=0, end=split, kind="headline"),
        Block(report=report.id, start=split + 2, end=len(text), kind="body"),
    )
    made = found_in(text, tools, blocks=blocks)
    assert [(q.block, q.words) for q in made.items if q.kind == "direct"] == [
        ("body", "The wells are not for sale.")
    ]
    assert [p.code for p in made.problems] == ["A020"]


def test_furniture_is_not_quoted(tools: ModelTools) -> None:
    """Words in marks inside furniture are nobody's quote."""
    text = "“The best newsletter there is,” said reader Ann Lee."
    report = plain_report(text)
    blocks = (Block(report=report.id, start=0, end=len(text), kind="furniture"),)
    assert found_in(text, tools, blocks=blocks).items == ()


def test_the_threshold_of_scare_quotes_is_a_setting(tools: ModelTools) -> None:
    """With a higher threshold fewer words in marks are quotes."""
    text = "The plan is “a gift to empty houses” in all but name."
    reading = named_reading(text, tools)
    strict = msgspec.structs.replace(SETTINGS.annotate, quote_scare_words=9)
    assert [q.words for q in find_quotes(reading, settings=SETTINGS.annotate, tools=tools).items]
    assert find_quotes(reading, settings=strict, tools=tools).items == ()


def test_an_empty_report_has_no_quotes(tools: ModelTools) -> None:
    """A report without text gives no quotes and no problems."""
    made = find_quotes(
        Reading(report=Report(id="report:0", path="x", text="")), settings=SETTINGS.annotate, tools=tools
    )
    assert (made.items, made.problems) == ((), ())


def test_who_goes_on_speaking(tools: ModelTools) -> None:
    """Words after an attribution go on with its speaker; a new attribution changes it."""
    text = "“The road is open,” said Ann Lee. “Drive slowly.” “It is icy,” said Tom Baker."
    assert said_by(text, tools) == {
        "The road is open,": "Ann Lee",
        "Drive slowly.": "Ann Lee",
        "It is icy,": "Tom Baker",
    }
