"""Newsletters in mails."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.intake.mail import read_mail

HTML = "<html><body><p>The channel is closed until Thursday, the council said.</p></body></html>"
PLAIN = "The channel is closed until Thursday, the council said."


def mail(*, plain: str = "", html: str = "", **headers: str) -> EmailMessage:
    """Return a newsletter with a plain part, an HTML part, or both."""
    message = EmailMessage()
    message["From"] = "The Brenning Post <news@post.example>"
    message["Subject"] = "Channel closed – für eine Woche"
    message["Date"] = "Tue, 04 Mar 2031 09:12:00 +0100"
    if plain:
        message.set_content(plain)
    if html:
        message.add_alternative(html, subtype="html") if plain else message.set_content(html, subtype="html")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return message


def test_subject_sender_and_date_come_from_the_headers() -> None:
    """A mail says its headline, its outlet, its day and its address."""
    message = mail(plain=PLAIN, Archived_At="<https://post.example/mail/1>", Content_Language="en")
    page = read_mail(message.as_bytes(), "a.eml").items[0]
    assert page.carrier.title == "Channel closed – für eine Woche"
    assert page.carrier.outlet == "The Brenning Post"
    assert page.carrier.date == "2031-03-04T09:12:00+01:00"
    assert (page.carrier.url, page.carrier.language) == ("https://post.example/mail/1", "en")


def test_the_html_part_is_taken_where_it_is_whole() -> None:
    """Of two equal parts the one with markup says more."""
    page = read_mail(mail(plain=PLAIN, html=HTML).as_bytes(), "a.eml").items[0]
    assert page.form == "html"
    assert b"until Thursday" in page.content


def test_the_plain_part_is_taken_where_the_html_only_points_elsewhere() -> None:
    """“View this in your browser” is not the newsletter."""
    page = read_mail(mail(plain=PLAIN * 5, html="<p>View in browser</p>").as_bytes(), "a.eml").items[0]
    assert page.form == "text"


def test_attachments_are_left_out_and_named() -> None:
    """The reader is told what was not read."""
    message = mail(plain=PLAIN)
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="agenda.pdf")
    made = read_mail(message.as_bytes(), "a.eml")
    assert len(made.items) == 1
    assert "agenda.pdf" in made.problems[0].message


@pytest.mark.parametrize(
    "content", [b"", b"From: x\n\n", b"Content-Type: multipart/mixed; boundary=x\n\n--x\n--x--"]
)
def test_a_mail_without_text_is_a_problem(content: bytes) -> None:
    """The message says that there is no part with text."""
    made = read_mail(content, "a.eml")
    assert made.items == ()
    assert made.problems[-1].code == "I014"


def test_a_broken_date_is_kept_as_it_is_written() -> None:
    """What is no date stays readable for the reader of problems."""
    content = b"From: a@b.example\nSubject: x\nDate: soon\n\n" + PLAIN.encode()
    assert read_mail(content, "a.eml").items[0].carrier.date == "soon"


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_any_bytes_are_a_mail_or_a_problem(head: bytes, body: bytes) -> None:
    """Broken headers and parts never raise."""
    made = read_mail(b"From: a@b.example\nContent-Type: " + head + b"\n\n" + body, "a.eml")
    assert made.items or made.problems
