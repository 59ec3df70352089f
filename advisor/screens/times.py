"""Days and times as the reader's own clock shows them."""

from __future__ import annotations

from datetime import datetime
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
