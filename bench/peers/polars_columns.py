"""polars: the whole rulebook as expressions over columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import product
from operator import and_, or_

import numpy as np
import polars as pl

from advisor.batch import coding
from advisor.batch.codes import Column
from advisor.compiled import compiled
from advisor.engine import path_from
from advisor.questionnaire import NONE
from advisor.rulebook import LEVELS, Dimension, Rulebook, Threshold
from bench.companies import Companies
from bench.peers.translation import Check, translated

WORD = 64


class Polars:
    """Recommendation and fired rules of many companies: one query, kept and run again."""

    package = "polars"

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.book = compiled(rulebook)
        self.rules = [f"rule {i}" for i in range(len(rulebook.rules))]
        self.gates = [f"gate {i}" for i in range(len(rulebook.gates))]

    def table(self, drawn: Companies) -> pl.DataFrame:
        """The companies as polars holds them best: numbers, enumerations, truths."""
        columns: dict[str, pl.Series] = {}
        for q, question in self.rulebook.questionnaire.questions.items():
            if q in drawn.numbers:
                columns[q] = pl.Series(drawn.numbers[q]).fill_nan(None)
                continue
            replies, codes = coding(self.rulebook).replies[q], drawn.picked[q]
            if question.kind == "choice":
                words = np.array([None, *replies], object)[codes]
                kind = pl.Enum([str(reply) for reply in replies])
                columns[q] = pl.Series(list(words), dtype=kind)
                continue
            sets = [frozenset(reply) for reply in replies]  # type: ignore[arg-type]
            columns[f"{q}_count"] = _picked(codes, [len(picked - {NONE}) for picked in sets])
            for choice in question.choices:
                columns[f"{q}_{choice.id}"] = _picked(
                    codes, [choice.id in picked for picked in sets]
                )
        return pl.DataFrame(columns)

    def advice(self, table: pl.DataFrame) -> pl.DataFrame:
        """A column with the recommendation's position among the outcomes, and the fired rules."""
        items = zip((*self.rules, *self.gates), translated(self.rulebook), strict=True)
        asked = self.rulebook.questionnaire.questions
        known = {q: pl.col(f"{q}_count" if asked[q].kind == "choices" else q) for q in asked}
        return (
            table.lazy()
            .select(
                *(
                    reduce(and_, map(_expression, item)).fill_null(False).alias(name)
                    if all(check.question in asked for check in item)
                    else pl.lit(False).alias(name)
                    for name, item in items
                ),
                *(
                    _added(
                        (e.is_not_null(), self.book.in_play[q][i]) for q, e in known.items()
                    ).alias(f"in play {d}")
                    for i, d in enumerate(self.rulebook.dimensions)
                ),
            )
            .select(
                *(pl.col(name) for name in self.gates),
                *(
                    _level(dimension, self._points(dimension)).alias(d)
                    for d, dimension in self.rulebook.dimensions.items()
                ),
                *self._masks(),
            )
            .select(self._recommendation().alias("recommendation"), pl.col("^mask .*$"))
            .collect()
        )

    def _points(self, dimension: Dimension) -> pl.Expr:
        adds = zip(self.rules, self.rulebook.rules, strict=True)
        return _added((pl.col(name), rule.adds.get(dimension.id, 0)) for name, rule in adds)

    def _masks(self) -> Iterable[pl.Expr]:
        for start in range(0, len(self.rules), WORD):
            bits = enumerate(self.rules[start : start + WORD])
            word = reduce(
                or_, (pl.col(n).cast(pl.UInt64) * pl.lit(1 << b, pl.UInt64) for b, n in bits)
            )
            yield word.alias(f"mask {start // WORD}")

    def _recommendation(self) -> pl.Expr:
        outcomes = list(self.rulebook.outcomes)
        number = pl.lit(0, pl.UInt16)
        for d in self.rulebook.dimensions:
            number = number * len(LEVELS) + pl.col(d)
        for outcome in outcomes:
            out = [
                pl.col(name)
                for name, gate in zip(self.gates, self.rulebook.gates, strict=True)
                if outcome in gate.rules_out
            ]
            number = number * 2 + (reduce(or_, out) if out else pl.lit(False)).cast(pl.UInt16)
        ends = [
            outcomes.index(
                path_from(
                    self.rulebook,
                    self.book.table[levels].outcome,
                    {o for o, ruled_out in zip(outcomes, out_of, strict=True) if ruled_out},
                )[-1]
            )
            for levels in product(LEVELS, repeat=len(self.rulebook.dimensions))
            for out_of in product((False, True), repeat=len(outcomes))
        ]
        return pl.lit(pl.Series(ends, dtype=pl.UInt8)).gather(number)


def _picked(codes: Column, values: Sequence[int | bool]) -> pl.Series:
    """What each company's set of choices gives; null where the question is open."""
    given = np.array([values[0], *values])[codes]
    return pl.select(pl.when(pl.Series(codes != 0)).then(pl.Series(given))).to_series()


def _added(terms: Iterable[tuple[pl.Expr, int]]) -> pl.Expr:
    """The sum of the numbers whose truth holds."""
    nothing = pl.lit(0, pl.Int16)
    return reduce(
        lambda total, term: total + term[0].cast(pl.Int16) * term[1],
        ((truth, number) for truth, number in terms if number),
        nothing,
    )


def _level(dimension: Dimension, points: pl.Expr) -> pl.Expr:
    def reached(threshold: Threshold) -> pl.Expr:
        in_play = pl.col(f"in play {dimension.id}")
        return 100 * points.cast(pl.Int32) - threshold.share * in_play >= 100 * threshold.points

    levels: Mapping[int, Threshold] = {1: dimension.moderate, 2: dimension.high}
    return reduce(lambda a, b: a + b, (reached(t).cast(pl.UInt16) for t in levels.values()))


def _expression(check: Check) -> pl.Expr:
    column = pl.col(check.question)
    if check.test == "between":
        parts = (
            (column >= low) if high is None else (column >= low) & (column < high)
            for low, high in check.ranges
        )
        return reduce(or_, parts)
    if check.test == "among":
        return reduce(or_, (column == name for name in check.names))
    count = pl.col(f"{check.question}_count")
    if check.test in ("at least", "at most"):
        return count >= check.count if check.test == "at least" else count <= check.count
    some = reduce(or_, (pl.col(f"{check.question}_{name}") for name in check.names))
    return some if check.test == "includes any" else ~some
