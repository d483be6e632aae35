"""Who published a report, when, under which headline: from the carrier, the markup and the text, in this order."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import msgspec

from synoptic.clean.cues import pattern, printed_day
from synoptic.clean.furniture import site_name
from synoptic.clean.head import SITE_NAME
from synoptic.clean.lines import Line
from synoptic.clean.sheet import Typed
from synoptic.news.report import Published, RawReport

_ISO_DAY = re.compile(r"(?P<day>(?:19|20)\d\d-\d\d-\d\d)(?:[T ]|$)")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T\d{4,6}\S*)?$")
# Seconds or thousandths of them since 1970: ten digits are the years 2001 to 2033.
_SECONDS = re.compile(r"1\d{9}(?:\d{3})?$")
_URL_DAY = re.compile(r"/(?P<year>20\d\d)/(?P<month>\d{1,2}|[a-z]{3})/(?P<day>\d{1,2})(?:/|$)")
# "PORT ELLIS, March 3 (Meridian) —": capitals, an optional day, an optional agency, a dash.
_DATELINE = re.compile(
    r"^(?P<all>[A-ZÀ-Þ][A-ZÀ-Þ'’.\- ]{2,40}(?:,\s?[A-Z][\w. ]{1,24})?(?:,\s+(?P<when>[^()\n—–-]{3,24}))?"
    r"\s*(?:\((?P<agency>[^)\n]{2,40})\))?)\s*[—–-]{1,2}\s"
)
# What stands between the names of a byline, and the word for a reporter that follows a Korean name.
_BETWEEN = re.compile(r"[,;、，；]|\s(?:and|et|y|und|e|och|og|oraz|и|та|ja|ve|és|&|[+/])\s")
_WITHOUT_TRADE = re.compile(r"\s기자$")


class Masthead(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says about itself; empty where it says nothing."""

    headline: str = ""
    standfirst: str = ""
    byline: str = ""
    authors: tuple[str, ...] = ()
    outlet: str = ""
    url: str = ""
    language: str = ""
    published: Published = Published()
    modified: Published = Published()
    usage: tuple[str, ...] = ()


def read_day(words: str, reason: str) -> Published:
    """Return the day that some words state: ISO, a printed date, or the date of a mail; unknown without one."""
    iso = _ISO_DAY.search(words.strip())
    day = iso["day"] if iso and _is_day(iso["day"]) else _written_short(words.strip())
    if not day and (printed := printed_day(words)):
        day = printed[0]
    if not day:
        day = _mail_day(words)
    if not day:
        return Published()
    return Published(earliest=day, latest=day, certainty="stated", reason=reason)


def _written_short(words: str) -> str:
    """Return the day that digits alone state: year, month and day, or seconds since 1970."""
    if found := _COMPACT.match(words):
        day = "-".join(found.groups())
        return day if _is_day(day) else ""
    return _day_of_seconds(int(words[:10])) if _SECONDS.match(words) else ""


def _day_of_seconds(seconds: int) -> str:
    """Return the day (UTC) that lies so many seconds behind the first of 1970."""
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def _is_day(words: str) -> bool:
    try:
        return bool(date.fromisoformat(words))
    except ValueError:
        return False


def _mail_day(words: str) -> str:
    from email.utils import parsedate_to_datetime

    if "," not in words and not words.strip()[:1].isdigit():
        return ""
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def of_carrier(raw: RawReport) -> Masthead:
    """Return what the carrier of a page says."""
    carrier = raw.carrier
    return Masthead(
        headline=" ".join(carrier.title.split()),
        byline=carrier.byline.strip(),
        authors=authors_of(carrier.byline),
        outlet=carrier.outlet.strip(),
        url=carrier.url.strip(),
        language=carrier.language,
        published=read_day(carrier.date, f"the date given with the page: “{carrier.date.strip()}”"),
    )


def of_text(text: str, blocks: Sequence[Typed]) -> Masthead:
    """Return what the printed lines of a page say: headline, byline, and a printed date."""
    headline = next((text[b.start : b.end] for b in blocks if b.kind == "headline"), "")
    standfirst = next((text[b.start : b.end] for b in blocks if b.kind == "standfirst"), "")
    byline = ""
    published = Published()
    for block in blocks:
        words = text[block.start : block.end]
        if block.kind != "byline":
            continue
        if not byline and re.match(rf"(?i:{pattern('bylines').pattern})\s", words):
            byline = " ".join(words.split())
        if published.certainty == "unknown":
            published = read_day(words, f"printed on the page: “{' '.join(words.split())}”")
    return Masthead(
        headline=" ".join(headline.split()),
        standfirst=" ".join(standfirst.split()),
        byline=byline,
        authors=authors_of(byline),
        published=published,
    )


def of_name_line(text: str, blocks: Sequence[Typed], lines: Sequence[Line]) -> Masthead:
    """Return the outlet that the first line above the body names as the site's."""
    for block in blocks[:6]:
        if block.kind == "body":
            break
        line = next((x for x in lines if x.start == block.start), None)
        if (
            block.kind == "furniture"
            and block.reason == SITE_NAME
            and line is not None
            and (name := site_name(line))
        ):
            return Masthead(outlet=name)
    return Masthead()


def of_dateline(body: str) -> Masthead:
    """Return the day that the dateline of a report's first paragraph gives."""
    dateline = dateline_of(body)
    if not dateline or not printed_day(dateline):
        return Masthead()
    return Masthead(published=read_day(dateline, f"its dateline: “{dateline}”"))


def of_address(url: str) -> Masthead:
    """Return what an address says: its host as the outlet, and a day in its path, which is likely the day."""
    if not url:
        return Masthead()
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    found = _URL_DAY.search(urlsplit(url).path)
    published = Published()
    if found:
        month = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8}
        month |= {"sep": 9, "oct": 10, "nov": 11, "dec": 12}
        number = month.get(found["month"]) or (int(found["month"]) if found["month"].isdigit() else 0)
        day = f"{found['year']}-{number:02d}-{int(found['day']):02d}"
        if _is_day(day):
            published = Published(earliest=day, latest=day, certainty="inferred", reason="the day in its address")
    return Masthead(outlet=host, published=published)


def joined(mastheads: Sequence[Masthead]) -> Masthead:
    """Return one masthead in which earlier ones decide and later ones fill what is empty."""
    made: dict[str, object] = {}
    for field in Masthead.__struct_fields__:
        empty = getattr(Masthead(), field)
        made[field] = next((getattr(m, field) for m in mastheads if getattr(m, field) != empty), empty)
    return msgspec.convert(made, Masthead, from_attributes=True)


def authors_of(byline: str) -> tuple[str, ...]:
    """Return the names in a byline without “By” and without what follows them."""
    words = re.sub(rf"^\s*(?i:{pattern('bylines').pattern})\s+", "", byline)
    words = re.split(r"\s[|–—]\s", words)[0]
    names = [_WITHOUT_TRADE.sub("", " ".join(name.split())) for name in _BETWEEN.split(words)]
    return tuple(dict.fromkeys(name for name in names if name and len(name.split()) <= 6))


def dateline_of(body: str) -> str:
    """Return the dateline with which a report's first paragraph opens, '' without one."""
    found = _DATELINE.match(body)
    return " ".join(found["all"].split()) if found else ""
