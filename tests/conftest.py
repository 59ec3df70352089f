"""Tests that drive a browser are skipped where there is none, except where CI=true."""

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.chromium import chromium

# Laws are about results: a busy machine must not turn a slow example into a failure.
settings.register_profile(
    "laws", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("laws")

SKIPPED = "Chromium is not installed; with CI=true this test would run and fail"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what is marked `browser` on a machine without a browser."""
    if os.environ.get("CI") == "true" or chromium():
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=SKIPPED))
