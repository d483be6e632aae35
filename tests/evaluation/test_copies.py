"""Made stories and how their edges are counted."""

import random

from evaluation.copies import Tally, count_story, gold_edges
from evaluation.reprints import MadeReport, MadeStory, cut, edited, localised, reordered, worked_in
from evaluation.story_sets import reading_of

from synoptic.news.annotation import Reading
from tests.lineage.samples import FERRY, OWN_FERRY


def reading(key: str, paragraphs: list[str], day: str) -> Reading:
    """Return a reading of invented paragraphs."""
    return reading_of({"text": "\n".join(paragraphs), "date": day, "outlet": key}, key, "en")


WIRE = reading("wire", FERRY[1:], "2024-03-03")
CUT = reading("cut", FERRY[1:3], "2024-03-04")
OWN = reading("own", OWN_FERRY, "2024-03-04")


def test_a_story_whose_copies_are_found_counts_as_right() -> None:
    """One copy and one own report: one edge, right in kind and direction, and two origins."""
    story = MadeStory(
        wire=WIRE,
        others=(
            MadeReport(way="cut", reading=CUT, edge="copy"),
            MadeReport(way="own", reading=OWN, edge=""),
        ),
        statement=(),
        origins=2,
    )
    tally = Tally()
    count_story(story, tally)
    assert (tally.edges.right, tally.edges.predicted, tally.edges.gold) == (1, 1, 1)
    assert (tally.directed.right, tally.origins.right) == (1, 1)
    assert tally.wrong == []


def test_an_edge_of_the_wrong_kind_is_both_missed_and_found() -> None:
    """A copy that should have been derived costs precision and recall."""
    story = MadeStory(
        wire=WIRE, others=(MadeReport(way="x", reading=CUT, edge="derived"),), statement=(), origins=1
    )
    tally = Tally()
    count_story(story, tally)
    assert (tally.edges.right, tally.edges.predicted, tally.edges.gold) == (0, 1, 1)
    assert len(tally.wrong) == 2


def test_two_reports_of_one_speech_have_one_edge_and_no_common_origin() -> None:
    """The gold edge between them is a common statement."""
    story = MadeStory(wire=WIRE, others=(), statement=(CUT, OWN), origins=3)
    first, second = sorted((CUT.id, OWN.id))
    assert gold_edges(story) == {(first, second, "common_statement")}


def test_every_way_of_reprinting_keeps_the_text_it_says() -> None:
    """Cutting shortens, reordering keeps every paragraph, localising adds, working in keeps a third at most."""
    text, dice = [f"paragraph {n} said about it" for n in range(12)], random.Random(1)
    shorter = cut(text, dice)
    assert shorter == text[: len(shorter)]
    assert len(shorter) < len(text)
    assert sorted(reordered(list(text), dice)) == sorted(text)
    assert set(text[1:]) < set(localised(text, dice))
    assert all("stated around" in p for p in edited(text, dice))
    mixed = worked_in(text, [f"own {n} words of it" for n in range(12)])
    assert sum(p in text for p in mixed) <= len(mixed) / 3
