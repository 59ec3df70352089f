"""The advisor as a Streamlit app: navigation and wiring only. `streamlit run app.py` starts it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from advisor.mistakes import Mistakes
from advisor.rulebook import Rulebook
from advisor.screens import authors, closed, frame, kept, session, start, startup
from advisor.screens.asking import check, section, tasks
from advisor.screens.clients_entrance import CLIENTS, TITLE
from advisor.screens.people import log_in
from advisor.screens.people import pages as people
from advisor.screens.sheet import profile_of
from advisor.screens.versions import pages as versions_pages
from advisor.screens.workshop.pages import PAGES as WORKSHOP
from advisor.screens.workshop.pages import pages as workshop

__all__ = ["startup"]


def recommend(rulebook: Rulebook) -> None:
    """The recommendation for the draft's answers. Loaded when first asked for."""
    from advisor.screens.recommendation import page as recommendation  # noqa: PLC0415

    profile, outdated = profile_of(rulebook.questionnaire, session.current())
    recommendation.show(rulebook, profile, outdated)


def try_a_change(rulebook: Rulebook) -> None:
    """Changes on a copy of the answers. Loaded when first asked for."""
    from advisor.screens.trying import page as what_if  # noqa: PLC0415

    what_if.show(rulebook)


def who_does_what(rulebook: Rulebook) -> None:
    """Who would hold which responsibility. Loaded when first asked for."""
    from advisor.screens.structure import page as structure  # noqa: PLC0415

    structure.show(rulebook)


def make_the_report(rulebook: Rulebook) -> None:
    """The report: chosen, looked at, made. Loaded when first asked for."""
    from advisor.screens.report import page as report  # noqa: PLC0415

    report.show(rulebook)


def look_at_a_portfolio(rulebook: Rulebook) -> None:
    """Advice for many companies. Loaded when first asked for."""
    from advisor.screens.portfolio import page as portfolio  # noqa: PLC0415

    portfolio.show(rulebook)


def list_assessments(rulebook: Rulebook) -> None:
    """All assessments of one person. Loaded when first asked for."""
    from advisor.screens.clients import page as clients  # noqa: PLC0415

    clients.show(rulebook)


def read_the_rules(rulebook: Rulebook) -> None:
    """The rulebook as pages. Loaded when first asked for."""
    from advisor.screens.rulebook import page as pages  # noqa: PLC0415

    pages.show(rulebook)


def pages_of(rulebook: Rulebook) -> dict[str, st.Page]:
    """Every page by its name, which is also its place in the address."""
    show_section = partial(section.show, rulebook)
    return {
        "start": st.Page(partial(start.show, rulebook), title=rulebook.name, default=True),
        "tasks": st.Page(partial(tasks.show, rulebook), title="All sections", url_path="tasks"),
        **{
            s.id: st.Page(
                partial(show_section, s),
                title=s.title,
                url_path=s.id,
            )
            for s in rulebook.questionnaire.sections
        },
        "check": st.Page(
            partial(check.show, rulebook), title="Check your answers", url_path="check"
        ),
        "recommendation": st.Page(
            partial(recommend, rulebook), title="Recommendation", url_path="recommendation"
        ),
        "what-if": st.Page(
            partial(try_a_change, rulebook), title="Try a change", url_path="what-if"
        ),
        "structure": st.Page(
            partial(who_does_what, rulebook), title="Who does what after", url_path="structure"
        ),
        "report": st.Page(
            partial(make_the_report, rulebook), title="Make the report", url_path="report"
        ),
        "rulebook": st.Page(
            partial(read_the_rules, rulebook), title="Rulebook", url_path="rulebook"
        ),
        "portfolio": st.Page(
            partial(look_at_a_portfolio, rulebook), title="Portfolio", url_path="portfolio"
        ),
        CLIENTS: st.Page(partial(list_assessments, rulebook), title=TITLE, url_path=CLIENTS),
        **versions_pages.pages(rulebook),
        **workshop(),
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
    names = ("start", "portfolio", CLIENTS, *authors.PAGES, *WORKSHOP, *people.WITHOUT_ANSWERS)
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
