"""How long an author waits: check, compare, tune and coverage, and the same on a larger rulebook.

Run: python -m bench.authoring [--runs 3] [--seconds 120]

In one process and after a warm-up, on the shipped rulebook and on one four times its size: four
copies of every question, share, rule, gate, note, property and worked example, all of which add to
the same four dimensions. Each time is the median over the runs, or over several cases; the last
column compares what the processor spent. A star marks what was not proved in time.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

from advisor.examples import run_examples
from advisor.loading import RULES, load_rulebook
from advisor.proofs.comparison import compare
from advisor.proofs.coverage import coverage
from advisor.proofs.findings import findings
from advisor.proofs.mutants import Mutant, mutants, mutated
from advisor.proofs.tuning import tune
from advisor.rulebook import Example, Rulebook
from bench.larger import times

MANY = 4
EDGES = ("headcount", "ceo_direct_reports", "annual_revenue")
"""Questions of which an edge is moved, to compare the rulebook before and after."""
CASES = ("lpff_opsmgr", "jfrog_2011_coo", "uber_2018_coo", "futurlab_2022_coo", "bithell_coo")
"""Real decisions that differ from the advice: tuning is asked for what was decided."""


class Taken(NamedTuple):
    """Seconds by the clock and of the processor, and whether all was proved."""

    wall: float
    spent: float
    proved: bool


Task = Callable[[Rulebook, float], bool]
"""Something done to a rulebook within so many seconds; whether all of it was proved."""


def checked(rulebook: Rulebook, seconds: float) -> bool:
    """All findings."""
    return all(finding.proved for finding in findings(rulebook, seconds=seconds))


def covered(rulebook: Rulebook, seconds: float) -> bool:
    """What the worked examples pin."""
    return not coverage(rulebook, seconds=seconds).count("not proved")


def unchanged(rulebook: Rulebook, seconds: float) -> bool:
    """Compared with a version that differs in a sentence."""
    first, *rest = rulebook.rules
    rules = (replace(first, says="Said in other words."), *rest)
    return compare(rulebook, replace(rulebook, rules=rules), seconds=seconds).proved


def moved(question: str) -> Task:
    """Compared with a version in which an edge of this question is elsewhere."""

    def task(rulebook: Rulebook, seconds: float) -> bool:
        return compare(
            rulebook, mutated(rulebook, _edge(rulebook, question)), seconds=seconds
        ).proved

    return task


def _edge(rulebook: Rulebook, question: str) -> Mutant:
    return next(m for m in mutants(rulebook) if (m.kind, m.name) == ("edge", question))


def tuned(case: str) -> Task:
    """Tuned to what a real organisation decided."""

    def task(rulebook: Rulebook, seconds: float) -> bool:
        found = tune(rulebook, [_wanted(rulebook, case)], seconds=seconds)
        return found.smallest or bool(found.contradiction)

    return task


def _wanted(rulebook: Rulebook, case: str) -> Example:
    example = next(e for e in rulebook.examples if e.id == case)
    return replace(example, allowed=frozenset([example.decided]), forms=frozenset())


TASKS: Sequence[tuple[str, float, Sequence[Task]]] = (
    ("check", 5, [checked]),
    ("compare, nothing changes", 2, [unchanged]),
    ("compare, an edge moved", 2, [moved(question) for question in EDGES]),
    ("tune for one case", 10, [tuned(case) for case in CASES]),
    ("coverage", 10, [covered]),
)
"""Each with its goal in seconds and the tasks that its median is over."""


def timed(task: Task, rulebook: Rulebook, seconds: float) -> Taken:
    """One run on a rulebook of which nothing is known from an earlier run."""
    fresh = replace(rulebook)
    wall, spent = perf_counter(), process_time()
    proved = task(fresh, seconds)
    return Taken(perf_counter() - wall, process_time() - spent, proved)


def middle(taken: Sequence[Taken]) -> Taken:
    """The median of each, and whether all was proved in every run."""
    return Taken(
        median(t.wall for t in taken), median(t.spent for t in taken), all(t.proved for t in taken)
    )


def columns(taken: Taken) -> Iterator[str]:
    """How a median is printed: by the clock, of the processor."""
    yield f"{taken.wall:>9.2f}"
    yield f"{taken.spent:>9.2f}{' ' if taken.proved else '*'}"


def main() -> None:
    """One line for each task: seconds, the goal, seconds on the larger rulebook, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=120)
    options = parser.parse_args()
    shipped = load_rulebook(RULES)
    larger = times(shipped, MANY)
    assert all(result.holds for result in run_examples(larger))
    checked(replace(shipped), options.seconds)
    for book in (shipped, larger):
        print(f"{len(book.questionnaire.weighed())} questions, {len(book.rules)} rules, "
              f"{len(book.properties)} properties, {len(book.examples)} examples")  # fmt: skip
    print(
        f"{'seconds':<24}{'clock':>9}{'processor':>9} {'goal':>7}{'four times the size, ratio':>28}"
    )
    for name, goal, tasks in TASKS:
        runs = range(options.runs)
        one, four = (
            middle([timed(task, book, options.seconds) for _ in runs for task in tasks])
            for book in (shipped, larger)
        )
        ratio = four.spent / one.spent
        print(
            f"{name:<24}{''.join(columns(one))} {goal:>6g} {''.join(columns(four))} {ratio:>7.1f}"
        )


if __name__ == "__main__":
    main()
