"""`synoptic serve`: a desk's stories as a site on this machine."""

import socket
from typing import Annotated

import typer

from synoptic.desk_opening import Folder, opened
from synoptic.errors import DeskError

# Connections that may wait while all threads are busy; as many as asyncio itself lets wait.
_WAITING = 128


def serve(
    where: Folder = None,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to serve; 0.0.0.0 lets other machines in.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="NUMBER", help="On which port; 0 takes a free one.", min=0, max=65_535)
    ] = 8010,
    open_page: Annotated[bool, typer.Option("--open", help="Open the site in the browser.")] = False,
) -> None:
    """Serve a desk's stories as a site, until Ctrl-C; a gatherer may run beside it.

    **Examples**

    - `synoptic serve --desk mydesk --open`
    - `synoptic serve --port 9000`
    """
    import webbrowser

    import uvicorn

    from synoptic.web.app import create_app
    from synoptic.web.guard import is_loopback

    with opened(where) as live, _listening(host, port) as listening:
        config = uvicorn.Config(
            create_app(live, local=is_loopback(host)),
            log_level="warning",
            server_header=False,
            # A page's address and a reader's are nobody's business.
            access_log=False,
            proxy_headers=False,
        )
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listening.getsockname()[1]}/"
        typer.echo(f"Serving {live.folder} at {address} – Ctrl-C ends it.")
        if open_page:
            webbrowser.open(address)
        uvicorn.Server(config).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens already, so that a browser that comes at once is kept waiting, not refused."""
    made: socket.socket | None = None
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        made = socket.socket(family, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(_WAITING)
    except (OSError, UnicodeError) as error:
        if made is not None:
            made.close()
        detail = getattr(error, "strerror", None) or str(error)
        raise DeskError("V010", host=host, port=str(port), detail=detail) from error
    return made
