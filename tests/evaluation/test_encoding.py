"""The scorers of the repair of misread text, on cases counted by hand."""

from evaluation.damage import Damage
from evaluation.encoding import restored


def test_characters_and_words_are_counted_apart() -> None:
    """One of two words with letters outside ASCII is right, and one of its two letters in the other."""
    found = restored("señor Ibáñez said", "señor Ibánez said")
    assert (found.words, found.words_right) == (2, 1)
    assert (found.characters, found.characters_right) == (3, 2)
    assert found.wrong == (("Ibáñez", "Ibánez"),)


def test_plain_words_do_not_count() -> None:
    """Words of ASCII letters are no part of the score."""
    assert restored("the council", "the channel").words == 0


def test_any_dash_is_right_for_a_dash() -> None:
    """A lost dash cannot be told from a longer one."""
    assert restored("a – b", "a — b").characters_right == 1


def test_words_that_were_joined_are_wrong() -> None:
    """A lost space makes a wrong word, and the words around it still count."""
    found = restored("él está aquí ya", "él estáaquí ya")
    assert found.words_right == 1


def test_whole_damage_keeps_every_byte() -> None:
    """UTF-8 read as Windows-1252 is two characters a letter, undefined bytes as controls."""
    assert Damage("cp1252", False).of("é”") == "Ã©â€\x9d"


def test_lossy_damage_loses_what_does_not_print() -> None:
    """In ISO encodings the controls, the no-break space and the soft hyphen are gone; Windows keeps the space."""
    assert Damage("iso8859-2", True).of("Marívar’s") == "MarĂvarâs"
    assert Damage("cp1252", True).of("à") == "Ã "
