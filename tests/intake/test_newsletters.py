"""Newsletters: several items in one letter, and mailboxes."""

import pytest

from synoptic.intake.newsletters import read_letter, read_mbox
from synoptic.intake.settings import IntakeSettings
from tests.intake.samples import LETTER_HTML, LETTER_TEXT, WORDS, letter, mbox

ONE_REPORT = f"""<html><body><h1>Harbour reopens after the storm</h1><p>{WORDS}</p><h2>What the port says</h2>
<p>{WORDS} It said so in <a href="https://port.example/note">a note</a>.</p><h2>What comes next</h2><p>{WORDS}</p>
<p><a href="https://l.example/share">Share this</a></p><p><a href="https://l.example/u">Unsubscribe</a></p></body></html>"""


@pytest.mark.parametrize("content", [letter(html=LETTER_HTML), letter(plain=LETTER_TEXT)], ids=["html", "text"])
def test_each_item_of_a_letter_is_a_report(content):
    """An item has its own headline and link, and the outlet and the day of the letter."""
    first, second = read_letter(content, "a.eml").items
    assert [one.carrier.title for one in (first, second)] == [
        "Harbour reopens after the storm",
        "Council raises the bus fare",
    ]
    assert [one.carrier.url for one in (first, second)] == ["https://l.example/1", "https://l.example/2"]
    assert {one.carrier.outlet for one in (first, second)} == {"The Morning Ledger"}
    assert {one.carrier.date for one in (first, second)} == {"2031-03-04T09:12:00+01:00"}
    assert [one.path for one in (first, second)] == ["a.eml#1", "a.eml#2"]
    assert WORDS.strip().encode() in first.content
    assert b"those who commute" in second.content
    assert b"Ferries" not in second.content


def test_the_sending_of_a_letter_is_not_part_of_its_items():
    """Greetings, links to the browser and the way out stay behind."""
    held = b"".join(one.content for one in read_letter(letter(html=LETTER_HTML), "a.eml").items)
    for words in (b"Good morning", b"browser", b"Unsubscribe", b"You receive", b"Read more"):
        assert words not in held


@pytest.mark.parametrize(
    "content",
    [letter(html=ONE_REPORT), letter(plain=WORDS * 3), letter(plain=f"{WORDS}\n\nhttps://l.example/1\n")],
)
def test_a_letter_that_is_one_report_stays_one(content):
    """Headings within a report, and links within its sentences, do not part it."""
    (page,) = read_letter(content, "a.eml").items
    assert (page.path, page.carrier.title) == ("a.eml", "Tuesday in Tarn")


def test_an_editors_column_before_the_items_is_kept():
    """A long text of the letter's own is a report of its own."""
    column = f"<p>{WORDS}</p>" * 5
    html = LETTER_HTML.replace("<p>Good morning from Tarn.</p>", column)
    pages = read_letter(letter(html=html), "a.eml").items
    assert [page.carrier.title for page in pages] == [
        "Tuesday in Tarn",
        "Harbour reopens after the storm",
        "Council raises the bus fare",
    ]
    assert pages[0].content.count(WORDS.strip().encode()) == 5


def test_news_about_networks_and_shares_is_news():
    """Words of the sending of letters also stand in headlines."""
    html = LETTER_HTML.replace("Council raises the bus fare", "Facebook shares fall in Tarn").replace(
        "Harbour reopens after the storm", "Sponsors leave the regatta"
    )
    assert len(read_letter(letter(html=html), "a.eml").items) == 2


def test_a_mailbox_gives_the_reports_of_each_mail():
    """Mails are parted where a mailbox parts them, and not at a sentence that begins with “From”."""
    plain = f"{WORDS}\n\nFrom Monday on ferries leave at noon.\n"
    made = read_mbox(mbox(letter(plain=plain), letter(html=LETTER_HTML)), "a.mbox", settings=IntakeSettings())
    assert [page.path for page in made.items] == ["a.mbox:1", "a.mbox:2#1", "a.mbox:2#2"]
    assert b"From Monday on" in made.items[0].content


def test_a_quoted_from_is_put_back():
    """Mailboxes mark lines that look like the start of a mail."""
    content = mbox(letter(plain=f"{WORDS}\n")).replace(b"Ferries to", b"\n>From noon ferries to")
    assert b"\nFrom noon" in read_mbox(content, "a.mbox", settings=IntakeSettings()).items[0].content


def test_a_mail_that_cannot_be_read_costs_only_itself():
    """The mails before and after it are read."""
    broken = b"Subject: x\nContent-Type: image/png\n\n\x00\x01\n"
    made = read_mbox(mbox(letter(plain=WORDS), broken, letter(plain=WORDS)), "a.mbox", settings=IntakeSettings())
    assert [page.path for page in made.items] == ["a.mbox:1", "a.mbox:3"]
    assert "I014" in [one.code for one in made.problems]


def test_a_mailbox_without_mail_is_said():
    """Words are no mailbox."""
    made = read_mbox(b"From here on\nwe walk.", "a.mbox", settings=IntakeSettings())
    assert [one.code for one in made.problems] == ["I128"]


def test_mails_beyond_the_limit_are_told():
    """The first mails are read."""
    made = read_mbox(mbox(*[letter(plain=WORDS)] * 3), "a.mbox", settings=IntakeSettings(most_reports=2))
    assert (len(made.items), [one.code for one in made.problems]) == (2, ["I119"])


def test_a_date_beyond_all_calendars_does_no_harm():
    """A year of thirty digits is kept as it is written, and the mail is read."""
    content = letter(plain=WORDS).replace(b"04 Mar 2031", b"04 Mar " + b"9" * 30)
    (page,) = read_letter(content, "a.eml").items
    assert WORDS.split()[0].encode() in page.content
