"""Entities of one report: every mention inside the text, in order, and the same whoever asks."""

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from synoptic.annotate.entities import find_entities
from synoptic.news.annotation import Entity, Mention, Reading
from synoptic.run.models import ModelTools
from tests.annotate.quoting import named_reading
from tests.builders import SETTINGS, read_text
from tests.naming import meanings

# Pieces that names are made of, so that random text comes near real ones.
PIECES = st.sampled_from(
    [
        "Hanna",
        "Wexford",
        "Hanna Wexford",
        "Mr.",
        "Mrs.",
        "the mayor",
        "President",
        "Chilean",
        "Chile",
        "’s",
        "'s",
        " ",
        ". ",
        ", ",
        "-",
        "“",
        "”",
        "(NGB)",
        "Port",
        "Kim",
        "Jr.",
        "\nhe",
        "UN",
        "@",
        "\n\n",
        "Northern Grain Board",
        "and",
        "😀",
        "\xa0",
        "anti-",
        "Wexford’s",
        "THE END",
        "the",
        "of",
        "2031",
        "É",
        "ß",
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=80))


@given(text=TEXTS, language=st.sampled_from(["en", "fr", "es", "de", "ru", ""]))
@hypothesis_settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gives_mentions_that_reread(text: str, language: str, tools: ModelTools) -> None:
    """Whatever the text, mentions lie inside it, hold its words, are ordered and name an entity that is listed."""
    reading = named_reading(text, tools, language=language)
    known = {e.id for e in reading.entities}
    for mention in reading.mentions:
        assert text[mention.start : mention.end] == mention.words
        assert mention.words.strip()
        assert mention.entity in known
    starts = [(m.start, m.end) for m in reading.mentions]
    assert starts == sorted(set(starts))


def test_equal_names_have_equal_ids_in_two_reports(tools: ModelTools) -> None:
    """The id is made from kind and name, so that stories can be joined by it."""
    one = named_reading("Hanna Wexford resigned on Monday in Lorne.", tools)
    other = named_reading("On Friday, the court heard Hanna Wexford in Lorne.", tools)
    assert {e.id for e in one.entities if e.name == "Hanna Wexford"} == {
        e.id for e in other.entities if e.name == "Hanna Wexford"
    }


def test_roles_and_country_come_from_the_words_around_the_name(tools: ModelTools) -> None:
    """“Chile's president, Rosa Aldunate” tells an office and a country."""
    reading = named_reading("Chile's president, Rosa Aldunate, arrived at dawn.", tools)
    found = next(e for e in reading.entities if e.name == "Rosa Aldunate")
    assert (found.kind, found.roles, found.country) == ("person", ("president",), "Chile")


def test_an_empty_reading_has_no_entities(tools: ModelTools) -> None:
    """Nothing in, nothing out, no problem."""
    made = find_entities(read_text("", tools), settings=SETTINGS.annotate, tools=tools)
    assert (made.items, made.problems) == ((), ())


def test_the_subject_stays_as_it_was(tools: ModelTools) -> None:
    """A reading that already has entities gets the same ones again."""
    reading = named_reading("Governor Lucia Ferrand signed. Ferrand left.", tools)
    again = find_entities(
        Reading(report=reading.report, sentences=reading.sentences), settings=SETTINGS.annotate, tools=tools
    )
    assert tuple(x for x in again.items if isinstance(x, Entity)) == reading.entities
    assert tuple(x for x in again.items if isinstance(x, Mention)) == reading.mentions


def test_a_country_that_acts_is_a_body(tools: ModelTools) -> None:
    """Who accuses is a government; who is travelled to is a place."""
    reading = named_reading("Norway accused the fishers. Ships sailed to Norway.", tools)
    assert [m.kind for m in reading.mentions if m.words == "Norway"] == ["organisation", "place"]


def test_a_capital_that_acts_means_its_government(tools: ModelTools) -> None:
    """Oslo denied it: the government of Norway did."""
    assert ("Oslo", "Norway’s government", "organisation") in meanings("Oslo denied the report on Monday.", tools)
