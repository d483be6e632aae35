"""The exception tree and every coded message, each saying what to do next.

A stage package adds its messages here and makes a problem with `problem("C001", subject, detail=…)`.
Letters: I intake, C clean, A annotate, L lineage, G group, X compare, W write, P publish, S settings, R run.
"""

from typing import NamedTuple

from synoptic.news.problem import Problem, Severity


class Message(NamedTuple):
    """A coded message: how bad it is, and its words with {placeholders}."""

    severity: Severity
    words: str


MESSAGES: dict[str, Message] = {
    "S001": Message(
        "error", "The settings file {path} could not be read: {detail}. Check the path given to --settings."
    ),
    "S002": Message(
        "error", "The settings file {path} is not valid TOML: {detail}. Mend that line and run again."
    ),
    "S003": Message(
        "error",
        "The settings file {path} has a value that is not known: {detail}. See docs/reference/settings.md.",
    ),
    "A001": Message(
        "info",
        "There is no grammar model for “{language}”: names, roles and claims were read by rule only. "
        "`synoptic doctor` lists the languages that can be read in full.",
    ),
    "R001": Message(
        "error", "The stage {stage} needs {missing}, which no earlier stage makes. Change the order of the stages."
    ),
    "R002": Message(
        "error",
        "The stage {stage} failed on this: {detail}. The rest goes on without it; please report it with the file.",
    ),
    "R003": Message(
        "error", "No report could be read. See the messages above; `synoptic compare --help` has examples."
    ),
    "R004": Message(
        "error", "There is no comparison at {path}. Run `synoptic compare` first, or name one with --from."
    ),
    "R005": Message(
        "error", "{path} is not the JSON of a comparison: {detail}. Make it with `synoptic compare --json`."
    ),
    "R006": Message(
        "error", "Nothing in {path} has an id that begins with “{wanted}”. Ids are printed by `synoptic compare`."
    ),
    "R007": Message("error", "“{wanted}” fits several things: {ids}. Give more of the id."),
    "R008": Message("error", "There is no document “{wanted}”. Known: {known}."),
    "R009": Message("error", "“{wanted}” is not a day. Write it as 2022-11-04."),
    "R010": Message("error", "{path} could not be written: {detail}. Name a folder that you may write to."),
}


class SynopticError(Exception):
    """Any failure that ends a command; `code` names its message."""

    def __init__(self, code: str, **values: str) -> None:
        self.code = code
        super().__init__(f"[{code}] " + MESSAGES[code].words.format(**values))


class SettingsError(SynopticError):
    """The settings cannot be used."""


class PipelineError(SynopticError):
    """The stages cannot run in the order given."""


class IntakeError(SynopticError):
    """Nothing that could be read was given."""


class NotFoundError(SynopticError):
    """What was asked for is not there."""


def problem(code: str, subject: str, **values: str) -> Problem:
    """Return the coded problem with its subject and its message filled in."""
    message = MESSAGES[code]
    return Problem(code=code, severity=message.severity, subject=subject, message=message.words.format(**values))
