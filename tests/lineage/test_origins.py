"""Independent accounts behind a story's reports."""

from synoptic.lineage.copies import find_copies
from synoptic.lineage.origins import find_origins
from synoptic.news.annotation import Reading
from synoptic.news.comparison import Dossier
from synoptic.news.story import Origin, Story, Window
from tests.builders import SETTINGS
from tests.lineage.samples import FERRY, OWN_FERRY, made


def origins_of(*readings: Reading) -> tuple[Origin, ...]:
    """Return the origins of a story with these readings."""
    links = find_copies(Window(readings=readings), settings=SETTINGS.lineage, tools=None).items  # type: ignore[arg-type]
    story = Story(id="story:x", reports=tuple(r.id for r in readings))
    dossier = Dossier(story=story, readings=readings, links=links)
    return find_origins(dossier, settings=SETTINGS.lineage, tools=None).items  # type: ignore[arg-type]


WIRE = made(FERRY, path="wire.txt", outlet="Reuters")
OWN = made(OWN_FERRY, path="own.txt", outlet="The Daily Quay")


def test_reprints_of_one_wire_text_are_one_origin() -> None:
    """A wire, its cut and its later half are one account, and an own report another."""
    first, second = made(FERRY[:3], path="cut.txt", outlet="A"), made(FERRY[2:], path="end.txt", outlet="B")
    found = origins_of(first, OWN, second, WIRE)
    assert [len(origin.reports) for origin in found] == [3, 1]
    assert found[0].name == "Reuters"
    assert "carry the text of Reuters" in found[0].reason


def test_reports_that_only_cite_one_agency_stay_apart() -> None:
    """Two outlets that each relay what an agency reported are two accounts."""
    one = made([OWN_FERRY[0], "The Associated Press reported that divers would come."], path="one.txt", outlet="A")
    other = made([OWN_FERRY[2], "Divers will come, the Associated Press reported."], path="other.txt", outlet="B")
    found = origins_of(one, other)
    assert [len(origin.reports) for origin in found] == [1, 1]
    assert all("Associated Press" in origin.reason for origin in found)


def test_a_chain_of_partial_copies_is_not_one_origin() -> None:
    """B holds a part of A and C a part of B, but C nothing of A: C is no account of A's."""
    new = [p.replace("the", "this").replace("a ", "one ").replace("and", "while") for p in reversed(OWN_FERRY)]
    a = made([*FERRY[1:3], OWN_FERRY[0]], path="a.txt", outlet="A")
    b = made([*FERRY[1:3], *FERRY[3:]], path="b.txt", outlet="B")
    c = made([*FERRY[3:], *new], path="c.txt", outlet="C")
    found = origins_of(a, b, c)
    assert sorted(r for origin in found for r in origin.reports) == sorted(r.id for r in (a, b, c))
    assert not any({a.id, c.id} <= set(origin.reports) and b.id not in origin.reports for origin in found)


def test_every_report_belongs_to_exactly_one_origin() -> None:
    """However reports hang together, each is counted once."""
    readings = [WIRE, OWN, made(FERRY[:2], path="x.txt"), made([*OWN_FERRY, *FERRY[:2]], path="y.txt")]
    listed = [report for origin in origins_of(*readings) for report in origin.reports]
    assert sorted(listed) == sorted(r.id for r in readings)
