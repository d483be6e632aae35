"""The pages: every word from a stranger is text, every citation leads to its words."""

import base64
import hashlib
import re
from pathlib import Path

import msgspec
import pytest
from lxml import html

from synoptic.news.annotation import Quote
from synoptic.news.comparison import Comparison
from synoptic.news.edition import Brief
from synoptic.news.report import Report
from synoptic.news.story import Event, Origin
from synoptic.publish.plain import plain_text
from synoptic.publish.site import file_names, write_site
from tests.publish.sample import GULL, TIDE, cited, document, reports, story


@pytest.fixture
def page(tmp_path: Path) -> html.HtmlElement:
    """Return the sample's story page as a tree."""
    write_site(document(), tmp_path)
    (path,) = [p for p in tmp_path.glob("*.html") if p.name != "index.html"]
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


def test_each_region_has_a_name_of_its_own(page):
    """A screen reader lists the regions of the page, and no two sound alike."""
    names = page.xpath("//*[@role='region']/@aria-label")
    assert len(names) == len(set(names)) > 3


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


def test_signs_of_the_matrix_are_also_words(tmp_path):
    """Each cell of the support matrix says in words, once, what its sign means and of which report."""
    both, single = story().claim_groups
    silent = msgspec.structs.replace(single, standing="disputed")
    tree = story_page(msgspec.structs.replace(story(), claim_groups=(both, silent)), tmp_path)
    cells = tree.xpath("//table[contains(@class, 'matrix')]/tbody//td[not(@class='num')]")
    told = [
        cell.xpath("string(.//a/@aria-label)") or cell.xpath("string(span[@class='hidden'])") for cell in cells
    ]
    assert told == ["says, The Gull", "says, Tide & Times", "says, The Gull", "not found in the text held"]


def test_a_chart_is_also_a_table(page):
    """The timeline's drawing is followed by a table with the same entries."""
    assert page.xpath("//svg[@class='lanes']")
    assert [th.text for th in page.xpath("//table[contains(@class, 'when')]//th[@scope='row']")] == [
        "3 Mar 2031",
        "2029",
    ]


def test_every_note_shows_the_cited_words_of_its_report(page):
    """Whatever is cited anywhere on the page, its note holds exactly the characters that it points at."""
    texts = {"A": GULL, "B": TIDE}
    notes = page.xpath("//span[@role='tooltip'] | //ol[@class='notes']/li")
    assert len(notes) > 8
    for note in notes:
        start, end = re.search(r"characters (\d+)–(\d+)", note.text_content()).groups()
        code = note.xpath("string(.//*[contains(@class, 'code')])")
        assert note.xpath("string(.//b)") == texts[code][int(start) : int(end)]


def test_each_citation_can_be_reached_by_keyboard_and_describes_itself(page):
    """A citation is a link with a name, described by a note that stands once on the page."""
    links = page.xpath("//span[@class='cite']/a | //a[contains(@class, 'chip') or @class='sign']")
    assert len(links) > 8
    notes = set(page.xpath("//ol[@class='notes']/li/@id"))
    assert all(link.get("aria-label") and link.get("aria-describedby") in notes for link in links)


def test_notes_are_shown_by_hover_and_by_focus_without_a_script(page):
    """The style alone shows a note, for the mouse and for the keyboard."""
    style = page.xpath("string(//style)")
    assert ".cite:hover>.pop,.cite:focus-within>.pop{display:block}" in style


def test_only_our_own_style_and_script_may_run(page):
    """The page's policy names them by their digests and allows nothing else."""
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for kind, element in (("style", "style"), ("script", "script")):
        content = page.xpath(f"string(//{element})").encode()
        assert f"{kind}-src 'sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy
    assert not page.xpath("//*[@style] | //*[@onclick]")


def test_a_sign_of_the_matrix_leads_to_its_words(page):
    """Where a report says something, the sign is a link to the place, and its note holds the words."""
    signs = page.xpath("//table[contains(@class, 'matrix')]//td[@class='says']/a")
    assert [noted(page, sign) for sign in signs] == [
        "The ferry Aster sank off Port Ellis on Monday",
        "The Aster went down off Port Ellis",
    ]


def test_a_sign_that_differs_shows_the_words_of_the_other_side(tmp_path):
    """A report on the other side of a dispute has ✕ in the row, with its own words behind it."""
    both, single = story().claim_groups
    cells = (single.support[0], msgspec.structs.replace(single.support[1], support="differs"))
    disputed = msgspec.structs.replace(single, standing="disputed", support=cells)
    dispute = msgspec.structs.replace(story().disputes[0], groups=(single.id,))
    changed = msgspec.structs.replace(story(), claim_groups=(both, disputed), disputes=(dispute,))
    tree = story_page(changed, tmp_path)
    (cell,) = tree.xpath("//td[@class='differs']")
    assert cell.xpath("string(.//a)") == "✕"
    assert noted(tree, cell.find("a")) == "At least 39 people died"


def test_columns_of_the_matrix_are_bracketed_by_origin(page):
    """The first row of the matrix's head spans the reports of each origin."""
    heads = page.xpath("//table[contains(@class, 'matrix')]/thead/tr[1]/th[@class='origin']")
    assert [(h.text_content().strip(), h.get("colspan")) for h in heads] == [("origin A", "1"), ("origin B", "1")]


def test_values_that_differ_are_drawn_and_tabled(page):
    """Each value has its mark with number and report, and its row with the words as printed."""
    assert page.xpath("//svg[@class='plot']/text[not(@class)]/text()") == ["at least 39 · B", "41 · A"]
    rows = [" ".join(r.text_content().split()) for r in page.xpath("//table[contains(@class, 'values')]//tr[td]")]
    assert [row.split(" ", 1)[0] for row in rows] == ["at", "41"]
    assert "as of 3 Mar 2031" in rows[1]


def test_when_reports_were_published_is_drawn_too(page):
    """The timeline marks the day of publication, where it is known, apart from what a report dates."""
    assert page.xpath("//svg[@class='lanes']/circle[@class='published']/title/text()") == [
        "The Gull was published"
    ]


def test_a_side_without_a_voice_is_called_by_its_report(tmp_path):
    """A dispute never shows words of nobody."""
    dispute = story().disputes[0]
    sides = tuple(msgspec.structs.replace(side, voice="") for side in dispute.sides)
    changed = msgspec.structs.replace(story(), disputes=(msgspec.structs.replace(dispute, sides=sides),))
    tree = story_page(changed, tmp_path)
    assert tree.xpath("//div[@class='dispute']//cite/bdi/text()") == ["The Gull", "Tide & Times"]


def test_what_is_ours_in_the_brief_looks_unlike_what_is_cited(page):
    """A date in brackets and a lead-in are marked apart from the words of the report."""
    assert page.xpath("//section[@class='brief']//*[@class='ours']/text()") == ["[3 March 2031]"]
    assert page.xpath("//section[@class='brief']//*[@class='lead-in']/text()") == [
        "Only The Gull, citing Ann Roe:"
    ]


def test_versions_of_a_quote_say_how_they_differ(tmp_path):
    """The same words in two reports stand together, the longest first, with the difference named."""
    first, second = quote("q1", "It was quick", GULL, "report:gull"), quote("q2", "quick", GULL, "report:gull")
    joined = (
        msgspec.structs.replace(first, same_as=("q2",)),
        msgspec.structs.replace(second, same_as=("q1",)),
    )
    tree = story_page(msgspec.structs.replace(story(), quotes=joined), tmp_path)
    assert tree.xpath("//div[@class='versions']//cite/b/text()") == ["shortened"]


def test_labels_of_many_outlets_are_listed_by_wording(tmp_path):
    """With more reports than a table can hold side by side, each wording stands once with its outlets."""
    many = tuple(msgspec.structs.replace(reports()[0], id=f"report:{n}", outlet=f"Paper {n}") for n in range(7))
    labels = tuple(msgspec.structs.replace(story().labels[0], report=r.id) for r in many)
    origins = tuple(Origin(id=f"origin:{r.id}", reports=(r.id,), reason="") for r in many)
    changed = msgspec.structs.replace(
        bare_story(), reports=tuple(r.id for r in many), origins=origins, labels=labels
    )
    tree = story_page(changed, tmp_path, many)
    (row,) = tree.xpath("//table[contains(@class, 'labels')]/tbody/tr")
    assert " ".join(row.xpath("./td[1]")[0].text_content().split()) == "“The ferry Aster” A B C D E F G"


def test_a_story_whose_stages_failed_still_has_its_page(tmp_path):
    """Without origins, event, brief or anything else found, the reports stand side by side under their names."""
    changed = msgspec.structs.replace(bare_story(), origins=(), event=Event(what=""), headline="", reason="")
    tree = story_page(changed, tmp_path)
    assert [a.get("id") for a in tree.xpath("//article[@class='col']")] == ["col-A", "col-B"]
    assert len(tree.xpath("//ul[@class='key']/li")) == 2
    assert "The Gull" in plain_text(msgspec.structs.replace(document(), stories=(changed,)))


HOSTILE = "<img src=x onerror=alert(1)>'\"&</style></title>{{ 7*7 }}\u202e"


def test_hostile_words_stay_words_wherever_they_stand(tmp_path):
    """Markup in names, headlines, paths, reasons and quotations is shown as it was written."""
    evil = tuple(
        msgspec.structs.replace(r, outlet=HOSTILE + r.outlet, path=HOSTILE, url="https://x.example/'><b>")
        for r in reports()
    )
    changed = msgspec.structs.replace(story(), headline=HOSTILE, reason=HOSTILE)
    changed = msgspec.structs.replace(
        changed,
        event=msgspec.structs.replace(changed.event, where=HOSTILE, reason=HOSTILE),
        voices=(msgspec.structs.replace(changed.voices[0], name=HOSTILE),),
        labels=(msgspec.structs.replace(changed.labels[0], name=HOSTILE),),
        origins=tuple(msgspec.structs.replace(o, name=HOSTILE, reason=HOSTILE) for o in changed.origins),
    )
    tree = story_page(changed, tmp_path, evil)
    assert not tree.xpath("//img | //main//style | //main//title[not(ancestor::svg)] | //@onerror")
    assert "49" not in tree.xpath("string(//h1)")
    assert tree.xpath("string(//h1)").startswith("<img src=x onerror=alert(1)>")
    assert "https://x.example/'><b>" not in tree.xpath("//a/@href")


def noted(tree: html.HtmlElement, link: html.HtmlElement) -> str:
    """Return the cited words in the note that describes a link."""
    return tree.xpath("string(//*[@id=$note]//b)", note=link.get("aria-describedby"))


def story_page(changed: Comparison, folder: Path, held: tuple[Report, ...] = ()) -> html.HtmlElement:
    """Write a document of one story and return the story's page as a tree."""
    made = msgspec.structs.replace(document(), stories=(changed,), reports=held or document().reports)
    write_site(made, folder)
    (path,) = [p for p in folder.glob("*.html") if p.name != "index.html"]
    return html.fromstring(path.read_text(encoding="utf-8"))


def bare_story() -> Comparison:
    """Return the sample's story with nothing said in it."""
    return msgspec.structs.replace(
        story(), headline_citations=(), brief=Brief(), claim_groups=(), disputes=(), figures=(), quotes=(),
        labels=(), voices=(), silences=(), timeline=(),
    )  # fmt: skip


def quote(quote_id: str, words: str, text: str, report: str) -> Quote:
    """Return a direct quote of words of a text."""
    return cited(report, text, words, Quote, id=quote_id, kind="direct", speaker="Ann Roe")


def test_equal_comparisons_give_equal_pages(tmp_path):
    """Writing twice gives the same bytes."""
    one, two = tmp_path / "one", tmp_path / "two"
    write_site(document(), one)
    write_site(document(), two)
    assert contents(one) == contents(two)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with what it holds."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("headline", ["../../etc/passwd", "", "Ω", "CON", "a" * 400, "</title><script>x"])
def test_file_names_are_plain_whatever_the_headline(headline):
    """A headline cannot lead out of the folder or make a name that a file system refuses."""
    (name,) = file_names((msgspec.structs.replace(story(), headline=headline),)).values()
    assert re.fullmatch(r"[a-z0-9-]{1,80}\.html", name)
