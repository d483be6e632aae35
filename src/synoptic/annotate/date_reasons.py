"""Why a time was read as it was, in plain words."""

from synoptic.annotate.date_meaning import When

_SAYS = {
    "weekday": "the {last} such day",
    "holiday": "the {nearest} such day",
    "month": "the {nearest} such month",
    "date": "the {nearest} such day",
    "season": "the {nearest} such season",
    "quarter": "the {nearest} such quarter",
    "shift": "counted in whole calendar units",
    "day": "counted in days",
    "ago": "counted back",
    "earlier": "counted back",
    "later": "counted on",
    "ahead": "counted on",
    "following": "the one after",
    "preceding": "the one before",
    "that": "the one just named",
    "past": "the stretch that ends there",
    "next": "the stretch that begins there",
    "clock": "a clock time of that day",
    "vague": "no day is said",
}


def anchor_words(when: When, anchor: str) -> str:
    """Return what a time was anchored to; "the text" where its own words are enough."""
    if not when.anchored:
        return "the text"
    return anchor or "nothing: no day of publication is known"


def reason_words(means: str, when: When, anchor: str, tense: str) -> str:
    """Return in plain words how the interval was found."""
    if when.kind in ("age", "recurring"):
        return "an age" if when.kind == "age" else "something that recurs"
    if not when.anchored:
        return "a length of time" if when.kind == "duration" else "the words give it in full"
    if not anchor:
        return "it needs a day to count from, and none is known"
    nearest = {"future": "next", "past": "last"}.get(tense, "nearest")
    last = "next" if tense == "future" else "last"
    said = _SAYS.get(means, "read").format(nearest=nearest, last=last)
    return f"{said}, seen from {anchor}"
