"""OPML: subscriptions in and out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.intake.opml import Subscription, read_opml, source_of, subscription_of, write_opml
from synoptic.intake.settings import IntakeSettings
from tests.intake.samples import OPML

SETTINGS = IntakeSettings()
WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Z"], exclude_characters="\ufffe\uffff,/"), max_size=12
)
LISTS = st.lists(
    st.builds(
        Subscription,
        address=WORDS.map(lambda words: f"https://post.example/{words}"),
        title=WORDS,
        site=st.sampled_from(["", "https://post.example/"]),
        language=st.sampled_from(["", "en", "pt-br"]),
        section=st.lists(WORDS.filter(bool), max_size=3).map("/".join),
        categories=st.lists(WORDS.filter(bool), max_size=2).map(tuple),
    ),
    unique_by=lambda one: one.address,
    max_size=8,
)


def test_folders_become_sections():
    """A feed within folders has their titles as its section, and its categories."""
    (one,) = read_opml(OPML, "mine.opml", settings=SETTINGS).items
    assert one == Subscription(
        address="https://post.example/feed",
        title="The Tarn Post",
        site="https://post.example/",
        section="World/Islands",
        categories=("news", "sea"),
    )


def test_lines_without_an_address_are_counted():
    """A feed that cannot be followed is told, and the others are taken."""
    content = OPML.replace(b"</body>", b'<outline type="rss" text="x"/><outline xmlUrl="file:///etc/x"/></body>')
    made = read_opml(content, "mine.opml", settings=SETTINGS)
    assert len(made.items) == 1
    assert "2 had no address" in made.problems[0].message


def test_the_same_feed_in_two_folders_is_followed_once():
    """The first folder counts."""
    content = OPML.replace(b"</body>", b'<outline xmlUrl="https://post.example/feed" text="Again"/></body>')
    assert [one.title for one in read_opml(content, "m", settings=SETTINGS).items] == ["The Tarn Post"]


@pytest.mark.parametrize("content", [b"", b"words", b"<rss/>", b'<!DOCTYPE opml [<!ENTITY a "b">]><opml/>'])
def test_what_is_no_list_is_said(content):
    """Other documents give a problem with what to do."""
    made = read_opml(content, "mine.opml", settings=SETTINGS)
    assert made.items == ()
    assert made.problems[-1].code in ("I101", "I102", "I111")


def test_a_torn_list_gives_what_is_there():
    """A download that broke off still holds its first feeds."""
    assert len(read_opml(OPML[: OPML.index(b"</outline>")], "m", settings=SETTINGS).items) == 1


@given(LISTS)
def test_what_is_written_is_read_back(subscriptions):
    """Sections, categories, titles and addresses survive the way out and in."""
    made = read_opml(write_opml(subscriptions, title="Mine"), "m", settings=SETTINGS)
    assert sorted(made.items, key=lambda one: one.address) == sorted(subscriptions, key=lambda one: one.address)
    assert made.problems == ()


def test_a_list_written_twice_is_the_same_bytes():
    """The order of the subscriptions does not matter."""
    some = [Subscription(address=f"https://post.example/{one}", section="B/A") for one in "cab"]
    assert write_opml(some, title="Mine") == write_opml(some[::-1], title="Mine")


def test_a_subscription_becomes_a_source_and_back():
    """What a desk follows can be taken to another reader."""
    source = source_of(
        Subscription(address="https://post.example/feed", title="Post"), added="2031-03-04T00:00:00Z"
    )
    assert (source.kind, source.added) == ("feed", "2031-03-04T00:00:00Z")
    assert subscription_of(source) == Subscription(address="https://post.example/feed", title="Post")
