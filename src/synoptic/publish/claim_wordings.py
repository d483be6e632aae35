"""One claim as each report words it, laid beside the wording that stands for it."""

from collections.abc import Mapping, Sequence

from synoptic.news.annotation import Claim
from synoptic.news.report import Report
from synoptic.publish import views
from synoptic.publish.apparatus import Apparatus
from synoptic.publish.excerpts import in_one_line
from synoptic.publish.word_differences import Piece, word_difference


def claim_view(row: views.GroupRow, notes: Apparatus, reports: Mapping[str, Report]) -> views.ClaimView:
    """Return the wordings of a claim, the lead's first; reports that use the very same words stand together."""
    places = {report: place for place, report in enumerate(reports)}
    held = [claim for claim in row.group.claims if claim.report in places]
    alike: dict[tuple[str, str], list[Claim]] = {}
    for claim in sorted(held, key=lambda c: (c.id != row.group.lead, places[c.report], c.start)):
        alike.setdefault((reports[claim.report].language, in_one_line(claim)), []).append(claim)
    first = next(iter(alike), ("", ""))
    return views.ClaimView(
        row=row, wordings=tuple(_wording(first, own, notes, same) for own, same in alike.items())
    )


def _wording(
    first: tuple[str, str], own: tuple[str, str], notes: Apparatus, claims: Sequence[Claim]
) -> views.WordingRow:
    language, words = own
    # Laid beside words of another language, every word would differ and nothing would be said by it.
    told = word_difference(first[1], words) if language == first[0] and own != first else None
    return views.WordingRow(
        notes=notes.cite(claims),
        language=language,
        pieces=told.pieces if told else (Piece(words=words, own=False),),
        without=told.without if told else (),
        translated=language != first[0],
    )
