"""Companies, choices and names that the tests of reports share."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from advisor.loading import RULES, load_rulebook
from advisor.proofs import Exact, exact
from advisor.questionnaire import UNKNOWN, Holding, Profile
from advisor.reports import Choices, Report, build
from advisor.reports.model import (
    Block,
    Bullets,
    Callout,
    Facts,
    Figure,
    Item,
    Numbered,
    Paragraph,
    Run,
    Table,
)

BOOK = load_rulebook(RULES)
DAY = date(2026, 11, 22)
COMPANIES = (
    "founder_software_120_people",
    "agency_14_people",
    "hospital_group_2500_people",
    "strong_coo_in_post",
    "listed_group_40000_people",
    "law_firm_90_people",
    "charity_without_a_plan",
    "restaurants_12_sites",
)
"""Worked examples of eight forms, one of them too close to call."""
HOSTILE = (
    '<script>alert("1")</script><img src=x onerror=alert(1)>',
    "](javascript:alert(1)) [x](http://evil.example) ![y](data:text/html,1)",
    '=HYPERLINK("http://evil.example")',
    "+1-2@SUM(A1)",
    "# Heading\n- item\n| a | b |\n|---|---|",
    "\u202eevil\u202c \u0000\u0007\ud800 end",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "\u0395\u03bb\u03bb\u03ac\u03b4\u03b1 \u904b\u55b6 \u0440\u0443\u0441",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "{headcount} {0} %s ${x}",
    "]]> --> & &lt; &#60; </title></style></svg>",
    "https://evil.example www.evil.example a@evil.example",
)
"""Names that try to become markup, links, formulas or nothing at all."""


@cache
def company(name: str, *, matrix: bool = False) -> Profile:
    """A worked example's answers; with `matrix`, who does what is filled in too."""
    found = next(e for e in BOOK.examples if e.id == name).profile
    held = _matrix() if matrix else found.responsibilities
    return Profile(found.answers, held, "Example Ltd")


def _matrix() -> dict[str, Holding]:
    pick = random.Random(1)
    owners = ["ceo"] * 5 + ["nobody", "shared_or_unclear", "operations_manager", "other_chief"]
    quality = ["well", "adequately", "poorly"]
    rows = BOOK.questionnaire.responsibilities
    return {row: Holding(pick.choice(owners), pick.choice(quality)) for row in rows}


@cache
def patchy() -> Profile:
    """Ten answers and one "not sure"."""
    full = company(COMPANIES[0]).answers
    some = {question: full[question] for question in list(full)[::4]}
    return Profile({**some, "delivery_trend": UNKNOWN}, {}, "Patchy & Söhne")


_PROVED: dict[object, Exact] = {}


def proofs(profile: Profile) -> Exact:
    """The exact answers, worked out once for all tests."""
    key = frozenset(profile.answers.items()), frozenset(profile.responsibilities.items())
    if key not in _PROVED:
        _PROVED[key] = exact(BOOK, profile)
    return _PROVED[key]


def report(profile: Profile, **choices: Any) -> Report:
    """A report of a company, everything proved."""
    return build(BOOK, profile, proofs(profile), Choices(**{"dated": DAY, **choices}))


CASES = ((COMPANIES[0], "matrix"), ("", "patchy"), *((name, "") for name in COMPANIES))
"""Every company that all variants are written for: an example's name and what is special."""


def profile_of(case: tuple[str, str]) -> Profile:
    """The answers of one case."""
    name, kind = case
    return patchy() if kind == "patchy" else company(name, matrix=kind == "matrix")


def texts(report: Report) -> Iterator[str]:
    """Every text that a report prints, one for each paragraph, entry, term, cell and caption."""
    yield from (report.title, report.subject, report.footer, report.cover.title)
    yield from (report.cover.company, report.cover.verdict)
    yield from _texts(report.cover.facts)
    for section in report.sections:
        yield section.title
        for block in section.blocks:
            yield from _texts(block)


def joined(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield joined(block.runs)
    elif isinstance(block, Bullets | Numbered):
        yield from (text for item in block.items for text in _entry(item))
    elif isinstance(block, Facts):
        for fact in block.facts:
            yield from (fact.term, joined(fact.runs))
    elif isinstance(block, Table):
        yield from (block.caption, *block.header)
        yield from (joined(cell) for row in block.rows for cell in row)
    elif isinstance(block, Figure):
        yield from (block.caption, block.says)
    elif isinstance(block, Callout):
        yield block.title
        for inner in block.blocks:
            yield from _texts(inner)


def _entry(item: Item) -> Iterator[str]:
    yield joined(item.runs)
    for below in item.below:
        yield from _entry(below)


def runs_of(report: Report) -> Iterator[Run]:
    """Every run of text, links included."""
    for block in [report.cover.facts, *report.blocks()]:
        if isinstance(block, Paragraph):
            yield from block.runs
        elif isinstance(block, Bullets | Numbered):
            stack = list(block.items)
            while stack:
                item = stack.pop()
                stack += item.below
                yield from item.runs
        elif isinstance(block, Facts):
            yield from (run for fact in block.facts for run in fact.runs)
        elif isinstance(block, Table):
            yield from (run for row in block.rows for cell in row for run in cell)
