"""A throw-away PostgreSQL server for tests, where Debian's package (or any other) is installed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A server that nobody will miss: no writing through to the disk, few connections, no network.
_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


def programs() -> Path | None:
    """Return the folder that holds PostgreSQL's programs, the newest version first, or None."""
    named = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    path = Path(named) if named else (found[-1] if found else None)
    return path.parent if path else None


@contextmanager
def server(bin_folder: Path) -> Iterator[str]:
    """Run a server of its own in a temporary folder and give its URL; it is stopped and removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    # The server refuses to run as root.
    user = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
    if user:
        shutil.chown(folder, **user)
    held = folder / "held"

    def run(program: str, *arguments: str) -> None:
        command = [str(bin_folder / program), "-D", str(held), *arguments]
        log = folder / "programs.log"
        with log.open("ab") as out:
            subprocess.run(command, check=True, stdout=out, stderr=out, cwd=folder, **user)

    try:
        run("initdb", "-U", "desk", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = " ".join(f"-c {setting}" for setting in _SETTINGS)
        options += f" -c listen_addresses= -c unix_socket_directories={folder}"
        run("pg_ctl", "-w", "-t", "30", "-l", str(folder / "server.log"), "-o", options, "start")
        try:
            yield f"postgresql://desk@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
