"""Marks of provenance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.lineage.credits import find_credits
from synoptic.news.annotation import Reading
from synoptic.news.report import Block, Credit, Report
from tests.builders import SETTINGS, plain_report


def credits_of(text: str, **fields: object) -> list[tuple[str, str]]:
    """Return kind and agency of every credit in a text of body paragraphs."""
    reading = Reading(report=plain_report(text, **fields))  # type: ignore[arg-type]
    return [(c.kind, c.agency) for c in found_in(reading)]


def found_in(reading: Reading) -> tuple[Credit, ...]:
    """Return the credits of a reading."""
    return find_credits(reading, settings=SETTINGS.lineage, tools=None).items  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("PORT ALDER, Nov 1 (Reuters) - The ferry sank.", "Reuters"),
        ("PORT ALDER (AP) — The ferry sank.", "Associated Press"),
        ("The ferry sank.\n\nMit Material von dpa", "Deutsche Presse-Agentur"),
        ("El barco se hundió.\n\nCon información de EFE", "Agencia EFE"),
        ("Le bateau a coulé.\n\n(avec AFP)", "Agence France-Presse"),
        ("Le bateau a coulé.\n\nAvec AFP", "Agence France-Presse"),
        ("The ferry sank.\n\nSource: Xinhua", "Xinhua News Agency"),
        ("The ferry sank.\n\nThe Associated Press contributed to this report.", "Associated Press"),
        ("The ferry sank.\n\n(Reporting by Ana Roe in Brenning; Editing by Bo Ek)", "Reuters"),
    ],
)
def test_a_line_that_credits_an_agency_is_a_wire_credit(text: str, agency: str) -> None:
    """Datelines, sign-offs and "with material from" lines name the agency in full, in every language known."""
    assert credits_of(text) == [("wire", agency)]


def test_words_told_to_an_agency_are_no_credit() -> None:
    """Words told to an agency say whom somebody spoke to, not where the text is from."""
    assert credits_of("The captain told Reuters that the engine had failed.") == []


def test_an_abbreviation_that_its_own_name_explains_is_no_credit() -> None:
    """In "the Passengers' Alliance (PA)" the brackets abbreviate the alliance."""
    assert credits_of("The fares were criticised by the Passengers Alliance (PA), a lobby.") == []


def test_what_an_agency_reported_is_cited_not_carried() -> None:
    """A report that relays an agency's news in its own words cites it."""
    text = "The ferry sank, the Associated Press reported. It cost 3 million, according to Agence France-Presse."
    assert credits_of(text) == [("cited", "Associated Press"), ("cited", "Agence France-Presse")]


def test_another_outlet_named_as_source_is_cited() -> None:
    """A newspaper named with "reported" is cited like an agency."""
    assert credits_of("The ferry was overloaded, the Brenning Gazette reported.") == [
        ("cited", "Brenning Gazette")
    ]


def test_a_line_on_first_publication_marks_a_republished_report() -> None:
    """A page that says where the report stood before names that outlet."""
    text = "The ferry sank.\n\nThis article was originally published by Tidewatch."
    assert credits_of(text, outlet="The Daily Quay") == [("republished", "Tidewatch")]
    assert credits_of(text, outlet="Tidewatch") == []


def with_blocks(*parts: tuple[str, str], outlet: str = "") -> Reading:
    """Return a reading of (block kind, words) parts, one a line."""
    text = "\n".join(words for _, words in parts)
    blocks, start = [], 0
    for kind, words in parts:
        blocks.append(Block(report="report:x", start=start, end=start + len(words), kind=kind))  # type: ignore[arg-type]
        start += len(words) + 1
    return Reading(report=Report(id="report:x", path="x", text=text, outlet=outlet, blocks=tuple(blocks)))


def test_an_author_note_that_names_its_writers_own_outlet_points_to_republication() -> None:
    """The founder and editor of another outlet most likely wrote the report there."""
    reading = with_blocks(
        ("body", "The ferry sank."),
        ("caption", "The wreck on Monday (credit: Tidewatch)"),
        ("author_note", "Ana Roe is the founder and editor of the independent website Tidewatch."),
        outlet="The Daily Quay",
    )
    assert [(c.kind, c.agency) for c in found_in(reading)] == [
        ("photo", "Tidewatch"),
        ("republished", "Tidewatch"),
    ]


def test_an_author_note_of_the_pages_own_outlet_says_nothing() -> None:
    """A page's own editor is no sign of republication."""
    note = ("author_note", "Ana Roe is the editor of The Daily Quay.")
    assert found_in(with_blocks(note, outlet="The Daily Quay")) == ()


def test_the_agency_of_a_photo_is_no_source_of_the_text() -> None:
    """A photo credit in a caption is of kind photo, and names the agency after the stroke."""
    found = found_in(with_blocks(("caption", "The ferry on its last voyage. Photo: Ana Roe/AFP")))
    assert [(c.kind, c.agency) for c in found] == [("photo", "Agence France-Presse")]


@given(st.text(alphabet="(AP) Reuters:/dpa,.–©\nSource by", max_size=120))
def test_every_credit_shows_the_exact_words_of_its_report(text: str) -> None:
    """Whatever strangers send, the span of a credit holds its words."""
    reading = Reading(report=plain_report(text))
    for credit in found_in(reading):
        assert reading.report.text[credit.start : credit.end] == credit.words


def test_an_agency_that_no_table_knows_is_named_as_its_dateline_prints_it() -> None:
    """A dateline in capitals is believed, and the sign-off below it is not taken for that of Reuters."""
    text = "PORT ALDER, May 14 (Brenwire) - The ferry sank.\n\n(Reporting by Ana Roe; Editing by Bo Ek)"
    assert credits_of(text) == [("wire", "Brenwire")]
