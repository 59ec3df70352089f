"""Two advices for one company, held against each other: what differs, and why.

An old advice may have been given by other rules. So the old answers are run through today's
rules as well: what changes there is because of the rules, what changes from there on is because
of the answers. The steps add up to the whole change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from advisor.compared.changes import Replaced, RowReplaced, replaced, rows_replaced
from advisor.compared.sides import Side, told_now
from advisor.rulebook import Rulebook
from advisor.storage import Told, ToldGate, ToldReason

Cause = Literal["rules", "answers"]
Parts = Callable[[Told], Mapping[str, ToldReason | ToldGate]]


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the way from the old advice to the new one, and what it is because of."""

    cause: Cause
    before: Told
    after: Told


@dataclass(frozen=True, slots=True)
class Moved:
    """A reason or gate that came or went, and what that is because of."""

    told: ToldReason | ToldGate
    cause: Cause


@dataclass(frozen=True, slots=True)
class Compared:
    """All that differs between two sides. The steps lead from the old advice to the new one.

    `came` and `went` are the reasons that only the new or only the old advice has, `shut` and
    `opened` the gates that hold only now or held only then.
    """

    old: Side
    new: Side
    answers: tuple[Replaced, ...]
    rows: tuple[RowReplaced, ...]
    steps: tuple[Step, ...]
    came: tuple[Moved, ...]
    went: tuple[Moved, ...]
    shut: tuple[Moved, ...]
    opened: tuple[Moved, ...]

    @property
    def answers_differ(self) -> bool:
        """Whether any answer, or who does what, differs."""
        return bool(self.answers or self.rows)

    @property
    def rules_differ(self) -> bool:
        """Whether the two were told by different rules."""
        return self.old.rules != self.new.rules

    @property
    def moved_by(self) -> frozenset[Cause]:
        """What moves the recommendation, its form or its strength on the way."""
        return frozenset(s.cause for s in self.steps if result(s.before) != result(s.after))


def compare(rulebook: Rulebook, old: Side, new: Side) -> Compared:
    """Hold two sides against each other; `rulebook` is that of today."""
    asked, steps = rulebook.questionnaire, _steps(rulebook, old, new)
    back = tuple(Step(step.cause, step.after, step.before) for step in reversed(steps))
    return Compared(
        old,
        new,
        replaced(asked, old.profile, new.profile),
        rows_replaced(asked, old.profile, new.profile),
        steps,
        came=_came(steps, _reasons),
        went=_came(back, _reasons),
        shut=_came(steps, _gates),
        opened=_came(back, _gates),
    )


def _steps(rulebook: Rulebook, old: Side, new: Side) -> tuple[Step, ...]:
    """The way from one advice to the other: by the rules to those of today, by the answers, and
    by the rules again where the new side was told by others.
    """
    if old.rules == new.rules:
        return (Step("answers", old.told, new.told),)
    today = rulebook.fingerprint
    here = old.told if old.rules == today else told_now(rulebook, old.profile)
    there = new.told if new.rules == today else told_now(rulebook, new.profile)
    first = () if old.rules == today else (Step("rules", old.told, here),)
    last = () if new.rules == today else (Step("rules", there, new.told),)
    return (*first, Step("answers", here, there), *last)


def _came(steps: tuple[Step, ...], parts: Parts) -> tuple[Moved, ...]:
    """What the end of the way has and its beginning lacks, each with the step that brought it."""
    first, last = parts(steps[0].before), parts(steps[-1].after)
    return tuple(
        Moved(told, next(s.cause for s in reversed(steps) if rule not in parts(s.before)))
        for rule, told in last.items()
        if rule not in first
    )


def _reasons(told: Told) -> Mapping[str, ToldReason | ToldGate]:
    return {reason.rule: reason for reason in (*told.reasons_for, *told.reasons_against)}


def _gates(told: Told) -> Mapping[str, ToldReason | ToldGate]:
    return {gate.rule: gate for gate in told.ruled_out}


def result(told: Told) -> tuple[str, str, str]:
    """What an advice comes down to: the recommendation, its form and its strength."""
    return told.outcome, told.form, told.strength
