"""OPML: lists of subscriptions, read and written."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from lxml import etree

from synoptic.errors import problem
from synoptic.intake.settings import IntakeSettings
from synoptic.intake.xml_text import declared, guarded_parser, safe_xml
from synoptic.news.capture import Source
from synoptic.news.ids import content_id
from synoptic.run.stage import Made

# The attributes that hold a feed's address: programs spell them in several ways.
ADDRESSES = ("xmlurl", "url", "feedurl", "feed")
WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class Subscription(msgspec.Struct, frozen=True, kw_only=True):
    """One feed of a list: its address, title, home page and language, and the folder it lies in ("World/Asia")."""

    address: str
    title: str = ""
    site: str = ""
    language: str = ""
    section: str = ""
    categories: tuple[str, ...] = ()


def read_opml(content: bytes, path: str, *, settings: IntakeSettings) -> Made[Subscription]:
    """Return the feeds of an OPML list, each address once."""
    text, problems = safe_xml(content, path)
    if text is None:
        return Made((), tuple(problems))
    try:
        root = etree.fromstring(declared(text).encode("utf-8"), guarded_parser())
    except (etree.XMLSyntaxError, ValueError) as fault:
        return Made((), (*problems, problem("I111", path, path=path, detail=str(fault).rstrip("."))))
    if root is None or _plain(root.tag) != "opml":
        return Made((), (*problems, problem("I111", path, path=path, detail="it does not begin with <opml>")))
    found: dict[str, Subscription] = {}
    lost = 0
    for subscription in _subscriptions(root):
        if not WEB.match(subscription.address):
            lost += 1
        elif len(found) < settings.most_items or subscription.address in found:
            found.setdefault(subscription.address, subscription)
        else:
            lost += 1
    if lost:
        problems.append(problem("I112", path, path=path, count=str(lost)))
    return Made(tuple(found.values()), tuple(problems))


def write_opml(subscriptions: Sequence[Subscription], *, title: str, made: str = "") -> bytes:
    """Return subscriptions as OPML 2.0, folders for their sections; `made` is when it is made (RFC 822)."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = _xml(title)
    if made:
        etree.SubElement(head, "dateCreated").text = _xml(made)
    folders: dict[str, Any] = {"": etree.SubElement(root, "body")}
    for one in sorted(subscriptions, key=lambda one: (one.section, one.title.casefold(), one.address)):
        said = {
            "text": one.title or one.address,
            "title": one.title,
            "type": "rss",
            "xmlUrl": one.address,
            "htmlUrl": one.site,
            "language": one.language,
            "category": ",".join(one.categories),
        }
        kept = {key: _xml(value) for key, value in said.items() if value}
        etree.SubElement(_folder(one.section, folders), "outline", kept)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return written


def source_of(subscription: Subscription, *, added: str = "") -> Source:
    """Return the source that a desk follows for a subscription."""
    return Source(
        id=content_id("source", "feed", subscription.address),
        kind="feed",
        address=subscription.address,
        title=subscription.title,
        language=subscription.language,
        added=added,
    )


def subscription_of(source: Source) -> Subscription:
    """Return the subscription of a source that is followed."""
    return Subscription(address=source.address, title=source.title, language=source.language)


def _subscriptions(root: Any) -> Iterator[Subscription]:
    """Yield every outline that is a feed, in the order of the list; the others are folders."""
    waiting: list[tuple[Any, tuple[str, ...]]] = [(root, ())]
    while waiting:
        element, section = waiting.pop()
        said = {_plain(key): value.strip() for key, value in element.attrib.items()}
        address = next((said[key] for key in ADDRESSES if said.get(key)), "")
        inside = section
        if _plain(element.tag) == "outline":
            name = said.get("title") or said.get("text", "")
            if address or said.get("type", "").lower() in ("rss", "atom", "feed"):
                yield _subscription(address, name, said, section)
            else:
                inside = (*section, name.replace("/", "\u2215")) if name else section
        waiting += [(child, inside) for child in reversed(element) if isinstance(child.tag, str)]


def _subscription(address: str, name: str, said: dict[str, str], section: tuple[str, ...]) -> Subscription:
    language = said.get("language", "")
    return Subscription(
        address=address,
        title="" if name == address else name,
        site=said.get("htmlurl", ""),
        language="" if language.lower() == "unknown" else language,
        section="/".join(section),
        categories=tuple(one.strip() for one in said.get("category", "").split(",") if one.strip()),
    )


def _folder(section: str, folders: dict[str, Any]) -> Any:
    """Return the outline of a section, made with those around it where there is none yet."""
    if section not in folders:
        above, _, name = section.rpartition("/")
        folders[section] = etree.SubElement(_folder(above, folders), "outline", {"text": _xml(name)})
    return folders[section]


def _plain(name: Any) -> str:
    return name.rpartition("}")[2].lower() if isinstance(name, str) else ""


def _xml(words: str) -> str:
    return NO_XML.sub("", words)
