"""Which misreading a text shows, and whether that is sure enough to touch it."""

import re
from collections.abc import Sequence

from synoptic.clean.lossy import Spotted, decode_runs, edits_of
from synoptic.clean.repairs import apply
from synoptic.clean.runs import Evidence, weigh
from synoptic.clean.spelling import fit, language, languages_in

# Sure signs of one misreading that must stand in a text before lost characters are guessed (design, section 4).
ENOUGH = 3
# Encodings with this share of the best one's sure signs are compared by the words they make.
NEARLY = 0.8
# Characters beside damaged ones that an encoding may leave unexplained more than another, as a share.
SPARE = 0.1
# As many characters and words tell encodings apart as well as the whole of a long text.
SAMPLE, MOST_WORDS = 6000, 300
# A lone â where an apostrophe or the edge of a quotation stands, and any other â.
SIGN = re.compile(
    r"(?<=[^\W\d_])â(?=(?:s|t|re|ve|ll|d|m)(?![^\W_]))|(?<![^\s([])â(?=[^\W_])|(?<=[\w.,!?%])â(?=[\s.,;:!?)â¦Ś]|$)",
    re.MULTILINE,
)
ISO = ("iso8859-1", "iso8859-2", "iso8859-9", "iso8859-15")


def find_misreading(text: str, hint: str) -> tuple[Evidence, bool] | None:
    """Return the misreading that a text shows and whether lost characters may be guessed; None if it is fine."""
    evidence = weigh(text)
    if not evidence:
        return None
    if evidence[0].strong < ENOUGH:
        found = _by_marks(text, evidence, hint)
        if found or not evidence[0].strong:
            return found
    close = [one for one in evidence if one.strong >= NEARLY * evidence[0].strong]
    # An encoding that explains every character, none of them lost, needs no second opinion.
    close = [one for one in close if not one.remnants and not one.unexplained] or close
    least = min(one.unexplained for one in close)
    close = [one for one in close if one.unexplained <= least + SPARE * (one.strong + one.remnants)]
    best = _by_words(text, close, hint) if len(close) > 1 else close[0]
    return best, best.strong >= ENOUGH or best.marked > 0


def _by_marks(text: str, evidence: Sequence[Evidence], hint: str) -> tuple[Evidence, bool] | None:
    """Return the misreading of a text whose only characters outside ASCII were quotes and dashes, all lost.

    Nothing whole speaks for it, so the text must be in a language that does not write â, and the lone â must
    stand where apostrophes and the edges of quotations do.
    """
    signs = len(SIGN.findall(text))
    if signs < ENOUGH or signs < 0.5 * text.count("â"):
        return None
    shares = languages_in(text)
    written = max(sorted(shares), key=lambda code: shares[code]) if shares else hint
    if not written or language(written).ones["â"]:
        return None
    lost = [one for one in evidence if one.name in ISO]
    return (lost[0], True) if lost else None


def _by_words(text: str, close: Sequence[Evidence], hint: str) -> Evidence:
    """Return the encoding in which the repaired text is spelt best; the first where they do not differ."""
    sample = _sample(text)
    readings: dict[tuple[Spotted, ...], list[Evidence]] = {}
    for one in close:
        spotted = tuple(decode_runs(sample, one.name, lossy=one.strong >= ENOUGH, weak=True))
        readings.setdefault(spotted, []).append(one)
    if len(readings) == 1:
        return close[0]
    made = {
        alike[0].name: apply(sample, edits_of(sample, spotted, alike[0].name, hint))[0]
        for spotted, alike in readings.items()
    }
    common = languages_in("\n".join(made.values()))
    scores = {name: fit(_special_words(words), common) if common else 0.0 for name, words in made.items()}
    firsts = [alike[0] for alike in readings.values()]
    return max(firsts, key=lambda one: scores[one.name])


def _sample(text: str) -> str:
    """Return lines of a text with characters outside ASCII, up to a length."""
    lines, length = [], 0
    for line in re.finditer(r"[^\n]*[^\x00-\x7f\n][^\n]*", text):
        lines.append(line[0][:SAMPLE])
        length += len(lines[-1])
        if length > SAMPLE:
            break
    return "\n".join(lines)


def _special_words(text: str) -> list[str]:
    words = [word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()]
    return words[:: max(1, len(words) // MOST_WORDS)]
