"""JSON Feed 1.0 and 1.1."""

import pytest

from synoptic.intake.announced import Place
from synoptic.intake.json_feed import read_json_feed
from synoptic.intake.settings import IntakeSettings
from tests.intake.samples import WHOLE, WORDS, json_feed

PLACE = Place(address="https://post.example/feed.json", source="source:1")


def read(content: bytes):
    """Return what a JSON feed announces."""
    return read_json_feed(content, PLACE, settings=IntakeSettings())


def test_an_item_carries_what_the_feed_says_of_it():
    """Address, title, day, authors and language come from the item, and from the feed where it has none."""
    item = {
        "id": "1",
        "url": "https://post.example/1",
        "title": "Harbour reopens",
        "date_published": "2031-03-04T09:12:00+01:00",
        "authors": [{"name": "Ana Lind"}, {"name": "Jo Marsh"}],
        "content_html": WHOLE,
    }
    made = read(json_feed(item))
    (one,) = made.items
    assert (one.address, one.carrier.title) == ("https://post.example/1", "Harbour reopens")
    assert (one.carrier.date, one.carrier.byline) == ("2031-03-04T08:12:00Z", "Ana Lind, Jo Marsh")
    assert (one.carrier.language, one.carrier.outlet) == ("en", "The Tarn Post")
    assert (one.form, one.content.decode()) == ("html", WHOLE)
    assert made.site == "https://post.example/"


def test_version_1_has_one_author_and_may_say_it_once_for_all():
    """The author of the feed wrote what has no author of its own."""
    content = json_feed({"id": "https://post.example/1", "author": {"name": "Ana Lind"}})
    (one,) = read(content).items
    assert (one.address, one.carrier.byline, one.form) == ("https://post.example/1", "Ana Lind", "")


def test_plain_text_is_held_as_text():
    """Where there is no markup, there is none to clean."""
    (one,) = read(json_feed({"id": 7, "url": "https://post.example/7", "content_text": WORDS * 6})).items
    assert one.form == "text"


def test_an_item_without_a_link_is_held_whatever_it_carries():
    """An id that is no address does not become one."""
    (one,) = read(json_feed({"id": 7, "summary": WORDS})).items
    assert (one.carrier.url, one.form, one.content.decode()) == ("", "text", WORDS)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"items": 3}', b'"x"', b'{"items":' + b"[" * 50_000, b"\xff\xfe\x00"]
)
def test_what_is_no_json_feed_is_said(content):
    """Broken JSON, other JSON and endless nesting give a problem."""
    made = read(content)
    assert [one.code for one in made.problems] == ["I110"]


def test_items_of_wrong_types_do_no_harm():
    """Numbers, lists and nothing in the place of words are passed over."""
    made = read(json_feed({"id": None, "url": ["x"], "title": {}, "authors": 3, "date_published": 5}))
    assert (made.items, [one.code for one in made.problems]) == ((), ["I105"])
