"""Engines that fire rules on facts: business-rules, durable-rules and CLIPS."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count
from typing import Any

import business_rules
import clips
from business_rules.actions import BaseActions, rule_action
from business_rules.fields import FIELD_NUMERIC
from business_rules.variables import (
    BaseVariables,
    boolean_rule_variable,
    numeric_rule_variable,
    string_rule_variable,
)
from durable import lang as durable

from advisor.questionnaire import Question
from bench.peers.translation import Check, Facts, Item, flattened, names_of

NOTHING = -1e300
"""A number below every legal one: business-rules has no way to say that a number is not known."""


class BusinessRules:
    """business-rules: conditions as nested lists, an action that notes the item."""

    name = "business-rules"
    package = "business-rules"

    def __init__(self, items: Sequence[Item], questions: Mapping[str, Question]) -> None:
        self._questions = questions
        self._variables = _variables(questions)
        self._rules = [
            {
                "conditions": {"all": [_in_business_rules(check) for check in item]},
                "actions": [{"name": "note", "params": {"item": number}}],
            }
            for number, item in enumerate(items)
        ]

    def prepared(self, facts: Facts) -> Facts:
        """Without lists."""
        return flattened(facts, self._questions)

    def holding(self, facts: Facts) -> Iterable[int]:
        """The items whose action was taken."""
        noted = Noted()
        business_rules.run_all(self._rules, self._variables(facts), noted)
        return noted.items


class Noted(BaseActions):  # type: ignore[misc]
    """The items whose conditions hold."""

    def __init__(self) -> None:
        self.items: list[int] = []

    @rule_action(params={"item": FIELD_NUMERIC})  # type: ignore[untyped-decorator]
    def note(self, item: int) -> None:
        """Take note of an item."""
        self.items.append(item)


def _variables(questions: Mapping[str, Question]) -> Any:
    """The variables that business-rules asks for, one method each."""

    def known(name: str, instead: object) -> Callable[[Any], Any]:
        def variable(self: Any) -> Any:
            return self.facts.get(name, instead)

        variable.__name__ = name
        return variable

    def start(self: Any, facts: Facts) -> None:
        self.facts = facts

    members: dict[str, Any] = {"__init__": start}
    for q, question in questions.items():
        if question.bands:
            members[q] = numeric_rule_variable(known(q, NOTHING))
        elif question.kind == "choice":
            members[q] = string_rule_variable(known(q, ""))
        else:
            members[f"{q}_count"] = numeric_rule_variable(known(f"{q}_count", NOTHING))
            for choice in question.choices:
                name = f"{q}_{choice.id}"
                members[name] = boolean_rule_variable(known(name, False))
    return type("Variables", (BaseVariables,), members)


def _in_business_rules(check: Check) -> dict[str, Any]:
    q = check.question

    def test(name: str, operator: str, value: object) -> dict[str, Any]:
        return {"name": name, "operator": operator, "value": value}

    known = test(f"{q}_count", "greater_than_or_equal_to", 0)
    if check.test == "between":
        parts = [
            {
                "all": [
                    test(q, "greater_than_or_equal_to", low),
                    *([] if high is None else [test(q, "less_than", high)]),
                ]
            }
            for low, high in check.ranges
        ]
        return {"any": parts}
    if check.test == "among":
        return {"any": [test(q, "equal_to", name) for name in check.names]}
    if check.test == "at least":
        return test(f"{q}_count", "greater_than_or_equal_to", check.count)
    if check.test == "at most":
        return {"all": [known, test(f"{q}_count", "less_than_or_equal_to", check.count)]}
    if check.test == "includes any":
        return {"any": [test(f"{q}_{name}", "is_true", True) for name in check.names]}
    return {"all": [known, *(test(f"{q}_{name}", "is_false", True) for name in check.names)]}


class Durable:
    """durable-rules: a ruleset to which the company is asserted and taken back again."""

    name = "durable-rules"
    package = "durable-rules"
    _sets = count()

    def __init__(self, items: Sequence[Item], questions: Mapping[str, Question]) -> None:
        self._questions = questions
        self._name = f"advice{next(self._sets)}"
        self._noted: list[int] = []
        with durable.ruleset(self._name):
            for number, item in enumerate(items):
                whole = _in_durable(item[0])
                for check in item[1:]:
                    whole = whole & _in_durable(check)
                durable.when_all(whole)(self._noting(number))

    def _noting(self, number: int) -> Callable[[Any], None]:
        def note(_: Any) -> None:
            self._noted.append(number)

        return note

    def prepared(self, facts: Facts) -> Facts:
        """Without lists."""
        return flattened(facts, self._questions)

    def holding(self, facts: Facts) -> Iterable[int]:
        """The items whose rule fired."""
        self._noted.clear()
        try:
            durable.assert_fact(self._name, facts)
            durable.retract_fact(self._name, facts)
        except durable.engine.MessageNotHandledException:
            pass
        return sorted(set(self._noted))  # a rule fires once for each alternative that holds


def _in_durable(check: Check) -> Any:
    def field(name: str) -> Any:
        return getattr(durable.m, name)

    def any_of(parts: Sequence[Any]) -> Any:
        whole = parts[0]
        for part in parts[1:]:
            whole = whole | part
        return whole

    q = check.question
    if check.test == "between":
        return any_of(
            [
                (field(q) >= low) if high is None else (field(q) >= low) & (field(q) < high)
                for low, high in check.ranges
            ]
        )
    if check.test == "among":
        return any_of([field(q) == name for name in check.names])
    if check.test == "at least":
        return field(f"{q}_count") >= check.count
    if check.test == "at most":
        return field(f"{q}_count") <= check.count
    if check.test == "includes any":
        return any_of([field(f"{q}_{name}") == True for name in check.names])  # noqa: E712
    whole = field(f"{q}_{check.names[0]}") == False  # noqa: E712
    for name in check.names[1:]:
        whole = whole & (field(f"{q}_{name}") == False)  # noqa: E712
    return whole


class Clips:
    """CLIPS: a template for the company, a rule for each item."""

    name = "CLIPS"
    package = "clipspy"

    def __init__(self, items: Sequence[Item], questions: Mapping[str, Question]) -> None:
        self._questions = questions
        self._noted: list[int] = []
        self._environment = clips.Environment()
        self._environment.define_function(self._noted.append, "note")
        template = " ".join(f"(slot {name} (default nil))" for name in names_of(questions))
        self._environment.build(f"(deftemplate company {template})")
        for number, item in enumerate(items):
            checks = " ".join(_in_clips(check) for check in item)
            self._environment.build(f"(defrule r{number} (company {checks}) => (note {number}))")
        self._template = self._environment.find_template("company")

    def prepared(self, facts: Facts) -> Facts:
        """Without lists, words as symbols."""
        flat = flattened(facts, self._questions)
        return {q: clips.Symbol(v) if isinstance(v, str) else v for q, v in flat.items()}

    def holding(self, facts: Facts) -> Iterable[int]:
        """The items whose rule fired."""
        self._noted.clear()
        fact = self._template.assert_fact(**facts)
        self._environment.run()
        fact.retract()
        return sorted(self._noted)


def _in_clips(check: Check) -> str:
    q = check.question
    if check.test == "between":
        parts = " ".join(
            f"(>= ?{q} {low})" if high is None else f"(and (>= ?{q} {low}) (< ?{q} {high}))"
            for low, high in check.ranges
        )
        return f"({q} ?{q}&:(and (numberp ?{q}) (or {parts} FALSE)))"
    if check.test == "among":
        return f"({q} {'|'.join(check.names)})"
    if check.test in ("at least", "at most"):
        sign = ">=" if check.test == "at least" else "<="
        n = f"?{q}_count"
        return f"({q}_count {n}&:(and (numberp {n}) ({sign} {n} {check.count})))"
    if check.test == "includes none":
        return " ".join(f"({q}_{name} FALSE)" for name in check.names)
    first, *others = check.names
    if not others:
        return f"({q}_{first} TRUE)"
    bound = " ".join(f"({q}_{name} ?{q}_{name})" for name in others)
    some = " ".join(f"(eq ?{q}_{name} TRUE)" for name in check.names)
    return f"{bound} ({q}_{first} ?{q}_{first}&:(or {some}))"
