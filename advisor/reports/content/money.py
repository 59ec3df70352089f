"""Cost, from the company's own figures or marked as an assumption; risks and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.reports.content.blocks import fact, facts, paragraph, runs, table
from advisor.reports.content.chapter import chapter
from advisor.reports.content.material import Material
from advisor.reports.content.sums import amount, between, first_year, salary
from advisor.reports.model import Block, Callout, Section
from advisor.wording import grouped, upper_first

_ABOUT_MONEY = re.compile(r"\b(pay|salar|fees?\b|cost)", re.IGNORECASE)


def cost(material: Material) -> tuple[Section, ...]:
    """What the company said it costs, what the answers set aside, and typical ranges."""
    return chapter(material, "cost", "Cost", _cost(material))


def _cost(material: Material) -> Iterator[Block]:
    given = tuple(_given(material))
    if given:
        yield paragraph("From the company\u2019s own figures:")
        yield from given
    else:
        yield paragraph("The company gave no cost figures of its own for this report.")
    budget = material.answer("role_budget")
    if budget:
        yield from facts([fact("Yearly budget for the role, by the answers", budget)])
    if material.brief.cost:
        sources = material.cited(*_sources(material)) or runs(" This is our own judgement.")
        yield Callout("assumption", "Assumption", (paragraph(material.brief.cost, sources),))


def _given(material: Material) -> Iterator[Block]:
    costs = material.choices.costs
    rows: list[tuple[str, str, str]] = []
    if pay := salary(costs):
        rows.append(("Salary, a year", between(costs, *pay), "Given"))
    if costs.on_costs is not None:
        rows.append(("On-costs, of the salary", f"{grouped(costs.on_costs)} %", "Given"))
    if costs.hiring_fee is not None:
        rows.append(("Hiring fee, once", amount(costs, costs.hiring_fee), "Given"))
    if total := first_year(costs):
        rows.append(("First year in all", between(costs, *total), "Worked out"))
    if costs.hours is not None:
        rows.append(("Leaders\u2019 time", f"{grouped(costs.hours)} hours", "Given"))
    columns = [("Item", 44), ("Figure", 36, "right"), ("Where from", 20)]
    yield from table("Cost", columns, rows)  # type: ignore[arg-type]


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
