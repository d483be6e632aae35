"""Follows an address through its redirects to an answer, each step checked, in turn, and within the time left."""

from collections.abc import Callable
from typing import NamedTuple

import httpx

from synoptic.intake.answers import NOT_TEXT, media_type
from synoptic.intake.fetch_settings import FetchSettings
from synoptic.intake.guard import Guard, RefusedError
from synoptic.intake.robots import Rules
from synoptic.intake.transport import Answer, Limits, Line, Network
from synoptic.intake.turns import Turns
from synoptic.intake.unpacking import ACCEPTED

REDIRECTS = (301, 302, 303, 307, 308)
PERMANENT = (301, 308)


class Request(NamedTuple):
    """What is asked for: an address, headers of one's own, and the most bytes over the line.

    `cut` says that the first bytes of what is larger are good enough.
    """

    address: str
    headers: dict[str, str]
    largest: int
    cut: bool = False


class Visit(NamedTuple):
    """Where a chain of redirects ended and what was answered, where its permanent part led, the rules there."""

    url: httpx.URL
    answer: Answer
    moved_to: str = ""
    rules: Rules = Rules()


class Visits:
    """Makes visits; may be shared by the threads of a process."""

    def __init__(
        self, settings: FetchSettings, network: Network, sleep: Callable[[float], None], agent: str
    ) -> None:
        self._settings = settings
        self._monotonic = network.monotonic
        self._guard = Guard(settings, network.resolve)
        self._line = Line(self._guard, network)
        self._turns = Turns(settings, network.monotonic, sleep)
        self._agent = agent

    def visit(self, request: Request, rules_at: Callable[[httpx.URL], Rules]) -> Visit:
        """Return the end of a chain of redirects; `rules_at` refuses an address or gives the rules of its host."""
        return self._followed(request, lambda url, left: self._in_turn(url, rules_at(url), request, left))

    def ask(self, request: Request) -> Visit:
        """Return the same out of turn: for robots.txt and the like, which say what the turns are."""
        return self._followed(request, lambda url, left: self._asked(url, Rules(), request, left))

    def rest(self, host: str, seconds: float) -> None:
        """Leave a host alone for some seconds from now."""
        self._turns.rest(host, seconds)

    def close(self) -> None:
        """Break off all visits: those under way end at once, later ones do not begin."""
        self._line.close()

    def _followed(self, request: Request, step: Callable[[httpx.URL, float], tuple[Visit, float]]) -> Visit:
        url = self._guard.checked(request.address)
        seen = {str(url)}
        left = self._settings.whole_time
        permanent, moved_to, status = True, "", 0
        for _ in range(self._settings.most_redirects + 1):
            if left <= 0:
                raise RefusedError("I145", request.address, limit=f"{self._settings.whole_time:g}")
            found, seconds = step(url, left)
            left -= seconds
            status = found.answer.status
            onward = found.answer.headers.get("location", "").strip()
            if status not in REDIRECTS or not onward:
                return found._replace(moved_to=moved_to)
            url = self._onward(url, onward)
            if str(url) in seen:
                raise RefusedError("I151", request.address, status=status)
            seen.add(str(url))
            permanent = permanent and status in PERMANENT
            moved_to = str(url) if permanent else moved_to
        raise RefusedError("I150", request.address, limit=str(self._settings.most_redirects), status=status)

    def _onward(self, url: httpx.URL, location: str) -> httpx.URL:
        try:
            joined = str(url.join(location))
        except (httpx.InvalidURL, ValueError) as fault:
            raise RefusedError("I140", location[:200], detail="a redirect leads there") from fault
        return self._guard.checked(joined)

    def _in_turn(self, url: httpx.URL, rules: Rules, request: Request, left: float) -> tuple[Visit, float]:
        with self._turns.turn(url.host, rules.delay):
            return self._asked(url, rules, request, left)

    def _asked(self, url: httpx.URL, rules: Rules, request: Request, left: float) -> tuple[Visit, float]:
        """Return the answer to one request, and the seconds that it took."""
        own = {"User-Agent": self._agent, "Accept-Encoding": ACCEPTED, "Connection": "close"}
        limits = Limits(request.largest, left, self._settings.silent_time, request.cut)

        def wanted(headers: httpx.Headers) -> None:
            if NOT_TEXT.match(kind := media_type(headers)):
                raise RefusedError("I158", request.address, kind=kind, status=200)

        started = self._monotonic()
        answer = self._line.ask(url, {**own, **request.headers}, limits, wanted)
        return Visit(url, answer, rules=rules), self._monotonic() - started
