"""The recommendation page: one column, verdict first, every reason open to inspection."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from advisor import telling
from advisor.explanation import Explanation, explain
from advisor.markup import (
    NOTHING,
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
from advisor.screens.links import ask_links
from advisor.screens.proved import exact_of, is_at_hand
from advisor.screens.recommendation import exact as exactly
from advisor.screens.recommendation import reasons, role, shown, why
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

    from advisor.proofs import Exact

NEXT = "What next"
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
    at_hand = is_at_hand(rulebook, profile)
    awaited: list[tuple[DeltaGenerator, Awaited]] = []
    for part in body(explanation, times.now().date(), left_out):
        if isinstance(part, Awaited):
            place = st.empty()
            awaited.append((place, part))
            if not at_hand:
                place.html(block(part.waiting))
        else:
            _put(part, back_to)
    _onward(explanation)
    if awaited:
        exact = exact_of(rulebook, profile)
        for place, part in awaited:
            with place.container():
                part.draw(exact)


def _decision() -> Decision | None:
    draft = desk().draft
    return draft.decision if draft else None


def _onward(explanation: Explanation) -> None:
    """The two steps that follow a recommendation, then the ways back into the answers."""
    pages = desk().pages
    if "report" in pages and not too_little(explanation):
        with st.container(horizontal=True, key="onward"):
            report = st.button("Make the report", type="primary", key="report")
            after = st.button("Who does what after", key="structure")
        if report or after:
            go("report" if report else "structure")
    for name, label in (
        ("what-if", "Try a change"),
        ("check", "Check or change the answers"),
        ("decision", "Say what was decided"),
        ("versions", "Keep this as a version"),
        ("respondents", "Ask other people too"),
    ):
        if page := pages.get(name):
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
    if too_little(explanation):
        return (block(STYLE, _missing(explanation), why.notes(explanation, left_out),
                      role.method(explanation)),)  # fmt: skip
    hires = explanation.recommendation.otherwise is not None
    sections: dict[str, Markup | Awaited] = {
        "Fix this first": role.first_things(explanation, today),
        "What we found": why.findings(explanation),
        "Because": reasons.reasons_for(explanation),
        "Pulling the other way": reasons.reasons_against(explanation),
        "Why not the others": reasons.why_not(explanation),
        **_proved(explanation),
        "Worth a second look": why.notes(explanation, left_out),
        "What to do": role.actions(explanation),
        "How the structure changes": role.structure(explanation),
        "The role" if hires else "In detail": role.role(explanation),
        "Method and limits": role.method(explanation),
        NEXT: joined(
            heading(NEXT),
            paragraph("Hand the advice over as a document, or settle first who would hold what."),
        ),
    }
    afterwards = {
        "Because": reasons.more(explanation, explanation.reasons_for),
        "Pulling the other way": reasons.more(explanation, explanation.reasons_against),
        "Method and limits": role.sources(explanation),
    }
    parts: list[Part] = [STYLE, why.verdict(explanation), *_outlook(explanation), jumps(sections)]
    for name, part in sections.items():
        parts.append(part if isinstance(part, Awaited) else section(name, part))
        if later := afterwards.get(name):
            parts.append(later)
    return tuple(blocks(parts))


def _proved(explanation: Explanation) -> dict[str, Awaited]:
    """The sections that rest on proofs, by name."""
    still_open = Awaited(
        section(exactly.OPEN, exactly.waiting(exactly.OPEN)), partial(_still_possible, explanation)
    )
    change = Awaited(
        section(exactly.CHANGE, exactly.waiting(exactly.CHANGE)), partial(_change, explanation)
    )
    has_open = telling.has_open_questions(explanation)
    return {**({exactly.OPEN: still_open} if has_open else {}), exactly.CHANGE: change}


def _outlook(explanation: Explanation) -> Iterator[Awaited]:
    """What open questions mean for the verdict, told right below it."""
    if not telling.has_open_questions(explanation):
        return
    if explanation.strength == "too_close_to_call":
        yield Awaited(NOTHING, partial(_to_settle, explanation))
    wait = paragraph("Working out whether open answers could change this \u2026")
    yield Awaited(wait, partial(_in_one_line, explanation))


def _in_one_line(explanation: Explanation, exact: Exact) -> None:
    st.html(block(exactly.in_one_line(explanation, exact.completions)))


def _to_settle(explanation: Explanation, exact: Exact) -> None:
    if exact.settled:
        return
    st.html(block(exactly.to_settle(exact.completions)))
    ask_links(explanation.rulebook, exact.questions_that_matter[:2], "-to-settle")


def _still_possible(explanation: Explanation, exact: Exact) -> None:
    told = exactly.still_possible(explanation, exact.completions)
    st.html(block(section(exactly.OPEN, told)))
    ask_links(explanation.rulebook, exact.questions_that_matter[: exactly.FIRST_QUESTIONS])


def _change(explanation: Explanation, exact: Exact) -> None:
    st.html(block(section(exactly.CHANGE, exactly.what_would_change(explanation, exact))))
    if page := desk().pages.get("what-if"):
        st.page_link(page, label="Try a change on a copy of the answers", query_params=address())


def too_little(explanation: Explanation) -> bool:
    """Whether so little is known that no recommendation should be read out."""
    return telling.too_little(explanation.rulebook.questionnaire, explanation.profile)


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
        paragraph(
            f"So far there are {telling.rests_on(explanation)}. Answer what you can of the "
            "questions below; \u201cI'm not sure\u201d is a fine answer. "
            "Everything you entered is kept."
        ),
        *(
            joined(heading(name, 2), bullets(map(safe, asks)))
            for name, asks in open_questions.items()
            if asks
        ),
    )
