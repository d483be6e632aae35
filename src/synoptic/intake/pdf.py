"""PDF: the text of a printed report, its lines joined to paragraphs."""

from synoptic.intake.pages import Page
from synoptic.intake.settings import IntakeSettings
from synoptic.run.stage import Made


def read_pdf(content: bytes, path: str, *, settings: IntakeSettings) -> Made[Page]:
    """Return the text of a PDF as one page, or the problem that it is locked, damaged or only pictures."""
    raise NotImplementedError
