"""Finding every passage inside a record, so that tests can re-read its words."""

from collections.abc import Iterator

import msgspec

from synoptic.news.report import Passage


def all_passages(record: object) -> Iterator[Passage]:
    """Yield every passage inside a record, however deep."""
    if isinstance(record, Passage):
        yield record
    if isinstance(record, msgspec.Struct):
        for field in record.__struct_fields__:
            yield from all_passages(getattr(record, field))
    elif isinstance(record, tuple):
        for part in record:
            yield from all_passages(part)
