"""The comparison as web pages: one self-contained page a story, and an index of them."""

import base64
import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from synoptic.news.comparison import Comparison
from synoptic.news.edition import BriefSentence
from synoptic.news.report import Interval
from synoptic.publish.citation_text import citation_text
from synoptic.publish.data import ComparisonDocument
from synoptic.publish.excerpts import quoted
from synoptic.publish.languages import direction
from synoptic.publish.lines import shortened, told
from synoptic.publish.names import (
    counted,
    dated,
    outlet_names,
    plain_number,
    plain_time,
    story_counts,
    subject_names,
)
from synoptic.publish.story_exports import story_exports
from synoptic.publish.story_view import story_view

_WEB_LINK = re.compile(r"https?://[^\s\"'<>]+\Z")


def write_site(document: ComparisonDocument, folder: Path) -> Path:
    """Write a page a story and an index into a folder, made if it is not there; return the index."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = environment()
    names = file_names(document.stories)
    for story in document.stories:
        made = story_exports(document, story)
        stem = names[story.id].removesuffix(".html")
        (folder / "exports").mkdir(exist_ok=True)
        for export in made:
            (folder / "exports" / f"{stem}{export.ending}").write_bytes(export.content)
        links = [(export.title, f"exports/{stem}{export.ending}") for export in made]
        text = story_page(document, story, pages=pages, exports=links)
        (folder / names[story.id]).write_text(text, encoding="utf-8", newline="\n")
    rows = [
        {"story": story, "file": names[story.id], "counts": story_counts(story, document.reports)}
        for story in document.stories
    ]
    index = folder / "index.html"
    text = pages.get_template("index.html").render(
        document=document,
        rows=rows,
        outlets=outlet_names(document.reports),
        subjects=subject_names(document.reports, document.stories),
    )
    index.write_text(text, encoding="utf-8", newline="\n")
    return index


def story_page(
    document: ComparisonDocument,
    story: Comparison,
    *,
    pages: Environment | None = None,
    exports: Sequence[tuple[str, str]] = (),
    **more: object,
) -> str:
    """Return a story's page; `exports` are titles and addresses, `more` is for whoever serves it (`assets`)."""
    template = (pages or _shared_environment()).get_template("story.html")
    return template.render(
        document=document,
        view=story_view(document, story),
        exports=exports,
        next_id=count(1).__next__,
        cite_as=citation_text(story, document.reports, made_by=f"synoptic {document.made_by.synoptic}"),
        **more,
    )


def file_names(stories: tuple[Comparison, ...]) -> dict[str, str]:
    """Return a file name for each story: words of its headline and the start of its id, always distinct."""
    return {story.id: f"{_slug(story.headline)}-{story.id.partition(':')[2]}.html" for story in stories}


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:8])[:60].strip("-") or "story"


def environment() -> Environment:
    """Return what the templates need: filters, style and script, and the policy that lets only these run."""
    environment = Environment(
        loader=PackageLoader("synoptic.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = _asset("page.css"), _asset("page.js")
    environment.globals.update(
        style=Markup(style),
        script=Markup(script),
        # Whatever a stranger's text holds, only our own style and script run, and nothing is fetched.
        policy=f"default-src 'none'; img-src data:; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'",
    )
    environment.tests["contains"] = lambda held, wanted: wanted in held
    environment.filters.update(
        time=plain_time,
        number=plain_number,
        counted=counted,
        web_link=_web_link,
        tidy=_tidy,
        quoted=quoted,
        short=shortened,
        dated=dated,
        day=_day,
        as_sentence=_as_sentence,
        direction=direction,
        tongue=_tongue,
        told=told,
        anchor=_anchor,
        plain_brief=_plain_brief,
    )
    return environment


@cache
def _shared_environment() -> Environment:
    # Compiling the templates takes longer than filling them in.
    return environment()


def _asset(name: str) -> str:
    return "\n" + files("synoptic.publish").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _web_link(address: str) -> str:
    """Return an address that may be linked, empty if it is not one of the web (javascript:, data:, file:)."""
    return address if _WEB_LINK.match(address) else ""


def _day(day: str) -> str:
    return plain_time(Interval(earliest=day, latest=day))


def _tongue(language: str) -> Markup:
    """Return the attributes of words of a language; the page itself is in English."""
    lang = Markup(' lang="{}"').format(language) if language not in ("", "en") else Markup("")
    return Markup(' dir="{}"').format(direction(language)) + lang


def _as_sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('. ')}."


def _tidy(words: str) -> str:
    return " ".join(words.split())


def _anchor(wanted: str) -> str:
    """Return an id of ours as the id of an element."""
    return wanted.replace(":", "-")


def _plain_brief(sentences: tuple[BriefSentence, ...]) -> Any:
    return " ".join(sentence.text for sentence in sentences)
