"""What agencies send: ninjs 1.x to 3.x and NewsML-G2."""

from typing import Any

from synoptic.intake.pages import Page
from synoptic.intake.settings import IntakeSettings
from synoptic.run.stage import Made


def read_ninjs(document: Any, path: str) -> Made[Page]:
    """Return the reports of a ninjs document: one item, or a package with the items it holds."""
    raise NotImplementedError


def read_newsml(content: bytes, path: str, *, settings: IntakeSettings) -> Made[Page]:
    """Return the reports of a NewsML-G2 document: a newsItem, a newsMessage or a package with its items."""
    raise NotImplementedError
