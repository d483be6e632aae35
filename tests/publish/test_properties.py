"""Whatever strangers write, what is shown stays within its bounds and loses no character."""

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from synoptic.news.annotation import Figure
from synoptic.news.comparison import FigureLine, TimelineEntry
from synoptic.news.report import Block, Interval, Passage, Report, Span
from synoptic.publish.charts import figure_plot, timeline_lanes
from synoptic.publish.columns import Fold, Mark, column
from synoptic.publish.excerpts import excerpt, surroundings
from synoptic.publish.lines import Lines
from synoptic.publish.names import counted, origin_letter, plain_number, plain_time

DAYS = st.dates().map(lambda day: day.isoformat())
TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300)
PIECES = ("the", "ferry", "sank.", "“It", "was", "quick,”", "said", "Ann", "–", "41", "dead;", "渡轮", "﷽", "\n\n")
PROSE = st.lists(st.sampled_from(PIECES), max_size=60)


@given(TEXTS, st.integers(0, 200))
def test_no_line_is_wider_than_the_terminal(words, width):
    """Any text is wrapped to the width (24 at least) and holds nothing that a terminal obeys."""
    page = Lines(width)
    page.heading(words)
    page.text(words, "  • ", "      ")
    page.text(words, f"  {words[:40].split() and words.split()[0]} — ", "      ")
    for line in str(page).splitlines():
        assert cell_len(line) <= max(24, width) + 1 or len(line.split()) == 1
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", str(page))


@given(PROSE, st.data())
def test_what_surrounds_words_stands_in_the_text(parts, data):
    """Surroundings, where they are not cut, join with the words to a piece of the text."""
    text = " ".join(parts) or "sank"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    report = Report(id="r", path="a.txt", text=text)
    passage = Passage(report="r", start=start, end=end, words=text[start:end])
    before, after = surroundings(report, passage)
    assert before.removeprefix("…") in text
    assert after.removesuffix(" …") in text
    assert " ".join(passage.words.split()) in excerpt(report, passage)


@given(
    TEXTS.filter(bool),
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300), st.integers(0, 3)), max_size=12),
)
def test_columns_lose_no_character(text, spans):
    """However the marks overlap, the segments of a paragraph join to the text of its block."""
    report = Report(
        id="r", path="a.txt", text=text, blocks=(Block(report="r", start=0, end=len(text), kind="body"),)
    )
    marks = [
        Mark(span=Span(report="r", start=min(a, b), end=max(a, b)), group=group, copied=not group, anchor=f"a{a}")
        for a, b, group in spans
        if a != b
    ]
    (paragraph,) = column(report, 0, marks).parts
    assert not isinstance(paragraph, Fold)
    assert "".join(segment.words for segment in paragraph.segments) == text
    anchors = [anchor for segment in paragraph.segments for anchor in segment.anchors]
    assert len(anchors) == len(set(anchors))


@given(st.none() | DAYS, st.none() | DAYS)
def test_every_interval_can_be_said(earliest, latest):
    """Any two days, in any order and with either side open, have their words."""
    assert plain_time(Interval(earliest=earliest, latest=latest))


NUMBERS = st.none() | st.floats(-1e15, 1e15, allow_nan=False)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=8))
def test_values_stand_inside_their_drawing(bounds):
    """Whatever the values, each mark lies between the edges and says its number."""
    values = tuple(
        Figure(id=f"f{n}", report=f"r{n}", start=0, end=1, words="x", low=low, high=high)
        for n, (low, high) in enumerate(bounds)
    )
    line = FigureLine(id="l", about="x", unit="", values=values)
    plot = figure_plot(line, {f"r{n}": origin_letter(n) for n in range(len(bounds))})
    for value in plot.values if plot else ():
        assert 0 <= value.x <= 100
        assert 0 <= value.x_end <= 100
        assert 0 < value.y < plot.height
        assert " · " in value.label


@given(NUMBERS, NUMBERS)
def test_every_number_can_be_said(low, high):
    """No bounds are too large, too small or too open for words."""
    assert plain_number(low, high)


@settings(max_examples=50)
@given(st.lists(st.tuples(DAYS, DAYS), max_size=30), st.integers(1, 12))
def test_dates_stand_inside_their_lanes(days, reports):
    """Any dates of any number of reports stand between the first and the last, with labels that do not touch."""
    entries = [
        TimelineEntry(
            id=f"t{n}", time=Interval(earliest=min(d), latest=max(d)), granularity="day", what="x", citations=(),
            reports=(f"r{n % reports}",),
        )
        for n, d in enumerate(days)
    ]  # fmt: skip
    held = [(origin_letter(n), [Report(id=f"r{n}", path="a", text="")]) for n in range(reports)]
    lanes = timeline_lanes(entries, held, {f"r{n}": "x" for n in range(reports)})
    if lanes:
        assert all(0 <= dot.x <= 100 and 0 < dot.y < lanes.height for dot in lanes.dots)
        places = [tick.x for tick in lanes.ticks]
        assert all(later - earlier > 12 for earlier, later in pairwise(places))


@given(st.integers(0, 10**6))
def test_letters_of_origins_are_letters_and_counts_are_counts(number):
    """Any place has a code of letters alone, and any number its noun."""
    assert re.fullmatch("[A-Z]+", origin_letter(number))
    assert counted(number, "report").startswith(f"{number} report")
