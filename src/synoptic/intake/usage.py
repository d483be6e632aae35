"""What a publisher says, for machines to read, about the use of a page, and what that leaves free to publish."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from synoptic.intake.heads import read_head

# Terms of text and data mining (TDM Reservation Protocol), as headers and as meta elements.
TDM = ("tdm-reservation", "tdm-policy")
# The directives for robots that speak of use; the others are about search engines.
DIRECTIVES = re.compile(r"(noai|noimageai|noarchive|nocache|nosnippet|max-snippet:\s*-?\d{1,9})", re.IGNORECASE)
PREFERENCE = re.compile(r"[a-z][a-z0-9-]{0,40}=[a-z0-9\"?-]{1,20}")
ROBOTS_LINE = re.compile(r"\s*(user-agent|content-usage|content-signal)\s*:\s*([^#]*)", re.IGNORECASE)
LONGEST_POLICY = 500
MOST_RULES = 1_000


class UsageLimits(msgspec.Struct, frozen=True, kw_only=True):
    """What may be published of a report: its full text or not, and the longest quotation (None: any).

    `longest_quote` counts characters; 0 means that no words may be shown. `reasons` are the signals behind it.
    """

    full_text: bool = True
    longest_quote: int | None = None
    reasons: tuple[str, ...] = ()


def signals(headers: Mapping[str, str], html: bytes | str) -> tuple[str, ...]:
    """Return the usage signals of a page, sorted, each as `name=value`; `html` may be empty."""
    head = read_head(html)
    found: set[str] = set()
    for name in TDM:
        found |= {_term(name, value) for value in (*_values(headers, name), head.meta(name))}
    for value in _values(headers, "content-usage"):
        found |= _preferences("content-usage", value)
    for value in _values(headers, "x-robots-tag"):
        found |= _directives(value)
    for name in ("robots", "synoptic"):
        found |= _directives(head.meta(name))
    return tuple(sorted(found - {""}))


def terms_of_site(document: bytes, path: str) -> tuple[str, ...]:
    """Return the signals of the first rule for a path in a site's `/.well-known/tdmrep.json`."""
    try:
        rules = msgspec.json.decode(document)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return ()
    for rule in rules[:MOST_RULES] if isinstance(rules, list) else ():
        if isinstance(rule, dict) and _fits(str(rule.get("location", "")), path):
            return tuple(sorted({_term(name, _plain(rule.get(name))) for name in TDM} - {""}))
    return ()


def terms_in_robots(text: str, path: str) -> tuple[str, ...]:
    """Return the preferences that a robots.txt states for a path: for us by name, or else for every robot."""
    found: dict[str, set[str]] = {"synoptic": set(), "*": set()}
    speaks: set[str] = set()
    agents: list[str] = []
    listening = False
    for name, value in _robots_lines(text):
        if name == "user-agent":
            agents = [*agents, value.lower()] if listening else [value.lower()]
            speaks |= set(agents)
            listening = True
            continue
        listening = False
        where, _, preferences = value.partition(" ") if value.startswith("/") else ("/", "", value)
        for agent in found.keys() & set(agents) if _fits(where, path) else ():
            found[agent] |= _preferences(name, preferences)
    return tuple(sorted(found["synoptic" if "synoptic" in speaks else "*"]))


def limits(signals: tuple[str, ...]) -> UsageLimits:
    """Return what the signals of a report leave free to publish."""
    closing: list[str] = []
    longest: int | None = None
    for signal in signals:
        if signal == "robots=nosnippet":
            longest = 0
        elif signal.startswith("robots=max-snippet:"):
            stated = int(signal.rpartition(":")[2])
            if stated < 0:  # -1 says that there is no limit
                continue
            longest = stated if longest is None else min(longest, stated)
        elif signal not in CLOSING:
            continue
        closing.append(signal)
    return UsageLimits(full_text=not closing, longest_quote=longest, reasons=tuple(closing))


# An export of full texts is a collection that others may mine or train on: who reserves that keeps the text.
CLOSING = frozenset(
    (
        "robots=noarchive",
        "robots=noai",
        "tdm-reservation=1",
        "content-usage=train-ai=n",
        "content-usage=bots=n",
        "content-usage=ai=n",
        "content-signal=ai-train=no",
    )
)


def _values(headers: Mapping[str, str], name: str) -> tuple[str, ...]:
    several = getattr(headers, "get_list", None)
    if several is not None:
        return tuple(several(name))
    return tuple(value for known, value in headers.items() if known.lower() == name)


def _term(name: str, value: str) -> str:
    value = " ".join(value.split())
    if name == "tdm-reservation":
        return f"{name}={value}" if value in ("0", "1") else ""
    return f"{name}={value}" if value.startswith(("https://", "http://")) and len(value) <= LONGEST_POLICY else ""


def _plain(value: Any) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value) if isinstance(value, int | str) else ""


def _preferences(name: str, words: str) -> set[str]:
    spaced = (part.strip().lower().replace(" ", "") for part in words.split(","))
    return {f"{name}={part}" for part in spaced if PREFERENCE.fullmatch(part)}


def _directives(value: str) -> set[str]:
    """Return the directives of one header or meta element, unless it speaks to another robot by name."""
    agent = re.match(r"\s*([\w-]+)\s*:", value)
    if agent and agent[1].lower() not in ("synoptic", "max-snippet", "unavailable_after", "max-image-preview"):
        if agent[1].lower() != "max-video-preview":
            return set()
    elif agent and agent[1].lower() == "synoptic":
        value = value[agent.end() :]
    found = (DIRECTIVES.fullmatch(part.strip()) for part in value.split(","))
    plain = {"".join(one[1].lower().split()) for one in found if one}
    return {f"robots={'noarchive' if one == 'nocache' else one}" for one in plain}


def _robots_lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        found = ROBOTS_LINE.match(line)
        if found:
            yield found[1].lower(), " ".join(found[2].split())


def _fits(pattern: str, path: str) -> bool:
    """Return whether a path begins with a pattern in which `*` stands for anything and a last `$` for the end."""
    if not pattern.startswith(("/", "*")):
        return False
    parts = pattern.removesuffix("$").split("*")
    if not path.startswith(parts[0]):
        return False
    place = len(parts[0])
    for part in parts[1:]:
        found = path.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    if not pattern.endswith("$"):
        return True
    return place == len(path) or (len(parts) > 1 and path.endswith(parts[-1]))
