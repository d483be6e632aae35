"""What a reader can do with a story's page: compare wordings, sort, ask why, cite, take it along."""

import re
from pathlib import Path

import msgspec
import pytest
from lxml import html

from synoptic.news.report import Repair
from synoptic.publish.site import environment, write_site
from tests.publish.sample import GULL, document, reports, story
from tests.publish.test_site import story_page


@pytest.fixture
def page(tmp_path: Path) -> html.HtmlElement:
    """Return the sample's story page as a tree."""
    return story_page(story(), tmp_path)


def in_line(element: html.HtmlElement) -> str:
    """Return an element's text on one line."""
    return " ".join(element.text_content().split())


def test_a_claim_is_shown_as_each_report_words_it(page):
    """The first wording stands as it is; the other has its own words marked and those it lacks struck."""
    (view,) = page.xpath("//details[@class='claim']")
    first, other = view.xpath(".//blockquote")
    assert in_line(first) == "The ferry Aster sank off Port Ellis on Monday"
    assert not first.xpath(".//mark")
    assert [in_line(mark) for mark in other.xpath(".//mark")] == ["(other words: went down)"]
    assert view.xpath(".//del/text()") == ["ferry", "sank", "on Monday"]


def test_the_wordings_of_a_claim_have_a_link_of_their_own(page):
    """The list of agreed claims leads to the wordings, and they have a permalink."""
    (view,) = page.xpath("//details[@class='claim']")
    leading = page.xpath("//a[@href=$there]", there=f"#{view.get('id')}")
    assert [link.get("class") for link in leading] == [None, "here"]


def test_a_wording_in_another_language_is_not_laid_beside_the_first(tmp_path):
    """Where every word would differ, no word is marked and the language is named."""
    gull, tide = reports()
    tree = story_page(story(), tmp_path, (gull, msgspec.structs.replace(tide, language="fr")))
    (view,) = tree.xpath("//details[@class='claim']")
    assert not view.xpath(".//mark")
    assert "in another language (fr)" in in_line(view)
    assert view.xpath(".//blockquote/@lang") == ["fr"]


def test_reports_with_the_very_same_words_stand_together(tmp_path):
    """A reprint is no second wording."""
    both, single = story().claim_groups
    lead = both.claims[0]
    again = msgspec.structs.replace(both, claims=(lead, msgspec.structs.replace(lead, report="report:tide")))
    tree = story_page(msgspec.structs.replace(story(), claim_groups=(again, single)), tmp_path)
    assert len(tree.xpath("//ul[@class='wordings']/li")) == 1


def test_each_sentence_of_the_brief_says_why_it_stands_there(page):
    """Under a sentence: its standing, the stage's reason, whose words it has and its claims."""
    first, second = (in_line(p) for p in page.xpath("//details[@class='because']/p"))
    assert first == "At least two origins say it. Two origins say so. Words of The Gull, Tide & Times. Of claim 1."
    assert second.startswith("One origin alone says it")


def test_a_note_tells_outlet_place_time_and_language_and_leads_to_the_original(page):
    """What the reader needs to judge cited words stands with them."""
    note = page.xpath("//ol[@class='notes']/li")[0]
    assert in_line(note.find("span")).startswith("1 · A The Gull · body · 4 Mar 2031 · en · characters 0–35")
    assert note.xpath("a[@class='origin-page']/@href") == ["https://gull.example/aster"]


def test_the_matrix_counts_who_tells_a_claim_and_when_first(page):
    """Two more columns say in words what sorting goes by."""
    (row,) = page.xpath("//table[contains(@class, 'matrix')]/tbody/tr")
    assert [in_line(cell) for cell in row.xpath("td[@class='num']")] == ["2 of 2", "4 Mar 2031"]
    assert row.xpath(".//time/@datetime") == ["2031-03-04"]


def test_each_column_of_the_matrix_can_be_sorted_by(page):
    """Claims, every report, the count and the time name what the script sorts by."""
    heads = page.xpath("//table[contains(@class, 'matrix')]/thead//th[@data-sort]/@data-sort")
    assert heads == ["weight", "count", "time", "0", "1"]


def test_not_held_is_told_apart_from_not_found_by_sign_word_and_ground(tmp_path):
    """A text too short to tell has another sign, other words and another ground than one that is silent."""
    both, single = story().claim_groups
    cells = (single.support[0], msgspec.structs.replace(single.support[1], support="not_held"))
    changed = msgspec.structs.replace(single, standing="disputed", support=cells)
    tree = story_page(msgspec.structs.replace(story(), claim_groups=(both, changed)), tmp_path)
    (cell,) = tree.xpath("//td[@class='not_held']")
    assert in_line(cell) == "–text not held"
    assert ".matrix td.not_held{background:" in tree.xpath("string(//style)")


def test_any_report_can_be_the_base_text(page):
    """Each column offers itself, one at a time, without a script."""
    choices = page.xpath("//article[@class='col']//input[@type='radio'][@name='base']")
    assert [choice.get("value") for choice in choices] == ["A", "B"]
    assert ".col:has(.base input:checked){order:-1" in page.xpath("string(//style)")


def test_repairs_are_shown_where_they_were_made(tmp_path):
    """What stood there is struck, what stands there now is marked as put in, with the reason."""
    gull, tide = reports()
    start = GULL.index("“")
    mended = Repair(start=start, end=start + 1, before="â€œ", after="“", rule="quote", reason="before a word")
    tree = story_page(story(), tmp_path, (msgspec.structs.replace(gull, repairs=(mended,)), tide))
    (place,) = tree.xpath("//details[@class='fold raw']/p")
    assert in_line(place).endswith("41 dead. â€œ“It was quick,” said Ann Roe. before a word")
    assert (place.findtext("del"), place.findtext("ins")) == ("â€œ", "“")


@pytest.mark.parametrize(("language", "way"), [("ar", "rtl"), ("fa-IR", "rtl"), ("fr", "auto"), ("", "auto")])
def test_a_report_is_set_the_way_its_language_is_written(tmp_path, language, way):
    """Arabic runs from the right even where a paragraph begins with a Latin name."""
    gull, tide = reports()
    tree = story_page(story(), tmp_path, (msgspec.structs.replace(gull, language=language), tide))
    assert set(tree.xpath("//article[@id='col-A']//p[@class='body']/@dir")) == {way}
    assert set(tree.xpath("//article[@id='col-A']//p[@class='body']/@lang")) == ({language} if language else set())


def test_a_written_page_links_its_files(tmp_path):
    """Each file named under “Take it along” is there."""
    write_site(document(), tmp_path)
    (path,) = [p for p in tmp_path.glob("*.html") if p.name != "index.html"]
    tree = html.fromstring(path.read_text(encoding="utf-8"))
    links = tree.xpath("//section[@id='take']//a/@href")
    assert len(links) == 4
    assert all((tmp_path / link).is_file() for link in links)
    assert "The Gull, 4 Mar 2031" in tree.xpath("string(//section[@id='take']//pre)")


def test_a_cited_stretch_of_a_column_is_what_its_link_marks(page):
    """The element that a citation leads to holds the first of the words, so that it can be seen."""
    for link in page.xpath("//span[@class='cite']/a | //a[@class='sign']"):
        words = page.xpath("string(//*[@id=$note]//b)", note=link.get("aria-describedby"))
        place = page.xpath("string(//*[@id=$there])", there=link.get("href")[1:])
        assert place.lstrip("0123456789")[:8] in words


def test_style_and_script_stay_small():
    """The page carries less than 12 KB of script and 24 KB of style, and neither asks for anything."""
    style, script = str(environment().globals["style"]), str(environment().globals["script"])
    assert len(script.encode()) < 12 * 1024
    assert len(style.encode()) < 24 * 1024
    for fetching in ("fetch(", "XMLHttpRequest", "import(", "innerHTML", "eval(", "insertAdjacentHTML"):
        assert fetching not in script
    assert "url(" not in style
    assert "@import" not in style


def test_sizes_of_letters_follow_the_browser():
    """No letter has a size in pixels, so that the reader's own setting holds."""
    style = str(environment().globals["style"])
    assert not re.findall(r"font(?:-size)?:[^;}]*\d+px", style)


def test_contrast_and_motion_follow_the_reader():
    """The style answers to high contrast, forced colours and reduced motion."""
    style = str(environment().globals["style"])
    for wish in (
        "prefers-contrast:more",
        "forced-colors:active",
        "prefers-reduced-motion",
        "prefers-color-scheme:dark",
    ):
        assert wish in style
