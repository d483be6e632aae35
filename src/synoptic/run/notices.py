"""How new matches of a saved search are told: by mail, by a signed request, or in a feed file."""

import base64
import hashlib
import hmac
import smtplib
import ssl
from collections.abc import Callable, Mapping
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import httpx
import msgspec

from synoptic import __version__
from synoptic.news.watching import Match, Notice, Watch
from synoptic.publish.feeds import Feed, FeedEntry, FeedLink, atom, json_feed, rss
from synoptic.run.mail_settings import MailSettings
from synoptic.run.whole_files import whole_file

# Seconds after which a mail server or a receiver of requests is taken for silent.
_PATIENCE = 20.0
_OK = range(200, 300)
Post = Callable[[str, bytes, Mapping[str, str]], int]
NoticesOf = Callable[[Watch], tuple[Notice, ...]]


class SendError(Exception):
    """A notice could not be told; the words say why."""


class MailSender:
    """Sends a notice as a mail; sent again it has the same Message-ID, by which mail programs know it."""

    def __init__(self, settings: MailSettings, password: str, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._password = password
        self._clock = clock

    def __call__(self, watch: Watch, notice: Notice) -> None:
        """Send a notice; SendError if the server cannot be reached or does not take it."""
        try:
            message = mail_of(watch, notice, self._settings.sender, self._clock())
            with self._connected() as server:
                if self._settings.user:
                    server.login(self._settings.user, self._password)
                server.send_message(message)
        except (OSError, UnicodeError) as error:  # smtplib's own errors are OSErrors
            raise SendError(_in_one_line(error)) from error

    def _connected(self) -> smtplib.SMTP:
        host, port = self._settings.host, self._settings.port
        if self._settings.security == "tls":
            return smtplib.SMTP_SSL(host, port, timeout=_PATIENCE, context=ssl.create_default_context())
        server = smtplib.SMTP(host, port, timeout=_PATIENCE)
        if self._settings.security == "starttls":
            try:
                server.starttls(context=ssl.create_default_context())
            except BaseException:
                server.close()
                raise
        return server


class WebhookSender:
    """Sends a notice as a signed POST request, as the Standard Webhooks specification has it."""

    def __init__(self, post: Post, clock: Callable[[], datetime]) -> None:
        self._post = post
        self._clock = clock

    def __call__(self, watch: Watch, notice: Notice) -> None:
        """Send a notice; SendError if the receiver does not answer that it took it."""
        body = payload(watch, notice)
        try:
            status = self._post(watch.target, body, signed(watch, notice.id, body, self._clock()))
        except (OSError, httpx.HTTPError, httpx.InvalidURL) as error:
            raise SendError(_in_one_line(error)) from error
        if status not in _OK:
            raise SendError(f"the receiver answered {status}")


class FeedSender:
    """Writes a feed file with the latest notices of a watch; the file's ending says in which form."""

    def __init__(self, notices: NoticesOf) -> None:
        self._notices = notices

    def __call__(self, watch: Watch, notice: Notice) -> None:
        """Write the feed anew; DeskError D070 if the file cannot be written."""
        held = {one.id: one for one in (*self._notices(watch), notice)}
        content = feed_form(watch.target)(feed_of(watch, sorted(held.values(), key=lambda n: (n.at, n.id))))
        with whole_file(Path(watch.target)) as file:
            file.write(content)


def post_once(address: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Send one POST request, without following where it may lead; return the status of the answer."""
    with httpx.stream("POST", address, content=body, headers=dict(headers), timeout=_PATIENCE) as answer:
        # What the receiver says is of no use, and may be endless.
        return answer.status_code


def payload(watch: Watch, notice: Notice) -> bytes:
    """Return the JSON of a notice: equal bytes each time that it is sent."""
    body = {
        "type": "watch.matches",
        "id": notice.id,
        "watch": watch.id,
        "query": watch.query,
        "at": notice.at,
        "matches": notice.matches,
    }
    return msgspec.json.encode(body, order="deterministic")


def signed(watch: Watch, id: str, body: bytes, at: datetime) -> dict[str, str]:
    """Return the headers of a request: its id, its time, and the HMAC over both and the body."""
    stamp = str(int(at.timestamp()))
    digest = hmac.new(secret_key(watch.secret), f"{id}.{stamp}.".encode() + body, hashlib.sha256).digest()
    return {
        "content-type": "application/json",
        "user-agent": f"synoptic/{__version__}",
        "webhook-id": id,
        "webhook-timestamp": stamp,
        "webhook-signature": "v1," + base64.b64encode(digest).decode(),
    }


def secret_key(secret: str) -> bytes:
    """Return the key that a secret stands for: base64 after “whsec_”, else its own letters."""
    if secret.startswith("whsec_"):
        try:
            return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
        except ValueError:
            pass
    return secret.encode()


def mail_of(watch: Watch, notice: Notice, sender: str, at: datetime) -> EmailMessage:
    """Return the mail that tells a notice, in plain text."""
    count = len(notice.matches)
    message = EmailMessage()
    message["Subject"] = (
        f"{count} new {'report' if count == 1 else 'reports'}: {' '.join(watch.query.split())[:120]}"
    )
    message["From"] = sender or "synoptic@localhost"
    message["To"] = watch.target
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{notice.id.replace(':', '.')}@synoptic.invalid>"
    message["Auto-Submitted"] = "auto-generated"
    lines = [f"New reports that fit “{watch.query}”:", ""]
    for match in notice.matches:
        lines += [line for line in (_title(match), _source(match), match.words, _address(match)) if line] + [""]
    message.set_content("\n".join(lines))
    return message


def feed_of(watch: Watch, notices: list[Notice]) -> Feed:
    """Return the feed of a watch, the newest matches first."""
    entries = [
        FeedEntry(
            id=f"urn:synoptic:{notice.watch}:{match.report}",
            title=_title(match),
            updated=notice.at,
            link=_address(match),
            paragraphs=(match.words,) if match.words else (),
            sources=(FeedLink(outlet=match.outlet, title=match.headline, address=match.address),),
        )
        for notice in reversed(notices)
        for match in notice.matches
    ]
    return Feed(
        id=f"urn:synoptic:{watch.id}",
        title=f"Reports that fit “{watch.query}”",
        home="http://localhost/",
        updated=notices[-1].at if notices else watch.added,
        entries=tuple(entries),
    )


def feed_form(path: str) -> Callable[[Feed], bytes]:
    """Return the writer that the ending of a file asks for: .json, .atom, or RSS for every other."""
    return {".json": json_feed, ".atom": atom}.get(Path(path).suffix.lower(), rss)


def _title(match: Match) -> str:
    return match.headline or match.address or match.report


def _source(match: Match) -> str:
    return " · ".join(part for part in (match.outlet, match.day, match.language) if part)


def _address(match: Match) -> str:
    return match.address if match.address.startswith(("http://", "https://")) else ""


def _in_one_line(error: BaseException) -> str:
    return (" ".join(str(error).split()) or type(error).__name__)[:300]
