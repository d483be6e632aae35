"""Identifiers that are a tagged hash of canonical content."""

import hashlib

import msgspec

_ENCODER = msgspec.json.Encoder(order="deterministic")


def content_id(kind: str, *parts: object) -> str:
    """Return `kind:` and 16 hex digits of BLAKE2b over the canonical JSON of the parts."""
    digest = hashlib.blake2b(_ENCODER.encode(parts), digest_size=8, person=kind.encode()[:16])
    return f"{kind}:{digest.hexdigest()}"


def digest_of(content: bytes) -> str:
    """Return the `blake2b:` digest of raw bytes."""
    return "blake2b:" + hashlib.blake2b(content, digest_size=16).hexdigest()


def report_id(content: bytes, form: str, carrier: object) -> str:
    """Return the id of the report on a page: it follows from its bytes and from what its carrier says of it."""
    return content_id("report", digest_of(content), form, carrier)
