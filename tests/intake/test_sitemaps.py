"""Sitemaps, and what a followed address turns out to be."""

import gzip

import pytest

from synoptic.intake.announced import Place
from synoptic.intake.following import read_followed
from synoptic.intake.settings import IntakeSettings
from synoptic.intake.sitemaps import read_sitemap
from tests.intake.samples import NEWS_ROW, json_feed, rss, rss_item, sitemap

PLACE = Place(address="https://post.example/", source="source:1")
INDEX = (
    b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    b"<sitemap><loc>https://post.example/old.xml</loc><lastmod>2031-03-01</lastmod></sitemap>"
    b"<sitemap><loc>https://post.example/any.xml</loc></sitemap>"
    b"<sitemap><loc>https://post.example/new.xml.gz</loc><lastmod>2031-03-04</lastmod></sitemap></sitemapindex>"
)


def read(content: bytes, **settings: int):
    """Return what a sitemap announces."""
    return read_sitemap(content, PLACE, settings=IntakeSettings(**settings))


def test_a_news_sitemap_says_title_outlet_and_day():
    """What the news part says goes along with the address."""
    (item,) = read(sitemap(NEWS_ROW)).items
    assert (item.address, item.form) == ("https://post.example/1", "")
    assert (item.carrier.title, item.carrier.outlet) == ("Harbour reopens", "The Tarn Post")
    assert (item.carrier.date, item.carrier.language) == ("2031-03-04T08:12:00Z", "en")


def test_the_day_of_the_last_change_is_not_that_of_publication():
    """A plain sitemap orders its pages by change, and dates none."""
    rows = [f"<loc>https://post.example/{day}</loc><lastmod>2031-03-0{day}</lastmod>" for day in (1, 3, 2)]
    made = read(sitemap(*rows), most_items=2)
    assert [item.address[-1] for item in made.items] == ["3", "2"]
    assert {item.carrier.date for item in made.items} == {""}
    assert [one.code for one in made.problems] == ["I104"]


def test_pictures_do_not_speak_for_the_page():
    """The address and title of a picture are not those of the report."""
    picture = (
        "<image:image><image:loc>https://post.example/p.jpg</image:loc><image:title>x</image:title></image:image>"
    )
    (item,) = read(sitemap(picture + NEWS_ROW)).items
    assert (item.address, item.carrier.title) == ("https://post.example/1", "Harbour reopens")


def test_an_index_names_the_newest_sitemaps_first():
    """Sitemaps without a day come behind those with one."""
    made = read(INDEX)
    assert [address.rpartition("/")[2] for address in made.further] == ["new.xml.gz", "old.xml", "any.xml"]
    assert read(INDEX, most_sitemaps=1).further == ("https://post.example/new.xml.gz",)


def test_a_packed_sitemap_is_read_and_a_bomb_is_not():
    """Gzip is undone up to the limit."""
    assert len(read(gzip.compress(sitemap(NEWS_ROW))).items) == 1
    bomb = read(gzip.compress(b" " * 1_000_000), largest_unpacked=10_000)
    assert [one.code for one in bomb.problems] == ["I114"]
    assert [one.code for one in read(gzip.compress(sitemap(NEWS_ROW))[:-20]).problems] == ["I114"]


def test_a_torn_sitemap_does_not_give_half_an_address():
    """The last row of a list that breaks off is left out."""
    content = sitemap(NEWS_ROW, "<loc>https://post.example/second-harbour-report</loc>")
    made = read(content[: content.rindex(b"harbour-report")])
    assert [item.address for item in made.items] == ["https://post.example/1"]
    assert [one.code for one in made.problems] == ["I109"]


def test_a_list_of_addresses_is_a_sitemap():
    """Sitemaps may be plain text."""
    made = read(b"\xef\xbb\xbfhttps://post.example/1\nhttps://post.example/2\n")
    assert len(made.items) == 2


@pytest.mark.parametrize("content", [b"", b"words", b"<rss/>", b"<html><p>Not found</p></html>"])
def test_what_is_no_sitemap_is_said(content):
    """Error pages and feeds give a problem that says where to look."""
    made = read(content)
    assert (made.items, [one.code for one in made.problems]) == ((), ["I113"])


PAGE = b"""<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/feed">
<link rel=alternate type="application/feed+json" href="https://post.example/feed.json">
<link rel="stylesheet" href="x">
<link rel="alternate" hreflang="de" href="/de"></head><body><p>Hello</p></body></html>"""


@pytest.mark.parametrize(
    "content",
    [
        rss(rss_item()),
        rss(rss_item()).decode().encode("utf-16"),
        gzip.compress(rss(rss_item())),
        json_feed({"url": "https://post.example/1"}),
        sitemap(NEWS_ROW),
        b"https://post.example/1\n",
        b"\n\n" + rss(rss_item()),
    ],
)
def test_the_kind_of_a_followed_address_is_told_by_its_content(content):
    """Whoever follows an address need not know what kind of list it gives."""
    made = read_followed(content, PLACE, settings=IntakeSettings())
    assert [item.address for item in made.items] == ["https://post.example/1"]


def test_a_page_points_at_its_feeds():
    """Given the address of a site, the feeds in its head are what can be followed."""
    made = read_followed(PAGE, PLACE, settings=IntakeSettings())
    assert made.further == ("https://post.example/feed", "https://post.example/feed.json")
    none = read_followed(
        b"<!doctype html><html><body><p>Hello</p></body></html>", PLACE, settings=IntakeSettings()
    )
    assert [one.code for one in none.problems] == ["I108"]
