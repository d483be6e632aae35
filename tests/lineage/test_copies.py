"""Links between reports that hold one text."""

from hypothesis import given
from hypothesis import strategies as st

from synoptic.lineage.copies import find_copies
from synoptic.news.annotation import Reading
from synoptic.news.story import CopyLink, Window
from tests.builders import SETTINGS
from tests.lineage.samples import FERRY, OWN_FERRY, made


def links_of(*readings: Reading) -> tuple[CopyLink, ...]:
    """Return the links among some readings."""
    return find_copies(Window(readings=readings), settings=SETTINGS.lineage, tools=None).items  # type: ignore[arg-type]


WIRE = made(FERRY, day="2024-03-03", path="wire.txt", outlet="Reuters")


def test_a_wire_text_cut_short_is_a_copy() -> None:
    """A reprint of the first two paragraphs is a copy: what counts is the share of the shorter text."""
    cut = made(FERRY[:2], day="2024-03-04", path="cut.txt", outlet="The Daily Quay")
    (link,) = links_of(cut, WIRE)
    assert (link.kind, link.original, link.copy) == ("copy", WIRE.id, cut.id)
    assert link.containment == 1.0
    assert "Reuters is a news agency" in link.reason


def test_an_own_report_of_the_same_event_is_no_copy() -> None:
    """Two outlets that saw the same thing hold no text in common."""
    assert links_of(made(OWN_FERRY, path="own.txt"), WIRE) == ()


def test_a_report_with_passages_of_the_wire_is_derived() -> None:
    """Two paragraphs of the wire within an outlet's own report make it derived."""
    mixed = made([*OWN_FERRY, FERRY[1], OWN_FERRY[0][:90], FERRY[3]], path="mixed.txt", outlet="The Daily Quay")
    (link,) = links_of(mixed, WIRE)
    assert link.kind == "derived"
    assert len(link.blocks) == 2


def test_the_same_statement_in_two_reports_is_no_copying() -> None:
    """When nearly all that is shared stands in quotation marks, both reports quote one statement."""
    words = (
        "“We are grateful to every fisherman who left his supper on the table and sailed into the dark that "
        "night, and the company will pay for each torn net and each dented hull without asking for a receipt.”"
    )
    one = made([f"The company thanked the rescuers. {words}", OWN_FERRY[2]], path="one.txt")
    other = made([f"{words} So wrote the owners of the ferry.", FERRY[4]], path="other.txt")
    (link,) = links_of(one, other)
    assert link.kind == "common_statement"


def test_a_damaged_reprint_is_still_a_copy() -> None:
    """Case, accents, lost signs and other quotation marks do not hide a copy."""
    damaged = made([p.upper().replace("-", "\u00ad").replace(",", " ,") for p in FERRY], path="damaged.txt")
    (link,) = links_of(damaged, WIRE)
    assert link.kind == "copy"


def test_the_earlier_of_two_equal_texts_is_the_original() -> None:
    """Without credits, the time of publication decides."""
    early = made(FERRY[1:], day="2024-03-03", path="z.txt", outlet="A")
    late = made(FERRY[1:], day="2024-03-05", path="a.txt", outlet="B")
    (link,) = links_of(late, early)
    assert (link.original, link.copy) == (early.id, late.id)
    assert "published earlier" in link.reason


def test_the_outlet_that_a_copy_credits_is_the_original() -> None:
    """A credit weighs more than the time of publication."""
    source = made(FERRY[1:], day="2024-03-05", path="source.txt", outlet="Tidewatch")
    again = made(
        [*FERRY[1:], "This article was originally published by Tidewatch."], day="2024-03-04", path="again.txt"
    )
    (link,) = links_of(again, source)
    assert link.original == source.id


@given(st.permutations(range(4)))
def test_the_order_of_reports_changes_nothing(order: list[int]) -> None:
    """The same reports in any order give the same links."""
    readings = [
        WIRE,
        made(FERRY[:2], path="cut.txt"),
        made(OWN_FERRY, path="own.txt"),
        made(FERRY[2:], path="end.txt"),
    ]
    assert links_of(*(readings[n] for n in order)) == links_of(*readings)


@given(
    st.lists(
        st.sampled_from(["the ship", "“sank", "last”", "night", "Élan", "12.5", "\n\n", "船が", "—"]), max_size=80
    )
)
def test_every_copied_passage_shows_the_exact_words_of_both_reports(parts: list[str]) -> None:
    """Whatever the text, the spans of a link hold their words."""
    text = " ".join(parts)
    one, other = (
        made([text], path="one.txt", credits=False),
        made([text + " end"], path="other.txt", credits=False),
    )
    texts = {r.id: r.report.text for r in (one, other)}
    for link in links_of(one, other):
        for block in link.blocks:
            for passage in (block.original, block.copy):
                assert texts[passage.report][passage.start : passage.end] == passage.words
