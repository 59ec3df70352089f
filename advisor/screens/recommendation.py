"""The recommendation page: one column, verdict first, every reason open to inspection."""

from __future__ import annotations

from datetime import date

import streamlit as st

from advisor.explanation import Explanation, explain
from advisor.questionnaire import Profile
from advisor.rulebook import Rulebook
from advisor.screens import frame
from advisor.screens import recommendation_reasons as reasons
from advisor.screens import recommendation_role as role
from advisor.screens import recommendation_why as why
from advisor.screens.recommendation_markup import (
    Later,
    Markup,
    Part,
    block,
    blocks,
    bullets,
    heading,
    joined,
    jumps,
    paragraph,
    safe,
    section,
)
from advisor.screens.recommendation_style import STYLE
from advisor.screens.session import address, desk

TOO_LITTLE = "Too little is answered to recommend a structure"
FEWEST = 5
"""Answers below which naming a structure would be a grand word for a guess."""


def show(rulebook: Rulebook, profile: Profile, left_out: tuple[str, ...] = ()) -> None:
    """Put the recommendation for one profile on the page.

    `left_out` are notes on answers that could not be used.
    """
    explanation = explain(rulebook, profile)
    company = f"Recommendation for {profile.company}" if profile.company else "Recommendation"
    frame.title(title(explanation), company)
    for part in body(explanation, date.today(), left_out):
        _put(part)
    if check := desk().pages.get("check"):
        st.page_link(check, label="Check or change the answers", query_params=address())


def _put(part: Part) -> None:
    if isinstance(part, Later):
        place = st.expander(part.label, on_change="rerun")
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
    sections = {
        "Fix this first": role.first_things(explanation, today),
        "What we found": why.findings(explanation),
        "Because": reasons.reasons_for(explanation),
        "Pulling the other way": reasons.reasons_against(explanation),
        "Why not the others": reasons.why_not(explanation),
        "Worth a second look": why.notes(explanation, left_out),
        "What to do": role.actions(explanation),
        "Structure": role.structure(explanation),
        "In detail": role.role(explanation),
        "Method and limits": role.method(explanation),
    }
    afterwards = {
        "Because": reasons.more(explanation, explanation.reasons_for),
        "Pulling the other way": reasons.more(explanation, explanation.reasons_against),
        "Method and limits": role.sources(explanation),
    }
    parts: list[Part] = [STYLE, why.verdict(explanation), jumps(sections)]
    for name, part in sections.items():
        parts.append(section(name, part))
        if later := afterwards.get(name):
            parts.append(later)
    return tuple(blocks(parts))


def too_little(explanation: Explanation) -> bool:
    """Whether so little is known that no recommendation should be read out."""
    asked = explanation.rulebook.questionnaire.questions
    known = sum(explanation.profile.known(q) is not None for q in asked)
    return known < min(FEWEST, len(asked))


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
            f"So far there are {why.rests_on(explanation)}. Answer what you can of the questions "
            "below; \u201cI'm not sure\u201d is a fine answer. Everything you entered is kept."
        ),
        *(
            joined(heading(name, 2), bullets(map(safe, asks)))
            for name, asks in open_questions.items()
            if asks
        ),
    )
