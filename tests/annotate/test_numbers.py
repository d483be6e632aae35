"""Numbers as they are written: digits by language, words, magnitudes, units and marks of money."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.annotate.number_words import digits_value, find_numbers, value_of
from synoptic.annotate.units import is_money, money_before, unit_after


@pytest.mark.parametrize(
    ("digits", "language", "value"),
    [
        ("1,234.5", "en", 1234.5),
        ("1.234,5", "de", 1234.5),
        ("1 234,5", "fr", 1234.5),
        ("1’234.50", "de", 1234.5),
        ("1,234", "en", 1234),
        ("1.234", "es", 1234),
        ("1.2", "es", 1.2),
        ("0.125", "de", 0.125),
        ("1.234.567", "en", 1234567),
    ],
)
def test_points_and_commas_are_read_as_the_language_has_them(digits: str, language: str, value: float) -> None:
    """A point or a comma groups thousands or begins the decimals, as the language writes them."""
    assert digits_value(digits, language) == value


@pytest.mark.parametrize(
    ("words", "language", "value"),
    [
        ("twenty-one", "en", 21),
        ("three hundred and five", "en", 305),
        ("two and a half", "en", 2.5),
        ("two million and a half", "en", 2_500_000),
        ("dos coma cinco", "es", 2.5),
        ("10 1/2", "en", 10.5),
        ("10½", "en", 10.5),
        ("mil quinientos veintitres", "es", 1523),
        ("tres billones cuatrocientos mil dos millones seis mil", "es", 3_400_002_006_000),
        ("64,2 cents", "fr", 64.2),
        ("4.3 million", "en", 4_300_000),
        ("quatre-vingt-dix", "fr", 90),
        ("deux cents", "fr", 200),
        ("cincuenta y tres", "es", 53),
        ("siete mil millones", "es", 7_000_000_000),
        ("einundzwanzig", "de", 21),
        ("zwei Millionen", "de", 2_000_000),
        ("nothing", "en", None),
    ],
)
def test_number_words_are_added_and_multiplied(words: str, language: str, value: float | None) -> None:
    """Number words are read by the rules of their language; other words have no value."""
    assert value_of(words, language) == value


@given(number=st.integers(min_value=0, max_value=10**12))
def test_grouped_digits_read_back(number: int) -> None:
    """A whole number with its thousands grouped is read as itself, in English and in German style."""
    grouped = f"{number:,}"
    assert digits_value(grouped, "en") == number
    assert digits_value(grouped.replace(",", "."), "de") == number


@given(text=st.text(alphabet="0123456789.,’ -–%$€abkmn\u00a0\u202fMB²é漢", max_size=40))
def test_numbers_of_strange_text_stand_where_they_say(text: str) -> None:
    """Whatever stands in a text, numbers found in it lie inside it, in order and apart."""
    for language in ("en", "fr", "de", "ja"):
        found = find_numbers(text, language)
        assert all(0 <= n.start < n.end <= len(text) for n in found)
        assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "position", "value", "unit"),
    [
        ("7 percent", 1, 7, "%"),
        ("54GB", 2, 54, "GB"),
        ("15-year", 2, 15, "years"),
        ("12 dem Haus", 2, 12, None),
        ("12 DEM", 2, 12, "DEM"),
        ("12 won the race", 2, 12, None),
        ("12 million won", 10, 12e6, "KRW"),
        ("30 million pounds", 10, 30e6, "GBP"),
        ("30 pounds", 2, 30, "lb"),
        ("5 a day", 1, 5, None),
    ],
)
def test_a_unit_stands_behind_its_number(text: str, position: int, value: float, unit: str | None) -> None:
    """The words behind a number are a unit only where they can be one of so much."""
    found = unit_after(text, position, value)
    assert (found.unit if found else None) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("a $5", "USD"),
        ("A$5", "AUD"),
        ("US$5", "USD"),
        ("PS8.1bn", "GBP"),
        ("PS5", None),
        ("RM79", "MYR"),
        ("ran 5", None),
    ],
)
def test_a_mark_of_money_stands_before_its_number(text: str, unit: str | None) -> None:
    """Marks and codes of money are told from articles, names and words."""
    position = next(i for i, c in enumerate(text) if c.isdigit())
    found = money_before(text, position)
    assert (found.unit if found else None) == unit


def test_a_price_per_piece_is_money() -> None:
    """A rate of money is money, a rate of metres is not."""
    assert is_money("USD/share")
    assert not is_money("m/s")
