"""Scenarios kept under a name: compared with the answers, opened again, or made the answers."""

from __future__ import annotations

import streamlit as st

from advisor.explanation import Explanation, explain
from advisor.rulebook import Rulebook
from advisor.screens import frame, times
from advisor.screens.recommendation_markup import block
from advisor.screens.session import address, change, current, desk, redraw
from advisor.screens.sheet import profile_of
from advisor.screens.steps import confirmed
from advisor.screens.trying import comparison
from advisor.storage import LONGEST_TEXT, Scenario
from advisor.storage.trying import MOST, has_room, holding, kept, named, opened, promoted, removed

IN_TRIAL = ""
"""The name by which the scenario being tried is asked about, kept or not."""


def keep() -> None:
    """Give the scenario being tried a name, or make it the answers."""
    trying = current().trying
    assert trying is not None
    st.header("Keep this scenario", anchor=False)
    with (
        st.form("keep", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        name = st.text_input(
            "Name of the scenario",
            value=trying.name,
            max_chars=LONGEST_TEXT // 2,
            key=f"name.{current().turn}",
            autocomplete="off",
            width=320,
        )
        pressed = st.form_submit_button("Keep this scenario")
    if pressed:
        _keep(named(name or ""))
    _promotion(trying, IN_TRIAL, "Make this scenario your answers")


def _keep(name: str) -> None:
    """Keep it, or say what to do first."""
    draft = current()
    if not name:
        st.error("Enter a name for the scenario, like After the planned hiring.")
    elif len(draft.scenarios) >= MOST and name not in {s.name for s in draft.scenarios}:
        st.error(f"{MOST} scenarios are kept already. Remove one below first.")
    else:
        change(lambda d: kept(d, name))
        desk().message = f"Kept as \u201c{name}\u201d. Your answers are as they were."
        st.rerun()


def kept_ones(rulebook: Rulebook, base: Explanation) -> None:
    """Every kept scenario in short, under one another, with what can be done with it."""
    scenarios = current().scenarios
    if not scenarios:
        return
    st.header("Kept scenarios", anchor=False)
    st.markdown(f"Each is a copy, compared with your answers. Up to {MOST} can be kept.")
    if page := desk().pages.get("compare"):
        st.page_link(page, label="Compare any two of them", query_params=address())
    for number, scenario in enumerate(scenarios):
        with st.container(border=True, key=f"scenario-{number}", gap="xsmall"):
            _one(rulebook, base, scenario, number)


def _one(rulebook: Rulebook, base: Explanation, scenario: Scenario, number: int) -> None:
    st.subheader(frame.plain(scenario.name), anchor=False)
    profile, _ = profile_of(rulebook.questionnaire, holding(current(), scenario))
    compared = comparison.scenario_compared(base, explain(rulebook, profile), scenario.name)
    st.html(block(comparison.summary(compared)))
    about = frame.quiet(scenario.name)
    with st.container(horizontal=True):
        take = st.button(f"Open {about}", key=f"open-{number}")
        drop = st.button(f"Remove {about}", key=f"remove-{number}")
    if take:
        redraw(lambda draft: opened(draft, scenario))
        st.rerun()
    if drop:
        change(lambda draft: removed(draft, scenario.name))
        desk().message = f"\u201c{scenario.name}\u201d is removed. Your answers are as they were."
        st.rerun()
    _promotion(scenario, scenario.name, f"Make these your answers {about}")


def _promotion(scenario: Scenario, asked: str, label: str) -> None:
    """The one step that changes the answers: pressed, explained, confirmed."""
    room = has_room(current(), scenario)
    says = (
        "**This changes your answers.** Those of now are kept as a scenario, so you can go back "
        "to them."
        if room
        else f"{MOST} scenarios are kept already. Remove one first: your answers of now need its "
        "place, so that you can go back to them."
    )
    sure = "Yes, make these my answers" if room else ""
    if confirmed(f"promote-{asked}", label, says, sure, "No, keep my answers"):
        before = f"Answers until {_now()}"
        redraw(lambda draft: promoted(draft, scenario, before))
        desk().message = (
            f"The scenario is your answers now. Your answers until now are kept as \u201c{before}"
            "\u201d; to go back, make those your answers."
        )
        st.rerun()


def _now() -> str:
    """The reader's own date and time: "22 November, 14:05"."""
    moment = times.now()
    return f"{moment.day} {moment:%B, %H:%M}"
