"""The recommendation page: one column, verdict first, every reason open to inspection."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from advisor import telling
from advisor.explanation import Explanation, explain
from advisor.markup import (
    Markup,
    bullets,
    heading,
    joined,
    paragraph,
    safe,
)
from advisor.questionnaire import Profile
from advisor.rulebook import Rulebook
from advisor.screens import frame, times
from advisor.screens.authors import REASON
from advisor.screens.decision.told import decided
from advisor.screens.proved import exact_of, is_at_hand
from advisor.screens.recommendation import late, reasons, role, shown, why
from advisor.screens.recommendation_markup import (
    Awaited,
    Later,
    Part,
    block,
    blocks,
    jumps,
    section,
)
from advisor.screens.recommendation_style import STYLE
from advisor.screens.session import address, current, desk, go
from advisor.screens.sheet import profile_of
from advisor.storage import Decision

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


WAYS = {
    "what-if": "Try a change",
    "decision": "Say what was decided",
    "versions": "Keep this as a version",
    "respondents": "Ask other people too",
    "check": "Check or change the answers",
}
"""The pages that may follow beside the report, and how the way there is called."""
TOO_LITTLE = "Too little is answered to recommend a structure"


def show(rulebook: Rulebook) -> None:
    """The recommendation for the answers of this draft."""
    show_for(rulebook, *profile_of(rulebook.questionnaire, current()))


def show_for(rulebook: Rulebook, profile: Profile, left_out: tuple[str, ...] = ()) -> None:
    """Put the recommendation for one profile on the page; what has to be proved comes last.

    `left_out` are notes on answers that could not be used.
    """
    explanation = explain(rulebook, profile)
    shown.remember(explanation)
    company = f"Recommendation for {profile.company}" if profile.company else "Recommendation"
    back_to = _back_to(explanation)
    goal = f"#{reasons.place_of(back_to)}" if back_to else ""
    frame.title(title(explanation), company, goal=goal)
    if told := decided(explanation, _decision(), times.now().date()):
        st.html(block(told))
    first = opening(explanation)
    awaited = _draw(first, back_to, is_at_hand(rulebook, profile))
    _onward(explanation)
    rest = _thorough(explanation, times.now().date(), left_out)
    awaited += _draw(rest, back_to, is_at_hand(rulebook, profile))
    if awaited:
        exact = exact_of(rulebook, profile)
        for place, part in awaited:
            with place.container():
                part.draw(exact)


def _draw(
    parts: tuple[Part, ...], back_to: str, at_hand: bool
) -> list[tuple[DeltaGenerator, Awaited]]:
    """Put parts on the page; those that are still to be drawn, with the place of each."""
    awaited: list[tuple[DeltaGenerator, Awaited]] = []
    for part in parts:
        if isinstance(part, Awaited):
            place = st.empty()
            awaited.append((place, part))
            if not at_hand:
                place.html(block(part.waiting))
        else:
            _put(part, back_to)
    return awaited


def _decision() -> Decision | None:
    draft = desk().draft
    return draft.decision if draft else None


def _onward(explanation: Explanation) -> None:
    """The ways on: the report first, then what may come before and after it."""
    if too_little(explanation):
        if st.button("Go on answering", type="primary", key="answer-more"):
            go("tasks")
        _links("check", "respondents")
        return
    if "report" in desk().pages:
        with st.container(horizontal=True, key="onward"):
            report = st.button("Make the report", type="primary", key="report")
            after = st.button("Who does what after", key="structure")
        if report or after:
            go("report" if report else "structure")
    _links(*WAYS)


def _links(*names: str) -> None:
    found = {WAYS[name]: desk().pages[name] for name in names if name in desk().pages}
    if not found:
        return
    with st.container(horizontal=True, gap="medium", key="ways"):
        for label, page in found.items():
            st.page_link(page, label=label, query_params=address())


def _back_to(explanation: Explanation) -> str:
    """The rule or gate that a reader comes back from the rulebook to; empty for none."""
    named = st.query_params.get(REASON, "")
    told = {r.rule.id for r in (*explanation.reasons_for, *explanation.reasons_against)}
    told |= {ruled_out.gate.id for ruled_out in explanation.ruled_out}
    return named if named in told else ""


def _put(part: Markup | Later, back_to: str) -> None:
    if isinstance(part, Later):
        place = st.expander(part.label, expanded=back_to in part.holds, on_change="rerun")
        if place.open:
            place.html(block(part.write()))
    elif "<svg" in part:
        # `st.html` is several times quicker in the browser, but takes drawings away.
        st.markdown(part, unsafe_allow_html=True)
    else:
        st.html(part)


def title(explanation: Explanation) -> str:
    """The page's heading: the verdict, where there is enough to give one."""
    return TOO_LITTLE if too_little(explanation) else why.title(explanation)


def body(explanation: Explanation, today: date, left_out: tuple[str, ...] = ()) -> tuple[Part, ...]:
    """All below the heading, as few blocks of HTML; all text in it is safe."""
    return (*opening(explanation), *_thorough(explanation, today, left_out))


def opening(explanation: Explanation) -> tuple[Part, ...]:
    """What who has ten minutes reads: the verdict, why, what speaks against it, what to do next.

    Where too little is answered, only that.
    """
    if too_little(explanation):
        return (block(STYLE, _so_far(explanation)),)
    # Two options side by side tell their reasons themselves.
    reasoned = () if telling.rival(explanation) else _reasons(explanation)
    step = section(role.NEXT, role.next_steps(explanation))
    return tuple(blocks((STYLE, why.verdict(explanation), *late.outlook(explanation),
                         *reasoned, step)))  # fmt: skip


def _reasons(explanation: Explanation) -> tuple[Markup, Markup]:
    """What speaks for the recommendation and what pulls the other way, the strongest first."""
    return (
        section(reasons.FOR, reasons.reasons_for(explanation)),
        section(reasons.AGAINST, reasons.reasons_against(explanation)),
    )


def _thorough(explanation: Explanation, today: date, left_out: tuple[str, ...]) -> tuple[Part, ...]:
    """All that stands below the ways on, for who wants to know more; links to it come first."""
    if too_little(explanation):
        below = (why.notes(explanation, left_out), role.method(explanation))
        return (block(_missing(explanation), *below),)
    hires = explanation.recommendation.otherwise is not None
    sections: dict[str, Markup | Awaited] = {
        "Fix this first": role.first_things(explanation, today),
        "What we found": why.findings(explanation),
        "Why not the others": reasons.why_not(explanation),
        **late.proved(explanation),
        "Worth a second look": why.notes(explanation, left_out),
        "How the structure changes": role.structure(explanation),
        role.STOPS: role.ceo_stops(explanation),
        "The role" if hires else "In detail": role.role(explanation),
        "Method and limits": joined(role.method(explanation), role.back_up()),
    }
    more = reasons.more(explanation)
    parts: list[Part] = [jumps({**dict.fromkeys([reasons.MORE] * bool(more), STYLE), **sections})]
    if telling.rival(explanation):
        parts += _reasons(explanation)
    if more:
        parts += [section(reasons.MORE, heading(reasons.MORE)), *more]
    parts += [p if isinstance(p, Awaited) else section(name, p) for name, p in sections.items()]
    if sources := role.sources(explanation):
        parts.append(sources)
    return tuple(blocks(parts))


def too_little(explanation: Explanation) -> bool:
    """Whether so little is known that no recommendation should be read out."""
    return telling.too_little(explanation.rulebook.questionnaire, explanation.profile)


def _so_far(explanation: Explanation) -> Markup:
    return paragraph(
        f"So far there are {telling.rests_on(explanation)}. Answer what you can of the questions "
        "below; \u201cI'm not sure\u201d is a fine answer. Everything you entered is kept."
    )


def _missing(explanation: Explanation) -> Markup:
    """What to answer before there is a recommendation: section by section."""
    questionnaire, profile = explanation.rulebook.questionnaire, explanation.profile
    open_questions = {
        section.title: [
            q.ask
            for q in questionnaire.in_section(section.id, short=True)
            if profile.known(q.id) is None
        ]
        for section in questionnaire.sections
    }
    return joined(
        *(
            joined(heading(name, 2), bullets(map(safe, asks)))
            for name, asks in open_questions.items()
            if asks
        ),
    )
