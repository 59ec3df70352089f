"""The list of assessments as a table; on a narrow screen as cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from urllib.parse import urlencode

from advisor.markup import NOTHING, Markup, joined, safe, strong
from advisor.rulebook import Rulebook
from advisor.screens import times
from advisor.screens.choosing import turning
from advisor.screens.clients.found import (
    COLUMNS,
    DECIDED,
    OVERDUE,
    STATUSES,
    Wanted,
    review_of,
    status_of,
)
from advisor.screens.clients.today import Today
from advisor.storage import Listed, Stamp
from advisor.telling import FEWEST, STRENGTHS
from advisor.wording import counted, grouped

PAGE = 50
"""Rows that are shown at once."""
CHOOSE, BY, ALL = "choose.", "by.", "choose-all"
"""What the names of the fields of a row and of a column begin with; all rows at once."""
NAMELESS = "Company without a name"


@dataclass(frozen=True)
class Around:
    """What a row is told with: the rules in use, the reader's clock, and who reads.

    `person` is the id of who is logged in, empty where nobody logs in. `today` is what today's
    rules say of those that other rules advised, by token.
    """

    rulebook: Rulebook
    now: datetime
    person: str
    today: Mapping[str, Today]


def key_of(token: str) -> str:
    """What stands for an assessment in the fields of its row: its token is a secret."""
    return sha256(token.encode()).hexdigest()[:12]


def name_of(one: Listed) -> str:
    """The company, or that it has no name."""
    return one.company or NAMELESS


def table(
    around: Around, shown: Sequence[Listed], wanted: Wanted, first: int, count: int
) -> Markup:
    """A page of the list, from its row number `first` on (from 0), out of so many."""
    if not shown:
        return Markup('<p role="status" class="found">No assessment is like that.</p>')
    pages = (count - 1) // PAGE + 1
    body = "".join(_row(around, one) for one in shown)
    return Markup(
        f'<p role="status" class="found">{_counted(first, len(shown), count)}</p>'
        '<table class="assessments" role="table" aria-label="Assessments"><thead role="rowgroup">'
        f'<tr role="row">{_head(wanted)}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
        f"{turning(first // PAGE, pages, PAGE)}"
    )


def _counted(first: int, shown: int, count: int) -> Markup:
    if shown == count:
        return safe(counted(count, "assessment"))
    last = grouped(first + shown)
    return safe(f"{grouped(first + 1)} to {last} of {grouped(count)} assessments")


def _head(wanted: Wanted) -> str:
    chosen = (
        f'<th role="columnheader" scope="col"><input type="checkbox" id="{ALL}" name="{ALL}" '
        'aria-label="Choose all that are shown"></th>'
    )
    return chosen + "".join(_column(name, title, wanted) for name, title in COLUMNS.items())


def _column(name: str, title: str, wanted: Wanted) -> str:
    order = "descending" if wanted.falling else "ascending"
    sorted_by = f' aria-sort="{order}"' if wanted.by == name else ""
    return (
        f'<th role="columnheader" scope="col" class="{name}"{sorted_by}>'
        f'<span class="together bare"><button type="button" id="{BY}{name}" name="{BY}{name}">'
        f"{title}</button></span></th>"
    )


def _row(around: Around, one: Listed) -> Markup:
    key = key_of(one.token)
    choose = (
        f'<td role="cell"><input type="checkbox" id="{CHOOSE}{key}" name="{CHOOSE}{key}" '
        f'aria-label="{safe(f"Choose {name_of(one)}")}"></td>'
    )
    cells = "".join(
        f'<td role="cell" class="{name}" data-label="{COLUMNS[name]}">{told}</td>'
        for name, told in _cells(around, one).items()
    )
    return Markup(
        f'<tr role="row">{choose}<th scope="row" role="rowheader">{_company(around, one)}</th>'
        f"{cells}</tr>"
    )


def _company(around: Around, one: Listed) -> Markup:
    """The name as the way in: to the recommendation where one was shown, else to the questions."""
    page = "recommendation" if one.stamp else "tasks"
    address = f"{page}?{urlencode({'draft': one.token})}"
    shared = around.person and one.owner != around.person
    about = [*["Example"] * one.example, *["Shared with you"] * bool(shared)]
    # Names from right to left turn nothing around but themselves.
    return Markup(
        f'<a class="within" href="{safe(address)}"><bdi>{safe(name_of(one))}</bdi></a>'
        f"{_small(', '.join(about))}"
    )


def _cells(around: Around, one: Listed) -> dict[str, Markup]:
    status = status_of(around.rulebook, one)
    answers = {0: "No answer yet", 1: "1 answer"}.get(one.answered, f"{one.answered} answers")
    return {
        "status": joined(safe(STATUSES[status]), _small("" if status == DECIDED else answers)),
        "saved": safe(times.lately_told(one.saved, around.now)),
        "recommendation": _recommendation(around.rulebook, one),
        "strength": safe(STRENGTHS.get(one.stamp.strength, "")) if one.stamp else NOTHING,
        "rules": _rules(around, one),
        "review": _review(one, around.now.date()),
    }


def _recommendation(rulebook: Rulebook, one: Listed) -> Markup:
    if one.stamp is None:
        return Markup(f"<small>{_none_yet(rulebook, one)}</small>")
    return safe(outcome_name(rulebook, one.stamp.outcome))


def _none_yet(rulebook: Rulebook, one: Listed) -> str:
    """Why there is no recommendation."""
    more = min(FEWEST, len(rulebook.questionnaire.questions)) - one.answered
    if more > 0:
        return f"None yet: {counted(more, 'more answer')} needed"
    return "None yet"


def outcome_name(rulebook: Rulebook, outcome: str) -> str:
    """What an outcome is called; by its id where the rules know it no more."""
    known = rulebook.outcomes.get(outcome)
    return known.name if known else outcome.replace("_", " ")


def _rules(around: Around, one: Listed) -> Markup:
    """The version of the rules that advised, and what today's say where they are others."""
    if one.stamp is None:
        return NOTHING
    rulebook = around.rulebook
    if one.stamp.fingerprint == rulebook.fingerprint:
        return safe(one.stamp.version)
    changed = "Changed since." if one.stamp.rulebook == rulebook.name else "Other rules."
    said = _today(rulebook, one.stamp, around.today.get(one.token))
    return Markup(f"{safe(one.stamp.version)}<small>{changed} {said}</small>")


def _today(rulebook: Rulebook, stamp: Stamp, today: Today | None) -> Markup:
    """What today's rules say in place of what other rules said."""
    if today is None:
        return NOTHING
    if not today.outcome:
        return safe("By today's rules too little is answered.")
    if (today.outcome, today.strength) == (stamp.outcome, stamp.strength):
        return safe("Today's rules say the same.")
    strength = STRENGTHS[today.strength].lower()
    if today.outcome == stamp.outcome:
        return safe(f"Today's rules say the same, but {strength}.")
    said = strong(outcome_name(rulebook, today.outcome))
    return joined(safe("Today's rules say: "), said, safe(f", {strength}."))


def _review(one: Listed, today: date) -> Markup:
    day = times.day_told(one.review, "%b")
    if review_of(one, today) == OVERDUE:
        return joined(strong("Overdue"), _small(f"since {day}"))
    return safe("Today" if one.review == today.isoformat() else day)


def _small(text: str) -> Markup:
    return Markup(f"<small>{safe(text)}</small>") if text else NOTHING
