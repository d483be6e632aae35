"""The tables as they are now, for asking. How they came to be is in `migrations.py`; a test holds the two equal.

`place` numbers rows in the order in which they were written. Clocks are set back; places are not.
"""

from sqlalchemy import Boolean, Column, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=False)


def _number(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=key, autoincrement=False, nullable=False)


def _flag(name: str, *, key: bool = False) -> Column[bool]:
    return Column(name, Boolean, primary_key=key, nullable=False)


def _bytes(name: str) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False)


schema_version = Table("schema_version", metadata, _number("version", key=True), _text("title"))

sources = Table(
    "sources",
    metadata,
    _text("id", key=True),
    _number("place"),
    _text("kind"),
    _text("address"),
    _text("title"),
    _text("outlet"),
    _text("language"),
    _text("added"),
    _number("every"),
    _flag("paused"),
    _text("holder"),
    _text("leased"),
)

fetch_notes = Table(
    "fetch_notes",
    metadata,
    _text("address", key=True),
    _text("etag"),
    _text("last_modified"),
    _text("fetched"),
    _text("due"),
    _number("status"),
    _number("failures"),
    _text("moved_to"),
    _text("problem"),
)

# `announced` is the digest of all that the source says of the item; `body` the archive's digest of the content
# that the source itself gave, empty where the page has to be fetched.
items = Table(
    "items",
    metadata,
    _text("id", key=True),
    _number("place"),
    _text("source"),
    _text("address"),
    _text("carrier"),
    _text("form"),
    _text("body"),
    _text("charset"),
    _text("usage"),
    _text("announced"),
    _text("state"),
    _text("problem"),
    _text("due"),
    _text("holder"),
    _text("leased"),
)

# `place` is the order of first captures; `versions` counts those that ever were, `current` is the one to be read:
# the newest with a text. `story_key` is the id of the story that would be named after it.
addresses = Table(
    "addresses",
    metadata,
    _text("address", key=True),
    _number("place"),
    _number("versions"),
    _number("current"),
    _text("report"),
    _text("story_key"),
)

captures = Table(
    "captures",
    metadata,
    _text("address", key=True),
    _number("version", key=True),
    _number("place"),
    _text("report"),
    _text("digest"),
    _text("form"),
    _text("captured"),
    _text("charset"),
    _text("carrier"),
    _text("usage"),
    _text("source"),
    _flag("stub"),
    _text("previous"),
    _text("withdrawn"),
)

# `content` stands last, so that looking through days and digests does not read it.
readings = Table(
    "readings",
    metadata,
    _text("report", key=True),
    _text("made_by"),
    _text("day"),
    _text("digest"),
    _bytes("content"),
)

day_results = Table("day_results", metadata, _text("day", key=True), _text("digest"), _bytes("content"))

stories = Table("stories", metadata, _text("id", key=True), _text("first"), _text("last"), _text("reason"))

# Which reports tell a story (`told` true) and which only refer to it.
members = Table(
    "members",
    metadata,
    _text("story", key=True),
    _flag("told", key=True),
    _number("position", key=True),
    _text("report"),
)

comparisons = Table(
    "comparisons", metadata, _text("story", key=True), _text("inputs"), _text("made_by"), _bytes("content")
)

changes = Table(
    "changes",
    metadata,
    _text("id", key=True),
    _number("place"),
    _text("at"),
    _text("kind"),
    _text("story"),
    _text("report"),
    _text("words"),
)

leases = Table("leases", metadata, _text("task", key=True), _text("holder"), _text("leased"))

# Small things that other parts keep beside the desk, such as saved searches and what was told of them.
shelf = Table(
    "shelf", metadata, _text("shelf", key=True), _text("name", key=True), _number("place"), _bytes("content")
)
