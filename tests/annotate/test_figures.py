"""Figures: bounds, unit, thing counted, qualifier, as-of time and who says so."""

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from synoptic.annotate.figures import find_figures
from synoptic.news.report import Interval
from synoptic.run.models import ModelTools
from tests.annotate.times import dated_reading, figures_of
from tests.builders import SETTINGS

PIECES = st.sampled_from(
    [
        "at",
        "least",
        "nearly",
        "5",
        "7.2",
        "million",
        "$",
        "€3",
        "%",
        "12-14",
        "between",
        "and",
        "from",
        "to",
        "dozens",
        "of",
        "half",
        "0",
        "-3",
        "RM",
        "PS8.1bn",
        "1,234,567",
        "12m",
        "no",
        "deaths",
        "aged",
        "one",
        "of",
        "people",
        "km",
        "(7)",
        "–",
        "3-1",
        "minus-5",
        "trillion",
        "½",
        "٣",
        "10−8",
        "£37m.",
        "years",
        "old",
        "an",
        "hour",
    ]
)
STRANGE_TEXT = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join))


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=STRANGE_TEXT, language=st.sampled_from(["en", "es", "de", "ja"]))
def test_figures_of_strange_text_have_words_and_ordered_bounds(
    tools: ModelTools, text: str, language: str
) -> None:
    """Whatever a text holds, each figure re-reads as its words, and its lower bound is not above its upper one."""
    reading = dated_reading(text, tools, language=language)
    for figure in find_figures(reading, settings=SETTINGS.annotate, tools=tools).items:
        assert reading.report.text[figure.start : figure.end] == figure.words
        assert figure.low is not None or figure.high is not None
        assert figure.low is None or figure.high is None or figure.low <= figure.high


def test_a_figure_is_of_the_time_behind_it(tools: ModelTools) -> None:
    """Two values in one sentence are each of the year that stands behind them."""
    figures = figures_of("Trade was worth $7 million in 2008, but only $400,000 last year.", tools)
    assert [f.as_of for f in figures] == [
        Interval(earliest="2008-01-01", latest="2008-12-31"),
        Interval(earliest="2030-01-01", latest="2030-12-31"),
    ]


def test_who_gives_a_figure_is_kept(tools: ModelTools) -> None:
    """“According to” names who a figure is from."""
    (figure,) = figures_of("More than 240 sailors are held, according to the port chaplain.", tools)
    assert (figure.attributed_to, figure.qualifier) == ("the port chaplain", "more than")


def test_about_widens_by_the_last_round_place(tools: ModelTools) -> None:
    """“About 30,000” reaches half a round place to both sides, “nearly 30,000” only downwards."""
    (about,) = figures_of("About 30,000 people marched.", tools)
    (nearly,) = figures_of("Nearly 30,000 people marched.", tools)
    assert (about.low, about.high) == (25000, 35000)
    assert (nearly.low, nearly.high) == (25000, 30000)


def test_a_figure_keeps_its_id_when_read_again(tools: ModelTools) -> None:
    """Equal input gives equal ids, so that a second run finds the same records."""
    one = figures_of("Six boats sank.", tools)
    assert [f.id for f in one] == [f.id for f in figures_of("Six boats sank.", tools)]
