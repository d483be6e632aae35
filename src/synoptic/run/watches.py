"""Saved searches: what they found since last time, told once.

What is to be told is written down, with its id and its words, before anything is sent. A desk that dies in between
sends it again under the same id; a page that was told once is not told again when a new version of it comes in.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta

import msgspec

from synoptic.errors import DeskError, QueryError, problem
from synoptic.news.capture import Capture
from synoptic.news.ids import content_id
from synoptic.news.problem import Problem
from synoptic.news.watching import Match, Notice, NotifyBy, Watch
from synoptic.run.gathering import moment, stamp
from synoptic.run.notices import SendError
from synoptic.run.permitted import limits_of, within
from synoptic.store import captures, queue, search, shelf
from synoptic.store.connection import Database
from synoptic.store.records import storable

Sender = Callable[[Watch, Notice], None]
Senders = Mapping[NotifyBy, Sender]

_WATCHES, _NOTICES, _TOLD = "watches", "notices", "told "
_KNOWN = b"known"
# Matches told in one notice: more make a mail that nobody reads and a request that receivers refuse.
MOST_MATCHES = 100
# Notices that were sent and are still kept, for each watch: what a feed file shows.
KEPT_NOTICES = 50
# Hits that are looked at in one go.
_PAGE = 500
# Seconds until a notice that could not be sent is tried again: doubled each time, and at most a day.
FIRST_WAIT, LONGEST_WAIT = 60, 86_400
# Tries after which a failure counts as an error: by then half a day has passed, and somebody should look.
MANY_TRIES = 10
# Seconds for which one teller has the watches to itself: forty receivers that are silent for twenty seconds each.
_LEASE = 900
_WEB = re.compile(r"https?://[^\s/]+")
_MAIL = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+\Z")


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """How many matches were told, and the problems met."""

    matches: int = 0
    notices: int = 0
    problems: tuple[Problem, ...] = ()

    def __add__(self, other: "Told") -> "Told":
        """Return the sum of what was told."""
        return Told(
            matches=self.matches + other.matches,
            notices=self.notices + other.notices,
            problems=self.problems + other.problems,
        )


def add_watch(db: Database, watch: Watch) -> Watch:
    """Return the watch as kept; what it finds already counts as known.

    QueryError if the search cannot be understood, DeskError D060 or D061 if nothing can be sent to the target.
    """
    if not _can_be_told(watch):
        raise DeskError(
            {"mail": "D060", "webhook": "D061", "feed": "D062"}[watch.notify], target=storable(watch.target)
        )
    query = storable(watch.query)
    kept = msgspec.structs.replace(watch, id=watch_id(query, watch.notify, watch.target), query=query)
    found = {address: _KNOWN for address, _ in _hits(db, kept.query)}
    with db.transaction() as connection:
        if shelf.add(connection, _WATCHES, kept.id, msgspec.msgpack.encode(kept)):
            for address, mark in found.items():
                shelf.add(connection, _TOLD + kept.id, address, mark)
            return kept
        held = shelf.get(connection, _WATCHES, kept.id)
    return msgspec.msgpack.decode(held or b"", type=Watch)


def _can_be_told(watch: Watch) -> bool:
    if watch.target != storable(watch.target):  # bytes of a command line that are no text
        return False
    if watch.notify == "mail":
        return _MAIL.match(watch.target) is not None
    return _WEB.match(watch.target) is not None if watch.notify == "webhook" else bool(watch.target.strip())


def watch_id(query: str, notify: NotifyBy, target: str) -> str:
    """Return the id of a watch: the same search told to the same place is the same watch."""
    return content_id("watch", query, notify, target)


def watches(db: Database) -> tuple[Watch, ...]:
    """Return every watch, in the order in which they were added."""
    return tuple(msgspec.msgpack.decode(held, type=Watch) for held in shelf.entries(db, _WATCHES).values())


def notices(db: Database, watch: str = "") -> tuple[Notice, ...]:
    """Return the notices that are waiting and the latest that were sent, of one watch or of all."""
    held = (msgspec.msgpack.decode(content, type=Notice) for content in shelf.entries(db, _NOTICES).values())
    return tuple(notice for notice in held if watch in ("", notice.watch))


def remove_watch(db: Database, wanted: str) -> bool:
    """Forget a watch and what it told; return whether it was there."""
    with db.transaction() as connection:
        told = tuple(shelf.entries(connection, _TOLD + wanted))
        shelf.remove(connection, _TOLD + wanted, *told)
        open_notices = shelf.entries(connection, _NOTICES)
        of_it = [i for i, c in open_notices.items() if msgspec.msgpack.decode(c, type=Notice).watch == wanted]
        shelf.remove(connection, _NOTICES, *of_it)
        return shelf.remove(connection, _WATCHES, wanted) > 0


def tell_watches(db: Database, senders: Senders, now: str, holder: str) -> Told:
    """Tell the new matches of every watch, and again those whose telling failed or was cut off.

    Only one teller works at a time; another one finds nothing to do.
    """
    if not queue.lease_desk(db, "watches", holder, now, _LEASE):
        return Told()
    told = Told()
    for watch in watches(db):
        problems: tuple[Problem, ...] = ()
        try:
            _mark(db, watch, now)
        except QueryError as error:  # It names a story, say, that is no longer there.
            problems = (problem("D066", watch.query, detail=str(error)),)
        told += _send(db, watch, senders.get(watch.notify), now) + Told(problems=problems)
    return told


def _hits(db: Database, query: str) -> Iterator[tuple[str, search.Hit]]:
    """Yield every hit with the address of its page."""
    address = captures.addresses(db)
    skip = 0
    while True:
        page = search.find(db, search.Wanted(query=query, limit=_PAGE, skip=skip))
        yield from ((address[hit.report], hit) for hit in page if hit.report in address)
        if len(page) < _PAGE:
            return
        skip += _PAGE


def _mark(db: Database, watch: Watch, now: str) -> None:
    """Write down what is to be told of a watch, each notice in one transaction with the marks of its matches."""
    told = shelf.entries(db, _TOLD + watch.id)
    new = {address: hit for address, hit in _hits(db, watch.query) if address not in told}
    order = sorted(new, key=lambda address: (new[address].day, address))
    for first in range(0, len(order), MOST_MATCHES):
        some = {address: _match(db, address, new[address]) for address in order[first : first + MOST_MATCHES]}
        name = content_id("notice", watch.id, sorted(some))
        with db.transaction() as connection:
            if shelf.get(connection, _WATCHES, watch.id) is None:
                return  # It was removed meanwhile.
            mine = [a for a in some if shelf.add(connection, _TOLD + watch.id, a, name.encode())]
            notice = Notice(id=name, watch=watch.id, at=now, matches=tuple(some[a] for a in mine))
            if mine:
                shelf.add(connection, _NOTICES, notice.id, msgspec.msgpack.encode(notice))


def _match(db: Database, address: str, hit: search.Hit) -> Match:
    capture: Capture | None = captures.capture(db, hit.report)
    allowed = limits_of(capture.usage if capture else ())
    headline, found = " ".join(hit.headline.split()), " ".join(hit.snippet.words.split())
    return Match(
        report=hit.report,
        address=address,
        headline=headline,
        outlet=hit.outlet,
        language=hit.language,
        day=hit.day,
        words="" if found == headline else within(found, allowed),
    )


def _send(db: Database, watch: Watch, sender: Sender | None, now: str) -> Told:
    """Send what is waiting and due of a watch."""
    told = Told()
    for notice in (n for n in notices(db, watch.id) if n.state == "open" and n.due <= now):
        if sender is None:
            return told + Told(problems=(problem("D065", watch.query, way=watch.notify),))
        try:
            sender(watch, notice)
        except (SendError, DeskError, OSError) as error:
            late = _later(notice, now, str(error))
            _keep(db, late)
            # What follows goes to the same place, and after this.
            return told + Told(problems=(_failed(watch, late),))
        _keep(db, msgspec.structs.replace(notice, state="sent", due="", problem=""))
        told += Told(matches=len(notice.matches), notices=1)
    if told.notices:
        _tidy(db, watch)
    return told


def _later(notice: Notice, now: str, detail: str) -> Notice:
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(notice.tries, 20))
    due = stamp(moment(now) + timedelta(seconds=wait))
    return msgspec.structs.replace(notice, tries=notice.tries + 1, due=due, problem=detail)


def _failed(watch: Watch, notice: Notice) -> Problem:
    code = "D064" if notice.tries >= MANY_TRIES else "D063"
    return problem(
        code,
        watch.query,
        count=str(len(notice.matches)),
        target=watch.target,
        detail=notice.problem.rstrip("."),
        tries=str(notice.tries),
        due=notice.due,
    )


def _keep(db: Database, notice: Notice) -> None:
    """Note what became of a notice, unless its watch was removed meanwhile."""
    with db.transaction() as connection:
        if shelf.get(connection, _NOTICES, notice.id) is not None:
            shelf.put(connection, _NOTICES, notice.id, msgspec.msgpack.encode(notice))


def _tidy(db: Database, watch: Watch) -> None:
    sent: Sequence[Notice] = [n for n in notices(db, watch.id) if n.state == "sent"]
    old = sorted(sent, key=lambda n: (n.at, n.id))[:-KEPT_NOTICES]
    shelf.remove(db, _NOTICES, *(n.id for n in old))
