"""Saved searches: each match is told once, whatever happens in between."""

import base64
import email
import email.policy
import hashlib
import hmac
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.errors import DeskError, QueryError
from synoptic.news.watching import Match, Notice, NotifyBy, Watch
from synoptic.run import watches
from synoptic.run.notices import (
    FeedSender,
    MailSender,
    MailSettings,
    SendError,
    WebhookSender,
    feed_form,
    feed_of,
    mail_of,
    payload,
    post_once,
)
from synoptic.run.watches import add_watch, remove_watch, tell_watches
from synoptic.store.connection import Database
from tests.run.kept_pages import keep
from tests.run.loopback import Mailbox, Receiver, mail_server, receiver

NOON, LATER, NEXT_DAY = "2026-05-04T12:00:00Z", "2026-05-04T12:05:00Z", "2026-05-05T12:05:00Z"
HOLDER = "desk:1"


def clock() -> datetime:
    """Return noon."""
    return datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """Give a new desk."""
    made = Database.create(f"sqlite:///{tmp_path / 'desk.sqlite'}", tmp_path / "archive")
    yield made
    made.close()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """Give a mail server."""
    with mail_server() as box:
        yield box


@pytest.fixture
def hook() -> Iterator[Receiver]:
    """Give a receiver of requests."""
    with receiver() as held:
        yield held


class Told:
    """Remembers what was sent, and fails as long as it is told to."""

    def __init__(self) -> None:
        self.notices: list[Notice] = []
        self.fault = ""

    def __call__(self, watch: Watch, notice: Notice) -> None:
        """Take a notice."""
        self.notices.append(notice)
        if self.fault:
            raise SendError(self.fault)

    @property
    def addresses(self) -> list[str]:
        """Return the addresses told, in order."""
        return [match.address for notice in self.notices for match in notice.matches]


def watch(query: str = "ferry OR bridge", notify: NotifyBy = "webhook", target: str = "") -> Watch:
    """Return a watch that has yet to be added."""
    return Watch(id="", query=query, notify=notify, target=target or "https://receiver.example/", added=NOON)


def by_mail(box: Mailbox) -> MailSender:
    """Return a sender to a mail server of the test."""
    settings = MailSettings(host="127.0.0.1", port=box.port, security="none", sender="desk@tidings.example")
    return MailSender(settings, "", clock)


def test_only_what_came_after_the_watch_is_told(db: Database) -> None:
    """What was there already is known; a new report that fits is told, and one that does not fit is not."""
    keep(db, 1, "The ferry is late again.")
    add_watch(db, watch())
    keep(db, 2, "The bridge is closed.")
    keep(db, 3, "The school has a new roof.")
    told = Told()
    assert tell_watches(db, {"webhook": told}, NOON, HOLDER).matches == 1
    assert told.addresses == ["https://tidings.example/2"]
    assert told.notices[0].matches[0].outlet == "Harbour Tidings"
    assert told.notices[0].matches[0].words == "The bridge is closed."


def test_a_match_is_told_once(db: Database) -> None:
    """Telling again without new reports tells nothing, not even of a new version of a page told before."""
    add_watch(db, watch())
    keep(db, 1, "The ferry is late again.")
    told = Told()
    tell_watches(db, {"webhook": told}, NOON, HOLDER)
    keep(db, 1, "The ferry is late again, and full.")
    tell_watches(db, {"webhook": told}, LATER, HOLDER)
    assert told.addresses == ["https://tidings.example/1"]


def test_a_failed_notice_is_told_again_with_the_same_id_and_words(db: Database) -> None:
    """A receiver that was down gets the same notice when its time has come, and not before."""
    add_watch(db, watch())
    keep(db, 1, "The ferry is late again.")
    told = Told()
    told.fault = "the receiver answered 503"
    first = tell_watches(db, {"webhook": told}, NOON, HOLDER)
    assert [(p.code, "503" in p.message) for p in first.problems] == [("D063", True)]
    assert tell_watches(db, {"webhook": told}, "2026-05-04T12:00:30Z", HOLDER).problems == ()
    told.fault = ""
    assert tell_watches(db, {"webhook": told}, LATER, HOLDER).matches == 1
    assert len(told.notices) == 2
    assert told.notices[0].id == told.notices[1].id
    assert payload(watch(), told.notices[0]) == payload(watch(), told.notices[1])


def test_a_desk_that_dies_while_sending_sends_again(db: Database) -> None:
    """The notice is written down before it is sent: after a crash the receiver gets the same one."""
    add_watch(db, watch())
    keep(db, 1, "The ferry is late again.")
    seen = []

    def dies(_: Watch, notice: Notice) -> None:
        seen.append(notice)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tell_watches(db, {"webhook": dies}, NOON, HOLDER)
    told = Told()
    assert tell_watches(db, {"webhook": told}, LATER, HOLDER).matches == 1
    assert told.notices == seen


def test_one_teller_at_a_time(db: Database) -> None:
    """While one tells, another finds nothing to do."""
    add_watch(db, watch())
    keep(db, 1, "The ferry is late again.")
    second = Told()

    def slow(_: Watch, __: Notice) -> None:
        assert tell_watches(db, {"webhook": second}, NOON, "desk:2").matches == 0

    assert tell_watches(db, {"webhook": slow}, NOON, HOLDER).matches == 1
    assert second.notices == []


def test_failures_wait_longer_each_time_and_never_give_up(db: Database) -> None:
    """After many tries the failure is an error; the matches are still kept and tried once a day."""
    add_watch(db, watch())
    keep(db, 1, "The ferry is late again.")
    told = Told()
    told.fault = "no route"
    codes, at = [], NOON
    for _ in range(12):
        codes += [p.code for p in tell_watches(db, {"webhook": told}, at, HOLDER).problems]
        at = watches.notices(db)[0].due
    assert codes == ["D063"] * 9 + ["D064"] * 3
    told.fault = ""
    assert tell_watches(db, {"webhook": told}, at, HOLDER).matches == 1


def test_without_a_way_to_send_matches_wait(db: Database) -> None:
    """A watch by mail on a desk without a mail server says so, and tells all once there is one."""
    add_watch(db, watch(notify="mail", target="ada@tidings.example"))
    keep(db, 1, "The ferry is late again.")
    assert [p.code for p in tell_watches(db, {}, NOON, HOLDER).problems] == ["D065"]
    told = Told()
    assert tell_watches(db, {"mail": told}, LATER, HOLDER).matches == 1


def test_many_matches_are_told_in_parts(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is left out where more reports fit than one notice holds."""
    monkeypatch.setattr(watches, "MOST_MATCHES", 2)
    monkeypatch.setattr(watches, "_PAGE", 2)
    add_watch(db, watch())
    for number in range(1, 6):
        keep(db, number, f"The ferry is late, for the {number}th time.")
    told = Told()
    assert tell_watches(db, {"webhook": told}, NOON, HOLDER) == watches.Told(matches=5, notices=3)
    assert len(set(told.addresses)) == 5


def test_words_that_a_publisher_reserves_are_not_told(db: Database) -> None:
    """A page that allows no snippet is told by its headline and address alone."""
    add_watch(db, watch())
    keep(db, 1, "The ferry is late again.", usage=("robots=nosnippet",))
    told = Told()
    tell_watches(db, {"webhook": told}, NOON, HOLDER)
    assert [(m.words, m.headline != "") for m in told.notices[0].matches] == [("", True)]


def test_a_removed_watch_tells_nothing_and_begins_anew(db: Database) -> None:
    """After removal nothing is told; added again, what is there by then counts as known."""
    kept = add_watch(db, watch())
    keep(db, 1, "The ferry is late again.")
    assert remove_watch(db, kept.id)
    assert not remove_watch(db, kept.id)
    told = Told()
    tell_watches(db, {"webhook": told}, NOON, HOLDER)
    add_watch(db, watch())
    tell_watches(db, {"webhook": told}, LATER, HOLDER)
    assert told.notices == []


def test_the_same_watch_is_kept_once(db: Database) -> None:
    """Adding the same search for the same place again returns the one that is there."""
    first = add_watch(db, watch())
    again = add_watch(db, msgspec.structs.replace(watch(), added=LATER))
    assert again == first
    assert watches.watches(db) == (first,)


@pytest.mark.parametrize(
    ("notify", "target", "code"),
    [
        ("mail", "ada at tidings", "D060"),
        ("mail", "ada@tidings.example\nBcc: all@tidings.example", "D060"),
        ("webhook", "file:///etc/passwd", "D061"),
        ("webhook", "https://\udce9.example/", "D061"),
        ("feed", " ", "D062"),
    ],
)
def test_a_target_that_cannot_be_told_is_refused(db: Database, notify: NotifyBy, target: str, code: str) -> None:
    """A target of the wrong kind is refused when the watch is added, with a code."""
    with pytest.raises(DeskError) as refused:
        add_watch(db, watch(notify=notify, target=target))
    assert refused.value.code == code


def test_bytes_that_are_no_text_do_not_stop_a_watch(db: Database) -> None:
    """A search typed in another encoding is kept with the sign for what could not be read."""
    assert add_watch(db, watch("caf\udce9")).query == "caf\ufffd"


def test_a_search_that_cannot_be_understood_is_refused(db: Database) -> None:
    """A watch that would never find anything is not kept."""
    with pytest.raises(QueryError):
        add_watch(db, watch("(ferry"))
    assert watches.watches(db) == ()


def test_a_mail_goes_through_a_mail_server(db: Database, mailbox: Mailbox) -> None:
    """The mail names the search and the reports, and reaches the server whole."""
    add_watch(db, watch("féry OR ferry", "mail", "ada@tidings.example"))
    keep(db, 1, "The ferry is late again.")
    assert tell_watches(db, {"mail": by_mail(mailbox)}, NOON, HOLDER).problems == ()
    mail = email.message_from_string(mailbox.mails[0], policy=email.policy.default)
    assert mail["To"] == "ada@tidings.example"
    assert mail["Subject"] == "1 new report: féry OR ferry"
    assert "The ferry is late again." in mail.get_content()
    assert "https://tidings.example/1" in mail.get_content()


def test_a_mail_that_was_taken_without_an_answer_is_sent_again_as_the_same(db: Database, mailbox: Mailbox) -> None:
    """Where the answer is lost the mail goes out again with the same Message-ID, by which it is known."""
    add_watch(db, watch(notify="mail", target="ada@tidings.example"))
    keep(db, 1, "The ferry is late again.")
    mailbox.deaf = True
    assert [p.code for p in tell_watches(db, {"mail": by_mail(mailbox)}, NOON, HOLDER).problems] == ["D063"]
    mailbox.deaf = False
    tell_watches(db, {"mail": by_mail(mailbox)}, LATER, HOLDER)
    ids = [email.message_from_string(mail)["Message-ID"] for mail in mailbox.mails]
    assert len(ids) == 2
    assert ids[0] == ids[1]


def test_a_refused_recipient_is_a_problem(db: Database, mailbox: Mailbox) -> None:
    """What a mail server says against an address is shown, and the matches are kept."""
    add_watch(db, watch(notify="mail", target="ada@tidings.example"))
    keep(db, 1, "The ferry is late again.")
    mailbox.refusal = "550 nobody of that name"
    problems = tell_watches(db, {"mail": by_mail(mailbox)}, NOON, HOLDER).problems
    assert "nobody of that name" in problems[0].message
    assert watches.notices(db)[0].state == "open"


def test_no_mail_leaves_in_the_open_unless_asked_for(db: Database, mailbox: Mailbox) -> None:
    """A server that cannot keep the connection secret gets no mail, rather than a plain one."""
    add_watch(db, watch(notify="mail", target="ada@tidings.example"))
    keep(db, 1, "The ferry is late again.")
    settings = MailSettings(host="127.0.0.1", port=mailbox.port, sender="desk@tidings.example")
    problems = tell_watches(db, {"mail": MailSender(settings, "", clock)}, NOON, HOLDER).problems
    assert "STARTTLS" in problems[0].message
    assert mailbox.mails == []


def test_a_request_is_signed(db: Database, hook: Receiver) -> None:
    """A receiver can check from the secret that the request is ours, and which notice it is."""
    secret = "whsec_" + base64.b64encode(b"between the two of us").decode()
    add_watch(db, msgspec.structs.replace(watch(target=hook.address), secret=secret))
    keep(db, 1, "The ferry is late again.")
    assert tell_watches(db, {"webhook": WebhookSender(post_once, clock)}, NOON, HOLDER).problems == ()
    headers, body = hook.requests[0]
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    wanted = base64.b64encode(hmac.new(b"between the two of us", signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{wanted}"
    assert msgspec.json.decode(body)["id"] == headers["webhook-id"]


@pytest.mark.parametrize("status", [302, 404, 500])
def test_an_answer_that_is_no_yes_is_a_failure(db: Database, hook: Receiver, status: int) -> None:
    """A redirect is not followed, and a refusal is not taken for success."""
    hook.status = status
    add_watch(db, watch(target=hook.address))
    keep(db, 1, "The ferry is late again.")
    problems = tell_watches(db, {"webhook": WebhookSender(post_once, clock)}, NOON, HOLDER).problems
    assert str(status) in problems[0].message
    assert len(hook.requests) == 1


def test_a_receiver_that_is_not_there_is_a_failure(db: Database) -> None:
    """A connection that is refused leaves a problem and the matches."""
    add_watch(db, watch(target="http://127.0.0.1:9/hook"))
    keep(db, 1, "The ferry is late again.")
    problems = tell_watches(db, {"webhook": WebhookSender(post_once, clock)}, NOON, HOLDER).problems
    assert [p.code for p in problems] == ["D063"]


@pytest.mark.parametrize("name", ["new.xml", "new.atom", "new.json"])
def test_a_feed_file_holds_the_latest_matches(db: Database, tmp_path: Path, name: str) -> None:
    """The file has every match once, the newest first, and is read back without a warning."""
    path = tmp_path / name
    add_watch(db, watch(notify="feed", target=str(path)))
    sender = FeedSender(lambda w: watches.notices(db, w.id))
    for number, at in ((1, NOON), (2, LATER), (3, NEXT_DAY)):
        keep(db, number, f"The ferry is late, for the {number}th time.")
        assert tell_watches(db, {"feed": sender}, at, HOLDER).problems == ()
    if name.endswith("json"):
        found = [item["url"] for item in msgspec.json.decode(path.read_bytes())["items"]]
    else:
        read = feedparser.parse(path.read_bytes())
        assert not read.bozo
        found = [entry.link for entry in read.entries]
    assert found == [f"https://tidings.example/{number}" for number in (3, 2, 1)]


def test_a_feed_that_cannot_be_written_is_a_problem(db: Database, tmp_path: Path) -> None:
    """A folder in the way of the file leaves a problem and the matches, and no half file."""
    path = tmp_path / "new.xml"
    path.mkdir()
    add_watch(db, watch(notify="feed", target=str(path)))
    keep(db, 1, "The ferry is late again.")
    told = tell_watches(db, {"feed": FeedSender(lambda w: ())}, NOON, HOLDER)
    assert [p.code for p in told.problems] == ["D063"]
    assert sorted(p.name for p in tmp_path.glob(".*")) == []


def test_old_notices_are_tidied_away(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the latest notices that were sent are kept; what they told is still not told again."""
    monkeypatch.setattr(watches, "KEPT_NOTICES", 2)
    add_watch(db, watch())
    told = Told()
    for number in range(1, 5):
        keep(db, number, "The ferry is late again.")
        tell_watches(db, {"webhook": told}, f"2026-05-04T12:0{number}:00Z", HOLDER)
    assert len(watches.notices(db)) == 2
    assert tell_watches(db, {"webhook": told}, NEXT_DAY, HOLDER).matches == 0
    assert len(told.addresses) == 4


WORDS = st.text(max_size=40)
MATCHES = st.builds(Match, report=WORDS, address=WORDS, headline=WORDS, outlet=WORDS, day=WORDS, words=WORDS)


@given(query=WORDS, matches=st.lists(MATCHES, min_size=1, max_size=3))
def test_words_of_strangers_never_break_a_notice(query: str, matches: list[Match]) -> None:
    """Whatever headlines hold, a mail keeps its headers, a request is JSON and a feed can be read."""
    asked = watch(query, "mail", "ada@tidings.example")
    notice = Notice(id="notice:1", watch="watch:1", at=NOON, matches=tuple(matches))
    mail = email.message_from_bytes(bytes(mail_of(asked, notice, "desk@tidings.example", clock())))
    assert (
        mail.keys()
        == email.message_from_bytes(
            bytes(mail_of(watch("ferry", "mail", asked.target), notice, "desk@tidings.example", clock()))
        ).keys()
    )
    assert len(msgspec.json.decode(payload(asked, notice))["matches"]) == len(matches)
    for name in ("a.xml", "a.atom"):
        assert not feedparser.parse(feed_form(name)(feed_of(asked, [notice]))).bozo
