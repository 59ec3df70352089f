"""How browser tests log in: the app on a server that asks, and people who come by."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from tests.app_server import AppServer
from tests.oidc_provider import COOKIE_SECRET, Claims, Provider, running
from tests.screens.test_journeys import saved

COOKIE = "_streamlit_user"
SHOWN = {
    "Log in",
    "You are logged out. What you entered is saved.",
    "Assessments on this server are private: you see your own, and those that others share with "
    "you.",
}
"""All that there is to read for whoever is not logged in."""


@contextmanager
def asking(folder: Path) -> Iterator[tuple[AppServer, Provider]]:
    """The app where people have to log in, and the provider with which they do."""
    with running() as provider:
        server = AppServer(folder / "data")
        server.environment["STREAMLIT_SECRETS_FILES"] = str(
            provider.secrets_for(server.url, folder)
        )
        with server:
            yield server, provider


def browser_of(browser: Browser, **options: Any) -> BrowserContext:
    """A browser of its own: no cookies, no history."""
    fresh = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    fresh.set_default_timeout(15_000)
    return fresh


def log_in(page: Page, url: str, person: Claims) -> None:
    """Open an address and log in as this person; the page that was asked for follows."""
    page.goto(url)
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
    saved(page)  # what is pressed while a page is still being drawn may be missed
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("button", name=person["name"], exact=True).click()
    expect(page.get_by_role("link", name="My data")).to_be_visible()


def refused(page: Page) -> None:
    """The page asks to log in, and shows nothing else."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Log in")
    shown = page.get_by_test_id("stMain")
    expect(shown.get_by_role("link")).to_have_count(0)
    assert set(filter(None, shown.inner_text().splitlines())) <= SHOWN


def cookie(context: BrowserContext) -> dict[str, Any]:
    """The cookie that says who is logged in in this browser."""
    (found,) = (dict(one) for one in context.cookies() if one.get("name") == COOKIE)
    return found


def signed(claims: Mapping[str, Any], secret: str = COOKIE_SECRET) -> str:
    """The text of a cookie that says this of somebody, as the app would sign it."""
    return create_signed_value(secret, COOKIE, json.dumps(dict(claims))).decode()
