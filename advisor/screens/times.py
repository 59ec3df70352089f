"""Days and times as the reader's own clock shows them."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

UTC = ZoneInfo("UTC")


def zone() -> ZoneInfo:
    """The reader's time zone, as the browser tells it; UTC where it tells none."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, TypeError):
        return UTC


def now() -> datetime:
    """The reader's own date and time."""
    return datetime.now(zone())


def now_told() -> str:
    """The time now, where the reader is, told like `moment_told`."""
    return _told(now())


def moment_told(saved: str) -> str:
    """A time of saving, UTC in ISO 8601, where the reader is: "22 November 2026, 14:05".

    Empty where it is none.
    """
    there = _there(saved, zone())
    return _told(there) if there else ""


def lately_told(saved: str, now: datetime) -> str:
    """A time of saving in a narrow column: today with its time, else its day; empty for none."""
    there = _there(saved, now.tzinfo or UTC)
    if there and there.date() == now.date():
        return f"Today, {there:%H:%M}"
    return _day(there, "%b") if there else ""


def day_told(day: str, month: str = "%B") -> str:
    """A day in ISO 8601 as people write it: "22 November 2026"; empty where it is none.

    In a narrow column `month` is "%b".
    """
    try:
        return _day(date.fromisoformat(day), month)
    except ValueError:
        return ""


def _there(saved: str, zone: tzinfo) -> datetime | None:
    try:
        return datetime.fromisoformat(saved).astimezone(zone)
    except (ValueError, OverflowError):
        return None


def _told(moment: datetime) -> str:
    return f"{_day(moment, '%B')}, {moment:%H:%M}"


def _day(day: date, month: str) -> str:
    return f"{day.day} {day:{month} %Y}"
