"""What was not found in a report that is whole, long enough and late enough to have carried it."""

from synoptic.compare.settings import CompareSettings
from synoptic.compare.wholeness import body_text, why_not_whole
from synoptic.news.comparison import ClaimGroup, Dossier, Silence
from synoptic.run.stage import Made, Tools


def find_silences(dossier: Dossier, *, settings: CompareSettings, tools: Tools) -> Made[Silence]:
    """Return claim groups that matter and were not found in the text held of a report that could have had them."""
    readings = {reading.id: len(body_text(reading)) for reading in dossier.readings}
    longest = max(readings.values(), default=0)
    able = [
        report
        for report, length in readings.items()
        if length >= settings.silence_length * longest and not why_not_whole(dossier, report)
    ]
    foremost = max((group.salience for group in dossier.claim_groups), default=0.0)
    near = _near_reports(dossier)

    def nearby(group: ClaimGroup) -> set[str]:
        return set().union(*(near.get(claim.id, set()) for claim in group.claims))

    silences = [
        Silence(group=group.id, report=report, reason=_reason(dossier, group))
        for group in dossier.claim_groups
        if len(group.origins) > 1 or group.salience >= settings.silence_salience * foremost
        for report in able
        if report not in nearby(group) and _silent(dossier, group, report)
    ]
    return Made(tuple(sorted(silences, key=lambda s: (s.group, s.report))))


def _silent(dossier: Dossier, group: ClaimGroup, report: str) -> bool:
    """Return whether a report has nothing of a group and was published when it could have been known."""
    cells = [cell for cell in group.support if cell.report == report]
    if any(cell.support != "not_found" for cell in cells) or any(c.report == report for c in group.claims):
        return False
    published = dossier.reading(report).report.published
    known = [dossier.reading(c.report).report.published.earliest for c in group.claims]
    dated = [day for day in known if day]
    return published.earliest is not None and bool(dated) and published.earliest[:10] >= min(dated)[:10]


def _near_reports(dossier: Dossier) -> dict[str, set[str]]:
    """Return the reports in which a claim comes near to each claim: silence there may be our own mistake."""
    report = {claim.id: reading.id for reading in dossier.readings for claim in reading.claims}
    near: dict[str, set[str]] = {}
    for link in dossier.claim_links:
        for one, other in ((link.left, link.right), (link.right, link.left)):
            if other in report:
                near.setdefault(one, set()).add(report[other])
    return near


def _reason(dossier: Dossier, group: ClaimGroup) -> str:
    reports = len({claim.report for claim in group.claims})
    carried = "one report carries it" if reports == 1 else f"{reports} reports carry it"
    return (
        f"Not found in the text we hold; {carried}, and this text is whole, not short, "
        "and not older than the first that does."
    )
