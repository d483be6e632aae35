"""The figures of a story side by side: what is one thing, and how its values relate."""

import msgspec

from synoptic.compare.figures import lay_out_figures
from synoptic.news.comparison import FigureLine
from synoptic.run.stage import Tools
from tests.compare.accounts import SETTINGS, Told
from tests.compare.dated import grouped, read_report

DROWNED = "Floods in Tarnmouth drowned {} goats on Tuesday."


def lines(
    tools: Tools, one: str, other: str, *, days: tuple[str, str] = ("2031-05-16", "2031-05-16")
) -> list[FigureLine]:
    """Return the lines that two reports of one sentence each give, their claims in one group."""
    readings = [
        read_report(tools, "Ledger", [Told(words=one, predicate="drown")], day=days[0]),
        read_report(tools, "Courier", [Told(words=other, predicate="drown")], day=days[1]),
    ]
    dossier = grouped((one, other), readings=readings)
    return list(lay_out_figures(dossier, settings=SETTINGS, tools=tools).items)


def test_equal_values_are_the_same(tools: Tools) -> None:
    """Two reports with one value for one thing share a line that says so."""
    (line,) = lines(tools, DROWNED.format(41), DROWNED.format(41))
    assert (line.about, line.relation, len(line.values)) == ("goat", "same", 2)


def test_at_least_goes_with_more(tools: Tools) -> None:
    """“At least 40” and 41 can both hold."""
    (line,) = lines(tools, DROWNED.format("at least 40"), DROWNED.format(41))
    assert line.relation == "compatible"


def test_values_of_one_day_that_cannot_both_hold_differ(tools: Tools) -> None:
    """Exact values of one thing on one day that are not equal differ."""
    (line,) = lines(tools, DROWNED.format(41), DROWNED.format(52))
    assert line.relation == "different"


def test_values_of_two_days_are_an_update(tools: Tools) -> None:
    """A later value of another day does not contradict an earlier one."""
    one = "Floods in Tarnmouth had drowned 41 goats by 13 May 2031."
    other = "Floods in Tarnmouth had drowned 52 goats on 15 May 2031."
    (line,) = lines(tools, one, other)
    assert line.relation == "updated"
    assert [v.low for v in line.values] == [41, 52]


def test_values_are_never_averaged(tools: Tools) -> None:
    """Each line holds the reports' own figures with their own words."""
    (line,) = lines(tools, DROWNED.format(41), DROWNED.format(52))
    assert sorted(v.words for v in line.values) == ["41", "52"]


def test_other_units_are_other_things(tools: Tools) -> None:
    """A length and a sum of money never share a line."""
    held = lines(tools, "The tunnel in Tarnmouth is 12 km long.", "The tunnel in Tarnmouth cost $12.")
    assert {line.unit for line in held} == {"km", "USD"}


def test_pointing_back_is_no_figure(tools: Tools) -> None:
    """“The two mayors” counts nobody new and has no line."""
    held = lines(tools, "The two mayors met in Tarnmouth.", "Both towns rejoiced in Tarnmouth.")
    assert held == []


def test_the_order_of_reports_does_not_matter(tools: Tools) -> None:
    """The same lines come out whichever report is read first."""
    readings = [
        read_report(tools, outlet, [Told(words=DROWNED.format(n), predicate="drown")])
        for outlet, n in (("Ledger", 41), ("Courier", 52), ("Echo", 41))
    ]
    dossier = grouped(("drowned",), readings=readings)
    turned = msgspec.structs.replace(dossier, readings=tuple(reversed(dossier.readings)))
    one, other = (lay_out_figures(d, settings=SETTINGS, tools=tools) for d in (dossier, turned))
    assert one == other
