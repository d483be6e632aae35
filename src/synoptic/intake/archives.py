"""Web archives: the pages of WARC and the texts of WET files, one record at a time."""

from collections.abc import Iterator
from typing import BinaryIO

from synoptic.intake.pages import Page
from synoptic.intake.settings import IntakeSettings
from synoptic.news.problem import Problem


def read_archive(stream: BinaryIO, path: str, *, settings: IntakeSettings) -> Iterator[Page | Problem]:
    """Yield each page of an archive as it is read, and a problem for each record that cannot be."""
    raise NotImplementedError
