"""Cost, from the company's own figures or marked as an assumption; risks and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.reports.choices import Costs
from advisor.reports.content.blocks import fact, facts, paragraph, runs, table
from advisor.reports.content.chapter import chapter
from advisor.reports.content.material import Material
from advisor.reports.content.sums import (
    amount,
    between,
    beyond_budget,
    first_year,
    salary,
    yearly,
)
from advisor.reports.model import Block, Callout, Section, Side
from advisor.wording import grouped, listed, upper_first

GIVEN = "Given by the company"
_ABOUT_MONEY = re.compile(r"\b(pay|salar|fees?\b|cost)", re.IGNORECASE)


def cost(material: Material) -> tuple[Section, ...]:
    """What the company said it costs, what the answers set aside, and typical ranges."""
    return chapter(material, "cost", "Cost", _cost(material))


def _cost(material: Material) -> Iterator[Block]:
    given = tuple(_given(material))
    yield from given
    if not given:
        yield paragraph("The company gave no cost figures of its own for this report.")
    budget = material.answer("role_budget")
    if budget:
        yield from facts([fact("Yearly budget for the role, by the answers", budget)])
    if beyond := beyond_budget(material):
        yield paragraph(beyond)
    if material.brief.cost:
        sources = material.cited(*_sources(material)) or runs(" This is our own judgement.")
        yield Callout("assumption", "Assumption", (paragraph(material.brief.cost, sources),))


def _given(material: Material) -> Iterator[Block]:
    costs = material.choices.costs
    rows: list[tuple[str, str, str]] = []
    if pay := salary(costs):
        rows.append(("Salary, a year", between(costs, *pay), GIVEN))
    if costs.on_costs is not None:
        rows.append(("On-costs, of the salary", f"{grouped(costs.on_costs)} %", GIVEN))
    if costs.hiring_fee is not None:
        rows.append(("Hiring fee, once", amount(costs, costs.hiring_fee), GIVEN))
    if costs.hours is not None:
        rows.append(("Leaders\u2019 time, once", f"{grouped(costs.hours)} hours", GIVEN))
    rows += _worked_out(costs)
    columns: list[tuple[str, int] | tuple[str, int, Side]] = [
        ("Item", 32), ("Figure", 32, "right"), ("Where from", 36)
    ]  # fmt: skip
    yield from table("Cost", columns, rows)


def _worked_out(costs: Costs) -> Iterator[tuple[str, str, str]]:
    """The first year, and each later one where it costs less; with what is counted in."""
    each, total = yearly(costs), first_year(costs)
    if each is None or total is None:
        return
    counted = ["salary", *(["on-costs"] if costs.on_costs else [])]
    missing = "" if costs.on_costs is not None else "; no on-costs were given"
    fee = ["hiring fee"] if costs.hiring_fee else []
    yield (
        "First year in all",
        between(costs, *total),
        f"Worked out: {listed([*counted, *fee])}{missing}",
    )
    if fee:
        told = f"Worked out: {listed(counted)}{missing}"
        yield "Each later year", between(costs, *each), told


def _sources(material: Material) -> tuple[str, ...]:
    """The sources of the brief that speak of money."""
    book = material.rulebook.sources
    return tuple(
        s
        for s in material.brief.sources
        if _ABOUT_MONEY.search(f"{book[s].title} {book[s].supports}")
    )


def risks(material: Material) -> tuple[Section, ...]:
    """What can go wrong, and what to do about it."""
    pairs = [risk.partition(": ") for risk in material.brief.risks]
    blocks = table(
        "Risks and what to do about them",
        [("Risk", 34), ("What to do", 66)],
        ((f"{name.rstrip('.')}.", upper_first(remedy)) for name, _, remedy in pairs),
    )
    return chapter(material, "risks", "Risks", blocks)
