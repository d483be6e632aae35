"""What a careful reader found in an example, and whether words and spans agree with it."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from synoptic.news.report import Report, Span

# Where a dash was lost in a scrape, an en or an em dash is right.
_DASHES = str.maketrans({"—": "–", "\u2011": "-", "\u00a0": " ", "\u202f": " "})


class Expected:
    """The labels of an example folder, with the pages that its short outlet names stand for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.labels: dict[str, Any] = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
        self.pages = sorted(p for p in folder.iterdir() if p.suffix in (".txt", ".html", ".eml"))

    def reports(self, reports: Iterable[Report]) -> dict[str, Report]:
        """Return the report that each short outlet name stands for: the one whose file name holds it."""
        names = [str(path.name) for path in self.pages]
        found = {}
        for outlet in sorted({outlet for outlet, _ in self.labels["clean"]["furniture"]}):
            name = next(name for name in names if outlet in name)
            found[outlet] = next(r for r in reports if r.path.endswith(name))
        return found


def plain(words: str) -> str:
    """Return words with every run of white space as one space and every dash as an en dash."""
    return " ".join(unicodedata.normalize("NFC", words).translate(_DASHES).split())


def find_words(text: str, words: str) -> tuple[int, int] | None:
    """Return where words stand in a text, white space and dashes aside; None if they do not."""
    pieces = [re.escape(piece).replace("–", "[–—]") for piece in plain(words).split()]
    # The expected words were copied from a damaged page, where a no-break space is a plain one.
    found = re.search(r"[\s\u00a0]+".join(pieces), unicodedata.normalize("NFC", text))
    return found.span() if found else None


def touches(start: int, end: int, span: Span) -> float:
    """Return how much of the shorter of two ranges lies in both, 0 to 1."""
    shared = min(end, span.end) - max(start, span.start)
    shorter = min(end - start, span.end - span.start)
    return max(0.0, shared / shorter) if shorter else 0.0


def same_name(wanted: str, found: str) -> bool:
    """Return whether a name found is the one wanted: equal, or one holds every word of the other."""
    one, other = _name_words(wanted), _name_words(found)
    return bool(one and other) and (one <= other or other <= one)


def _name_words(name: str) -> set[str]:
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return set(re.findall(r"[a-z0-9]+", folded.replace("'s", ""))) - {"the", "a", "s", "of", "two"}
