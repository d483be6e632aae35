"""Permanent story ids: growth, merge, split, and old links."""

from synoptic.news.capture import StoryRecord
from synoptic.run.days import DayResult, Placed
from synoptic.run.identities import Seen, changes_between, stories_of, story_id

AT = "2026-05-06T06:00:00Z"


def state(groups: dict[str, list[str]], order: str) -> tuple[StoryRecord, ...]:
    """Return the stories of a day; reports are single letters, `order` is the order in which they came in."""
    placed = tuple(Placed(report=r, story=key) for key, held in groups.items() for r in held)
    seen = [Seen(report=r, address=f"https://{r}.example", order=n, day="2026-05-04") for n, r in enumerate(order)]
    return stories_of([DayResult(day="2026-05-04", made_from="", placed=placed)], seen)


def kinds(former: tuple[StoryRecord, ...], new: tuple[StoryRecord, ...]) -> list[tuple[str, str]]:
    """Return the kinds of change between two states, with the story of each."""
    address = {r: f"https://{r}.example" for r in "abcdef"}
    return [(change.kind, change.story) for change in changes_between(former, new, address, AT)]


A, B, C = (story_id(f"https://{r}.example") for r in "abc")


def test_a_story_is_named_after_the_address_that_was_captured_first() -> None:
    """The order of capture decides, not the name of the group."""
    assert [s.id for s in state({"x": ["b", "a"]}, order="ba")] == [B]


def test_growth_keeps_the_id_though_an_earlier_report_comes_late() -> None:
    """A report that was published earlier but captured later does not rename the story."""
    former, new = state({"b": ["b"]}, order="b"), state({"a": ["a", "b"]}, order="ba")
    assert [s.id for s in new] == [B]
    assert kinds(former, new) == [("grown", B)]


def test_of_a_merge_the_older_id_stays() -> None:
    """The younger story's reports are found under the older id, and the log says so."""
    former, new = state({"a": ["a"], "b": ["b", "c"]}, order="abc"), state({"a": ["a", "b", "c"]}, order="abc")
    assert [s.id for s in new] == [A]
    assert kinds(former, new) == [("merged", A)]


def test_of_a_split_the_part_with_the_oldest_address_keeps_the_id() -> None:
    """The other part is named after its own oldest address."""
    former, new = state({"a": ["a", "b", "c"]}, order="abc"), state({"a": ["a"], "b": ["b", "c"]}, order="abc")
    assert {s.id for s in new} == {A, B}
    assert kinds(former, new) == [("split", B)]


def test_a_new_version_of_a_page_is_no_new_member() -> None:
    """A report that replaces another at its address leaves the log silent."""
    former = state({"a": ["a", "b"]}, order="ab")
    seen = [Seen(report="a2", address="https://a.example", order=0, day="2026-05-04"),
            Seen(report="b", address="https://b.example", order=1, day="2026-05-04")]  # fmt: skip
    placed = (Placed(report="a2", story="a2"), Placed(report="b", story="a2"))
    new = stories_of([DayResult(day="2026-05-04", made_from="", placed=placed)], seen)
    address = {"a": "https://a.example", "a2": "https://a.example", "b": "https://b.example"}
    assert changes_between(former, new, address, AT) == ()
    assert new[0].id == former[0].id


def test_reports_that_are_no_longer_held_are_logged() -> None:
    """Retention shrinks a story; the log says by how much."""
    former, new = state({"a": ["a", "b"]}, order="ab"), state({"a": ["a"]}, order="a")
    assert kinds(former, new) == [("shrunk", A)]


def test_a_report_that_no_longer_counts_is_left_out_of_its_story() -> None:
    """A replaced version may still stand in the result of a day; the story does not show it."""
    placed = (Placed(report="a", story="a"), Placed(report="old", story="a"))
    seen = [Seen(report="a", address="https://a.example", order=0, day="2026-05-04")]
    assert stories_of([DayResult(day="2026-05-04", made_from="", placed=placed)], seen)[0].reports == ("a",)
