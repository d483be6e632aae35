"""XML from strangers, made safe before any parser sees it: decoded by us, without definitions or depth."""

import codecs
import re
from html import escape
from html.entities import html5
from typing import Any, NamedTuple
from xml.parsers import expat

from lxml import etree

from synoptic.errors import problem
from synoptic.news.problem import Problem

# Elements may lie this deep in one another. Feeds with XHTML inside stay under 40; libxml2 stops at 256.
DEEPEST = 200
# Attributes of one element. Feeds have under 20; the time that parsers take grows with the square of them.
MOST_ATTRIBUTES = 500
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00?\x00", "utf-16-le"), (b"\x00<\x00?", "utf-16-be"),
)  # fmt: skip
DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*?\?>", re.IGNORECASE)
DECLARED = re.compile(rb"\A\s*<\?xml\b[^>]*?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
# What may stand before the first element: space, comments, instructions, a document type without definitions.
PROLOG = re.compile(
    r"(?P<space>\s+|-->|\?>)|(?P<comment><!--)|(?P<note><\?)|(?P<type><!DOCTYPE[^>\[]{0,2000}>)", re.IGNORECASE
)
# Characters that XML 1.0 does not have; a parser stops at them.
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
FIRST = re.compile(r"<[A-Za-z_]")
ENTITY = re.compile(r"&(\w+);")
NUMBER = re.compile(r"&#(x[0-9a-f]+|[0-9]+);", re.IGNORECASE)
PLAIN_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}
ROOT = re.compile(r"<[A-Za-z_][\w:.-]*")
PREFIX = re.compile(r"</?([A-Za-z_][\w.-]{0,30}):[A-Za-z_]")
DECLARED_PREFIX = re.compile(r"\bxmlns:([\w.-]{1,31})\s*=")
# Feeds often use these without declaring them.
KNOWN_PREFIXES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
    "atom": "http://www.w3.org/2005/Atom",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
# Codecs that Python has and no document on the web is in; some of them hide markup from a check.
NO_CHARSETS = re.compile(
    r"utf[-_]?7|idna|punycode|unicode_escape|raw_unicode|cp\d*37|cp500|cp1140|cp273|undefined"
)


class Safe(NamedTuple):
    """The text of a document without its declaration and document type; None where it is refused."""

    text: str | None
    problems: list[Problem]


class Examined(NamedTuple):
    """What is wrong with the form of a document, empty where nothing is; whether it is like no feed is."""

    fault: str
    wild: bool
    elements: int
    root: str


def safe_xml(content: bytes, path: str, stated: str = "") -> Safe:
    """Return the document as text that no parser is led astray by, or the problem for which it is refused.

    `stated` is the charset that the transport gave.
    """
    text, problems = _decoded(content, path, stated)
    if not text.strip():
        return Safe(None, [problem("I101", path, path=path)])
    text = DECLARATION.sub("", text.lstrip("\ufeff"), count=1).lstrip()
    plain = _without_type(text)
    if plain is None:
        return Safe(None, [problem("I102", path, path=path)])
    return Safe(NO_XML.sub("", plain), problems)


def _decoded(content: bytes, path: str, stated: str) -> tuple[str, list[Problem]]:
    for mark, charset in MARKS:
        if content.startswith(mark):
            return content.decode(charset, "replace"), []
    declared = DECLARED.match(content[:400])
    named = [name for name in (declared[1].decode("ascii") if declared else "", stated) if name]
    try:
        # Bytes that are UTF-8 with letters beyond ASCII are never so by chance, whatever they are declared as.
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        other = [name for name in named[:1] if _plain(name) not in ("utf8", "usascii", "ascii")]
        wrong = other and not content.isascii() and _decodes(content, other[0]) is not None
        return text, [_charset(path, other[0], "utf-8")] if wrong else []
    for name in named:
        text_or_none = _decodes(content, name)
        if text_or_none is not None:
            return text_or_none, []
    return content.decode("cp1252", "replace"), [_charset(path, (named or ["utf-8"])[0], "windows-1252")]


def _decodes(content: bytes, charset: str) -> str | None:
    try:
        if NO_CHARSETS.search(codecs.lookup(charset).name.lower()):
            return None
        return content.decode(charset)
    except (LookupError, ValueError):
        return None


def _charset(path: str, stated: str, read: str) -> Problem:
    return problem("I103", path, path=path, stated=stated, charset=read)


def _plain(charset: str) -> str:
    return re.sub(r"[^a-z0-9]", "", charset.lower())


def _without_type(text: str) -> str | None:
    """Return a document without its document type; None where it defines anything, as no feed needs to."""
    place, types = 0, []
    while passed := PROLOG.match(text, place):
        place = passed.end()
        if passed.lastgroup == "type":
            types.append(passed.span())
        elif passed.lastgroup in ("comment", "note"):
            place = text.find("-->" if passed.lastgroup == "comment" else "?>", place)
            if place < 0:
                break
    # What stands before the first element is no definition either, however broken it is.
    first = FIRST.search(text, max(place, 0))
    if place >= 0 and "<!" in text[place : first.start() if first else len(text)]:
        return None
    for start, end in reversed(types):
        text = text[:start] + text[end:]
    return text


def examined(text: str) -> Examined:
    """Return whether a document is well formed, as far as that it is wild, its number of elements and its root."""
    depth = elements = 0
    wild, root = False, ""

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements, wild, root
        root = root or name.rpartition(" ")[2].lower()
        depth, elements = depth + 1, elements + 1
        wild = wild or depth > DEEPEST or len(attributes) > MOST_ATTRIBUTES

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    try:
        parser.Parse(text, True)
    except expat.ExpatError as fault:
        return Examined(str(fault), wild, elements, root)
    return Examined("", wild, elements, root)


def declared(text: str) -> str:
    """Return a document with HTML's names of characters and undeclared prefixes made known, as many feeds need."""
    text = NUMBER.sub(_numbered, ENTITY.sub(_character, text))
    return ROOT.sub(lambda found: found[0] + _undeclared(text), text, count=1)


def mended(text: str) -> str:
    """Return a document that is not well formed as one that is; what cannot be placed in it is dropped."""
    try:
        root = etree.fromstring(text.encode("utf-8"), guarded_parser())
    except (etree.XMLSyntaxError, ValueError):
        return ""
    return "" if root is None else str(etree.tostring(root, encoding="unicode", with_tail=False))


def guarded_parser() -> Any:
    """Return a parser of XML that mends, follows nothing and stops at great depth."""
    return etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _character(found: re.Match[str]) -> str:
    """Return the character of a name that HTML has and XML does not, and an ampersand for a name of neither."""
    if found[1] in PLAIN_ENTITIES:
        return found[0]
    return escape(html5.get(found[1] + ";", f"&{found[1]};"), quote=False)


def _numbered(found: re.Match[str]) -> str:
    """Return a character by number as it is, and nothing for a number that no character of XML has."""
    said = found[1].lower()
    number = (int(said[1:], 16) if said.startswith("x") else int(said)) if len(said) <= 8 else -1
    return found[0] if 0 < number <= 0x10FFFF and not NO_XML.match(chr(number)) else ""


def _undeclared(text: str) -> str:
    """Return declarations for the prefixes that a document uses and does not declare."""
    used = set(PREFIX.findall(text)) - set(DECLARED_PREFIX.findall(text)) - {"xml", "xmlns"}
    return "".join(
        f' xmlns:{name}="{KNOWN_PREFIXES.get(name, "urn:undeclared:" + name)}"' for name in sorted(used)
    )
