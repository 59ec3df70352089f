"""Days and times in words."""

from __future__ import annotations

from datetime import date, datetime

from advisor.screens import times


def moment_told(saved: str) -> str:
    """A time of saving, UTC in ISO 8601, where the reader is: "22 November 2026, 14:05".

    Empty where it is none.
    """
    try:
        return _in_words(datetime.fromisoformat(saved).astimezone(times.zone()))
    except (ValueError, OverflowError):
        return ""


def day_told(day: str) -> str:
    """A day in ISO 8601 as people write it: "22 November 2026". Empty where it is none."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return ""
    return f"{found.day} {found:%B %Y}"


def now_told() -> str:
    """The time now, where the reader is, told like `moment_told`."""
    return _in_words(times.now())


def _in_words(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y, %H:%M}"
