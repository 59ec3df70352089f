"""Logic for a CP-SAT model in which everything already known is folded away.

A literal is a solver variable or a plain True or False. Joining literals gives a plain truth where
it can, an existing variable where the same join was made before, and a new variable otherwise. So
two rulebooks, or two profiles, in one model share whatever they have in common without being told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import gcd, inf
from typing import TYPE_CHECKING, Any

from advisor.proofs.clock import Clock
from advisor.proofs.solving import AT_ONCE, Verdict, cp_model, solve, solve_in_turns

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar

Literal = Any
"""A Boolean of the solver (or its negation), or a plain True or False."""


def negated(literal: Literal) -> Literal:
    """The opposite of a literal."""
    return not literal if isinstance(literal, bool) else ~literal


@dataclass(slots=True)
class Sum:
    """A whole-number sum: a constant plus literals or counts, each times a whole number.

    `terms`: variable index -> (variable, times, the variable's highest value); the lowest is 0.
    """

    constant: int = 0
    terms: dict[int, tuple[Any, int, int]] = field(default_factory=dict)

    def add(self, term: Literal, times: int, high: int = 1) -> None:
        """Add `times` the term; `high` is the highest value of a term that is a count."""
        if times == 0 or term is False:
            return
        if isinstance(term, int):
            self.constant += times * term
            return
        _, before, _ = self.terms.get(term.index, (term, 0, high))
        self.terms[term.index] = (term, before + times, high)
        if before + times == 0:
            del self.terms[term.index]

    def plus(self, other: Sum, times: int = 1) -> Sum:
        """A new sum: this one plus `times` the other."""
        terms = dict(self.terms)
        for index, (term, factor, high) in other.terms.items():
            together = times * factor + (terms[index][1] if index in terms else 0)
            terms[index] = (term, together, high)
            if together == 0:
                del terms[index]
        return Sum(self.constant + times * other.constant, terms)

    @property
    def bounds(self) -> tuple[int, int]:
        """A lowest and a highest value that the sum certainly stays within."""
        products = [times * high for _, times, high in self.terms.values()]
        low = sum(p for p in products if p < 0)
        return self.constant + low, self.constant + sum(products) - low

    def expression(self) -> Any:
        """The sum as the solver writes it."""
        terms = list(self.terms.values())
        linear = cp_model().LinearExpr
        return linear.weighted_sum([t for t, _, _ in terms], [n for _, n, _ in terms]) + (
            self.constant
        )


def added_up(sums: Iterable[Sum]) -> Sum:
    """All of them added up."""
    together = Sum()
    for more in sums:
        together.constant += more.constant
        for term, times, high in more.terms.values():
            together.add(term, times, high)
    return together


class Logic:
    """A model under construction and the searches in it."""

    def __init__(self) -> None:
        self._model = cp_model().CpModel()
        self._joins: dict[frozenset[int], Literal] = {}
        self._reached: dict[tuple[frozenset[tuple[int, int]], int], Literal] = {}

    def fresh(self) -> IntVar:
        """A new free literal."""
        variable: IntVar = self._model.new_bool_var("")
        return variable

    def count(self, high: int) -> IntVar:
        """A new whole number from 0 to `high`."""
        variable: IntVar = self._model.new_int_var(0, high, "")
        return variable

    def all_of(self, literals: Iterable[Literal]) -> Literal:
        """Whether all of the literals hold."""
        wanted: dict[int, Literal] = {}
        for literal in literals:
            if isinstance(literal, bool):
                if not literal:
                    return False
            else:
                wanted[literal.index] = literal
        if not wanted:
            return True
        if len(wanted) == 1:
            return next(iter(wanted.values()))
        if any(-1 - index in wanted for index in wanted):
            return False
        return self._joined(frozenset(wanted), list(wanted.values()))

    def _joined(self, key: frozenset[int], literals: list[Literal]) -> Literal:
        if key not in self._joins:
            joined = self.fresh()
            self._model.add_bool_and(literals).only_enforce_if(joined)
            self._model.add_bool_or([joined, *(~literal for literal in literals)])
            self._joins[key] = joined
        return self._joins[key]

    def any_of(self, literals: Iterable[Literal]) -> Literal:
        """Whether at least one of the literals holds."""
        return negated(self.all_of(negated(literal) for literal in literals))

    def at_least(self, total: Sum, bound: int) -> Literal:
        """Whether a sum reaches a bound."""
        low, high = total.bounds
        if low >= bound or high < bound:
            return low >= bound
        divisor = gcd(*(times for _, times, _ in total.terms.values()))
        needed = -(-(bound - total.constant) // divisor)
        terms = {index: (v, times // divisor, h) for index, (v, times, h) in total.terms.items()}
        key = (frozenset((index, times) for index, (_, times, _) in terms.items()), needed)
        if key not in self._reached:
            reached = self.fresh()
            expression = Sum(0, terms).expression()
            self._model.add(expression >= needed).only_enforce_if(reached)
            self._model.add(expression <= needed - 1).only_enforce_if(~reached)
            self._reached[key] = reached
        return self._reached[key]

    def require_one_of(self, literals: Iterable[Literal]) -> None:
        """At least one of the literals must hold."""
        clause = list(literals)
        if any(literal is True for literal in clause):
            return
        self._model.add_bool_or([literal for literal in clause if literal is not False])

    def require_exactly_one(self, literals: Iterable[Literal]) -> None:
        """Exactly one of these free literals must hold."""
        self._model.add_exactly_one(list(literals))

    def require(self, total: Sum, low: int, high: int) -> None:
        """A sum must lie within these bounds, both included."""
        self._model.add_linear_constraint(total.expression(), low, high)

    def search(
        self,
        wanted: Iterable[Literal] = (),
        *,
        seconds: float,
        cost: Sum | None = None,
        presolve: bool = False,
        linear: bool = False,
        probe: bool = True,
        work: float = inf,
    ) -> Verdict:
        """Values under which all the wanted literals hold, the cheapest where a cost is given.

        The model itself stays as it is. Most questions are answered at once; for those that are
        not, the solver first simplifies the model, which takes longer than most answers.
        `presolve`: simplify at once, where the model is known to need it; `linear`: and bound the
        cost by linear programming, which finds the cheapest sooner where sums decide; `probe`: try
        values out while simplifying; `work`: give up after so much of it, about in seconds but
        counted in steps, so that a busy machine gives up no sooner.
        """
        wanted = list(wanted)
        if seconds <= 0:
            return Verdict(None, False, lambda _: 0)
        if any(literal is False for literal in wanted):
            return Verdict(False, True, lambda _: 0)
        model = self._model.clone()
        model.add_bool_and([literal for literal in wanted if literal is not True])
        if cost is not None and cost.terms:
            model.minimize(cost.expression())
        if presolve or linear:
            ways = {"linearization_level": int(linear), "cp_model_probing_level": 2 * probe}
            if linear or work < inf:
                return solve(
                    model, seconds, cp_model_presolve=True, max_deterministic_time=work, **ways
                )
            return solve_in_turns(model, seconds, cp_model_presolve=True, **ways)
        clock = Clock(seconds)
        verdict = solve(model, seconds, max_deterministic_time=AT_ONCE)
        if verdict.best or verdict.possible is False or not clock.left:
            return verdict
        again = solve_in_turns(model, clock.left, cp_model_presolve=True)
        return verdict if again.possible is None else again
