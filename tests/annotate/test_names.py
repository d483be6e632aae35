"""Names in sentences: where they begin and end."""

import pytest

from synoptic.annotate.known_names import names_of_report
from synoptic.annotate.name_spans import gender_of_name, in_headline_style, strip_titles
from synoptic.annotate.short_forms import initials, is_acronym, is_shortened
from synoptic.run.models import ModelTools
from tests.builders import read_text


def names(text: str, tools: ModelTools, language: str = "en") -> list[str]:
    """Return the words of all names of a text."""
    sentences = read_text(text, tools, language=language).sentences
    return [n.words for found in names_of_report(sentences).values() for n in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Carl Doss’s ferry sank near Lorne.", "Carl Doss"),
        ("She wrote for the Ellery Herald in spring.", "Ellery Herald"),
        ("Some anti-Wexford marchers sang. Hanna Wexford waved.", "Wexford"),
        ("The fund is run by A. B. Crane Jr. of Lorne.", "A. B. Crane Jr."),
    ],
)
def test_a_name_ends_where_it_ends(text: str, words: str, tools: ModelTools) -> None:
    """Genitives, articles, prefixes and marks are no part of a name; “Jr.” is."""
    assert words in names(text, tools)


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("Mayor Opens New Harbour Bridge After Long Delay", True),
        ("The mayor opened a new bridge in Port Ellery on Monday.", False),
        ("Hanna Wexford met Carl Doss in Lorne.", False),
        ("Bridge Opens", False),
    ],
)
def test_headline_style(line: str, headline: bool, tools: ModelTools) -> None:
    """A line full of large words is a headline, a sentence full of names is none."""
    assert in_headline_style(read_text(line, tools).sentences[0]) is headline


def test_a_given_name_tells_a_gender_or_none() -> None:
    """Names used for both tell none, and accents do not matter."""
    assert (gender_of_name("Étienne"), gender_of_name("Maria"), gender_of_name("Xyq")) == ("male", "female", "")


def test_titles_are_taken_off_but_never_the_whole_name() -> None:
    """“Mr.” alone stays, since something must."""
    assert strip_titles("Dr. Mona Reyes", "en") == ("Mona Reyes", ("Dr.",))
    assert strip_titles("Mayor", "en") == ("Mayor", ())


def test_initials_with_and_without_small_words() -> None:
    """Both ways of making an acronym are tried."""
    assert initials("Board of Northern Grain") == ("bng", "bong")
    assert (is_acronym("N.G.B."), is_acronym("Ngb"), is_acronym("A")) == (True, False, False)


@pytest.mark.parametrize(
    ("short", "long", "same"),
    [
        ("ana ruiz", "ana maria ruiz", True),
        ("ana ruiz", "ana ruiz torres", True),
        ("ana ruiz", "eva maria ruiz", False),
        ("walter crane", "walter crane jr", False),
    ],
)
def test_shortened_names(short: str, long: str, same: bool) -> None:
    """Middle names and second surnames may be missing, generations may not."""
    assert is_shortened(short.split(), long.split()) is same
