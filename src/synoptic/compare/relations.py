"""The kind of a link between two claims, and why, in plain words."""

from synoptic.compare.claim_features import ClaimTable
from synoptic.compare.pair_features import compatible
from synoptic.news.comparison import Relation

# Of two claims that say the same thing the longer adds something of its own when it has at least this many
# more content words, names or numbers (a choice, not measured).
_ADDS = 3
_KINDS = {
    "same": "they say the same thing",
    "more_specific": "one says the same with more detail",
    "update": "the later one gives a newer number",
    "conflict": "they cannot both hold",
    "disputed_by_speakers": "one speaker affirms what another denies",
    "related": "they are near, but do not say the same thing",
}


def relation_of(table: ClaimTable, one: int, other: int, measured: dict[str, float], together: bool) -> Relation:
    """Return how two claims relate, given whether they were decided to say the same thing."""
    if not together:
        denied = measured["polarity differs"] and measured["other speaker"] and measured["same predicate"]
        return "disputed_by_speakers" if denied and measured["names"] > 0 else "related"
    if _updates(table, one, other, measured):
        return "update"
    extra = [len(_content(table, a) - _content(table, b)) for a, b in ((one, other), (other, one))]
    if measured["contained"] >= 0.6 and max(extra) >= _ADDS and min(extra) < _ADDS:
        return "more_specific"
    return "same"


def _content(table: ClaimTable, claim: int) -> frozenset[str]:
    return table.lemmas[claim] | table.numbers[claim]


def _updates(table: ClaimTable, one: int, other: int, measured: dict[str, float]) -> bool:
    """Return whether two reports of different days give numbers of one kind that do not agree."""
    days = [table.readings[k].report.published.earliest for k in (one, other)]
    if not measured["other number"] or None in days or days[0] == days[1]:
        return False
    kinds = [{(f.unit, f.thing) for f in table.figures[k] if f.thing} for k in (one, other)]
    return bool(kinds[0] & kinds[1]) and not any(
        compatible(a, b) for a in table.figures[one] for b in table.figures[other] if a.thing == b.thing
    )


def reason_for(relation: Relation, measured: dict[str, float]) -> str:
    """Return the kind of a link and the measurements that speak for and against it, in words."""
    found = []
    if measured["mutual best"]:
        found.append("each is the nearest claim to the other in its report")
    if measured["names"] >= 0.5:
        found.append("they name the same")
    if measured["words"] >= 0.3:
        found.append("they share many of the story's rarer words")
    elif measured["meaning"] >= 0.4:
        found.append("their meaning is near")
    if measured["same number"]:
        found.append("a number is the same")
    if measured["times overlap"]:
        found.append("their times agree")
    against = [
        words
        for name, words in (
            ("no name shared", "they share no name"),
            ("other number", "their numbers differ"),
            ("times differ", "their times differ"),
            ("polarity differs", "one is a negation"),
            ("other speaker", "they have different speakers"),
        )
        if measured[name]
    ]
    words = _KINDS[relation] + (": " + ", ".join(found) if found else "")
    return words + ("; although " + ", ".join(against) if against else "") + "."
