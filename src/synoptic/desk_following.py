"""What a desk follows: `synoptic desk add` and `synoptic desk sources`."""

# A command has as many parameters as it has options.
# ruff: noqa: PLR0913

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import msgspec
import typer

from synoptic.desk_opening import AsJson, Folder, Width, Yes, confirm, one_of, opened, shortened_ids
from synoptic.errors import DeskError, problem
from synoptic.news.capture import FetchNote, Source, SourceKind
from synoptic.news.problem import Problem
from synoptic.terminal import columns, end_with, print_json, print_lines, show_problems, writing

if TYPE_CHECKING:
    from synoptic.publish.lines import Lines
    from synoptic.run.live import LiveDesk

_ARCHIVES = {".warc", ".wet"}

sources_app = typer.Typer(rich_markup_mode="markdown", invoke_without_command=True)

Wanted = Annotated[str, typer.Argument(metavar="SOURCE", help="Its id, the beginning of it, or its address.")]


class Named(NamedTuple):
    """Something to follow, as it was named."""

    kind: SourceKind
    address: str
    title: str = ""
    outlet: str = ""
    language: str = ""


class SourceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A source that is followed, and how its last visit went (null before the first)."""

    source: Source
    visit: FetchNote | None


def add(
    addresses: Annotated[
        list[str] | None, typer.Argument(metavar="[ADDRESS]...", help="Feeds, pages that name one, or paths.")
    ] = None,
    opml: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="Every feed of a list of subscriptions.")
    ] = None,
    sitemap: Annotated[list[str] | None, typer.Option(metavar="URL", help="A news sitemap.")] = None,
    page: Annotated[list[str] | None, typer.Option(metavar="URL", help="One page, version after version.")] = None,
    folder: Annotated[list[Path] | None, typer.Option(metavar="DIR", help="A folder of saved pages.")] = None,
    warc: Annotated[list[Path] | None, typer.Option(metavar="FILE", help="A web archive, WARC or WET.")] = None,
    title: Annotated[str, typer.Option(metavar="NAME", help="What you call it.")] = "",
    outlet: Annotated[str, typer.Option(metavar="NAME", help="Who publishes it.")] = "",
    lang: Annotated[str, typer.Option(metavar="CODE", help="Its language, such as es.")] = "",
    where: Folder = None,
) -> None:
    """Follow feeds, sitemaps, folders and archives; what is followed already stays as it is.

    **Examples**

    - `synoptic desk add https://paper.example/feed.xml --outlet "The Paper" --lang en`
    - `synoptic desk add --opml subscriptions.opml`
    - `synoptic desk add --folder saved/ --warc crawl.warc.gz`
    """
    from synoptic.intake.addresses import canonical

    told: list[tuple[SourceKind, Sequence[str | Path] | None]]
    told = [("sitemap", sitemap), ("page", page), ("folder", folder), ("archive", warc)]
    wanted = [(_kind(address), address) for address in addresses or ()]
    wanted += [(kind if _is_there(one) else None, str(one)) for kind, given in told for one in given or ()]
    named = [Named(kind, address) for kind, address in wanted if kind]
    lost = [address for kind, address in wanted if not kind]
    lost += [str(path) for path in opml or () if not path.exists()]
    problems = [problem("I001", address, path=address) for address in lost]
    if not (named or opml or problems):
        raise DeskError("D055")
    with opened(where) as live:
        for path in opml or ():
            named += _listed(live, path, problems) if path.exists() else []
        for one in named:
            said = {"title": title or one.title, "outlet": outlet or one.outlet, "language": lang or one.language}
            address = canonical(one.address) if _is_web(one.address) else one.address
            source, new = live.add(address, one.kind, **said)
            typer.echo(f"{'Follows' if new else 'Follows already:'} {_called(source)}")
    show_problems(problems)
    if not named:
        raise typer.Exit(2)
    end_with(problems)


def _kind(address: str) -> SourceKind | None:
    """Return what an address is by how it looks; what a web address holds is seen when it is visited."""
    if _is_web(address):
        return "feed"
    path = Path(address)
    if not path.exists():
        return None
    return "archive" if _ARCHIVES & set(path.suffixes) else "folder"


def _is_there(address: str | Path) -> bool:
    return address.exists() if isinstance(address, Path) else _is_web(address)


def _is_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


def _listed(live: "LiveDesk", path: Path, problems: list[Problem]) -> Iterator[Named]:
    """Yield every feed of a list of subscriptions; what cannot be followed becomes a problem."""
    from synoptic.intake.opml import read_opml, source_of

    try:
        content = path.read_bytes()
    except OSError:
        problems.append(problem("I002", str(path), path=str(path)))
        return
    made = read_opml(content, str(path), settings=live.settings.intake)
    problems += made.problems
    for source in map(source_of, made.items):
        yield Named(source.kind, source.address, source.title, source.outlet, source.language)


@sources_app.callback()
def sources(
    context: typer.Context,
    opml: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the feeds as OPML here.")] = None,
    as_json: AsJson = False,
    width: Width = 0,
    where: Folder = None,
) -> None:
    """List what is followed and how the last visits went; pause, resume or remove a source.

    **Examples**

    - `synoptic desk sources`
    - `synoptic desk sources --opml subscriptions.opml`
    - `synoptic desk sources pause source:3f2a91`
    """
    context.obj = where
    if context.invoked_subcommand:
        return
    from synoptic.store import sources as store

    with opened(where) as live:
        rows = [SourceRow(source=s, visit=store.fetch_note(live.db, s.address)) for s in store.sources(live.db)]
        today = live.clock().date().isoformat()
    if opml:
        _write_opml(opml, [row.source for row in rows], today)
    elif as_json:
        print_json(rows)
    else:
        print_lines(source_lines(rows, columns(width)))


@sources_app.command()
def pause(context: typer.Context, wanted: Wanted, where: Folder = None) -> None:
    """Visit a source no more until it is resumed.

    **Examples**

    - `synoptic desk sources pause https://paper.example/feed.xml`
    """
    _set_paused(where or context.obj, wanted, paused=True)


@sources_app.command()
def resume(context: typer.Context, wanted: Wanted, where: Folder = None) -> None:
    """Visit a paused source again.

    **Examples**

    - `synoptic desk sources resume source:3f2a91`
    """
    _set_paused(where or context.obj, wanted, paused=False)


@sources_app.command()
def remove(context: typer.Context, wanted: Wanted, yes: Yes = False, where: Folder = None) -> None:
    """Follow a source no more; all that it brought is kept.

    **Examples**

    - `synoptic desk sources remove source:3f2a91`
    """
    from synoptic.store import sources as store

    with opened(where or context.obj) as live:
        source = _meant(wanted, store.sources(live.db))
        told = (
            f"{_called(source)} will not be visited again. What it announced and is not fetched yet is forgotten; "
        )
        told += "the reports that it brought are kept."
        confirm(told, "Remove it?", yes=yes)
        store.remove_source(live.db, source.id)
    typer.echo(f"Removed. To take that back: synoptic desk add {source.address}")


def _set_paused(folder: Path | None, wanted: str, *, paused: bool) -> None:
    from synoptic.store import sources as store

    with opened(folder) as live:
        source = _meant(wanted, store.sources(live.db))
        store.set_paused(live.db, source.id, paused)
    if source.paused == paused:
        typer.echo(f"{_called(source)} is {'paused' if paused else 'followed'} already.")
    else:
        typer.echo(f"{_called(source)} is {'paused' if paused else 'followed again'}.")


def _meant(wanted: str, held: Sequence[Source]) -> Source:
    """Return the source of an id, of the beginning of one, or of an address."""
    from synoptic.intake.addresses import canonical

    addresses = (wanted, canonical(wanted), str(Path(wanted).resolve()))
    for source in held:
        if source.address in addresses:
            return source
    meant = one_of(wanted, [source.id for source in held], "source", "sources")
    return next(source for source in held if source.id == meant)


def _write_opml(path: Path, followed: Sequence[Source], today: str) -> None:
    from synoptic.intake.opml import subscription_of, write_opml

    feeds = [source for source in followed if source.kind == "feed"]
    with writing(path):
        path.write_bytes(write_opml([subscription_of(s) for s in feeds], title="synoptic", made=today))
    typer.echo(f"{len(feeds)} of {len(followed)} sources are feeds; they are in {path}.")


def source_lines(rows: Sequence[SourceRow], width: int) -> "Lines":
    """Return the sources as lines: name and id, address, and how the last visit went."""
    from synoptic.publish.lines import Lines

    page = Lines(width)
    if not rows:
        page.text("Nothing is followed yet. Begin with: synoptic desk add https://…/feed.xml")
    ids = shortened_ids([row.source.id for row in rows])
    for row in rows:
        source = row.source
        page.text(" · ".join(x for x in (source.title, source.outlet, ids[source.id]) if x), kind="title")
        page.text(source.address, "  ")
        page.text(" · ".join(_state(row)), "  ", kind="aside")
    return page


def _state(row: SourceRow) -> Iterable[str]:
    source, visit = row.source, row.visit
    yield source.kind
    if source.language:
        yield source.language
    if source.paused:
        yield "paused"
    if visit is None or not visit.fetched:
        yield "not visited yet"
        return
    yield f"visited {_minute(visit.fetched)}"
    if visit.problem:
        yield f"failed {visit.failures} times ({visit.problem})"
    if visit.moved_to:
        yield f"moved to {visit.moved_to}"
    if visit.due and not source.paused:
        yield f"next {_minute(visit.due)}"


def _minute(stamped: str) -> str:
    return f"{stamped[:10]} {stamped[11:16]}"


def _called(source: Source) -> str:
    return f"{source.title} ({source.address})" if source.title else source.address
