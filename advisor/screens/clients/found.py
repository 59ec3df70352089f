"""Which assessments of a list are looked at, and in which order. Nothing here draws."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from advisor.rulebook import Rulebook
from advisor.storage import Listed
from advisor.telling import STRENGTHS

IN_PROGRESS, ANSWERED, DECIDED, EXAMPLES, AWAY = (
    "progress", "answered", "decided", "examples", "away",
)  # fmt: skip
STATUSES = {IN_PROGRESS: "In progress", ANSWERED: "Answered", DECIDED: "Decided"}
"""How far an assessment has come, in words."""
NONE_YET = "none"
OVERDUE, SOON, NO_REVIEW = "overdue", "soon", "no-review"
REVIEWS = {OVERDUE: "Overdue", SOON: "Due in 30 days", NO_REVIEW: "No date set"}
"""When assessments are to be looked at again."""
_SOON = timedelta(days=30)
COLUMNS = {
    "company": "Company",
    "status": "Status",
    "saved": "Last change",
    "recommendation": "Recommendation",
    "strength": "Strength",
    "rules": "Rulebook",
    "review": "Review due",
}
"""What a list can be put in the order of."""
NEWEST_FIRST = "saved"
"""The column whose last comes first unless somebody asks otherwise."""


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for.

    `show`: a status, the examples or what was put away; empty for all that is in use, without
    examples. `recommendation`: an outcome's id or `NONE_YET`. `review`: one of `REVIEWS`. `by`:
    one of `COLUMNS`; `falling`: whether the last comes first.
    """

    find: str = ""
    show: str = ""
    recommendation: str = ""
    review: str = ""
    by: str = NEWEST_FIRST
    falling: bool = True


def status_of(rulebook: Rulebook, one: Listed) -> str:
    """How far it has come: answered once it has as many answers as the short form asks for."""
    if one.decided:
        return DECIDED
    return ANSWERED if one.answered >= _short_form(rulebook) else IN_PROGRESS


@lru_cache(maxsize=2)
def _short_form(rulebook: Rulebook) -> int:
    return sum(question.short_form for question in rulebook.questionnaire.questions.values())


def review_of(one: Listed, today: date) -> str:
    """Whether its review is overdue, due soon, or not due on any date; empty for later."""
    if not one.review:
        return NO_REVIEW
    if one.review < today.isoformat():
        return OVERDUE
    return SOON if one.review <= (today + _SOON).isoformat() else ""


def found(
    rulebook: Rulebook, kept: Iterable[Listed], wanted: Wanted, today: date
) -> tuple[Listed, ...]:
    """Those that are looked for, in order. `kept` are those in use, or those put away.

    What has nothing in the column that orders them comes last; of two alike, the one saved last
    comes first.
    """
    sought = " ".join(wanted.find.casefold().split())

    def is_wanted(one: Listed) -> bool:
        return (
            _is_shown(rulebook, one, wanted.show)
            and sought in " ".join(one.company.casefold().split())
            and wanted.recommendation in ("", one.stamp.outcome if one.stamp else NONE_YET)
            and wanted.review in ("", review_of(one, today))
        )

    newest_first = sorted(filter(is_wanted, kept), key=lambda one: one.saved, reverse=True)
    key = _KEYS[wanted.by]
    keyed = [(key(rulebook, one), one) for one in newest_first]
    having = sorted(
        ((k, one) for k, one in keyed if k is not None),
        key=lambda pair: pair[0],
        reverse=wanted.falling,
    )
    return tuple(one for _, one in having) + tuple(one for k, one in keyed if k is None)


def _is_shown(rulebook: Rulebook, one: Listed, show: str) -> bool:
    if show == AWAY:
        return True
    if show == EXAMPLES or one.example:
        return one.example and show == EXAMPLES
    return show in ("", status_of(rulebook, one))


def _recommendation(rulebook: Rulebook, one: Listed) -> tuple[int, str] | None:
    if one.stamp is None:
        return None
    order = [*rulebook.outcomes]
    outcome = one.stamp.outcome
    return (order.index(outcome) if outcome in rulebook.outcomes else len(order), outcome)


def _strength(_: Rulebook, one: Listed) -> int | None:
    order = [*STRENGTHS]
    return order.index(one.stamp.strength) if one.stamp and one.stamp.strength in order else None


def _rules(_: Rulebook, one: Listed) -> tuple[Any, ...] | None:
    """Versions by their numbers: 1.10 comes after 1.9."""
    if one.stamp is None:
        return None
    parts = one.stamp.version.split(".")
    numbers = tuple(int(part) if part.isdecimal() and len(part) < 10 else -1 for part in parts)
    return numbers, one.stamp.version, one.stamp.fingerprint


_KEYS: dict[str, Callable[[Rulebook, Listed], Any]] = {
    "company": lambda _, one: (one.company.casefold(), one.company) if one.company else None,
    "status": lambda rulebook, one: [*STATUSES].index(status_of(rulebook, one)),
    "saved": lambda _, one: one.saved,
    "recommendation": _recommendation,
    "strength": _strength,
    "rules": _rules,
    "review": lambda _, one: one.review or None,
}
"""What orders each column; None where there is nothing."""
