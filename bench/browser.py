"""From the click to the finished page, as a person at the screen waits for it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from bench.server import Server
from tests.chromium import chromium

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

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


@contextmanager
def browsing() -> Iterator[Browser]:
    """A headless Chromium."""
    path = chromium()
    if path is None:
        raise SystemExit("Chromium is not installed.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def first_page(browser: Browser, server: Server, address: str = "") -> tuple[Page, float]:
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
