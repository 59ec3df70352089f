"""What all tests share: when those that need a browser run, how often, and how long they wait."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import expect

from tests.chromium import chromium

PATIENCE = 30_000  # milliseconds; a busy machine is slow, and a test that passes does not wait
SKIPPED = "Chromium is not installed; with CI=true this test would run and fail"

expect.set_options(timeout=PATIENCE)

# Laws are about results: a busy machine must not turn a slow example into a failure.
settings.register_profile(
    "laws", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("laws")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses a browser; skip it on a machine without one, unless CI=true."""
    absent = os.environ.get("CI") != "true" and chromium() is None
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            item.add_marker(pytest.mark.flaky(reruns=1))
            if absent:
                item.add_marker(pytest.mark.skip(reason=SKIPPED))


@pytest.fixture(params=["listed", "searched"])
def both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A claim holds both where all profiles are listed and where the solver is asked."""
    if request.param == "searched":
        monkeypatch.setattr("advisor.proofs.draws.FEW", 0)
        monkeypatch.setattr("advisor.proofs.draws.EACH_TIME", 2)
        monkeypatch.setattr("advisor.proofs.fills.DRAWS", 1)
        monkeypatch.setattr("advisor.proofs.fills.WITHOUT_ANY", 1)
