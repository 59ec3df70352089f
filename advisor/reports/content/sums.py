"""Costs: the company's own figures, and sums worked out from them."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.questionnaire import Number
from advisor.reports.choices import Costs
from advisor.reports.content.blocks import clean, paragraph
from advisor.reports.content.material import Material
from advisor.reports.model import Block
from advisor.wording import grouped, money

DOLLARS = "US dollars"


def amount(costs: Costs, number: Number) -> str:
    """A sum in the currency of the figures."""
    currency = clean(costs.currency) or DOLLARS
    return money(number) if currency == DOLLARS else f"{grouped(number)} {currency}"


def between(costs: Costs, low: Number, high: Number) -> str:
    """One sum, or a lowest and a highest one."""
    if low == high:
        return amount(costs, low)
    return f"{amount(costs, low)} to {amount(costs, high)}"


def salary(costs: Costs) -> tuple[Number, Number] | None:
    """The lowest and the highest salary a year; a single figure is both."""
    low, high = costs.salary_low, costs.salary_high
    given = [figure for figure in (low, high) if figure is not None]
    return (min(given), max(given)) if given else None


def yearly(costs: Costs) -> tuple[Number, Number] | None:
    """Salary and on-costs together, lowest and highest; None without a salary."""
    pay = salary(costs)
    if pay is None:
        return None
    low, high = (round(one * (100 + (costs.on_costs or 0)) / 100) for one in pay)
    return low, high


def first_year(costs: Costs) -> tuple[Number, Number] | None:
    """Salary, on-costs and hiring fee together, lowest and highest; None without a salary."""
    each, fee = yearly(costs), round(costs.hiring_fee or 0)
    return (each[0] + fee, each[1] + fee) if each else None


def beyond_budget(material: Material) -> str:
    """That the company's own figures go beyond the budget that it answered; empty if not."""
    costs, budget = material.choices.costs, material.profile.known("role_budget")
    each, in_dollars = yearly(costs), (clean(costs.currency) or DOLLARS) == DOLLARS
    if each is None or not in_dollars or not isinstance(budget, int | float) or each[1] <= budget:
        return ""
    figure = "the lowest" if each[0] > budget else "the highest"
    even = "even at" if each[0] > budget else "at"
    told = f"A year costs more than the budget that was answered, {money(budget)}"
    return f"{told}." if each[0] == each[1] else f"{told}, {even} {figure} figure."


def cost_line(material: Material) -> tuple[Block, ...]:
    """The cost in one line, where the company gave figures of its own."""
    return tuple(_line(material))


def _line(material: Material) -> Iterator[Block]:
    costs = material.choices.costs
    total = first_year(costs)
    if total:
        yield paragraph(
            f"{between(costs, *total)} in the first year, from the company\u2019s own figures",
            material.see("cost"), f". {beyond_budget(material)}".rstrip(),
        )  # fmt: skip
