"""Countries by their names in every language, their peoples, and the seats that stand for their governments."""

import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

Use = Literal["country", "people", "capital"]
LANGUAGES = ("en", "fr", "es", "de")
# CLDR territories that are no countries, or only parts of one.
_NOT_COUNTRIES = frozenset(["un", "ez", "xa", "xb", "zz", "qo", "ic", "ea", "dg", "cp", "ac", "ta"])
# Languages that write the adjectives of countries small.
_SMALL = frozenset(("fr", "es", "it", "pt", "nl", "de", "ca", "ro", "pl", "cs", "ru", "sv", "da", "nb"))
_FRENCH = (("éen", "éenne"), ("ien", "ienne"), ("on", "onne"), ("el", "elle"))
_SPANISH = (("és", "es"), ("án", "an"), ("ón", "on"), ("ín", "in"))


class CountryWord(msgspec.Struct, frozen=True):
    """What a word says of a country: its ISO code and whether it names it, its people or its capital."""

    code: str
    use: Use


def country_name(code: str) -> str:
    """Return the English name of a country, empty for an unknown code."""
    return _english().get(code, "")


def country_word(words: str, language: str = "en") -> CountryWord | None:
    """Return what words say of a country in a language (or in English), or None."""
    key = fold(words)
    found = _table(language).get(key)
    if found is None or (len(key) <= 3 and key.isascii() and not words.replace(".", "").isupper()):
        return None
    # "Reunión" is a meeting; the island is written with its own accent.
    if found.code == "RE" and "é" not in words.casefold():
        return None
    large = not words[0].islower()
    return found if large or (found.use == "people" and language in _SMALL) else None


def fold(words: str) -> str:
    """Return words in lower case without accents, with plain apostrophes and single spaces."""
    plain = unicodedata.normalize("NFKD", words.replace("’", "'").replace("ʼ", "'"))
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(kept.casefold().replace("-", " ").split())


@cache
def _english() -> dict[str, str]:
    # CLDR writes "&" and bracketed second names where running text does not.
    plain = {code: name.replace(" & ", " and ").split(" (")[0] for code, name in _territories("en").items()}
    return plain | {
        "TR": "Turkey",
        "HK": "Hong Kong",
        "MO": "Macao",
        "CD": "DR Congo",
        "CG": "Republic of the Congo",
    }


@cache
def _rows() -> dict[str, dict[str, str]]:
    """Return the table beside this module as {what: {code: forms}}."""
    rows = tomllib.loads(resources.files(__package__).joinpath("demonyms.toml").read_text(encoding="utf-8"))
    columns: dict[str, dict[str, str]] = {"also_called": rows.pop("also_called")}
    for number, what in enumerate((*LANGUAGES, "capital")):
        columns[what] = {code: row[number] for code, row in rows.items()}
    return columns


@cache
def _table(language: str) -> dict[str, CountryWord]:
    """Return the folded words for countries; names go before capitals, capitals before adjectives."""
    table: dict[str, CountryWord] = {}
    for code, names in _rows()["also_called"].items():
        _add(table, names.split("|"), CountryWord(code, "country"))
    for known in dict.fromkeys((language, "en")):
        for code, name in _territories(known).items():
            _add(table, (name, name.replace(" & ", " and ").split(" (")[0]), CountryWord(code, "country"))
    for code, names in _rows()["capital"].items():
        # "Rom" is a town in German only.
        _add(table, (n for n in names.split("|") if len(n) > 3 or language == "de"), CountryWord(code, "capital"))
    for known in dict.fromkeys((language, "en")):
        for code, forms in _rows().get(known, {}).items():
            for form in filter(None, forms.split("|")):
                _add(table, _inflected(form, known), CountryWord(code, "people"))
    return table


def _add(table: dict[str, CountryWord], names: Iterable[str], word: CountryWord) -> None:
    for name in names:
        if len(name) > 1:
            table.setdefault(fold(name), word)


def _territories(language: str) -> dict[str, str]:
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(language or "en").territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {c: n for c, n in names.items() if len(c) == 2 and c.isalpha() and c.lower() not in _NOT_COUNTRIES}


def _inflected(form: str, language: str) -> tuple[str, ...]:
    if language == "en":
        return (form,) if form.endswith(("s", "sh", "ch", "ese", "men")) else (form, form + "s")
    if language == "fr":
        return _french(form)
    if language == "es":
        return _spanish(form)
    if form[:1].islower():
        return tuple(form + ending for ending in ("", "e", "er", "en", "es", "em"))
    stem = form[:-1] if form.endswith("e") else form
    return (form, form + "n", form + "s", stem + "in", stem + "innen", stem + "en")


def _french(form: str) -> tuple[str, ...]:
    feminine = next((form.removesuffix(a) + b for a, b in _FRENCH if form.endswith(a)), "")
    feminine = feminine or (form if form.endswith("e") else form + "e")
    plural = form if form.endswith(("s", "x")) else form + "s"
    return (form, feminine, plural, feminine + "s")


def _spanish(form: str) -> tuple[str, ...]:
    for accented, plain in _SPANISH:
        if form.endswith(accented):
            stem = form.removesuffix(accented) + plain
            return (form, stem + "a", stem + "es", stem + "as")
    if form.endswith("o"):
        return (form, form[:-1] + "a", form + "s", form[:-1] + "as")
    if form.endswith("ol"):
        return (form, form + "a", form + "es", form + "as")
    return (form, form + "s", form + "es")
