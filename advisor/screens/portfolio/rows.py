"""The companies of a portfolio: looked for, put in order, opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from textwrap import shorten
from typing import Protocol

import streamlit as st

from advisor.batch.held import Held, Row, Wanted
from advisor.markup import NOTHING, Markup, joined, safe, strong
from advisor.screens.choosing import LONGEST_SEARCH, looking, search, select, turned, turning
from advisor.screens.native import Entries, View, native
from advisor.screens.portfolio.told import STRENGTHS_HERE
from advisor.wording import counted, grouped

PAGE = 25
"""Rows that are shown at once."""
MISTAKES_SHOWN = 300
"""Characters of a row's mistakes that the list shows."""
_MISTAKEN, _GOOD = "mistaken", "good"
_ORDERS = {
    "row": "As in the table",
    "company": "Name",
    "recommendation": "Recommendation",
    "strength": "Strength, clear first",
    "answered": "Fewest answers first",
}
_OPEN = "open."


class Looking(Protocol):
    """Which rows somebody looks at."""

    wanted: Wanted
    page: int


def look_for(here: Looking, held: Held) -> bool:
    """The fields that rows are looked for with. True where the page should run again."""

    def take(entries: Entries) -> None:
        for name, value in entries.items():
            if isinstance(value, str):
                here.wanted, here.page = _entered(held, here.wanted, name, value), 0

    return native("looking", lambda: View(_fields(held), _as_entered(here.wanted)), take)


def _entered(held: Held, wanted: Wanted, name: str, value: str) -> Wanted:
    """What is wanted once this was entered; what no field offers changes nothing."""
    if name == "find":
        return replace(wanted, find=value[:LONGEST_SEARCH])
    if name == "by" and value in _ORDERS:
        return replace(wanted, by=value)
    if name == "strength" and value in ("", *STRENGTHS_HERE):
        return replace(wanted, strength=value)
    if name == "shown" and value in ("", _MISTAKEN, _GOOD, *held.rulebook.outcomes):
        mistaken = {_MISTAKEN: True, _GOOD: False}.get(value)
        outcome = value if value in held.rulebook.outcomes else ""
        return replace(wanted, recommendation=outcome, mistaken=mistaken)
    return wanted


def _as_entered(wanted: Wanted) -> dict[str, str | bool]:
    mistaken = {True: _MISTAKEN, False: _GOOD, None: ""}[wanted.mistaken]
    return {
        "find": wanted.find,
        "shown": wanted.recommendation or mistaken,
        "strength": wanted.strength,
        "by": wanted.by,
    }


def _fields(held: Held) -> str:
    outcomes = {o.id: o.name for o in held.rulebook.outcomes.values()}
    mistakes = {_GOOD: "Rows without mistakes", _MISTAKEN: "Rows with mistakes"}
    shown = {"": "All", **outcomes, **(mistakes if held.summary.mistaken else {})}
    return looking(
        search("find", "Find a name"),
        select("shown", "Show", shown),
        select("strength", "Strength", {"": "All", **STRENGTHS_HERE}),
        select("by", "In order of", _ORDERS),
    )


def found_rows(here: Looking, held: Held) -> int | None:
    """The rows that were looked for, a page of them. The number of the row to open, if any."""
    places = held.places(here.wanted)
    pages = max((len(places) - 1) // PAGE + 1, 1)
    asked: list[int] = []

    def take(entries: Entries) -> None:
        for name in entries:
            page, number = turned(name, pages), name.removeprefix(_OPEN)
            if page is not None:
                here.page = page
            elif name.startswith(_OPEN) and number.isdecimal() and len(number) <= 9:
                asked.append(int(number))

    def view() -> View:
        first = here.page * PAGE
        rows = held.rows(places[first : first + PAGE])
        return View(_listed(held, rows, len(places), here.page, pages), {})

    late = native("companies", view, take)
    if late and not asked:
        st.rerun()
    return asked[-1] if asked else None


def _listed(held: Held, rows: Sequence[Row], count: int, page: int, pages: int) -> str:
    if not rows:
        return '<p role="status" class="found">No row is like that.</p>'
    first = page * PAGE + 1
    some = counted(count, "row")
    if pages > 1:
        some = f"Rows {grouped(first)} to {grouped(first + len(rows) - 1)} of {grouped(count)}"
    titles = ("Company", "Recommendation", "Strongest reason", "")
    head = "".join(f'<th scope="col" role="columnheader">{t or _UNSEEN}</th>' for t in titles)
    body = "".join(_row(held, row) for row in rows)
    return (
        f'<p role="status" class="found">{some}</p>'
        '<table class="companies" role="table" aria-label="Companies"><thead role="rowgroup">'
        f'<tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
        f"{turning(page, pages, PAGE)}"
    )


_UNSEEN = '<span class="unseen">Open</span>'


def _row(held: Held, row: Row) -> Markup:
    name = row.company or "No name"
    number = f"Row {grouped(row.number)}"
    who = joined(strong(name), Markup("<small>"), safe(number), Markup("</small>"))
    if row.mistakes:
        told = shorten(row.mistakes, MISTAKES_SHOWN, placeholder=" \u2026 The files say it all.")
        cells = (f'<td role="cell" colspan="2">{safe(told)}</td>', '<td role="cell"></td>')
    else:
        reason = row.reason if row.recommendation else ""
        cells = (
            f'<td role="cell">{_advice(held, row)}</td><td role="cell">{safe(reason)}</td>',
            f'<td role="cell"><span class="together bare"><button type="button" '
            f'id="{_OPEN}{row.number}" name="{_OPEN}{row.number}">Open<span class="unseen"> '
            f"{safe(name)}, {safe(number)}</span></button></span></td>",
        )
    return Markup(
        f'<tr role="row"><th scope="row" role="rowheader">{who}</th>{"".join(cells)}</tr>'
    )


def _advice(held: Held, row: Row) -> Markup:
    answers = counted(row.answered, "answer")
    how = f"{STRENGTHS_HERE[row.strength]}, {answers}"
    if not row.recommendation:
        return safe(how)
    outcome = held.rulebook.outcomes[row.recommendation]
    form = next(f.name for f in outcome.forms if f.id == row.form)
    lines = (strong(outcome.name), safe(form) if form != outcome.name else NOTHING, safe(how))
    return Markup("".join(f"<div>{one}</div>" for one in lines if one))
