"""Who does what today: each responsibility with its owner and how well it is done.

Each group can be filled in one go and then refined row by row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from advisor.questionnaire import Questionnaire, Responsibility
from advisor.screens.fields import kept
from advisor.screens.frame import plain, quiet
from advisor.screens.session import change, redraw, refresh
from advisor.storage import Draft

_ASKED = {"owner": "Who holds it", "done": "How well it is done"}


def who_does_what(questionnaire: Questionnaire) -> None:
    """All groups of responsibilities, each a fragment: a choice draws its own group only."""
    for tag in dict.fromkeys(r.tag for r in questionnaire.responsibilities.values()):
        _group(questionnaire, tag)


@st.fragment
def _group(questionnaire: Questionnaire, tag: str) -> None:
    rows = [r for r in questionnaire.responsibilities.values() if r.tag == tag]
    draft = refresh()
    with st.container(key=f"ask-{tag}", gap="xsmall"):
        st.header(group_name(tag), anchor=False)
        filled = sum("owner" in draft.responsibilities.get(row.id, {}) for row in rows)
        st.markdown(quiet(f"{filled} of {len(rows)} rows have an owner."))
        _fill(questionnaire, tag, rows)
        for row in rows:
            _row(questionnaire, row, draft)


def group_name(tag: str) -> str:
    """A group's heading: "Cross-functional responsibilities"."""
    return f"{tag.replace('_', '-').capitalize()} responsibilities"


def _options(questionnaire: Questionnaire, part: str) -> Mapping[str, str]:
    return questionnaire.owners if part == "owner" else questionnaire.done


def _row(questionnaire: Questionnaire, row: Responsibility, draft: Draft) -> None:
    with st.container(key=f"row-{row.id}", gap="xsmall"):
        st.markdown(plain(row.text))
        with st.container(horizontal=True):
            for part in _ASKED:
                _pick(questionnaire, row, part, draft)


def _pick(questionnaire: Questionnaire, row: Responsibility, part: str, draft: Draft) -> None:
    labels = _options(questionnaire, part)
    held = draft.responsibilities.get(row.id, {}).get(part)
    stored = held if held in labels else None

    def draw(key: str, seed: str | None) -> str | None:
        return _select(f"{_ASKED[part]}: {row.text}", labels, seed, key, _ASKED[part])

    picked = kept(f"{row.id}.{part}", stored, draw)
    if picked != stored and change(lambda d: d.with_holding(row.id, part, picked)).panel:
        st.rerun()  # the panel stands outside this group


def _select(
    label: str, labels: Mapping[str, str], seed: str | None, key: str, empty: str
) -> str | None:
    options = list(labels)
    return st.selectbox(
        plain(label),
        options,
        index=options.index(seed) if seed else None,
        format_func=lambda option: labels[option],
        key=key,
        placeholder=empty,
        label_visibility="collapsed",
        width=260,
    )


def _fill(questionnaire: Questionnaire, tag: str, rows: list[Responsibility]) -> None:
    """Fill a whole group in one go: first the rows without an entry, then all if wanted."""
    with st.container(border=True, key=f"fill-{tag}"):
        st.markdown("**Fill the group in one go, then change single rows**")
        with st.container(horizontal=True):
            wanted = {
                part: _select(
                    f"{asked}, for all {group_name(tag).lower()}",
                    _options(questionnaire, part),
                    None,
                    f"fill-{tag}-{part}",
                    asked,
                )
                for part, asked in _ASKED.items()
            }
        with st.container(horizontal=True):
            empty = st.button("Fill the empty rows", key=f"fill-{tag}-empty")
            every = st.button(f"Replace all {len(rows)} rows", key=f"fill-{tag}-every")
        chosen = {part: value for part, value in wanted.items() if value}
        if (empty or every) and not chosen:
            st.markdown(":red[**Pick who holds them, how well they are done, or both.**]")
        elif empty or every:
            redraw(lambda draft: filled_in(draft, [r.id for r in rows], chosen, every=every))
            st.rerun()


def filled_in(draft: Draft, rows: list[str], chosen: Mapping[str, str], *, every: bool) -> Draft:
    """The draft with the chosen entries in these rows; rows with an entry only when `every`."""
    held = dict(draft.responsibilities)
    for row in rows:
        before = held.get(row, {})
        held[row] = {**before, **chosen} if every else {**chosen, **before}
    return replace(draft, responsibilities=held)
