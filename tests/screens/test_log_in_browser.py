"""People log in with a real provider, in real browsers, several at once."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from joserfc.jwk import RSAKey
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.app_server import AppServer
from tests.oidc_provider import ANN, BEN, Claims, Provider
from tests.screens.logging_in import COOKIE, asking, browser_of, cookie, log_in, refused, signed
from tests.screens.test_accessible import sideways, violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[AppServer, Provider]]:
    """One server where people log in, for all tests here."""
    with asking(tmp_path_factory.mktemp("hosted")) as found:
        yield found


@pytest.fixture
def server(place: tuple[AppServer, Provider]) -> AppServer:
    return place[0]


@pytest.fixture
def provider(place: tuple[AppServer, Provider]) -> Iterator[Provider]:
    """The provider, set back to what it was."""
    found = place[1]
    found.refused.clear()
    yield found
    found.published = None


def claims_of(person: Claims, server: AppServer, provider: Provider, **other: object) -> dict:
    """What a cookie of this person holds, if it is told otherwise."""
    now = int(time.time())
    held = {"iss": provider.issuer, "iat": now, "exp": now + 600, "nonce": "n", **person}
    return {**held, "origin": server.url, "is_logged_in": True, "provider": "default", **other}


def with_cookie(context: BrowserContext, server: AppServer, value: str) -> Page:
    context.add_cookies([{"name": COOKIE, "value": value, "url": server.url}])
    page = context.new_page()
    page.goto(server.url)
    return page


def test_whoever_is_not_logged_in_sees_the_log_in_page_wherever_they_go(
    page: Page, server: AppServer
) -> None:
    for address in ("", "/tasks?draft=wrong", "/rulebook", "/rules-history", "/my-data"):
        page.goto(server.url + address)
        refused(page)


def test_who_logs_in_gets_to_the_page_that_they_asked_for(
    page: Page, server: AppServer, provider: Provider
) -> None:
    log_in(page, f"{server.url}/rulebook?see=question", ANN)
    expect(page.get_by_role("heading", level=1)).to_have_text("Rulebook: Leadership structure")
    assert page.url == f"{server.url}/rulebook?see=question"
    assert provider.refused == []


def test_two_people_at_once_are_each_themselves(
    browser: Browser, server: AppServer, provider: Provider
) -> None:
    first, second = browser_of(browser), browser_of(browser)
    ann, ben = first.new_page(), second.new_page()
    log_in(ann, f"{server.url}/my-data", ANN)
    log_in(ben, f"{server.url}/my-data", BEN)
    expect(ann.get_by_text(re.compile("Logged in as Ann Bell, ann@.?example.org"))).to_be_visible()
    expect(ben.get_by_text(re.compile("Logged in as Ben Okafor, ben@.?example.org"))).to_be_visible()
    expect(ann.get_by_text("Ben")).to_have_count(0)
    first.close()
    second.close()


def test_logging_out_ends_it_in_every_tab_and_for_every_copy_of_the_cookie(
    browser: Browser, context: BrowserContext, page: Page, server: AppServer
) -> None:
    log_in(page, f"{server.url}/my-data", ANN)
    other = context.new_page()
    other.goto(server.url)
    expect(other.get_by_role("button", name="Start the short form")).to_be_visible()
    copied = cookie(context)["value"]
    page.get_by_role("button", name="Log out").click()
    refused(page)
    assert not [one for one in context.cookies() if one.get("name") == COOKIE]
    other.get_by_role("button", name="Start the short form").click()
    refused(other)
    expect(other.get_by_text("You are logged out. What you entered is saved.")).to_be_visible()
    thief = browser_of(browser)
    refused(with_cookie(thief, server, copied))
    thief.close()
    log_in(page, server.url, ANN)


@pytest.mark.parametrize("how", ["changed", "other secret", "unsigned", "other server"])
def test_a_cookie_that_this_server_did_not_sign_lets_nobody_in(
    context: BrowserContext, server: AppServer, provider: Provider, how: str
) -> None:
    right = claims_of(ANN, server, provider)
    value = signed(right)
    half = len(value) // 3
    made = {
        "changed": value[:half] + ("A" if value[half] != "A" else "B") + value[half + 1 :],
        "other secret": signed(right, "another secret, just as long as it ought to be"),
        "unsigned": value.split(".")[0],
        "other server": signed({**right, "origin": "https://elsewhere.example"}),
    }[how]
    refused(with_cookie(context, server, made))


def test_the_cookie_of_these_tests_is_one_that_the_server_takes(
    context: BrowserContext, server: AppServer, provider: Provider
) -> None:
    page = with_cookie(context, server, signed(claims_of(ANN, server, provider)))
    expect(page.get_by_role("link", name="My data")).to_be_visible()


def test_a_log_in_that_has_run_out_lets_nobody_in(
    context: BrowserContext, server: AppServer, provider: Provider
) -> None:
    gone = claims_of(ANN, server, provider, exp=int(time.time()) - 1)
    refused(with_cookie(context, server, signed(gone)))


def test_whoever_the_provider_turns_away_stays_outside(page: Page, server: AppServer) -> None:
    page.goto(server.url)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("button", name="Nobody").click()
    refused(page)


def test_a_token_that_the_provider_did_not_sign_lets_nobody_in(
    page: Page, server: AppServer, provider: Provider
) -> None:
    provider.published = RSAKey.generate_key(2048, {"kid": provider.key.kid})
    page.goto(server.url)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("button", name="Ann Bell").click()
    page.wait_for_url(f"{server.url}/**")
    refused(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_log_in_page_is_for_everybody(browser: Browser, server: AppServer, scheme: str) -> None:
    context = browser_of(browser, color_scheme=scheme, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(server.url)
    refused(page)
    assert violations(page) == []
    assert not sideways(page)
    context.close()
