"""A story's support as a table (claim × report) for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Mapping

from synoptic.news.annotation import Claim
from synoptic.news.comparison import ClaimGroup, Comparison
from synoptic.news.report import Report
from synoptic.publish.excerpts import in_one_line
from synoptic.publish.names import outlet_names, report_codes

# A spreadsheet takes a cell that begins so for a formula and may run it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def support_csv(story: Comparison, reports: Iterable[Report]) -> str:
    """Return one row a claim group and, for each report, what it does with the claim and in which words."""
    held = {report.id: report for report in reports if report.id in story.reports}
    codes = {report: code for report, code in report_codes(story).items() if report in held}
    names = outlet_names(held.values())
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    heads = [f"{codes[report]} {names[report]}" for report in codes]
    table.writerow(
        [
            "claim",
            "standing",
            "origins",
            "words",
            *(plain_cell(f"{x}{end}") for x in heads for end in ("", ", words")),
        ]
    )
    for group in sorted(story.claim_groups, key=lambda g: (-g.salience, g.id)):
        table.writerow([plain_cell(cell) for cell in _row(group, codes)])
    return out.getvalue()


def _row(group: ClaimGroup, codes: Mapping[str, str]) -> list[str]:
    lead = next((claim for claim in group.claims if claim.id == group.lead), None)
    support = {cell.report: cell.support.replace("_", " ") for cell in group.support}
    said: dict[str, list[Claim]] = {}
    for claim in group.claims:
        said.setdefault(claim.report, []).append(claim)
    row = [group.id, group.standing.replace("_", " "), str(len(group.origins)), in_one_line(lead) if lead else ""]
    for report in codes:
        row.append(support.get(report, "says" if report in said else "not found"))
        row.append(" | ".join(in_one_line(claim) for claim in said.get(report, ())))
    return row


def plain_cell(words: str) -> str:
    """Return words as a cell that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(_FORMULA) else words
