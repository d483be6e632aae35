"""What is bracketed: days that relative words mean, and names only where nobody else can be meant."""

import pytest

from synoptic.news.annotation import Reading
from synoptic.run.stage import Tools
from synoptic.write.citations import printed
from tests.write.stories import Account, written


def reading_of(text: str, tools: Tools) -> Reading:
    """Return the reading of a report of 6 May 2031."""
    return written(tools, [Account(outlet="Gazette", text=text)]).readings[0]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ada Brook left Velm on Tuesday.", "Ada Brook left Velm on Tuesday [6 May 2031]."),
        ("Ada Brook left Velm on May 6.", "Ada Brook left Velm on May 6."),
        ("Ada Brook left Velm on May 6, 2031.", "Ada Brook left Velm on May 6, 2031."),
        ("Ada Brook left Velm yesterday.", "Ada Brook left Velm yesterday [5 May 2031]."),
        ("Ada Brook left Velm last year.", "Ada Brook left Velm last year [2030]."),
        ("Ada Brook left Velm on Tuesday, May 6, 2031.", "Ada Brook left Velm on Tuesday, May 6, 2031."),
    ],
)
def test_only_relative_words_get_a_date(text: str, shown: str, tools: Tools) -> None:
    """A date is added where the words print none themselves."""
    reading = reading_of(text, tools)
    assert printed(reading, reading.sentences[0]) == shown


def test_a_day_is_bracketed_once(tools: Tools) -> None:
    """Two words for one day get one bracket, and what was bracketed before gets none."""
    reading = reading_of("On Tuesday Ada Brook left Velm, and on Tuesday Olin Marsh came.", tools)
    assert printed(reading, reading.sentences[0]).count("[6 May 2031]") == 1
    assert "[" not in printed(reading, reading.sentences[0], leave_out=frozenset(("6 May 2031",)))


def test_a_pronoun_gets_the_only_name_it_can_mean(tools: Tools) -> None:
    """“She” after a sentence about one woman is that woman."""
    reading = reading_of("Mayor Ada Brook left Velm in May. She will return to the town in June.", tools)
    assert printed(reading, reading.sentences[1]).startswith("She [Ada Brook] will")


def test_a_pronoun_after_two_names_gets_none(tools: Tools) -> None:
    """“He” after two people are named may mean either."""
    reading = reading_of("Ivo Penn met Olin Marsh in Velm in May. He will return in June.", tools)
    assert "[" not in printed(reading, reading.sentences[1])
