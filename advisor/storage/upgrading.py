"""Bringing a database up to this version's tables, by Alembic's steps, and no further.

Alembic is only loaded where a step is due: a plain query tells which one was taken last.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, inspect

from advisor.storage.drafts import Unavailable
from advisor.storage.rows import bring_in
from advisor.storage.troubles import NEWER

STEPS = ("0001", "0002", "0003")
"""The steps of `migrations/`, in order."""
OLD_NAME = "drafts.sqlite3"
"""The file of this program's first versions, beside that of today."""
_OLD_VERSIONS = 2
_STEPS_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 7_302_115_004_418
"""A number of our own, by which servers of this program wait for each other on PostgreSQL."""
_STEPPING = Lock()
"""Alembic keeps what it works on in the module: one database of a process at a time."""


def bring_up(connection: Connection) -> None:
    """Take the steps that are due. Raises Unavailable where a newer program took more."""
    if _due(connection):
        with _alone(connection):
            if _due(connection):
                _take_steps(connection)


def _due(connection: Connection) -> bool:
    step = _last_step(connection)
    if step is not None and step not in STEPS:
        raise Unavailable(NEWER)
    return step != STEPS[-1]


def _last_step(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    rows = connection.exec_driver_sql("SELECT version_num FROM alembic_version").fetchall()
    return max((str(row[0]) for row in rows), default=None)


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    """One transaction, with no other program taking steps meanwhile."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield
        connection.exec_driver_sql("COMMIT")
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        yield


def _take_steps(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(_STEPS_FOLDER).replace("%", "%%"))
    with _STEPPING:
        command.upgrade(settings, STEPS[-1])


def take_over(connection: Connection, old: Path, wait: float) -> None:
    """Bring in what the first versions of this program kept, and then take their file away.

    An assessment that is here already stays as it is here. Raises Unavailable where the file
    was written by a program that this one does not know, or where that still writes after `wait`
    seconds; then it stays.
    """
    if not old.exists():
        return
    with closing(sqlite3.connect(old, timeout=wait, isolation_level=None)) as file:
        if file.execute("PRAGMA user_version").fetchone()[0] > _OLD_VERSIONS:
            raise Unavailable(NEWER)
        # The older program, where it still runs, saves nothing more meanwhile.
        file.execute("BEGIN IMMEDIATE")
        begun = file.execute("SELECT 1 FROM sqlite_master WHERE name = 'draft'").fetchone()
        asked = "SELECT token, body, created, updated FROM draft"
        rows = file.execute(asked).fetchall() if begun else []
        connection.exec_driver_sql("PRAGMA synchronous = FULL")
        with _alone(connection):
            for row in rows:
                bring_in(connection, *row)
        connection.exec_driver_sql("PRAGMA synchronous = NORMAL")
        file.execute("COMMIT")
    for ending in ("", "-wal", "-shm"):
        old.with_name(old.name + ending).unlink(missing_ok=True)
