"""The bounds of a quantity: what "at least", "nearly", "about" and their like make of a number."""

import re
from decimal import Decimal

import msgspec

from synoptic.annotate.figure_words import FigureWords

# "About 30,000" is read as 25,000 to 35,000 (half of its last round place), but never as nearer than 5 %
# nor farther than 20 %: chosen by reading the qualified figures of NewsQuant, where a rounded and an exact
# report of one number differ by less than that.
_LEAST_SLACK, _MOST_SLACK = 0.05, 0.2

# Nouns and verbs whose "about" says what they are about, not how near.
_ABOUT_SOMETHING = re.compile(
    r"\b(?:letters?|books?|stor(?:y|ies)|reports?|questions?|films?|claims?|concerns?|concerned|information|details"
    r"|talk(?:s|ed|ing)?|speak(?:s|ing)?|spoke|wr(?:ote|ites?|iting|itten)|complain(?:s|ed|ts?)|worr(?:y|ied|ies)"
    r"|knew|knows?|think(?:s|ing)?|thought|ask(?:s|ed|ing)?|hear(?:s|d)?|learn(?:s|ed|t)?|tell(?:s|ing)?|told \w+)"
    r"\s+about$",
    re.IGNORECASE,
)


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A number of a sentence with its unit and qualifier; offsets count from the sentence's start."""

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str = ""
    qualifier: str = ""
    number_start: int = 0
    number_end: int = 0


def with_qualifier(text: str, made: Quantity, words: FigureWords) -> Quantity:
    """Return a quantity with the bounds that the qualifier before or behind it gives."""
    match = words.before.search(text[: made.start])
    if match is not None and not _ABOUT_SOMETHING.search(text[: match.end(1)]):
        form = re.sub(r"\s+", " ", match.group(1).casefold())
        return _bounded(made, words.qualifiers[form], form, match.start(1), form in words.near)
    behind = words.after_least.match(text, made.end) or words.after_most.match(text, made.end)
    if behind is None:
        return made
    least = words.after_least.match(text, made.end) is not None
    return msgspec.structs.replace(
        made,
        end=behind.end(),
        low=made.low if least else None,
        high=None if least else made.high,
        qualifier=behind.group().strip(" -\u00a0"),
    )


def _bounded(made: Quantity, name: str, form: str, start: int, near: bool) -> Quantity:
    replace = msgspec.structs.replace
    if name in ("at_least", "more"):
        return replace(made, start=start, high=None, qualifier=form)
    if name == "at_most" or (name == "less" and not near):
        return replace(made, start=start, low=None, qualifier=form)
    if name == "exact":
        return made
    low, high = made.low or 0.0, made.high or 0.0
    if low < high:
        # "About 20 to 25": the range already says how near.
        return replace(made, start=start, qualifier=form)
    slack = _slack(low)
    return replace(made, start=start, low=low - slack, high=high if near else high + slack, qualifier=form)


def _slack(value: float) -> float:
    if value == 0:
        return 0.0
    size = abs(value)
    exponent = Decimal(f"{size:.12g}").normalize().as_tuple().exponent
    place = 10.0 ** int(exponent)
    return float(f"{min(max(place / 2, _LEAST_SLACK * size), _MOST_SLACK * size):.6g}")
