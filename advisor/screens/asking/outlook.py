"""What the answers so far leave open: the offer to stop, and the panel for those who advise.

Both are worked out after the page is drawn. The offer is looked up once, when a page is opened;
the panel, off unless it is switched on, with every answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

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
from advisor.rulebook import Outcome, Rulebook
from advisor.screens.links import ask_links
from advisor.screens.proved import NOT_PROVED, completions_of
from advisor.screens.session import address, current, desk
from advisor.screens.sheet import profile_of
from advisor.telling import too_little

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from advisor.proofs import Completions

SETTLED = "Nothing left to answer can change the recommendation. You can stop here or go on."
MOST_TOLD = 5


def while_answering(rulebook: Rulebook, place: DeltaGenerator) -> None:
    """On a page of questions: the panel where it is wanted, and the offer to stop."""
    here, profile = desk(), _profile(rulebook)
    arrived, here.weighed = here.weighed != here.visits, here.visits
    if current().panel or (arrived and not too_little(rulebook.questionnaire, profile)):
        filled = completions_of(rulebook, profile)
        here.settled = profile if _is_settled(rulebook, profile, filled) else None
        if current().panel:
            with place.container(key="panel"):
                st.html(panel(explain(rulebook, profile), filled))
    if here.settled and _adds_to(profile, here.settled) and _is_open(rulebook, profile):
        with place:
            _offer_to_stop()


def _adds_to(profile: Profile, before: Profile) -> bool:
    """Whether nothing that was known before is different now: then what was settled stays so."""
    return (
        all(profile.known(q) == before.known(q) for q in before.answers if before.known(q))
        and before.responsibilities.items() <= profile.responsibilities.items()
    )


def on_the_task_list(rulebook: Rulebook, place: DeltaGenerator) -> None:
    """The offer to stop, or the open questions that decide most."""
    profile = _profile(rulebook)
    if too_little(rulebook.questionnaire, profile) or not _is_open(rulebook, profile):
        return
    filled = completions_of(rulebook, profile)
    with place:
        if _is_settled(rulebook, profile, filled):
            _offer_to_stop()
        elif filled.questions_that_matter:
            one = len(filled.questions_that_matter) == 1
            st.markdown(
                "One open question can still change the recommendation:"
                if one
                else "These open questions can change the recommendation most:"
            )
            ask_links(rulebook, filled.questions_that_matter[:MOST_TOLD])


def panel(explanation: Explanation, filled: Completions) -> Markup:
    """Each recommendation by name, with a sign and the word for what has become of it."""
    enough = not too_little(explanation.rulebook.questionnaire, explanation.profile)
    doubt = "" if filled.proved else f"{NOT_PROVED}: more may be shown than is possible."
    settled = enough and filled.settled
    return joined(
        heading("Still possible", 2),
        bullets(
            _standing(explanation, filled, outcome, enough=enough)
            for outcome in explanation.rulebook.outcomes.values()
        ),
        paragraph("Settled: nothing left to answer can change it." if settled else doubt),
    )


def _standing(
    explanation: Explanation, filled: Completions, outcome: Outcome, *, enough: bool
) -> Markup:
    until = [r.until for r in explanation.ruled_out if outcome in r.outcomes]
    if outcome.id not in filled.possible:
        sign, word = "\u2715", f"ruled out until {until[0]}" if until else "no longer possible"
    elif enough and outcome == explanation.recommendation:
        sign, word = "\u25cf", "ahead" if len(filled.possible) > 1 else "the recommendation"
    else:
        sign, word = "\u25cb", "possible"
    mark = Markup(f'<span aria-hidden="true">{sign}</span> ')
    return joined(mark, Markup(f"<strong>{safe(outcome.name)}</strong>"), safe(f": {word}"))


def _offer_to_stop() -> None:
    with st.container(key="settled", gap=None):
        st.markdown(SETTLED)
        if page := desk().pages.get("recommendation"):
            st.page_link(page, label="See the recommendation", query_params=address())


def _profile(rulebook: Rulebook) -> Profile:
    profile, _ = profile_of(rulebook.questionnaire, current())
    return profile


def _is_settled(rulebook: Rulebook, profile: Profile, filled: Completions) -> bool:
    return filled.settled and not too_little(rulebook.questionnaire, profile)


def _is_open(rulebook: Rulebook, profile: Profile) -> bool:
    asked = rulebook.questionnaire
    rows = asked.responsibilities
    return any(profile.known(q) is None for q in asked.questions) or len(
        profile.responsibilities
    ) < len(rows)
