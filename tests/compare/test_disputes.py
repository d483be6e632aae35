"""Disputes are shown from both sides, and none is made where two accounts can both hold."""

import msgspec
import pytest

from synoptic.run.stage import Tools
from tests.compare.accounts import Told, compared, group_with, report, story

DEAD = Told(
    words="The avalanche above Skarn killed 12 skiers.",
    predicate="kill",
    agent="avalanche",
    count=12,
    thing="skiers",
    names=("Skarn",),
)
DEAD_TOO = msgspec.structs.replace(DEAD, words="The avalanche above Skarn killed 15 skiers.", count=15)
NEXT = Told(words="The road over the pass stays closed until spring.", predicate="stay", agent="road")
OTHER = Told(words="Hotels in the valley returned the guests' deposits.", predicate="return", agent="hotels")
ELECTED = Told(
    words="In 2029 Meridia backed a coup attempt against the democratically elected government of Norland.",
    names=("Meridia", "Norland"),
    when="2029-06-01",
)
SHAM = Told(
    words="In 2029 Meridia broke with the rulers of Norland after a sham election kept them in power.",
    names=("Meridia", "Norland"),
    when="2029-06-01",
)


def _kinds(tools: Tools, one: Told, other: Told, day: str = "2031-05-04") -> list[str]:
    dossier = story(report(tools, "Bote", [one, NEXT]), report(tools, "Star", [other, OTHER], day=day))
    return [d.kind for d in compared(dossier, tools).disputes]


def test_two_plain_numbers_for_one_thing_are_a_dispute(tools: Tools) -> None:
    """Two reports of one day that count one thing differently are set against each other."""
    made = compared(story(report(tools, "Bote", [DEAD, NEXT]), report(tools, "Star", [DEAD_TOO, OTHER])), tools)
    assert [d.kind for d in made.disputes] == ["figure"]
    assert {s.position for s in made.disputes[0].sides} == {DEAD.words, DEAD_TOO.words}
    assert group_with(made, "killed 12").standing == "disputed"


@pytest.mark.parametrize(
    "change",
    [
        {"qualifier": "at least"},
        {"thing": "climbers"},
        {"modality": "possible"},
        {"predicate": "bury"},
        {"count": 12.0},
        {"when": "2030-01-01"},
        {"agent": "storm"},
    ],
)
def test_numbers_that_can_both_be_right_are_no_dispute(tools: Tools, change: dict[str, object]) -> None:
    """A bound, another thing counted, a supposition, another act or time: none contradicts a plain number."""
    assert _kinds(tools, DEAD, msgspec.structs.replace(DEAD_TOO, **change)) == []


def test_a_later_number_is_an_update(tools: Tools) -> None:
    """A toll that a later report gives higher has grown: nobody disputes it."""
    assert _kinds(tools, DEAD, DEAD_TOO, day="2031-05-06") == []


def test_opposed_words_for_one_matter_are_two_accounts(tools: Tools) -> None:
    """Two outlets that tell one year's matter in words that exclude each other are shown side by side."""
    made = compared(story(report(tools, "Bote", [NEXT, ELECTED]), report(tools, "Star", [OTHER, SHAM])), tools)
    assert [d.kind for d in made.disputes] == ["account"]
    assert {c.words for s in made.disputes[0].sides for c in s.citations} == {ELECTED.words, SHAM.words}


@pytest.mark.parametrize(
    "change",
    [
        {"when": "2012-06-01"},
        {"by": "Ole Grim"},
        {"names": ("Norland",)},
        {"words": "In 2029 Meridia and Norland said it was “a sham election” that kept them in power."},
        {"words": "In 2029 Meridia did not see a sham election in what kept the rulers of Norland in power."},
    ],
)
def test_opposed_words_need_one_time_one_matter_and_an_own_voice(tools: Tools, change: dict[str, object]) -> None:
    """Another time, a speaker's words, a quotation or a negation make no dispute of accounts."""
    assert _kinds(tools, ELECTED, msgspec.structs.replace(SHAM, **change)) == []


def test_one_origin_does_not_dispute_with_itself(tools: Tools) -> None:
    """Two reports that carry one text are not set against each other."""
    one, other = report(tools, "Bote", [DEAD, NEXT]), report(tools, "Star", [DEAD_TOO, OTHER])
    assert compared(story(one, other, one_text=("Bote", "Star")), tools).disputes == ()


def test_a_denial_is_a_dispute_between_speakers(tools: Tools) -> None:
    """An allegation and its denial are shown as two voices, not as a contradiction of reports."""
    said = Told(
        words="Lena Voss accused the Arctos company of dumping mercury in the lake.",
        by="Lena Voss",
        names=("Arctos",),
    )
    denied = Told(words="Arctos denied dumping mercury in the lake.", by="Arctos", names=("Arctos",))
    assert _kinds(tools, said, denied) == ["speakers"]
