"""Small things that other parts keep with the desk under a name: saved searches, and what was told of them."""

from sqlalchemy import delete, select

from synoptic.store.connection import Desk, seeing, writing
from synoptic.store.records import batches, squeeze, storable, unsqueeze
from synoptic.store.rows import add_once, next_place, write_over
from synoptic.store.tables import shelf as kept


def add(db: Desk, shelf: str, name: str, content: bytes) -> bool:
    """Keep something under a name that is free; False, and nothing changes, if it is taken."""
    with writing(db) as connection:
        if get(connection, shelf, name) is not None:
            return False
        row = {"shelf": shelf, "name": storable(name), "content": squeeze(content)}
        add_once(connection, kept, [row | {"place": next_place(connection, kept)}])
    return True


def put(db: Desk, shelf: str, name: str, content: bytes) -> None:
    """Keep something under a name, in place of what was there."""
    with writing(db) as connection:
        if not add(connection, shelf, name, content):
            place = select(kept.c.place).where(kept.c.shelf == shelf, kept.c.name == storable(name))
            row = {"shelf": shelf, "name": storable(name), "content": squeeze(content)}
            write_over(connection, kept, [row | {"place": connection.scalar(place)}])


def get(db: Desk, shelf: str, name: str) -> bytes | None:
    """Return what is kept under a name, or None."""
    wanted = select(kept.c.content).where(kept.c.shelf == shelf, kept.c.name == storable(name))
    with seeing(db) as connection:
        content = connection.scalar(wanted)
        return None if content is None else unsqueeze(content, f"{shelf} {name}")


def entries(db: Desk, shelf: str) -> dict[str, bytes]:
    """Return all that is on a shelf by its names, in the order in which it was put there."""
    wanted = select(kept.c.name, kept.c.content).where(kept.c.shelf == shelf).order_by(kept.c.place)
    with seeing(db) as connection:
        return {name: unsqueeze(content, f"{shelf} {name}") for name, content in connection.execute(wanted)}


def remove(db: Desk, shelf: str, *names: str) -> int:
    """Take things off a shelf; return how many were there."""
    gone = 0
    with writing(db) as connection:
        for some in batches(map(storable, names)):
            gone += connection.execute(delete(kept).where(kept.c.shelf == shelf, kept.c.name.in_(some))).rowcount
    return gone
