"""Bytes to text: which encoding a page is in, how that is known, and which bytes each character came from."""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

import msgspec

from synoptic.clean.guessing import guess_charset
from synoptic.clean.offsets import Offsets, of_steps
from synoptic.errors import problem
from synoptic.news.problem import Problem

How = Literal["bom", "strict utf-8", "declared", "detected", "fallback"]
Trouble = Literal["", "binary", "guessed", "replaced"]


class Decoded(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a page, its encoding and how that was found; `raw_offsets` leads from characters to bytes.

    `trouble` is "binary" (no text was made), "guessed" (the encoding was), "replaced"
    (some bytes are U+FFFD), or "".
    """

    text: str
    charset: str
    how: How
    raw_offsets: Offsets
    trouble: Trouble = ""


def decoding_problem(decoded: Decoded, subject: str, content: bytes) -> Problem | None:
    """Return what a reader must know about how a page was decoded, None if nothing."""
    if decoded.trouble == "binary":
        return problem("C101", subject, path=subject, kind=looks_binary(content))
    if decoded.trouble:
        code = "C102" if decoded.trouble == "guessed" else "C103"
        return problem(code, subject, path=subject, charset=decoded.charset)
    return None


# The first bytes of files that are not pages, and what such a file is called in a message.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"PK\x03\x04", "ZIP archive or office document"),
    (b"PK\x05\x06", "ZIP archive"),
    (b"\x1f\x8b", "gzip archive"),
    (b"BZh", "bzip2 archive"),
    (b"\xfd7zXZ\x00", "xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (b"Rar!\x1a\x07", "RAR archive"),
    (b"\x28\xb5\x2f\xfd", "zstd archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office document"),
    (b"{\\rtf", "RTF document"),
    (b"ID3", "MP3 audio"),
    (b"OggS", "Ogg audio"),
    (b"fLaC", "FLAC audio"),
    (b"\x7fELF", "program"),
    (b"\x00\x00\x01\x00", "icon"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
    (b"SQLite format 3\x00", "SQLite database"),
)
BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
META_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
# Declared names that browsers read as a larger set, because that is what pages hold (WHATWG Encoding Standard).
READ_AS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
}


def decode(content: bytes, *, charset: str = "", is_html: bool = False) -> Decoded:
    """Return the text of a page: byte-order mark, strict UTF-8, declared, then detected charset."""
    if looks_binary(content):
        return Decoded(text="", charset="", how="fallback", raw_offsets=Offsets(), trouble="binary")
    for mark, name in BOMS:
        if content.startswith(mark):
            return _read(content, name, "bom", len(mark))
    wide = _wide(content)
    if wide:
        return _read(content, wide, "detected", 0)
    try:
        content.decode("utf-8")
        return _read(content, "utf-8", "strict utf-8", 0)
    except UnicodeDecodeError:
        pass
    for name in (charset, _declared(content) if is_html else ""):
        known = _known(name)
        if known and _fits(content, known):
            return _read(content, known, "declared", 0)
    return _detected(content)


def looks_binary(content: bytes) -> str:
    """Return what a file is called that is not text ("PDF", "JPEG image", "binary file"), '' for text."""
    head = content[:4096]
    for signature, name in SIGNATURES:
        if head.startswith(signature):
            return name
    if head[:4] == b"RIFF" and head[8:12] in (b"WAVE", b"WEBP", b"AVI "):
        return "audio, image or film"
    if head[4:8] == b"ftyp":
        return "film or audio"
    for mark, name in BOMS:
        if content.startswith(mark):
            return "binary file" if _is_noise(head[len(mark) :].decode(name, "replace")) else ""
    controls = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
    if b"\x00" in head:
        return "" if _wide(content) else "binary file"
    # Text in any single- or multi-byte encoding holds next to no control bytes; noise holds one in nine.
    return "binary file" if controls > max(2, len(head) // 50) else ""


def _is_noise(text: str) -> bool:
    """Return whether what a byte-order mark promised is no text: one character in twenty is none that is written.

    Marks inside the text, characters that no standard assigns, lone halves and those that could not be read.
    """
    none = sum(c in "\ufeff\ufffd" or unicodedata.category(c) in ("Cn", "Co", "Cs") for c in text[:-1])
    return none * 20 > len(text)


def _read(content: bytes, name: str, how: How, skip: int) -> Decoded:
    body = content[skip:]
    text = body.decode(name, "replace")
    broken = "\ufffd" in text and text.encode(name, "replace") != body
    return Decoded(
        text=text,
        charset=name,
        how=how,
        raw_offsets=_offsets(text, body, name, skip),
        trouble="replaced" if broken else "guessed" if how == "detected" and not name.startswith("utf") else "",
    )


def _wide(content: bytes) -> str:
    """Return "utf-16-le" or -be for text of two-byte units without a mark, which zeros in one half give away."""
    head = content[:4096]
    if len(head) < 4 or b"\x00" not in head:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    for name, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > half * 0.3 and others < half * 0.02:
            try:
                content[: len(content) // 2 * 2].decode(name)
                return name
            except UnicodeDecodeError:
                return ""
    return ""


def _declared(content: bytes) -> str:
    found = META_CHARSET.search(content[:4096])
    return (found[1] or found[2]).decode("ascii") if found else ""


def _known(name: str) -> str:
    try:
        known = codecs.lookup(name.strip()).name if name.strip() else ""
    except (LookupError, ValueError):
        return ""
    # Only encodings of text: base64, rot13 and the like are codecs too.
    return READ_AS.get(known, known) if known and getattr(codecs.lookup(known), "_is_text_encoding", True) else ""


def _fits(content: bytes, name: str) -> bool:
    """Return whether the bytes are text in a charset, but for a rare stray byte."""
    try:
        text = content.decode(name, "replace")
    except (UnicodeError, ValueError, LookupError):
        return False
    # A few stray bytes in a whole page are a slip; more mean that the declaration is wrong.
    return text.count("\ufffd") <= len(text) // 1000


def _detected(content: bytes) -> Decoded:
    high = sum(byte > 127 for byte in content)
    broken = content.decode("utf-8", "replace").count("\ufffd")
    # UTF-8 with a few broken bytes is still UTF-8: no other encoding makes so many valid sequences by chance.
    if high and broken * 10 <= high:
        return _read(content, "utf-8", "fallback", 0)
    name = _known(guess_charset(content))
    if name and _fits(content, name):
        return _read(content, name, "detected", 0)
    return _read(content, "cp1252", "fallback", 0)


WIDTHS = re.compile("[\x00-\x7f]+|[\x80-\u07ff]+|[\u0800-\uffff]+|[\U00010000-\U0010ffff]+")


def _offsets(text: str, body: bytes, name: str, skip: int) -> Offsets:
    if len(text) == len(body):
        return of_steps([(len(text), len(text))], skip)
    steps = list(_steps(text, name)) if "\ufffd" not in text else []
    if sum(taken for _, taken in steps) == len(body):
        return of_steps(steps, skip)
    return of_steps(_read_one_by_one(body, name), skip)


def _steps(text: str, name: str) -> Iterator[tuple[int, int]]:
    if name == "utf-8":
        for run in WIDTHS.finditer(text):
            yield run.end() - run.start(), (run.end() - run.start()) * len(run[0][0].encode())
        return
    for character in text:
        yield 1, len(character.encode(name, "replace"))


def _read_one_by_one(body: bytes, name: str) -> Iterator[tuple[int, int]]:
    """Yield the characters and bytes that each step of a decoder took, broken bytes included."""
    decoder = codecs.getincrementaldecoder(name)("replace")
    waiting = 0
    for at in range(len(body)):
        made = decoder.decode(body[at : at + 1], final=at + 1 == len(body))
        waiting += 1
        if made:
            yield len(made), waiting
            waiting = 0
