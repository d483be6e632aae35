"""What a followed address gave, told by its content: a feed, a sitemap, or a page with links to feeds."""

from synoptic.intake.announced import Announced, Place
from synoptic.intake.settings import IntakeSettings


def read_followed(content: bytes, place: Place, *, settings: IntakeSettings) -> Announced:
    """Return what a document announces, whatever kind it is; of a web page, the feeds that it points at."""
    raise NotImplementedError
