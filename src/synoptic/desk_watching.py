"""Saved searches of a desk: `synoptic desk watch` and `synoptic desk watches`, and telling what they find."""

# A command has as many parameters as it has options.

import base64
import os
import secrets
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from synoptic.desk_opening import AsJson, Folder, Width, Yes, confirm, one_of, opened, shortened_ids
from synoptic.errors import problem
from synoptic.news.watching import Watch
from synoptic.terminal import columns, print_json, print_lines, show_problems

if TYPE_CHECKING:
    from synoptic.publish.lines import Lines
    from synoptic.run.live import LiveDesk
    from synoptic.run.watches import Told

# Bytes of a made secret: what the Standard Webhooks specification asks for (24 to 64).
_SECRET = 32

watches_app = typer.Typer(rich_markup_mode="markdown", invoke_without_command=True)


class Way(StrEnum):
    """How a match is told."""

    MAIL = "mail"
    WEBHOOK = "webhook"
    FEED = "feed"


def watch(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="A search, as of `synoptic desk stories --search`.")
    ],
    notify: Annotated[Way, typer.Option(help="How new reports that fit are told.")],
    to: Annotated[str, typer.Option(metavar="TARGET", help="A mail address, a URL, or the path of a feed file.")],
    where: Folder = None,
) -> None:
    """Keep a search, and have each new report that fits told once, whenever the desk gathers.

    **Examples**

    - `synoptic desk watch "Tarn OR Harrow" --notify mail --to desk@paper.example`
    - `synoptic desk watch 'headline:strike lang:es' --notify feed --to strikes.xml`
    - `synoptic desk watch dam --notify webhook --to https://paper.example/hooks/dam`
    """
    from synoptic.run.gathering import stamp
    from synoptic.run.watches import add_watch, watches

    target = str(Path(to).resolve()) if notify is Way.FEED and to.strip() else to
    with opened(where) as live:
        wanted = Watch(
            id="",
            query=query,
            notify=notify.value,
            target=target,
            added=stamp(live.clock()),
            secret=_new_secret() if notify is Way.WEBHOOK else "",
        )
        known = {one.id for one in watches(live.db)}
        kept = add_watch(live.db, wanted)
        able = notify is not Way.MAIL or bool(live.settings.desk.mail.host)
    typer.echo(
        f"{'Watched already' if kept.id in known else 'Watched'}: {kept.query} → {kept.notify} {kept.target}"
    )
    if kept.secret and kept.id not in known:
        typer.echo(
            f"Requests are signed (Standard Webhooks) with this secret, which is not shown again: {kept.secret}"
        )
    if not able:
        show_problems([problem("D058", target)])
        raise typer.Exit(1)


def _new_secret() -> str:
    return "whsec_" + base64.b64encode(secrets.token_bytes(_SECRET)).decode()


@watches_app.callback()
def watches(context: typer.Context, as_json: AsJson = False, width: Width = 0, where: Folder = None) -> None:
    """List the saved searches, or remove one.

    **Examples**

    - `synoptic desk watches`
    - `synoptic desk watches remove watch:3f2a91`
    """
    context.obj = where
    if context.invoked_subcommand:
        return
    from synoptic.run.watches import watches as held

    with opened(where) as live:
        # The secret of a webhook stays between the desk and its receiver.
        rows = [msgspec.structs.replace(one, secret="") for one in held(live.db)]
    if as_json:
        print_json(rows)
    else:
        print_lines(_watch_lines(rows, columns(width)))


def _watch_lines(rows: Sequence[Watch], width: int) -> "Lines":
    from synoptic.publish.lines import Lines

    page = Lines(width)
    if not rows:
        page.text("Nothing is watched. Begin with: synoptic desk watch QUERY --notify feed --to FILE")
    ids = shortened_ids([row.id for row in rows])
    for row in rows:
        page.text(f"{row.query} · {ids[row.id]}", kind="title")
        page.text(f"{row.notify} {row.target} · since {row.added[:10]}", "  ", kind="aside")
    return page


@watches_app.command()
def remove(
    context: typer.Context,
    wanted: Annotated[str, typer.Argument(metavar="WATCH", help="Its id, or the beginning of it.")],
    yes: Yes = False,
    where: Folder = None,
) -> None:
    """Forget a saved search.

    **Examples**

    - `synoptic desk watches remove watch:3f2a91`
    """
    from synoptic.run.watches import remove_watch
    from synoptic.run.watches import watches as held

    with opened(where or context.obj) as live:
        found = {one.id: one for one in held(live.db)}
        meant = found[one_of(wanted, found, "watch", "watches")]
        confirm(f"“{meant.query}” will not be told to {meant.target} any more.", "Remove it?", yes=yes)
        remove_watch(live.db, meant.id)
    typer.echo(f"Removed. To take that back: synoptic desk watch '{meant.query}' --notify {meant.notify} --to …")


def tell(live: "LiveDesk") -> "Told":
    """Tell what the saved searches of a desk have newly found, and return how much that was."""
    from synoptic.run import notices
    from synoptic.run.gathering import stamp
    from synoptic.run.watches import Senders, tell_watches
    from synoptic.run.watches import notices as notices_of

    mail = live.settings.desk.mail
    senders: Senders = {
        "webhook": notices.WebhookSender(notices.post_once, live.clock),
        "feed": notices.FeedSender(lambda one: notices_of(live.db, one.id)),
    }
    if mail.host:
        password = os.environ.get(mail.password_in, "")
        senders = {**senders, "mail": notices.MailSender(mail, password, live.clock)}
    return tell_watches(live.db, senders, stamp(live.clock()), live.holder)
