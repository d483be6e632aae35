"""JSON Feed 1.0 and 1.1."""

from synoptic.intake.announced import Announced, Place
from synoptic.intake.settings import IntakeSettings


def read_json_feed(content: bytes, place: Place, *, settings: IntakeSettings) -> Announced:
    """Return the items that a JSON feed announces, the newest where there are too many."""
    raise NotImplementedError
