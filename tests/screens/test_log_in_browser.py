"""People log in with a real provider, in real browsers, several at once."""

from __future__ import annotations

import json
import time
import zipfile
from collections.abc import Iterator

import pytest
from joserfc.jwk import RSAKey
from playwright.sync_api import Browser, BrowserContext, Page, expect

from advisor.storage import Assessments, Draft, Person, new_token
from advisor.storage.transfer import unpacked
from tests.app_server import AppServer
from tests.oidc_provider import ANN, BEN, CAT, Claims, Provider
from tests.screens.logging_in import COOKIE, asking, browser_of, cookie, log_in, refused, signed
from tests.screens.test_accessible import sideways, violations
from tests.screens.test_journeys import enter, saved

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


def test_only_a_cookie_that_this_server_signed_and_that_holds_lets_somebody_in(
    context: BrowserContext, server: AppServer, provider: Provider
) -> None:
    right = claims_of(ANN, server, provider)
    value = signed(right)
    third = len(value) // 3
    other = "B" if value[third] == "A" else "A"
    for wrong in (
        value[:third] + other + value[third + 1 :],
        signed(right, "another secret, just as long as it ought to be"),
        signed({**right, "exp": int(time.time()) - 1}),
    ):
        page = with_cookie(context, server, wrong)
        refused(page)
        page.close()
    page = with_cookie(context, server, value)
    expect(page.get_by_role("link", name="My data")).to_be_visible()


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


def test_two_people_at_once_see_only_their_own_until_it_is_shared(
    browser: Browser, server: AppServer, provider: Provider
) -> None:
    first, second = browser_of(browser), browser_of(browser)
    ann, ben = first.new_page(), second.new_page()
    log_in(ben, f"{server.url}/my-data", BEN)
    expect(ben.get_by_text("You have no assessment yet.")).to_be_visible()
    log_in(ann, server.url, ANN)
    ann.get_by_role("button", name="Start the short form").click()
    enter(ann, "Name of the company", "Zebra Ltd")
    saved(ann)
    ann.get_by_role("link", name="Share it").click()
    expect(ann.get_by_role("heading", level=1)).to_have_text("Share this assessment")
    expect(ann.get_by_text("Zebra Ltd")).to_be_visible()
    link = ann.url.replace("/sharing", "/tasks")

    def turned_away() -> None:
        ben.goto(link)
        expect(ben.get_by_text("This link opens no assessment for you.")).to_be_visible()
        expect(ben.get_by_text("Zebra Ltd")).to_have_count(0)

    turned_away()
    ann.get_by_role("textbox", name="E-mail address").fill("ben@@example.org")
    ann.get_by_role("button", name="Share", exact=True).click()
    expect(ann.get_by_text("Enter an e-mail address, like")).to_be_visible()
    ann.get_by_role("textbox", name="E-mail address").fill(" BEN@example.org")
    ann.get_by_role("button", name="Share", exact=True).click()
    expect(ann.get_by_text("Shared with ben")).to_be_visible()
    assert ann.locator("code").inner_text() == link
    ben.goto(f"{server.url}/my-data")
    ben.get_by_role("link", name="Zebra Ltd").click()
    expect(ben.get_by_text("Zebra Ltd")).to_have_count(1)
    ann.get_by_role("button", name="Stop sharing").click()
    expect(ann.get_by_text("No longer shared with")).to_be_visible()
    ben.get_by_role("button", name="Check your answers").click()
    expect(ben.get_by_text("it is shared with you no more")).to_be_visible()
    expect(ben.get_by_text("Zebra Ltd")).to_have_count(0)
    turned_away()
    first.close()
    second.close()


def test_somebody_takes_everything_of_theirs_along_and_erases_it(
    context: BrowserContext, page: Page, server: AppServer, provider: Provider
) -> None:
    who = {**CAT, "sub": "cat-who-leaves"}
    kept = Assessments.in_folder(server.data)
    theirs = kept.seen_by(Person(f"{provider.issuer} {who['sub']}"))
    draft = theirs.save(new_token(), Draft("", company="Zebra <b>Ltd"))
    context.add_cookies(
        [{"name": COOKIE, "value": signed(claims_of(who, server, provider)), "url": server.url}]
    )
    page.goto(f"{server.url}/my-data")
    expect(page.get_by_text("nothing can be shared with you here")).to_be_visible()
    expect(page.get_by_role("link", name="Zebra <b>Ltd")).to_be_visible()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download everything of mine").click()
    with zipfile.ZipFile(downloading.value.path()) as whole:
        (pack,) = unpacked(whole.read("my-data/assessments-1.json"))
        about = json.loads(whole.read("my-data/about-you.json"))
    assert pack.draft.company == "Zebra <b>Ltd"
    assert about["name"] == who["name"]
    page.get_by_role("button", name="Erase everything of mine").click()
    page.get_by_role("button", name="Keep everything").click()
    page.get_by_role("button", name="Erase everything of mine").click()
    expect(page.get_by_text("Your assessment goes, with all saved versions")).to_be_visible()
    assert kept.load(draft.token)
    page.get_by_role("button", name="Erase it for good").click()
    expect(page.get_by_text("Everything of yours was erased.")).to_be_visible()
    assert kept.load(draft.token) is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_about_people_are_for_everybody(
    browser: Browser, server: AppServer, provider: Provider, scheme: str
) -> None:
    context = browser_of(browser, color_scheme=scheme, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(server.url)
    refused(page)
    assert violations(page) == []
    assert not sideways(page)
    ann = Assessments.in_folder(server.data).seen_by(Person(f"{provider.issuer} ann"))
    draft = ann.save(new_token(), Draft("", company="Zebra Ltd"))
    ann.share(draft.token, f"{'long-' * 20}@example.org")
    page.close()
    page = with_cookie(context, server, signed(claims_of(ANN, server, provider)))
    for address, title in (
        (f"sharing?draft={draft.token}", "Share this assessment"),
        ("my-data", "My data"),
    ):
        page.goto(f"{server.url}/{address}")
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        assert violations(page) == []
        assert not sideways(page)
    context.close()
