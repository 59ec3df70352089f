"""The solver: one search in a model, begun anew in another way where it takes long."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from advisor.proofs.clock import Clock, ended_by


def cp_model() -> ModuleType:
    """The solver's module: half a second to import, so only where a proof is asked for."""
    from ortools.sat.python import cp_model as module  # noqa: PLC0415

    return module


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one search found.

    `possible`: True with values that fulfil everything, False when proved that there are none,
    None when time ran out. `best`: the values are proved to be the cheapest.
    """

    possible: bool | None
    best: bool
    read: Callable[[Any], int]

    def value(self, term: Any) -> int:
        """The value of a literal (0 or 1) or a count in what was found."""
        return int(term) if isinstance(term, bool | int) else self.read(term)


AT_ONCE = 0.1
"""The work that the solver does before it simplifies the model: about so many seconds, but counted
in steps, so that a busy machine takes the same way."""
FIXED: Mapping[str, Any] = {
    "num_workers": 1,
    "linearization_level": 0,
    "random_seed": 1,
    "cp_model_presolve": False,
}
"""One thread and a fixed seed, so that the same question gets the same answer."""


TURNS = (0.5, 1.0, 2.0)
"""The work done before a search begins anew, each time in another random order: most searches that
take long one way are short another."""


def solve_in_turns(model: Any, seconds: float, **settings: Any) -> Verdict:
    """One search, each turn longer than the one before; the last as long as there is time."""
    clock, verdict = Clock(seconds), Verdict(None, False, lambda _: 0)
    for seed, work in enumerate((*TURNS, float("inf")), 1):
        found = solve(model, clock.left, **settings, random_seed=seed, max_deterministic_time=work)
        verdict = verdict if found.possible is None else found
        if verdict.possible is False or verdict.best or not clock.left:
            break
    return verdict


def solve(model: Any, seconds: float, **settings: Any) -> Verdict:
    """One search in a model with the solver's own settings."""
    module = cp_model()
    solver = module.CpSolver()
    for name, value in {**FIXED, "max_time_in_seconds": seconds, **settings}.items():
        setattr(solver.parameters, name, value)
    with ended_by(solver.stop_search):
        status = solver.solve(model)
    if status == module.MODEL_INVALID:
        raise AssertionError(model.validate())
    if status in (module.OPTIMAL, module.FEASIBLE):
        return Verdict(True, status == module.OPTIMAL, solver.value)
    return Verdict(False if status == module.INFEASIBLE else None, False, lambda _: 0)
