"""The recommendation page: one column, verdict first, every reason open to inspection."""

from __future__ import annotations

from datetime import date

import streamlit as st

from advisor.explanation import Explanation, explain
from advisor.questionnaire import Profile
from advisor.rulebook import Rulebook
from advisor.screens import recommendation_role as role
from advisor.screens import recommendation_why as why
from advisor.screens.recommendation_markup import (
    STYLE,
    Markup,
    block,
    bullets,
    heading,
    joined,
    paragraph,
    safe,
)

FEWEST = 5
"""Answers below which naming a structure would be a grand word for a guess."""


def show(rulebook: Rulebook, profile: Profile) -> None:
    """Put the recommendation for one profile on the page."""
    explanation = explain(rulebook, profile)
    st.markdown(page(explanation, date.today()), unsafe_allow_html=True)


def page(explanation: Explanation, today: date) -> Markup:
    """The whole page as one block of HTML; all text in it is safe."""
    if too_little(explanation):
        return block(STYLE, _missing(explanation), why.findings(explanation),
                     role.method(explanation))  # fmt: skip
    return block(
        STYLE,
        why.verdict(explanation),
        role.first_things(explanation, today),
        why.findings(explanation),
        why.reasons(explanation),
        why.why_not(explanation),
        why.notes(explanation),
        role.actions(explanation),
        role.structure(explanation),
        role.role(explanation),
        role.method(explanation),
    )


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
        heading("Too little is answered to recommend a structure", 1),
        paragraph(
            f"{why.rests_on(explanation)} Answer the questions below, as well as you can; "
            "\u201cI'm not sure\u201d is fine for some. What you have answered is kept."
        ),
        *(
            joined(heading(title, 2), bullets(map(safe, asks)))
            for title, asks in open_questions.items()
            if asks
        ),
    )
