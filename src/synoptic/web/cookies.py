"""The two things that a reader's browser is asked to remember: settings, and the times of two visits."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal, get_args, get_type_hints

import msgspec
from litestar.datastructures import Cookie

SETTINGS_COOKIE = "synoptic-settings"
VISIT_COOKIE = "synoptic-visit"
_TIME = "%Y-%m-%dT%H:%M:%SZ"
# A year: a reader who comes back after a summer finds the page as it was left.
_LASTING = 365 * 86_400


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """How a reader wants the pages; nothing that tells one reader from another."""

    text: Literal["normal", "large", "larger"] = "normal"
    theme: Literal["auto", "light", "dark", "contrast"] = "auto"
    keys: Literal["on", "off"] = "on"


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """When the visit before this one was, empty if none is known, and when this one began."""

    before: str = ""
    now: str = ""


def reader_of(cookies: Mapping[str, str]) -> Reader:
    """Return the settings that a browser sent; what cannot be one of them counts as not set."""
    parts = [part.partition(":") for part in cookies.get(SETTINGS_COOKIE, "")[:200].split(".")]
    return chosen({name: value for name, _, value in parts})


def chosen(wanted: Mapping[str, str]) -> Reader:
    """Return the settings of a form; what cannot be one of them is left as it is by default."""
    known = {name: get_args(kind) for name, kind in get_type_hints(Reader).items()}
    kept = {name: value for name, value in wanted.items() if value in known.get(name, ())}
    return msgspec.convert(kept, Reader)


def reader_cookie(reader: Reader) -> Cookie:
    """Return the cookie that keeps settings."""
    value = ".".join(f"{name}:{value}" for name, value in msgspec.structs.asdict(reader).items())
    return _cookie(SETTINGS_COOKIE, value)


def visit_of(cookies: Mapping[str, str], now: datetime, seconds: int) -> Visit:
    """Return the visit that a request belongs to: a new one if the last look was so many seconds ago."""
    before, _, began = cookies.get(VISIT_COOKIE, "")[:60].partition("/")
    last = _time(began, now)
    if last is None:
        return Visit(now=now.strftime(_TIME))
    if now - last > timedelta(seconds=seconds):
        return Visit(before=last.strftime(_TIME), now=now.strftime(_TIME))
    known = _time(before, now)
    return Visit(before=known.strftime(_TIME) if known else "", now=last.strftime(_TIME))


def visit_cookie(visit: Visit) -> Cookie:
    """Return the cookie that keeps the times of two visits."""
    return _cookie(VISIT_COOKIE, f"{visit.before}/{visit.now}")


def forgotten() -> list[Cookie]:
    """Return cookies that make a browser forget both."""
    return [_cookie(name, "", 0) for name in (SETTINGS_COOKIE, VISIT_COOKIE)]


def _cookie(name: str, value: str, lasting: int = _LASTING) -> Cookie:
    return Cookie(key=name, value=value, max_age=lasting, path="/", httponly=True, samesite="lax")


def _time(words: str, now: datetime) -> datetime | None:
    """Return a time that a browser sent; None if it is none or lies in the future."""
    try:
        found = datetime.strptime(words, _TIME).replace(tzinfo=now.tzinfo)
    except ValueError:
        return None
    return found if found <= now else None
