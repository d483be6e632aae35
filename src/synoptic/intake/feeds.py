"""Feeds: RSS 0.9x to 2.0, RDF and Atom, whatever their faults."""

from synoptic.intake.announced import Announced, Place
from synoptic.intake.settings import IntakeSettings


def read_feed(content: bytes, place: Place, *, settings: IntakeSettings) -> Announced:
    """Return the items that an RSS or Atom feed announces, the newest where there are too many."""
    raise NotImplementedError
