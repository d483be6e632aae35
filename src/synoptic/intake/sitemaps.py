"""Sitemaps: plain ones, news sitemaps, and their indexes, packed or not."""

from synoptic.intake.announced import Announced, Place
from synoptic.intake.settings import IntakeSettings


def read_sitemap(content: bytes, place: Place, *, settings: IntakeSettings) -> Announced:
    """Return the pages that a sitemap lists; of an index, the further sitemaps to read, the newest first."""
    raise NotImplementedError
