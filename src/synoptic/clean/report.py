"""From a raw page to a report: its final text, typed blocks, masthead, repairs and the way back to the bytes."""

from typing import NamedTuple

import msgspec

from synoptic.clean.blocks import type_lines
from synoptic.clean.body import main_text
from synoptic.clean.encoding import decode, decoding_problem
from synoptic.clean.entities import unescaped
from synoptic.clean.language import base_code, find_language
from synoptic.clean.lines import Line, lines_of
from synoptic.clean.masthead import (
    Masthead,
    dateline_of,
    joined,
    of_address,
    of_carrier,
    of_dateline,
    of_name_line,
    of_text,
)
from synoptic.clean.metadata import read_metadata
from synoptic.clean.mojibake import Repaired, repair
from synoptic.clean.offsets import Offsets, identity
from synoptic.clean.page import Found, read_page
from synoptic.clean.settings import CleanSettings
from synoptic.clean.sheet import Typed
from synoptic.clean.tree import parse
from synoptic.errors import problem
from synoptic.news.ids import digest_of, report_id
from synoptic.news.problem import Problem
from synoptic.news.report import Block, RawReport, Report
from synoptic.run.stage import Made, Tools


class _Typed(NamedTuple):
    """A repaired text with its paragraphs and its blocks."""

    mended: Repaired
    lines: list[Line]
    blocks: list[Typed]


class _Source(NamedTuple):
    """A page's text before repair, with its paragraphs and what its markup says."""

    text: str
    offsets: Offsets
    lines: tuple[Line, ...]
    masthead: Masthead
    extractor: str
    titles: tuple[str, ...] = ()


def clean_page(raw: RawReport, *, settings: CleanSettings, tools: Tools) -> Made[Report]:
    """Return the report of a raw page; nothing but a problem where the page holds no text."""
    decoded = decode(raw.content, charset=raw.charset, is_html=raw.form == "html")
    problems = [p for p in [decoding_problem(decoded, raw.path, raw.content)] if p is not None]
    if not decoded.text.strip():
        # A file that is no text has been called so; only an empty one needs the word.
        return Made((), tuple(problems) if decoded.trouble == "binary" else (*problems, problem("C001", raw.path)))
    source = _html(decoded.text) if raw.form == "html" else _plain(decoded.text)
    declared = base_code(raw.carrier.language) or base_code(source.masthead.language)
    mended = repair(source.text, declared)
    lines = _moved(source.lines, mended) if source.lines else lines_of(mended.text)
    headline = raw.carrier.title or source.masthead.headline
    titles = [repair(title, declared).text for title in (headline, *source.titles)]
    typed = type_lines(mended.text, lines, titles=titles)
    report = _report(raw, source, _Typed(mended, lines, typed), tools)
    to_raw = mended.offsets.through(source.offsets).through(decoded.raw_offsets)
    report = _with(report, charset=decoded.charset, source_map=to_raw.ranges)
    return Made((report,), (*problems, *_problems(report, raw.path)))


def _plain(text: str) -> _Source:
    return _Source(text=text, offsets=identity(len(text)), lines=(), masthead=Masthead(), extractor="lines")


def _html(text: str) -> _Source:
    source, references = unescaped(text)
    tree = parse(source)
    if tree is None:
        return _plain(text)
    metadata = read_metadata(tree)
    extracted, extractor = main_text(source)
    page = read_page(source, tree, Found(extracted, metadata.body, metadata.masthead.headline))
    offsets = page.offsets.through(references)
    return _Source(page.text, offsets, page.lines, metadata.masthead, extractor or "markup", metadata.titles)


def _moved(lines: tuple[Line, ...], mended: Repaired) -> list[Line]:
    """Return the paragraphs at the places where they stand after the repairs."""
    moved, shift, done = [], 0, 0
    repairs = mended.repairs
    for line in lines:
        while done < len(repairs) and repairs[done].start < line.start + shift:
            shift += len(repairs[done].after) - len(repairs[done].before)
            done += 1
        start = line.start + shift
        while done < len(repairs) and repairs[done].start < line.end + shift:
            shift += len(repairs[done].after) - len(repairs[done].before)
            done += 1
        end = line.end + shift
        words = mended.text[start:end]
        lead, trail = len(words) - len(words.lstrip()), len(words) - len(words.rstrip())
        if words.strip():
            place = {"start": start + lead, "end": end - trail, "words": words.strip()}
            moved.append(msgspec.structs.replace(line, **place))
    return moved


def _report(raw: RawReport, source: _Source, made: _Typed, tools: Tools) -> Report:
    text, typed, lines = made.mended.text, made.blocks, made.lines
    opening = next((text[b.start : b.end] for b in typed if b.kind == "body"), "")
    printed = (of_text(text, typed), of_name_line(text, typed, lines), of_dateline(opening))
    masthead = joined((of_carrier(raw), source.masthead, *printed, of_address(raw.carrier.url)))
    made_id = report_id(raw.content, raw.form, raw.carrier)
    body = "\n".join(text[b.start : b.end] for b in typed if b.kind == "body") or text
    language = find_language(body, tools, masthead.language)
    blocks = tuple(_block(made_id, text, block, language, tools) for block in typed)
    return Report(
        id=made_id,
        path=raw.path,
        text=text,
        outlet=repair(masthead.outlet, language).text,
        url=masthead.url,
        headline=repair(masthead.headline, language).text,
        standfirst=repair(masthead.standfirst, language).text,
        byline=repair(masthead.byline, language).text,
        authors=tuple(repair(author, language).text for author in masthead.authors),
        dateline=dateline_of(opening),
        language=language,
        published=masthead.published,
        modified=masthead.modified,
        blocks=blocks,
        repairs=made.mended.repairs,
        extractor=source.extractor,
        digest=digest_of(raw.content),
        usage=masthead.usage,
    )


def _block(owner: str, text: str, typed: Typed, language: str, tools: Tools) -> Block:
    own = find_language(text[typed.start : typed.end], tools, language) if typed.kind == "post" else ""
    return Block(
        report=owner,
        start=typed.start,
        end=typed.end,
        kind=typed.kind,
        handle=typed.handle,
        posted=typed.posted,
        language=own,
        credit=typed.credit,
        reason=typed.reason,
    )


def _with(report: Report, **changes: object) -> Report:
    return msgspec.structs.replace(report, **changes)


def _problems(report: Report, path: str) -> list[Problem]:
    if not report.blocks_of("body", "standfirst"):
        return [problem("C002", path)]
    return []
