"""Days as they are printed: "3 December 2026"."""

from __future__ import annotations

from datetime import date


def in_full(day: date) -> str:
    """A day in full."""
    return f"{day.day} {day:%B %Y}"
