"""Embedded posts as quotes: the post's words by the owner of the handle, and whom the post itself quotes."""

import re

from synoptic.annotate.quote_marks import find_marked
from synoptic.annotate.quote_parts import Found
from synoptic.annotate.quote_references import Speaker
from synoptic.annotate.speakers import Names
from synoptic.news.annotation import Reading
from synoptic.news.report import Block

SIGNATURE = re.compile(r"\s*[—–-]+\s*(?P<name>[^\n—(]+?)\s*\(\s*(?P<handle>@\w+)\s*\)[^\n]*\s*\Z")
LINK = re.compile(r"\s*(?:https?://|pic\.twitter\.com/|t\.co/)\S+|\s*\[?https?://\S+")
# A speaker named after the words ("…”: President @handle") or before them ("Handle: “…").
NAMED_AFTER = re.compile(r"[\s]*[:,–—-]+\s*(?P<name>[^\n.!?:]{2,80}?)\s*(?:[.!?\n]|\Z)")
NAMED_BEFORE = re.compile(r"(?:^|[\n.!?])\s*(?P<name>[^\n.!?:“\"«]{2,80}?)\s*:\s*\Z")
# A post inside a paragraph, as text extractors leave it: "words — Name (@handle) March 4, 2031".
SIGNED = re.compile(
    r"\s*[—–-]+\s*(?P<name>[^\n—–(]{2,60}?)\s*\((?P<handle>@\w+)\),?\s*"
    r"(?:[^\W\d]+\.? \d{1,2},? \d{4}|\d{1,2}\.? (?:de )?[^\W\d]+\.? (?:de )?\d{4})"
)
HANDLE = re.compile(r"@\w+")
LEAST_INNER_WORDS = 4


def find_post_quotes(reading: Reading, block: Block, names: Names) -> list[Found]:
    """Return a post as a quote by its author, and the words it quotes as a quote by whom it names."""
    text = reading.report.text
    end = block.end
    signature = SIGNATURE.search(text, block.start, block.end)
    author = block.handle
    name_span: tuple[int, int] | None = None
    if signature is not None:
        end = signature.start()
        author = _clean(signature["name"]) or author
        name_span = (signature.start("name"), signature.start("name") + len(signature["name"].rstrip()))
    elif not block.handle:
        return []
    start, end = _without_links(text, block.start, end)
    if not re.search(r"\w", text[start:end]):
        return []
    speaker = _author(names, author, name_span)
    language = block.language or reading.report.language
    made = [Found(kind="direct", span=(start, end), speaker=speaker, language=language, block="post")]
    return made + _inner(reading, block, (start, end), speaker)


def find_signed_posts(reading: Reading, block: Block, names: Names) -> list[Found]:
    """Return the posts that a paragraph holds, each ended by its author's name, handle and date."""
    text = reading.report.text
    made: list[Found] = []
    begin = block.start
    for signature in SIGNED.finditer(text, block.start, block.end):
        start, end = _without_links(text, begin, signature.start())
        begin = signature.end()
        if not re.search(r"\w", text[start:end]):
            continue
        place = signature.start("name")
        speaker = _author(names, _clean(signature["name"]), (place, signature.end("name")))
        language = block.language or reading.report.language
        made.append(Found(kind="direct", span=(start, end), speaker=speaker, language=language, block=block.kind))
    return made


def _inner(reading: Reading, block: Block, span: tuple[int, int], author: Speaker) -> list[Found]:
    text = reading.report.text
    marked, _ = find_marked(text, [block], block.language or reading.report.language)
    made: list[Found] = []
    for marks in marked:
        if marks.depth or len(text[marks.start : marks.end].split()) < LEAST_INNER_WORDS:
            continue
        after = NAMED_AFTER.match(text, marks.outer_end, max(span[1], marks.outer_end))
        before = NAMED_BEFORE.search(text, block.start, marks.outer_start)
        named = after or before
        if named is None:
            continue
        handle = HANDLE.search(named["name"])
        owner = _owner(reading, handle.group()) if handle else ""
        place = named.start("name")
        speaker = Speaker(name=owner or named["name"], span=(place, place + len(named["name"])))
        made.append(
            Found(
                kind="direct",
                span=(marks.start, marks.end),
                speaker=speaker,
                chain=(author.name,),
                language=block.language or reading.report.language,
                block="post",
            )
        )
    return made


def _owner(reading: Reading, handle: str) -> str:
    """Return the name that another post of the report gives for a handle, or that the report's names spell."""
    text = reading.report.text
    for block in reading.report.blocks_of("post"):
        signature = SIGNATURE.search(text, block.start, block.end)
        if signature is not None and signature["handle"].lower() == handle.lower():
            return _clean(signature["name"])
    letters = handle.lstrip("@_").lower()
    for entity in reading.entities:
        parts = entity.name.lower().split()
        if entity.kind == "person" and len(parts) > 1 and letters in ("".join(parts), "".join(parts[::-1])):
            return entity.name
    return ""


def _author(names: Names, author: str, span: tuple[int, int] | None) -> Speaker:
    known = names.speaker(span) if span else None
    if known is not None and known.entity:
        return known
    return Speaker(name=author, span=span)


def _clean(name: str) -> str:
    """Return a display name without emoji and flags."""
    return " ".join(re.sub(r"[^\w\s.'’&\-]", " ", name).split())


def _without_links(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while True:
        link = next(iter([*LINK.finditer(text, start, end)][::-1]), None)
        if link is None or text[link.end() : end].strip():
            break
        end = link.start()
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
