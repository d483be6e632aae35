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
    "I001": Message("error", "{path} does not exist. Check the spelling, or name the folder that it is in."),
    "I002": Message("error", "{path} may not be read. Give yourself the right to read it, or leave it out."),
    "I003": Message(
        "error",
        "{path} is too large ({size}; at most {limit} are read). Split it, or raise `largest_file`.",
    ),
    "I004": Message("warning", "{path} is empty. Save the page again, or leave it out."),
    "I005": Message("warning", "{path} holds nothing but white space. Save the page again, or leave it out."),
    "I006": Message(
        "error", "{path} is named as JSON but is not text. Export the records as UTF-8 JSON Lines and try again."
    ),
    "I007": Message(
        "warning",
        "There is no report in the folder {path}. Reports are .txt, .md, .html, .eml, .jsonl and .json files.",
    ),
    "I008": Message("warning", "{path} is a link that leads nowhere or back to itself. Mend or remove the link."),
    "I009": Message(
        "info", "{path} was passed over: files of its kind are not reports. Name the file itself to have it tried."
    ),
    "I010": Message(
        "warning", "Line {line} of {path} is not JSON: {detail}. Mend that line; the others were read."
    ),
    "I011": Message("warning", "{count} more lines of {path} are not JSON. Mend or export the file again."),
    "I012": Message("error", "{path} is not JSON: {detail}. Mend it, or save the page as .html or .txt."),
    "I013": Message(
        "warning",
        "The record {place} has no text (it has: {found}). Name the field of the report “text”.",
    ),
    "I014": Message(
        "error", "No report could be read from the mail {path}: {detail}. Save its text as .txt or .html."
    ),
    "I015": Message(
        "info", "The attachments of {path} were left out: {names}. Save one as a file to have it read."
    ),
    "I016": Message("info", "{path} is the same report as {first}; it was read once. Nothing needs to be done."),
    "I017": Message(
        "error", "{path} is a damaged gzip file, or unpacks to more than {limit}. Unpack it and give the files."
    ),
    "C101": Message("error", "{path} is a {kind}, not text. Save it as .txt or .html and try again."),
    "C102": Message(
        "info",
        "{path} does not state its encoding; it was read as {charset}. If letters look wrong, save it as UTF-8.",
    ),
    "C103": Message(
        "warning",
        "Some bytes of {path} are not text in {charset} and are shown as “\ufffd”. Save the page again.",
    ),
    "C001": Message("warning", "{subject} holds no text that could be read. Save the page again as HTML or text."),
    "C002": Message(
        "warning",
        "No paragraph of a report was found in {subject}; nothing of it is compared. See it with `synoptic read`.",
    ),
    "A001": Message(
        "info",
        "There is no grammar model for “{language}”: names, roles and claims were read by rule only. "
        "`synoptic doctor` lists the languages that can be read in full.",
    ),
    "A020": Message(
        "warning",
        "A quotation mark at character {offset} is never closed (“{words}…”): nothing is taken for quoted there.",
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
    "R011": Message(
        "error", "Something unforeseen went wrong: {detail}. Please report it with the command and the files."
    ),
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
    words = message.words.format(**{"subject": subject, **values})
    return Problem(code=code, severity=message.severity, subject=subject, message=words)
