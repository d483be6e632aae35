"""A story of forty reports: pages and terminal text stay readable, quick and of a sane size."""

import time

import msgspec
import pytest
from lxml import html

from synoptic.news.annotation import Claim
from synoptic.news.comparison import ClaimGroup, Comparison, SupportCell
from synoptic.news.report import Block, Passage, Report
from synoptic.news.story import Origin
from synoptic.publish.data import ComparisonDocument
from synoptic.publish.plain import plain_text
from synoptic.publish.site import write_site
from tests.publish.sample import document, story

REPORTS, GROUPS = 40, 400
SENTENCE = "The {n}th thing that the harbour master of Port Ellis told the inquiry was written down. "


def long_text() -> str:
    """Return a text of one sentence a claim group."""
    return "".join(SENTENCE.format(n=n) for n in range(GROUPS)).strip()


def report(number: int, text: str) -> Report:
    """Return one of the reports; each holds the same text."""
    name = f"report:{number:02}"
    return Report(
        id=name,
        path=f"in/{number}.txt",
        outlet=f"The Paper of Town {number}",
        text=text,
        language="en",
        blocks=(Block(report=name, start=0, end=len(text), kind="body"),),
    )


def group(number: int, text: str, told_by: int) -> ClaimGroup:
    """Return a claim group that the first reports tell."""
    words = SENTENCE.format(n=number).strip()
    start = text.index(words)
    claims = []
    for place in range(told_by):
        where = {"report": f"report:{place:02}", "start": start, "end": start + len(words), "words": words}
        claims.append(Claim(id=f"claim:{number}-{place}", sentence=number, spans=(Passage(**where),), **where))
    return ClaimGroup(
        id=f"group:{number:04x}",
        standing="agreed" if told_by > 1 else "single_origin",
        claims=tuple(claims),
        lead=claims[0].id,
        origins=tuple(f"origin:{place}" for place in range(told_by)),
        salience=1 - number / GROUPS,
        support=tuple(SupportCell(report=f"report:{p:02}", support="says") for p in range(told_by)),
    )


@pytest.fixture(scope="module")
def forty() -> ComparisonDocument:
    """Return a document of one story with forty reports and four hundred claim groups."""
    text = long_text()
    reports = tuple(report(number, text) for number in range(REPORTS))
    made: Comparison = msgspec.structs.replace(
        story(),
        reports=tuple(r.id for r in reports),
        origins=tuple(Origin(id=f"origin:{n}", reports=(r.id,), reason="") for n, r in enumerate(reports)),
        claim_groups=tuple(group(n, text, told_by=1 if n % 4 else 1 + n % REPORTS) for n in range(GROUPS)),
        headline_citations=(),
        brief=msgspec.structs.replace(story().brief, sentences=()),
        disputes=(), figures=(), quotes=(), labels=(), voices=(), silences=(), timeline=(),
    )  # fmt: skip
    return msgspec.structs.replace(document(), reports=reports, stories=(made,))


@pytest.fixture(scope="module")
def page(forty, tmp_path_factory) -> tuple[html.HtmlElement, int, float]:
    """Return the story's page as a tree, its size in bytes and the seconds that it took."""
    folder = tmp_path_factory.mktemp("forty")
    started = time.perf_counter()
    write_site(forty, folder)
    seconds = time.perf_counter() - started
    (path,) = [p for p in folder.glob("*.html") if p.name != "index.html"]
    return html.fromstring(path.read_text(encoding="utf-8")), path.stat().st_size, seconds


def test_the_page_is_no_larger_than_what_it_shows_allows(page, forty):
    """The page is at most four times as large as the text of its reports, and is written in seconds."""
    _, size, seconds = page
    assert size < 4 * sum(len(r.text) for r in forty.reports)
    assert seconds < 20


def test_lists_are_folded_after_their_first_entries(page):
    """Eight claims are open in each list, sixteen rows in the matrix; all others are folded and counted."""
    tree, _, _ = page
    assert len(tree.xpath("//div[@class='ag']/ul/li")) == 8
    assert "302 more" in tree.xpath("string(//div[@class='on'])")
    assert len(tree.xpath("//section[@id='support']/div[1]//tbody/tr")) == 16


def test_few_columns_are_open_at_first(page):
    """Of forty reports four are open side by side; the others show their heads."""
    tree, _, _ = page
    columns = tree.xpath("//article[@class='col']/details")
    assert len(columns) == REPORTS
    assert sum("open" in column.attrib for column in columns) == 4


def test_each_of_forty_columns_has_its_own_code(page):
    """Codes go on after Z, so that no two reports are called alike."""
    tree, _, _ = page
    codes = [a.get("id") for a in tree.xpath("//article[@class='col']")]
    assert len(set(codes)) == REPORTS
    assert codes[-1] == "col-AN"


def test_the_terminal_prints_the_first_dozen(forty):
    """The text is a few screens long and says what it left out."""
    told = plain_text(forty, width=100)
    assert len(told.splitlines()) < 220
    assert "and 298 more, on the page and in the JSON" in told
