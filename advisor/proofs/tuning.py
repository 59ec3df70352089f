"""tune: the smallest change of a rulebook that gives every wanted case its recommendation.

A change is proposed, the smallest that meets what is demanded so far. Worked examples and
properties that it breaks become further demands and the next change is proposed, until one keeps
everything or it is proved that none does. Points are tried alone first, then points and band edges
together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Literal

from advisor.examples import ExampleResult, run_examples
from advisor.proofs.adjustment import Adjustment
from advisor.proofs.clock import Clock
from advisor.proofs.demands import Broken, Demand, Demands, Kind, numbers_of
from advisor.proofs.promises import broken_promises
from advisor.proofs.whole import Whole
from advisor.rulebook import Example, Property, Rulebook

SECONDS = 60.0
AT_ONCE = 3
"""So many broken examples or properties become demands before the next change is proposed."""


Stage = Literal["points", "points and edges", "contradiction"]
"""What may be changed so far; or, where nothing does it, which demands contradict each other."""


@dataclass(frozen=True)
class Flipped:
    """A case that gets another recommendation or form: what it got, and what it gets."""

    before: ExampleResult
    after: ExampleResult


@dataclass(frozen=True)
class Tuned:
    """What tuning found.

    `adjustment`: the change, or None; `smallest`: it is proved that no smaller one will do.
    `contradiction`: where it is proved that there is none, demands that no change meets together
    although any one fewer can be met. `wanted`: what each wanted case gets now. `kept`: how many
    worked examples hold and still do; `given_up`: examples and properties that did not hold before
    and so need not hold now. `flips`: worked examples, sheets on an edge among them, that get other
    advice. `unproved`: properties that the change may break, for all that was proved in time.
    """

    adjustment: Adjustment | None
    smallest: bool
    contradiction: tuple[Demand, ...]
    wanted: tuple[ExampleResult, ...]
    kept: int
    given_up: tuple[Demand, ...]
    flips: tuple[Flipped, ...]
    unproved: tuple[str, ...]
    seconds: float


@dataclass(frozen=True)
class Tried:
    """How far tuning is: what it may change just now, and how many demands it knows of."""

    stage: Stage
    demands: int


def tune(
    rulebook: Rulebook,
    wants: Sequence[Example],
    *,
    seconds: float = SECONDS,
    told: Callable[[Tried], None] = lambda _: None,
) -> Tuned:
    """The smallest change that gives every wanted case its recommendation and keeps the rest.

    A wanted case with the id of a worked example takes its place. `told` hears how far it is.
    """
    return _Tuning(rulebook, wants, seconds, told).run()


@dataclass
class _Tuning:
    rulebook: Rulebook
    wants: Sequence[Example]
    seconds: float
    told: Callable[[Tried], None]
    failing: list[Example] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    given_up: list[Demand] = field(default_factory=list)
    unproved: list[str] = field(default_factory=list)
    smallest: bool = False

    def __post_init__(self) -> None:
        self.clock = Clock(self.seconds)
        named = {want.id for want in self.wants}
        self.results = [r for r in run_examples(self.rulebook) if r.example.id not in named]
        self.examples = [r.example for r in self.results if r.holds and not r.example.pin]
        self.given_up += [_demand("example", r.example) for r in self.results if not r.holds]
        self.properties = list(self.rulebook.properties)

    def run(self) -> Tuned:
        """Points alone, then points and edges, then why not."""
        profiles = [case.profile for case in (*self.wants, *self.examples)]
        for numbers in (None, numbers_of(self.rulebook, profiles)):
            demands = Demands(self.rulebook, numbers)
            found = self._stage(demands, "points and edges" if numbers is not None else "points")
            if found or not self.clock.left:
                return self._tuned(found, ())
        self.told(Tried("contradiction", len(demands.keeps)))
        return self._tuned(None, demands.contradiction(self.clock))

    def _stage(self, demands: Demands, stage: Stage) -> Adjustment | None:
        """The smallest change that keeps everything; None where there is none or time is short."""
        for want in self.wants:
            demands.meet(_demand("case", want), want)
        for example in self.failing:
            demands.meet(_demand("example", example), example)
        for each in self.broken:
            demands.forbid(each)
        self.told(Tried(stage, len(demands.keeps)))
        while (verdict := demands.smallest(self.clock)).possible:
            self.told(Tried(stage, len(demands.keeps)))
            adjustment = demands.model.read(verdict)
            changed = adjustment.of(self.rulebook)
            if failing := list(islice(self._failing(changed), AT_ONCE)):
                for example in failing:
                    demands.meet(_demand("example", example), example)
                self.failing += failing
            elif broken := list(islice(self._breaking(adjustment, changed), AT_ONCE)):
                for each in broken:
                    demands.forbid(each)
                self.broken += broken
            else:
                self.smallest = verdict.best and not self.unproved
                return adjustment
        return None

    def _failing(self, changed: Rulebook) -> Iterator[Example]:
        """Worked examples that a change breaks."""
        results = run_examples(replace(changed, examples=tuple(self.examples)))
        return (result.example for result in results if not result.holds)

    def _breaking(self, adjustment: Adjustment, changed: Rulebook) -> Iterator[Broken]:
        """What shows that a change breaks properties that held before."""
        stated = {p.id: p for p in self.properties if _may_break(p, self.rulebook, adjustment)}
        whole = Whole(
            replace(changed, properties=tuple(stated.values())), self.clock, shorten=False
        )
        for finding in broken_promises(whole):
            if not finding.proved:
                self.unproved.append(finding.about)
            elif self._held_before(stated[finding.about]):
                yield Broken(stated[finding.about], finding.profile, finding.after, adjustment)

    def _held_before(self, stated: Property) -> bool:
        """Whether a property held before; what did not is given up."""
        if stated not in self.properties:
            return False
        whole = Whole(replace(self.rulebook, properties=(stated,)), self.clock, shorten=False)
        held = not any(finding.proved for finding in broken_promises(whole))
        if not held:
            self.properties.remove(stated)
            self.given_up.append(Demand("property", stated.id, stated.says))
        return held

    def _tuned(self, adjustment: Adjustment | None, contradiction: tuple[Demand, ...]) -> Tuned:
        return Tuned(
            adjustment=adjustment,
            smallest=self.smallest,
            contradiction=contradiction,
            wanted=run_examples(replace(self.rulebook, examples=tuple(self.wants))),
            kept=len(self.examples),
            given_up=tuple(self.given_up),
            flips=tuple(self._flips(adjustment)) if adjustment else (),
            unproved=tuple(dict.fromkeys(self.unproved)),
            seconds=self.seconds,
        )

    def _flips(self, adjustment: Adjustment) -> Iterator[Flipped]:
        examples = tuple(result.example for result in self.results)
        changed = run_examples(replace(adjustment.of(self.rulebook), examples=examples))
        for before, after in zip(self.results, changed, strict=True):
            if (before.recommendation, before.form) != (after.recommendation, after.form):
                yield Flipped(before, after)


def _demand(kind: Kind, case: Example) -> Demand:
    return Demand(kind, case.id, case.says)


def _may_break(stated: Property, rulebook: Rulebook, adjustment: Adjustment) -> bool:
    """Whether a change could break a property: one of a dimension follows the rules that move."""
    (name, *_) = stated.names
    if adjustment.edges or not stated.moves or name in rulebook.outcomes:
        return True
    changed = {rule for rule, dimension in adjustment.points if dimension == name}
    return any(
        rule.id in changed and any(c.question in stated.moves for c in rule.when)
        for rule in rulebook.rules
    )
