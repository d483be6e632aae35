"""What the site refuses, and what keeps its pages harmless."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from litestar.testing import TestClient

from synoptic.run.live import LiveDesk
from synoptic.web.guard import POLICY, Forms, is_loopback, is_same_site
from tests.web.conftest import Time, client_of
from tests.web.test_pages import PAGES, story_of, token_of

Client = TestClient[Any]
ERRORS = (
    "/nowhere",
    "/story/zz",
    "/day/tomorrow",
    "/outlet?of=nobody",
    "/compare/x",
    "/static/none",
    "/search?q=(",
)


def inside(page: str) -> str:
    """Return a page without its own links to styles and scripts."""
    return re.sub(r'<script src="/static/[a-z.]+\?[0-9a-f]+" defer></script>', "", page)


@pytest.mark.parametrize("address", [*PAGES, *ERRORS, "/static/page.css", "/api/openapi.json", "/api/v1/stories"])
def test_every_answer_has_the_policy(client: Client, address: str) -> None:
    """Nothing but our own styles and scripts runs, on errors too."""
    headers = client.get(address).headers
    assert headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


@pytest.mark.parametrize("address", [*PAGES, "/nowhere"])
def test_no_page_holds_scripts_or_styles_of_its_own(client: Client, address: str) -> None:
    """There is nothing on a page that the policy would have to let run."""
    page = inside(client.get(address).text)
    assert "<script" not in page
    assert "<style" not in page
    assert not re.search(r"<[^>]* (?:on[a-z]+|style)=", page)
    assert not re.search(r'(?:src|<link[^>]*href)="(?!/static/)', page)


def test_hostile_text_is_only_text(client: Client, desk: LiveDesk) -> None:
    """Script, event handlers, javascript: links and reversing marks of a report are shown, never live."""
    address = f"/story/{story_of(desk, 'Mayor')}"
    for page in map(inside, (client.get(x).text for x in (address, "/", "/search?q=mayor", "/changes"))):
        assert "<script" not in page
        assert "<img" not in page
        assert "javascript:" not in re.sub(r">[^<]*<", "><", page)
        assert "says &lt;script&gt;" in page


def test_hostile_searches_are_only_text(client: Client) -> None:
    """What was typed comes back as text."""
    for typed in ('"><script>alert(1)</script>', "' onfocus=alert(1) autofocus='", "\u202e<svg onload=alert(1)>"):
        page = inside(client.get("/search", params={"q": typed}).text)
        assert "<script" not in page
        assert "<svg onload" not in page
        assert not re.search(r"<[^>]* on[a-z]+=", re.sub(r'"[^"]*"', '""', page))


def test_pages_of_errors_say_what_to_do(client: Client) -> None:
    """Each has its status, its code, and no word of the machine behind it."""
    for address, status, code in (
        ("/nowhere", 404, "V001"),
        ("/story/zz", 404, "V014"),
        ("/day/2026-13-01", 404, "V001"),
        ("/outlet?of=nobody", 404, "V016"),
        ("/compare/x", 404, "V013"),
        ("/search?q=a&page_number=0", 400, "V009"),
    ):
        answer = client.get(address)
        assert (answer.status_code, code in answer.text) == (status, True)
        assert "Traceback" not in answer.text
        assert "/work" not in answer.text
    assert client.post("/about").status_code == 405


def test_a_failure_of_ours_shows_nothing_of_the_machine(
    client: Client, desk: LiveDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that cannot be made says so with a code; the cause goes to the log alone."""
    for place in ("finding", "api"):
        monkeypatch.setattr(f"synoptic.web.{place}.cards", lambda *_: 1 // 0)
    answer = client.get("/outlets")
    assert answer.status_code == 500
    assert "V004" in answer.text
    assert "ZeroDivision" not in answer.text
    assert answer.headers["content-security-policy"] == POLICY
    assert client.get("/api/v1/outlets").json()["code"] == "V004"


@pytest.mark.parametrize(
    "name",
    ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "....//app.py", "page.css/../../app.py", "/etc/passwd", "C:"],
)
def test_static_holds_only_what_it_knows(client: Client, name: str) -> None:
    """No address leads to another file."""
    answer = client.get(f"/static/{name}")
    assert answer.status_code == 404
    assert "create_app" not in answer.text


def test_assets_are_kept_by_browsers_until_they_change(client: Client) -> None:
    """The address of an asset holds the mark of its content."""
    address = re.search(r'href="(/static/site\.css\?[0-9a-f]+)"', client.get("/about").text)
    assert address
    assert "immutable" in client.get(address[1]).headers["cache-control"]


@pytest.mark.parametrize("token", [None, "", "1.2", "9" * 300, "1000000.é"])
def test_forms_without_our_token_are_refused(client: Client, token: str | None) -> None:
    """Nothing is saved or compared for another site."""
    for address in ("/settings", "/compare"):
        sent = {"theme": "dark", "text": "large"} | ({"token": token} if token is not None else {})
        answer = client.post(address, data=sent, follow_redirects=False)
        assert answer.status_code == 403
        assert "V005" in answer.text
        assert "set-cookie" not in answer.headers


def test_forms_from_another_site_are_refused(client: Client) -> None:
    """A good token does not help where the browser says that the form comes from elsewhere."""
    token = token_of(client.get("/settings").text)
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "http://evil.example"}):
        answer = client.post("/settings", data={"token": token}, headers=headers)
        assert answer.status_code == 403


def test_tokens_end_after_a_day(client: Client, seconds: Time) -> None:
    """A form that lay open too long is sent again from a new page."""
    token = token_of(client.get("/settings").text)
    seconds.seconds += 86_401
    assert client.post("/settings", data={"token": token}).status_code == 403


def test_tokens_belong_to_a_client_and_a_run() -> None:
    """Another client, another secret or another time makes another token."""
    forms = Forms(b"secret", 10, lambda: 100.0)
    token = forms.token("client")
    assert forms.is_ours(token, "client")
    assert not forms.is_ours(token, "other")
    assert not Forms(b"other", 10, lambda: 100.0).is_ours(token, "client")
    assert not Forms(b"secret", 10, lambda: 99.0).is_ours(token, "client")


def test_the_browser_says_where_a_form_comes_from() -> None:
    """No word of it, or this site, will do."""
    assert is_same_site({}, "127.0.0.1:8010")
    assert is_same_site({"origin": "http://127.0.0.1:8010", "sec-fetch-site": "same-origin"}, "127.0.0.1:8010")
    assert not is_same_site({"origin": "http://127.0.0.1:9"}, "127.0.0.1:8010")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::", "192.168.0.9"])
def test_other_names_are_refused(client: Client, host: str) -> None:
    """A page that gave its own name this machine's address reads nothing."""
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 403
    assert "Halcyon" not in answer.text


def test_names_of_this_machine() -> None:
    """Loopback addresses and localhost are, all others are not."""
    assert all(map(is_loopback, ("127.0.0.1", "::1", "[::1]", "localhost", "127.8.8.8")))
    assert not any(map(is_loopback, ("0.0.0.0", "10.0.0.1", "example.org", "")))


@pytest.fixture
def strict(desk: LiveDesk, seconds: Time) -> Iterator[Client]:
    """Return a client of a site with small limits."""
    with client_of(desk, seconds, requests_a_minute=5, largest_request=3_000) as made:
        yield made


def test_too_many_pages_in_a_minute_are_refused(strict: Client) -> None:
    """The page says when to come again; styles still come."""
    answers = [strict.get("/about") for _ in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
    assert "V003" in answers[-1].text
    assert int(answers[-1].headers["retry-after"]) > 0
    assert strict.get("/static/site.css").status_code == 200


def test_too_much_at_once_is_refused(strict: Client) -> None:
    """A request that is too large is not read to its end."""
    token = token_of(strict.get("/compare").text)
    answer = strict.post("/compare", data={"token": token, "text": ["long " * 1_000, "other"]})
    assert answer.status_code == 413
    assert "V002" in answer.text
