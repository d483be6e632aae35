"""Newsletters: mailboxes of them, and the several items of one letter as a report each."""

from synoptic.intake.pages import Page
from synoptic.intake.settings import IntakeSettings
from synoptic.run.stage import Made


def read_mbox(content: bytes, path: str, *, settings: IntakeSettings) -> Made[Page]:
    """Return the reports of every mail in a mailbox; a mail that cannot be read is a problem."""
    raise NotImplementedError


def letter_items(page: Page) -> tuple[Page, ...]:
    """Return one page for each item of a newsletter with several; a letter that is one report stays one."""
    raise NotImplementedError
