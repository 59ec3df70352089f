"""Who does what today: each responsibility with its owner and how well it is done.

Each group can be filled in one go and then refined row by row. All rows are one form of native
fields: 56 pickers of Streamlit's took the browser most of a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import streamlit as st

from advisor.markup import safe
from advisor.questionnaire import Questionnaire, Responsibility
from advisor.screens.native import Entries, Value, View, native
from advisor.screens.session import change, current
from advisor.storage import Draft

_ASKED = {"owner": "Who holds it", "done": "How well it is done"}
_FILL = "fill-"
_NOTHING_PICKED = (
    '<strong class="wrong">Pick who holds them, how well they are done, or both.</strong>'
)
Groups = Mapping[str, list[Responsibility]]


def who_does_what(questionnaire: Questionnaire) -> None:
    """All groups of responsibilities. Every choice is saved as it is made."""
    groups, to_mend = _groups(questionnaire), dict[str, str]()

    def view() -> View:
        draft = current()
        filled = {f"filled-{tag}": _filled(draft, rows) for tag, rows in groups.items()}
        return View(_markup(questionnaire, groups), _held(questionnaire, draft), filled | to_mend)

    def take(entries: Entries) -> None:
        change(lambda draft: entered(questionnaire, draft, entries))
        to_mend.update({f: _NOTHING_PICKED for f, _, wanted in _fillings(entries) if not wanted})

    if native("who-does-what", view, take):
        st.rerun()


def group_name(tag: str) -> str:
    """A group's heading: "Cross-functional responsibilities"."""
    return f"{tag.replace('_', '-').capitalize()} responsibilities"


def entered(questionnaire: Questionnaire, draft: Draft, entries: Entries) -> Draft:
    """The draft with what was entered in single rows, and with each group that was filled."""
    for group, how, wanted in _fillings(entries):
        rows = [r.id for r in questionnaire.responsibilities.values() if _FILL + r.tag == group]
        chosen = {
            part: value
            for part, value in zip(_ASKED, wanted, strict=False)
            if value in _options(questionnaire, part)
        }
        draft = filled_in(draft, rows, chosen, every=how == "every") if chosen else draft
    for name, value in entries.items():
        row, _, part = name.partition(".")
        if row in questionnaire.responsibilities and part in _ASKED:
            known = str(value) in _options(questionnaire, part)
            draft = draft.with_holding(row, part, str(value) if known else None)
    return draft


def filled_in(draft: Draft, rows: list[str], chosen: Mapping[str, str], *, every: bool) -> Draft:
    """The draft with the chosen entries in these rows; rows with an entry only when `every`."""
    held = dict(draft.responsibilities)
    for row in rows:
        before = held.get(row, {})
        held[row] = {**before, **chosen} if every else {**chosen, **before}
    return replace(draft, responsibilities=held)


def _fillings(entries: Entries) -> Iterable[tuple[str, str, list[str]]]:
    """Each press of a filling button: its group, which rows, and what was picked for them."""
    for name, value in entries.items():
        if name.startswith(_FILL):
            group, _, how = name.partition(".")
            wanted = str(value).split(" ")
            yield group, how, wanted if any(wanted) else []


def _groups(questionnaire: Questionnaire) -> Groups:
    groups: dict[str, list[Responsibility]] = {}
    for row in questionnaire.responsibilities.values():
        groups.setdefault(row.tag, []).append(row)
    return groups


def _options(questionnaire: Questionnaire, part: str) -> Mapping[str, str]:
    return questionnaire.owners if part == "owner" else questionnaire.done


def _held(questionnaire: Questionnaire, draft: Draft) -> dict[str, Value]:
    """What each picker of the rows holds; empty where nothing was picked."""
    held: dict[str, Value] = {}
    for row in questionnaire.responsibilities:
        for part in _ASKED:
            value = draft.responsibilities.get(row, {}).get(part, "")
            held[f"{row}.{part}"] = value if value in _options(questionnaire, part) else ""
    return held


def _filled(draft: Draft, rows: list[Responsibility]) -> str:
    filled = sum("owner" in draft.responsibilities.get(row.id, {}) for row in rows)
    return f"{filled} of {len(rows)} rows have an owner."


def _markup(questionnaire: Questionnaire, groups: Groups) -> str:
    pickers = {
        part: _pickable(_options(questionnaire, part), asked) for part, asked in _ASKED.items()
    }
    return "".join(_group(tag, rows, pickers) for tag, rows in groups.items())


def _pickable(options: Mapping[str, str], asked: str) -> str:
    """The options of a picker. The first, which is nothing, says what is asked."""
    return f'<option value="">{safe(asked)}</option>' + "".join(
        f'<option value="{safe(option)}">{safe(label)}</option>'
        for option, label in options.items()
    )


def _group(tag: str, rows: list[Responsibility], pickers: Mapping[str, str]) -> str:
    drawn = "".join(_row(row, pickers) for row in rows)
    return (
        f'<section class="ask"><h2>{safe(group_name(tag))}</h2>'
        f'<p class="why note" data-note="filled-{safe(tag)}"></p>'
        f"{_fill(tag, len(rows), pickers)}{drawn}</section>"
    )


def _row(row: Responsibility, pickers: Mapping[str, str]) -> str:
    name, text = safe(row.id), safe(row.text)
    drawn = "".join(
        f'<select name="{name}.{part}" id="{name}.{part}" '
        f'aria-label="{asked}: {text}">{pickers[part]}</select>'
        for part, asked in _ASKED.items()
    )
    return f'<div class="row"><p>{text}</p><p class="pickers">{drawn}</p></div>'


def _fill(tag: str, rows: int, pickers: Mapping[str, str]) -> str:
    """Fill a whole group in one go: the rows without an entry, or all."""
    fill, group = safe(_FILL + tag), safe(group_name(tag).lower())
    drawn = "".join(
        f'<select aria-label="{asked}, for all {group}">{pickers[part]}</select>'
        for part, asked in _ASKED.items()
    )
    buttons = "".join(
        f'<button type="button" name="{fill}.{how}" id="{fill}.{how}">{says}</button>'
        for how, says in {
            "empty": "Fill the empty rows",
            "every": f"Replace all {rows} rows",
        }.items()
    )
    return (
        f'<div class="together"><p><strong>Fill the group in one go, then change single rows'
        f'</strong></p><p class="pickers">{drawn}</p><p class="pickers">{buttons}</p>'
        f'<p class="note" data-note="{fill}" aria-live="polite"></p></div>'
    )
