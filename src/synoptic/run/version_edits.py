"""Single edits between two versions of a sentence, and which of them change nothing that is told."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from synoptic.news.annotation import Reading, Sentence
from synoptic.news.report import Passage
from synoptic.news.versions import TextEdit
from synoptic.run.version_pairs import Pair
from synoptic.run.version_words import Word, folded, words_of

# Words above which a sentence is one edit as a whole: the comparison costs the product of both lengths, and no
# sentence of a report is that long (the longest of 3,060 in the labelled stories has 94 words).
LONGEST = 400
# Pairs of words that are compared within the sentences of one report; an ordinary report needs 30,000. What a page
# made to keep us busy holds beyond that is told sentence by sentence.
MOST_PAIRS = 1_000_000
# Letters that a word must have for a slip of the keyboard to be told from another word. Shorter words are one
# letter away from too many others (“form” and “from”, “now” and “not”).
LEAST_LETTERS, LEAST_FOR_LOST = 6, 8
# Words that are one slip apart and yet both words, as far as we know them.
_BOTH_WORDS = frozenset(
    frozenset(pair.split())
    for pair in (
        "later latter", "casual causal", "united untied", "infected inflected", "martial marital",
        "desert dessert", "planed planned", "staring starring", "scared scarred", "hoping hopping",
        "taping tapping", "sacred scared", "signed singed", "silver sliver", "dairies diaries",
        "breath breathe", "personal personnel", "defused diffused",
        "elicit illicit", "nuclear unclear", "conversation conservation", "moral morale",
    )
)  # fmt: skip
# In front of a hyphen or a space these make another meaning: “re-signed” is not “resigned”.
_OPENERS = frozenset({"re", "un", "not", "no", "non", "dis", "in", "co"})
_ARTICLES = {
    "en": frozenset({"the", "a", "an"}),
    "fr": frozenset({"le", "la", "les", "un", "une", "des"}),
    "es": frozenset({"el", "la", "los", "las", "un", "una", "unos", "unas"}),
    "de": frozenset({"der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines"}),
    "pt": frozenset({"o", "a", "os", "as", "um", "uma", "uns", "umas"}),
    "it": frozenset({"il", "lo", "la", "i", "gli", "le", "un", "uno", "una"}),
}


def edits_within(former: Reading, later: Reading, pairs: Iterable[Pair[Sentence]]) -> Iterator[TextEdit]:
    """Yield the edits that make sentences of the former version into those of the later one."""
    spent = 0
    for pair in pairs:
        one, other = plain(pair.former), plain(pair.later)
        old = words_of(former.report.text, one.start, one.end)
        new = words_of(later.report.text, other.start, other.end)
        spent += len(old) * len(new)
        if max(len(old), len(new)) > LONGEST or spent > MOST_PAIRS:
            yield TextEdit(former=one, later=other, small=False, reason="a very long passage was rewritten")
        else:
            yield from _edits((former, later), (one, other), old, new)


def plain(passage: Passage) -> Passage:
    """Return the bare passage of a record that is one."""
    return Passage(report=passage.report, start=passage.start, end=passage.end, words=passage.words)


def _edits(
    versions: tuple[Reading, Reading],
    passages: tuple[Passage, Passage],
    old: tuple[Word, ...],
    new: tuple[Word, ...],
) -> Iterator[TextEdit]:
    matcher = SequenceMatcher(None, folded(old), folded(new), autojunk=False)
    for kind, i, k, j, m in matcher.get_opcodes():
        if kind == "equal":
            continue
        before = _stretch(versions[0], passages[0], old, (i, k))
        after = _stretch(versions[1], passages[1], new, (j, m))
        reason = _slight(versions, before, after, (old[i:k], new[j:m]))
        yield TextEdit(former=before, later=after, small=bool(reason), reason=reason or "other words")


def _stretch(reading: Reading, whole: Passage, words: tuple[Word, ...], place: tuple[int, int]) -> Passage:
    """Return the passage of some words; empty, and placed after the word before, where there are none."""
    first, last = place
    if first < last:
        return reading.passage(words[first].start, words[last - 1].end)
    at = words[first - 1].end if first else whole.start
    return reading.passage(at, at)


def _slight(
    versions: tuple[Reading, Reading],
    before: Passage,
    after: Passage,
    words: tuple[tuple[Word, ...], tuple[Word, ...]],
) -> str:
    """Return why an edit changes nothing that is told; empty where it does, or may."""
    old, new = folded(words[0]), folded(words[1])
    joined = "".join(old), "".join(new)
    if joined[0] == joined[1] and joined[0].isalpha() and not _OPENERS.intersection(old + new):
        return "the same letters, spaced or joined otherwise"
    articles = _ARTICLES.get(versions[1].report.language, frozenset())
    if old != new and articles.issuperset((*old, *new)):
        return "an article"
    if _same_number(versions, before, after):
        return "the same number, written otherwise"
    if len(old) == len(new) and all(
        one == other or (not _is_name(versions[0], word) and slip(one, other))
        for one, other, word in zip(old, new, words[0], strict=True)
    ):
        return "a slip of spelling"
    return ""


def slip(one: str, other: str) -> bool:
    """Return whether two words differ by a slip of the keyboard or by a habit of spelling, and by nothing else."""
    one, other = one.replace("'", ""), other.replace("'", "")
    if not (one.isalpha() and other.isalpha()) or min(len(one), len(other)) < LEAST_LETTERS - 1:
        return False
    if frozenset((one, other)) in _BOTH_WORDS:
        return False
    if len(one) == len(other):
        return _swapped(one, other)
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and len(long) >= LEAST_LETTERS and _one_more(short, long)


def _swapped(one: str, other: str) -> bool:
    """Return whether two inner letters changed places, or an s stands for a z (“organise”, not “insured”)."""
    at = [i for i, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
    if len(at) == 1:
        return {one[at[0]], other[at[0]]} == {"s", "z"} and one[at[0] - 1] in "iy"
    if len(at) != 2 or at[1] != at[0] + 1 or not at[0] or len(one) < LEAST_LETTERS:
        return False
    return one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]


def _one_more(short: str, long: str) -> bool:
    """Return whether a letter was lost that is doubled, belongs to a habit of spelling, or stands well inside."""
    at = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if not at or long[:at] + long[at + 1 :] != short:
        return False
    doubled = long[at] == long[at - 1] and at < len(long) - 1
    habit = long[at - 1 : at + 2] == "our"
    # At the end it would be another form of the word (“minister”, “ministers”).
    inner = at < len(long) - 3 and len(long) >= LEAST_FOR_LOST
    return doubled or habit or inner


def _same_number(versions: tuple[Reading, Reading], before: Passage, after: Passage) -> bool:
    old = [f for f in versions[0].figures if f.start <= before.start < before.end <= f.end]
    new = [f for f in versions[1].figures if f.start <= after.start < after.end <= f.end]
    return any(
        f.low is not None and (f.low, f.high, f.unit, f.qualifier) == (g.low, g.high, g.unit, g.qualifier)
        for f in old
        for g in new
    )


def _is_name(reading: Reading, word: Word) -> bool:
    text = reading.report.text
    named = any(m.form != "pronoun" and m.start <= word.start and word.end <= m.end for m in reading.mentions)
    return named and text[word.start].isupper()
