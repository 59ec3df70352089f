"""A company to play with: a copy of its answers that nothing saves, with the fields of the form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from advisor.questionnaire import Questionnaire
from advisor.screens.asking.question import ask_on
from advisor.screens.sheet import draft_of
from advisor.screens.workshop.cases import Case
from advisor.storage import Draft

_KEPT = "rules-scratch"


@dataclass(frozen=True)
class Scratch:
    """The copy: of which company, as it was and as it is. `turn` counts the copies made."""

    case: str
    first: Draft
    draft: Draft
    turn: int


def copy_of(case: Case) -> Scratch:
    """The copy of this company that this tab works on; a new one where it is another company."""
    found: Scratch | None = st.session_state.get(_KEPT)
    if found is None or found.case != case.key:
        first = draft_of(case.profile)
        found = Scratch(case.key, first, first, found.turn + 1 if found else 0)
        st.session_state[_KEPT] = found
    return found


def fields(scratch: Scratch, questionnaire: Questionnaire) -> Draft:
    """The answers, one section at a time, as a respondent sees them; the copy as it is then."""
    count = len(_differing(scratch))
    told = f" ({count} changed)" if count else ""
    part = st.expander(f"See or change the answers{told}", on_change="rerun", key="scratch-open")
    if not part.open:
        return scratch.draft
    with part:
        st.markdown("The fields are those of the questionnaire. Nothing here is saved anywhere.")
        sections = {s.id: s for s in questionnaire.sections if questionnaire.in_section(s.id)}
        section = st.selectbox(
            "Section",
            list(sections),
            format_func=lambda name: sections[name].title,
            key="scratch-section",
        )
        ask_on(
            f"scratch-{scratch.turn}-{section}",
            questionnaire,
            questionnaire.in_section(section),
            _now,
            _save,
        )
        if count and st.button("Put all answers back", key="scratch-back"):
            st.session_state[_KEPT] = replace(scratch, draft=scratch.first, turn=scratch.turn + 1)
            st.rerun()
    return _now()


def _differing(scratch: Scratch) -> set[str]:
    """The questions whose answers differ from the company's own."""
    first, now = scratch.first.answers, scratch.draft.answers
    return {name for name in {*first, *now} if first.get(name) != now.get(name)}


def _now() -> Draft:
    kept: Scratch = st.session_state[_KEPT]
    return kept.draft


def _save(edit: Callable[[Draft], Draft]) -> None:
    kept: Scratch = st.session_state[_KEPT]
    st.session_state[_KEPT] = replace(kept, draft=edit(kept.draft))
