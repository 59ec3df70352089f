"""The databases that the tests run on: SQLite, and a real PostgreSQL server where there is one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete

from advisor.storage import Assessments
from advisor.storage.tables import ASSESSMENT
from tests.storage.postgres import PostgresServer, programs

SKIPPED = "PostgreSQL is not installed; with POSTGRES=true this test would run and fail"


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    """One PostgreSQL server for all tests of a session that ask for one."""
    place = programs()
    if place is None:
        if os.environ.get("POSTGRES") == "true":
            pytest.fail("PostgreSQL is not installed")
        pytest.skip(SKIPPED)
    with PostgresServer(place) as running:
        yield running


@pytest.fixture(scope="session")
def on_server(server: PostgresServer) -> Iterator[Assessments]:
    """Assessments on the server, of all tests."""
    opened = Assessments.at(server.address)
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", "postgres"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Assessments]:
    """Where assessments are kept: none are there yet."""
    if request.param == "sqlite":
        opened = Assessments.in_folder(tmp_path / "not" / "there" / "yet")
        yield opened
        opened.close()
    else:
        opened = request.getfixturevalue("on_server")
        yield opened
        with opened._database.together() as connection:
            connection.execute(delete(ASSESSMENT))
