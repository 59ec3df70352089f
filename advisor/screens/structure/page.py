"""Who does what after: every responsibility today and after, the charts, the decision rights."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from advisor.explanation import Explanation, explain
from advisor.markup import NOTHING, joined
from advisor.questionnaire import Profile
from advisor.reports.choices import Choices
from advisor.reports.formats import Order, file_name
from advisor.reports.tables import duties_csv, rights_csv
from advisor.rights import decision_rights
from advisor.rulebook import Rulebook
from advisor.screens import closed, frame, times
from advisor.screens.progress import MATRIX
from advisor.screens.recommendation import role
from advisor.screens.recommendation_markup import block
from advisor.screens.recommendation_style import STYLE
from advisor.screens.session import address, current, desk, redraw
from advisor.screens.sheet import profile_of
from advisor.screens.structure import told
from advisor.screens.structure.form import pick_holders
from advisor.structure import AS_TODAY, structure
from advisor.telling import too_little

TITLE = "Who does what after"


def show(rulebook: Rulebook) -> None:
    """The page."""
    frame.title(TITLE, current().company)
    profile, _ = profile_of(rulebook.questionnaire, current())
    if too_little(rulebook.questionnaire, profile):
        closed.answer_more("nothing to fill this page from")
        return
    explanation = explain(rulebook, profile)
    st.markdown(
        f"Filled in from the recommendation: **{frame.plain(explanation.verdict)}** Change any "
        "holder. Every choice is saved as you make it, and the report uses it."
    )
    _today_untold(explanation)
    summary = st.container(key="live-structure")
    late = pick_holders(explanation)
    _reset()
    with summary:
        _summary(explanation)
    _pictures(explanation)
    _downloads(rulebook, profile, explanation)
    _onward()
    if late:
        st.rerun()


def _today_untold(explanation: Explanation) -> None:
    """Where who does what today is open, say so and lead there."""
    proposal, page = structure(explanation), desk().pages.get(MATRIX)
    filled = sum(bool(row.today) for row in proposal.rows)
    if filled == len(proposal.rows) or page is None:
        return
    said = f"{filled} of {len(proposal.rows)} responsibilities have a holder today."
    if not filled:
        said = "Who does what today is not filled in, so gaps, doubles and moves cannot be told."
    after = ""
    if any(row.after is None for row in proposal.rows):
        after = (
            f"\u201c{AS_TODAY}\u201d below means: no new role takes it over, so it stays with "
            "whoever has it. To see names there, say who does what today, or pick a holder."
        )
    with st.container(border=True, key="untold", gap="xsmall"):
        st.markdown(f"**{said}** {after}")
        st.page_link(page, label="Fill in who does what today", query_params=address())


def _summary(explanation: Explanation) -> None:
    held = structure(explanation, current().settled)
    known = any(row.today or row.after for row in held.rows)
    shown = joined(told.stands_out(held), told.loads(held)) if known else NOTHING
    st.html(block(STYLE, told.STYLE, shown))


def _reset() -> None:
    """The way back to the proposal, and when the last choice was saved."""
    settled = current().settled
    if settled and st.button("Go back to the proposal in every row", key="reset"):
        redraw(lambda draft: replace(draft, settled={}))
        st.rerun()
    if saved := frame.saved_at():
        st.markdown(frame.quiet(saved))


def _pictures(explanation: Explanation) -> None:
    """Who holds what at a glance, the charts of before and after, and the decision rights."""
    held = structure(explanation, current().settled)
    drawn = told.grid(held) if held.said else NOTHING
    st.markdown(block(drawn, role.structure(explanation)), unsafe_allow_html=True)
    st.html(block(told.rights(explanation.form)))


def _downloads(rulebook: Rulebook, profile: Profile, explanation: Explanation) -> None:
    """Both tables for a spreadsheet, written once somebody asks for them."""
    choices = Choices(times.now().date(), holders=current().settled)
    order = Order(rulebook, profile, None, choices)
    with st.container(horizontal=True, key="tables"):
        st.download_button(
            "Download responsibilities (CSV)",
            partial(duties_csv, rulebook, profile, choices),
            file_name(order, "responsibilities.csv"),
            "text/csv",
            on_click="ignore",
        )
        if decision_rights(explanation.form):
            st.download_button(
                "Download decision rights (CSV)",
                partial(rights_csv, rulebook, profile),
                file_name(order, "decision-rights.csv"),
                "text/csv",
                on_click="ignore",
            )


def _onward() -> None:
    for name, label in (("report", "Make the report"), ("recommendation", "Recommendation")):
        if page := desk().pages.get(name):
            st.page_link(page, label=label, query_params=address())
