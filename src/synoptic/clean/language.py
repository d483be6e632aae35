"""The language that a text is written in."""

import re

from synoptic.run.stage import Tools

# Below this certainty the guess is left out. Texts of two sentences and more are at .6 and above with the
# bundled model; lists of names and mixed lines fall below (looked at on the many-language part of html_fundus).
LEAST_CERTAINTY = 0.45
# A page's declared language is believed against a guess less sure than this: short and mixed texts fool the guess.
SURE = 0.8
# Addresses, handles and hashtags are in no language.
NOT_WORDS = re.compile(
    r"https?://\S+|www\.\S+|(?<!\S)\S{1,80}@\S+|[@#]\w+|(?<!\S)\S{1,80}\.(?:com|org|net|twitter)\S*"
)
SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "ji": "yi", "mo": "ro", "cmn": "zh"}


def find_language(text: str, tools: Tools, declared: str = "") -> str:
    """Return the ISO 639-1 code of the language of a text, '' when unsure.

    `declared` is what the page says (`en-GB` will do); it decides where the text itself is too short or mixed.
    """
    stated = base_code(declared)
    guess = tools.language(NOT_WORDS.sub(" ", text))
    found = base_code(guess.code)
    if found and guess.certainty >= (SURE if stated else LEAST_CERTAINTY):
        return found
    return stated


def base_code(tag: str) -> str:
    """Return the two-letter code in a language tag such as `pt-BR` or `en_GB`, '' if there is none."""
    code = re.split(r"[-_.;,\s]", tag.strip().lower())[0]
    code = SAME.get(code, code)
    return code if len(code) == 2 and code.isalpha() and code.isascii() else ""
