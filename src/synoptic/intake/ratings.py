"""Ratings of outlets that a user brings: a CSV file, each row with who says it."""

from synoptic.news.outlet import Rating
from synoptic.run.stage import Made


def read_ratings(content: bytes, path: str) -> Made[Rating]:
    """Return the ratings of a CSV file (columns outlet or domain, rating, source; date and url if known)."""
    raise NotImplementedError
