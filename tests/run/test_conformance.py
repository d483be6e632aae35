"""What every stage must keep to, checked for each stage of the pipeline on the bundled reports."""

import pickle
from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec
import pytest

from synoptic.intake.files import read_paths
from synoptic.news.annotation import Reading
from synoptic.news.comparison import Dossier
from synoptic.news.report import RawReport, Report
from synoptic.news.story import Story, Window
from synoptic.run.pipeline import STAGES
from synoptic.run.runner import Runner
from synoptic.run.settings import Settings
from synoptic.run.stage import Made, Stage, Tools
from tests.passages import all_passages

EXAMPLES = Path(__file__).parents[2] / "examples" / "harrow-lake"
EMPTY: dict[type, Any] = {
    RawReport: RawReport(id="raw:0", path="empty.txt", form="text", content=b""),
    Reading: Reading(report=Report(id="report:0", path="empty.txt", text="")),
    Window: Window(readings=()),
    Dossier: Dossier(story=Story(id="story:0", reports=()), readings=()),
}
every_stage = pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)


class RecordingRunner(Runner):
    """A runner that keeps the subjects that each stage is given."""

    def __init__(self, settings: Settings, tools: Tools) -> None:
        super().__init__(settings, tools)
        self.subjects: dict[str, list[Any]] = defaultdict(list)

    def _make(self, stage: Stage, subject: Any, name: str) -> dict[type, tuple[Any, ...]]:
        self.subjects[stage.name].append(subject)
        return super()._make(stage, subject, name)


@pytest.fixture(scope="module")
def run(settings: Settings, tools: Tools) -> RecordingRunner:
    """Return a runner that has compared the bundled reports."""
    runner = RecordingRunner(settings, tools)
    runner.compare_all(runner.gather(runner.read(read_paths([str(EXAMPLES)], settings=settings.intake).items)))
    return runner


def make(stage: Stage, subject: Any, settings: Settings, tools: Tools) -> Made[Any]:
    """Return what a stage makes of a subject."""
    return stage.function(subject, settings=getattr(settings, stage.section), tools=tools)


def largest(run: RecordingRunner, stage: Stage) -> Any:
    """Return the subject of a stage that holds most."""
    return max(run.subjects[stage.name], key=lambda subject: len(msgspec.json.encode(subject)))


@every_stage
def test_stage_is_run_on_the_bundled_reports_without_failing(run, stage):
    """Every stage is given something, and none fails on it."""
    assert run.subjects[stage.name]
    assert not [p for p in run.problems if p.code == "R002" and stage.name in p.message]


@every_stage
def test_stage_and_what_it_makes_can_be_pickled(run, stage, settings, tools):
    """A stage and its records can be sent to another worker and come back equal."""
    made = make(stage, largest(run, stage), settings, tools)
    assert pickle.loads(pickle.dumps(stage.function)) is stage.function
    assert pickle.loads(pickle.dumps(made)) == made


@every_stage
def test_stage_is_deterministic(run, stage, settings, tools):
    """The same subject gives the same records twice."""
    subject = largest(run, stage)
    assert make(stage, subject, settings, tools) == make(stage, subject, settings, tools)


@every_stage
def test_stage_leaves_its_input_as_it_was(run, stage, settings, tools):
    """A stage changes nothing in what it is given."""
    subject = largest(run, stage)
    before = msgspec.json.encode(subject)
    make(stage, subject, settings, tools)
    assert msgspec.json.encode(subject) == before


@every_stage
def test_stage_makes_only_what_it_declares(run, stage, settings, tools):
    """The records that come out are of the types that the pipeline lists."""
    made = make(stage, largest(run, stage), settings, tools)
    assert {type(record) for record in made.items} <= set(stage.makes)


@every_stage
def test_stage_accepts_empty_input(stage, settings, tools):
    """A subject without text or reports gives no records that point anywhere, and does not fail."""
    made = make(stage, EMPTY[stage.subject], settings, tools)
    assert not [p for record in made.items for p in all_passages(record) if p.words]


@every_stage
def test_stage_prints_nothing(run, stage, settings, tools, capfd):
    """A stage never writes to the terminal."""
    make(stage, largest(run, stage), settings, tools)
    assert capfd.readouterr() == ("", "")


@every_stage
def test_words_of_every_passage_are_those_of_the_text(run, stage, settings, tools):
    """Whatever a stage points at, the report's text holds exactly these words there."""
    subject = largest(run, stage)
    made = make(stage, subject, settings, tools)
    readings = [subject] if isinstance(subject, Reading) else getattr(subject, "readings", ())
    texts = {reading.report.id: reading.report.text for reading in readings}
    texts |= {record.id: record.text for record in made.items if isinstance(record, Report)}
    for record in made.items:
        for passage in all_passages(record):
            assert texts[passage.report][passage.start : passage.end] == passage.words


@every_stage
def test_order_of_reports_does_not_matter(run, stage, settings, tools):
    """A stage that sees several reports makes the same of them in any order."""
    subject = largest(run, stage)
    if not hasattr(subject, "readings"):
        pytest.skip("this stage sees one report at a time")
    turned = msgspec.structs.replace(subject, readings=tuple(reversed(subject.readings)))
    assert make(stage, turned, settings, tools) == make(stage, subject, settings, tools)
