"""What a host's robots.txt allows (RFC 9309), and how long it wants between two visits."""

import re
from collections.abc import Callable
from typing import NamedTuple

from protego import Protego

from synoptic.intake.fetch_settings import FetchSettings
from synoptic.intake.guard import RefusedError
from synoptic.intake.remembered import Remembered

# The name under which a robots.txt can speak to us.
TOKEN = "synoptic"
PRODUCT = re.compile(r"[a-z0-9_*-]*")
AGENT_LINE = re.compile(r"\s*user[- ]?agent\b[\s:]*([^#]*)", re.IGNORECASE)


class RobotsFile(NamedTuple):
    """What was found at /robots.txt: its bytes, or why nothing may be fetched for now."""

    content: bytes = b""
    refused: RefusedError | None = None


class Rules(NamedTuple):
    """The rules of one host for us."""

    parsed: Protego | None = None
    refused: RefusedError | None = None
    text: str = ""

    def allow(self, address: str) -> bool:
        """Return whether an address may be fetched."""
        return self.parsed is None or self.parsed.can_fetch(address, TOKEN)

    @property
    def delay(self) -> float:
        """Return the seconds that the host wants between two visits; 0 if it does not say."""
        if self.parsed is None:
            return 0.0
        rate = self.parsed.request_rate(TOKEN)
        return max(self.parsed.crawl_delay(TOKEN) or 0.0, rate.seconds / rate.requests if rate else 0.0)


class Robots:
    """The rules of hosts, read when first needed and again when they are old."""

    def __init__(
        self, settings: FetchSettings, monotonic: Callable[[], float], read: Callable[[str], RobotsFile]
    ) -> None:
        self._settings = settings
        self._read = read
        self._known: Remembered[Rules] = Remembered(settings.most_robots, monotonic)

    def rules(self, origin: str) -> Rules:
        """Return the rules of an origin such as `https://news.example`."""
        return self._known.get(origin, self._made)

    def _made(self, origin: str) -> tuple[Rules, float]:
        found = self._read(f"{origin}/robots.txt")
        if found.refused is not None:
            return Rules(refused=found.refused), self._settings.robots_retry
        return read_rules(found.content, self._settings.largest_robots), self._settings.robots_time


def read_rules(content: bytes, largest: int) -> Rules:
    """Return the rules in the first `largest` bytes of a robots.txt."""
    text = content[:largest].decode("utf-8-sig", "replace")
    if len(content) > largest:
        text = text[: text.rfind("\n") + 1]  # half a rule may say the opposite
    ours = _ours(text)
    return Rules(parsed=Protego.parse(ours), text=ours)


def _ours(text: str) -> str:
    """Return a robots.txt without the names of other robots, whose number would multiply every rule."""
    kept: list[str] = []
    for line in text.splitlines():
        found = AGENT_LINE.match(line)
        if found is None:
            kept.append(line)
            continue
        name = (PRODUCT.match(found[1].strip().lower()) or [""])[0]
        shown = f"User-agent: {name if name in ('', '*', TOKEN) else 'another'}"
        if not kept or kept[-1] != shown:
            kept.append(shown)
    return "\n".join(kept)
