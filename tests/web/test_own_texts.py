"""Texts that a reader brings."""

from collections.abc import Iterator
from typing import Any

import pytest
from litestar.testing import TestClient

from synoptic.run.live import LiveDesk
from tests.web.conftest import BRIDGE, FERRY, OTHER, Time, client_of
from tests.web.test_pages import token_of

Client = TestClient[Any]
ONE = "\n\n".join(["Ferry runs aground off Port Merrow", *FERRY])
TWO = "\n\n".join(["Halcyon aground near Port Merrow", *OTHER])
THREE = "\n\n".join(["Bridge at Calder closes", *BRIDGE])


def sent(client: Client, *texts: str, **more: Any) -> Any:
    """Send texts with the form's token; return the answer after the way that it leads."""
    token = token_of(client.get("/compare").text)
    return client.post("/compare", data={"token": token, "text": list(texts)}, **more)


def test_two_pasted_texts_are_a_story_page(client: Client) -> None:
    """The result is the page that the desk's own stories have, under an address that nobody guesses."""
    answer = sent(client, ONE, TWO)
    assert answer.status_code == 200
    assert "2 reports" in answer.text
    assert "212 passengers" in answer.text
    assert len(answer.url.path.removeprefix("/compare/")) >= 16


def test_files_and_texts_come_together(client: Client) -> None:
    """A saved page and a pasted text are compared; a file is called by the end of its name."""
    page = "<!doctype html><html><body><article><h1>Halcyon aground</h1>"
    page += "".join(f"<p>{words}</p>" for words in OTHER) + "</article></body></html>"
    answer = sent(client, ONE, files=[("file", ("../../etc/halcyon.html", page, "text/html"))])
    assert answer.status_code == 200
    assert "halcyon.html" in answer.text
    assert "etc/halcyon" not in answer.text


def test_texts_of_several_events_have_a_page_each(client: Client) -> None:
    """The result lists the stories; each leads to its page, and there is no further one."""
    answer = sent(client, ONE, TWO, THREE)
    assert "Your texts tell 2 stories" in answer.text
    for number in (1, 2):
        assert client.get(f"{answer.url.path}/{number}").status_code == 200
    assert client.get(f"{answer.url.path}/3").status_code == 404
    assert client.get(f"{answer.url.path}/1/as.json").status_code == 200


def test_own_texts_do_not_enter_the_desk(client: Client, desk: LiveDesk) -> None:
    """The desk's stories are what they were."""
    before = desk.stories()
    sent(client, ONE, TWO)
    assert desk.stories() == before


@pytest.mark.parametrize("texts", [(), ("",), (ONE,), (ONE, "  \n"), (ONE, ONE)])
def test_one_text_is_not_enough(client: Client, texts: tuple[str, ...]) -> None:
    """Fewer than two different texts are refused with what to do."""
    answer = sent(client, *texts)
    assert answer.status_code == 400
    assert "V006" in answer.text


def test_hostile_texts_do_no_harm(client: Client) -> None:
    """Bytes of no encoding, marks and markup in texts and names are read as far as they are words."""
    files = [
        ("file", ("a\u202e<script>.txt", bytes(range(256)) * 40, "text/plain")),
        (
            "file",
            ("\x00", "<svg onload=alert(1)>Ferry <b>aground</b> at Port Merrow on Monday, guards say.", "a/b"),
        ),
    ]
    answer = sent(client, ONE, files=files)
    assert answer.status_code == 200
    assert "<script>." not in answer.text
    assert "<svg onload" not in answer.text


@pytest.fixture
def strict(desk: LiveDesk, seconds: Time) -> Iterator[Client]:
    """Return a client of a site with small limits."""
    with client_of(desk, seconds, most_texts=2, largest_text=500, longest_wait=0.01, most_own=1) as made:
        yield made


def test_too_many_and_too_long_texts_are_refused(strict: Client) -> None:
    """The page says which limit was met."""
    for texts, words in ((("a", "b", "c"), "3 texts"), (("x" * 600, "b"), "text 1 has more")):
        answer = sent(strict, *texts)
        assert answer.status_code == 413
        assert words in answer.text


def test_one_comparison_at_a_time(strict: Client) -> None:
    """While another reader's texts are compared, the next reader is told to come back."""
    room = strict.app.state.room  # type: ignore[attr-defined]
    with room.comparing:
        answer = sent(strict, ONE[:400], TWO[:400])
    assert answer.status_code == 429
    assert "V008" in answer.text


def test_results_go_after_an_hour_and_make_room(strict: Client, client: Client, seconds: Time) -> None:
    """What readers sent is not stored."""
    first = sent(strict, ONE[:400], TWO[:400]).url.path
    assert strict.get(first).status_code == 200
    sent(strict, ONE[:400], THREE[:400])
    assert strict.get(first).status_code == 404
    kept = sent(client, ONE, TWO).url.path
    seconds.seconds += 3_601
    assert client.get(kept).status_code == 404
