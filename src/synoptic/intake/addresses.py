"""Canonical addresses: one spelling for each page, without what only follows the reader about."""


def canonical(url: str) -> str:
    """Return the one spelling of an address; what is no web address comes back stripped of white space."""
    raise NotImplementedError


def canonical_of_page(html: bytes | str, url: str) -> str:
    """Return the canonical address that a page gives for itself on its own site; else that of `url`."""
    raise NotImplementedError
