"""The app itself on a PostgreSQL server, which is restarted under it."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from advisor.storage import Assessments, Draft, new_token
from tests.storage.postgres import PostgresServer

ROOT = Path(__file__).parent.parent.parent


def test_the_app_keeps_answers_on_the_server_that_is_set(
    on_server: Assessments, server: PostgresServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ADVISOR_DATABASE", server.address)
    monkeypatch.setenv("ADVISOR_DATA", str(tmp_path / "data"))
    saved = on_server.save(new_token(), Draft("", answers={"headcount": 120}))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.query_params["draft"] = saved.token
    app.run()
    app._page_hash = app.session_state["desk"].pages["tasks"]._script_hash
    app.run()
    app.text_input[0].set_value("Acme").run()
    assert on_server.load(saved.token).company == "Acme"  # type: ignore[union-attr]
    server.stop("immediate")
    app.text_input[0].set_value("Bell").run()
    told = " ".join(str(alert.value) for alert in (*app.warning, *app.error))
    assert "the database with the saved answers cannot be reached" in told
    assert "postgresql" not in told
    server.start()
    app.run()
    assert not app.warning
    assert not app.exception
    assert on_server.load(saved.token).company == "Bell"  # type: ignore[union-attr]
    assert not (tmp_path / "data").exists()
