"""Try it: one company before and after my changes, rule by rule."""

from __future__ import annotations

import streamlit as st

from advisor.compared import told_of
from advisor.editing.effects import Effect, effect_on
from advisor.loading import read_sheet_text
from advisor.markup import Markup, heading, joined, paragraph, strong
from advisor.mistakes import Mistakes
from advisor.proofs.comparison import example_flips
from advisor.questionnaire import Profile
from advisor.rulebook_pages import block
from advisor.screens import frame
from advisor.screens.sheet import profile_of
from advisor.screens.trying import comparison
from advisor.screens.workshop import cases, proposed, scratch, trace_told
from advisor.screens.workshop.cases import Case, Upload
from advisor.screens.workshop.proposed import Both

TITLE = "Try it on a company"
CASE = "case"
"""The part of the address that names the company."""
_EMPTY, _SHEET = "empty", "sheet"
_KEPT_SHEET = "rules-sheet"


def show() -> None:
    """The page."""
    work = proposed.opened(TITLE, reading=True)
    found = proposed.both(work) if work else None
    if work is None or found is None:
        return
    if work.texts == work.published:
        st.markdown("You have changed nothing yet, so before and after are the same here.")
    case = _pick(found)
    if case is None:
        return
    copy = scratch.copy_of(case)
    draft = scratch.fields(copy, found.merged.questionnaire)
    profile, notes = profile_of(found.merged.questionnaire, draft)
    if notes:
        st.markdown("\n".join(f"- {frame.plain(note)}" for note in notes))
    with st.container(key="live-effect"):
        st.html(told(effect_on(found.merged, profile)))


def told(effect: Effect) -> Markup:
    """The verdict, what is otherwise and why, then each step and each rule."""
    verdict = comparison.in_one_sentence(told_of(effect.before), told_of(effect.after))
    causes = trace_told.causes_told(effect.causes)
    same = paragraph("No rule, no gate and no level is otherwise for this company.")
    return block(
        joined(
            trace_told.STYLE,
            paragraph(strong(verdict), safe_already=True),
            heading("What is otherwise, and why"),
            causes or same,
            heading("Before and after"),
            trace_told.steps_told(effect),
            trace_told.rules_told(effect),
        )
    )


def _pick(both: Both) -> Case | None:
    """The company that the address names, or the one picked."""
    offered = _offered(both)
    _follow_address(offered)
    picked = st.selectbox(
        "Which company?",
        list(offered),
        format_func=lambda key: offered[key].name,
        key=CASE,
        on_change=_to_address,
    )
    return _sheet(both) if picked == _SHEET else offered[picked]


def _offered(both: Both) -> dict[str, Case]:
    """Every company by its key: the open assessment, worked examples, what can be filled in."""
    opened = cases.opened(both.merged)
    flipping = _flipping(both, both.key)
    examples = [
        Case(one.key, f"{'Changes. ' if one.key in flipping else ''}{one.name}", one.profile)
        for one in cases.examples(both)
    ]
    first = sorted(examples, key=lambda one: one.key not in flipping)
    nobody = Profile({})
    own = [
        Case(_EMPTY, "An empty form, to fill in as a respondent would", nobody),
        Case(_SHEET, "An answer sheet from a file", nobody),
    ]
    return {case.key: case for case in (*([opened] if opened else []), *first, *own)}


@st.cache_resource(max_entries=4, show_spinner=False)
def _flipping(_both: Both, key: tuple[str, str]) -> frozenset[str]:  # noqa: ARG001
    """The keys of the worked examples that get other advice."""
    flips = (example_flips(_both.merged, pins=pins) for pins in (False, True))
    return frozenset(cases.example_key(flip.name) for f in flips for flip in f.changed)


def _follow_address(offered: dict[str, Case]) -> None:
    named = st.query_params.get(CASE, "")
    if named in offered:
        st.session_state[CASE] = named
    elif named:
        st.info("This worked example is not there any more. Pick another company.")
        del st.query_params[CASE]


def _to_address() -> None:
    st.query_params.from_dict({CASE: st.session_state[CASE]})


def _sheet(both: Both) -> Case | None:
    """The company in an answer sheet that is handed in; None until there is one."""
    with st.form("sheet", border=False, clear_on_submit=True):
        kinds = ["yaml", "yml", "json"]
        file = st.file_uploader("Answer sheet (YAML or JSON)", type=kinds, max_upload_size=1)
        pressed = st.form_submit_button("Look at this company")
    if pressed and file is None:
        st.error("Choose a file first.")
    if pressed and file is not None:
        st.session_state[_KEPT_SHEET] = Upload(file.name, file.getvalue())
    kept: Upload | None = st.session_state.get(_KEPT_SHEET)
    if kept is None:
        return None
    try:
        profile = read_sheet_text(kept.content, kept.name, both.merged.questionnaire)
    except Mistakes as mistakes:
        cases.tell(mistakes)
        return None
    st.markdown(f"From {frame.plain(kept.name)}.")
    return Case(f"{_SHEET}-{kept.key}", kept.name, profile)
