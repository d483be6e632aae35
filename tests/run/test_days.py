"""Grouping day by day: late reports, other orders and nothing new."""

from collections.abc import Sequence

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from synoptic.news.annotation import Reading
from synoptic.news.report import Published, Report
from synoptic.news.story import Story, Window
from synoptic.run.days import DayResult, Marked, days_before, refold


def reading(name: str, day: str) -> Reading:
    """Return a reading whose first letter is its event; a report of event "a" is "a1"."""
    return Reading(report=Report(id=name, path=name, text=name, published=Published(earliest=day, latest=day)))


def by_first_letter(window: Window) -> Window:
    """Group reports by their first letter; stories that stand keep their members and may gain some."""
    groups: dict[str, list[str]] = {story.reports[0][0]: list(story.reports) for story in window.stories}
    placed = {report for held in groups.values() for report in held}
    for one in window.readings:
        if one.id not in placed:
            groups.setdefault(one.id[0], []).append(one.id)
    stories = tuple(Story(id=f"s{letter}", reports=tuple(sorted(held))) for letter, held in sorted(groups.items()))
    return msgspec.structs.replace(window, stories=stories)


class Desk:
    """Holds readings and day results, and counts the windows that had to be grouped."""

    def __init__(self) -> None:
        self.readings: dict[str, Reading] = {}
        self.results: dict[str, DayResult] = {}
        self.grouped: list[str] = []

    def days(self) -> Sequence[str]:
        """Return every day that has reports."""
        return sorted({day_of(r) for r in self.readings.values()})

    def marked(self, day: str) -> Sequence[Marked]:
        """Return the reports of a day."""
        held = [r for r in self.readings.values() if day_of(r) == day]
        return [Marked(report=r.id, day=day, reading=r.report.text) for r in sorted(held, key=lambda r: r.id)]

    def result(self, day: str) -> DayResult | None:
        """Return the result of a day."""
        return self.results.get(day)

    def add(self, readings: Sequence[Reading], version: str = "1", outdated: Sequence[str] = ()) -> None:
        """Take in some readings and bring the stories up to date."""
        self.readings.update({r.id: r for r in readings})
        self.update({*outdated, *map(day_of, readings)}, version)

    def remove(self, report: str) -> None:
        """Let a report go."""
        self.update({day_of(self.readings.pop(report))}, "1")

    def update(self, days: set[str], version: str) -> None:
        """Make again what is out of date."""
        for result in refold(days, self, lambda ids: [self.readings[i] for i in ids], by_first_letter, version):
            self.results[result.day] = result
            self.grouped.append(result.day)

    def stories(self) -> dict[str, str]:
        """Return the story of every report."""
        return {report: story for result in self.results.values() for report, story in result.stories.items()}


def day_of(one: Reading) -> str:
    """Return the day of a reading."""
    return one.report.published.earliest or ""


def test_a_report_joins_the_story_that_the_days_before_tell() -> None:
    """A second report of an event, a day later, is put into the story of the first."""
    desk = Desk()
    desk.add([reading("a1", "2026-05-04")])
    desk.add([reading("a2", "2026-05-05"), reading("b1", "2026-05-05")])
    assert desk.stories() == {"a1": "a1", "a2": "a1", "b1": "b1"}


def test_a_story_carried_on_day_by_day_stays_one_story() -> None:
    """A story may last longer than the days that are looked back on, as long as every day tells of it."""
    desk = Desk()
    desk.add([reading(f"a{n}", f"2026-05-{n:02d}") for n in range(1, 10)])
    assert set(desk.stories().values()) == {"a1"}


def test_a_report_after_a_long_silence_begins_a_new_story() -> None:
    """Reports more than three days apart are not neighbours."""
    desk = Desk()
    desk.add([reading("a1", "2026-05-01"), reading("a2", "2026-05-09")])
    assert desk.stories() == {"a1": "a1", "a2": "a2"}


def test_nothing_new_makes_nothing_again() -> None:
    """Bringing an unchanged desk up to date groups no window."""
    desk = Desk()
    desk.add([reading("a1", "2026-05-04"), reading("b1", "2026-05-06")])
    desk.grouped.clear()
    desk.add([])
    assert desk.grouped == []


def test_a_new_report_leaves_far_days_alone() -> None:
    """Only the day of a report and the days that look back on it are made again."""
    desk = Desk()
    desk.add(
        [
            reading(f"{letter}1", f"2026-05-{day:02d}")
            for letter, day in zip("abcdef", range(1, 31, 5), strict=True)
        ]
    )
    desk.grouped.clear()
    desk.add([reading("z1", "2026-05-11")])
    assert desk.grouped == ["2026-05-11"]


def test_another_version_of_a_stage_makes_every_day_again() -> None:
    """A raised version puts every result out of date."""
    desk = Desk()
    desk.add([reading("a1", "2026-05-04"), reading("b1", "2026-05-20")])
    desk.grouped.clear()
    desk.add([], version="2", outdated=desk.days())
    assert desk.grouped == ["2026-05-04", "2026-05-20"]


REPORTS = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(1, 12)), min_size=1, max_size=14, unique=True
).map(lambda pairs: [reading(f"{letter}{day}", f"2026-05-{day:02d}") for letter, day in pairs])


@given(REPORTS, st.randoms(use_true_random=False))
def test_any_order_of_arrival_ends_in_the_same_results(reports, random) -> None:
    """One by one in any order, or all at once: the results are equal, digests included."""
    at_once = Desk()
    at_once.add(reports)
    one_by_one = Desk()
    random.shuffle(reports)
    for one in reports:
        one_by_one.add([one])
    assert one_by_one.results == at_once.results


def test_the_days_before_a_day_end_at_the_beginning_of_time() -> None:
    """A report dated in the year 1 breaks nothing."""
    assert days_before("2026-05-02") == ("2026-04-29", "2026-04-30", "2026-05-01")
    assert days_before("0001-01-02") == ("0001-01-01",)


@given(REPORTS, st.data())
def test_letting_a_report_go_ends_where_it_had_never_come(reports, data) -> None:
    """The days behind it are made again as far as they depended on it."""
    gone = data.draw(st.sampled_from(reports))
    without, reduced = Desk(), Desk()
    without.add([one for one in reports if one is not gone])
    reduced.add(reports)
    reduced.remove(gone.id)
    assert reduced.stories() == without.stories()
