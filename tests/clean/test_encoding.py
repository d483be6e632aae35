"""Bytes to text: which encoding, how it is known, and which bytes each character came from."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.clean.encoding import decode, decoding_problem, looks_binary

CZECH = "Přístavní rada v úterý rozhodla, že uzavře východní plavební dráhu pro tankery. " * 6
RUSSIAN = "Совет порта во вторник решил закрыть восточный проход для танкеров до конца недели. " * 6


def test_utf8_is_tried_before_what_the_page_declares() -> None:
    """Bytes that are strict UTF-8 are read as such, whatever a header says."""
    decoded = decode("“Übung”, sagte sie.".encode(), charset="iso-8859-1")
    assert (decoded.text, decoded.how) == ("“Übung”, sagte sie.", "strict utf-8")


@pytest.mark.parametrize(
    ("mark", "charset"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_text(mark: bytes, charset: str) -> None:
    """The mark says the encoding, and does not stand in the text."""
    decoded = decode(mark + "Fähre läuft auf".encode(charset))
    assert (decoded.text, decoded.charset, decoded.how) == ("Fähre läuft auf", charset, "bom")


def test_two_byte_units_are_known_without_a_mark() -> None:
    """UTF-16 without its mark is told by the zeros in every second byte."""
    assert decode("A ferry ran aground.".encode("utf-16-be")).text == "A ferry ran aground."


def test_a_declared_charset_is_believed_where_the_bytes_fit() -> None:
    """A page in Windows-1250 that says so is read as that."""
    decoded = decode(CZECH.encode("cp1250"), charset="windows-1250")
    assert (decoded.text, decoded.how) == (CZECH, "declared")


def test_a_meta_element_declares_the_charset_of_a_web_page() -> None:
    """The charset may stand in the page itself."""
    page = '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>' + RUSSIAN
    assert decode(page.encode("koi8-r"), is_html=True).text == page


def test_an_undeclared_charset_is_detected_and_said_to_be_a_guess() -> None:
    """A Cyrillic text in its old code page is read, and the reader is told that this was a guess."""
    decoded = decode(RUSSIAN.encode("cp1251"))
    assert decoded.text == RUSSIAN
    problem = decoding_problem(decoded, "page.txt", b"")
    assert problem is not None
    assert problem.code == "C102"


@pytest.mark.parametrize(
    ("charset", "words"),
    [
        ("cp1252", "El alcalde de Logroño dijo que mañana habrá una reunión de la comisión en el ayuntamiento. "),
        ("iso8859-2", "Wójt gminy powiedział, że w środę będzie następne zebranie i że się nie zgadza. "),
        ("cp1254", "Belediye başkanı bugün yapılan açıklamada köprünün bir hafta için kapatıldığını söyledi. "),
        ("cp1253", "Ο δήμαρχος είπε ότι δεν ξέρουμε ακόμη πόσοι ήρθαν και ότι θα το δούμε αύριο. "),
    ],
)
def test_undeclared_bytes_are_read_as_what_they_spell_best(charset: str, words: str) -> None:
    """Of the one-byte encodings the one is chosen in which the words are those of a language."""
    assert decode((words * 4).encode(charset)).text == words * 4


def test_a_declaration_that_the_bytes_contradict_is_not_believed() -> None:
    """Text in one byte a character that claims to have four is not read as that."""
    words = "“Naïve” façades – déjà vu, l’été à Montréal. " * 20
    assert decode(words.encode("cp1252"), charset="utf-32").text == words


def test_a_declared_codec_that_is_no_charset_is_ignored() -> None:
    """`base64` and names that do not exist are passed over."""
    for name in ("base64", "rot13", "no-such-charset", "\x00", "utf-7\n"):
        assert decode(b"caf\xe9 and more words in plain English here", charset=name).text.startswith("caf")


def test_a_few_broken_bytes_do_not_make_utf8_another_charset() -> None:
    """A cut character shows as U+FFFD, the rest is kept, and the reader is told."""
    decoded = decode(("Größe, Übung, Mühe, Bürger. " * 5).encode() + b"\xc3")
    assert decoded.text.startswith("Größe, Übung")
    assert decoded.text.endswith("\ufffd")
    problem = decoding_problem(decoded, "page.txt", b"")
    assert problem is not None
    assert problem.code == "C103"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG image"),
        (b"PK\x03\x04rest", "ZIP archive or office document"),
        (b"RIFF\x00\x00\x00\x00WEBP", "audio, image or film"),
        (b"\x00\x00\x00\x18ftypmp42", "film or audio"),
        (bytes(range(32)) * 20, "binary file"),
        (b"\xff\xfe" + b"\xff\xfe\xfd\x81" * 50, "binary file"),
        ("Le barrage a cédé.".encode("utf-16"), ""),
        (b"A plain report.\r\n\tWith a tab.", ""),
    ],
)
def test_files_that_are_no_text_are_named(content: bytes, name: str) -> None:
    """A picture, an archive or noise is called what it is; text is not."""
    assert looks_binary(content) == name


def test_a_binary_file_gives_a_problem_and_no_text() -> None:
    """Nothing is read of a PDF, and the message says what it is."""
    decoded = decode(b"%PDF-1.7 and so on")
    problem = decoding_problem(decoded, "a.pdf", b"%PDF-1.7 and so on")
    assert decoded.text == ""
    assert problem is not None
    assert "PDF" in problem.message


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16-le", "utf-8-sig", "utf-16"]))
def test_every_character_leads_to_the_bytes_it_came_from(text: str, charset: str) -> None:
    """The bytes behind a character decode to that character."""
    content = text.encode(charset, "replace")
    decoded = decode(content)
    for at, character in enumerate(decoded.text):
        start, end = decoded.raw_offsets.source(at, at + 1)
        assert content[start:end].decode(decoded.charset, "replace") == character


@given(st.binary(max_size=400), st.sampled_from(["", "utf-8", "shift_jis", "gb2312", "cp1252", "iso-2022-jp"]))
def test_any_bytes_can_be_decoded(content: bytes, charset: str) -> None:
    """Whatever bytes come in, there is a text (or none) and a map of its length."""
    decoded = decode(content, charset=charset, is_html=True)
    assert decoded.raw_offsets.length == len(decoded.text)
