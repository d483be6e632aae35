"""The reports and stories of a desk as files for other programs."""

from pathlib import Path
from typing import Literal

import msgspec

from synoptic.store.connection import Database

ExportForm = Literal["parquet", "jsonl", "ninjs", "csv"]


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """The files that were written, and how much they hold; `texts_left_out` reports are there without their text."""

    files: tuple[Path, ...]
    reports: int = 0
    stories: int = 0
    texts_left_out: int = 0


def export(db: Database, folder: Path, form: ExportForm, *, since: str = "", until: str = "") -> Exported:
    """Write the current reports and stories of some days into a folder, each file whole or not at all."""
    raise NotImplementedError
