"""What a change of the rulebook has to meet: cases, worked examples and properties.

Each demand has a literal of its own, so that some of them can be asked for and others left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal as OneOf

from advisor.engine import known_replies
from advisor.proofs.adjusting import Adjustable, value_of
from advisor.proofs.adjustment import Adjustment
from advisor.proofs.cells import satisfied
from advisor.proofs.clock import Clock
from advisor.proofs.logic import Literal, Sum, negated
from advisor.proofs.model import Weighing
from advisor.proofs.sameness import form_literals
from advisor.proofs.solving import Verdict
from advisor.questionnaire import Number, Profile
from advisor.rulebook import Example, Property, Rulebook
from advisor.shares import intervals

Kind = OneOf["case", "example", "property"]
DROPPED_FIRST: Sequence[Kind] = ("property", "example", "case")


@dataclass(frozen=True)
class Demand:
    """Something that has to hold: a wanted case, a worked example or a property."""

    kind: Kind
    name: str
    says: str

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


@dataclass(frozen=True)
class Broken:
    """A profile that breaks a property under a change; `after`: the same profile once it moves.

    Without a profile it is the whole change that breaks the property.
    """

    stated: Property
    before: Profile | None
    after: Profile | None
    adjustment: Adjustment


class Demands:
    """Everything demanded so far, in one model of the rulebook's points and edges.

    `numbers`: the known answers that edges may be moved between; None where no edge may move.
    """

    def __init__(
        self, rulebook: Rulebook, numbers: Mapping[str, Iterable[Number]] | None = None
    ) -> None:
        self.rulebook = rulebook
        self.model = Adjustable(rulebook, numbers)
        self.keeps: dict[Demand, Literal] = {}

    def meet(self, demand: Demand, case: Example) -> None:
        """Demand a recommendation, and a form, that the author of a case accepts."""
        weighing = self._weigh(case.profile)
        fine = self.model.any_of(weighing.recommends[o] for o in case.allowed)
        if case.forms:
            forms = form_literals(self.model, weighing)
            fine = self.model.all_of([fine, self.model.any_of(forms[f] for f in case.forms)])
        self._demand(demand, fine)

    def forbid(self, broken: Broken) -> None:
        """Demand that a property holds for what broke it."""
        stated = broken.stated
        demand = Demand("property", stated.id, stated.says)
        if broken.before is None:
            self._demand(demand, negated(self.model.is_exactly(broken.adjustment)))
            return
        before = self._weigh(broken.before)
        when = [satisfied(self.model, before.cells[c.question], c) for c in stated.when]
        kept = self._kept(stated, before, broken.after)
        self._demand(demand, self.model.any_of([*map(negated, when), kept]))

    def _demand(self, demand: Demand, met: Literal) -> None:
        keep = self.keeps.setdefault(demand, self.model.fresh())
        self.model.require_one_of([negated(keep), met])

    def _weigh(self, profile: Profile) -> Weighing:
        return self.model.weigh(self.rulebook, self.model.known(profile))

    def _kept(self, stated: Property, before: Weighing, moved: Profile | None) -> Literal:
        named = self.model.any_of(before.recommends.get(o, False) for o in stated.names)
        if moved is None:
            return negated(named) if stated.kind == "never" else named
        after = self._weigh(moved)
        (name,) = stated.names
        if name in after.recommends:
            return self.model.any_of([before.recommends[name], negated(after.recommends[name])])
        gained = after.points[name].plus(before.points[name], -1)
        if stated.kind == "never raises":
            return negated(self.model.at_least(gained, 1))
        return self.model.at_least(gained, 0)

    def smallest(self, clock: Clock) -> Verdict:
        """The smallest change that meets every demand; demands are only ever added."""
        cost = self.model.cost
        verdict = self._search(self.keeps.values(), clock, cost)
        if verdict.best:
            self.model.require(cost, value_of(verdict, cost), cost.bounds[1])
        return verdict

    def _search(self, keeps: Iterable[Literal], clock: Clock, cost: Sum | None = None) -> Verdict:
        return self.model.search(keeps, seconds=clock.left, cost=cost, linear=True)

    def contradiction(self, clock: Clock) -> tuple[Demand, ...]:
        """Demands that cannot be met together although any one fewer can; none without time."""
        core = list(self.keeps)
        for demand in sorted(self.keeps, key=lambda d: DROPPED_FIRST.index(d.kind)):
            rest = [other for other in core if other != demand]
            possible = self._search((self.keeps[other] for other in rest), clock).possible
            if possible is None:
                return ()
            if not possible:
                core = rest
        return tuple(core)


def numbers_of(rulebook: Rulebook, profiles: Iterable[Profile]) -> dict[str, list[Number]]:
    """Per question every known number, or end of a share, that an edge could be moved past."""
    found: dict[str, list[Number]] = {}
    for profile in profiles:
        for question, value in known_replies(rulebook, profile).items():
            if isinstance(value, int | float) and question in rulebook.questionnaire.questions:
                found.setdefault(question, []).append(value)
        if profile.responsibilities:
            for share, ends in intervals(rulebook.questionnaire, profile.responsibilities).items():
                found.setdefault(share, []).extend([ends.lowest, ends.highest])
    return found
