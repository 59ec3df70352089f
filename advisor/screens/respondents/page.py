"""Several people answer for one company: each under a link of their own, then held side by side.

Each fills in a draft of their own that knows nothing of the others: not their answers, not even
the assessment that it is for. That assessment knows them, and keeps what it last saw of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from advisor.questionnaire import Profile
from advisor.rulebook import Rulebook
from advisor.screens import frame, kept, who
from advisor.screens.native import Entries, View, native
from advisor.screens.progress import asked
from advisor.screens.recommendation_markup import block
from advisor.screens.recommendation_style import STYLE
from advisor.screens.respondents.told import STYLE_OF_TAKING, open_told, people_told, takings
from advisor.screens.session import address, change, current, desk, redraw
from advisor.screens.sheet import profile_of
from advisor.screens.steps import attempt, confirmed
from advisor.storage import Draft, Respondent, Unavailable, new_token
from advisor.storage.person import LONGEST_ADDRESS, address_in
from advisor.storage.trying import named

MOST = 20
"""People who can be asked beside whoever keeps the assessment."""
HERE = "This assessment"
TAKE = "take."
"""What the name of a button begins with that takes an answer over."""


def show(rulebook: Rulebook) -> None:
    """The page."""
    frame.title("Other people's answers", current().company)
    if current().respondent:
        st.markdown("You answer as one of several people. Only your own answers are here.")
        return
    st.markdown(
        "Ask others the same questions. Each gets a link of their own and sees only their own "
        "answers; here you see where you differ, and take over what convinces you."
    )
    _look_again()
    _add()
    if current().respondents:
        _people(rulebook)
        _differences(rulebook)
    for name, label in (("compare", "Compare two in full"), ("recommendation", "Recommendation")):
        if page := desk().pages.get(name):
            st.page_link(page, label=label, query_params=address())


def _look_again() -> None:
    """Keep what the respondents have entered by now."""

    def seen(one: Respondent) -> Respondent:
        try:
            draft = kept.drafts().load(one.token) if one.token else None
        except Unavailable:
            draft = None
        if draft is None or not draft.respondent:
            return one
        return replace(one, answers=draft.answers, typed=draft.typed)

    found = {one.token: seen(one) for one in current().respondents if one.token}
    change(
        lambda draft: replace(
            draft, respondents=tuple(found.get(one.token, one) for one in draft.respondents)
        )
    )


def _add() -> None:
    """Ask one more person. Where people log in, the link opens for their e-mail address alone."""
    log_in = who.asked()
    with (
        st.form("ask", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        name = st.text_input("Name of the person", key="person", autocomplete="off", width=260)
        email = log_in and st.text_input(
            "E-mail address they log in with",
            key="person-email",
            autocomplete="off",
            max_chars=LONGEST_ADDRESS,
            width=300,
        )
        pressed = st.form_submit_button("Add this person", type="primary")
    if not pressed:
        return
    called, taken = named(name or ""), {one.name for one in current().respondents}
    if not called or called in taken or called == HERE:
        st.error("Enter a name that nobody else has here, like Ann or Head of sales.")
    elif log_in and not address_in(str(email or "")):
        st.error("Enter the e-mail address that they log in with, like ann@example.com.")
    elif len(taken) >= MOST:
        st.error(f"{MOST} people are asked already. Remove one first.")
    else:
        attempt(partial(_added, called, address_in(str(email or ""))))
        st.rerun()


def _added(name: str, email: str) -> None:
    draft = current()
    theirs = Draft(new_token(), company=draft.company, form=draft.form, respondent=name)
    kept.drafts().save(theirs.token, theirs)
    if email:
        kept.drafts().share(theirs.token, email)
    one = Respondent(name, token=theirs.token)
    redraw(lambda now: replace(now, respondents=(*now.respondents, one)))
    desk().message = f"{frame.plain(name)} is added. Send them their link below; nothing was sent."


def _people(rulebook: Rulebook) -> None:
    """Each with their link, how far they are and what their answers would recommend."""
    st.header("Who is asked", anchor=False)
    start = (st.context.url or "").split("?")[0].rsplit("/", 1)[0]
    tokens = [one.token for one in current().respondents]
    st.html(block(STYLE, people_told(rulebook, sheets(rulebook), tokens, start)))
    names = names_of(current().respondents)
    picked = st.selectbox(
        "Remove somebody", names, index=None, placeholder="Choose a person", key="remove-whom"
    )
    if picked:
        one = current().respondents[names.index(picked)]
        if confirmed(
            f"remove-{picked}",
            f"Remove {frame.plain(picked)}",
            "**Their answers go for good**, and their link opens nothing any more. What you took "
            "over stays.",
            "Yes, remove them",
        ):
            attempt(partial(_removed, one, picked))
            st.rerun()


def _removed(one: Respondent, name: str) -> None:
    draft = kept.drafts().load(one.token) if one.token else None
    if draft is not None and draft.respondent:
        kept.drafts().erase(one.token)
    # A new turn: buttons that another window still shows for other people count no more.
    redraw(lambda now: replace(now, respondents=tuple(o for o in now.respondents if o != one)))
    desk().message = f"{frame.plain(name)} is removed."


def names_of(people: Sequence[Respondent]) -> list[str]:
    """What each is called here: one line of signs that can be seen, and no two alike."""
    names: list[str] = []
    for number, one in enumerate(people, 1):
        name = named(one.name) or "Somebody"
        names.append(f"{name} ({number})" if name in (HERE, *names) else name)
    return names


def sheets(rulebook: Rulebook) -> dict[str, Profile]:
    """Everybody's answers by name, those of the assessment itself first."""
    draft = current()

    def read(answers: Draft) -> Profile:
        return profile_of(rulebook.questionnaire, answers)[0]

    theirs = [
        read(replace(Draft(""), answers=one.answers, typed=one.typed)) for one in draft.respondents
    ]
    return {HERE: read(draft), **dict(zip(names_of(draft.respondents), theirs, strict=True))}


def _differences(rulebook: Rulebook) -> None:
    """Where people disagree, with a button for each answer that can be taken over."""
    st.header("Where you differ", anchor=False)
    st.html(STYLE_OF_TAKING)

    def take(entries: Entries) -> None:
        for name in entries:
            number, _, question = name.removeprefix(TAKE).partition(".")
            people = current().respondents
            if name.startswith(TAKE) and number.isdecimal() and int(number[:4]) < len(people):
                _take_over(people[int(number[:4])], question)

    late = native("differences", lambda: View(takings(rulebook, sheets(rulebook)), {}), take)
    questions = tuple(
        q
        for section in rulebook.questionnaire.sections
        for q in asked(rulebook.questionnaire, current(), section.id)
    )
    st.html(block(open_told(questions, sheets(rulebook))))
    if late:
        st.rerun()


def _take_over(one: Respondent, question: str) -> None:
    if question in one.answers:
        answer, typed = one.answers[question], one.typed.get(question)
        redraw(lambda draft: draft.with_answer(question, answer, typed))
