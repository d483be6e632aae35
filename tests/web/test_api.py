"""The desk for programs."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar.testing import TestClient

from synoptic.publish.data import read_comparison
from synoptic.run.live import LiveDesk
from tests.web.test_pages import story_of

Client = TestClient[Any]


def test_stories_come_with_their_number(client: Client) -> None:
    """All, of a day, and page by page."""
    assert client.get("/api/v1/stories").json()["total"] == 3
    day = client.get("/api/v1/stories", params={"day": "2026-05-02"}).json()
    assert [story["headline"] for story in day["stories"]] == ["Bridge at Calder closes"]
    first = client.get("/api/v1/stories", params={"limit": 1}).json()["stories"]
    second = client.get("/api/v1/stories", params={"limit": 1, "skip": 1}).json()["stories"]
    assert len(first) == len(second) == 1
    assert first != second


def test_a_story_is_the_document_that_compare_writes(client: Client, desk: LiveDesk) -> None:
    """It can be read by what reads those documents; both forms of the id will do."""
    id = story_of(desk, "Halcyon")
    for wanted in (id, f"story:{id}"):
        document = read_comparison(client.get(f"/api/v1/stories/{wanted}").content)
        assert document.stories[0].id == f"story:{id}"
        assert len(document.reports) == 2


def test_search_outlets_and_changes_are_there(client: Client) -> None:
    """Each holds what its page shows."""
    found = client.get("/api/v1/search", params={"q": "lifeboats"}).json()
    assert found["total"] == len(found["hits"]) == 2
    assert sum(card["reports"] for card in client.get("/api/v1/outlets").json()) == 4
    log = client.get("/api/v1/changes", params={"since": "2026-05-04", "limit": 2}).json()
    assert log["total"] >= 3
    assert len(log["changes"]) == 2


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/v1/stories/none", 404, "V014"),
        ("/api/v1/nothing", 404, "V001"),
        ("/api/v1/stories?limit=0", 400, "V009"),
        ("/api/v1/stories?day=2026-02-30", 400, "V009"),
        ("/api/v1/search", 400, "V009"),
        ("/api/v1/search?q=(", 400, "D030"),
        ("/api/v1/changes?since=yesterday", 400, "V009"),
    ],
)
def test_refusals_are_records_with_a_code(client: Client, address: str, status: int, code: str) -> None:
    """A program is told the code and what to do."""
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.json()["code"] == code
    assert answer.json()["message"]


def test_the_interface_is_described_from_the_records(client: Client) -> None:
    """The description has every address and the fields of the records; its page needs nobody's scripts."""
    described = client.get("/api/openapi.json").json()
    assert set(described["paths"]) == {
        "/api/v1/stories",
        "/api/v1/stories/{story_id}",
        "/api/v1/search",
        "/api/v1/outlets",
        "/api/v1/changes",
    }
    assert "StoryHead" in str(described["components"]["schemas"])
    page = client.get("/api").text
    for path in described["paths"]:
        assert f"GET {path}" in page
    assert "Return what was measured of each outlet’s reports" in page.replace("&#39;", "’")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["/search", "/api/v1/search", "/outlet", "/changes", "/api/v1/stories", "/"]),
    st.dictionaries(
        st.sampled_from(["q", "of", "day", "since", "limit", "skip", "page_number", "lang"]),
        st.text(max_size=40),
        max_size=3,
    ),
)
def test_no_question_breaks_the_site(client: Client, address: str, asked: dict[str, str]) -> None:
    """Whatever is asked, the answer is a page or a refusal."""
    assert client.get(address, params=asked).status_code in (200, 400, 404)
