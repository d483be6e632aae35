"""Whether the words that a feed carries are the whole report or only lead to it."""

import re
from html import unescape

from lxml import etree

# Scripts that write without spaces; two of their characters count as a word.
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
# The line that publishing systems add below every item, whole or not.
ADDED = re.compile(
    r"\s*(?:The post .{1,300} (?:appeared first on|first appeared on) .{1,100}"
    r"|Der Beitrag .{1,300} erschien zuerst auf .{1,100}"
    r"|L['’]article .{1,300} est apparu en premier sur .{1,100}"
    r"|La entrada .{1,300} (?:apareció primero en|se publicó primero en) .{1,100}"
    r"|L['’]articolo .{1,300} proviene da .{1,100}|O post .{1,300} apareceu primeiro em .{1,100})\Z",
    re.DOTALL,
)
# How a blurb ends: it breaks off, or sends the reader on.
LEADS_ON = (
    r"read (?:more|on|the (?:full|rest|whole))", "continue reading", "keep reading", "full (?:story|article)",
    "more at",
    "weiterlesen", "mehr lesen", "lesen sie (?:mehr|weiter)", "zum (?:ganzen )?artikel",
    "lire (?:la suite|plus|l['’]article)", "leer más", "seguir leyendo", "sigue leyendo",
    "ler mais", "leia mais", "continuar lendo", "continua a leggere", "leggi (?:tutto|l['’]articolo)",
    "lees (?:verder|meer)", "läs (?:mer|hela)", "les (?:mer|hele)", "læs (?:mere|hele)", "lue lisää",
    "czytaj (?:więcej|dalej)", "citește mai (?:mult|departe)", "devamını oku",
    "читать (?:далее|дальше|полностью)", "читати далі", "続きを読む", "阅读全文", "閱讀全文",
    "더 보기", "اقرأ المزيد",
)  # fmt: skip
BREAKS_OFF = re.compile(
    r"(?:…|\.\.\.|\[\s*(?:…|\.{3})\s*\]|\[\+\d+ chars\])\s*[»”\"')\]]*\s*\Z"
    rf"|(?<!\w)(?:{'|'.join(LEADS_ON)}).{{0,60}}\Z",
    re.IGNORECASE | re.DOTALL,
)


def is_whole(html: str, least: int) -> bool:
    """Return whether markup or text holds a whole report: enough words, and an ending that does not lead on."""
    text = plain_text(html)
    return amount(text) >= least and not BREAKS_OFF.search(ADDED.sub("", text[-800:])[-120:])


def plain_text(html: str) -> str:
    """Return the words of a piece of markup on one line."""
    if "<" not in html:
        return " ".join(unescape(html).split())
    try:
        root = etree.fromstring(f"<div>{html}</div>", etree.HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    if root is None:
        return ""
    etree.strip_elements(root, "script", "style", with_tail=False)
    return " ".join(" ".join(root.itertext()).split())


def amount(text: str) -> int:
    """Return how many words a text has, two characters a word in scripts without spaces."""
    return len(text.split()) + len(UNSPACED.findall(text)) // 2
