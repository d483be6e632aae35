"""Tables: one report a row of a CSV or Parquet file, under the names that exports use or that you map."""

from synoptic.intake.pages import Page
from synoptic.intake.settings import IntakeSettings
from synoptic.run.stage import Made


def read_csv(content: bytes, path: str, *, settings: IntakeSettings) -> Made[Page]:
    """Return the page of each row of a CSV table, whatever its delimiter and encoding."""
    raise NotImplementedError


def read_parquet(content: bytes, path: str, *, settings: IntakeSettings) -> Made[Page]:
    """Return the page of each row of a Parquet table."""
    raise NotImplementedError
