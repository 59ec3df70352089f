"""Try a change: a copy of the answers to play with, beside the answers as they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from advisor.compared import Compared
from advisor.explanation import Explanation, explain
from advisor.questionnaire import Profile
from advisor.rulebook import Rulebook
from advisor.screens import closed, frame
from advisor.screens.asking.question import field
from advisor.screens.entry import problem_with
from advisor.screens.links import CHANGED
from advisor.screens.proved import exact_of
from advisor.screens.recommendation_markup import block
from advisor.screens.recommendation_style import STYLE
from advisor.screens.session import address, change, current, desk, redraw
from advisor.screens.sheet import draft_of, profile_of
from advisor.screens.trying import comparison
from advisor.screens.trying.comparison import scenario_compared
from advisor.screens.trying.influence import Preset, by_influence, presets
from advisor.screens.trying.scenarios import keep, kept_ones
from advisor.screens.trying.strips import each_strip, strips
from advisor.storage import Draft, Scenario
from advisor.storage.trying import copied, opened, put_back, tried, with_trial
from advisor.telling import too_little

if TYPE_CHECKING:
    from advisor.proofs import Exact

PREFIX = "try-"
"""What the fields of this page are called by: the question's id with this before it."""
FIRST_STRIPS = 3
"""How many strips are drawn before the others are one click away."""


def show(rulebook: Rulebook) -> None:
    """The page."""
    questionnaire = rulebook.questionnaire
    frame.title("Try a change", current().company)
    st.markdown(
        "**Nothing here alters your answers.** Change one or several on a copy, and see what "
        "becomes of the recommendation."
    )
    profile, _ = profile_of(questionnaire, current())
    if too_little(questionnaire, profile):
        closed.answer_more("no recommendation to change")
        return
    exact = exact_of(rulebook, profile)
    _pick(rulebook, exact)
    _ready_made(rulebook, profile, exact)
    base = explain(rulebook, profile)
    scenario = _scenario(rulebook)
    _compare(scenario_compared(base, scenario, _name_of_trial()))
    if current().trying:
        keep()
    kept_ones(rulebook, base)
    _strips(scenario)
    if page := desk().pages.get("recommendation"):
        st.page_link(page, label="Back to the recommendation", query_params=address())


def _scenario(rulebook: Rulebook) -> Explanation:
    """The advice for the scenario being tried."""
    return explain(rulebook, profile_of(rulebook.questionnaire, tried(current()))[0])


def _pick(rulebook: Rulebook, exact: Exact) -> None:
    """Choose a question and change its answer on the copy."""
    asked = rulebook.questionnaire.questions
    telling, others = by_influence(rulebook, exact)
    wanted, options = st.query_params.get(CHANGED, ""), [*telling, *others]

    def told(name: str) -> str:
        mark = " (can change the result)" if name in telling else ""
        return frame.plain(asked[name].ask) + mark

    name = st.selectbox(
        "Which answer do you want to change? Those that can change the result come first.",
        options,
        index=options.index(wanted) if wanted in options else None,
        format_func=told,
        placeholder="Choose a question",
        key="question-to-try",
    )
    if name:
        _change(rulebook, name)


def _change(rulebook: Rulebook, name: str) -> None:
    """The field of one question, filled from the copy."""
    questionnaire = rulebook.questionnaire
    question = questionnaire.questions[name]
    named = replace(question, id=f"{PREFIX}{name}")

    def now() -> Draft:
        draft = tried(current())
        return Draft("").with_answer(named.id, draft.answers.get(name), draft.typed.get(name))

    with st.container(border=True, key="trying", gap="xsmall"):
        st.markdown(f"**{frame.plain(question.ask)}**")
        st.markdown(frame.quiet(question.hint))
        place = field(named, now, lambda entry: change(lambda d: with_trial(d, name, *entry)))
        if problem := problem_with(questionnaire, tried(current()), question):
            place.markdown(f":red[**{frame.plain(problem)}.**]")


def _ready_made(rulebook: Rulebook, profile: Profile, exact: Exact) -> None:
    """Changes of the answers as they are that are ready to try."""
    offered = {preset.says: preset for preset in presets(rulebook, profile, exact)}
    if not offered:
        return
    with (
        st.form("ready", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        says = st.selectbox(
            "Or take a change that is ready to try",
            list(offered),
            index=None,
            placeholder="Choose a change",
            key="ready-made",
            width=520,
        )
        taken = st.form_submit_button("Try it")
    if taken and says in offered:
        redraw(lambda draft: opened(draft, _made_of(draft, offered[says])))
        st.rerun()


def _made_of(draft: Draft, preset: Preset) -> Scenario:
    """A scenario that holds what the preset holds, and what the draft holds besides."""
    made = draft_of(preset.profile)
    return replace(copied(draft), answers={**draft.answers, **made.answers})


def _name_of_trial() -> str:
    trying = current().trying
    return trying.name if trying else ""


def _compare(compared: Compared) -> None:
    """What becomes of the recommendation, side by side, and what was changed to get there."""
    trying, base = current().trying, compared.old.told
    with st.container(key="live-result"):
        told = comparison.in_one_sentence(base, compared.new.told)
        nothing = f"Nothing is changed yet. Your answers lead to: {base.verdict}"
        st.html(block(STYLE, comparison.verdict(told if trying else nothing)))
    if trying is None:
        return
    st.html(block(comparison.side_by_side(compared)))
    _replaced(compared)
    st.html(block(comparison.reasons_compared(compared)))


def _replaced(compared: Compared) -> None:
    """Each answer that differs, with the way to put it back."""
    st.header("Answers changed", anchor=False)
    with st.container(key="tried", gap="xsmall"):
        for one in compared.answers:
            name = one.question.id
            with st.container(
                horizontal=True, horizontal_alignment="distribute", key=f"row-tried-{name}"
            ):
                st.markdown(
                    f"{frame.quiet(one.question.ask)}  \n**{frame.plain(one.after)}** "
                    f"(changed, was {frame.plain(one.before)})",
                    width="stretch",
                )
                label = f"Put back {frame.quiet(one.question.ask)}"
                if st.button(label, key=f"back-{name}"):
                    redraw(lambda draft, name=name: put_back(draft, name))  # type: ignore[misc]
                    st.rerun()
    if rows := len(compared.rows):
        st.markdown(f"Who does what: {rows} {'row differs' if rows == 1 else 'rows differ'}.")
    if st.button("Start again from your answers", key="afresh"):
        redraw(lambda draft: opened(draft, None))
        st.rerun()


def _strips(scenario: Explanation) -> None:
    from advisor.proofs import tipping_points  # noqa: PLC0415

    here = "The scenario is here." if current().trying else "Your answer is here."
    found = tipping_points(scenario.rulebook, scenario.profile, scenario.advice)
    first, rest = found[:FIRST_STRIPS], found[FIRST_STRIPS:]
    st.markdown(block(strips(scenario, first, here)), unsafe_allow_html=True)
    if rest:
        count = "One more number" if len(rest) == 1 else f"{len(rest)} more numbers"
        more = st.expander(count, on_change="rerun", key="more-strips")
        if more.open:
            more.markdown(block(each_strip(scenario, rest, here)), unsafe_allow_html=True)
