"""Numbers as they are written: digits by the convention of a language, words, and magnitudes behind either."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib import resources

import msgspec

# Languages that write 1,234.5; the others here write 1.234,5 (CLDR's number symbols).
_POINT_LANGUAGES = frozenset({"", "en", "ja", "zh", "ko", "he", "hi", "th", "ar", "ur", "fa", "bn", "ta"})
_DIGITS = r"\d{1,3}(?:[.,’'\u00a0\u202f\u2009]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_SPACED = r"\d{1,3}(?: \d{3})+(?!\d)(?:,\d+)?"
_SPACED_LANGUAGES = frozenset({"fr", "es", "ru", "uk", "sv", "no", "nb", "da", "fi", "pl", "cs", "pt", "bg"})
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
# "10 1/2", "10½": a whole number with a fraction; a lone 1/2 may be a date or a score.
_MIXED = rf"(?: [1-9]/[2-9](?![\d/])|[{''.join(_FRACTIONS)}])"
# Behind digits these are money and no hundreds: "64,2 cents".
_COINS = frozenset({"cent", "cents"})
_GAP = r"(?:[\s\u00a0]+|[-‐‑])"


class NumberWords(msgspec.Struct, frozen=True, kw_only=True):
    """The number words of one language."""

    words: dict[str, float] = {}
    scales: dict[str, float] = {}
    joiner: str = ""
    point: str = ""
    half: str = ""
    joined: bool = False


class Written(msgspec.Struct, frozen=True):
    """A number found in a text: where it stands, its value, and whether it was written in digits."""

    start: int
    end: int
    value: float
    digits: bool


@cache
def number_words(language: str) -> NumberWords:
    """Return the number words of a language; empty for one without a list."""
    return _lists().get(language, NumberWords())


def find_numbers(text: str, language: str) -> list[Written]:
    """Return the numbers written in a text, in digits or words, with their magnitudes."""
    found = []
    for match in _pattern(language).finditer(text):
        words = match.group()
        value = value_of(words, language)
        if value is not None:
            found.append(Written(match.start(), match.end(), value, not words[0].isalpha()))
    return found


def value_of(words: str, language: str) -> float | None:
    """Return the value of a number in digits or words; None if it is not one."""
    digits = re.match(rf"(?:{_SPACED}|{_DIGITS})" if language in _SPACED_LANGUAGES else rf"(?:{_DIGITS})", words)
    if words[:1] in _FRACTIONS:
        words, digits = f"0{words}", re.match("0", "0")
    if digits is None:
        return _words_value(words.casefold(), language)
    value = digits_value(digits.group(), language)
    tail = words[digits.end() :]
    mixed = re.match(_MIXED, tail)
    if mixed is not None:
        printed = mixed.group().strip()
        one, _, other = printed.partition("/")
        value += int(one) / int(other) if other else _FRACTIONS[printed]
        tail = tail[mixed.end() :]
    scales = number_words(language).scales
    for scale in re.findall(r"[^\W\d]+", tail.casefold()):
        value *= 1 if scale in _COINS else scales.get(scale, 1)
    return _round(value)


def digits_value(digits: str, language: str) -> float:
    """Return the value of printed digits by the language's use of point and comma."""
    plain = re.sub(r"[\s’'\u00a0\u202f\u2009]", "", digits)
    marks = re.findall(r"[.,]", plain)
    if not marks:
        return float(plain)
    decimal = "." if language in _POINT_LANGUAGES else ","
    if len(set(marks)) == 2:
        decimal = marks[-1]
    elif len(marks) > 1:
        decimal = ""
    elif not re.search(r"[.,]\d{3}$", plain) or plain.startswith("0"):
        # Anything but three digits behind a single mark cannot be a group of thousands.
        decimal = marks[0]
    whole = "".join(c for c in plain if c.isdigit() or c == decimal)
    return float(whole.replace(decimal, ".") if decimal else whole)


def number_pattern(language: str) -> str:
    """Return the pattern of a number of a language, without word boundaries."""
    lists = number_words(language)
    digits = f"(?:{_SPACED}|{_DIGITS})" if language in _SPACED_LANGUAGES else f"(?:{_DIGITS})"
    if not lists.words:
        return digits
    magnitudes = [s for s in lists.scales if s not in _COINS]
    scale = "|".join(map(re.escape, sorted(magnitudes, key=len, reverse=True)))
    short = "|".join(s for s in magnitudes if len(s) <= 3) or "(?!)"
    magnitude = rf"(?:(?:{short})\b\.(?=\s[^\W\dA-Z_])|(?:{scale})\b(?!\.\w))"
    digits = rf"(?:{digits}{_MIXED}?|[{''.join(_FRACTIONS)}])(?:[\s\u00a0-]?{magnitude})*"
    long_scale = "|".join(map(re.escape, sorted((s for s in lists.scales if len(s) > 2), key=len, reverse=True)))
    atom = "|".join(map(re.escape, sorted(lists.words, key=len, reverse=True)))
    if lists.joined:
        return rf"{digits}|(?:{atom}|{long_scale}|{lists.joiner}(?=\w))+(?:\s(?:{long_scale}))*"
    step = rf"(?:{_GAP}(?:{lists.joiner}{_GAP})?(?:{atom}|{long_scale})\b)"
    point = rf"(?:\s{lists.point}\s(?:{atom})\b(?:\s(?:{atom})\b)*)?" if lists.point else ""
    half = rf"(?:\s(?:{lists.half})\b)?" if lists.half else ""
    return rf"{digits}|(?:{atom}|{long_scale})\b{step}*{point}{half}"


@cache
def _pattern(language: str) -> re.Pattern[str]:
    # Digits may touch letters on both sides ("RM79", "54GB"): whether those are money or a unit is judged later.
    left = r"(?:(?<![\w.,])|(?<=\b[A-Z]{2})(?=\d)|(?<=\b[A-Z]{3})(?=\d))"
    right = r"(?:(?!\w)|(?<=\d)(?=[^\W\d_]))"
    return re.compile(rf"{left}(?:{number_pattern(language)}){right}", re.IGNORECASE)


def _words_value(words: str, language: str) -> float | None:
    lists = number_words(language)
    atoms = sorted([*lists.words, *lists.scales], key=len, reverse=True)
    if not atoms:
        return None
    half = re.search(rf"\s(?:{lists.half})$", words) if lists.half else None
    words = words[: half.start()] if half else words
    words, _, decimals = words.partition(f" {lists.point} ") if lists.point else (words, "", "")
    joiner = f"|{lists.joiner}" if lists.joiner else ""
    pattern = "|".join(map(re.escape, atoms))
    if not re.fullmatch(rf"(?:(?:{pattern}{joiner})[\s-]*)+", words):
        return None
    parts = re.findall(pattern, words)
    value = _sum(parts, lists)
    if decimals:
        shown = [f"{lists.words.get(w, 0):g}" for w in re.findall(pattern, decimals)]
        value += float("0." + "".join(shown))
    if half:
        # "Two and a half", "two million and a half".
        value += 0.5 * max(1.0, lists.scales.get(parts[-1], 1.0))
    return _round(value)


def _sum(parts: list[str], lists: NumberWords) -> float:
    """Return what number words add up to: what stands before the largest scale is multiplied by it."""
    scales = [(lists.scales[part], place) for place, part in enumerate(parts) if part in lists.scales]
    if not scales:
        return sum(lists.words[part] for part in parts)
    largest = max(scale for scale, _ in scales)
    place = next(place for scale, place in scales if scale == largest)
    before = _sum(parts[:place], lists) if place else 1.0
    return (before or 1.0) * largest + (_sum(parts[place + 1 :], lists) if place + 1 < len(parts) else 0.0)


def _round(value: float) -> float:
    # 7.2 * 1e9 must be 7200000000 exactly, or equal figures of two reports would not be equal.
    return float(f"{value:.12g}")


@cache
def _lists() -> dict[str, NumberWords]:
    source = resources.files(__package__).joinpath("number_words.toml").read_text(encoding="utf-8")
    made = {}
    for language, fields in tomllib.loads(source).items():
        pairs = {name: _with_plain(dict(_pairs(fields.get(name, "")))) for name in ("words", "scales")}
        made[language] = NumberWords(
            words=pairs["words"],
            scales=pairs["scales"],
            joiner=fields.get("joiner", ""),
            point=fields.get("point", ""),
            half=fields.get("half", ""),
            joined=bool(fields.get("joined", False)),
        )
    return made


def _with_plain(forms: dict[str, float]) -> dict[str, float]:
    """Return the forms together with those that hurried print leaves without accents ("millon")."""
    plain = {
        "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c)): value
        for form, value in forms.items()
    }
    return {**plain, **forms}


def _pairs(line: str) -> list[tuple[str, float]]:
    return [(word, float(value)) for word, value in (pair.split("=") for pair in line.split())]
