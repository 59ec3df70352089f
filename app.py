"""The advisor as a Streamlit app: navigation and wiring only. `streamlit run app.py` starts it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from advisor.mistakes import Mistakes
from advisor.rulebook import Rulebook
from advisor.screens import closed, frame, kept, lazy, session, start, startup
from advisor.screens.asking import check, section, tasks
from advisor.screens.clients_entrance import CLIENTS, TITLE
from advisor.screens.people import log_in
from advisor.screens.people import pages as people
from advisor.screens.workshop import pages as workshop

__all__ = ["startup"]


ABOUT_ONE = {
    "recommendation": ("Recommendation", "recommendation.page"),
    "what-if": ("Try a change", "trying.page"),
    "structure": ("Who does what after", "structure.page"),
    "report": ("Make the report", "report.page"),
    "versions": ("Versions", "versions.page"),
    "compare": ("Compare", "versions.compared"),
    "decision": ("Decision taken", "decision.page"),
    "respondents": ("Other people's answers", "respondents.page"),
}
"""Title and module of each page about one assessment, beside its questions, by name."""
ABOUT_NONE = {
    "rulebook": ("Rulebook", "rulebook.page"),
    "portfolio": ("Portfolio", "portfolio.page"),
    CLIENTS: (TITLE, "clients.page"),
}
"""The same of pages that need no assessment."""


def pages_of(rulebook: Rulebook) -> dict[str, st.Page]:
    """Every page by its name, which is also its place in the address."""
    sections = {
        s.id: st.Page(partial(section.show, rulebook, s), title=s.title, url_path=s.id)
        for s in rulebook.questionnaire.sections
    }
    return {
        "start": st.Page(partial(start.show, rulebook), title=rulebook.name, default=True),
        "tasks": st.Page(partial(tasks.show, rulebook), title="All sections", url_path="tasks"),
        **sections,
        "check": st.Page(
            partial(check.show, rulebook), title="Check your answers", url_path="check"
        ),
        **lazy.pages(ABOUT_ONE, rulebook),
        **lazy.pages(ABOUT_NONE, rulebook),
        **workshop.pages(),
        **people.pages(),
    }


def run() -> None:
    """One run: open the draft that the address names, find the page, show it."""
    st.set_page_config(layout="centered", initial_sidebar_state="collapsed")
    if not log_in.passed():
        return
    try:
        in_use = kept.rules()
    except Mistakes as mistakes:
        closed.broken_rulebook(mistakes)
        return
    rulebook = in_use.rulebook
    pages = pages_of(rulebook)
    page = st.navigation(list(pages.values()), position="hidden")
    log_in.go_on()
    session.start(kept.drafts, pages)
    # These need no answers, and keep the private link out of their address.
    names = ("start", *ABOUT_NONE, *workshop.PAGES, *people.WITHOUT_ANSWERS)
    without_answers = page in [pages[name] for name in names if name in pages]
    if not without_answers:
        session.keep_address()
    frame.top(rulebook.name)
    closed.still_the_last_rules(in_use)
    if without_answers or session.desk().draft is not None:
        page.run()
    else:
        closed.nothing_open()


run()
