"""The few functions that other programs use: read reports, group them into stories, compare a story."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import BinaryIO

import msgspec

from synoptic import __version__
from synoptic.intake.files import read_paths
from synoptic.news.annotation import Reading
from synoptic.news.comparison import Comparison, Dossier
from synoptic.news.problem import Problem
from synoptic.publish.data import ComparisonDocument, MadeBy, ReadingDocument, published_reading
from synoptic.run.models import ModelTools
from synoptic.run.pipeline import STAGES
from synoptic.run.progress import Listener, nobody_listens
from synoptic.run.runner import Runner, finished
from synoptic.run.settings import ModelSettings, Settings
from synoptic.run.stage import Tools


class Reports(tuple[Reading, ...]):
    """Reports as understood, in a fixed order, with the problems met while reading them."""

    problems: tuple[Problem, ...] = ()


class Stories(tuple[Dossier, ...]):
    """The stories found among reports, the largest first, with the problems met while grouping them."""

    problems: tuple[Problem, ...] = ()


def read_reports(paths: Iterable[str | Path], *, settings: Settings | None = None) -> Reports:
    """Return the reports of files and folders, as understood; what could not be read is in `.problems`."""
    runner = _runner(settings or Settings())
    reports = Reports(_read(runner, list(paths), settings or Settings(), None))
    reports.problems = runner.problems
    return reports


def group(reports: Iterable[Reading], *, settings: Settings | None = None) -> Stories:
    """Return one story for each event that the reports tell, reports that stand alone included."""
    runner = _runner(settings or Settings())
    stories = Stories(runner.gather(reports))
    stories.problems = runner.problems
    return stories


def compare(story: Dossier, *, settings: Settings | None = None) -> Comparison:
    """Return what the reports of one story agree on, differ in and say alone."""
    return finished(_runner(settings or Settings()).compare(story))


class Desk:
    """Settings and models together, to make whole documents with; the models are loaded once."""

    def __init__(self, settings: Settings | None = None, *, listen: Listener = nobody_listens) -> None:
        self.settings = settings or Settings()
        self._listen = listen
        self.tools = _tools(self.settings.models)

    def compare_paths(self, paths: Sequence[str | Path], stdin: BinaryIO | None = None) -> ComparisonDocument:
        """Return the document of a comparison: reports, stories and problems."""
        runner = Runner(self.settings, self.tools, self._listen)
        readings = _read(runner, paths, self.settings, stdin)
        dossiers = runner.compare_all(runner.gather(readings))
        dated = {reading.id: reading for dossier in dossiers for reading in dossier.readings}
        return ComparisonDocument(
            made_by=made_by(self.settings),
            reports=tuple(dated.get(reading.id, reading).report for reading in readings),
            stories=tuple(finished(dossier) for dossier in dossiers),
            problems=runner.problems,
        )

    def read_paths(self, paths: Sequence[str | Path], stdin: BinaryIO | None = None) -> ReadingDocument:
        """Return the document of reports read one by one, and the problems met."""
        runner = Runner(self.settings, self.tools, self._listen)
        readings = _read(runner, paths, self.settings, stdin)
        return ReadingDocument(
            made_by=made_by(self.settings),
            readings=tuple(published_reading(reading) for reading in readings),
            problems=runner.problems,
        )


def made_by(settings: Settings) -> MadeBy:
    """Return what documents say of the program, the settings and the stage versions behind them."""
    return MadeBy(
        synoptic=__version__,
        settings=settings.digest,
        stages={stage.name: stage.version for stage in STAGES},
    )


def _read(
    runner: Runner, paths: Sequence[str | Path], settings: Settings, stdin: BinaryIO | None
) -> tuple[Reading, ...]:
    pages = read_paths(paths, settings=settings.intake, stdin=stdin)
    runner.add_problems(pages.problems)
    return runner.read(pages.items)


def _runner(settings: Settings) -> Runner:
    return Runner(settings, _tools(settings.models))


def _tools(models: ModelSettings) -> Tools:
    return _loaded(msgspec.json.encode(models, order="deterministic"))


@cache
def _loaded(models: bytes) -> Tools:
    # Models are large and never change: one set for each choice of models, for the life of the program.
    return ModelTools(msgspec.json.decode(models, type=ModelSettings))
