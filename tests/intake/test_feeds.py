"""Feeds: RSS 0.9x to 2.0, RDF and Atom, and what strangers make of them."""

from datetime import UTC, datetime
from html import escape

import pytest

from synoptic.intake.announced import Place
from synoptic.intake.feeds import read_feed
from synoptic.intake.settings import IntakeSettings
from tests.intake.samples import WHOLE, WORDS, atom, rss, rss_item

NOW = datetime(2031, 3, 5, tzinfo=UTC)
PLACE = Place(address="https://post.example/feed.xml", source="source:1", now=NOW)
SETTINGS = IntakeSettings()


def read(content: bytes, **settings: int):
    """Return what a feed announces."""
    return read_feed(content, PLACE, settings=IntakeSettings(**settings))


def codes(made) -> list[str]:
    return [one.code for one in made.problems]


def test_an_item_carries_what_the_feed_says_of_it():
    """Title, address, day, byline and language of an item come from the feed."""
    made = read(rss(rss_item()))
    (item,) = made.items
    assert (item.address, item.carrier.url) == ("https://post.example/1", "https://post.example/1")
    assert item.carrier.title == "Harbour reopens 1"
    assert item.carrier.date == "2031-03-04T08:12:00Z"
    assert (item.carrier.byline, item.carrier.language) == ("Ana Lind", "en")
    assert (made.title, made.problems) == ("The Tarn Post", ())


def test_a_blurb_leaves_the_page_to_be_fetched():
    """A few words and an ellipsis are not the report."""
    (item,) = read(rss(rss_item())).items
    assert (item.form, item.content) == ("", b"")


def test_a_whole_text_is_held_with_its_outlet():
    """Content of the length of a report is the report; nothing else will name its outlet."""
    (item,) = read(rss(rss_item(content=WHOLE))).items
    assert (item.form, item.content.decode(), item.charset) == ("html", WHOLE, "utf-8")
    assert item.carrier.outlet == "The Tarn Post"


@pytest.mark.parametrize("ending", ["Read more", "Weiterlesen →", "Lire la suite", "[…]", "and then …"])
def test_a_long_text_that_leads_on_is_a_blurb(ending):
    """However long it is, a text that ends by sending the reader on is not whole."""
    (item,) = read(rss(rss_item(content=f"{WHOLE}<p>{ending}</p>"))).items
    assert item.form == ""


def test_the_line_that_publishing_systems_add_does_not_hide_a_blurb():
    """“The post … appeared first on …” stands below blurbs and whole reports alike."""
    added = "<p>The post <a>Harbour reopens</a> appeared first on <a>The Tarn Post</a>.</p>"
    whole, blurb = read(rss(rss_item(1, content=WHOLE + added), rss_item(2, content=f"{WHOLE}…{added}"))).items
    assert (whole.form, blurb.form) == ("html", "")


def test_a_permalink_is_an_address_and_another_guid_is_not():
    """A guid stands for the link only where it says so."""
    made = read(
        rss(
            "<title>A</title><guid>https://post.example/a</guid>",
            '<title>B</title><guid isPermaLink="false">b-77</guid>',
        )
    )
    assert [item.address for item in made.items] == ["https://post.example/a"]
    assert codes(made) == ["I105"]


def test_a_text_without_a_link_is_held_under_an_address_of_its_own():
    """What has no page is kept as it is, and is the same item at the next visit."""
    content = rss(f"<guid isPermaLink='false'>b-77</guid><description>{WORDS}</description>")
    (first,), (second,) = read(content).items, read(content).items
    assert first.form == "html"
    assert first.address.startswith("https://post.example/feed.xml#")
    assert first.carrier.url == ""
    assert first == second


def test_doubles_are_taken_once_and_told():
    """The same address twice is one item; the same guid under two addresses is two."""
    made = read(rss(rss_item(1), rss_item(1), f"{rss_item(2)}<guid>x</guid>", f"{rss_item(3)}<guid>x</guid>"))
    assert [item.address[-1] for item in made.items] == ["1", "2", "3"]
    assert codes(made) == ["I106"]


def test_a_date_in_the_future_is_not_believed():
    """Tomorrow can be a time zone; next year is a mistake, and the item is kept without it."""
    made = read(
        rss(rss_item(1, date="Wed, 05 Mar 2031 20:00:00 GMT"), rss_item(2, date="Thu, 04 Mar 2032 20:00:00 GMT"))
    )
    assert [item.carrier.date for item in made.items] == ["2031-03-05T20:00:00Z", ""]
    assert codes(made) == ["I107"]


@pytest.mark.parametrize(
    ("date", "read_as"),
    [
        ("2031-03-04", "2031-03-04"),
        ("2031-03-04T09:12:00+01:00", "2031-03-04T08:12:00Z"),
        ("quite soon", "quite soon"),
    ],
)
def test_dates_are_written_one_way(date, read_as):
    """A bare day stays a day, and words that name no time are left to the reader of dates."""
    (item,) = read(rss(f"<link>https://post.example/1</link><dc:date>{date}</dc:date>")).items
    assert item.carrier.date == read_as


def test_an_aggregator_names_the_outlet_of_each_item():
    """The outlet is the one that the item came from, not the feed that passes it on."""
    (item,) = read(rss(f'{rss_item()}<source url="https://sea.example/feed">The Sea Herald</source>')).items
    assert item.carrier.outlet == "The Sea Herald"


def test_a_licence_goes_along():
    """What an item says of its use is kept with it."""
    licence = '<link rel="license" href="https://licences.example/by"/>'
    (item,) = read(atom(f'<id>x</id><link href="1"/>{licence}')).items
    assert item.usage == ("license=https://licences.example/by",)


def test_an_atom_entry_is_read():
    """Atom says the same in other words, with addresses relative to its base."""
    held = f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{WHOLE}</div></content>'
    made = read(
        atom(
            '<id>tag:post.example,2031:1</id><title type="html">Harbour &amp;amp; ferries</title>'
            '<link rel="enclosure" href="a.mp3"/><link rel="alternate" href="1"/>'
            "<published>2031-03-04T09:12:00+01:00</published><updated>2031-03-05T09:12:00+01:00</updated>"
            f"<author><name>Ana Lind</name></author>{held}"
        )
    )
    (item,) = made.items
    assert item.address == "https://post.example/1"
    assert (item.carrier.title, item.carrier.byline) == ("Harbour & ferries", "Ana Lind")
    assert (item.carrier.date, item.carrier.language) == ("2031-03-04T08:12:00Z", "en")
    assert item.form == "html"
    assert WORDS in item.content.decode()


def test_rdf_is_read():
    """In RSS 1.0 the items stand beside the channel."""
    content = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Tarn Post</title></channel>'
        "<item><title>Harbour reopens</title><link>https://post.example/1</link><dc:date>2031-03-04</dc:date></item>"
        "</rdf:RDF>"
    )
    made = read(content.encode())
    assert [(one.address, one.carrier.date) for one in made.items] == [("https://post.example/1", "2031-03-04")]


@pytest.mark.parametrize("version", ["0.91", "0.92", "2.0"])
def test_old_versions_of_rss_are_read(version):
    """A plain document type, as RSS 0.91 has, is no danger and never fetched."""
    kind = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x.example/rss-0.91.dtd">'
    content = (
        f'<?xml version="1.0"?>{kind}<rss version="{version}"><channel><title>T</title><item>{rss_item()}</item>'
    )
    assert len(read((content + "</channel></rss>").encode()).items) == 1


LAUGHS = (
    '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>'
    "<rss version='2.0'><channel><title>&c;</title></channel></rss>"
)
OUTSIDE = (
    '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel><title>&x;</title></channel></rss>'
)


@pytest.mark.parametrize(
    "content", [LAUGHS, OUTSIDE, f"<?x {'y' * 200_000}?><!-- {'z' * 9} -->{OUTSIDE}", f"junk{LAUGHS}"]
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_definitions_of_entities_are_refused(content, charset):
    """Billion laughs and files of this machine never get as far as a parser, in any encoding."""
    made = read(content.encode(charset))
    assert (made.items, codes(made)) == ((), ["I102"])


def test_hidden_charsets_do_not_hide_definitions():
    """A document in UTF-7 is read as the bytes it is."""
    hidden = OUTSIDE.encode("utf-7")
    made = read(b'<?xml version="1.0" encoding="utf-7"?>' + hidden)
    assert made.items == ()
    assert not any("hostname" in one.message for one in made.problems)


def test_names_of_characters_and_prefixes_that_are_not_declared_are_known():
    """HTML's names and well-known prefixes stand undeclared in many feeds; nothing is lost or told."""
    content = (
        "<rss><channel><item><link>https://post.example/1</link><title>Caf&eacute; reopens</title>"
        f"<dc:creator>Ana Lind</dc:creator><content:encoded>{escape(WHOLE)}</content:encoded></item>"
        "</channel></rss>"
    )
    made = read(content.encode())
    (item,) = made.items
    assert (item.carrier.title, item.carrier.byline, item.form) == ("Café reopens", "Ana Lind", "html")
    assert made.problems == ()


def test_a_feed_that_breaks_off_gives_the_items_before():
    """The last item may be torn: it is announced only, so that its page is fetched whole."""
    content = rss(rss_item(1, content=WHOLE), rss_item(2, content=WHOLE))
    made = read(content[: content.rindex(b"Ferries")])
    assert [(item.address[-1], item.form) for item in made.items] == [("1", "html"), ("2", "")]
    assert codes(made) == ["I109"]


@pytest.mark.parametrize(
    ("stated", "real", "told"),
    [
        ("utf-8", "cp1252", ["I103"]),
        ("iso-8859-1", "utf-8", ["I103"]),
        ("iso-8859-2", "iso-8859-2", []),
        ("x-unknown", "utf-8", []),
        ("utf-16", "utf-16", []),
    ],
)
def test_a_wrong_charset_is_seen_through(stated, real, told):
    """What the bytes are counts more than what a feed says they are."""
    content = rss("<title>Müde Fähren</title><link>https://post.example/1</link>").decode()
    content = content.replace('version="1.0"', f'version="1.0" encoding="{stated}"', 1)
    made = read(content.encode(real))
    assert made.items[0].carrier.title == "Müde Fähren"
    assert codes(made) == told


def test_too_many_items_are_cut_to_the_newest():
    """Wherever they stand in the feed, the newest are kept, and the reader is told how many there were."""
    made = read(rss(*(rss_item(day, date=f"2031-02-{day:02}") for day in (3, 9, 1, 7, 8, 2))), most_items=3)
    assert [item.address[-1] for item in made.items] == ["9", "7", "8"]
    assert codes(made) == ["I104"]
    assert "6 items" in made.problems[0].message


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body>No feed</body></html>",
        b"not xml",
        b"<a/>",
        b"<rss><rss><a><!-- ",
        b"<rss><channel>" + b"<a>" * 5_000,
        b"<rss " + b" ".join(b"a%d=''" % n for n in range(2_000)) + b"><channel/></rss>",
    ],
)
def test_what_is_no_feed_is_said(content):
    """Pages, words, and documents like no feed give a problem and no item."""
    made = read(content)
    assert made.items == ()
    assert made.problems


def test_an_empty_answer_is_said():
    """A feed of no bytes is not an empty feed."""
    assert codes(read(b"")) == ["I101"]


def test_a_feed_without_items_is_fine():
    """Nothing new is no fault."""
    made = read(rss())
    assert (made.items, made.problems) == ((), ())


def test_equal_feeds_give_equal_items():
    """An item's id comes from its source and its address alone."""
    first, second = read(rss(rss_item(1))).items[0], read(rss(rss_item(1, content=WHOLE))).items[0]
    assert first.id == second.id


def test_one_item_that_trips_the_parser_costs_only_itself(monkeypatch):
    """The items around a poisoned one are read one by one."""
    import feedparser

    parse = feedparser.parse

    def tripping(stream, **words):
        content = stream.read()
        if b"reopens 2" in content:
            raise AttributeError("tripped")
        stream.seek(0)
        return parse(stream, **words)

    monkeypatch.setattr(feedparser, "parse", tripping)
    made = read(rss(rss_item(1), rss_item(2), rss_item(3)))
    assert [item.address[-1] for item in made.items] == ["1", "3"]


def test_blurbs_are_told_in_scripts_without_spaces():
    """In Japanese two characters count as a word."""
    whole, blurb = "港は月曜日に再開した。" * 40, "港は月曜日に再開した。" * 3
    one, two = read(rss(rss_item(1, content=whole), rss_item(2, content=blurb))).items
    assert (one.form, two.form) == ("html", "")


@pytest.mark.parametrize("number", ["#xD800", "#0", "#x110000", "#99999999999999999999", "#xFFFE"])
def test_characters_that_do_not_exist_are_left_out(number):
    """A number that no character has costs nothing but itself, wherever it stands."""
    title = f"<title>Har&{number};bour</title>"
    content = rss(f"{title}<link>https://post.example/1</link>", head=title)
    made = read(content)
    assert (made.items[0].carrier.title, made.problems) == ("Harbour", ())


def test_a_character_within_a_torn_feed_that_does_not_exist_is_left_out():
    """The feed is mended without it."""
    content = rss("<title>Har&#xD800;bour</title><link>https://post.example/1</link>")[:-20]
    assert read(content).items[0].carrier.title == "Harbour"
