"""Answers and "who does what" on a page -> replies and holdings, every mistake noted.

Answer sheets, worked examples and answers that come from the program all pass through here.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from advisor.loading.faults import Misread
from advisor.loading.sheets.answering import reply
from advisor.loading.sheets.holding import EXAMPLE, holding
from advisor.loading.text.nodes import Map, Path
from advisor.loading.text.page import Page
from advisor.loading.text.words import did_you_mean, quoted
from advisor.questionnaire import Holding, Questionnaire, Reply


def replies(
    page: Page, path: Path, questionnaire: Questionnaire, passed_over: Collection[str] = ()
) -> dict[str, Reply]:
    """The replies of the map at a path. Nothing is said of questions to be passed over."""
    found: dict[str, Reply] = {}
    node = page.node(path)
    if not isinstance(node, Map):
        what = "The answers should be keys with values."
        page.mistake(path, what, "Write one a line, such as headcount: 120, or {} for none.")
        return found
    for name, value in node.values.items():
        if name in passed_over:
            continue
        if name not in questionnaire.questions:
            _note_unknown(page, (*path, name), questionnaire)
            continue
        try:
            found[name] = reply(questionnaire.questions[name], value)
        except Misread as misread:
            page.faults((*path, name), misread)
    _check_together(page, path, questionnaire, found)
    return found


def holdings(page: Page, path: Path, questionnaire: Questionnaire) -> dict[str, Holding]:
    """Who does what, from the map at a path."""
    found: dict[str, Holding] = {}
    node = page.node(path)
    if not isinstance(node, Map):
        what = "The responsibilities should be keys with values."
        page.mistake(path, what, f"Write one a line, such as r01: {EXAMPLE}, or {{}} for none.")
        return found
    for name in node.values:
        here = (*path, name)
        if name not in questionnaire.responsibilities:
            page.unknown_word(
                here, name, "responsibility", questionnaire.responsibilities, key=True
            )
        elif held := holding(page, here, questionnaire):
            found[name] = held
    return found


def _note_unknown(page: Page, path: Path, questionnaire: Questionnaire) -> None:
    name = str(path[-1])
    if name in questionnaire.shares:
        what = f"{name} is worked out from the responsibilities; nobody answers it."
        page.mistake(path, what, "Fill in responsibilities instead.", key=True)
        return
    near = did_you_mean(name, questionnaire.questions)
    if name in questionnaire.responsibilities:
        near = f"{name} is a responsibility: put it under responsibilities."
    what = f"There is no question {quoted(name)}."
    page.mistake(path, what, near, questionnaire.questions, key=True, legal_are="The questions are")


def _check_together(
    page: Page, path: Path, questionnaire: Questionnaire, found: dict[str, Reply]
) -> None:
    for pair in questionnaire.together:
        one, other = found.get(pair.first), found.get(pair.second)
        if not isinstance(one, int | float) or not isinstance(other, int | float):
            continue
        if Decimal(str(one)) + Decimal(str(other)) > Decimal(str(pair.at_most)):
            names = f"{pair.first} ({one}) and {pair.second} ({other})"
            page.mistake((*path, pair.second), f"{pair.says} These are {names}.")
