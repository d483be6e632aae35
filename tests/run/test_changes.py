"""What differs between two versions of a report: substance apart from slips, and every passage exact."""

from collections.abc import Sequence
from time import process_time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synoptic.news.annotation import Reading
from synoptic.news.edition import Brief, BriefSentence
from synoptic.news.report import Passage, Published
from synoptic.news.story import Citation
from synoptic.news.versions import VersionDifference
from synoptic.run.changes import affected_sentences, difference, log_entry
from synoptic.run.models import ModelTools
from tests.run.versioning import figure, plain_version, quote, read_page

FERRY = (
    "MARLOW ISLAND — At least 12 people died on Tuesday when a ferry sank off Marlow Island, the coast guard said."
    " The ship had left Port Avery at 6 a.m. with 140 passengers on board, according to the harbour office.",
    "“We did everything that we could in the dark,” said Captain Ines Calder, who led the rescue. The goverment"
    " has ordered an inquiry into the accident.",
    "Survivors said that the crew had not handed out life jackets. Two similar accidents happened on the same"
    " route in 2019.",
)


def changed(former: Sequence[str], later: Sequence[str]) -> VersionDifference:
    """Return the difference between two plain versions."""
    return difference(plain_version("old", former), plain_version("new", later))


def passages(found: VersionDifference) -> list[Passage]:
    """Return every passage that a difference points at."""
    held: list[Passage | None] = [p for e in found.edits for p in (e.former, e.later)]
    held += [p for c in found.claims for p in (c.former, c.later)]
    held += [p for q in found.quotes for p in (q.former, q.later)]
    held += [p for f in found.figures for p in (f.former, f.later)]
    held += [p for t in found.times for p in (t.former, t.later)]
    return [p for p in (*held, *found.notes) if p is not None]


def exact(found: VersionDifference, *versions: Reading) -> bool:
    """Return whether every passage lies in its version and holds the words that stand there."""
    texts = {version.id: version.report.text for version in versions}
    return all(texts[p.report][p.start : p.end] == p.words for p in passages(found))


def brief_of(*cited: Passage) -> Brief:
    """Return a brief with one sentence for each passage."""
    return Brief(
        sentences=tuple(
            BriefSentence(
                id=f"sentence:{n}",
                text=p.words,
                citations=(Citation(report=p.report, start=p.start, end=p.end, words=p.words),),
                role="agreed",
            )
            for n, p in enumerate(cited)
        )
    )


@pytest.fixture(scope="module")
def ferry(tools: ModelTools) -> tuple[Reading, Reading]:
    """Return two versions of a report, of which the later one corrects the former."""
    later = (
        FERRY[0].replace("At least 12", "At least 15"),
        FERRY[1].replace("Captain Ines Calder", "Lieutenant Tom Berrit").replace("goverment", "government"),
        FERRY[2].replace("had not handed", "had handed"),
        "Divers resumed the search for nine missing passengers on Wednesday.",
        "Correction: An earlier version of this article named the wrong officer.",
    )
    return read_page(FERRY, tools), read_page(later, tools, "Ferry sinks off Marlow Island, killing 15")


@pytest.mark.models
def test_a_corrected_report_is_told_apart_claim_by_claim(ferry: tuple[Reading, Reading]) -> None:
    """A new toll, another speaker, a dropped “not” and a new sentence are each found, and nothing else."""
    found = difference(*ferry)
    assert exact(found, *ferry)
    assert [(f.former.words, f.later.words) for f in found.figures] == [("At least 12", "At least 15")]
    assert [(q.kind, q.former and q.former.speaker, q.later and q.later.speaker) for q in found.quotes] == [
        ("speaker", "Ines Calder", "Tom Berrit")
    ]
    reworded = {(c.former.words, c.later.words) for c in found.claims if c.former and c.later}
    assert ("At least 12 people died on Tuesday", "At least 15 people died on Tuesday") in reworded
    assert any("had not handed" in old and "had handed" in new for old, new in reworded)
    added = [c.later.words for c in found.claims if c.kind == "added" and c.later]
    assert any("Divers resumed the search" in words for words in added)
    assert not any("earlier version" in words for words in added)


@pytest.mark.models
def test_a_report_that_says_it_was_corrected_is_logged_as_corrected(ferry: tuple[Reading, Reading]) -> None:
    """The outlet’s own note decides, and its words open the line of the log."""
    found = difference(*ferry)
    assert found.weight == "corrected"
    assert found.notes[0].kind == "correction"
    entry = log_entry(found, "story:1", "2026-05-04T06:00:00Z")
    assert entry is not None
    assert entry.kind == "corrected"
    assert entry.words.startswith("It says: “Correction: An earlier version")
    assert "“At least 12” became “At least 15”" in entry.words


@pytest.mark.models
def test_claims_are_matched_by_meaning_where_words_are_others(tools: ModelTools) -> None:
    """“The mayor resigned” and “the town’s chief stepped down” are one claim once vectors are at hand."""
    old = read_page(["The mayor of Port Avery resigned on Monday evening."], tools)
    new = read_page(["On Monday evening Port Avery’s mayor stepped down from office."], tools)
    kinds = [change.kind for change in difference(old, new, tools).claims]
    assert "reworded" in kinds
    assert kinds.count("added") + kinds.count("removed") == 0


def test_equal_versions_do_not_differ() -> None:
    """Two captures with the same text differ in nothing, and nothing is logged."""
    found = changed(
        ["The bridge is closed.", "It opens on Friday."], ["The bridge is closed.", "It opens on Friday."]
    )
    assert found.weight == "none"
    assert found.words == "No words changed."
    assert log_entry(found, "story:1", "2026-05-04T06:00:00Z") is None


def test_white_space_case_and_marks_are_no_change() -> None:
    """Straightened quotation marks, capitals and doubled spaces are not even edits."""
    found = changed(["The  Mayor didn't say “no”."], ['The mayor didn’t say "no".'])
    assert found.weight == "none"


@pytest.mark.parametrize(
    ("former", "later"),
    [
        ("The goverment ordered an inquiry.", "The government ordered an inquiry."),
        ("They will recieve help.", "They will receive help."),
        ("The organisers met in the harbour.", "The organizers met in the harbor."),
        ("The police found the car.", "The police found a car."),
        ("The break through came late.", "The breakthrough came late."),
        ("The break-through came late.", "The breakthrough came late."),
    ],
)
def test_slips_are_small_edits(former: str, later: str) -> None:
    """A slip of spelling, a habit of spelling, an article or a hyphen changes nothing that is told."""
    found = changed([former], [later])
    assert found.weight == "small"
    assert found.claims == ()
    assert log_entry(found, "story:1", "2026-05-04T06:00:00Z") is None


@pytest.mark.parametrize(
    ("former", "later"),
    [
        ("The minister resigned.", "The ministers resigned."),
        ("Twelve were injured there.", "Twelve were insured there."),
        ("The man was deported today.", "The man was reported today."),
        ("The crew had not left.", "The crew had left."),
        ("It cost 1,500 crowns.", "It cost 15,000 crowns."),
        ("The player re-signed.", "The player resigned."),
        ("The link is casual.", "The link is causal."),
        ("Prices fell by 3 %.", "Prices fell by 3 points."),
        ("It was -5 degrees.", "It was 5 degrees."),
        ("No deaths were counted.", "The deaths were counted."),
        ("船は午前六時に出た。", "船は午後六時に出た。"),
        ("स्कूल कल खुलेगा।", "स्कूल कल खुलेगी।"),
    ],
)
def test_a_letter_can_be_substance(former: str, later: str) -> None:
    """What looks like a slip but may tell something else is shown as a change of substance."""
    found = changed([former], [later])
    assert found.weight == "substance"
    assert [claim.kind for claim in found.claims] in (["reworded"], ["removed", "added"])


def test_moved_paragraphs_are_no_change() -> None:
    """The same sentences in another order tell the same."""
    lines = ["The bridge is closed.", "It opens on Friday.", "Buses go round by Marlow."]
    assert changed(lines, list(reversed(lines))).weight == "none"


def test_a_sentence_cut_in_two_is_no_change() -> None:
    """A dateline that is now read with its sentence is neither taken out nor put in."""
    found = changed(
        ["MARLOW —", "The bridge is closed until Friday."], ["MARLOW — The bridge is closed until Friday."]
    )
    assert found.weight == "none"


def test_a_number_for_the_same_thing_is_a_changed_figure() -> None:
    """A toll that grew is one changed figure; a number that stayed is none."""
    old = plain_version("old", ["The flood killed 12 people.", "The river is 3 metres high."])
    new = plain_version("new", ["The flood killed 15 people.", "The river is 3 metres high."])
    old = msgspec.structs.replace(old, figures=(figure(old, "12", 12, "people"), figure(old, "3", 3, "metres")))
    new = msgspec.structs.replace(new, figures=(figure(new, "15", 15, "people"), figure(new, "3", 3, "metres")))
    assert [(f.former.words, f.later.words) for f in difference(old, new).figures] == [("12", "15")]


def test_the_same_number_in_words_is_a_small_edit() -> None:
    """“Ten” for “10” changes nothing that is told."""
    old = plain_version("old", ["The flood killed 10 people."])
    new = plain_version("new", ["The flood killed ten people."])
    old = msgspec.structs.replace(old, figures=(figure(old, "10", 10, "people"),))
    new = msgspec.structs.replace(new, figures=(figure(new, "ten", 10, "people"),))
    found = difference(old, new)
    assert found.weight == "small"
    assert found.figures == ()


def test_words_of_a_quotation_are_compared_as_printed() -> None:
    """A quotation with another word is a changed quotation, not one that went and one that came."""
    old = plain_version("old", ["“We will never sign this treaty,” Adela Voss said."])
    new = plain_version("new", ["“We will not sign this treaty,” Adela Voss said."])
    old = msgspec.structs.replace(old, quotes=(quote(old, "We will never sign this treaty,", "Adela Voss"),))
    new = msgspec.structs.replace(new, quotes=(quote(new, "We will not sign this treaty,", "Voss"),))
    assert [q.kind for q in difference(old, new).quotes] == ["words"]


def test_a_speaker_who_was_only_understood_otherwise_is_no_change() -> None:
    """Where no word that names a speaker changed, another reading of who speaks is not shown as a change."""
    lines = ["“We will never sign,” she said.", "Adela Voss met Ines Calder."]
    old, new = plain_version("old", lines), plain_version("new", [*lines, "They met at noon."])
    old = msgspec.structs.replace(old, quotes=(quote(old, "We will never sign,", "Adela Voss"),))
    new = msgspec.structs.replace(new, quotes=(quote(new, "We will never sign,", "Ines Calder"),))
    assert difference(old, new).quotes == ()


def test_a_headline_and_a_byline_weigh_differently() -> None:
    """A new headline is substance; a byline that gained a name is not."""
    old = plain_version("old", ["The bridge is closed."], "Bridge closed for a week")
    new = plain_version("new", ["The bridge is closed."], "Bridge closed for a month")
    assert difference(old, new).weight == "substance"
    named = [
        msgspec.structs.replace(v, report=msgspec.structs.replace(v.report, byline=byline, headline=""))
        for v, byline in ((old, "Ada Brook"), (new, "Ada Brook and Jon Fell"))
    ]
    assert difference(named[0], named[1]).weight == "small"


def test_a_day_that_was_worked_out_is_no_changed_day() -> None:
    """Only days that a page states are compared."""
    versions = [plain_version(name, ["The bridge is closed."]) for name in ("old", "new")]
    stated = [
        msgspec.structs.replace(
            v,
            report=msgspec.structs.replace(
                v.report, published=Published(earliest=day, latest=day, certainty="stated")
            ),
        )
        for v, day in zip(versions, ("2026-05-04", "2026-05-05"), strict=True)
    ]
    assert [m.field for m in difference(stated[0], stated[1]).masthead] == ["published"]
    assert difference(versions[0], stated[1]).masthead == ()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("CORRECTION: The toll was misstated.", "correction"),
        ("This article was amended on 4 May 2026 to correct a name.", "correction"),
        ("Fe de erratas: el puente se cerró el lunes.", "correction"),
        ("Korrektur: In einer früheren Version dieses Artikels stand ein falscher Name.", "correction"),
        ("Une version précédente de cet article donnait un autre chiffre.", "correction"),
        ("Editor's note: This story has been updated to clarify the order of events.", "clarification"),
        ("Updated 14:05 — with the mayor’s answer", "update"),
        ("Actualizado: 4 de mayo", "update"),
    ],
)
def test_notes_of_outlets_are_found(line: str, kind: str) -> None:
    """A line with which an outlet says that it changed a report is known in several languages."""
    found = changed(["The bridge is closed."], ["The bridge is closed.", line])
    assert [(note.words, note.kind) for note in found.notes] == [(line, kind)]
    assert found.claims == ()


@pytest.mark.parametrize(
    "line",
    [
        "Updates on the strike are expected tonight.",
        "The correction of the border took ten years.",
        "An earlier version of the bill had failed.",
        "Market corrections are common in May.",
    ],
)
def test_other_corrections_are_no_notes(line: str) -> None:
    """A report may tell of corrections and updates without having had one."""
    assert changed(["The bridge is closed."], ["The bridge is closed.", line]).notes == ()


def test_a_note_that_was_there_already_is_not_new() -> None:
    """A correction is logged with the version that brought it, not with every later one."""
    note = "Correction: The toll was misstated."
    found = changed(["The bridge is closed.", note], ["The bridge was closed on Monday.", note])
    assert found.notes == ()
    assert found.weight == "substance"


def test_brief_sentences_on_changed_words_are_found() -> None:
    """A cited sentence is affected by a word put in, taken out or changed in it, and by nothing beside it."""
    lines = ["The bridge is closed.", "The crew had left.", "Buses go round by Marlow.", "The toll is 12."]
    old = plain_version("old", lines)
    new = plain_version("new", [lines[0], "The crew had not left.", lines[2], "The toll is 15."])
    brief = brief_of(*old.sentences)
    affected = affected_sentences(brief, difference(old, new))
    assert [sentence.text for sentence in affected] == [lines[1], lines[3]]


def test_a_sentence_put_in_beside_cited_words_leaves_them_alone() -> None:
    """A citation of the sentence before a new one still stands."""
    old = plain_version("old", ["The bridge is closed.", "Buses go round by Marlow."])
    new = plain_version("new", ["The bridge is closed.", "Divers look for the car.", "Buses go round by Marlow."])
    assert affected_sentences(brief_of(*old.sentences), difference(old, new)) == ()


def test_the_id_of_an_entry_does_not_depend_on_when_it_was_found() -> None:
    """Looking twice for the same change logs it once."""
    found = changed(["The toll is 12."], ["The toll is 15."])
    entries = [log_entry(found, "story:1", at) for at in ("2026-05-04T06:00:00Z", "2026-05-05T06:00:00Z")]
    assert entries[0] is not None
    assert entries[1] is not None
    assert entries[0].id == entries[1].id
    assert entries[0].kind == "changed"


WORDS = st.sampled_from(
    (
        "the",
        "not",
        "12",
        "15",
        "1,000",
        "goverment",
        "government",
        "“closed”",
        "—",
        "e\u0301",
        "船",
        "%",
        "-5",
        "\u200f",
    )
)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), max_size=6)


@given(former=LINES, later=LINES)
@settings(max_examples=80, deadline=None)
def test_whatever_two_versions_hold_passages_are_exact(former: list[str], later: list[str]) -> None:
    """Passages of a difference hold the words that stand in their version; equal versions do not differ."""
    old, new = plain_version("old", former), plain_version("new", later)
    assert exact(difference(old, new), old, new)
    assert difference(old, msgspec.structs.replace(old)).weight == "none"


@given(former=st.lists(st.text(max_size=30), max_size=4), later=st.lists(st.text(max_size=30), max_size=4))
@settings(max_examples=80, deadline=None)
def test_any_text_of_strangers_is_compared(former: list[str], later: list[str]) -> None:
    """No text, however odd, makes the comparison fail or point beside its words."""
    old, new = plain_version("old", former), plain_version("new", later)
    assert exact(difference(old, new), old, new)


def test_a_long_page_that_became_another_page_is_compared_in_time() -> None:
    """Four hundred sentences against as many others take seconds, not minutes."""
    old = plain_version(
        "old", [f"The crew of ship {n} left pier {n % 7} with {n * 3} crates." for n in range(400)]
    )
    new = plain_version(
        "new", [f"The guard of hall {n} shut gate {n % 9} after {n * 5} guests." for n in range(400)]
    )
    begun = process_time()
    assert difference(old, new).weight == "substance"
    assert process_time() - begun < 4


def test_a_page_made_to_keep_us_busy_is_told_sentence_by_sentence() -> None:
    """Long sentences of the same few words do not cost the product of their lengths."""
    old = plain_version("old", ["so and so " * 120 + str(n) for n in range(30)])
    new = plain_version("new", ["so or so " * 120 + str(n) for n in range(30)])
    begun = process_time()
    found = difference(old, new)
    assert process_time() - begun < 8
    assert any(edit.reason == "a very long passage was rewritten" for edit in found.edits)
    assert exact(found, old, new)
