"""What a publisher says, for machines to read, about the use of a page, and what that leaves free to publish."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from synoptic.intake.heads import PageHead, read_head

# Terms of text and data mining (TDM Reservation Protocol), as headers and as meta elements.
TDM = ("tdm-reservation", "tdm-policy")
# Preferences about use by machines: of the IETF's draft, and of a large host of sites.
PREFERENCES = ("content-usage", "content-signal")
# The directives for robots that speak of use; the others are about search engines.
DIRECTIVES = re.compile(r"(noai|noimageai|noarchive|nocache|nosnippet|max-snippet:\s*-?\d{1,9})", re.IGNORECASE)
PREFERENCE = re.compile(r"[a-z][a-z0-9-]{0,40}=[a-z0-9\"?-]{1,20}")
ROBOTS_LINE = re.compile(r"\s*(user-agent|content-usage|content-signal)\s*:\s*([^#]*)", re.IGNORECASE)
LONGEST_POLICY = 500
MOST_RULES = 1_000


class _Stated(NamedTuple):
    specific: int
    preference: str


class UsageLimits(msgspec.Struct, frozen=True, kw_only=True):
    """What may be published of a report: its full text or not, and the longest quotation (None: any).

    `longest_quote` counts characters; 0 means that no words may be shown. `reasons` are the signals behind it.
    """

    full_text: bool = True
    longest_quote: int | None = None
    reasons: tuple[str, ...] = ()


def signals(
    headers: Mapping[str, str], html: bytes | str | PageHead, *, site: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Return the usage signals of a page, sorted, each as `name=value`; `html` may be empty.

    `site` are the signals of its site's `tdmrep.json`, which the headers, and then the page itself, overrule.
    """
    head = read_head(html)
    found = _mining(headers, head, site)
    for name in PREFERENCES:
        for value in _values(headers, name):
            found |= _preferences(name, value)
    for value in _values(headers, "x-robots-tag"):
        found |= _directives(value)
    for name in ("robots", "synoptic"):
        found |= _directives(head.meta(name))
    return tuple(sorted(found))


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
    """Return the preferences that a robots.txt states for a path: for us by name, or else for every robot.

    Of the rules of one kind that fit, the one with the longest path counts. What stands above the first name is
    taken to be said to every robot.
    """
    found: dict[str, dict[str, _Stated]] = {"synoptic": {}, "*": {}}
    ours = False
    agents: list[str] = ["*"]
    listening = False
    for name, value in _robots_lines(text):
        if name == "user-agent":
            agents = [*agents, value.lower()] if listening else [value.lower()]
            ours = ours or "synoptic" in agents
            listening = True
            continue
        listening = False
        where, _, words = value.partition(" ") if value.startswith("/") else ("/", "", value)
        if not _fits(where, path):
            continue
        for agent in found.keys() & set(agents):
            for preference in _preferences(name, words):
                kind = preference.rpartition("=")[0]
                known = found[agent].get(kind, _Stated(0, ""))
                found[agent][kind] = max(known, _Stated(len(where), preference))
    return tuple(sorted(stated.preference for stated in found["synoptic" if ours else "*"].values()))


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
        "content-signal=ai-train=no",
        *(f"content-usage={name}=n" for name in ("train-ai", "train-genai", "ai-use", "ai", "bots")),
    )
)


def _mining(headers: Mapping[str, str], head: PageHead, site: tuple[str, ...]) -> set[str]:
    terms = {term.partition("=")[0]: term for term in site}
    for name in TDM:
        for value in (*_values(headers, name), head.meta(name)):
            terms[name] = _term(name, value) or terms.get(name, "")
    if terms.get("tdm-reservation") == "tdm-reservation=0":
        terms["tdm-policy"] = ""  # a policy says how to be let in where mining is reserved
    return set(terms.values()) - {""}


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
