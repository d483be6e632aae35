"""The pages of the site, as a reader without JavaScript sees them."""

import re
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from synoptic.run.live import LiveDesk
from synoptic.store import stories
from synoptic.web.cookies import SETTINGS_COOKIE, VISIT_COOKIE
from tests.desk.site import site
from tests.web.conftest import FERRY, Time, client_of, gathered

Client = TestClient[Any]
PAGES = (
    *(
        "/",
        "/day/2026-05-02",
        "/day/2020-01-01",
        "/changes",
        "/changes?day=2026-05-04",
        "/search",
        "/search?q=ferry",
    ),
    *("/outlets", "/sources", "/compare", "/settings", "/about", "/api"),
)


def story_of(desk: LiveDesk, words: str) -> str:
    """Return the id, without its kind, of the story whose headline holds some words."""
    for record in desk.stories():
        held = desk.comparison(record.id)
        if held and words in held[1].headline:
            return record.id.partition(":")[2]
    raise AssertionError(words)


def token_of(page: str) -> str:
    """Return the token of the form of a page."""
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_whole(client: Client, address: str) -> None:
    """Each page has a heading, a title, the links of the site, and says which page it is."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.text.count("<h1") == 1
    assert 'id="main"' in answer.text
    assert "· synoptic</title>" in answer.text
    assert answer.text.rstrip().endswith("</html>")


def test_today_lists_the_stories_by_weight_and_ends(client: Client) -> None:
    """The story of two origins stands before that of one, with its counts; the page says that it ends."""
    page = client.get("/").text
    assert page.index("Halcyon") < page.index("Mayor")
    assert "2 reports · 2 origins · 1 language" in page
    assert "That is all of 4 May 2026" in page


def test_today_says_where_it_is_blind_with_denominators(client: Client) -> None:
    """How many stories rest on one origin, and the share of each language, stand on the page."""
    page = client.get("/").text
    assert "Resting on one origin alone: 1 of 2 stories" in page
    assert "3 of 3" in page
    assert "English" in page


def test_days_lead_to_the_days_beside_them(client: Client) -> None:
    """From the last day to the one before that has reports, and back."""
    assert 'rel="prev" href="/day/2026-05-02"' in client.get("/").text
    before = client.get("/day/2026-05-02").text
    assert 'rel="next" href="/day/2026-05-04"' in before
    assert "Bridge at Calder closes" in before


def test_a_reader_who_comes_back_sees_what_is_new(client: Client) -> None:
    """Stories of the log since the last visit are marked; a first visit marks nothing."""
    assert 'class="news"' not in client.get("/").text
    client.cookies.clear()
    client.cookies.set(VISIT_COOKIE, "/2026-05-01T06:00:00Z")
    page = client.get("/").text
    assert '<span class="news">new</span>' in page
    assert "2 new or changed" in page


def test_the_visit_holds_two_times_and_nothing_else(client: Client) -> None:
    """The cookie tells no reader from another."""
    held = client.get("/").cookies[VISIT_COOKIE].strip('"')
    assert held == "/2026-05-04T08:00:00Z"


@pytest.mark.parametrize("broken", ["", "/", "x/y", "/2999-01-01T00:00:00Z", "'; drop", "🛥/🛥".encode().hex() * 40])
def test_a_broken_visit_is_a_first_visit(client: Client, broken: str) -> None:
    """What a browser sends back changed does no harm."""
    client.cookies.set(VISIT_COOKIE, broken)
    answer = client.get("/")
    assert answer.status_code == 200
    assert 'class="news"' not in answer.text


def test_a_story_stands_under_its_permanent_id(client: Client, desk: LiveDesk) -> None:
    """The page is the published story page with the site around it."""
    page = client.get(f"/story/{story_of(desk, 'Halcyon')}").text
    assert "2 reports" in page
    assert "212 passengers" in page
    assert '<link rel="stylesheet" href="/static/page.css?' in page
    assert "<style" not in page


def test_an_id_that_a_story_once_had_leads_to_it(client: Client, desk: LiveDesk) -> None:
    """The id named after the other report's address, and the long form, are moved for good."""
    now = story_of(desk, "Halcyon")
    former = former_id(desk, now)
    assert former != now
    for wanted in (former, f"story:{now}"):
        answer = client.get(f"/story/{wanted}", follow_redirects=False)
        assert answer.status_code == 301
        assert answer.headers["location"] == f"/story/{now}"


def former_id(desk: LiveDesk, now: str) -> str:
    """Return the id that the story would have after the other address that tells it."""
    from synoptic.news.ids import content_id
    from synoptic.store import captures

    record = stories.story(desk.db, f"story:{now}")
    assert record
    named = {
        content_id("story", address).partition(":")[2]
        for address in captures.addresses_of(desk.db, record.reports).values()
    }
    return next(one for one in sorted(named) if one != now)


def test_a_story_comes_as_files(client: Client, desk: LiveDesk) -> None:
    """Each export that the story's page links to is there, for saving."""
    here = f"/story/{story_of(desk, 'Halcyon')}"
    links = re.findall(rf'href="({here}/as\.[a-z]+)"', client.get(here).text)
    assert links
    for link in links:
        answer = client.get(link)
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment")
    assert client.get(f"{here}/as.exe").status_code == 404


def test_search_shows_the_words_where_they_stand(client: Client) -> None:
    """A hit leads to its story and marks what was looked for."""
    page = client.get("/search", params={"q": "lifeboats"}).text
    assert "<b>2 reports</b>" in page
    assert "<mark>lifeboats</mark>" in page
    assert re.search(r'<a href="/story/[0-9a-f]+" dir="auto">ferry</a>', page)


def test_a_search_that_cannot_be_read_is_explained(client: Client) -> None:
    """The page says what is wrong where, keeps the words, and shows how to ask."""
    answer = client.get("/search", params={"q": '"half a phrase'})
    assert answer.status_code == 400
    assert "D032" in answer.text
    assert "never closed" in answer.text
    assert 'value="&#34;half a phrase"' in answer.text
    assert '<details class="help" open>' in answer.text


def test_a_search_without_hits_says_what_finds_more(client: Client) -> None:
    """Nothing found is no error."""
    answer = client.get("/search", params={"q": "zeppelin"})
    assert answer.status_code == 200
    assert "Nothing was found" in answer.text


def test_outlets_have_cards_with_denominators(client: Client) -> None:
    """Each figure says on how many reports it stands; one outlet has a page of its own."""
    page = client.get("/outlets").text
    link = re.search(r'href="(/outlet\?[^"]+)"', page)
    assert link
    assert "0 of 4" in page
    card = client.get(link[1].replace("&amp;", "&")).text
    assert "an account of its own" in card
    assert "of 4" in card


def test_what_changed_is_listed_by_day(client: Client) -> None:
    """The log shows what happened to which story, the days beside it, and ends."""
    page = client.get("/changes").text
    assert "new story" in page
    assert 'href="/changes?day=2026-05-03"' in page
    assert "That is all of 4 May 2026" in page
    assert "Nothing happened on this day" in client.get("/changes?day=2026-05-01").text


def test_sources_show_their_state(client: Client) -> None:
    """The source that was read is shown so."""
    page = client.get("/sources").text
    assert "The Ferry Post" in page
    assert "● read" in page
    assert "<b>0 of 1</b> could not be read" in page


def test_settings_are_kept_in_the_browser(client: Client) -> None:
    """What was chosen shows on the next page and holds no identifier."""
    token = token_of(client.get("/settings").text)
    wanted = {"token": token, "text": "larger", "theme": "dark", "keys": "off"}
    answer = client.post("/settings", data=wanted, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.cookies[SETTINGS_COOKIE].strip('"') == "text:larger.theme:dark.keys:off"
    assert '<html lang="en" data-theme="dark" data-text="larger" data-keys="off">' in client.get("/about").text


def test_settings_that_are_none_are_left_out(client: Client) -> None:
    """A value from nowhere counts as not chosen."""
    token = token_of(client.get("/settings").text)
    client.post("/settings", data={"token": token, "theme": '"><script>', "text": "huge"})
    assert '<html lang="en" data-theme="auto" data-text="normal" data-keys="on">' in client.get("/about").text


def test_everything_can_be_forgotten(client: Client) -> None:
    """Both cookies go."""
    client.get("/")
    token = token_of(client.get("/settings").text)
    client.post("/settings", data={"token": token, "forget": "1"})
    assert VISIT_COOKIE not in client.cookies
    assert SETTINGS_COOKIE not in client.cookies


def test_a_page_that_the_browser_has_is_not_sent_again(client: Client, desk: LiveDesk) -> None:
    """The mark of a page brings 304 and no words."""
    for address in ("/about", f"/story/{story_of(desk, 'Halcyon')}", "/static/site.css"):
        first = client.get(address)
        again = client.get(address, headers={"if-none-match": first.headers["etag"]})
        assert again.status_code == 304
        assert not again.content


def test_a_story_that_is_gone_is_not_here(client: Client) -> None:
    """An id that no story ever had is a page of its own kind, with a way on."""
    for wanted in ("0000", "x" * 500, "a%00b", "%2e%2e"):
        answer = client.get(f"/story/{wanted}")
        assert answer.status_code == 404
        assert "Today’s stories" in answer.text


def test_the_head_of_a_page_comes_without_its_words(client: Client) -> None:
    """Whoever only looks whether a page is there gets its headers."""
    answer = client.head("/about")
    assert answer.status_code == 200
    assert answer.headers["etag"] == client.get("/about").headers["etag"]
    assert not answer.content
    assert client.head("/nowhere").status_code == 404


def test_a_story_that_changes_is_shown_as_it_is_now(tmp_path: Path) -> None:
    """What a gatherer writes beside the site is on the next page, in the same story, and in the log."""
    with site() as web:
        desk = gathered(tmp_path / "desk", web)
        seconds = Time()
        with client_of(desk, seconds) as client:
            address = f"/story/{story_of(desk, 'Halcyon')}"
            assert "221 passengers" not in client.get(address).text
            client.get("/")
            web.put("ferry", "Ferry runs aground off Port Merrow", [FERRY[0].replace("212", "221"), *FERRY[1:]])
            desk.clock.pass_by(hours=2)  # type: ignore[attr-defined]
            desk.gather()
            seconds.seconds += 3
            assert "221 passengers" in client.get(address).text
            assert "↻" in client.get("/changes").text or "✎" in client.get("/changes").text
            assert 'class="news"' in client.get("/").text
        desk.close()
