"""PDF: the text of a printed report, its lines joined to paragraphs."""

import io
import logging
import re
import statistics
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from synoptic.errors import problem
from synoptic.intake.pages import Page
from synoptic.intake.settings import IntakeSettings
from synoptic.news.problem import Problem
from synoptic.news.report import CarrierFields
from synoptic.run.stage import Made

# What pypdf raises on files that are broken in ways it does not expect.
FAULTS = (
    PyPdfError, ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError,
    ArithmeticError, OSError, MemoryError, NotImplementedError,
)  # fmt: skip
# Words under which the pages of a file are pictures: a scanned page has stray marks at most.
FEWEST_WORDS = 5
# A line this much shorter than its neighbours ends a paragraph, if it ends a sentence.
SHORT = 0.75
SENTENCE_END = re.compile(r"[.!?…:][»”\"')\]]*$")
HYPHEN = re.compile(r"(?<=\w)[-\u00ad\u2010]$")
# Running heads and page numbers stand on most pages of a file.
REPEATED = 3


def read_pdf(content: bytes, path: str, *, settings: IntakeSettings) -> Made[Page]:
    """Return the text of a PDF as one page, or the problem that it is locked, damaged or only pictures."""
    try:
        with _quiet():
            reader = PdfReader(io.BytesIO(content))
            if reader.is_encrypted and not reader.decrypt(""):
                return Made((), (problem("I129", path, path=path),))
            texts, problems = _texts(reader, path, settings)
            carrier = _carrier(reader)
    except FAULTS as fault:
        # What unlocks files is an extra library: without it every locked file is one that cannot be read.
        if type(fault).__name__ in ("DependencyError", "FileNotDecryptedError", "WrongPasswordError"):
            return Made((), (problem("I129", path, path=path),))
        return Made((), (problem("I131", path, path=path, detail=_detail(fault)),))
    text = "\n\n".join(filter(None, (_paragraphs(lines) for lines in _without_heads(texts))))
    if len(text.split()) < FEWEST_WORDS:
        return Made((), (*problems, problem("I130", path, path=path)))
    page = Page(path=path, form="text", content=text.encode("utf-8", "replace"), charset="utf-8", carrier=carrier)
    return Made((page,), tuple(problems))


def _texts(reader: PdfReader, path: str, settings: IntakeSettings) -> tuple[list[list[str]], list[Problem]]:
    """Return the lines of each page; a page that cannot be read is counted, and the others are read."""
    problems: list[Problem] = []
    count = len(reader.pages)
    if count > settings.most_pdf_pages:
        limit = f"{settings.most_pdf_pages:,}"
        problems.append(problem("I132", path, path=path, count=f"{count:,}", limit=limit))
    texts: list[list[str]] = []
    bad = held = 0
    for number in range(min(count, settings.most_pdf_pages)):
        try:
            text = reader.pages[number].extract_text()
        except FAULTS:
            bad += 1
            continue
        held += len(text)
        if held > settings.largest_file:
            break
        texts.append([" ".join(line.split()) for line in text.splitlines()])
    if bad:
        problems.append(problem("I133", path, path=path, count=str(bad)))
    return texts, problems


def _without_heads(texts: list[list[str]]) -> list[list[str]]:
    """Return the pages without the lines at their edges that other pages repeat, and without page numbers."""
    seen: dict[str, int] = {}
    for lines in texts:
        for line in {_plain(line) for line in _edges(lines)}:
            seen[line] = seen.get(line, 0) + 1
    kept = []
    for lines in texts:
        edges = _edges(lines)
        kept.append([one for one in lines if not (one in edges and one and _is_head(one, seen))])
    return kept


def _edges(lines: list[str]) -> list[str]:
    held = [line for line in lines if line]
    return [*held[:2], *held[-2:]]


def _is_head(line: str, seen: dict[str, int]) -> bool:
    return not re.search(r"[^\W\d]", line) or seen.get(_plain(line), 0) >= REPEATED


def _plain(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _paragraphs(lines: list[str]) -> str:
    """Return lines joined to paragraphs: a blank line, or a short line that ends a sentence, ends one."""
    usual = statistics.quantiles([len(line) for line in lines if line] or [0, 0], n=4)[2] if len(lines) > 1 else 0
    paragraphs: list[str] = []
    current = ""
    for line in [*lines, ""]:
        if not line:
            paragraphs.append(current)
            current = ""
            continue
        if HYPHEN.search(current):
            # A word that is parted at the end of a line goes on in small letters; a compound keeps its hyphen.
            current = HYPHEN.sub("", current) + line if line[:1].islower() else current + line
        else:
            current = f"{current} {line}" if current else line
        if SENTENCE_END.search(line) and len(line) < SHORT * usual:
            paragraphs.append(current)
            current = ""
    return "\n\n".join(one for one in paragraphs if one)


def _carrier(reader: PdfReader) -> CarrierFields:
    """Return what the file says of itself; titles that are file names of a word processor are left out."""
    said: Any = reader.metadata or {}
    title = _line(said.get("/Title"))
    if re.search(
        r"\.(?:docx?|indd|qxd|pdf|odt|rtf|txt)$|^(?:microsoft word|untitled|layout)", title, re.IGNORECASE
    ):
        title = ""
    # The day on which a file was made is that of saving or printing it, not of publication.
    return CarrierFields(title=title, byline=_line(said.get("/Author")))


def _line(words: Any) -> str:
    return " ".join(str(words or "").encode("utf-8", "replace").decode("utf-8").split())[:1_000]


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the notes of the PDF library from the reader's screen: what matters becomes a problem."""
    notes = logging.getLogger("pypdf")
    before = notes.level
    notes.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        notes.setLevel(before)


def _detail(fault: BaseException) -> str:
    return (" ".join(str(fault).split())[:150] or type(fault).__name__).rstrip(".")
