"""Long work in the background: how far it is, what came of it, and how it is ended early.

Proofs take seconds. A page shows at once what takes none, and asks again while the rest is worked
out; what nobody asks for any more is ended.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar, cast

import streamlit as st

from advisor.proofs.clock import Stop, stopped_by

FORGOTTEN_AFTER = 10.0
"""Seconds without anybody asking after which work is ended."""
_LOOKS_EVERY = 1.0  # seconds
_REMEMBERED = 8
_LOG = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass
class Job(Generic[T]):
    """One piece of work.

    `result` is what came of it; None until then, and where it was ended early or failed. `told`
    says how far it is. `failed`: it broke; the log says why. `forgotten`: it was ended because
    nobody asked for it. `patience`: seconds that it goes on without anybody asking.
    """

    patience: float
    stop: Stop = field(default_factory=Stop)
    result: T | None = None
    told: str = ""
    failed: bool = False
    forgotten: bool = False
    began: float = field(default_factory=time.monotonic)
    asked: float = field(default_factory=time.monotonic)
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def done(self) -> bool:
        """Whether nothing more will come of it."""
        return self.ended.is_set()

    @property
    def seconds(self) -> int:
        """How long ago it was first asked for."""
        return int(time.monotonic() - self.began)

    @property
    def stopped(self) -> bool:
        """Whether it was asked to end early."""
        return self.stop.asked


class Jobs:
    """The work that runs or ran, by what tells one piece from another. One runs at a time.

    May be used by several threads.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._one_at_a_time = threading.Lock()
        self._jobs: dict[Hashable, Job[object]] = {}

    def ask(
        self,
        key: Hashable,
        work: Callable[[Job[T]], T],
        *,
        patience: float = FORGOTTEN_AFTER,
    ) -> Job[T]:
        """How far the work is; the first to ask starts it. It may say in `told` how far it is."""
        with self._lock:
            job = self._jobs.pop(key, None)
            if job is None or (job.done and job.forgotten):
                job = Job(patience)
                self._start(job, cast(Callable[[Job[object]], object], work))
            self._jobs[key] = job
            for old in [name for name, other in self._jobs.items() if other.done][:-_REMEMBERED]:
                del self._jobs[old]
            job.asked = time.monotonic()
        return cast("Job[T]", job)

    def forget(self, key: Hashable) -> None:
        """End the work with this key, and start it anew when asked for again."""
        with self._lock:
            job = self._jobs.pop(key, None)
        if job is not None:
            job.stop.ask()

    def _start(self, job: Job[object], work: Callable[[Job[object]], object]) -> None:
        worker = threading.Thread(target=self._run, args=(job, work), daemon=True)
        worker.start()
        threading.Thread(target=_watch, args=(job, worker), daemon=True).start()

    def _run(self, job: Job[object], work: Callable[[Job[object]], object]) -> None:
        try:
            with self._one_at_a_time, stopped_by(job.stop):
                if not job.stopped:
                    job.result = work(job)
        except Exception:
            job.failed = True
            _LOG.exception("Work in the background broke off.")
        finally:
            job.ended.set()


def _watch(job: Job[object], worker: threading.Thread) -> None:
    """End work that nobody asks for; and ask again for the end until it has come."""
    while worker.is_alive():
        worker.join(_LOOKS_EVERY)
        if not job.stopped and time.monotonic() > job.asked + job.patience:
            job.forgotten = True
        if job.stopped or job.forgotten:
            job.stop.ask()


@st.cache_resource(show_spinner=False)
def jobs() -> Jobs:
    """The one place where long work of this server is done."""
    return Jobs()
