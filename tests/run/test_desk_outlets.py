"""The outlets of a desk: cards from what its database holds, with the user's own outlets and ratings."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from synoptic.news.annotation import Reading
from synoptic.news.capture import Capture, Item, StoryChange, StoryRecord
from synoptic.news.comparison import Comparison
from synoptic.news.edition import Brief
from synoptic.news.outlet import OutletCard, Share
from synoptic.news.report import CarrierFields
from synoptic.news.story import CopyLink, Event, Origin
from synoptic.run.desk_outlets import OUTLETS_FILE, RATINGS_FILE, desk_cards
from synoptic.store import captures, readings, stories
from synoptic.store.connection import Database
from tests.builders import plain_report

GATE, LETTER = "https://courier.example/gate", "file:///pages/letter.txt"
TEXT = "The gate failed at noon. Nobody was hurt."


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """Give a desk that holds two pages of one site, one of them a stub, and one file."""
    made = Database.create(f"sqlite:///{tmp_path / 'desk.sqlite'}", tmp_path / "archive")
    hold(made, GATE, TEXT, outlet="The Courier")
    hold(made, "https://courier.example/paid", "Only for readers who pay.", stub=True)
    hold(made, LETTER, TEXT + " So we hear.", outlet="Tarn Letter")
    yield made
    made.close()


def hold(db: Database, address: str, text: str, *, outlet: str = "", stub: bool = False) -> None:
    """Keep a page with its reading, as a gathering does."""
    report = plain_report(text, path=address, outlet=outlet)
    capture = Capture(
        report=report.id,
        address=address,
        digest=db.archive.put(text.encode()),
        form="text",
        captured="2031-05-04T06:00:00Z",
        carrier=CarrierFields(outlet=outlet),
        stub=stub,
    )
    captures.take_capture(db, Item(id=f"item:{address}", source="source:1", address=address), capture, None)
    if not stub:
        readings.put_reading(db, Reading(report=report), "stages", "2031-05-03")


def named(cards: tuple[OutletCard, ...], name: str) -> OutletCard:
    """Return the card of a name."""
    (card,) = [card for card in cards if card.name == name]
    return card


def test_the_cards_stand_on_everything_that_the_desk_holds(db, tmp_path):
    """Pages whose text is not held count as reports, and the log says what was corrected."""
    report = captures.versions(db, GATE)[0].report
    stories.add_changes(
        db, [StoryChange(id="change:1", at="2031-05-05T06:00:00Z", kind="corrected", report=report)]
    )
    made = desk_cards(db, tmp_path)
    assert made.problems == ()
    assert [(card.name, card.reports) for card in made.items] == [("The Courier", 2), ("Tarn Letter", 1)]
    card = made.items[0]
    assert card.not_held == Share(part=1, of=2)
    assert card.corrected == Share(part=1, of=2)
    assert (card.length.words, card.length.of) == (8, 1)
    assert (card.first, card.last) == ("2031-05-03", "2031-05-04")


def test_own_outlets_and_ratings_are_read_from_the_folder_of_the_desk(db, tmp_path):
    """What is wrong in them is a problem, and the rest of them is used."""
    (tmp_path / OUTLETS_FILE).write_text(
        '[[outlet]]\nname = "Harbour Courier"\ndomains = ["courier.example"]\nmood = "grim"\n', encoding="utf-8"
    )
    (tmp_path / RATINGS_FILE).write_text(
        "outlet,rating,source\nTarn Letter,fair,Panel\nTarn Letter,,Panel\n", "utf-8"
    )
    made = desk_cards(db, tmp_path)
    assert [p.code for p in made.problems] == ["I172", "I176"]
    assert named(made.items, "Harbour Courier").domains == ("courier.example",)
    assert [rating.value for rating in named(made.items, "Tarn Letter").ratings] == ["fair"]


def test_ratings_that_cannot_be_opened_are_a_problem(db, tmp_path):
    """The cards are made without them."""
    (tmp_path / RATINGS_FILE).mkdir()
    made = desk_cards(db, tmp_path)
    assert [p.code for p in made.problems] == ["I175"]
    assert len(made.items) == 2


def test_an_empty_desk_has_no_cards(tmp_path):
    """A new desk can be asked."""
    new = Database.create(f"sqlite:///{tmp_path / 'desk.sqlite'}", tmp_path / "archive")
    assert desk_cards(new, tmp_path).items == ()
    new.close()


def test_copies_are_known_from_the_comparisons_of_the_desk(db, tmp_path):
    """Whose text a report carries is read from its story."""
    gate, letter = (captures.versions(db, where)[0].report for where in (GATE, LETTER))
    copied = CopyLink(id="copy:1", original=gate, copy=letter, kind="copy", containment=1.0)
    comparison = Comparison(
        id="story:1",
        event=Event(what=""),
        headline="",
        headline_citations=(),
        reports=(gate, letter),
        references=(),
        origins=(Origin(id="origin:1", reports=(gate, letter), reason="", name="The Courier"),),
        brief=Brief(),
        claim_groups=(),
        disputes=(),
        figures=(),
        quotes=(),
        labels=(),
        voices=(),
        silences=(),
        timeline=(),
        copies=(copied,),
    )
    stories.replace_stories(db, [StoryRecord(id="story:1", reports=(gate, letter))], [])
    stories.put_comparison(db, "story:1", "inputs", "stages", msgspec.msgpack.encode(comparison))
    cards = desk_cards(db, tmp_path).items
    assert named(cards, "The Courier").originality == Share(part=1, of=1)
    assert named(cards, "Tarn Letter").originality == Share(part=0, of=1)
