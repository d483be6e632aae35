"""The comparison in the terminal."""

import msgspec
import pytest
from rich.cells import cell_len

from synoptic.news.comparison import Label
from synoptic.news.edition import Brief
from synoptic.news.problem import Problem
from synoptic.publish.data import ComparisonDocument
from synoptic.publish.plain import plain_lines, plain_text
from tests.publish.sample import GULL, TIDE, cited, document, story


def test_the_parts_stand_in_the_order_of_the_page():
    """Brief, origins, agreement, single accounts, disputes, figures, time, labels, voices, cleaning."""
    headings = [line for line in plain_text(document(), width=80).splitlines() if line and line == line.upper()]
    wanted = [
        "BRIEF",
        "THE WORDS",
        "ORIGINS",
        "● AGREED",
        "◐ ONLY",
        "✕ DISPUTED",
        "FIGURES",
        "TIMELINE",
        "WHAT THEY",
        "VOICES",
    ]
    wanted += ["○ NOT FOUND", "HOW THE TEXT", "PROBLEMS"]
    found = [next((i for i, h in enumerate(headings) if h.startswith(w)), -1) for w in wanted]
    assert -1 not in found
    assert found == sorted(found)


def test_brief_sentences_carry_the_numbers_of_their_citations():
    """A reader can go from a sentence to the words it rests on."""
    text = plain_text(document(), width=120)
    assert "[3 March 2031]. [1, 2]" in text
    assert "[1]  A The Gull: “The ferry Aster sank off Port Ellis on Monday”" in text


@pytest.mark.parametrize("width", [30, 60, 100])
def test_no_line_is_wider_than_asked(width):
    """Lines are wrapped; only a single long word may stand out."""
    lines = plain_text(document(), width=width).splitlines()
    assert [line for line in lines if len(line) > width and " " in line.strip()] == []


def test_repairs_and_removals_are_told():
    """What was taken out and mended is said for each report."""
    text = plain_text(document(), width=100)
    assert "1 repair · â → “" in text
    assert "furniture · “<script>alert" in text


def test_each_report_is_called_by_the_code_of_its_origin():
    """The origins come first and give each report its code, which stands behind what it says."""
    text = plain_text(document(), width=100)
    assert "  A   The Gull — its own text" in text
    assert "2 origins: A B · group:aa11" in text
    assert "3 Mar 2031  The ferry Aster sank — A" in text


def test_what_a_terminal_would_obey_is_shown_as_a_mark():
    """Colours, cursor moves and turned directions in a stranger's words are never sent to the terminal."""
    hostile = "sank \x1b[2J\x07\x9b31m off \u202eport"
    told = plain_text(with_headline(hostile), width=100)
    assert not set(told) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert "sank �[2J��31m off �port" in told


def test_wide_characters_count_twice():
    """A line of Chinese takes two cells a character and still fits."""
    lines = plain_text(with_headline("渡轮在港口沉没" * 12), width=40).splitlines()
    assert [line for line in lines if cell_len(line) > 40 and " " in line.strip()] == []
    assert sum("渡轮" in line for line in lines) > 3


def test_styles_change_no_character():
    """What a terminal shows with styles is what a file gets without them."""
    lines = plain_lines(document(), width=72)
    assert "".join(f"{line.plain}\n" for line in lines.styled()) == str(lines)


@pytest.mark.parametrize(
    ("numbers", "printed"),
    [([1], "[1]"), ([1, 2], "[1, 2]"), ([1, 2, 3, 4, 7], "[1–4, 7]"), ([3, 5, 6], "[3, 5, 6]")],
)
def test_runs_of_citation_numbers_are_joined(numbers, printed):
    """Seven numbers in a row are one range."""
    sentence = story().brief.sentences[0]
    words = [cited("report:gull", GULL, GULL[:end]) for end in range(10, 10 + max(numbers))]
    first = msgspec.structs.replace(sentence, text="First.", citations=tuple(words))
    second = msgspec.structs.replace(sentence, text="Second.", citations=tuple(words[n - 1] for n in numbers))
    changed = msgspec.structs.replace(story(), brief=Brief(sentences=(first, second)))
    assert f"Second. {printed}\n" in plain_text(msgspec.structs.replace(document(), stories=(changed,)))


def test_a_long_story_is_cut_and_says_so():
    """Of hundreds of claims the first dozen are printed, and the number of the others."""
    _, single = story().claim_groups
    many = tuple(msgspec.structs.replace(single, id=f"group:{n:04x}") for n in range(300))
    changed = msgspec.structs.replace(story(), claim_groups=many, silences=())
    told = plain_text(msgspec.structs.replace(document(), stories=(changed,)))
    assert "◐ ONLY ONE SAYS · 300 CLAIMS" in told
    assert "and 288 more, on the page and in the JSON" in told
    assert len(told.splitlines()) < 120


def test_labels_on_which_reports_differ_most_come_first():
    """A name that both reports word differently stands before one that a single report words."""
    (aster,) = story().labels
    port = cited("report:gull", GULL, "Port Ellis", Label, entity="e:2", name="Port Ellis", form="title")
    other = cited("report:tide", TIDE, "The Aster", Label, entity="e:1", name="Aster", form="title")
    changed = msgspec.structs.replace(story(), labels=(port, aster, other))
    told = plain_text(msgspec.structs.replace(document(), stories=(changed,)))
    assert told.index("Aster — “The ferry Aster” A; “The Aster” B") < told.index("Port Ellis — “Port Ellis” A")


def with_headline(words: str) -> ComparisonDocument:
    """Return the sample with another headline."""
    return msgspec.structs.replace(document(), stories=(msgspec.structs.replace(story(), headline=words),))


def test_problems_name_reports_as_people_do():
    """A problem about a report names its outlet, one about a story its headline; ids are for programs."""
    problems = (
        Problem(code="A001", severity="info", subject="report:tide", message="It has no grammar model."),
        Problem(code="R002", severity="error", subject="story:c0ffee", message="A stage failed."),
    )
    told = plain_text(msgspec.structs.replace(document(), problems=problems))
    assert "A001  Tide & Times: It has no grammar model." in told
    assert "R002  “The ferry Aster sank off Port Ellis”: A stage failed." in told
