"""Engines that evaluate expressions: CEL, rule-engine and JSON Logic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import json_logic
import rule_engine
from cel_expr_python import cel

from advisor.questionnaire import Question
from bench.peers.translation import Check, Facts, Item, flattened, names_of


class Cel:
    """CEL in its leanest form: one expression that lists whether each item holds."""

    name = "CEL, one expression"
    package = "cel-expr-python"

    def __init__(self, items: Sequence[Item], questions: Mapping[str, Question]) -> None:
        self._all_open = dict.fromkeys(questions)
        self._env = cel.NewEnv(variables=dict.fromkeys(self._all_open, cel.Type.DYN))
        whole = ", ".join(" && ".join(map(_in_cel, item)) for item in items)
        self._expression = self._env.compile(f"[{whole}]")

    def prepared(self, facts: Facts) -> Facts:
        """With null for open questions."""
        numbers = (int, float)
        exact = {q: float(v) if isinstance(v, numbers) else v for q, v in facts.items()}
        return self._all_open | exact

    def holding(self, facts: Facts) -> Iterable[int]:
        """The items whose part of the list is true."""
        found = self._expression.eval(data=facts).plain_value()
        return [number for number, holds in enumerate(found) if holds]


def _in_cel(check: Check) -> str:
    q = check.question
    names = f"[{', '.join(repr(name) for name in check.names)}]"
    if check.test == "between":
        parts = (
            f"{q} >= {float(low)!r}" + (f" && {q} < {float(high)!r}" if high is not None else "")
            for low, high in check.ranges
        )
        return f"({q} != null && ({' || '.join(f'({part})' for part in parts)}))"
    return {
        "among": f"({q} != null && {q} in {names})",
        "includes any": f"({q} != null && {q}.exists(x, x in {names}))",
        "includes none": f"({q} != null && !{q}.exists(x, x in {names}))",
        "at least": f"({q} != null && {q}.filter(x, x != 'none').size() >= {check.count})",
        "at most": f"({q} != null && {q}.filter(x, x != 'none').size() <= {check.count})",
    }[check.test]


class RuleEngine:
    """rule-engine: a rule object for each item."""

    name = "rule-engine"
    package = "rule-engine"

    def __init__(self, items: Sequence[Item], questions: Mapping[str, Question]) -> None:
        context = rule_engine.Context(resolver=rule_engine.resolve_item)
        self._questions = questions
        self._all_open = dict.fromkeys(names_of(questions))
        self._rules = [
            rule_engine.Rule(" and ".join(map(_in_rule_engine, item)), context=context)
            for item in items
        ]

    def prepared(self, facts: Facts) -> Facts:
        """Without lists, null for open questions: a name that is missing costs it dearly."""
        return self._all_open | flattened(facts, self._questions)

    def holding(self, facts: Facts) -> Iterable[int]:
        """The items whose rule matches."""
        return [number for number, rule in enumerate(self._rules) if rule.matches(facts)]


def _in_rule_engine(check: Check) -> str:
    q = check.question
    if check.test == "between":
        parts = (
            f"({q} >= {low}" + (f" and {q} < {high})" if high is not None else ")")
            for low, high in check.ranges
        )
        return f"({q} != null and ({' or '.join(parts)}))"
    if check.test == "among":
        equal = (f'{q} == "{name}"' for name in check.names)
        return f"({' or '.join(equal)})"
    if check.test in ("at least", "at most"):
        sign = ">=" if check.test == "at least" else "<="
        return f"({q}_count != null and {q}_count {sign} {check.count})"
    some = " or ".join(f"{q}_{name}" for name in check.names)
    return f"({some})" if check.test == "includes any" else f"({q}_count != null and not ({some}))"


class JsonLogic:
    """JSON Logic: a tree for each item."""

    name = "JSON Logic"
    package = "json-logic-qubit"

    def __init__(self, items: Sequence[Item], questions: Mapping[str, Question]) -> None:
        self._questions = questions
        self._trees = [{"and": [_in_json(check) for check in item]} for item in items]

    def prepared(self, facts: Facts) -> Facts:
        """Without lists."""
        return flattened(facts, self._questions)

    def holding(self, facts: Facts) -> Iterable[int]:
        """The items whose tree is true."""
        return [i for i, tree in enumerate(self._trees) if json_logic.jsonLogic(tree, facts)]


def _in_json(check: Check) -> dict[str, Any]:
    var = {"var": check.question}
    count = {"var": f"{check.question}_count"}
    picked = [{"var": f"{check.question}_{name}"} for name in check.names]
    if check.test == "between":
        parts = [
            {"<=": [low, var]}
            if high is None
            else {"and": [{"<=": [low, var]}, {"<": [var, high]}]}
            for low, high in check.ranges
        ]
        return {"and": [{"!==": [var, None]}, {"or": parts}]}
    if check.test == "among":
        return {"in": [var, list(check.names)]}
    if check.test in ("at least", "at most"):
        sign = ">=" if check.test == "at least" else "<="
        return {"and": [{"!==": [count, None]}, {sign: [count, check.count]}]}
    if check.test == "includes any":
        return {"or": picked}
    return {"and": [{"!==": [count, None]}, {"!": [{"or": picked}]}]}
