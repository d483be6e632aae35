"""A polite client: fetches one address at a time within limits, and says why when it could not."""

import math
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

import httpx
import msgspec

from synoptic.errors import problem
from synoptic.intake import answers, notes
from synoptic.intake.fetch_settings import FetchSettings
from synoptic.intake.guard import RefusedError
from synoptic.intake.heads import PageHead, read_head
from synoptic.intake.remembered import Remembered
from synoptic.intake.robots import Robots, RobotsFile, Rules
from synoptic.intake.transport import Network
from synoptic.intake.turns import NotYetError
from synoptic.intake.usage import signals, terms_in_robots, terms_of_site
from synoptic.intake.visits import Request, Visit, Visits
from synoptic.news.capture import FetchNote
from synoptic.news.problem import Problem

Kind = Literal["page", "feed", "sitemap"]
Clock = Callable[[], datetime]

CONTENT = (200, 203)
GONE = (404, 410)
BROKEN_OFF = "I165"
ACCEPT: dict[str, str] = {
    "page": "text/html,application/xhtml+xml,text/plain;q=0.8,application/pdf;q=0.8,*/*;q=0.5",
    "feed": "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5",
    "sitemap": "application/xml,text/xml,*/*;q=0.5",
}


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
        self._visits = Visits(settings, network, sleep, user_agent(settings.contact))
        self._robots = Robots(settings, network.monotonic, self._robots_file)
        self._terms: Remembered[bytes] = Remembered(settings.most_robots, network.monotonic)

    def fetch(self, address: str, note: FetchNote | None = None, kind: Kind = "page") -> Fetched:
        """Return what is at an address now; `note` is what the last visit left behind."""
        note = msgspec.structs.replace(note or FetchNote(address=address), address=address)
        headers = {"Accept": ACCEPT.get(kind, "*/*"), **notes.conditions(note)}
        try:
            request = Request(address, headers, self._settings.largest_answer)
            return self._judged(self._visits.visit(request, self._rules), note, kind)
        except NotYetError as early:
            due = notes.stamp(self._clock() + timedelta(seconds=math.ceil(early.seconds)))
            put_off = msgspec.structs.replace(note, due=due)
            return Fetched(address=address, note=put_off, problem=problem("I161", address, due=due))
        except RefusedError as refused:
            if refused.problem.code == BROKEN_OFF:
                return Fetched(address=address, note=note, problem=refused.problem)
            failed = notes.after_failure(note, refused, self._settings, self._clock())
            return Fetched(address=address, note=failed, status=refused.status, problem=refused.problem)

    def close(self) -> None:
        """Break off all visits, from any thread: they come back at once (I165), with the note they were given."""
        self._visits.close()

    def _judged(self, visit: Visit, note: FetchNote, kind: Kind) -> Fetched:
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

    def _refusal(self, visit: Visit, address: str) -> RefusedError:
        """Return why an answer without content is one; a host that asks for rest is left alone by all threads."""
        status, now = visit.answer.status, self._clock()
        if status in (429, 503):
            asked = notes.retry_after(visit.answer.headers, now, self._settings.longest_back_off)
            wait = asked or float(self._settings.first_back_off)
            if asked or status == 429:
                self._visits.rest(visit.url.host, wait)
            due = notes.stamp(now + timedelta(seconds=wait))
            return RefusedError("I154", address, due=due, status=status, wait=wait)
        if status in (204, 205):
            return RefusedError("I162", address, status=status)
        if status == 304:
            return RefusedError("I160", address, detail="it says that nothing changed, unasked", status=status)
        return RefusedError("I155" if status >= 500 else "I156", address, status=status)

    def _with_content(self, visit: Visit, note: FetchNote, kind: Kind) -> Fetched:
        status, headers = visit.answer.status, visit.answer.headers
        content = answers.content_of(visit.answer, self._settings.largest_unpacked, note.address)
        if not content.strip():
            raise RefusedError("I162", note.address, status=status)
        if kind == "page" and answers.only_front_page(note.address, visit.url):
            raise RefusedError("I163", note.address, status=status)
        media_type = answers.seen_media_type(headers, content)
        charset, remarks = answers.charset(headers, note.address)
        head = PageHead()
        if kind == "page" and answers.is_html(media_type):
            head = self._head(content, note.address)
        done = notes.after_success(note, status, self._clock(), visit.moved_to)
        return Fetched(
            address=str(visit.url),
            note=notes.with_validators(done, headers),
            status=status,
            content=content,
            media_type=media_type,
            charset=charset,
            usage=self._usage(visit, head, kind),
            remarks=remarks,
            moved_permanently_to=visit.moved_to,
        )

    def _head(self, content: bytes, address: str) -> PageHead:
        """Return what a page says of itself; RefusedError for a page that is made to hold its readers up."""
        head = read_head(content, self._settings.most_elements)
        if head.elements > self._settings.most_elements:
            detail = f"it has more than {self._settings.most_elements} elements"
        elif head.most_attributes > self._settings.most_attributes:
            detail = f"one of its elements has {head.most_attributes} attributes"
        else:
            return head
        raise RefusedError("I166", address, status=200, detail=detail)

    def _usage(self, visit: Visit, head: PageHead, kind: Kind) -> tuple[str, ...]:
        """Return what the answer, its page, its robots.txt and its site say of use; of a feed, only the answer."""
        path = visit.url.raw_path.decode("ascii", "replace")
        site: tuple[str, ...] = ()
        if kind == "page" and self._settings.ask_terms:
            site = terms_of_site(self._terms.get(_origin(visit.url), self._terms_file), path)
        said = signals(visit.answer.headers, head, site=site)
        return tuple(sorted({*said, *terms_in_robots(visit.rules.text, path)}))

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
        # One byte more than is read shows that there is more.
        request = Request(address, {"Accept": "text/plain"}, self._settings.largest_robots + 1, cut=True)
        try:
            visit = self._visits.ask(request)
            status = visit.answer.status
            if status in CONTENT:
                return RobotsFile(answers.content_of(visit.answer, self._settings.largest_unpacked, address))
        except RefusedError as refused:
            return RobotsFile(refused=refused)
        if status == 429 or status >= 500:
            return RobotsFile(refused=RefusedError("I153", address, detail=f"status {status}"))
        return RobotsFile()

    def _terms_file(self, origin: str) -> tuple[bytes, float]:
        """Return a site's terms of text and data mining; empty where it has none."""
        address = f"{origin}/.well-known/tdmrep.json"
        request = Request(address, {"Accept": "application/json"}, self._settings.largest_robots)
        try:
            answer = self._visits.ask(request).answer
            limit = self._settings.largest_robots
            content = answers.content_of(answer, limit, address) if answer.status in CONTENT else b""
        except RefusedError:
            content = b""
        return content, self._settings.robots_time


def user_agent(contact: str) -> str:
    """Return the name under which hosts are visited, with whom to ask about it."""
    shown = " ".join("".join(one for one in contact if one.isascii() and one.isprintable()).split())
    return f"synoptic/{_version()}" + (f" (+{shown})" if shown else "")


@cache
def _version() -> str:
    try:
        return version("synoptic")
    except PackageNotFoundError:  # run from a folder, without having been installed
        return "0"


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"
