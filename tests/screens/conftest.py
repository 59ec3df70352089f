"""Pages without a browser; and the real app on a free port with a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from streamlit.testing.v1 import AppTest

from advisor.storage import Assessments, Draft, new_token
from tests.app_server import AppServer
from tests.chromium import launched
from tests.screens.workshop import Workshop

ROOT = Path(__file__).parent.parent.parent
Open = Callable[..., AppTest]


@pytest.fixture(scope="session")
def app_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    """One app for all browser tests of a session."""
    with AppServer(tmp_path_factory.mktemp("data")) as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all browser tests of a session."""
    with launched() as chromium:
        yield chromium


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of its own: no cookies, no history."""
    fresh = browser.new_context(viewport={"width": 1280, "height": 900})
    fresh.set_default_timeout(15_000)
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A blank tab."""
    return context.new_page()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where a page without a browser keeps its drafts."""
    monkeypatch.setenv("ADVISOR_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("ADVISOR_DATABASE", raising=False)
    return tmp_path / "data"


@pytest.fixture
def open_page(data: Path) -> Open:
    """Open a page as a new visitor, with what a draft holds."""

    def opened(page: str = "start", draft: Draft | None = None, address: str = "") -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        if draft is not None:
            token = new_token()
            Assessments.in_folder(data).save(token, replace(draft, edition=0))
            app.query_params["draft"] = token
        if address:
            app.query_params["draft"] = address
        app.run()
        if page != "start":
            # There is no public way yet to open a page that is no file.
            app._page_hash = app.session_state["desk"].pages[page]._script_hash
            app.run()
        return app

    return opened


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """The rule workshop on rules of its own."""
    made = Workshop(tmp_path)
    monkeypatch.setenv("ADVISOR_RULES", str(made.rules))
    monkeypatch.setenv("ADVISOR_DATA", str(made.data))
    monkeypatch.delenv("ADVISOR_EDITING", raising=False)
    return made
