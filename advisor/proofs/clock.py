"""How much of the stated time is left for a proof."""

from __future__ import annotations

from time import monotonic

SECONDS = 2.0
"""The time that an exact answer may take unless told otherwise."""


class Clock:
    """Counts down from a number of seconds; what is not proved by then is not proved."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._end = monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds left, at least 0."""
        return max(0.0, self._end - monotonic())
