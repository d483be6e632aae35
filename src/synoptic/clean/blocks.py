"""Typed blocks: what each paragraph of a page is."""

from collections.abc import Sequence

from synoptic.clean.authors import type_author_notes, type_bylines, type_head_bylines
from synoptic.clean.captions import find_credit, type_captions
from synoptic.clean.furniture import type_calls, type_furniture, type_outside, type_teasers, type_unlikely
from synoptic.clean.head import type_headline, type_site_names
from synoptic.clean.lines import Line
from synoptic.clean.posts import type_posts
from synoptic.clean.repeats import type_repeats
from synoptic.clean.sheet import Sheet, Typed


def type_lines(text: str, lines: Sequence[Line], *, titles: Sequence[str] = ()) -> list[Typed]:
    """Return the typed blocks of a page's paragraphs, in text order; `titles` are what its markup calls it."""
    sheet = Sheet(text, lines, titles)
    type_marked_up(sheet)
    for rule in (
        type_posts,
        type_headline,
        type_head_bylines,
        type_outside,
        type_captions,
        type_teasers,
        type_bylines,
        type_calls,
        type_author_notes,
        type_site_names,
        type_furniture,
        type_unlikely,
        type_repeats,
    ):
        rule(sheet)
    return sheet.blocks()


def type_marked_up(sheet: Sheet) -> None:
    """Type the paragraphs that the markup types."""
    for number, line in enumerate(sheet.lines):
        if line.kind and line.kind != "post":
            credit = line.credit or (find_credit(line.words) if line.kind == "caption" else "")
            sheet.put(number, line.kind, line.reason or "the page's markup", credit)  # type: ignore[arg-type]
