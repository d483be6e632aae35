"""The scorers of quotes, on cases counted by hand."""

import pytest
from evaluation.quote_spans import (
    SpanTally,
    count_sentence,
    our_spans,
    whole_fragments,
    without_cell_marks,
)
from evaluation.quotes import Tally, count_story, our_stretches, paired, same_speaker, shared, story_scores
from evaluation.scores import Counts

from synoptic.annotate.quote_reader import Attributed
from synoptic.news.annotation import Quote, Reading
from synoptic.news.comparison import Dossier
from synoptic.news.report import Passage, Report
from synoptic.news.story import Story

TEXT = "“The mill is sold,” Ann Lee said. “Nobody asked us.” The “free” bread is gone. “We go on as ever.”"


def quote(words: str, speaker: str = "", *, kind: str = "direct", same_as: tuple[str, ...] = ()) -> Quote:
    """Return a quote of TEXT."""
    start = TEXT.index(words)
    return Quote(
        id=f"quote:{words}",
        report="report:0",
        start=start,
        end=start + len(words),
        words=words,
        kind=kind,  # type: ignore[arg-type]
        speaker=speaker,
        same_as=same_as,
    )


def test_stretches_share_what_both_hold() -> None:
    """Ten characters of which both hold five are shared by half."""
    assert shared((0, 8), (3, 10)) == 0.5
    assert shared((0, 3), (5, 9)) == 0.0


@pytest.mark.parametrize(
    ("wanted", "found", "right"),
    [
        ("Ann Lee", "Lee", True),
        ("Ann Lee (mayor)", "Mayor Ann Lee", True),
        ("the White House (statement)", "White House", True),
        ("Ann Lee", "Ann Baker", False),
        ("Ann Lee", "", False),
    ],
)
def test_speakers_agree_by_the_last_word_of_one_name(wanted: str, found: str, *, right: bool) -> None:
    """The last word of either name must be among the words of the other; brackets do not count."""
    assert same_speaker(wanted, found) is right


def test_parts_of_a_mixed_quote_count_as_quotes() -> None:
    """Marked fragments of mixed quotes are stretches; indirect quotes are none; nothing counts twice."""
    fragment = Passage(report="report:0", start=1, end=18, words=TEXT[1:18])
    mixed = Quote(id="q", report="report:0", start=0, end=30, words=TEXT[:30], kind="mixed", fragments=(fragment,))
    ours = our_stretches([mixed, quote("The mill is sold,"), quote("gone", kind="indirect")])
    assert [(o.start, o.end, o.quote.kind) for o in ours] == [(1, 18, "direct")]


def test_each_stretch_is_paired_once_the_best_first() -> None:
    """Of two candidates the nearer one is taken, and only from .7 on."""
    ours = our_stretches([quote("The mill is sold,"), quote("Nobody asked us.")])
    gold = [("report:0", 1, 18), ("report:0", 2, 17), ("report:0", 70, 75)]
    assert paired(gold, ours) == {0: 0}


def test_a_story_is_counted_as_defined() -> None:
    """Two of three labelled quotes found, one extra of four words, one of two speakers right, one link of one."""
    labels = [
        {"report": "a", "span": [1, 18], "speaker": "Ann Lee", "same_as": [2]},
        {"report": "a", "span": [35, 51], "speaker": "Tom Baker", "same_as": []},
        {"report": "b", "span": [1, 18], "speaker": "Ann Lee", "same_as": [0]},
    ]
    first = quote("The mill is sold,", "Ann Lee", same_as=("quote:b",))
    second = Quote(
        id="quote:b",
        report="report:1",
        start=1,
        end=18,
        words=TEXT[1:18],
        kind="direct",
        speaker="",
        same_as=(first.id,),
    )
    extra, scare = quote("We go on as ever."), quote("free")
    readings = tuple(Reading(report=Report(id=f"report:{n}", path=path, text=TEXT)) for n, path in enumerate("ab"))
    dossier = Dossier(
        story=Story(id="story:0", reports=("report:0", "report:1")),
        readings=readings,
        quotes=(first, second, extra, scare),
    )
    tally = Tally()
    count_story({"gold": {"quotes": labels}}, dossier, tally)
    assert (tally.quotes.right, tally.quotes.predicted, tally.quotes.gold) == (2, 3, 3)
    assert (tally.speakers.right, tally.speakers.gold) == (1, 2)
    assert (tally.links.right, tally.links.predicted, tally.links.gold) == (1, 1, 1)
    values = {s.measure: round(s.value, 3) for s in story_scores(tally)}
    assert values["direct quotes F1"] == 0.667
    assert values["right speaker"] == 0.5


def test_fragments_with_white_space_between_them_are_one() -> None:
    """White space at edges goes, and fragments parted by it alone are joined."""
    text = "ab cd, ef "
    assert whole_fragments(text, [[0, 2], [3, 5], [7, 10]]) == ((0, 5), (7, 9))


def test_fragments_are_counted_by_role() -> None:
    """One of two equal, one more that overlaps; six characters are in both."""
    tally = SpanTally()
    tally.add("cue", {(0, 4), (10, 14)}, {(0, 4), (12, 20)})
    assert (tally.exact["cue"].right, tally.exact["cue"].predicted, tally.exact["cue"].gold) == (1, 2, 2)
    assert tally.overlap(["cue"]) == 1.0
    counts = tally.characters["cue"]
    assert (counts.right, counts.predicted, counts.gold) == (6, 12, 8)


def test_what_is_found_becomes_fragments_of_each_role() -> None:
    """Words before and behind a cue are two fragments, a missing source none."""
    found = Attributed(head=20, cue=(20, 24), source=None, before=(0, 19), after=(26, 40), odds=1.0)
    assert our_spans("x" * 50, [found]) == {"source": set(), "cue": {(20, 24)}, "content": {(0, 19), (26, 40)}}


def test_spans_of_a_sentence_are_met_by_half() -> None:
    """A content that shares half counts, a cue that shares less does not, each of ours counts once."""
    counts = Counts()
    said = Quote(
        id="q",
        report="report:0",
        start=0,
        end=10,
        words=TEXT[:10],
        kind="direct",
        cue=Passage(report="report:0", start=20, end=30, words=TEXT[20:30]),
    )
    gold = [
        {"label": "content", "start": 0, "end": 14},
        {"label": "content", "start": 2, "end": 10},
        {"label": "cue", "start": 27, "end": 40},
    ]
    count_sentence(gold, [said], counts)
    assert (counts.right, counts.predicted, counts.gold) == (1, 2, 3)


def test_the_marks_around_a_table_cell_are_blanked() -> None:
    """Offsets stay; a text without doubled marks is left alone."""
    assert without_cell_marks('"Er sagte: ""Ja"""') == ' Er sagte: ""Ja"" '
    assert without_cell_marks('"Ja," sagte er') == '"Ja," sagte er'
