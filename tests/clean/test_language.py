"""The language of a text, and what a page declares."""

import pytest

from synoptic.clean.language import base_code, find_language
from synoptic.run.stage import LanguageGuess


class Guessing:
    """Tools that always guess the same language."""

    def __init__(self, code: str, certainty: float) -> None:
        self._guess = LanguageGuess(code, certainty)

    def language(self, text: str) -> LanguageGuess:
        """Return the guess."""
        return self._guess


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en-GB", "en"),
        ("pt_BR", "pt"),
        ("NB", "no"),
        ("iw", "he"),
        ("", ""),
        ("english", ""),
        ("zh-Hans-CN", "zh"),
    ],
)
def test_a_language_tag_is_read_to_two_letters(tag: str, code: str) -> None:
    """Regions and scripts are left out; names that are no code are no language."""
    assert base_code(tag) == code


def test_a_sure_guess_beats_the_declaration() -> None:
    """A template that says English around a Spanish text is not believed."""
    assert find_language("…", Guessing("es", 0.97), "en") == "es"  # type: ignore[arg-type]


def test_the_declaration_decides_where_the_guess_is_unsure() -> None:
    """A short or mixed text is in the language that the page says."""
    assert find_language("…", Guessing("es", 0.6), "ca") == "ca"  # type: ignore[arg-type]
    assert find_language("…", Guessing("es", 0.6)) == "es"  # type: ignore[arg-type]
    assert find_language("…", Guessing("es", 0.3)) == ""  # type: ignore[arg-type]


@pytest.mark.models
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Le conseil a voté la fermeture du chenal pour une semaine.", "fr"),
        ("El concejo votó cerrar el canal durante una semana. @puerto #canal https://t.example/x", "es"),
        ("Rada přístavu rozhodla, že kanál bude týden uzavřen.", "cs"),
    ],
)
def test_sentences_are_told_apart(words: str, code: str, tools) -> None:
    """The bundled model knows the language of one sentence, handles and addresses aside."""
    assert find_language(words, tools) == code
