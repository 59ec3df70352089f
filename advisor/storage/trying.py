"""Trying a change: edits of a draft's scenarios. Each gives a new draft.

The answers themselves change in one place only, `promoted`, and can be had back: they take the
place of the scenario that became the answers.
"""

from __future__ import annotations

from dataclasses import replace

from advisor.storage.draft import Draft
from advisor.storage.scenario import LONGEST_TEXT, Answer, Scenario, Typed

MOST = 4
"""How many scenarios a draft keeps beside the one being tried."""


def copied(draft: Draft, name: str = "") -> Scenario:
    """The draft's answers as a scenario."""
    return Scenario(name, draft.answers, draft.typed, draft.responsibilities)


def tried(draft: Draft) -> Draft:
    """The draft with the entries of the scenario being tried; as it is where none is."""
    return holding(draft, draft.trying) if draft.trying else draft


def holding(draft: Draft, scenario: Scenario) -> Draft:
    """The draft with a scenario's entries in place of its own. Only to look at, not to save."""
    return replace(
        draft,
        answers=scenario.answers,
        typed=scenario.typed,
        responsibilities=scenario.responsibilities,
    )


def with_trial(draft: Draft, question: str, answer: Answer | None, typed: Typed | None) -> Draft:
    """One entry changed in the scenario being tried, which begins as a copy of the answers."""
    return _trying(draft, copied(tried(draft).with_answer(question, answer, typed), _name(draft)))


def put_back(draft: Draft, question: str) -> Draft:
    """One entry of the scenario being tried as it is in the answers again."""
    answer, typed = draft.answers.get(question), draft.typed.get(question)
    return with_trial(draft, question, answer, typed)


def opened(draft: Draft, scenario: Scenario | None) -> Draft:
    """A scenario on the table, to try more changes on a copy of it; None starts afresh."""
    return _trying(draft, scenario)


def kept(draft: Draft, name: str) -> Draft:
    """The scenario being tried, kept under a name; one kept under the same name before goes.

    As it was where nothing is tried or `MOST` others are kept.
    """
    name = named(name)
    others = tuple(s for s in draft.scenarios if s.name != name)
    if draft.trying is None or not name or len(others) >= MOST:
        return draft
    scenario = replace(draft.trying, name=name)
    return replace(draft, trying=scenario, scenarios=(*others, scenario))


def removed(draft: Draft, name: str) -> Draft:
    """The draft without the scenario of this name."""
    return replace(draft, scenarios=tuple(s for s in draft.scenarios if s.name != name))


def has_room(draft: Draft, scenario: Scenario) -> bool:
    """Whether the answers of now can be kept when this scenario takes their place."""
    return len(removed(draft, scenario.name).scenarios) < MOST


def promoted(draft: Draft, scenario: Scenario, before: str) -> Draft:
    """The scenario's entries as the answers; the answers until now as a scenario named `before`.

    As it was where there is no room for that.
    """
    if not has_room(draft, scenario):
        return draft
    rest = removed(draft, scenario.name).scenarios
    name = _free(before, {s.name for s in rest})
    return replace(holding(draft, scenario), trying=None, scenarios=(*rest, copied(draft, name)))


def named(name: str) -> str:
    """A scenario's name as it is kept: on one line, without signs that cannot be seen."""
    seen = "".join(sign for sign in name if sign.isprintable())
    return seen.strip()[: LONGEST_TEXT // 2]


def _name(draft: Draft) -> str:
    return draft.trying.name if draft.trying else ""


def _trying(draft: Draft, scenario: Scenario | None) -> Draft:
    """The draft with this scenario on the table; with none where it holds the answers of now."""
    same = scenario is not None and scenario.holds(copied(draft))
    return replace(draft, trying=None if same else scenario)


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number where it is taken."""
    names = (name, *(f"{name} ({number})" for number in range(2, len(taken) + 3)))
    return next(free for free in names if free not in taken)
