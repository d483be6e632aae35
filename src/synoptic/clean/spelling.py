"""How words are spelt, language by language: enough to choose a letter whose second byte was lost.

The words are the frequency lists that justext carries (BSD licence), so nothing has to be trained or shipped.
Country and language names (CLDR) were tried as more words: no gain, .935 against .941 of lost letters right.
"""

import math
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

NAMES: dict[str, str] = {
    "sq": "Albanian", "az": "Azerbaijani", "eu": "Basque", "be": "Belarusian", "bs": "Bosnian", "bg": "Bulgarian",
    "ca": "Catalan", "hr": "Croatian", "cs": "Czech", "da": "Danish", "nl": "Dutch", "en": "English",
    "et": "Estonian", "fi": "Finnish", "fr": "French", "gl": "Galician", "de": "German", "el": "Greek",
    "hu": "Hungarian", "is": "Icelandic", "ga": "Irish", "it": "Italian", "lv": "Latvian", "lt": "Lithuanian",
    "mk": "Macedonian", "mt": "Maltese", "no": "Norwegian_Bokmal", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sr": "Serbian", "sk": "Slovak", "sl": "Slovenian", "es": "Spanish",
    "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "cy": "Welsh",
}  # fmt: skip
# Stands for every language at once: names in a text can come from any.
ANY = "*"
# The lists are in the order of frequency; their first words are what tells languages apart.
TELLING = 120
WORD = re.compile(r"[^\W\d_]+")
# Languages with fewer telling words than this share of the commonest language's are chance.
LEAST_OF_MOST, MOST_LANGUAGES = 0.35, 4
# How many spellings of a word with several lost letters are followed at once.
BEAM = 16
# Weights of three letters, two, one and any, in the chance of a letter after two others. Set by hand, the usual
# order of magnitude for interpolated models; words of the list itself decide most cases.
SHARES = (0.70, 0.22, 0.07, 0.01)
ALPHABET = 60
# A word of the list is taken for this many times likelier than its letters alone say.
LISTED = 60.0
# A spelling that stands elsewhere in the same text: as good as a listed word.
SEEN = 60.0

Weights = Mapping[str, float]


class Language(NamedTuple):
    """The words of a language (true if seen without a capital) and how often letters follow one another."""

    words: Mapping[str, bool]
    threes: Counter[str]
    twos: Counter[str]
    ones: Counter[str]
    total: int

    def chance(self, before: str, letter: str) -> float:
        """Return the chance of a letter after two others (`^` where a word begins)."""
        two, one = before[-2:], before[-1:]
        after_two, after_one = self.twos[two], self.ones[one]
        return (
            SHARES[0] * (self.threes[two + letter] / after_two if after_two else 0)
            + SHARES[1] * (self.twos[one + letter] / after_one if after_one else 0)
            + SHARES[2] * self.ones[letter] / self.total
            + SHARES[3] / ALPHABET
        )


@cache
def language(code: str) -> Language:
    """Return the spelling of a language in NAMES, or of all of them together (ANY)."""
    listed = [word for one in NAMES for word in _listed(one)] if code == ANY else list(_listed(code))
    words: dict[str, bool] = {}
    for word in listed:
        words[word.lower()] = words.get(word.lower(), False) or word.islower()
    threes: Counter[str] = Counter()
    twos: Counter[str] = Counter()
    ones: Counter[str] = Counter()
    for word in words:
        spelt = f"^^{word}$"
        for at in range(2, len(spelt)):
            threes[spelt[at - 2 : at + 1]] += 1
            twos[spelt[at - 1 : at + 1]] += 1
            ones[spelt[at]] += 1
        ones["^"] += 1
        twos["^^"] += 1
    return Language(words, threes, twos, ones, sum(ones.values()))


@cache
def _listed(code: str) -> tuple[str, ...]:
    """Return the words of a language, the commonest first."""
    lines = (files("justext") / "stoplists" / f"{NAMES[code]}.txt").read_text(encoding="utf-8")
    return tuple(dict.fromkeys(WORD.findall(lines)))


@cache
def _telling() -> dict[str, tuple[str, ...]]:
    """Return, for each telling word, the languages that it tells of."""
    found: dict[str, list[str]] = {}
    for code in NAMES:
        for word in dict.fromkeys(word.lower() for word in _listed(code)[:TELLING]):
            found.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in found.items()}


@cache
def known_names() -> frozenset[str]:
    """Return names with letters beyond a to z, in small letters: reports of every language spell them alike."""
    source = files(__package__).joinpath("given_names.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(source)["names"].lower().split())


def languages_in(text: str) -> dict[str, float]:
    """Return the languages whose commonest words stand in a text, each with its share; {} if there are none."""
    telling = _telling()
    counts: Counter[str] = Counter()
    for word in WORD.findall(text.lower()):
        codes = telling.get(word, ())
        for code in codes:
            # A word of one letter, or of many languages, says little.
            counts[code] += (1.0 if len(word) > 1 else 0.3) / math.sqrt(len(codes))  # type: ignore[assignment]
    most = max(counts.values(), default=0)
    ranked = sorted(counts, key=lambda code: (-counts[code], code))[:MOST_LANGUAGES]
    kept = {code: counts[code] ** 2 for code in ranked if counts[code] >= LEAST_OF_MOST * most}
    total = sum(kept.values())
    return {code: count / total for code, count in kept.items()} if total else {}


def spell(parts: Sequence[str], weights: Weights, seen: Mapping[str, int]) -> tuple[str, float]:
    """Return the likeliest word (lower case) of parts, each the letters possible there, and how much likelier.

    The second value is the natural logarithm of how many times likelier the word is than the next best.
    """
    models = tuple(weights.items())
    beam = [("^^", 0.0)]
    for letters in parts:
        grown = [
            (word + letter, score + (_chance(models, word, letter) if len(letters) > 1 or len(beam) > 1 else 0.0))
            for word, score in beam
            for letter in dict.fromkeys(letters)
        ]
        beam = sorted(grown, key=lambda one: (-one[1], one[0]))[:BEAM]
    ranked = []
    for word, score in beam:
        plain = word[2:]
        listed = sum(share for code, share in models if plain in language(code).words)
        bonus = math.log(1 + LISTED * listed + SEEN * (plain in seen))
        ranked.append((score + _chance(models, word, "$") + bonus, plain))
    ranked.sort(key=lambda one: (-one[0], one[1]))
    lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else math.inf
    return ranked[0][1], lead


def chance_of(letter: str, before: str, weights: Weights) -> float:
    """Return the logarithm of the chance of a letter after two others (`^` where a word begins)."""
    return _chance(tuple(weights.items()), before, letter)


def _chance(models: tuple[tuple[str, float], ...], before: str, letter: str) -> float:
    return math.log(sum(share * _in_language(code, before[-2:], letter) for code, share in models) or 1e-9)


@lru_cache(maxsize=200_000)
def _in_language(code: str, before: str, letter: str) -> float:
    return language(code).chance(before, letter)


def is_name(word: str, weights: Weights) -> bool:
    """Return whether the word is listed, and only with a capital, in the likeliest language that has it."""
    for code in sorted(weights, key=lambda code: (-weights[code], code)):
        listed = language(code).words.get(word.lower())
        if listed is not None:
            return not listed
    return False


def fit(words: Sequence[str], weights: Weights) -> float:
    """Return how well words are spelt for some languages: the mean logarithm of a letter's chance, below 0."""
    models = tuple(weights.items())
    total = letters = 0.0
    for word in words:
        before = "^^"
        for letter in word.lower() + "$":
            total += _chance(models, before, letter)
            before = before[-1] + letter
            letters += 1
    return total / letters if letters else 0.0
