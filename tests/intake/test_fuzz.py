"""Any bytes, and good documents that were bent: every reader answers with reports and coded problems.

`FUZZ=100000 pytest tests/intake/test_fuzz.py` tries so many inputs in all; without it a few hundred.
"""

import io
import json
import os
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synoptic.errors import MESSAGES
from synoptic.intake.announced import Place
from synoptic.intake.feeds import read_feed
from synoptic.intake.following import read_followed
from synoptic.intake.json_feed import read_json_feed
from synoptic.intake.kinds import archive_pages, pages_of
from synoptic.intake.newsletters import read_letter, read_mbox
from synoptic.intake.newswire import read_newsml
from synoptic.intake.opml import read_opml
from synoptic.intake.pdf import read_pdf
from synoptic.intake.records import read_document
from synoptic.intake.settings import IntakeSettings
from synoptic.intake.sitemaps import read_sitemap
from synoptic.intake.tables import read_csv, read_parquet
from tests.intake.samples import (
    CSV,
    LETTER_HTML,
    NEWS_ROW,
    NINJS,
    NINJS_3,
    OPML,
    WHOLE,
    atom,
    json_feed,
    letter,
    mbox,
    newsml,
    parquet,
    pdf,
    rss,
    rss_item,
    sitemap,
    warc,
)

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
SETTINGS = IntakeSettings(largest_file=2_000_000, largest_unpacked=4_000_000)
PLACE = Place(address="https://post.example/feed", source="source:1")
FEEDS = [rss(rss_item(1, content=WHOLE), rss_item(2)), atom("<id>x</id><link href='1'/><title>T</title>")]
READERS = {
    "feed": (lambda content: read_feed(content, PLACE, settings=SETTINGS), FEEDS),
    "followed": (lambda content: read_followed(content, PLACE, settings=SETTINGS), [*FEEDS, sitemap(NEWS_ROW)]),
    "json feed": (
        lambda content: read_json_feed(content, PLACE, settings=SETTINGS),
        [
            json_feed(
                {"id": "1", "url": "https://post.example/1", "authors": [{"name": "A"}], "content_html": WHOLE}
            )
        ],
    ),
    "sitemap": (lambda content: read_sitemap(content, PLACE, settings=SETTINGS), [sitemap(NEWS_ROW, NEWS_ROW)]),
    "opml": (lambda content: read_opml(content, "a.opml", settings=SETTINGS), [OPML]),
    "archive": (
        lambda content: archive_pages(io.BytesIO(content), "a.warc", SETTINGS),
        [warc(pages=2), warc(packed=False, pages=2)],
    ),
    "csv": (lambda content: read_csv(content, "a.csv", settings=SETTINGS), [CSV]),
    "parquet": (lambda content: read_parquet(content, "a.parquet", settings=SETTINGS), [parquet()]),
    "ninjs": (
        lambda content: read_document(content.decode("utf-8", "replace"), "a.json", 5),
        [json.dumps(NINJS).encode(), json.dumps([NINJS_3]).encode()],
    ),
    "newsml": (lambda content: read_newsml(content, "a.xml", settings=SETTINGS), [newsml()]),
    "letter": (lambda content: read_letter(content, "a.eml"), [letter(html=LETTER_HTML)]),
    "mbox": (lambda content: read_mbox(content, "a.mbox", settings=SETTINGS), [mbox(letter(html=LETTER_HTML))]),
    "pdf": (
        lambda content: read_pdf(content, "a.pdf", settings=SETTINGS),
        [pdf(["One line of it.", "More."])],
    ),
    "any file": (lambda content: pages_of(content or b"x", "a", "", SETTINGS), [*FEEDS, newsml(), parquet(), CSV]),
}
TRIES = int(os.environ.get("FUZZ", "0")) // len(READERS) or 30


@st.composite
def bent(draw: st.DrawFn, samples: list[bytes]) -> bytes:
    """Draw a good document with some stretches cut, doubled, or replaced by other bytes."""
    content = draw(st.sampled_from(samples))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 60)))
        piece = draw(st.one_of(st.binary(max_size=12), st.sampled_from(PIECES), st.just(content[start:end] * 2)))
        content = content[:start] + piece + content[end:]
    return content


PIECES = [
    b"", b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b"\x00", b"\xff\xfe", b'"', b"\r\n", b"<!DOCTYPE x [",
    b"&#xD800;", b"&#0;", b"9" * 30, b"1e999", b"null", b"[" * 50, b"\xed\xa0\x80", b"http://[", b"%", b"xn--",
    b"-1",
]  # fmt: skip


@pytest.mark.parametrize("name", sorted(READERS))
def test_strangers_input_gives_reports_and_coded_problems(name):
    """Nothing crashes or hangs: what is read has content or an address, what is not has a known code."""
    read, samples = READERS[name]

    @settings(
        max_examples=TRIES, deadline=timedelta(seconds=20), suppress_health_check=list(HealthCheck), database=None
    )
    @given(st.one_of(st.binary(max_size=300), bent(samples), bent(samples)))
    def tried(content: bytes) -> None:
        made = read(content)
        for one in made.items:
            assert getattr(one, "address", "") or getattr(one, "content", b"")
            for words in (getattr(one, "carrier", None) and one.carrier.title, getattr(one, "address", "")):
                (words or "").encode()
        for one in made.problems:
            assert one.code in MESSAGES
            one.message.encode()

    tried()
