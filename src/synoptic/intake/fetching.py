"""A polite client: fetches one address at a time within limits, and says why when it could not."""

import math
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

import httpx
import msgspec

import synoptic
from synoptic.errors import problem
from synoptic.intake import notes
from synoptic.intake.fetch_settings import FetchSettings
from synoptic.intake.guard import Guard, RefusedError
from synoptic.intake.remembered import Remembered
from synoptic.intake.robots import Robots, RobotsFile, Rules
from synoptic.intake.transport import Answer, Limits, Line, Network
from synoptic.intake.turns import NotYetError, Turns
from synoptic.intake.unpacking import ACCEPTED, DamagedError, TooLargeError, unpacked
from synoptic.intake.usage import signals, terms_in_robots, terms_of_site
from synoptic.news.capture import FetchNote
from synoptic.news.problem import Problem

Kind = Literal["page", "feed", "sitemap"]
Clock = Callable[[], datetime]

CONTENT = (200, 203)
REDIRECTS = (301, 302, 303, 307, 308)
PERMANENT = (301, 308)
GONE = (404, 410)
ACCEPT: dict[str, str] = {
    "page": "text/html,application/xhtml+xml,text/plain;q=0.8,application/pdf;q=0.8,*/*;q=0.5",
    "feed": "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5",
    "sitemap": "application/xml,text/xml,*/*;q=0.5",
}
# Kinds of content that hold no text; a feed or a page of such a kind is a mistake of its server or a trap.
NOT_TEXT = re.compile(r"(?:image|audio|video|font|model)/(?!svg)|application/(?:zip|x-7z|x-rar|wasm|x-msdownload)")
# Codecs of Python that are no charsets of pages.
NO_CHARSETS = (
    "idna",
    "punycode",
    "unicode_escape",
    "unicode-escape",
    "raw_unicode_escape",
    "undefined",
    "utf-7",
    "utf7",
)
HTML = ("text/html", "application/xhtml+xml", "")


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What a visit to an address brought.

    `address` is where the content came from, after redirects. `note` is to be stored with the visit and given to
    the next one; after a failure its `due` says when to try again, otherwise `due` is left to the caller (empty).
    `problem` says why there is no content; it is None with content and when nothing has changed.
    `remarks` are worth telling but did not stop the visit. `charset` is empty where none that is known is stated.
    """

    address: str
    note: FetchNote
    status: int = 0
    content: bytes = b""
    media_type: str = ""
    charset: str = ""
    usage: tuple[str, ...] = ()
    problem: Problem | None = None
    remarks: tuple[Problem, ...] = ()
    not_modified: bool = False
    gone: bool = False
    moved_permanently_to: str = ""


class _Visit(NamedTuple):
    """Where a chain of redirects ended, what was answered there, and where its permanent part led."""

    url: httpx.URL
    answer: Answer
    moved_to: str
    rules: Rules


class _Request(NamedTuple):
    """What is asked for; `polite` is False for robots.txt and the like, which say how to be polite."""

    address: str
    headers: dict[str, str]
    largest: int
    polite: bool = True


class Fetcher:
    """Fetches addresses; may be shared by the threads of a process. `sleep` is given seconds.

    Nothing is kept between visits but what hosts allow and when they were last visited: no cookies, no log-ins.
    """

    def __init__(
        self,
        settings: FetchSettings,
        clock: Clock,
        sleep: Callable[[float], None],
        network: Network | None = None,
    ) -> None:
        network = network or Network()
        self._settings = settings
        self._clock = clock
        self._monotonic = network.monotonic
        self._guard = Guard(settings, network.resolve)
        self._line = Line(self._guard, network)
        self._turns = Turns(settings, network.monotonic, sleep)
        self._robots = Robots(settings, network.monotonic, self._robots_file)
        self._terms: Remembered[bytes] = Remembered(settings.most_robots, network.monotonic)
        self._agent = user_agent(settings.contact)

    def fetch(self, address: str, note: FetchNote | None = None, kind: Kind = "page") -> Fetched:
        """Return what is at an address now; `note` is what the last visit left behind."""
        note = msgspec.structs.replace(note or FetchNote(address=address), address=address)
        headers = {"Accept": ACCEPT.get(kind, "*/*"), **notes.conditions(note)}
        try:
            request = _Request(address, headers, self._settings.largest_answer)
            return self._judged(self._followed(request), note, kind)
        except NotYetError as early:
            due = notes.stamp(self._clock() + timedelta(seconds=math.ceil(early.seconds)))
            put_off = msgspec.structs.replace(note, due=due)
            return Fetched(address=address, note=put_off, problem=problem("I161", address, due=due))
        except RefusedError as refused:
            failed = notes.after_failure(note, refused, self._settings, self._clock())
            return Fetched(address=address, note=failed, status=refused.status, problem=refused.problem)

    def close(self) -> None:
        """Do nothing: no connection is kept open. Callers may say that they are done."""

    def _followed(self, request: _Request) -> _Visit:
        """Return the end of a chain of redirects, each of whose steps is checked like the first."""
        url = self._guard.checked(request.address)
        seen = {str(url)}
        left = self._settings.whole_time
        permanent, moved_to = True, ""
        for _ in range(self._settings.most_redirects + 1):
            rules = self._rules(url) if request.polite else Rules()
            answer, seconds = self._asked(url, rules.delay, request, left)
            left -= seconds
            onward = answer.headers.get("location", "").strip()
            if answer.status not in REDIRECTS or not onward:
                return _Visit(url, answer, moved_to, rules)
            url = self._onward(url, onward)
            if str(url) in seen:
                raise RefusedError("I151", request.address, status=answer.status)
            seen.add(str(url))
            permanent = permanent and answer.status in PERMANENT
            moved_to = str(url) if permanent else moved_to
        limit = str(self._settings.most_redirects)
        raise RefusedError("I150", request.address, limit=limit, status=answer.status)

    def _onward(self, url: httpx.URL, location: str) -> httpx.URL:
        try:
            joined = str(url.join(location))
        except (httpx.InvalidURL, ValueError) as fault:
            raise RefusedError("I140", location[:200], detail="a redirect leads there") from fault
        return self._guard.checked(joined)

    def _asked(self, url: httpx.URL, delay: float, request: _Request, left: float) -> tuple[Answer, float]:
        """Return the answer to one request and the seconds that it took, waiting for the turn not counted."""
        if left <= 0:
            raise RefusedError("I145", request.address, limit=f"{self._settings.whole_time:g}")
        headers = {"User-Agent": self._agent, "Accept-Encoding": ACCEPTED, "Connection": "close"}
        limits = Limits(request.largest, left, self._settings.silent_time, cut=not request.polite)

        def wanted(got: httpx.Headers) -> None:
            media_type = _media_type(got)
            if NOT_TEXT.match(media_type):
                raise RefusedError("I158", str(url), kind=media_type, status=200)

        if not request.polite:
            started = self._monotonic()
            answer = self._line.ask(url, {**headers, **request.headers}, limits, wanted)
            return answer, self._monotonic() - started
        with self._turns.turn(url.host, delay):
            started = self._monotonic()
            answer = self._line.ask(url, {**headers, **request.headers}, limits, wanted)
            return answer, self._monotonic() - started

    def _judged(self, visit: _Visit, note: FetchNote, kind: Kind) -> Fetched:
        """Return what an answer means."""
        status, now = visit.answer.status, self._clock()
        if status in CONTENT:
            return self._with_content(visit, note, kind)
        done = notes.after_success(note, status, now, visit.moved_to)
        if status == 304 and notes.conditions(note):
            return Fetched(
                address=str(visit.url),
                note=done,
                status=status,
                not_modified=True,
                moved_permanently_to=visit.moved_to,
            )
        if status in GONE:
            why = problem("I157", note.address, status=str(status))
            gone = msgspec.structs.replace(notes.without_validators(done), problem=why.message)
            return Fetched(address=str(visit.url), note=gone, status=status, gone=True, problem=why)
        raise self._refusal(visit, note.address)

    def _refusal(self, visit: _Visit, address: str) -> RefusedError:
        """Return why an answer without content is one; a host that asks for rest is left alone by all threads."""
        status, now = visit.answer.status, self._clock()
        if status in (429, 503):
            asked = notes.retry_after(visit.answer.headers, now, self._settings.longest_back_off)
            wait = asked or float(self._settings.first_back_off)
            if asked or status == 429:
                self._turns.rest(visit.url.host, wait)
            due = notes.stamp(now + timedelta(seconds=wait))
            return RefusedError("I154", address, due=due, status=status, wait=wait)
        if status in (204, 205):
            return RefusedError("I162", address, status=status)
        if status == 304:
            return RefusedError("I160", address, detail="it says that nothing changed, unasked", status=status)
        return RefusedError("I155" if status >= 500 else "I156", address, status=status)

    def _with_content(self, visit: _Visit, note: FetchNote, kind: Kind) -> Fetched:
        status, headers = visit.answer.status, visit.answer.headers
        content = self._unpacked(visit, note.address)
        if not content.strip():
            raise RefusedError("I162", note.address, status=status)
        if kind == "page" and _only_front_page(note.address, visit.url):
            raise RefusedError("I163", note.address, status=status)
        media_type = _media_type(headers)
        charset, remarks = _charset(headers, note.address)
        done = notes.after_success(note, status, self._clock(), visit.moved_to)
        return Fetched(
            address=str(visit.url),
            note=notes.with_validators(done, headers),
            status=status,
            content=content,
            media_type=media_type,
            charset=charset,
            usage=self._usage(visit, content if media_type in HTML else b"", kind),
            remarks=remarks,
            moved_permanently_to=visit.moved_to,
        )

    def _unpacked(self, visit: _Visit, address: str) -> bytes:
        limit = self._settings.largest_unpacked
        try:
            return unpacked(visit.answer.content, visit.answer.headers.get("content-encoding", ""), limit)
        except TooLargeError as fault:
            shown = f"{limit / 1e6:g} MB"
            raise RefusedError("I148", address, status=visit.answer.status, limit=shown) from fault
        except DamagedError as fault:
            raise RefusedError("I149", address, detail=str(fault), status=visit.answer.status) from fault

    def _usage(self, visit: _Visit, html: bytes, kind: Kind) -> tuple[str, ...]:
        """Return what the answer, its page, its robots.txt and its site say of use; of a feed, only the answer."""
        path = visit.url.raw_path.decode("ascii", "replace")
        found = {
            *signals(visit.answer.headers, html if kind == "page" else b""),
            *terms_in_robots(visit.rules.text, path),
        }
        if kind == "page" and self._settings.ask_terms:
            found |= set(terms_of_site(self._terms.get(_origin(visit.url), self._terms_file), path))
        return tuple(sorted(found))

    def _rules(self, url: httpx.URL) -> Rules:
        """Return the rules of a host; RefusedError where they forbid an address or are not to be had."""
        rules = self._robots.rules(_origin(url))
        if rules.refused is not None:
            raise rules.refused.about(str(url))
        if not rules.allow(str(url)):
            raise RefusedError("I152", str(url))
        return rules

    def _robots_file(self, address: str) -> RobotsFile:
        """Return a robots.txt: empty where there is none, a problem where that cannot be known (RFC 9309)."""
        try:
            visit = self._followed(
                _Request(address, {"Accept": "text/plain"}, self._settings.largest_robots + 1, False)
            )
            status = visit.answer.status
            if status in CONTENT:
                return RobotsFile(self._unpacked(visit, address))
        except RefusedError as refused:
            return RobotsFile(refused=refused)
        if status == 429 or status >= 500:
            return RobotsFile(refused=RefusedError("I153", address, detail=f"status {status}"))
        return RobotsFile()

    def _terms_file(self, origin: str) -> tuple[bytes, float]:
        """Return a site's terms of text and data mining; empty where it has none."""
        address = f"{origin}/.well-known/tdmrep.json"
        request = _Request(address, {"Accept": "application/json"}, self._settings.largest_robots, False)
        try:
            visit = self._followed(request)
            content = self._unpacked(visit, address) if visit.answer.status in CONTENT else b""
        except RefusedError:
            content = b""
        return content, self._settings.robots_time


def user_agent(contact: str) -> str:
    """Return the name under which hosts are visited, with whom to ask about it."""
    shown = " ".join("".join(one for one in contact if one.isascii() and one.isprintable()).split())
    return f"synoptic/{synoptic.__version__}" + (f" (+{shown})" if shown else "")


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _media_type(headers: httpx.Headers) -> str:
    return str(headers.get("content-type", "")).split(";", 1)[0].strip().lower()[:100]


def _charset(headers: httpx.Headers, address: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the charset that an answer states, or none and a remark if there is no such charset."""
    stated = re.search(r";\s*charset\s*=\s*[\"']?\s*([^\s\"';,]+)", headers.get("content-type", ""), re.IGNORECASE)
    if stated is None:
        return "", ()
    name = stated[1][:40].lower()
    try:
        b"a".decode(name)
    except (LookupError, ValueError):
        return "", (problem("I159", address, charset=name),)
    return ("", (problem("I159", address, charset=name),)) if name in NO_CHARSETS else (name, ())


def _only_front_page(asked: str, url: httpx.URL) -> bool:
    """Return whether a page was sent on to the front page of its own site, as is done with pages that are gone."""
    try:
        first = httpx.URL(asked)
    except httpx.InvalidURL:
        return False
    away = first.path.rstrip("/") != "" and url.path in ("", "/") and not url.query
    return away and first.host.removeprefix("www.") == url.host.removeprefix("www.")
