"""Lines that repeat others of the page: pull quotes, and lines printed twice."""

from collections import Counter

from synoptic.clean.lines import Line
from synoptic.clean.sheet import Sheet, plain

# Shorter lines are repeated by chance; pull quotes are a sentence or two.
_SHORTEST, _LONGEST = 5, 60


def type_repeats(sheet: Sheet) -> None:
    """Type the lines whose words stand in a paragraph too, and the second of two equal lines."""
    open_lines = [(n, plain(sheet.lines[n].words)) for n in sheet.open() if not sheet.lines[n].main]
    whole = " \n ".join(words for _, words in open_lines if len(words.split()) > 12)
    twice = Counter(words for _, words in open_lines)
    seen: set[str] = set()
    for number, words in open_lines:
        count = len(words.split())
        if count >= _SHORTEST + 1 and words in seen:
            sheet.put(number, "furniture", "the same line stood before")
        elif _SHORTEST <= count <= _LONGEST and twice[words] == 1 and _quoted(sheet.lines[number]):
            itself = int(count > 12)
            if whole.count(words) > itself:
                sheet.put(number, "pullquote", "repeats words of a paragraph")
        seen.add(words)


def _quoted(line: Line) -> bool:
    return line.words[0] in "“\"«„‘'" or (not line.stopped and line.count >= 8)
