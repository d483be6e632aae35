"""How reports, days and numbers are called."""

import msgspec
import pytest

from synoptic.news.annotation import Figure
from synoptic.news.report import Interval, Passage, Report
from synoptic.news.story import Origin
from synoptic.publish.excerpts import excerpt, quoted, surroundings
from synoptic.publish.names import (
    counted,
    figure_words,
    origin_letter,
    outlet_names,
    plain_number,
    plain_time,
    report_codes,
)
from tests.publish.sample import story as sample_story


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        ("2031-03-03", "2031-03-03", "3 Mar 2031"),
        ("2031-03-01", "2031-03-31", "Mar 2031"),
        ("2031-03-01", "2031-03-07", "1–7 Mar 2031"),
        ("2031-01-01", "2031-12-31", "2031"),
        ("2015-01-01", "2019-12-31", "2015–2019"),
        ("2031-03-30", "2031-04-02", "30 Mar – 2 Apr 2031"),
        ("2030-12-30", "2031-01-02", "30 Dec 2030 – 2 Jan 2031"),
        ("2011-01-01", None, "since 2011"),
        ("2011-05-02", None, "since 2 May 2011"),
        (None, "2011-01-01", "until 1 Jan 2011"),
        (None, None, "no date"),
    ],
)
def test_an_interval_is_said_as_people_write_it(earliest, latest, said):
    """Days, months, years and open sides each have their plain form."""
    assert plain_time(Interval(earliest=earliest, latest=latest)) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (41, 41, "41"),
        (24, 99, "24–99"),
        (240, None, "at least 240"),
        (None, 5, "at most 5"),
        (7.2e9, 7.2e9, "7.2 billion"),
        (6.84e9, 7.56e9, "6.84–7.56 billion"),
        (9.5e5, 1.05e6, "950,000–1.05 million"),
        (0.5, 0.5, "0.5"),
        (None, None, "unknown"),
    ],
)
def test_bounds_are_said_in_words(low, high, said):
    """An open side is said, not hidden."""
    assert plain_number(low, high) == said


def test_reports_with_one_name_are_told_apart_by_their_files():
    """Two reports of one outlet, or without one, never share a name."""
    same = [Report(id=f"r{n}", path=f"in/{n}.txt", text="", outlet="The Gull") for n in (1, 2)]
    other = Report(id="r3", path="in/3.txt", text="", url="https://www.tide.example/a")
    assert outlet_names([*same, other]) == {
        "r1": "The Gull (1.txt)",
        "r2": "The Gull (2.txt)",
        "r3": "tide.example",
    }


def test_nouns_follow_their_numbers():
    """One report, two reports, two stories."""
    assert (counted(1, "report"), counted(2, "report"), counted(2, "story", "stories")) == (
        "1 report",
        "2 reports",
        "2 stories",
    )


@pytest.mark.parametrize(
    ("words", "low", "high", "said"),
    [
        ("41 dead", 41, 41, "“41 dead”"),
        ("two", 2, 2, "“two”"),
        ("dozens", 24, 99, "“dozens” = 24–99"),
        ("at least 39", 39, None, "“at least 39”"),
        ("half a million dollars", 5e5, 5e5, "“half a million dollars” = 500,000 USD"),
    ],
)
def test_a_figure_is_said_in_its_own_words_first(words, low, high, said):
    """The value follows where the words hold no digits that show it."""
    unit = "USD" if "dollars" in words else ""
    figure = Figure(id="f", report="r", start=0, end=len(words), words=words, low=low, high=high, unit=unit)
    assert figure_words(figure) == said


@pytest.mark.parametrize(
    ("words", "said"), [("It sank", "“It sank”"), ("“It sank,” he said", "“It sank,” he said"), ("«Non»", "«Non»")]
)
def test_quotation_marks_are_not_doubled(words, said):
    """Words that begin with their own mark stand as they are."""
    assert quoted(words) == said


TOLD = "LUND (AP) - The ferry sank, the mayor said. “It was quick,” said Ann Roe\nRescuers came; nobody died."


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("The ferry sank, the mayor said.", "The ferry sank, the mayor said."),
        ("The ferry sank", "The ferry sank …"),
        ("the mayor said", "… the mayor said"),
        ("It was quick", "It was quick …"),
        ("said Ann Roe", "… said Ann Roe"),
        ("Rescuers came", "Rescuers came …"),
        ("nobody died", "… nobody died"),
        ("LUND", "LUND …"),
    ],
)
def test_words_from_within_a_sentence_are_marked_as_cut(words, shown):
    """An ellipsis stands where a sentence goes on before or after the words."""
    report = Report(id="r", path="a.txt", text=TOLD)
    start = TOLD.index(words)
    passage = Passage(report="r", start=start, end=start + len(words), words=words)
    assert excerpt(report, passage) == shown


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("The ferry sank", "LUND (AP) - ", ", the mayor said."),
        ("It was quick", "“", ",” said Ann Roe"),
        ("nobody died.", "Rescuers came; ", ""),
        ("Rescuers came", "", "; nobody died."),
    ],
)
def test_what_surrounds_a_claim_ends_with_its_sentence(words, before, after):
    """The rest of the sentence is given, and nothing of its neighbours."""
    report = Report(id="r", path="a.txt", text=TOLD)
    start = TOLD.index(words)
    passage = Passage(report="r", start=start, end=start + len(words), words=words)
    assert surroundings(report, passage) == (before, after)


def test_long_surroundings_are_cut_at_a_word():
    """Of a very long sentence only the nearest words are given, with a mark where it is cut."""
    text = "one " * 200 + "HERE" + " two" * 200
    start = text.index("HERE")
    report = Report(id="r", path="a.txt", text=text)
    before, after = surroundings(report, Passage(report="r", start=start, end=start + 4, words="HERE"))
    assert (before[:5], after[-5:]) == ("…one ", "two …")
    assert max(len(before), len(after)) <= 92


def test_reports_of_one_origin_share_its_letter():
    """Three reprints are A1 to A3, the account that stands alone is B."""
    wire = Origin(id="o1", reports=("r1", "r2", "r3"), reason="")
    alone = Origin(id="o2", reports=("r4",), reason="")
    story = msgspec.structs.replace(sample_story(), reports=("r1", "r2", "r3", "r4"), origins=(wire, alone))
    assert report_codes(story) == {"r1": "A1", "r2": "A2", "r3": "A3", "r4": "B"}


def test_there_are_letters_for_any_number_of_origins():
    """After Z come AA and AB."""
    assert [origin_letter(n) for n in (0, 25, 26, 27, 52, 701, 702)] == ["A", "Z", "AA", "AB", "BA", "ZZ", "AAA"]
