"""The structured data of a web page: its JSON-LD records, and which of them describes the page's own report."""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_ARTICLE = re.compile(r"Article|Posting|Report")
# Records that say when a page was published where none describes its article.
_PAGE = re.compile(r"^(?:WebPage|ItemPage|CreativeWork|Review)$")
# Some sites wrap JSON in the comments that once hid scripts from old browsers.
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$", re.DOTALL
)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_DEEPEST = 4

Record = dict[str, Any]


def records_of(tree: Any) -> list[Record]:
    """Return all records of a page's JSON-LD, in its order."""
    found: list[Record] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").lower().startswith("application/ld+json"):
            found += _records(_read(script.text_content()), 0)
    return found


def own_article(records: Sequence[Record], titles: Sequence[str], address: str) -> Record:
    """Return the record of the page's own report: by its headline or its address, else the first article."""
    articles = [record for record in records if is_of_type(record, _ARTICLE)]
    wanted = {_folded(title) for title in titles} - {""}

    def fit(record: Record) -> int:
        headline = _folded(text_of(record.get("headline")) or text_of(record.get("name")))
        named = any(headline and (headline in title or title in headline) for title in wanted)
        return int(named) + int(bool(address) and address in _addresses(record))

    return max(articles, key=fit, default={})


def page_records(records: Sequence[Record]) -> Iterator[Record]:
    """Yield the records that describe the page as a whole and not its article."""
    for record in records:
        if is_of_type(record, _PAGE):
            yield record


def is_of_type(record: Mapping[str, Any], kind: re.Pattern[str]) -> bool:
    """Return whether one of a record's types matches."""
    held = record.get("@type", "")
    return any(kind.search(str(one)) for one in (held if isinstance(held, list) else [held]))


def by_id(records: Sequence[Record]) -> dict[str, Record]:
    """Return the records that others refer to."""
    return {str(record["@id"]): record for record in records if "@id" in record and "name" in record}


def text_of(value: Any) -> str:
    """Return a value as one line of text; '' for what is none."""
    if isinstance(value, list) and value:
        return text_of(value[0])
    # Some sites escape what they put into JSON once more.
    return " ".join(html.unescape(value).split()) if isinstance(value, str) else ""


def lines_of_text(value: Any) -> str:
    """Return a text with its paragraphs one a line."""
    lines = value.splitlines() if isinstance(value, str) else ()
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def _read(script: str) -> Any:
    bare = _WRAPPING.sub("", _WRAPPING.sub("", script))
    for written in (script, bare, _TRAILING_COMMA.sub("", bare)):
        try:
            return json.loads(written, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _records(held: Any, depth: int) -> Iterator[Record]:
    if depth > _DEEPEST:
        return
    if isinstance(held, dict):
        yield held
        for part in (held.get("@graph"), held.get("mainEntity"), held.get("mainEntityOfPage")):
            yield from _records(part, depth + 1)
    elif isinstance(held, list):
        for part in held[:200]:
            yield from _records(part, depth + 1)


def _addresses(record: Record) -> set[str]:
    page = record.get("mainEntityOfPage")
    held = [record.get("url"), record.get("@id"), page.get("@id") if isinstance(page, dict) else page]
    return {one for one in held if isinstance(one, str)}


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
