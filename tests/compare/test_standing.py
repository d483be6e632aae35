"""Claim groups count origins, not reports, and say what each report does with them."""

import msgspec

from synoptic.news.annotation import Reading
from synoptic.news.story import CopyLink
from synoptic.run.stage import Tools
from tests.compare.accounts import Told, compared, group_with, report, story

FIRE = Told(words="A fire destroyed the old granary in Velm on Sunday night.", predicate="destroy", agent="fire")
FIRE_TOO = Told(
    words="On Sunday night a fire destroyed the old granary in Velm.", predicate="destroy", agent="fire"
)
COUNCIL = Told(
    words="The council will decide next month whether to rebuild it.", predicate="decide", agent="council"
)
WEATHER = Told(words="Farmers in the valley expect a poor harvest this year.", predicate="expect", agent="farmers")


def _two(tools: Tools) -> tuple[Reading, Reading]:
    return report(tools, "Gazette", [FIRE, COUNCIL]), report(tools, "Echo", [FIRE_TOO, WEATHER])


def test_two_origins_agree(tools: Tools) -> None:
    """What two independent reports say is agreed."""
    made = compared(story(*_two(tools)), tools)
    group = group_with(made, "destroyed the old granary")
    assert (group.standing, len(group.origins)) == ("agreed", 2)


def test_two_reports_of_one_text_are_one_origin(tools: Tools) -> None:
    """What two reports say counts once where they carry one text."""
    made = compared(story(*_two(tools), one_text=("Gazette", "Echo")), tools)
    group = group_with(made, "destroyed the old granary")
    assert (group.standing, len(group.origins)) == ("single_origin", 1)
    assert "one text" in group.reason


def test_what_speakers_say_is_agreed_only_as_said(tools: Tools) -> None:
    """Claims that all stand in attributed speech agree as said by those who said them."""
    one = report(tools, "Gazette", [msgspec.structs.replace(FIRE, by="Ada Brook"), COUNCIL])
    other = report(tools, "Echo", [msgspec.structs.replace(FIRE_TOO, by="Ada Brook"), WEATHER])
    group = group_with(compared(story(one, other), tools), "destroyed the old granary")
    assert group.reason.endswith("As said by Ada Brook.")


def test_every_claim_is_in_exactly_one_group(tools: Tools) -> None:
    """No claim is lost and none stands twice."""
    made = compared(story(*_two(tools)), tools)
    grouped = sorted(c.id for g in made.claim_groups for c in g.claims)
    assert grouped == sorted(c.id for r in made.readings for c in r.claims)


def test_each_report_has_a_cell(tools: Tools) -> None:
    """A group says of each report that it says so, or that it was not found in the text held."""
    made = compared(story(*_two(tools)), tools)
    cells = {made.reading(c.report).report.outlet: c for c in group_with(made, "council will decide").support}
    assert cells["Gazette"].support == "says"
    assert (cells["Echo"].support, cells["Echo"].reason) == ("not_found", "Not found in the text we hold.")


def test_a_text_that_breaks_off_holds_nothing_against_it(tools: Tools) -> None:
    """A report whose text breaks off is not said to lack a claim."""
    broken = report(tools, "Echo", [FIRE_TOO, Told(words="Farmers in the valley expect that", agent="farmers")])
    made = compared(story(report(tools, "Gazette", [FIRE, COUNCIL]), broken), tools)
    cells = {made.reading(c.report).report.outlet: c for c in group_with(made, "council will decide").support}
    assert (cells["Echo"].support, cells["Echo"].reason) == ("not_held", "Its text breaks off.")


def test_a_shortened_reprint_holds_nothing_against_it(tools: Tools) -> None:
    """A reprint that was cut is not said to lack what was cut away."""
    whole, cut = report(tools, "Wire", [FIRE, COUNCIL, WEATHER]), report(tools, "Echo", [FIRE_TOO])
    link = CopyLink(id="copy:1", original=whole.id, copy=cut.id, kind="copy", containment=1.0)
    made = compared(msgspec.structs.replace(story(whole, cut, one_text=("Wire", "Echo")), links=(link,)), tools)
    cells = {made.reading(c.report).report.outlet: c for c in group_with(made, "council will decide").support}
    assert cells["Echo"].support == "not_held"


def test_the_news_weighs_more_than_the_background(tools: Tools) -> None:
    """What both reports open with has more salience than what one ends with."""
    made = compared(story(*_two(tools)), tools)
    assert group_with(made, "destroyed").salience > group_with(made, "Farmers").salience
    assert made.claim_groups[0] == group_with(made, "destroyed")
