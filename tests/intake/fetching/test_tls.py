"""Connections that are not safe bring nothing."""

import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from synoptic.intake.transport import Network
from tests.intake.fetching.conftest import Clock, Site, code, fetcher, serving


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a certificate for `post.example` that nobody has signed, with its key."""
    folder = tmp_path_factory.mktemp("certificate")
    key, made = folder / "key.pem", folder / "made.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-subj", "/CN=post.example", "-addext", "subjectAltName=DNS:post.example", "-days", "30"]
    try:
        subprocess.run([*command, "-keyout", key, "-out", made], check=True, capture_output=True, timeout=30)
    except FileNotFoundError:
        pytest.skip("openssl is not installed, so that no certificate can be made")
    both = folder / "both.pem"
    both.write_bytes(key.read_bytes() + made.read_bytes())
    return both


@pytest.fixture
def safe_site(certificate: Path) -> Iterator[Site]:
    """Return a server with that certificate."""
    site = Site()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    # The handshake is made by the thread that answers, so that a client that leaves does not stop the server.
    site.socket = context.wrap_socket(site.socket, server_side=True, do_handshake_on_connect=False)
    yield from serving(site)


def test_a_certificate_that_nobody_signed_is_refused(safe_site: Site, clock: Clock) -> None:
    """A forged page is worse than none: nothing is taken, and the message says why."""
    safe_site.page("/a")
    fetched = fetcher(clock).fetch(f"https://127.0.0.1:{safe_site.server_port}/a")
    assert (code(fetched), fetched.content) == ("I146", b"")
    assert "self-signed" in fetched.note.problem or "self signed" in fetched.note.problem
    assert safe_site.visits == []


def trusting(certificate: Path, address: str = "127.0.0.1") -> Network:
    """Return a network that trusts the certificate and finds every name at one address."""
    return Network(
        resolve=lambda host, port: [address], tls=lambda: ssl.create_default_context(cafile=str(certificate))
    )


def test_a_certificate_for_another_name_is_refused(safe_site: Site, clock: Clock, certificate: Path) -> None:
    """A trusted certificate counts for its own name only."""
    port = safe_site.server_port
    client = fetcher(clock, trusting(certificate), allowed_hosts=("post.example", "other.example"))
    safe_site.page("/a")
    assert client.fetch(f"https://post.example:{port}/a").content
    assert code(client.fetch(f"https://other.example:{port}/a")) == "I146"


def test_a_server_without_encryption_is_refused_under_https(site: Site, clock: Clock) -> None:
    """What answers in plain text where a safe connection was asked for is not believed."""
    assert code(fetcher(clock).fetch(f"https://127.0.0.1:{site.server_port}/")) == "I146"
