"""What a followed address gave, told by its content: a feed, a sitemap, or a page with links to feeds."""

import re
from urllib.parse import urljoin

from lxml import etree

from synoptic.errors import problem
from synoptic.intake.announced import Announced, Place
from synoptic.intake.feeds import read_feed
from synoptic.intake.json_feed import read_json_feed
from synoptic.intake.packed import unpacked
from synoptic.intake.pages import looks_like_html
from synoptic.intake.settings import IntakeSettings
from synoptic.intake.sitemaps import read_sitemap

FEED_TYPES = re.compile(
    r"application/(?:(?:rss|atom|rdf)\+xml|feed\+json|(?:x-)?json; *feed|xml)|text/xml", re.IGNORECASE
)
FEED = re.compile(r"<(?:\w{1,20}:)?(?:rss|feed|rdf|channel)[\s>]", re.IGNORECASE)
SITEMAP = re.compile(r"<(?:\w{1,20}:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE)


def read_followed(content: bytes, place: Place, *, settings: IntakeSettings) -> Announced:
    """Return what a document announces, whatever kind it is; of a web page, the feeds that it points at."""
    plain = unpacked(content, settings.largest_unpacked)
    if plain is None:
        limit = f"{settings.largest_unpacked / 1_000_000:.0f} MB"
        return Announced((), (problem("I114", place.address, path=place.address, limit=limit),))
    # UTF-16 has a NUL in every character of markup.
    start = plain[:20_000].replace(b"\x00", b"").decode("utf-8", "replace").lstrip("\ufeff\ufffd \t\r\n")
    if start.startswith("{"):
        return read_json_feed(plain, place, settings=settings)
    if SITEMAP.search(start):
        return read_sitemap(plain, place, settings=settings)
    if not FEED.search(start) and looks_like_html(start):
        feeds = feeds_of_page(plain, place.address)
        missing = () if feeds else (problem("I108", place.address, path=place.address),)
        return Announced((), missing, further=feeds)
    if not start.startswith("<") and start:
        return read_sitemap(plain, place, settings=settings)
    return read_feed(plain, place, settings=settings)


def feeds_of_page(html: bytes, address: str) -> tuple[str, ...]:
    """Return the addresses of the feeds that a web page points at in its head, in its order."""
    try:
        root = etree.fromstring(html, etree.HTMLParser(no_network=True))
    except (etree.XMLSyntaxError, etree.ParserError, ValueError):
        return ()
    found = []
    for link in root.iter("link") if root is not None else ():
        kinds, kind = (link.get("rel") or "").lower().split(), link.get("type") or ""
        if "alternate" in kinds and FEED_TYPES.match(kind.strip()) and link.get("href"):
            try:
                found.append(urljoin(address, link.get("href").strip()))
            except ValueError:
                continue
    return tuple(dict.fromkeys(one for one in found if one.startswith(("http://", "https://"))))
