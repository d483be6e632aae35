"""Recognises a page that shows only the beginning of a report to readers without a subscription."""


def is_stub(text: str, html: bytes | str = b"") -> str:
    """Return why the text of a page is only a teaser of what is behind a paywall; empty if it is not."""
    raise NotImplementedError
