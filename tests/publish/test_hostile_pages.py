"""A thousand payloads in every field that strangers fill: none is live on the page."""

import random
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import msgspec
import pytest
from lxml import html

from synoptic.news.report import Report
from synoptic.publish.data import ComparisonDocument
from synoptic.publish.site import story_page
from tests.publish.sample import document, reports, story
from tests.publish.test_site import bare_story
from tests.publish.test_site import story_page as written_page

PAYLOADS, A_PAGE = 1000, 50
_CALL = "window.alive=1"
_PIECES = (
    f"<script>{_CALL}</script>",
    f"<img src=x onerror={_CALL}>",
    f"<svg/onload={_CALL}>",
    f"<svg><style><img src=x onerror={_CALL}></style></svg>",
    f"<a href='javascript:{_CALL}'>x</a>",
    f'" onmouseover="{_CALL}" x="',
    f"' onfocus={_CALL} autofocus tabindex=1 '",
    "<style>*{display:none}</style>",
    '" style="position:fixed;inset:0',
    f"<iframe srcdoc='&lt;script&gt;{_CALL}&lt;/script&gt;'>",
    f"<details open ontoggle={_CALL}>",
    f"</script><script>{_CALL}</script>",
    "</style><link rel=stylesheet href=//evil.example/x.css>",
    "</title></head><body><base href=//evil.example/>",
    "<!--><meta http-equiv=refresh content='0;url=//evil.example'>",
    "<form action=//evil.example><input name=q autofocus>",
    f"<math><mtext></table><mglyph><style><!--</style><img onerror={_CALL} src>",
    f"javascript:{_CALL}",
    f"JaVaScRiPt&colon;{_CALL}",
    "data:text/html,<script>window.alive=1</script>",
    "vbscript:x",
    f"https://evil.example/' onclick='{_CALL}",
    "{{ 7*7 }}{% raw %}",
    "${alert(1)}",
    "\u202e\u2066txet\u2069",
    "\x00\x0b\ufeff",
    "﷽" * 40,
    "&lt;script&gt;&#x3C;img&#62;",
    "]]><![CDATA[",
    "`'\"><",
)
# Ids, numbers, days and words of a fixed list are ours: no stranger's text becomes one of them.
_OURS = frozenset((
    "id", "report", "entity", "lead", "left", "right", "original", "copy", "group", "groups", "origins", "members",
    "claims", "reports", "same_as", "references", "earliest", "latest", "certainty", "kind", "standing", "support",
    "relation", "role", "granularity", "form", "severity", "code", "rule", "format",
))  # fmt: skip


def payloads() -> list[str]:
    """Return a thousand payloads, the same each time: pieces joined, nested, cut and in other cases."""
    chance = random.Random(5)
    made = list(_PIECES)
    while len(made) < PAYLOADS:
        one, other = chance.choice(_PIECES), chance.choice(_PIECES)
        cut = chance.randrange(len(one) + 1)
        made.append(
            chance.choice(
                (
                    one + other,
                    one[:cut] + other + one[cut:],
                    one[cut:] + other,
                    one.upper() + other,
                    f"[{one}] {other}",
                )
            )
        )
    return made


def poisoned(record: Any, words: Iterator[str]) -> Any:
    """Return a record with a payload at the start of every text that comes from strangers."""
    if isinstance(record, Report):
        # As long as before, so that every span still points into it.
        text = "".join(next(words) for _ in range(20)) * (1 + len(record.text))
        record = msgspec.structs.replace(record, text=text[: len(record.text)], url=next(words))
        return poisoned_fields(record, words, _OURS | {"text", "url"})
    if isinstance(record, msgspec.Struct):
        return poisoned_fields(record, words, _OURS)
    if isinstance(record, tuple):
        return tuple(poisoned(part, words) for part in record)
    return next(words) + record if isinstance(record, str) else record


def poisoned_fields(record: Any, words: Iterator[str], ours: frozenset[str]) -> Any:
    """Return a record with every field but ours poisoned."""
    changed = {
        name: poisoned(value, words)
        for name in record.__struct_fields__
        if (value := getattr(record, name)) is not None
        and (name not in ours or (isinstance(value, tuple) and value and not isinstance(value[0], str)))
    }
    return msgspec.structs.replace(record, **changed)


def poisoned_document(words: Iterator[str]) -> ComparisonDocument:
    """Return the sample with payloads in its reports and its story."""
    whole = document()
    return msgspec.structs.replace(
        whole, reports=poisoned(whole.reports, words), stories=poisoned(whole.stories, words)
    )


def tags_and_attributes(tree: html.HtmlElement) -> tuple[set[str], set[str]]:
    """Return the names of all elements and of all attributes of a page."""
    elements = [e for e in tree.iter() if isinstance(e.tag, str)]
    return {e.tag for e in elements}, {name for e in elements for name in e.attrib}


@pytest.mark.parametrize("start", range(0, PAYLOADS, A_PAGE))
def test_no_payload_is_live_on_the_page(start):
    """Whatever stands in names, texts and addresses, the page has only our elements, attributes and links."""
    words = cycle(payloads()[start : start + A_PAGE])
    evil = poisoned_document(words)
    plain = html.fromstring(story_page(document(), story(), exports=[("JSON", "exports/x.json")]))
    tree = html.fromstring(
        story_page(evil, evil.stories[0], exports=[("JSON", "exports/x.json")]).replace("\x00", "")
    )
    tags, attributes = tags_and_attributes(tree)
    known_tags, known_attributes = tags_and_attributes(plain)
    assert tags <= known_tags | {"time", "i"}
    assert attributes <= known_attributes | {"title", "lang"}
    for name in ("script", "style", "meta", "title[not(ancestor::svg)]", "body", "form"):
        wanted = len(plain.xpath(f"//{name}"))
        assert len(tree.xpath(f"//{name}")) == wanted, name
    assert not tree.xpath("//@style | //*[starts-with(name(@*), 'on')] | //base | //iframe | //img | //link")
    for address in tree.xpath("//@href"):
        assert address.startswith(("#", "https://", "http://", "exports/x.json", "index.html")), address
    assert "49" not in tree.xpath("string(//h1)")


def test_every_payload_of_a_headline_is_shown_as_it_was_written(tmp_path):
    """Hostile words are not taken away: the reader sees what the report says."""
    for payload in payloads()[:40]:
        changed = msgspec.structs.replace(story(), headline=f"A {payload} Z", headline_citations=())
        shown = html.fromstring(story_page(document(), changed)).xpath("string(//h1)")
        if "\x00" not in payload and "\x0b" not in payload:
            assert shown.strip() == f"A {payload} Z"


def test_names_that_turn_the_direction_of_writing_turn_only_themselves(tmp_path: Path):
    """An override in an outlet's name or a place ends with the name, so that our own words stay readable."""
    turned = tuple(msgspec.structs.replace(r, outlet=f"\u202e{r.outlet}") for r in reports())
    tree = written_page(story(), tmp_path, turned)
    for text in tree.xpath("//main//text()[contains(., '\u202e')]"):
        kept_in = text.getparent()
        around = [kept_in, *kept_in.iterancestors()]
        assert any(e.tag in ("bdi", "pre", "title") or e.get("dir") or e.get("class") == "hidden" for e in around)


def test_a_word_of_a_million_letters_does_not_stop_the_page():
    """A report that is one endless word is shown within seconds."""
    gull, tide = reports()
    text = "a" * 1_000_000
    whole = msgspec.structs.replace(gull.blocks[0], start=0, end=len(text))
    endless = msgspec.structs.replace(gull, text=text, blocks=(whole,), repairs=())
    started = time.perf_counter()
    page = story_page(msgspec.structs.replace(document(), reports=(endless, tide)), bare_story())
    assert time.perf_counter() - started < 10
    assert text in page
