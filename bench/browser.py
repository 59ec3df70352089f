"""From the click to the finished page, as a person at the screen waits for it."""

from __future__ import annotations

import time

from playwright.sync_api import Browser, Locator, Page

from tests.app_server import AppServer

# A page is there when its heading is another one and the script behind it has ended.
_CLICK = """
element => new Promise(done => {
  const heading = () => document.querySelector("h1")?.innerText;
  const before = heading();
  const app = document.querySelector("[data-testid=stApp]");
  const look = () => {
    const told = heading();
    if (!told || told === before) return;
    if (app.getAttribute("data-test-script-state") !== "notRunning") return;
    watch.disconnect();
    done(performance.now() - start);
  };
  const watch = new MutationObserver(look);
  watch.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true
  });
  const start = performance.now();
  element.click();
})
"""


def first_page(browser: Browser, server: AppServer, address: str = "") -> tuple[Page, float]:
    """A new visitor's page, and the seconds from the server's start until it was there."""
    page = browser.new_context().new_page()
    page.goto(f"{server.url}/{address}")
    page.locator("h1").first.wait_for()
    return page, time.perf_counter() - server.started


def click_to_page(target: Locator) -> float:
    """Click something that leads to another page; the seconds until that page is there."""
    target.wait_for()
    waited: float = target.evaluate(_CLICK)
    return waited / 1000
