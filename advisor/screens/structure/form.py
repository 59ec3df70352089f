"""Who would hold each responsibility after: one picker a row, filled from the proposal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from advisor.explanation import Explanation
from advisor.markup import NOTHING, Markup, safe
from advisor.screens.asking.matrix import group_name
from advisor.screens.native import Entries, View, native
from advisor.screens.session import change, current
from advisor.screens.structure.told import (
    CHOSEN_SIGN,
    MOVE_SIGN,
    NOBODY_SIGN,
    POOR_SIGN,
    SEVERAL_SIGN,
    sign,
)
from advisor.storage import Draft
from advisor.structure import AS_TODAY, Row, Structure, structure
from advisor.wording import listed

PART = "after."
"""What stands before a row's id in the name of its picker."""
_TODAY = {
    "nobody": (NOBODY_SIGN, ""),
    "several": (SEVERAL_SIGN, ""),
    "poorly": (POOR_SIGN, "done poorly"),
    "": ("", ""),
}
"""The sign of what is wrong today, and the words that the holder's name does not say."""
_AFTER = {
    "nobody": (NOBODY_SIGN, "Nobody is named yet."),
    "several": (SEVERAL_SIGN, "Several would hold it, or it stays unclear who."),
}


def pick_holders(explanation: Explanation) -> bool:
    """Draw the rows and save every choice as it is made. True where the page should run again."""
    proposal = structure(explanation)
    markup = _markup(proposal)

    def view() -> View:
        held = structure(explanation, current().settled)
        rows = {row.responsibility.id: row for row in held.rows}
        return View(
            markup,
            {f"{PART}{name}": row.after or "" for name, row in rows.items()},
            {name: _note(held, proposal, row) for name, row in rows.items()},
        )

    def take(entries: Entries) -> None:
        change(lambda draft: entered(proposal, draft, entries))

    return native("holders-after", view, take)


def entered(proposal: Structure, draft: Draft, entries: Entries) -> Draft:
    """The draft with what was picked; picking the proposal again takes a choice away."""
    proposed = {PART + row.responsibility.id: row for row in proposal.rows}
    for name, value in entries.items():
        if row := proposed.get(name):
            own = value in proposal.names and value != row.after
            draft = draft.with_settled(row.responsibility.id, str(value) if own else None)
    return draft


def _markup(proposal: Structure) -> str:
    groups = groupby(proposal.rows, key=lambda row: row.responsibility.tag)
    return "".join(
        f'<section class="ask"><h2>{safe(group_name(tag))}</h2>'
        f"{''.join(_row(proposal, row) for row in rows)}</section>"
        for tag, rows in groups
    )


def _row(proposal: Structure, row: Row) -> str:
    name, text = safe(row.responsibility.id), safe(row.responsibility.text)
    return (
        f'<div class="row held"><div><p>{text}</p>'
        f'<p class="today">{_today(proposal, row)}</p></div>'
        f'<div><select name="{PART}{name}" id="{PART}{name}" aria-label="After: '
        f'{text}" aria-describedby="note-{name}">{"".join(_options(proposal, row))}</select>'
        f'<p class="note" id="note-{name}" data-note="{name}" aria-live="polite"></p></div></div>'
    )


def _today(proposal: Structure, row: Row) -> Markup:
    if not proposal.said:
        return NOTHING
    shown, more = _TODAY[row.mark_today]
    told = ", ".join(filter(None, (proposal.names.get(row.today or ""), more)))
    if not told:
        return NOTHING
    words = f"Today: {told}"
    return sign(shown, words) if shown else safe(words)


def _options(proposal: Structure, row: Row) -> Iterator[str]:
    """Every holder by the name of after; the proposed one says so."""
    if row.after is None:
        yield f'<option value="">{AS_TODAY}</option>'
    for owner in proposal.names:
        mark = " (proposed)" if owner == row.after else ""
        label = f"{proposal.names_after[owner]}{mark}"
        yield f'<option value="{safe(owner)}">{safe(label)}</option>'


def _note(held: Structure, proposal: Structure, row: Row) -> str:
    """What is to be said of a row as it stands: chosen, moving, open, and who has a say."""
    told: list[str] = []
    if row.settled:
        before = next(r.after for r in proposal.rows if r.responsibility == row.responsibility)
        named = held.names_after.get(before or "", AS_TODAY.lower())
        told.append(f"<strong>{sign(CHOSEN_SIGN, 'Chosen by you.')}</strong> "
                    f"{safe(f'Proposed: {named}.')}")  # fmt: skip
    if row.mark_after in _AFTER:
        told.append(f"<strong>{sign(*_AFTER[row.mark_after])}</strong>")
    elif row.moves:
        told.append(str(sign(MOVE_SIGN, "Moves." if row.today else "Would take it over.")))
    if row.consulted:
        names = listed(held.names_after[owner] for owner in row.consulted)
        told.append(str(safe(f"Is consulted: {names}.")))
    return " ".join(told)
