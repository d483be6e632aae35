"""Whatever is done to a desk, in whatever order, it stays whole and loses nothing."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from synoptic.news.capture import StoryRecord
from synoptic.news.report import CarrierFields
from synoptic.store.captures import captures, first_captured, mark_stub, versions, withdraw
from synoptic.store.checking import check
from synoptic.store.connection import Database
from synoptic.store.queue import finish_item, open_items
from synoptic.store.readings import reading_marks, unread
from synoptic.store.retention import retain
from synoptic.store.stories import replace_stories, stories, story
from tests.store.builders import announce, item, note, read, take

PAGES = some.integers(1, 3)
TEXTS = some.sampled_from([b"<p>Two.", b"<p>Three.", b"<p>Subscribe!"])
TITLES = some.sampled_from(["The ferry is late", "The ferry is here"])
MINUTES = some.integers(0, 59)


class Desk(RuleBasedStateMachine):
    """A desk to which anything may happen, beside a plain account of what should be there."""

    @initialize()
    def make(self):
        """Begin with an empty desk."""
        self.folder = Path(tempfile.mkdtemp(prefix="desk-"))
        self.url = f"sqlite:///{self.folder / 'desk.sqlite'}"
        self.db = Database.create(self.url, self.folder / "archive")
        self.places = {}
        self.texts = {}
        self.now = 0

    def time(self):
        """Return a moment later than all before."""
        self.now += 1
        return f"2026-05-04T{self.now // 60:02}:{self.now % 60:02}:00Z"

    @rule(page=PAGES, title=TITLES)
    def announce(self, page, title):
        """A feed announces a page."""
        announce(self.db, item(page, carrier=CarrierFields(title=title)))

    @rule(content=TEXTS, minute=MINUTES)
    def gather(self, content, minute):
        """A gatherer takes one open page; its clock may be anywhere in an hour."""
        for one in open_items(self.db, self.time(), "one", 60, 1):
            self.keep(one, content, f"2026-05-04T08:{minute:02}:00Z")

    @rule(page=PAGES, content=TEXTS)
    def gather_late(self, page, content):
        """A slow gatherer comes with a page that somebody else may have taken."""
        self.keep(item(page), content, self.time())

    @rule(page=PAGES, state=some.sampled_from(["open", "refused"]))
    def fail(self, page, state):
        """A page does not answer."""
        finish_item(self.db, item(page), state, "I123", note(item(page).address, due=self.time()))

    @rule(page=PAGES)
    def withdraw(self, page):
        """A page is found gone."""
        withdraw(self.db, item(page).address, self.time())

    @rule()
    def read(self):
        """All that is unread is read; a page that asks for a subscription turns out to be a stub."""
        for one in unread(self.db, "stages 1"):
            read(self.db, one)
            if self.db.archive.get(one.digest) == b"<p>Subscribe!":
                mark_stub(self.db, one.report)

    @rule(together=some.booleans())
    def group(self, together):
        """The reports are put into one story, or each into its own."""
        reports = [mark.report for mark in reading_marks(self.db)]
        parts = [reports] if together else [[one] for one in reports]
        replace_stories(
            self.db,
            [StoryRecord(id=f"story:{part[0]}", reports=tuple(part), last="2026-05-04") for part in parts if part],
        )

    @rule()
    def reopen(self):
        """The process ends and another begins."""
        self.db.close()
        self.db = Database.open(self.url, self.folder / "archive")

    @precondition(lambda self: self.now > 5)
    @rule(day=some.sampled_from(["2026-05-04", "2026-05-05"]))
    def let_go(self, day):
        """What is old goes; on the first of these days nothing is."""
        gone = retain(self.db, day)
        if day == "2026-05-04":
            assert gone.captures == 0
        else:
            self.texts = {one.address: set() for one in captures(self.db, current=False, stubs=True)}
            assert self.texts == {}

    def keep(self, one, content, time):
        """Take a page, and put down what should be held from now on."""
        take(self.db, one, content, captured=time)
        self.texts.setdefault(one.address, set()).add(content)
        self.places.setdefault(one.address, len(self.places) + 1)

    @invariant()
    def is_whole(self):
        """The check finds nothing."""
        assert check(self.db) == ()

    @invariant()
    def has_lost_nothing(self):
        """Every text that came in is held, in versions that follow each other in time."""
        for address, texts in self.texts.items():
            held = versions(self.db, address)
            assert {self.db.archive.get(one.digest) for one in held} == texts
            assert [one.captured for one in held] == sorted(one.captured for one in held)
            assert len({one.version for one in held}) == len(held)
        assert first_captured(self.db) == self.places

    @invariant()
    def reads_what_has_a_text(self):
        """Each address has one current version: the newest with a text, if there is one."""
        for one in captures(self.db, stubs=True):
            texts = [v for v in versions(self.db, one.address) if not v.stub]
            assert one == (texts or versions(self.db, one.address))[-1]

    @invariant()
    def finds_every_story(self):
        """Each story is found under its id."""
        for one in stories(self.db):
            assert story(self.db, one.id) == one

    def teardown(self):
        """Leave nothing behind."""
        if hasattr(self, "db"):
            self.db.close()
            shutil.rmtree(self.folder)


TestAnyOrder = Desk.TestCase
TestAnyOrder.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
