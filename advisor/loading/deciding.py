"""decision.yaml -> Decision: every combination of levels fits exactly one row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

from advisor.compiled import row_fits
from advisor.conditions import LEVELS
from advisor.loading.draft import Draft
from advisor.loading.shapes.fitting import fit
from advisor.loading.shapes.rules import DecisionShape, StrengthShape
from advisor.loading.text.page import Page
from advisor.rulebook import Decision, StrengthStep, TableRow
from advisor.wording import listed

Combination = tuple[str, ...]
DIMENSIONS_AT_MOST = 6
"""More would make too many combinations for a table that a board can read."""
TOLD_AT_MOST = 3


def decision(draft: Draft, page: Page) -> Decision | None:
    """The decision table and the steps of strength; None where the file does not fit."""
    shape = fit(page, (), DecisionShape) if page.entries() else None
    if shape is None:
        draft.glean(page, ())
        return None
    mistakes = len(page.mistakes)
    for position, row in enumerate(shape.table):
        draft.refer(page, ("table", position, "outcome"), row.outcome, "outcome")
    rows = tuple(
        TableRow(
            levels=draft.levels(page, ("table", position, "levels"), row.levels),
            outcome=row.outcome,
            says=row.says,
            place=page.place(("table", position)),
        )
        for position, row in enumerate(shape.table)
    )
    if len(page.mistakes) == mistakes and not draft.unsure & {"dimension"}:
        _check_table(page, rows, draft.known("dimension"))
    strength = shape.strength
    _check_strength(page, strength.clear, strength.leaning)
    return Decision(
        rows=rows,
        clear=StrengthStep(strength.clear.margin, strength.clear.known),
        leaning=StrengthStep(strength.leaning.margin, strength.leaning.known),
        strength_says={name: getattr(strength, name).says for name in type(strength).model_fields},
    )


def _check_strength(page: Page, clear: StrengthShape, leaning: StrengthShape) -> None:
    if clear.margin < leaning.margin or clear.known < leaning.known:
        what = '"clear" should ask for no less than "leaning".'
        page.mistake(("strength", "clear"), what, "Raise its margin or known, or lower leaning's.")


def _check_table(page: Page, rows: Sequence[TableRow], dimensions: Sequence[str]) -> None:
    if len(dimensions) > DIMENSIONS_AT_MOST:
        page.mistake(
            ("table",), f"A table of more than {DIMENSIONS_AT_MOST} dimensions is too long."
        )
        return
    every: list[Combination] = list(product(LEVELS, repeat=len(dimensions)))
    if len(rows) > len(every):
        page.mistake(("table",), f"There are only {len(every)} combinations, and more rows.")
        return
    fitting = [{c for c in every if row_fits(row, dimensions, c)} for row in rows]
    for one, other in combinations(range(len(rows)), 2):
        if both := fitting[one] & fitting[other]:
            what = (
                f"This row and the row of line {rows[one].place.line} both fit "
                f"{_told(_stretches(both), dimensions)}."
            )
            page.mistake(("table", other), what, "Every combination should fit one row only.")
    if missing := set(every).difference(*fitting):
        what = f"No row fits {_told(_stretches(missing), dimensions)}."
        page.mistake(("table",), what, "Add a row for it, or widen one.", key=True)


def _stretches(found: set[Combination]) -> list[list[set[str]]]:
    """Combinations put together to a few wide ones: per dimension the levels that they cover."""
    left = set(found)
    stretches = []
    while left:
        first = min(left, key=lambda combination: [LEVELS.index(level) for level in combination])
        levels: list[set[str]] = [{level} for level in first]
        for position, here in enumerate(levels):
            for level in LEVELS:
                wider: list[set[str]] = [*levels[:position], {level}, *levels[position + 1 :]]
                if found.issuperset(product(*wider)):
                    here.add(level)
        left -= set(product(*levels))
        stretches.append(levels)
    return stretches


def _told(stretches: list[list[set[str]]], dimensions: Sequence[str]) -> str:
    more = len(stretches) - TOLD_AT_MOST
    words = "; ".join(_in_words(levels, dimensions) for levels in stretches[:TOLD_AT_MOST])
    return f"{words}; and {more} more" if more > 0 else words


def _in_words(levels: list[set[str]], dimensions: Sequence[str]) -> str:
    named = [
        f"{dimension} {listed([level for level in LEVELS if level in allowed], 'or')}"
        for dimension, allowed in zip(dimensions, levels, strict=True)
        if len(allowed) < len(LEVELS)
    ]
    return ", ".join(named) or "any levels"
