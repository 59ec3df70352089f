"""Work in the background runs once, tells how far it is, and ends when nobody waits for it."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from advisor.proofs.logic import Logic, Sum, negated
from advisor.screens.workshop import jobs as module
from advisor.screens.workshop.jobs import Job, Jobs

WAIT = 60.0  # seconds; only a failing test waits as long
HARD = 25


def ended(jobs: Jobs, key: str, work: Any) -> Job[Any]:
    """The job once it has ended."""
    job: Job[Any] = jobs.ask(key, work)
    assert job.ended.wait(WAIT)
    return job


def holes(pigeons: int, begun: threading.Event) -> bool | None:
    """Whether so many pigeons fit one hole less: no, but the solver takes very long to see it."""
    logic = Logic()
    places = [[logic.fresh() for _ in range(pigeons - 1)] for _ in range(pigeons)]
    for mine in places:
        logic.require_one_of(mine)
    for hole in zip(*places, strict=True):
        for at, one in enumerate(hole):
            for other in hole[:at]:
                logic.require_one_of([negated(one), negated(other)])
    begun.set()
    return logic.search(cost=Sum(), seconds=WAIT).possible


def test_work_is_done_once_and_its_result_kept() -> None:
    jobs, calls = Jobs(), []

    def work(job: Job[int]) -> int:
        calls.append(job)
        job.told = "half"
        return 7

    first = ended(jobs, "a", work)
    assert (first.result, first.told, first.done, first.failed) == (7, "half", True, False)
    assert jobs.ask("a", work) is first
    assert len(calls) == 1


def test_one_piece_of_work_runs_at_a_time() -> None:
    jobs, inside, go = Jobs(), threading.Event(), threading.Event()

    def slow(job: Job[int]) -> int:
        inside.set()
        assert go.wait(WAIT)
        return 1

    first = jobs.ask("a", slow)
    assert inside.wait(WAIT)
    second = jobs.ask("b", lambda job: 2)
    assert not second.done
    go.set()
    assert ended(jobs, "b", None).result == 2
    assert first.result == 1


def test_work_that_breaks_is_told_and_not_tried_again_by_itself() -> None:
    jobs, calls = Jobs(), []

    def work(job: Job[int]) -> int:
        calls.append(job)
        raise ValueError

    assert ended(jobs, "a", work).failed
    assert jobs.ask("a", work).failed
    jobs.forget("a")
    assert ended(jobs, "a", work).failed
    assert len(calls) == 2


def test_a_proof_that_nobody_asks_for_ends_and_is_begun_anew_when_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_LOOKS_EVERY", 0.01)
    jobs, begun = Jobs(), threading.Event()
    job = jobs.ask("a", lambda _: holes(HARD, begun), patience=0.0)
    assert job.ended.wait(WAIT)
    assert job.forgotten
    assert job.result is None
    assert ended(jobs, "a", lambda _: True).result is True


def test_a_proof_that_is_stopped_ends_and_stays_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LOOKS_EVERY", 0.01)
    jobs, begun = Jobs(), threading.Event()
    job = jobs.ask("a", lambda _: holes(HARD, begun))
    assert begun.wait(WAIT)
    job.stop.ask()
    assert job.ended.wait(WAIT)
    assert job.result is None
    assert jobs.ask("a", lambda _: True) is job
