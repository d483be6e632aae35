"""Units of measure and money: which one stands beside a number."""

import re
import tomllib
from functools import cache
from importlib import resources

import msgspec

_SPACE = r"[\s\u00a0\u202f]"
# "Pounds" behind a number of millions is money; a person's weight is never counted so.
_LARGE = 100_000
# "Of the 41 who ran, 12 won": a sum of so few won buys nothing.
_FEWEST_WON = 500
AGE = "years of age"
_RATE = re.compile(
    rf"(?:{_SPACE}+|{_SPACE}?-{_SPACE}?)(?:per{_SPACE}+(square{_SPACE}foot|square{_SPACE}met(?:re|er)|[^\W\d]{{3,}})"
    rf"|an?(?:{_SPACE}|{_SPACE}?-{_SPACE}?)(share|day|year|month|week|hour|minute|second"
    rf"|barrel|ton|tonne|kilo|litre|liter|gallon|night|ounce|pound"
    rf"|head|person|unit|piece|mile))\b(?!{_SPACE}+(?:earlier|ago|before|later|after))",
    re.IGNORECASE,
)


class UnitFound(msgspec.Struct, frozen=True, kw_only=True):
    """A unit beside a number: its symbol or ISO code, whether it is money, and where its words end."""

    unit: str
    money: bool
    start: int
    end: int


def unit_after(text: str, position: int, value: float) -> UnitFound | None:
    """Return the unit that stands right behind a position of a text, or None."""
    match = _after().match(text, position)
    if match is None:
        return None
    start, end = match.start(1), match.end(1)
    words = _folded(match.group(1))
    unit = _units()[words]
    if unit in ("lb", "p") and words in ("pounds", "pound") and value >= _LARGE:
        unit = "GBP"
    if len(words) == 3 and words.upper() == unit and not match.group(1).isupper():
        # Codes are printed in capitals: "dem", "try" and "all" are words.
        return None
    if not words[-1].isalpha() and re.match(rf"{_SPACE}?\d", text[end:]) and unit in _money():
        # The mark belongs to the number behind it: "from 5 $7".
        return None
    if unit == "KRW" and words == "won" and value < _FEWEST_WON:
        return None
    glued = start == position
    # "5 in", "5 a", "5 g": one-letter and word-like symbols count only where they touch the number.
    if len(words) == 1 and words.isalpha() and not (glued and words in "gmlwp"):
        return None
    if len(words) == 1 and words.isalpha() and match.group(1).isupper():
        return None
    return UnitFound(unit=unit, money=unit in _money(), start=start, end=end)


def money_before(text: str, position: int) -> UnitFound | None:
    """Return the mark of money that stands right before a position of a text, or None."""
    match = _before().search(text, 0, position)
    if match is None:
        return None
    mark = match.group(1)
    if "$" in mark and re.match(r"[a-z]\W*\$", mark):
        # "A $5 fee" has an article and "the firm's $5" a genitive; Canadian dollars are C$.
        mark = "$"
    start = match.end(1) - len(mark)
    if not _is_mark(mark, text[match.start() : position], text[position : position + 6]):
        return None
    return UnitFound(unit=_marks()[_folded(mark)], money=True, start=start, end=match.end(1))


def _is_mark(mark: str, before: str, number: str) -> bool:
    """Return whether letters before a number are a mark of money there and not a word or a name."""
    letters = re.sub(r"[^\w]", "", mark)
    if not letters:
        return True
    if mark.casefold() in ("ps", "rm"):
        # Damaged pound signs print as PS: "PS8.1bn" is money, "PS5" a games console.
        glued = mark.isupper() and not before[-1:].isspace()
        return glued and ((mark.isupper() and mark == "RM") or bool(re.match(r"\d+[.,]?\d+", number)))
    return True


def with_rate(text: str, end: int, unit: UnitFound) -> str:
    """Return a unit with what it is per, where the words behind it say so ("$5 an hour")."""
    match = _RATE.match(text, end)
    return f"{unit.unit}/{(match.group(1) or match.group(2)).casefold()}" if match else unit.unit


def is_money(unit: str) -> bool:
    """Return whether a unit, a rate aside ("USD/share"), is money."""
    return unit.split("/")[0] in _money()


def _folded(words: str) -> str:
    return re.sub(r"[\s\u00a0-]+", " ", words.casefold()).strip()


@cache
def _after() -> re.Pattern[str]:
    forms = sorted(_units(), key=len, reverse=True)
    choices = "|".join(re.escape(form).replace(r"\ ", rf"(?:{_SPACE}+|-)") for form in forms)
    return re.compile(rf"(?:{_SPACE}(?:de{_SPACE}|d[’'])|{_SPACE}|[-‐‑{{(])?({choices})(?!\w)", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    forms = sorted(_marks(), key=len, reverse=True)
    choices = "|".join(re.escape(form).replace(r"\ ", rf"{_SPACE}?") for form in forms)
    return re.compile(rf"(?<![^\W\d_])({choices}){_SPACE}?$", re.IGNORECASE)


@cache
def _units() -> dict[str, str]:
    lists = _lists()
    found: dict[str, str] = {}
    for section in ("measure", "money"):
        for unit, forms in lists[section].items():
            for form in forms.split("|"):
                found.setdefault(_folded(form), unit)
    return found


@cache
def _marks() -> dict[str, str]:
    return {_folded(form): unit for unit, forms in _lists()["before"].items() for form in forms.split("|")}


@cache
def _money() -> frozenset[str]:
    lists = _lists()
    return frozenset(lists["money"]) | frozenset(lists["before"]) | {"ct"}


@cache
def _lists() -> dict[str, dict[str, str]]:
    return tomllib.loads(resources.files(__package__).joinpath("units.toml").read_text(encoding="utf-8"))
