"""Small servers on the loopback that take what a desk sends: mail and signed requests."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


class Mailbox:
    """What a mail server took, and what it answers when it refuses; `deaf` takes mails but never says so."""

    def __init__(self) -> None:
        self.port = 0
        self.mails: list[str] = []
        self.refusal = ""
        self.deaf = False


class _Smtp(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        box: Mailbox = self.server.box  # type: ignore[attr-defined]
        self._say("220 mail.example ready")
        for line in iter(self.rfile.readline, b""):
            word = line[:4].upper().strip()
            if word in (b"EHLO", b"HELO"):
                self._say("250-mail.example\r\n250-8BITMIME\r\n250 SMTPUTF8")
            elif word == b"RCPT" and box.refusal:
                self._say(box.refusal)
            elif word == b"DATA":
                self._say("354 go on")
                box.mails.append(self._content())
                if box.deaf:
                    return
                self._say("250 taken")
            elif word == b"QUIT":
                self._say("221 goodbye")
                return
            else:
                self._say("250 ok")

    def _content(self) -> str:
        lines = list(iter(lambda: self.rfile.readline().decode(), ".\r\n"))
        return "".join(lines)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """Give a mail server on the loopback, for as long as the block lasts."""
    box = Mailbox()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Smtp) as server:
        server.box = box  # type: ignore[attr-defined]
        box.port = server.server_address[1]
        with _running(server):
            yield box


class Receiver:
    """What a receiver of requests took, and the status that it answers."""

    def __init__(self) -> None:
        self.address = ""
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.status = 204


class _Http(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        held: Receiver = self.server.held  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["content-length"]))
        held.requests.append(({k.lower(): v for k, v in self.headers.items()}, body))
        self.send_response(held.status)
        self.send_header("location", "http://127.0.0.1:9/elsewhere")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def receiver() -> Iterator[Receiver]:
    """Give a receiver of requests on the loopback, for as long as the block lasts."""
    held = Receiver()
    with HTTPServer(("127.0.0.1", 0), _Http) as server:
        server.held = held  # type: ignore[attr-defined]
        held.address = f"http://127.0.0.1:{server.server_address[1]}/hook"
        with _running(server):
            yield held


@contextmanager
def _running(server: Any) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
