"""One spelling for each address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.intake.addresses import canonical, canonical_of_page

PAGE = "https://post.example/news/ferry-back"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("HTTPS://Post.EXAMPLE/News/Ferry-Back", "https://post.example/News/Ferry-Back"),
        ("https://post.example:443/a", "https://post.example/a"),
        ("http://post.example:8080/a", "http://post.example:8080/a"),
        ("https://post.example./a", "https://post.example/a"),
        ("https://post.example", "https://post.example/"),
        ("https://post.example/a#comments", "https://post.example/a"),
        ("https://post.example/a/../b/./c", "https://post.example/b/c"),
        ("https://post.example/a/..", "https://post.example/"),
        ("https://post.example/%7eann/%e4b", "https://post.example/~ann/%E4b"),
        ("https://post.example/für alle", "https://post.example/f%C3%BCr%20alle"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("https://XN--MNCHEN-3YA.example/", "https://xn--mnchen-3ya.example/"),
        (" https://post.example/a\n", "https://post.example/a"),
        ("https://post.exa\tmple/a", "https://post.example/a"),
        ("https://ann:secret@post.example/a", "https://post.example/a"),
        ("https://post.example/a?x=1&amp;y=2", "https://post.example/a?x=1&y=2"),
    ],
)
def test_spellings_of_one_address_become_one(written: str, meant: str) -> None:
    """Case, default ports, fragments, dots, escapes and log-ins do not make another page."""
    assert canonical(written) == meant


@pytest.mark.parametrize(
    "tracked",
    [
        "?utm_source=rss&utm_medium=feed",
        "?UTM_Campaign=spring",
        "?fbclid=IwAR0",
        "?gclid=1&mc_cid=2&mc_eid=3",
        "?at_medium=RSS&at_campaign=KARANGA",
        "?xtor=RSS-1",
    ],
)
def test_what_follows_readers_is_removed(tracked: str) -> None:
    """Parameters that say how a reader came to a page are no part of its address."""
    assert canonical(PAGE + tracked) == PAGE


def test_what_chooses_a_page_is_kept() -> None:
    """Parameters that may choose the page stay, in one order; equal names keep theirs."""
    assert canonical(f"{PAGE}?page=2&id=7&utm_source=x") == f"{PAGE}?id=7&page=2"
    assert canonical(f"{PAGE}?tag=b&tag=a") == f"{PAGE}?tag=b&tag=a"
    assert canonical("https://post.example/?4711") == "https://post.example/?4711"


def test_a_publisher_own_parameters_are_removed_only_there() -> None:
    """What one publisher uses for counting may choose the page at another."""
    assert canonical("https://www.nytimes.com/a.html?region=top") == "https://www.nytimes.com/a.html"
    assert canonical("https://post.example/a?region=top") == "https://post.example/a?region=top"


def test_an_address_that_only_leads_on_is_undone() -> None:
    """The links of an alert lead through a counter; the page behind it is what counts."""
    alert = "https://www.google.com/url?rct=j&sa=t&url=https://post.example/a%3Fid%3D3%26utm_source%3Dx&ct=ga"
    assert canonical(alert) == "https://post.example/a?id=3"
    assert (
        canonical("https://post.example/url?url=https://b.example/")
        == "https://post.example/url?url=https://b.example/"
    )


def test_mobile_pages_are_left_alone() -> None:
    """A mobile page is not guessed to be the same as another one."""
    assert canonical("https://m.post.example/a/amp") == "https://m.post.example/a/amp"


@pytest.mark.parametrize(
    "words",
    ["", "not an address", "mailto:ann@post.example", "http://[bad/", "http://a.example:99999/", "javascript:x"],
)
def test_what_is_no_web_address_comes_back(words: str) -> None:
    """Anything else is returned as it is, without white space at its ends."""
    assert canonical(f" {words} ") == words


PIECES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["http://", "https://", "a.example", "/", "..", "%", "%2e", "%zz", "?", "&", "=", "#", ":80", "@", "[::1]"]
    ),
)


@given(st.lists(PIECES, max_size=8).map("".join))
def test_any_words_have_one_spelling(words: str) -> None:
    """Whatever is given, a spelling comes back, and spelling it again changes nothing."""
    once = canonical(words)
    assert canonical(once) == once


def test_a_page_names_its_own_address() -> None:
    """The canonical link of a page on its own site is taken, relative ones too."""
    html = '<head><link rel="canonical" href="/news/ferry-back?utm_source=x"></head>'
    assert canonical_of_page(html, "https://m.post.example/n/77") == "https://m.post.example/news/ferry-back"


def test_the_address_for_sharing_is_taken_where_there_is_no_link() -> None:
    """`og:url` counts where a page has no canonical link."""
    html = b'<meta property="og:url" content="https://post.example/news/ferry-back">'
    assert canonical_of_page(html, "https://www.post.example/?p=77") == PAGE


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="canonical" href="https://other.example/stolen">',
        '<link rel="canonical" href="https://post.example/">',
        '<link rel="canonical" href="/a"><link rel="canonical" href="/b">',
        '<link rel="canonical" href="">',
        '<link rel="canonical" href="http://[bad">',
        '<link rel="canonical" href="javascript:void(0)">',
        "",
    ],
)
def test_a_link_that_cannot_be_right_is_not_taken(link: str) -> None:
    """Other sites, the front page, several links at once and broken ones do not change an address."""
    assert canonical_of_page(link, PAGE + "?utm_source=x") == PAGE


def test_neighbours_on_a_shared_host_are_other_sites() -> None:
    """Two blogs of one host are not one site."""
    html = '<link rel="canonical" href="https://ben.blogspot.com/x">'
    assert canonical_of_page(html, "https://ann.blogspot.com/y") == "https://ann.blogspot.com/y"


@given(st.binary(max_size=200), st.text(max_size=40))
def test_any_page_and_address_can_be_asked(html: bytes, address: str) -> None:
    """Bytes that are no page say nothing of an address."""
    assert isinstance(canonical_of_page(html, address), str)
