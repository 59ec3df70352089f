"""Rules in words and numbers: what a condition asks, what a rule says, what it adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from advisor.questionnaire import NONE, Question
from advisor.rulebook import Condition, Dimension, Gate, Note, Rule, Rulebook
from advisor.wording import MINUS, cut, listed, lower_first, stretch, upper_first

STEPS = 5


def subject(question: Question) -> str:
    """What a question is about, as a phrase that a colon may follow."""
    return upper_first(question.says or question.ask.rstrip("?"))


def asked_of(question: Question, condition: Condition) -> str:
    """What satisfies a condition, with its numbers: "13 people or more"."""
    if question.kind == "number":
        return _numbers(question, condition.names)
    if question.kind == "scale":
        return _steps(question, condition.names)
    if condition.test == "is":
        return _choice(question, condition.names)
    if condition.test in ("at least", "at most"):
        return f"{condition.test} {condition.count} picked"
    named = _named(question, condition.names, "or")
    several = len(condition.names) > 1
    if condition.test == "includes any":
        return f"includes at least one of: {named}" if several else f"includes {named}"
    return f"includes none of: {named}" if several else f"does not include {named}"


def condition_told(rulebook: Rulebook, condition: Condition) -> str:
    """One condition: "People who report to the CEO: 13 people or more"."""
    question = rulebook.questionnaire.weighed()[condition.question]
    return f"{subject(question)}: {asked_of(question, condition)}"


def conditions_told(rulebook: Rulebook, when: Iterable[Condition]) -> str:
    """All conditions as one sentence: "Sites: 10 sites or more; people: under 50 people."."""
    first, *more = (condition_told(rulebook, condition) for condition in when)
    return "; and ".join((first, *map(lower_first, more))) + "."


def says_told(rulebook: Rulebook, entry: Rule | Gate | Note) -> str:
    """What an entry says to every company that it holds for.

    Where it would quote the company's own answer stand the answers that its conditions ask for.
    """
    questions = rulebook.questionnaire.weighed()
    asked = {c.question: _any_answer(questions[c.question], c) for c in entry.when}
    return upper_first("".join(asked[p] if is_id else p for p, is_id in cut(entry.says)))


def points_told(dimensions: Mapping[str, Dimension], adds: Mapping[str, int]) -> str:
    """The points of a rule: "need +2 and company-wide scope +1"."""
    return listed(f"{dimensions[d].name.lower()} {signed(points)}" for d, points in adds.items())


def signed(points: int) -> str:
    """Points with their sign, a true minus where they are fewer than none."""
    return f"{'+' if points > 0 else MINUS}{abs(points)}"


def _numbers(question: Question, names: frozenset[str]) -> str:
    """The stretches of numbers that these bands make, neighbours as one."""
    runs = groupby((b.name for b in question.bands), key=names.__contains__)
    stretches = [list(run) for picked, run in runs if picked]
    if sum(map(len, stretches)) == len(question.bands):
        return "any number"
    return listed((stretch(question, run[0], run[-1]) for run in stretches), "or")


def _steps(question: Question, names: frozenset[str]) -> str:
    picked = _picked_steps(question, names)
    if len(picked) == 1:
        return f"step {picked[0]} of {STEPS} (\u201c{question.steps[picked[0] - 1]}\u201d)"
    in_a_row = len(picked) > 2 and picked[-1] - picked[0] == len(picked) - 1
    words = f"{picked[0]} to {picked[-1]}" if in_a_row else listed(map(str, picked), "or")
    return f"step {words} of {STEPS}"


def _picked_steps(question: Question, names: frozenset[str]) -> list[int]:
    return [n for n in range(1, STEPS + 1) if question.band_of(n) in names]


def _choice(question: Question, names: frozenset[str]) -> str:
    """The choices that satisfy, or those that do not where they are fewer."""
    others = frozenset(question.cells) - names
    if others and len(others) < len(names):
        return f"anything but {_named(question, others, 'or')}"
    return _named(question, names, "or")


def _named(question: Question, names: frozenset[str], last: str) -> str:
    return listed((c.says for c in question.choices if c.id in names), last)


def _any_answer(question: Question, condition: Condition) -> str:
    """What stands in a sentence for an answer that satisfies the condition."""
    if question.kind == "scale":
        steps = (
            s for n, s in enumerate(question.steps, 1) if question.band_of(n) in condition.names
        )
        return listed(map(lower_first, steps), "or")
    if question.kind == "number":
        return asked_of(question, condition)
    if condition.test == "is":
        return _named(question, condition.names, "or")
    if condition.test in ("at least", "at most"):
        every = sum(choice.id != NONE for choice in question.choices)
        return f"{condition.test} {condition.count} of {every}"
    if condition.test == "includes none":
        return _named(question, frozenset(question.cells) - condition.names - {NONE}, "or")
    return _named(question, condition.names, "or")
