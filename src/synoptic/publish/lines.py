"""Lines of terminal text under construction, wrapped to a width, with a style for each kind of line."""

import io
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from synoptic.news.problem import Problem

# What a terminal would obey instead of showing: control characters (colours, cursor moves) and marks that
# turn the direction of all that follows. Strangers' words may hold them.
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e]")
_STYLES = {"title": "bold", "heading": "bold", "rule": "dim", "aside": "dim"}
_SIGNS = {"●": "green", "↻": "green", "◐": "yellow", "✕": "red"}
_CITED = re.compile(r"\[\d+(?:[–,] ?\d+)*\]")
_OURS = re.compile(r"\[(?:Only|They differ|Against that)[^\]]*\]")
_IDS = re.compile(r"\b[a-z_]+:[0-9a-f]{4,16}\b")


class Lines:
    """Wrapped lines, headings and rules; `str()` gives the bare text, `styled()` the lines for a terminal."""

    def __init__(self, width: int) -> None:
        self._lines: list[tuple[str, str]] = []
        self._width = max(24, width)
        self._measure = Console(width=self._width, file=io.StringIO())

    def __str__(self) -> str:
        """Return the text with a line end after the last line."""
        return "".join(f"{line}\n" for _, line in self._lines)

    def styled(self) -> Iterator[Text]:
        """Yield the same lines with their styles."""
        for kind, line in self._lines:
            text = Text(line, style=_STYLES.get(kind, ""))
            if kind == "heading" and line[:1] in _SIGNS:
                text.stylize(_SIGNS[line[0]])
            text.highlight_regex(_CITED, "cyan")
            text.highlight_regex(_OURS, "yellow")
            text.highlight_regex(_IDS, "dim")
            yield text

    def text(self, words: str, first: str = "", rest: str | None = None, kind: str = "") -> None:
        """Add words, the first line after `first`, the following ones after `rest` or as far in."""
        first = _OBEYED.sub("\N{REPLACEMENT CHARACTER}", first)
        hanging = cell_len(first) if rest is None else len(rest)
        plain = shown(words)
        if cell_len(first) != hanging or hanging > self._width // 3:
            # The first line does not end where the others begin: its beginning is wrapped with the words.
            plain = f"{first.strip()} {plain}".strip()
            first = first[: len(first) - len(first.lstrip())]
            hanging = len(first) + 4 if rest is None or hanging > self._width // 3 else hanging
        lines = self._wrapped(plain, self._width - max(cell_len(first), hanging))
        self._lines.append((kind, (first + lines[0]).rstrip()))
        self._lines += [(kind, " " * hanging + line) for line in lines[1:]]

    def heading(self, words: str) -> None:
        """Add a heading after an empty line."""
        self.gap()
        self._lines += [("heading", line) for line in self._wrapped(shown(words).upper(), self._width)]

    def rule(self, mark: str) -> None:
        """Add a line of one mark across the width."""
        self._lines.append(("rule", mark * self._width))

    def gap(self) -> None:
        """Add an empty line."""
        self._lines.append(("", ""))

    def problems(self, problems: Iterable[Problem], names: Mapping[str, str]) -> None:
        """Add the problems met, each with its code, subject (reports by their names) and message."""
        for number, problem in enumerate(problems):
            if not number:
                self.heading("problems")
            self.text(told(problem, names), f"  {problem.code}  ")

    def _wrapped(self, words: str, width: int) -> list[str]:
        # rich counts cells (a Chinese character takes two); it leaves the space at the end of a line.
        return [str(line).rstrip() for line in Text(words).wrap(self._measure, max(8, width))] or [""]


def told(problem: Problem, names: Mapping[str, str]) -> str:
    """Return a problem's message after its subject, where the message does not name it itself."""
    subject, message = names.get(problem.subject, problem.subject), problem.message
    message = message.replace(problem.subject, subject)
    return message if subject in message else f"{subject}: {message}"


def shown(words: str) -> str:
    """Return words on one line, without what a terminal would obey."""
    return _OBEYED.sub("\N{REPLACEMENT CHARACTER}", " ".join(words.split()))


def shortened(words: str, longest: int) -> str:
    """Return words on one line, cut at a space and marked with … where they are longer than asked."""
    return textwrap.shorten(shown(words), longest, placeholder=" …")
