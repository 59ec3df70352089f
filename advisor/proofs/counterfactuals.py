"""The smallest sets of answer changes that lead to another recommendation, proved smallest.

One and two changed answers are tried out, every one of them, with the rule bitmask; what takes
more is found and proved smallest by the solver. Open questions are not changes: they stay open here
and belong to `completions`. Shares of responsibilities are not one answer and stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from advisor.engine import Advice, advise
from advisor.proofs.alternatives import Alternatives
from advisor.proofs.bounds import within_bounds
from advisor.proofs.changes import Change, Group, may_become, steps, worded
from advisor.proofs.clock import SECONDS, Clock
from advisor.proofs.ground import Numbers, ground
from advisor.proofs.several import Several
from advisor.questionnaire import Profile, Value
from advisor.rulebook import Rulebook

KEEP = 3
"""So many sets of the same size are told for one recommendation, the nearest first."""


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """A set of answer changes that leads to another recommendation.

    `proved`: no smaller set of this group leads there. Left as it is, every other answer stays.
    """

    leads_to: str
    changes: tuple[Change, ...]
    proved: bool

    def applied_to(self, profile: Profile) -> Profile:
        """The profile with the changes made."""
        for change in self.changes:
            profile = profile.with_answer(change.question, change.after)
        return profile


@dataclass(frozen=True, slots=True)
class Changes:
    """What one group of changes can lead to.

    `sets`: for each recommendation within reach its smallest sets, fewest changes first.
    `out_of_reach`: recommendations that no changes of this group lead to, as proved.
    `unknown`: recommendations of which neither was settled in time.
    """

    sets: tuple[Counterfactual, ...]
    out_of_reach: tuple[str, ...]
    unknown: tuple[str, ...] = ()

    @property
    def proved(self) -> bool:
        """Whether every set is proved smallest and nothing was left unknown."""
        return not self.unknown and all(found.proved for found in self.sets)

    @property
    def one_is_enough(self) -> bool:
        """Whether some single answer changes the recommendation. Exact, whatever the time."""
        return any(len(found.changes) == 1 for found in self.sets)


@dataclass(frozen=True, slots=True)
class WouldChange:
    """What would change the recommendation: by decision, and as the company grows."""

    by_decision: Changes
    as_it_grows: Changes

    @property
    def proved(self) -> bool:
        """Whether all of it is proved."""
        return self.by_decision.proved and self.as_it_grows.proved

    @property
    def one_is_enough(self) -> bool:
        """Whether some single answer changes the recommendation."""
        return self.by_decision.one_is_enough or self.as_it_grows.one_is_enough


def would_change(
    rulebook: Rulebook,
    profile: Profile,
    advice: Advice | None = None,
    *,
    seconds: float = SECONDS,
) -> WouldChange:
    """The smallest sets of changes to the known answers that lead elsewhere, in two groups."""
    advice = advice or advise(rulebook, profile)
    clock = Clock(seconds)
    decided = _Search(rulebook, profile, advice, "by decision", clock).changes()
    grown = _Search(rulebook, profile, advice, "as the company grows", clock).changes()
    return WouldChange(decided, grown)


Set = tuple[tuple[str, Value], ...]
"""Questions with the replies that they change to."""


class _Search:
    """The changes of one group to one profile."""

    def __init__(
        self, rulebook: Rulebook, profile: Profile, advice: Advice, group: Group, clock: Clock
    ) -> None:
        self.rulebook, self.profile, self.group, self.clock = rulebook, profile, group, clock
        self.now = advice.recommendation
        self.questions = rulebook.questionnaire.questions
        self.alternatives = Alternatives(rulebook, advice.replies, self._allowed())
        options = self.alternatives.options
        self.columns = np.array(
            [c for c, o in enumerate(options) for _ in o.replies[1:]], dtype=int
        )
        self.choices = np.array([i for o in options for i in range(1, len(o.replies))], dtype=int)
        self.steps = np.array([self._steps(*pair) for pair in self._pairs()], dtype=int)

    def _pairs(self) -> Iterator[tuple[int, int]]:
        return zip(self.columns.tolist(), self.choices.tolist(), strict=True)

    def _allowed(self) -> dict[str, list[int]]:
        """Per question that may change, the positions of its replies, the nearest first."""
        allowed = {}
        base = ground(self.rulebook)
        for name, question in self.questions.items():
            now = self.profile.known(name)
            if now is None or question.changes != self.group:
                continue
            if question.kind == "choices":
                allowed[name] = [
                    position
                    for position in base.nearest_picks(name, now)
                    if may_become(question, self.group, now, base.replies[name][position])
                ]
                continue
            near = [
                (abs(steps(question, now, reply)), position)
                for position, reply in enumerate(base.replies[name])
                if may_become(question, self.group, now, reply)
            ]
            allowed[name] = [position for _, position in sorted(near)]
        return allowed

    def _steps(self, column: int, choice: int) -> int:
        options = self.alternatives.options[column]
        before, after = options.replies[0], options.replies[choice]
        return abs(steps(self.questions[options.question], before, after))

    def changes(self) -> Changes:
        """The smallest sets for every other recommendation."""
        others = [outcome for outcome in self.rulebook.outcomes if outcome != self.now]
        within = within_bounds(self.alternatives)
        found = self._tried(np.arange(len(self.columns))[:, None])
        if not within <= {self.now, *found}:
            first, second = np.triu_indices(len(self.columns), 1)
            apart = self.columns[first] != self.columns[second]
            pairs = self._tried(np.stack((first[apart], second[apart]), axis=1))
            found = {**pairs, **found}
        sets = [self._told(o, made, True) for o in others for made in found.get(o, ())]
        missing: dict[bool | None, list[str]] = {False: [], None: []}
        for outcome in others:
            if outcome not in within:
                missing[False].append(outcome)
            elif outcome not in found:
                made, proved = self._several.smallest(outcome, self.clock.left)
                if made:
                    sets.append(self._told(outcome, made, bool(proved)))
                else:
                    missing[proved].append(outcome)
        sets.sort(key=lambda told: len(told.changes))
        return Changes(tuple(sets), tuple(missing[False]), tuple(missing[None]))

    @cached_property
    def _several(self) -> Several:
        return Several(self.rulebook, self.alternatives.replies, self.group)

    def _tried(self, sets: Numbers) -> dict[str, list[Set]]:
        """Per outcome that some of these sets lead to, the nearest of them.

        One set a row, as positions among all the changes.
        """
        flips: dict[str, list[Set]] = {}
        if not sets.size:
            return flips
        found = self._recommended(sets)
        for position, outcome in enumerate(self.rulebook.outcomes):
            rows = sets[found == position] if outcome != self.now else sets[:0]
            order = np.argsort(self.steps[rows].sum(axis=1), kind="stable")
            if kept := list(self._apart(rows[order])):
                flips[outcome] = kept
        return flips

    def _recommended(self, sets: Numbers) -> Numbers:
        """The outcome's position for each set, or -1 where a set is not legal."""
        options = self.alternatives.options
        failing, in_play = self.alternatives.add_up(np.zeros((1, len(options)), dtype=int))
        moves = np.concatenate([o.failing[1:] - o.failing[0] for o in options])
        found, _ = self.alternatives.recommended(failing + moves[sets].sum(axis=1), in_play)
        picks = np.zeros((len(sets), len(options)), dtype=int)
        np.put_along_axis(picks, self.columns[sets], self.choices[sets], axis=1)
        return np.where(self.alternatives.legal(picks), found, -1)

    def _apart(self, rows: Numbers) -> Iterator[Set]:
        """The first few sets that do not change the same questions as an earlier one."""
        seen: set[tuple[int, ...]] = set()
        for row in rows:
            questions = tuple(self.columns[row].tolist())
            if questions not in seen:
                seen.add(questions)
                yield tuple(self._change(change) for change in row)
            if len(seen) == KEEP:
                return

    def _change(self, position: Any) -> tuple[str, Value]:
        options = self.alternatives.options[self.columns[position]]
        return options.question, options.replies[self.choices[position]]

    def _told(self, outcome: str, made: Set, proved: bool) -> Counterfactual:
        changed = {**self.alternatives.replies, **dict(made)}

        def change(question: str, after: Value) -> Change:
            def turns(reply: Value) -> bool:
                instead = {**changed, question: reply}
                return ground(self.rulebook).recommended(instead) == outcome

            before = self.alternatives.replies[question]
            return worded(self.questions[question], before, after, turns)

        return Counterfactual(outcome, tuple(change(*one) for one in made), proved)
