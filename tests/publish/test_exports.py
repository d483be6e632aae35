"""A story's files: the same claims and the same words, in forms that other programs read."""

import csv
import io

import msgspec
import pytest

from synoptic.publish.annotations import annotations
from synoptic.publish.citation_text import citation_text
from synoptic.publish.csv_table import plain_cell, support_csv
from synoptic.publish.data import read_comparison
from synoptic.publish.site import write_site
from synoptic.publish.story_exports import story_exports
from tests.publish.sample import GULL, TIDE, document, reports, story


def test_the_table_has_a_row_a_claim_and_two_columns_a_report():
    """Each claim stands with what each report does with it, and the words in which it does."""
    rows = list(csv.DictReader(io.StringIO(support_csv(story(), reports()))))
    assert [row["claim"] for row in rows] == ["group:aa11", "group:bb22"]
    assert rows[0]["B Tide & Times"] == "says"
    assert rows[0]["B Tide & Times, words"] == "The Aster went down off Port Ellis"
    assert rows[1]["B Tide & Times"] == "not found"
    assert rows[1]["B Tide & Times, words"] == ""


@pytest.mark.parametrize("words", ["=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(words):
    """What a spreadsheet would run is text that begins with an apostrophe."""
    assert plain_cell(words) == f"'{words}"


def test_words_that_are_no_formula_stay_as_they_are():
    """An ordinary cell is not touched."""
    assert plain_cell("41 dead = many") == "41 dead = many"


def test_an_annotation_finds_its_words_by_place_and_by_quotation():
    """Position and quotation of each target name the same characters of the report's text."""
    made = msgspec.json.decode(annotations(story(), reports(), generator="synoptic 0.0"))
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (made["type"], made["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert made["total"] == len(made["first"]["items"]) == 3
    for item in made["first"]["items"]:
        quote, position = item["target"]["selector"]
        source = item["target"]["source"]["id"]
        text = GULL if source == "https://gull.example/aster" else TIDE
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_a_report_without_a_web_address_is_named_by_its_id():
    """A script's address is no source of an annotation."""
    made = annotations(story(), reports(), generator="synoptic 0.0").decode()
    assert "javascript:" not in made
    assert "urn:synoptic:report:tide" in made


def test_a_claim_in_two_pieces_is_one_annotation_with_two_targets():
    """The pieces of a claim that leaves words out are found one by one."""
    both, _ = story().claim_groups
    lead = both.claims[0]
    halves = tuple(
        msgspec.structs.replace(lead.spans[0], start=start, end=end, words=GULL[start:end])
        for start, end in ((0, 9), (16, 20))
    )
    changed = msgspec.structs.replace(both, claims=(msgspec.structs.replace(lead, spans=halves),))
    made = msgspec.json.decode(
        annotations(msgspec.structs.replace(story(), claim_groups=(changed,)), reports(), generator="x")
    )
    (item,) = made["first"]["items"]
    assert [t["selector"][0]["exact"] for t in item["target"]] == [GULL[0:9], GULL[16:20]]


def test_the_citation_names_the_story_and_each_of_its_reports():
    """One line for the comparison, one for each report with outlet, day and address."""
    assert citation_text(story(), reports(), made_by="synoptic 0.0").splitlines() == [
        "“The ferry Aster sank off Port Ellis”. Port Ellis, 3 Mar 2031, 2 reports · 2 origins · 1 language. "
        "Compared by synoptic 0.0, story:c0ffee.",
        "",
        "[A] The Gull, 4 Mar 2031. https://gull.example/aster",
        "[B] Tide & Times.",
    ]


def test_the_json_of_a_story_holds_it_and_its_reports_alone():
    """A file of one story can be read back as a comparison."""
    other = msgspec.structs.replace(reports()[0], id="report:other")
    more = msgspec.structs.replace(document(), reports=(*reports(), other))
    (made,) = [x for x in story_exports(more, story()) if x.ending == ".json"]
    again = read_comparison(made.content)
    assert again.stories == (story(),)
    assert [r.id for r in again.reports] == ["report:gull", "report:tide"]


def test_a_written_page_has_its_files_beside_it(tmp_path):
    """Every export of a story is written into a folder next to its page."""
    write_site(document(), tmp_path)
    assert sorted(p.suffix for p in (tmp_path / "exports").iterdir()) == [".csv", ".json", ".jsonld", ".txt"]
