"""The decision taken: what was decided in the end, whatever was recommended."""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from advisor.explanation import explain
from advisor.markup import safe
from advisor.rulebook import Rulebook
from advisor.screens import frame, times
from advisor.screens.decision.told import decided
from advisor.screens.native import Entries, Value, View, native
from advisor.screens.recommendation_markup import block
from advisor.screens.recommendation_style import STYLE
from advisor.screens.session import address, change, current, desk
from advisor.screens.sheet import profile_of
from advisor.screens.written import area, day, in_one_line, one_line, readable
from advisor.storage import Decision, Draft
from advisor.storage.entries import day_in

_EARLY = "This is before the day of the decision."


def show(rulebook: Rulebook) -> None:
    """The page."""
    frame.title("Decision taken", current().company)
    st.markdown(
        "Advice and decision are two things. Say here what was decided, also where it is not what "
        "is recommended. It is saved as you enter it, and stands in the report."
    )

    def view() -> View:
        decision = current().decision or Decision("")
        return View(_markup(rulebook), held(rulebook, decision), _notes(decision))

    def take(entries: Entries) -> None:
        change(lambda draft: entered(rulebook, draft, entries))

    late = native("decision", view, take)
    _told(rulebook)
    for name, label in (("recommendation", "Recommendation"), ("report", "Make the report")):
        if page := desk().pages.get(name):
            st.page_link(page, label=label, query_params=address())
    if late:
        st.rerun()


def _told(rulebook: Rulebook) -> None:
    """How it will be read."""
    profile, _ = profile_of(rulebook.questionnaire, current())
    told = decided(explain(rulebook, profile), current().decision, times.now().date())
    with st.container(key="live-decision"):
        st.html(block(STYLE, told))


def held(rulebook: Rulebook, decision: Decision) -> dict[str, Value]:
    """What each field holds. What was decided is one of the outcomes, or else own words."""
    known = decision.taken in rulebook.outcomes
    fields = {**asdict(decision), "own": "" if known else decision.taken}
    return {**fields, "taken": decision.taken if known else ""}


def entered(rulebook: Rulebook, draft: Draft, entries: Entries) -> Draft:
    """The draft with what was entered. An outcome and own words take each other's place."""
    decision = draft.decision or Decision("")
    fields = asdict(decision)
    for name, value in entries.items():
        text = readable(str(value)).strip()
        if name == "taken" and (text in rulebook.outcomes or not text):
            fields["taken"] = text
        elif name in ("own", "by"):
            fields["taken" if name == "own" else name] = in_one_line(text)
        elif name in ("day", "review"):
            fields[name] = day_in(text)
        elif name == "reasons":
            fields[name] = text
    return draft.with_decision(Decision(**fields))


def _notes(decision: Decision) -> dict[str, str]:
    early = decision.day and decision.review and decision.review < decision.day
    wrong = f'<strong class="wrong">{safe(_EARLY)}</strong>'
    told = safe("The list of assessments shows when it is due.")
    return {"review": wrong if early else told}


def _markup(rulebook: Rulebook) -> str:
    options = {"": "Nothing is decided yet, or something else"}
    options |= {outcome.id: outcome.name for outcome in rulebook.outcomes.values()}
    pickers = "".join(
        f'<label><input type="radio" name="taken" value="{safe(value)}" id="taken-{safe(value)}">'
        f"<span>{safe(label)}</span></label>"
        for value, label in options.items()
    )
    return (
        '<section class="ask"><h2>What was decided?</h2>'
        f'<div role="radiogroup" aria-label="What was decided?">{pickers}</div>'
        f"{one_line('own', 'Or in your own words')}</section>"
        f'<section class="ask"><h2>Why and when</h2>{area("reasons", "The reasons", 4)}'
        f"{one_line('by', 'Decided by')}{day('day', 'Decided on')}"
        f"{day('review', 'Look at it again on')}</section>"
    )
