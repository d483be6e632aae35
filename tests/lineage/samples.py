"""Invented reports that the tests of lineage and grouping share."""

from synoptic.lineage.credits import find_credits
from synoptic.news.annotation import Reading
from synoptic.news.report import Published
from tests.builders import SETTINGS, plain_report

FERRY = [
    "PORT ALDER, March 3 (Reuters) - A ferry with 212 people aboard ran onto rocks near Port Alder on Sunday "
    "evening, and all of them were brought ashore by fishing boats within two hours, the coast guard said.",
    "The Silver Tern had left the island of Brenning at six and lost power in both engines when it rounded the "
    "cape, according to its captain, Olga Marsh, who was the last person to leave the ship.",
    "Fishermen from three villages answered the call before the rescue cruiser arrived. They tied their boats "
    "side by side and passed children from deck to deck in a swell of almost three metres.",
    "The ferry company, Brenning Lines, bought the ship second-hand in 2011. An inspection in January had found "
    "water in one of its fuel tanks, and the company said it had been cleaned at once.",
    "Divers will look at the hull on Monday, and the harbour master has closed the eastern channel until the "
    "wreck is towed away. Tides are expected to be high enough on Thursday.",
]
OWN_FERRY = [
    "Mothers wept on the quay at Port Alder last night as fishing boats came in, one after another, with the "
    "passengers of the stranded Silver Tern.",
    "“We counted them twice and nobody was missing,” said harbour master Jon Ek, who had spent the evening on "
    "the radio with Brenning's fishermen.",
    "The islanders have asked for a new ferry for years. Brenning Lines, which runs the only service, says that "
    "the fares do not pay for one.",
]


def made(paragraphs: list[str], *, day: str = "", credits: bool = True, **fields: object) -> Reading:
    """Return a reading of paragraphs with its credits found; `day` is when it was published."""
    if day:
        fields["published"] = Published(earliest=day, latest=day, certainty="stated")
    reading = Reading(report=plain_report("\n\n".join(paragraphs), **fields))  # type: ignore[arg-type]
    if not credits:
        return reading
    found = find_credits(reading, settings=SETTINGS.lineage, tools=None)  # type: ignore[arg-type]
    return Reading(report=reading.report, credits=found.items)
