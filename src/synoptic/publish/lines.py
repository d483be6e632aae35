"""Lines of plain text under construction, wrapped to a width."""

import textwrap
from collections.abc import Iterable

from synoptic.news.problem import Problem


class Lines:
    """Wrapped lines, headings and rules; `str()` gives the text."""

    def __init__(self, width: int) -> None:
        self.lines: list[str] = []
        self._width = max(24, width)

    def __str__(self) -> str:
        """Return the text with a line end after the last line."""
        return "\n".join(self.lines) + "\n"

    def text(self, words: str, first: str = "", rest: str = "") -> None:
        """Add words, the first line after `first`, the following ones after `rest` or as far in."""
        self.lines += textwrap.wrap(
            " ".join(words.split()),
            self._width,
            initial_indent=first,
            subsequent_indent=rest or " " * min(len(first), self._width // 3),
        ) or [first.rstrip()]

    def heading(self, words: str) -> None:
        """Add a heading after an empty line."""
        self.lines += ["", *textwrap.wrap(words.upper(), self._width)]

    def rule(self, mark: str) -> None:
        """Add a line of one mark across the width."""
        self.lines.append(mark * self._width)

    def problems(self, problems: Iterable[Problem]) -> None:
        """Add the problems met, each with its code, subject and message."""
        for number, problem in enumerate(problems):
            if not number:
                self.heading("problems")
            self.text(f"{problem.subject}: {problem.message}", f"  {problem.code} ")
