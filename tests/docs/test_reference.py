"""The reference is complete: every command, setting, message and public type is in it."""

import inspect
import re
from functools import cache
from pathlib import Path

import msgspec
import pytest
from docs.write_reference import pages

from synoptic.errors import MESSAGES
from synoptic.news import (
    annotation,
    capture,
    comparison,
    edition,
    outlet,
    problem,
    report,
    story,
    versions,
    watching,
)
from synoptic.run import stage

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
PUBLIC = sorted(
    {
        name
        for module in (
            *(annotation, capture, comparison, edition, outlet, problem, report, story, versions, watching),
            stage,
        )
        for name, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, msgspec.Struct) and kind.__module__ == module.__name__
    }
)


@cache
def _pages() -> dict[str, str]:
    return pages()


@cache
def _sources() -> str:
    held = (ROOT / "src").rglob("*.py")
    return "\n".join(p.read_text(encoding="utf-8") for p in held if not p.name.endswith("messages.py"))


@pytest.mark.parametrize("path", sorted(_pages()))
def test_made_pages_are_up_to_date(path):
    """What is written is what the program says of itself now (run `python -m docs.write_reference`)."""
    assert (ROOT / path).read_text(encoding="utf-8") == _pages()[path]


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_type_is_in_the_glossary(name):
    """A record that users meet is explained in the one list of words."""
    assert f"`{name}`" in GLOSSARY


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_every_message_is_used(code):
    """No message is left whose cause is gone."""
    assert f'"{code}"' in _sources()


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_every_message_is_a_sentence_that_goes_on(code):
    """A message says what is so, and what to do or what follows."""
    words = MESSAGES[code].words
    assert words[0].isupper() or words[0] in "{“"
    assert words.endswith(".")


@pytest.mark.parametrize(
    "page",
    [*sorted(ROOT.glob("docs/**/*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"],
    ids=lambda p: p.stem,
)
def test_links_between_pages_lead_somewhere(page):
    """Each relative link of the documentation has its file."""
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_each_package_says_what_enters_and_what_leaves():
    """A newcomer who opens a folder finds a README there."""
    packages = [p.parent for p in (ROOT / "src" / "synoptic").glob("*/__init__.py")]
    assert [p.name for p in packages if not (p / "README.md").exists()] == []
