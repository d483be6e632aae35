"""The runner: problems are values, and one bad page stops nothing."""

import msgspec
import pytest

from synoptic.news.report import RawReport
from synoptic.run import pipeline
from synoptic.run.runner import Runner

GOOD = RawReport(
    id="raw:good",
    path="good.txt",
    form="text",
    content=b"Bridge reopens\n\nThe bridge at Tarn reopened on Monday, the mayor said. Repairs took two years.",
)


def broken(subject, *, settings, tools):
    """Fail on every subject, as a stage with a fault would."""
    raise ValueError("no such luck")


@pytest.fixture
def faulty(monkeypatch):
    """Put a failing stage where figures are found."""
    stages = tuple(
        msgspec.structs.replace(stage, function=broken) if stage.name == "annotate.figures" else stage
        for stage in pipeline.ANNOTATE_DATED
    )
    monkeypatch.setattr(pipeline, "ANNOTATE_DATED", stages)


def test_a_failing_stage_leaves_a_problem_and_the_rest_goes_on(faulty, settings, tools):
    """The report still has its claims; the problem names the stage and the failure."""
    runner = Runner(settings, tools)
    (reading,) = runner.read([GOOD])
    assert reading.claims
    (problem,) = [p for p in runner.problems if p.code == "R002"]
    assert "annotate.figures" in problem.message
    assert "no such luck" in problem.message


def test_progress_is_told_for_each_report(settings, tools):
    """The listener hears of every report once, with how many there are."""
    heard = []
    other = msgspec.structs.replace(GOOD, id="raw:two", path="two.txt")
    Runner(settings, tools, heard.append).read([GOOD, other])
    assert [(step.done, step.total) for step in heard] == [(1, 2), (2, 2)]
