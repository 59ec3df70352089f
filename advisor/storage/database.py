"""The connection to the database: one SQLite file, or a PostgreSQL server.

What goes wrong there is told as `Unavailable`, in words for the person waiting. Neither the
address of a server, which holds a password, nor what was to be saved stands in any message.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Lock
from time import monotonic, sleep
from typing import Protocol

from sqlalchemy import URL, Connection, Engine, create_engine, make_url
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from advisor.storage.drafts import Unavailable
from advisor.storage.troubles import is_held, trouble_in
from advisor.storage.upgrading import OLD_NAME, bring_up, take_over

_NO_ADDRESS = (
    "the setting ADVISOR_DATABASE is no address of a PostgreSQL database, such as "
    "postgresql://name:password@server/database"
)
_PAUSE_SECONDS = 0.01
_SETTINGS = (
    "synchronous = NORMAL",
    "foreign_keys = ON",
    "secure_delete = ON",
)


class Database(Protocol):
    """A database that is opened, and brought up to this version's tables, when first needed."""

    def connected(self) -> AbstractContextManager[Connection]:
        """A connection on which each statement stands on its own."""

    def together(self) -> AbstractContextManager[Connection]:
        """A connection whose statements are kept all or not at all, alone among writers."""

    def sweep(self) -> None:
        """See that what was erased can be found nowhere, as far as the database lets us."""

    def close(self) -> None:
        """Let go of it; the next call opens it again."""


class SqliteDatabase:
    """One SQLite file that only the program's own user may read; `None` is in memory.

    One connection serves all threads, one call at a time: a call takes well under a
    millisecond. Several programs may share the file. `wait` is how many seconds to wait while
    another one writes.
    """

    def __init__(self, file: Path | None, wait: float) -> None:
        self._file = file
        self._wait = wait
        self._lock = Lock()
        self._open: Connection | None = None
        # Transactions are begun here, by statements of our own: the driver would begin them as
        # readers, and a reader cannot always become a writer.
        self._engine = create_engine(
            URL.create("sqlite", database=str(file) if file else None),
            isolation_level="AUTOCOMMIT",
            connect_args={"timeout": wait, "check_same_thread": False},
            hide_parameters=True,
        )

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """See `Database`."""
        with self._lock:
            try:
                yield self._opened()
            except (OSError, sqlite3.Error, SQLAlchemyError) as problem:
                self.close()
                raise trouble_in(problem) from problem
            except BaseException:
                if self._open is not None:
                    self._open.rollback()
                raise

    @contextmanager
    def together(self) -> Iterator[Connection]:
        """See `Database`."""
        with self.connected() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.exec_driver_sql("COMMIT")

    def sweep(self) -> None:
        """See `Database`: the log still holds it until all of it is written to the file."""
        with self.connected() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """See `Database`."""
        if self._open is not None:
            self._open.close()
            self._open = None
        self._engine.dispose()

    def _opened(self) -> Connection:
        """The open connection; a new one where the file was taken away meanwhile."""
        if self._open is not None and (self._file is None or self._file.exists()):
            return self._open
        self.close()
        if self._file is not None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            # Made with the right mode at once: the journal files beside it take theirs from it.
            os.close(os.open(self._file, os.O_CREAT | os.O_RDWR, 0o600))
        fresh = self._engine.connect()
        try:
            _write_ahead(fresh, self._wait)
            for setting in _SETTINGS:
                fresh.exec_driver_sql(f"PRAGMA {setting}")
            bring_up(fresh)
            if self._file is not None:
                take_over(fresh, self._file.with_name(OLD_NAME), self._wait)
        except BaseException:
            fresh.close()
            raise
        self._open = fresh
        return fresh


def _write_ahead(connection: Connection, wait: float) -> None:
    """Switch to the write-ahead log. While others open the file SQLite does not wait by itself."""
    until = monotonic() + wait
    while True:
        try:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            return
        except OperationalError as problem:
            if not is_held(problem) or monotonic() > until:
                raise
            sleep(_PAUSE_SECONDS)


class ServerDatabase:
    """A database on a PostgreSQL server. Connections that broke meanwhile are made again."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._lock = Lock()
        self._engine: Engine | None = None

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """See `Database`."""
        with self._telling():
            each = self._opened().execution_options(isolation_level="AUTOCOMMIT")
            with each.connect() as connection:
                yield connection

    @contextmanager
    def together(self) -> Iterator[Connection]:
        """See `Database`."""
        with self._telling(), self._opened().begin() as connection:
            yield connection

    def sweep(self) -> None:
        """See `Database`: the server reuses the room by itself."""

    def close(self) -> None:
        """See `Database`."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except (OSError, SQLAlchemyError) as problem:
            raise trouble_in(problem) from problem

    def _opened(self) -> Engine:
        with self._lock:
            if self._engine is None:
                engine = _engine_at(self._address)
                with engine.begin() as connection:
                    bring_up(connection)
                self._engine = engine
            return self._engine


def _engine_at(address: str) -> Engine:
    try:
        url = make_url(address)
    except (SQLAlchemyError, ValueError):
        raise Unavailable(_NO_ADDRESS) from None
    if url.get_backend_name() not in ("postgresql", "postgres") or not url.database:
        raise Unavailable(_NO_ADDRESS)
    limits = {"connect_timeout": 5, "options": "-c lock_timeout=5s -c statement_timeout=30s"}
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        pool_timeout=5,
        connect_args={name: value for name, value in limits.items() if name not in url.query},
        hide_parameters=True,
    )
