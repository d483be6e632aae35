"""Cases that people can read: short reports of one story, and the disputes that a careful reader finds in them."""

from typing import Any

import pytest

from synoptic.news.comparison import Dispute, Dossier
from synoptic.news.ids import content_id
from synoptic.news.report import Block, Published, Report
from synoptic.news.story import Story
from synoptic.run import pipeline
from synoptic.run.models import ModelTools
from synoptic.run.runner import Runner
from synoptic.run.settings import Settings
from tests.case_files import cases_of

# Disputes are found without the links between claims, so that these cases do not depend on them.
AFTER_ANNOTATION = ("lineage.origins", "compare.entities", "compare.disputes")


def told(page: dict[str, str], place: int) -> Report:
    """Return the report of a case, one body block."""
    text = page["text"].strip()
    report_id = content_id("report", text, place)
    day = page.get("day", "2031-05-04") or None
    return Report(
        id=report_id,
        path=f"page-{place}.txt",
        text=text,
        outlet=page.get("outlet", f"Outlet {place}"),
        language=page.get("language", "en"),
        published=Published(earliest=day, latest=day, certainty="stated" if day else "unknown"),
        blocks=(Block(report=report_id, start=0, end=len(text), kind="body"),),
    )


def disputes_of(case: dict[str, Any], settings: Settings, tools: ModelTools) -> tuple[Dispute, ...]:
    """Return the disputes that the stages find in the reports of a case."""
    runner = Runner(settings, tools)
    readings = [runner._annotate(told(page, place)) for place, page in enumerate(case["report"], start=1)]
    dossier = Dossier(
        story=Story(id="story:case", reports=tuple(sorted(r.id for r in readings))),
        readings=tuple(sorted(readings, key=lambda r: r.id)),
    )
    stages = [stage for stage in pipeline.COMPARE if stage.name in AFTER_ANNOTATION]
    compared: Dossier = runner._run(stages, dossier, "story:case")
    assert runner.problems == ()
    return compared.disputes


def shown(dispute: Dispute, wanted: list[str]) -> bool:
    """Return whether a dispute has each of the wanted words on a side of its own."""
    sides = [" ".join(c.words for c in side.citations) for side in dispute.sides]
    first, second = wanted
    return any(first in sides[k] and second in sides[1 - k] for k in (0, 1))


@pytest.mark.parametrize("case", cases_of("disputes"))
def test_case(case: dict[str, Any], settings: Settings, tools: ModelTools) -> None:
    """The disputes of a case are shown from both sides, with their kind and their voices, and no other is made."""
    made = disputes_of(case, settings, tools)
    wanted = case.get("disputes", [])
    for expected in wanted:
        found = [d for d in made if shown(d, expected["sides"])]
        assert found, [s.position for d in made for s in d.sides]
        assert found[0].kind == expected.get("kind", found[0].kind)
        voices = {side.voice for side in found[0].sides}
        assert voices == set(expected.get("voices", voices))
    assert len(made) == len(wanted)
