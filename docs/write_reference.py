"""Writes the reference pages from the program itself, so that they cannot say something else.

    python -m docs.write_reference

Makes docs/reference/*.md, docs/accuracy.md, docs/method.md and examples/synoptic.toml; a test fails while they
are out of date.
"""

import inspect
import io
import json
import re
import textwrap
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec
import typer.main

import synoptic
from docs.method_pages import accuracy_page, method_page
from docs.outlet_pages import outlets_page
from synoptic import api
from synoptic.cli import app
from synoptic.errors import MESSAGES
from synoptic.publish.data import CONTRACT_VERSION, DOCUMENTS, schema
from synoptic.run.pipeline import STAGES
from synoptic.run.settings import Settings

ROOT = Path(__file__).parents[1]
_SEVERITY = {"info": "for information", "warning": "a warning", "error": "an error"}
_LETTERS = {
    "I": "Intake",
    "C": "Clean",
    "A": "Annotate",
    "L": "Lineage",
    "G": "Group",
    "X": "Compare",
    "W": "Write",
    "P": "Publish",
    "S": "Settings",
    "R": "Run",
    "D": "Desk",
    "V": "Web",
}


def pages() -> dict[str, str]:
    """Return every page that is made, by its path in the project."""
    return {
        "docs/reference/settings.md": settings_page(),
        "docs/reference/messages.md": messages_page(),
        "docs/reference/commands.md": commands_page(),
        "docs/reference/json.md": contract_page(),
        "docs/reference/stages.md": stages_page(),
        "docs/reference/outlets.md": outlets_page(),
        "docs/reference/python.md": python_page(),
        "docs/accuracy.md": accuracy_page(),
        "docs/method.md": method_page(),
        "examples/synoptic.toml": settings_file(),
    }


def reasons(kind: type) -> dict[str, str]:
    """Return the comment that stands above (or behind) each field of a settings record in its source."""
    found: dict[str, str] = {}
    above: list[str] = []
    for line in inspect.getsource(kind).splitlines():
        code = line.strip()
        if code.startswith("#"):
            above.append(code.lstrip("# "))
        elif ":" in code and "=" in code and not code.startswith(("class", '"""')):
            name = code.split(":")[0].strip()
            found[name] = " ".join([*above, *_behind(code)])
            above = []
        else:
            above = []
    return found


def _behind(code: str) -> Iterator[str]:
    try:
        for token in tokenize.generate_tokens(io.StringIO(code + "\n").readline):
            if token.type == tokenize.COMMENT:
                yield token.string.lstrip("# ")
    except tokenize.TokenError:
        return


def sections() -> Iterator[tuple[str, type, Any]]:
    """Yield each section of the settings with its record type and its defaults; inner ones with a dotted name."""
    yield from _sections("", Settings())


def _sections(above: str, record: Any) -> Iterator[tuple[str, type, Any]]:
    for name in record.__struct_fields__:
        section = getattr(record, name)
        if isinstance(section, msgspec.Struct):
            yield above + name, type(section), section
            yield from _sections(f"{above}{name}.", section)


def _plain_fields(section: Any) -> list[str]:
    """Return the fields of a section that are values, not sections of their own."""
    names = section.__struct_fields__
    return [name for name in names if not isinstance(getattr(section, name), msgspec.Struct)]


def settings_page() -> str:
    """Return the reference of every setting."""
    lines = [
        "# Settings",
        "",
        "One TOML file, given with `--settings FILE`. Every key is optional; a key that is not known is refused",
        "by name (S003). [`examples/synoptic.toml`](../../examples/synoptic.toml) holds them all with their",
        "defaults. A reason that is missing stands with the key above it.",
        "",
    ]
    for name, kind, section in sections():
        lines += [f"## `[{name}]`", "", (inspect.getdoc(kind) or "").strip(), ""]
        told = reasons(kind)
        fields = _plain_fields(section)
        if not fields:
            lines += ["No settings yet.", ""]
            continue
        lines += ["| key | default | why |", "|---|---|---|"]
        for field in fields:
            value = json.dumps(msgspec.to_builtins(getattr(section, field)), ensure_ascii=False)
            why = told.get(field, "").replace("|", "\\|")
            lines.append(f"| `{field}` | `{value}` | {why} |")
        lines.append("")
    return "\n".join(lines)


def settings_file() -> str:
    """Return the commented settings file that holds every default."""
    lines = ["# Every setting of synoptic with its default. Keep what you change; unknown keys are refused.", ""]
    for name, kind, section in sections():
        told = reasons(kind)
        fields = _plain_fields(section)
        plain = [f for f in fields if not isinstance(getattr(section, f), dict)]
        lines.append(f"[{name}]")
        for field in plain:
            lines += _comment(told.get(field, ""))
            lines.append(f"{field} = {_toml(getattr(section, field))}")
        for field in (f for f in fields if f not in plain):
            lines += ["", f"[{name}.{field}]", *_comment(told.get(field, ""))]
            lines += [f"{key} = {_toml(value)}" for key, value in getattr(section, field).items()]
        lines.append("")
    return "\n".join(lines)


def _comment(words: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(words, 100)]


def _toml(value: Any) -> str:
    """Return a plain value as TOML; JSON's strings, numbers, booleans and flat lists are TOML too."""
    return json.dumps(msgspec.to_builtins(value), ensure_ascii=False)


def messages_page() -> str:
    """Return the reference of every coded message."""
    lines = [
        "# Messages",
        "",
        "Every problem has a code, a subject and words that say what to do next. The exit code",
    ]
    lines += [
        "is 0 with none (or only information), 1 with warnings or errors beside a result, 2 without a result.",
        "",
    ]
    for letter, name in _LETTERS.items():
        codes = sorted(code for code in MESSAGES if code.startswith(letter))
        if codes:
            lines += [f"## {name}", ""]
        for code in codes:
            lines += [f"**{code}**, {_SEVERITY[MESSAGES[code].severity]}. {MESSAGES[code].words}", ""]
    return "\n".join(lines)


def commands_page() -> str:
    """Return the reference of every command with its options."""
    lines = ["# Commands", "", "Each command has `--help` with examples.", ""]
    for name, command in getattr(typer.main.get_command(app), "commands", {}).items():
        lines += _command_lines(f"synoptic {name}", command)
    return "\n".join(lines)


def _command_lines(name: str, command: Any) -> Iterator[str]:
    """Yield a command with its options, and after it the commands that it has below it."""
    context = click.Context(command, info_name=name)
    yield from (f"## `{name}`", "", _commands_shown(inspect.cleandoc(command.help or "")), "")
    rows = [p.get_help_record(context) for p in command.params if p.param_type_name == "option"]
    options = [(names, told) for record in rows if record for names, told in [record]]
    if options:
        yield from ("| option | |", "|---|---|")
        yield from (f"| `{names}` | {' '.join(told.split())} |" for names, told in options)
        yield ""
    for below, one in getattr(command, "commands", {}).items():
        yield from _command_lines(f"{name} {below}", one)


def _commands_shown(told: str) -> str:
    """Return a command's help with its examples as a block that can be copied."""
    examples = re.findall(r"^- `([^`]+)`$", told, flags=re.MULTILINE)
    plain = told.partition("**Examples**")[0].strip()
    return "\n".join([plain, "", "```", *examples, "```"]) if examples else plain


def contract_page() -> str:
    """Return the reference of the public JSON: every record with its fields and their types."""
    lines = ["# The JSON contract", "", f"Version {CONTRACT_VERSION}. `synoptic schema` prints the JSON Schema."]
    lines += ["Offsets are code points into the report's `text`, and `text[start:end] == words` everywhere.", ""]
    records: dict[str, Any] = {}
    for document in DOCUMENTS:
        made = schema(document)
        whole = made["$ref"].rsplit("/", 1)[-1]
        lines += [f"`synoptic schema {document}` describes the document [{whole}](#{whole.lower()})."]
        records |= made["$defs"]
    documents = [kind.__name__ for kind in DOCUMENTS.values()]
    lines += [""]
    for name in sorted(records, key=lambda name: (name not in documents, name)):
        told = inspect.cleandoc(records[name].get("description", "")).splitlines()
        lines += [f"## {name}", "", *told, "", "| name | |", "|---|---|"]
        lines += [f"| `{field}` | {_type(kind)} |" for field, kind in records[name].get("properties", {}).items()]
        lines += [""]
    return "\n".join(lines)


def _type(kind: dict[str, Any]) -> str:
    """Return a type of a JSON Schema in words."""
    if "$ref" in kind:
        return kind["$ref"].rsplit("/", 1)[-1]
    if "anyOf" in kind:
        return " or ".join(_type(one) for one in kind["anyOf"])
    if "enum" in kind:
        return ", ".join(f"`{value}`" if value else "empty" for value in kind["enum"])
    if kind.get("type") == "array":
        return f"list of {_type(kind.get('items', {}))}"
    if kind.get("type") == "object":
        return f"{_type(kind.get('additionalProperties') or {})} by name"
    return str(kind.get("type", "anything"))


def stages_page() -> str:
    """Return the reference of the stages in their order."""
    lines = ["# Stages", "", "In the order in which they run (`run/pipeline.py`).", ""]
    lines += ["| stage | version | sees | needs | makes |", "|---|---|---|---|---|"]
    for stage in STAGES:
        needs = ", ".join(kind.__name__ for kind in stage.requires)
        makes = ", ".join(kind.__name__ for kind in stage.makes)
        lines.append(f"| {stage.name} | {stage.version} | {stage.subject.__name__} | {needs} | {makes} |")
    return "\n".join([*lines, ""])


def python_page() -> str:
    """Return the reference of the functions that other programs call."""
    lines = ["# From Python", "", (inspect.getdoc(synoptic) or "").partition("\n\n")[2], ""]
    for name in sorted(synoptic.__all__, key=lambda name: (inspect.isclass(getattr(api, name)), name)):
        thing = getattr(api, name)
        methods = [thing] if not inspect.isclass(thing) else [thing, thing.compare_paths, thing.read_paths]
        for one in methods:
            called = name if one is thing else f"{name}.{one.__name__}"
            lines += [
                f"## `synoptic.{called}{_signature(one)}`",
                "",
                *(inspect.getdoc(one) or "").splitlines(),
                "",
            ]
    lines += ["The records that they return are those of [the JSON](json.md); each has `.to_dict()`.", ""]
    return "\n".join(lines)


def _signature(thing: Any) -> str:
    """Return how something is called, types without their modules."""
    plain = re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Z])", "", str(inspect.signature(thing)))
    plain = re.sub(r"<function (\w+) at 0x[0-9a-f]+>", r"\1", plain)
    return re.sub(r"\(self, ?", "(", plain).replace("'", "").removesuffix(" -> None")


def main() -> None:
    """Write every page."""
    for path, text in pages().items():
        (ROOT / path).write_text(text, encoding="utf-8", newline="\n")
        print(path)


if __name__ == "__main__":
    main()
