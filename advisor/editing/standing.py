"""Whether each rule and gate holds for a company, before and after a change of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from advisor.explanation import Explanation
from advisor.questionnaire import Question, Value
from advisor.rulebook import Gate, Rule

Holds = Literal["holds", "does not hold", "not known"]
"""Not known: it reads an answer that is not there, and no other answer stands against it."""
Item = TypeVar("Item", Rule, Gate)


@dataclass(frozen=True)
class Standing(Generic[Item]):
    """A rule or a gate in both states. `old` or `new` is None where there is none there.

    `before` and `after` say whether it holds; empty where there is none.
    """

    id: str
    old: Item | None
    new: Item | None
    before: Holds | Literal[""]
    after: Holds | Literal[""]

    @property
    def there(self) -> Item:
        """It as it is after the change, or as it was where it is gone."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def differs(self) -> bool:
        """Whether it weighs otherwise: holds now or no longer, or does something else."""
        if (self.before == "holds") != (self.after == "holds"):
            return True
        return self.after == "holds" and _does(self.old) != _does(self.new)


def standings(
    before: Explanation, after: Explanation
) -> tuple[tuple[Standing[Rule], ...], tuple[Standing[Gate], ...]]:
    """All rules and all gates of both rulebooks; those taken out come last."""
    old, new = before.rulebook, after.rulebook
    return (
        _paired(before, after, old.rules, new.rules),
        _paired(before, after, old.gates, new.gates),
    )


def _paired(
    before: Explanation, after: Explanation, old: Iterable[Item], new: Iterable[Item]
) -> tuple[Standing[Item], ...]:
    was: dict[str, Item] = {item.id: item for item in old}
    now: dict[str, Item] = {item.id: item for item in new}
    return tuple(
        Standing(
            name,
            was.get(name),
            now.get(name),
            holds(before, was[name]) if name in was else "",
            holds(after, now[name]) if name in now else "",
        )
        for name in (*now, *(name for name in was if name not in now))
    )


def holds(told: Explanation, item: Rule | Gate) -> Holds:
    """Whether a rule or gate of an explanation's rulebook holds for its company."""
    questions = told.rulebook.questionnaire.weighed()
    return _holds(item, questions, told.advice.replies)


def _holds(
    item: Rule | Gate, questions: Mapping[str, Question], replies: Mapping[str, Value]
) -> Holds:
    open_ = False
    for condition in item.when:
        value = replies.get(condition.question)
        if value is None:
            open_ = True
        elif not condition.satisfied_by(questions[condition.question], value):
            return "does not hold"
    return "not known" if open_ else "holds"


def _does(item: Rule | Gate | None) -> object:
    return item.adds if isinstance(item, Rule) else item and set(item.rules_out)
