"""How much of the stated time is left for a proof, and how somebody who waits ends it early."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from time import monotonic

SECONDS = 2.0
"""The time that an exact answer may take unless told otherwise."""


class Stop:
    """Ends the proofs of one thread early, from another: what is not proved by then is not proved.

    Asking may come just before the solver begins, and then only ends what comes after it; so ask
    again until the proof has ended.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._end: Callable[[], None] | None = None
        self._asked = False

    @property
    def asked(self) -> bool:
        """Whether somebody asked for the end."""
        return self._asked

    def ask(self) -> None:
        """End the proof as soon as can be."""
        with self._lock:
            self._asked = True
            if self._end is not None:
                self._end()

    @contextmanager
    def _ends(self, end: Callable[[], None]) -> Iterator[None]:
        with self._lock:
            self._end = end
        try:
            yield
        finally:
            with self._lock:
                self._end = None


_STOP: ContextVar[Stop | None] = ContextVar("stop", default=None)


@contextmanager
def stopped_by(stop: Stop) -> Iterator[None]:
    """Let `stop` end every proof that is made inside, in this thread."""
    token = _STOP.set(stop)
    try:
        yield
    finally:
        _STOP.reset(token)


@contextmanager
def ended_by(end: Callable[[], None]) -> Iterator[None]:
    """A search that `end` ends, where somebody who waits may ask for that."""
    stop = _STOP.get()
    if stop is None:
        yield
        return
    with stop._ends(end):
        yield


class Clock:
    """Counts down from a number of seconds; what is not proved by then is not proved."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._end = monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds left, at least 0; none once somebody asked for the end."""
        stop = _STOP.get()
        if stop is not None and stop.asked:
            return 0.0
        return max(0.0, self._end - monotonic())
