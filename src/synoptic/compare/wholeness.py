"""Whether the text held of a report is all of it, so that its silence could mean something."""

import re

from synoptic.news.annotation import Reading
from synoptic.news.comparison import Dossier

# Endings that say that there is more elsewhere, in the languages whose pages were looked at.
_GOES_ON = re.compile(
    r"(\.\.\.|…|\[\+?\d+ (chars|characters)\]|\b(read|see) (more|the full|the rest)\b|\bcontinue reading\b|"
    r"\bsubscribe to (read|continue)\b|\b(lire|en savoir) (la suite|plus)\b|\bleer más\b|\bseguir leyendo\b|"
    r"\bweiterlesen\b|\bcontinua a leggere\b|\bleia mais\b)\W*$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?。！？۔।…][\"'”’»)\]]*\s*$")
# A reprint that keeps less than this share of its original's length was cut (a choice, not measured).
_UNCUT = 0.85


def why_not_whole(dossier: Dossier, report: str) -> str:
    """Return why the text held of a report may lack what the report had; empty if it seems whole."""
    reading = dossier.reading(report)
    text = body_text(reading)
    if not text.strip():
        return "No body text of it is held."
    if _GOES_ON.search(text.strip()[-120:]) or _announces_more(reading):
        return "Its text ends with a pointer to more of it."
    if not _ENDS.search(text):
        return "Its text breaks off."
    if not _read_in_full(reading):
        return f"Its language ({reading.report.language or 'unknown'}) was not read in full."
    for link in dossier.links:
        if link.copy == report and link.kind in ("copy", "derived"):
            original = dossier.reading(link.original)
            if len(text) < _UNCUT * len(body_text(original)):
                return "It is a shortened reprint."
    return ""


def body_text(reading: Reading) -> str:
    """Return the body of a report, its blocks joined by line breaks."""
    return "\n".join(reading.report.words(block) for block in reading.report.blocks_of("body"))


def _announces_more(reading: Reading) -> bool:
    body = reading.report.blocks_of("body")
    after = [b for b in reading.report.blocks_of("furniture") if body and b.start >= body[-1].end]
    return bool(after) and bool(_GOES_ON.search(reading.report.words(after[0]).strip()[:80]))


def _read_in_full(reading: Reading) -> bool:
    read = [s.parsed for s in reading.sentences if s.block == "body"]
    return bool(read) and sum(read) >= 0.8 * len(read)
