"""zen-engine: a decision table that collects every row that matches, with and without its trace."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import zen

from advisor.questionnaire import Question
from bench.peers.translation import Check, Facts, Item


class ZenTable:
    """The table behind a loader that compiles it once, as zen-engine's manual advises."""

    name = "zen-engine, table"
    package = "zen-engine"
    trace = False

    def __init__(self, items: Sequence[Item], questions: Mapping[str, Question]) -> None:
        del questions  # a table needs only what its rows ask
        content = zen.ZenDecisionContent(json.dumps(_table(items)))
        self._engine = zen.ZenEngine({"loader": lambda _key: content})

    def prepared(self, facts: Facts) -> Facts:
        """As they are."""
        return facts

    def holding(self, facts: Facts) -> Iterable[int]:
        """The rows that match."""
        found = self._engine.evaluate("table", facts, {"trace": self.trace})
        return [row["item"] for row in found["result"]]


class ZenTrace(ZenTable):
    """The same with the trace that explains it."""

    name = "zen-engine, table with trace"
    trace = True


def _table(items: Sequence[Item]) -> dict[str, Any]:
    fields = list(dict.fromkeys(check.question for item in items for check in item))
    rows = []
    for number, item in enumerate(items):
        tests = {check.question: _unary(check) for check in item}
        rows.append(
            {"_id": f"r{number}", **{q: tests.get(q, "") for q in fields}, "out": str(number)}
        )
    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": q, "name": q, "type": "expression", "field": q} for q in fields],
        "outputs": [{"id": "out", "name": "item", "type": "expression", "field": "item"}],
        "rules": rows,
    }
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": table},
        {"id": "end", "name": "end", "type": "outputNode"},
    ]
    edges = [
        {"id": "a", "sourceId": "in", "targetId": "table", "type": "edge"},
        {"id": "b", "sourceId": "table", "targetId": "end", "type": "edge"},
    ]
    return {"nodes": nodes, "edges": edges}


def _unary(check: Check) -> str:
    names = ", ".join(f'"{name}"' for name in check.names)
    if check.test == "between":
        return ", ".join(
            f"[{low}..{high})" if high is not None else f">= {low}" for low, high in check.ranges
        )
    return {
        "among": names,
        "includes any": f"$ != null and some($, # in [{names}])",
        "includes none": f"$ != null and none($, # in [{names}])",
        "at least": f'$ != null and count($, # != "none") >= {check.count}',
        "at most": f'$ != null and count($, # != "none") <= {check.count}',
    }[check.test]
