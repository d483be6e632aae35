"""The main text of a web page, as an extractor finds it."""

import logging

# Less than this many characters is no report: the next extractor is tried.
_LEAST = 120


def main_text(source: str) -> tuple[str, str]:
    """Return a page's main text and the name of what found it, both '' where nothing did."""
    found = _trafilatura(source)
    if len(found) >= _LEAST:
        return found, "trafilatura"
    other = _justext(source)
    if len(other) > len(found):
        return other, "justext"
    return found, "trafilatura" if found else ""


def _trafilatura(source: str) -> str:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        text = trafilatura.extract(source, include_comments=False, include_tables=True, deduplicate=False)
    except (ValueError, RecursionError, TypeError, AttributeError):
        return ""
    return text or ""


def _justext(source: str) -> str:
    import justext

    try:
        paragraphs = justext.justext(
            source.encode(), frozenset(), encoding="utf-8", stopwords_low=0, stopwords_high=0
        )
    except Exception:
        # justext fails on some broken trees with errors of many kinds; then there is simply no second opinion.
        return ""
    return "\n".join(p.text for p in paragraphs if not p.is_boilerplate)
