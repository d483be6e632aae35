"""The pages: every word from a stranger is text, every citation leads to its words."""

import re
from pathlib import Path

import msgspec
import pytest
from lxml import html

from synoptic.publish.site import file_names, write_site
from tests.publish.sample import document, story


@pytest.fixture
def page(tmp_path: Path) -> html.HtmlElement:
    """Return the sample's story page as a tree."""
    write_site(document(), tmp_path)
    (path,) = [p for p in tmp_path.iterdir() if p.name != "index.html"]
    return html.fromstring(path.read_text(encoding="utf-8"))


def test_the_index_links_every_story(tmp_path):
    """The index names each story and its link leads to a page that is there."""
    index = html.fromstring(write_site(document(), tmp_path).read_text(encoding="utf-8"))
    (link,) = index.xpath("//article//h2/a")
    assert link.text_content() == "The ferry Aster sank off Port Ellis"
    assert (tmp_path / link.get("href")).is_file()


def test_the_index_tells_the_problems_met(tmp_path):
    """A file that could not be read is named on the index with its code."""
    assert "I003" in write_site(document(), tmp_path).read_text(encoding="utf-8")


def test_words_of_strangers_are_never_markup(page):
    """A script element in a report is shown as text; the only script is ours."""
    assert len(page.xpath("//script")) == 1
    assert "alert('no')" not in page.xpath("string(//script)")
    assert "<script>alert('no')</script>" in page.xpath("string(//*[@id='columns'])")


def test_only_web_addresses_are_linked(page):
    """A javascript address given as a report's page is not made a link."""
    hrefs = page.xpath("//a/@href")
    assert "https://gull.example/aster" in hrefs
    assert not [href for href in hrefs if href.lower().startswith(("javascript:", "data:"))]


def test_nothing_is_fetched(page):
    """The page holds its style and script and asks nobody for anything."""
    assert not page.xpath("//link[@href] | //img | //script[@src] | //iframe")


def test_every_link_within_the_page_has_its_target(page):
    """Each citation, number and permalink leads to an element of the page."""
    targets = set(page.xpath("//@id"))
    assert [h for h in page.xpath("//a/@href") if h.startswith("#") and h[1:] not in targets] == []


def test_ids_are_distinct(page):
    """No two elements have one id, so that a link cannot lead astray."""
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_a_citation_shows_its_exact_words(page):
    """The note of a brief's citation holds the words that the report has, marked in their surroundings."""
    marked = [b.text_content() for b in page.xpath("//section[@class='brief']//*[@role='tooltip']//b")]
    assert "The ferry Aster sank off Port Ellis on Monday" in marked


def test_the_columns_hold_every_block_of_every_report(page):
    """Joined, the words of a column are those of the report, furniture included."""
    held = " ".join(page.xpath("string(//*[@id='columns'])").split())
    for report in document().reports:
        for block in report.blocks:
            words = report.words(block)
            plain = re.sub(r"\s+", " ", words)
            # The numbers of claim groups stand inside; without them the words are unbroken.
            assert plain.split()[-1] in held


def test_the_same_claim_has_the_same_number_in_both_columns(page):
    """A claim that both reports tell is numbered alike in each column and in the matrix."""
    numbers = [
        [a.text_content() for a in col.xpath(".//a[@class='no']")] for col in page.xpath("//article[@aria-label]")
    ]
    assert numbers == [["1"], ["1"]]
    assert page.xpath("string(//*[@id='row-1']//a[@class='no'])") == "1"


def test_signs_of_the_matrix_are_also_words(page):
    """Each cell of the support matrix says in words what its sign means."""
    cells = page.xpath("//table[@class='matrix']/tbody//td/span[@class='hidden']/text()")
    assert cells == ["says", "says"]


def test_a_chart_is_also_a_table(page):
    """The timeline's drawing is followed by a table with the same entries."""
    assert page.xpath("//svg[@class='lanes']")
    assert [th.text for th in page.xpath("//table[contains(@class, 'when')]//th[@scope='row']")] == [
        "3 Mar 2031",
        "2029",
    ]


def test_equal_comparisons_give_equal_pages(tmp_path):
    """Writing twice gives the same bytes."""
    one, two = tmp_path / "one", tmp_path / "two"
    write_site(document(), one)
    write_site(document(), two)
    assert {p.name: p.read_bytes() for p in one.iterdir()} == {p.name: p.read_bytes() for p in two.iterdir()}


@pytest.mark.parametrize("headline", ["../../etc/passwd", "", "Ω", "CON", "a" * 400, "</title><script>x"])
def test_file_names_are_plain_whatever_the_headline(headline):
    """A headline cannot lead out of the folder or make a name that a file system refuses."""
    (name,) = file_names((msgspec.structs.replace(story(), headline=headline),)).values()
    assert re.fullmatch(r"[a-z0-9-]{1,80}\.html", name)
