"""What every page of the workshop has around it: the way around, and who may be here."""

from __future__ import annotations

import streamlit as st

from advisor.editing.keeping import ProposalsUnavailable
from advisor.editing.proposal import Conflicting, conflicts
from advisor.markup import Markup, safe
from advisor.mistakes import Mistakes
from advisor.rulebook_pages import WITHIN, block
from advisor.screens import authors, frame
from advisor.screens.session import desk
from advisor.screens.workshop import mine, naming
from advisor.screens.workshop.mine import Work
from advisor.screens.workshop.pages import BESIDE, PAGES

HOME = "rules"


def opened(
    title: str, kicker: str = "", goal: str = "", step: str = "", *, reading: bool = False
) -> Work | None:
    """The top of a page. My work, or None where nobody may edit here or nothing can be opened.

    Then the page has said why. `reading`: the page changes nothing, so it asks nobody's name.
    """
    _links()
    frame.title(title, kicker, goal=goal, step=step)
    allowed = naming.permission()
    if not allowed.granted:
        _read_only(allowed.why)
        return None
    if not naming.author() and not reading:
        naming.ask()
        return None
    naming.keep()
    try:
        return mine.work()
    except ProposalsUnavailable as trouble:
        st.error(f"Your changes cannot be opened just now: {frame.plain(str(trouble))}.")
    except Mistakes as mistakes:
        told = "\n".join(f"- {frame.plain(f'{m.where}: {m.message}')}" for m in mistakes.mistakes)
        st.error(f"A rule file cannot be read as text. Mend it on disk first.\n{told}")
    return None


def settled(work: Work) -> bool:
    """Whether nothing clashes with the rules published meanwhile; else where to settle it is said.

    Pages on which something is changed show only then: nothing could be saved.
    """
    if work.proposal is None or not conflicts(work.proposal, work.published):
        return True
    st.warning(
        "Somebody published other values for what you changed. Nothing is lost: choose which "
        "version to keep, then go on here."
    )
    st.page_link(desk().pages[HOME], label="Choose which version to keep")
    return False


def told(problem: Exception) -> str:
    """Why a change could not be kept, as Markdown."""
    if isinstance(problem, Mistakes):
        return "\n\n".join(frame.plain(m.message) for m in problem.mistakes)
    if isinstance(problem, Conflicting):
        return "Somebody published another value for this meanwhile. Reload the page to see both."
    return f"It could not be kept: {frame.plain(str(problem))}."


FAILURES = (Mistakes, Conflicting, ProposalsUnavailable)
"""What keeping a change may raise."""


def _read_only(why: str) -> None:
    st.markdown(f"You can read the rules here, not change them. {frame.plain(why)}")
    st.page_link(desk().pages["rulebook"], label="Read the rulebook")


def _links() -> None:
    """The pages for rule authors that there are, in one line."""
    pages, here = desk().pages, st.context.url or ""
    named = {**authors.PAGES, **{name: title for name, (title, _) in PAGES.items()}}
    links = (
        f'<a class="{WITHIN}" href="{safe(name)}"{_current(here, name)}>{safe(label)}</a>'
        for name, label in named.items()
        if name in pages and name not in BESIDE
    )
    inside = "".join(f"<li>{link}</li>" for link in links)
    st.html(
        f"<style>{_STYLE}</style>"
        + block(Markup(f'<nav aria-label="For rule authors"><ul class="ways">{inside}</ul></nav>'))
    )


def _current(here: str, name: str) -> str:
    return ' aria-current="page"' if here.rstrip("/").endswith(f"/{name}") else ""


_STYLE = (
    ".rules .ways { list-style: none; padding: 0; margin: 0; display: flex; flex-wrap: wrap; "
    "gap: .25rem 1.25rem; } .rules .ways li { margin: 0; padding: .2rem 0; } "
    "[data-testid=stMultiSelect] input { min-width: 1.5rem; min-height: 1.5rem; } "
    ".rules .ways [aria-current] { font-weight: 600; text-decoration: none; }"
)
