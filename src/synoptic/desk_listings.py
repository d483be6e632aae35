"""What a desk holds, for readers: `synoptic desk stories`, `story` and `changes`."""

# A command has as many parameters as it has options.
# ruff: noqa: PLR0913

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from synoptic.desk_opening import AsJson, Folder, Width, one_of, opened, shortened_ids
from synoptic.errors import NotFoundError
from synoptic.news.capture import StoryChange, StoryRecord
from synoptic.terminal import columns, end_with, print_json, print_lines, remember, show_problems, writing

if TYPE_CHECKING:
    from synoptic.news.outlet import OutletCard
    from synoptic.publish.lines import Lines
    from synoptic.run.live import LiveDesk

_SINCE = "24h, 3 days ago, yesterday, last monday, 2026-05-04"
# Hits that are asked for first for each story of the list; where stories are large, more are asked for.
_HITS = 10
# The longest snippet of a report that is shown under its story.
_LONGEST = 200


class StoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """A story in a list; `first` and `last` are days, `found` the words that a search found, by report."""

    id: str
    headline: str
    reports: int
    origins: int
    outlets: tuple[str, ...]
    languages: tuple[str, ...]
    first: str
    last: str
    found: dict[str, str] = {}


class ChangeRow(StoryChange, frozen=True, kw_only=True):
    """An entry of the log with the headline of its story."""

    headline: str = ""


def stories(
    since: Annotated[str, typer.Option(metavar="TIME", help=f"Only those told since then: {_SINCE}.")] = "",
    search: Annotated[
        str, typer.Option(metavar="QUERY", help='Only those with reports that say so: "a b" OR c.')
    ] = "",
    lang: Annotated[str, typer.Option(metavar="CODE", help="Only those told in this language, such as es.")] = "",
    limit: Annotated[int, typer.Option(metavar="NUMBER", help="At most so many.", min=1)] = 20,
    as_json: AsJson = False,
    width: Width = 0,
    where: Folder = None,
) -> None:
    """List the stories: those told last first, or those that a search finds, the best first.

    **Examples**

    - `synoptic desk stories --since 24h`
    - `synoptic desk stories --search "border AND trade" --lang es`
    - `synoptic desk stories --search 'headline:strike -outlet:"The Paper"' --json`
    """
    found: list[tuple[StoryRecord, dict[str, str]]]
    with opened(where) as live:
        day = _day(live, since)
        if search or lang:
            found = _found(live, search, day, lang, limit)
        else:
            found = [(record, dict[str, str]()) for record in live.stories() if record.last >= day][:limit]
        rows = [_row(live, record, words) for record, words in found]
        ids = shortened_ids([record.id for record in live.stories()])
    if as_json:
        print_json(rows)
    else:
        print_lines(story_lines(rows, ids, columns(width)))


def _day(live: "LiveDesk", since: str) -> str:
    from synoptic.run.spans_of_time import since_when

    return since_when(since, live.clock()).date().isoformat() if since else ""


def _found(
    live: "LiveDesk", query: str, day: str, language: str, limit: int
) -> list[tuple[StoryRecord, dict[str, str]]]:
    """Return the stories whose reports a query finds, the best first, with the words that were found."""
    from synoptic.store import stories as store
    from synoptic.store.search import search

    most = limit * _HITS
    while True:
        hits = search(live.db, query, since=day, language=language, limit=most)
        told = store.stories_of(live.db, [hit.report for hit in hits])
        found: dict[str, dict[str, str]] = {}
        for hit in hits:
            if hit.report in told:
                found.setdefault(told[hit.report], {})[hit.report] = hit.snippet.words if query else ""
        if len(found) >= limit or len(hits) < most:
            break
        most *= 4
    records = {record.id: record for record in store.stories(live.db)}
    return [(records[story], words) for story, words in islice(found.items(), limit) if story in records]


def _row(live: "LiveDesk", record: StoryRecord, found: Mapping[str, str]) -> StoryRow:
    from synoptic.publish.names import outlet_names
    from synoptic.store import readings

    held = [reading.report for reading in readings.readings(live.db, record.reports).values()]
    compared = live.comparison(record.id)
    return StoryRow(
        id=record.id,
        headline=compared[1].headline if compared else next((r.headline for r in held if r.headline), ""),
        reports=len(record.reports),
        origins=len(compared[1].origins) if compared else 0,
        outlets=tuple(sorted(set(outlet_names(held).values()))),
        languages=tuple(sorted({report.language for report in held if report.language})),
        first=record.first,
        last=record.last,
        found=dict(found),
    )


def story_lines(rows: Sequence[StoryRow], ids: Mapping[str, str], width: int) -> "Lines":
    """Return stories as lines: headline, counts and id, outlets, and what a search found."""
    from synoptic.publish.lines import Lines, shortened
    from synoptic.publish.names import counted

    page = Lines(width)
    if not rows:
        page.text("No story. `synoptic desk gather` fetches what is followed.")
    for row in rows:
        page.text(row.headline or "(no headline)", kind="title")
        days = row.last if row.first == row.last else f"{row.first} – {row.last}"
        origins = counted(row.origins, "origin") if row.origins else "not compared yet"
        page.text(" · ".join((days, counted(row.reports, "report"), origins, ids[row.id])), "  ")
        page.text(", ".join(row.outlets) + f" ({', '.join(row.languages)})", "  ", kind="aside")
        for words in filter(None, row.found.values()):
            page.text(f"“{shortened(words, _LONGEST)}”", "    ", kind="aside")
    return page


def story(
    wanted: Annotated[str, typer.Argument(metavar="ID", help="Its id, or the beginning of it.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the JSON document instead.")] = False,
    html: Annotated[Path | None, typer.Option(metavar="DIR", help="Write its page into this folder.")] = None,
    width: Width = 0,
    where: Folder = None,
) -> None:
    """Show a story: what its reports agree on, what only one says, where they differ, who copied whom.

    An id that a story once had leads to the story that it became.

    **Examples**

    - `synoptic desk story 3f2a91`
    - `synoptic desk story story:3f2a91 --html out/`
    """
    from synoptic.desk_documents import story_document
    from synoptic.publish.data import to_json
    from synoptic.publish.plain import plain_lines

    with opened(where) as live:
        document = story_document(live, _meant(live, wanted))
    remember(to_json(document))
    if as_json:
        sys.stdout.buffer.write(to_json(document))
    elif html is None:
        print_lines(plain_lines(document, width=columns(width)))
    if html is not None:
        from synoptic.publish.site import write_site

        with writing(html):
            typer.echo(f"The page is {write_site(document, html)}", err=as_json)


def _meant(live: "LiveDesk", wanted: str) -> str:
    """Return the id of a story by its beginning; a whole id that no story has now may be one that a story had."""
    try:
        return one_of(wanted, [record.id for record in live.stories()], "story", "stories")
    except NotFoundError as error:
        if error.code != "D053":
            raise
        return wanted if wanted.startswith("story:") else f"story:{wanted}"


def changes(
    since: Annotated[str, typer.Option(metavar="TIME", help=f"Since then: {_SINCE}.")] = "24h",
    story: Annotated[str, typer.Option(metavar="ID", help="Only what happened to this story.")] = "",
    as_json: AsJson = False,
    width: Width = 0,
    where: Folder = None,
) -> None:
    """List what happened, as the desk saw it: new, changed, corrected, withdrawn, merged, split.

    **Examples**

    - `synoptic desk changes --since "last monday"`
    - `synoptic desk changes --since 2026-05-04 --json`
    """
    from synoptic.run.gathering import stamp
    from synoptic.run.spans_of_time import since_when
    from synoptic.store import stories as store

    with opened(where) as live:
        log = store.changes(live.db, stamp(since_when(since, live.clock())))
        if story:
            meant = _meant(live, story)
            now = store.story(live.db, meant)
            if now is None:
                raise NotFoundError("D053", kind="story", wanted=story, listing="stories")
            log = tuple(change for change in log if change.story in (meant, now.id))
        headlines = _headlines(live, {change.story for change in log if change.story})
        ids = shortened_ids([record.id for record in live.stories()])
    rows = [ChangeRow(**msgspec.structs.asdict(c), headline=headlines.get(c.story, "")) for c in log]
    if as_json:
        print_json(rows)
    else:
        print_lines(change_lines(rows, ids, columns(width)))


def outlets(
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="Only those whose name or site holds this.")] = "",
    as_json: AsJson = False,
    width: Width = 0,
    where: Folder = None,
) -> None:
    """Show what the desk's own reports say of each outlet: copies, own accounts, languages, length, corrections.

    Your own outlets go into `outlets.toml` in the desk's folder, ratings that you bring into `ratings.csv`.

    **Examples**

    - `synoptic desk outlets`
    - `synoptic desk outlets "the paper" --json`
    """
    from synoptic.run.desk_outlets import desk_cards

    with opened(where) as live:
        made = desk_cards(live.db, live.folder)
    wanted = name.casefold()
    cards = [card for card in made.items if wanted in " ".join((card.name, *card.domains)).casefold()]
    if as_json:
        print_json(cards)
    else:
        print_lines(card_pages(cards, columns(width)))
    show_problems(made.problems)
    end_with(made.problems)


def card_pages(cards: Sequence["OutletCard"], width: int) -> "Lines":
    """Return the cards of outlets as lines, the name of each as a heading."""
    from synoptic.publish.lines import Lines
    from synoptic.run.outlet_cards import card_lines

    page = Lines(width)
    if not cards:
        page.text("No outlet of that name. `synoptic desk gather` fetches what is followed.")
    for card in cards:
        first, *rest = card_lines(card)
        page.text(first, kind="title")
        for line in rest:
            page.text(line, "  ")
    return page


def _headlines(live: "LiveDesk", wanted: Iterable[str]) -> dict[str, str]:
    found = {}
    for one in wanted:
        compared = live.comparison(one)
        found[one] = compared[1].headline if compared else ""
    return found


def change_lines(rows: Sequence[ChangeRow], ids: Mapping[str, str], width: int) -> "Lines":
    """Return the log as lines, a heading for each day."""
    from synoptic.publish.lines import Lines

    page = Lines(width)
    if not rows:
        page.text("Nothing happened since then.")
    day = ""
    for row in rows:
        if row.at[:10] != day:
            day = row.at[:10]
            page.heading(day)
        page.text(" · ".join(_change(row, ids)), f"  {row.at[11:16]}  ")
    return page


def _change(row: ChangeRow, ids: Mapping[str, str]) -> Iterator[str]:
    yield row.kind.replace("_", " ")
    if row.headline:
        yield row.headline
    if row.words:
        yield row.words
    if row.story:
        yield ids.get(row.story, row.story)
