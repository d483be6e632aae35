"""When a report was published, concluded from its own text."""

import msgspec

from synoptic.annotate.published import infer_published
from synoptic.news.annotation import Reading
from synoptic.news.report import Block, Interval, Published
from synoptic.news.story import ReportDating
from synoptic.run.models import ModelTools
from synoptic.run.settings import Settings
from tests.builders import SETTINGS, read_text


def dating(reading: Reading, tools: ModelTools, as_of: str = "") -> ReportDating | None:
    """Return what the stage concludes, or None."""
    settings = msgspec.structs.replace(SETTINGS.annotate, as_of=as_of)
    made = infer_published(reading, settings=settings, tools=tools).items
    return made[0] if made else None


def with_post(text: str, posted: str, tools: ModelTools) -> Reading:
    """Return a reading whose last paragraph is a post of a day."""
    reading = read_text(text, tools)
    *body, last = reading.report.blocks
    post = Block(
        report=reading.id,
        start=last.start,
        end=last.end,
        kind="post",
        handle="@harbour",
        posted=Interval(earliest=posted, latest=posted),
    )
    return msgspec.structs.replace(reading, report=msgspec.structs.replace(reading.report, blocks=(*body, post)))


def test_a_report_is_not_older_than_the_post_it_embeds(tools: ModelTools) -> None:
    """An embedded post gives the earliest day, and the reason says so."""
    made = dating(with_post("The pier burned.\n\nWe saw smoke.", "2031-05-14", tools), tools)
    assert made is not None
    assert (made.published.earliest, made.published.certainty) == ("2031-05-14", "inferred")
    assert "it embeds a post of 2031-05-14" in made.published.reason


def test_a_full_date_told_as_news_dates_a_report(tools: ModelTools) -> None:
    """The newest full date of the text is a guess at the day, a few days wide."""
    made = dating(read_text("The pier burned on 14 May 2031.", tools), tools)
    assert made is not None
    assert (made.published.earliest, made.published.latest) == ("2031-05-14", "2031-05-17")
    assert made.published.certainty == "guessed"


def test_a_date_to_come_does_not_date_a_report(tools: ModelTools) -> None:
    """What will happen on a day is written before it."""
    assert dating(read_text("The pier will open on 14 May 2039.", tools), tools) is None


def test_nothing_after_the_given_day_counts(tools: ModelTools) -> None:
    """A date after the day up to which things are looked at is no clue."""
    made = dating(read_text("The pier burned on 14 May 2031.", tools), tools, as_of="2030-01-01")
    assert made is None


def test_a_bare_year_leaves_the_end_open(tools: ModelTools) -> None:
    """A year alone says only that the report is not older."""
    made = dating(read_text("The pier was built in 1998.", tools), tools)
    assert made is not None
    assert (made.published.earliest, made.published.latest, made.published.certainty) == (
        "1998-01-01",
        None,
        "guessed",
    )


def test_a_stated_date_is_left_alone(tools: ModelTools, settings: Settings) -> None:
    """A report that says when it was published is not dated again."""
    known = Published(earliest="2031-05-20", latest="2031-05-20", certainty="stated")
    reading = read_text("The pier burned on 14 May 2031.", tools, published=known)
    assert infer_published(reading, settings=settings.annotate, tools=tools).items == ()


def test_a_text_without_a_date_is_not_dated(tools: ModelTools) -> None:
    """Without a clue nothing is concluded."""
    assert dating(read_text("The pier burned on Tuesday.", tools), tools) is None


def test_a_date_line_of_its_own_is_the_day(tools: ModelTools) -> None:
    """A full date that stands by itself near the top is the report's own."""
    made = dating(read_text("May 16, 2031\n\nThe pier burned on 14 May 2031, as it had in 1998.", tools), tools)
    assert made is not None
    assert (made.published.earliest, made.published.latest) == ("2031-05-16", "2031-05-16")
    assert made.published.reason == "“May 16, 2031” stands by itself in one of its first lines"
