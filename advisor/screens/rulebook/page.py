"""The rulebook as pages: one page of the app, which shows what its address names."""

from __future__ import annotations

import streamlit as st

from advisor.markup import Markup, bullets, heading, joined, paragraph, safe
from advisor.rulebook import Rulebook
from advisor.rulebook_pages import (
    KINDS,
    LONGEST,
    Edition,
    Hit,
    Kind,
    Page,
    address,
    block,
    find,
    linked,
    overview,
    page_of,
    printed,
)
from advisor.screens import authors, frame
from advisor.screens.rulebook.state import show_state
from advisor.screens.workshop.entrance import change_link

SEARCH = "find"
"""The part of the address that holds what is looked for."""
_LONGEST_ID = 200
_HEADING = "<style>[data-testid=stHeading] h1 { font-size: 1.6rem; }</style>"
"""Headings here are often whole sentences."""
_KINDS_IN_WORDS: dict[Kind, str] = {
    "rule": "Rules", "gate": "Gates", "note": "Notes", "question": "Questions",
    "dimension": "Dimensions", "outcome": "Outcomes", "form": "Forms", "source": "Sources",
}  # fmt: skip


def show(rulebook: Rulebook) -> None:
    """The page that the address names, or the overview."""
    edition = Edition(rulebook)
    named = _named()
    if named is None:
        _overview(edition)
        return
    page = page_of(edition, *named)
    if page is None:
        _missing(edition, *named)
    else:
        _one(page, *named)


def _named() -> tuple[Kind, str] | None:
    """What the address names; where it names several things, the first kind."""
    asked = st.query_params
    return next(((kind, asked[kind][:_LONGEST_ID]) for kind in KINDS if asked.get(kind)), None)


def _one(page: Page, kind: Kind, name: str) -> None:
    authors.links(told=name if kind in ("rule", "gate") else "")
    goal = f"#{page.goal}" if page.goal else ""
    frame.title(page.title, page.kicker, goal=goal, step=f"{kind}={name}")
    _put(joined(page.body, change_link(kind, name)))


def _missing(edition: Edition, kind: Kind, name: str) -> None:
    """The address names something that is not there: renamed, taken out, or mistyped."""
    authors.links()
    frame.title("This is not in the rulebook")
    st.markdown(
        f"The rulebook has no {kind} with the id \u201c{frame.plain(name)}\u201d. It may have been "
        "renamed or taken out. Look for it by a word that it says."
    )
    _search(edition)


def _overview(edition: Edition) -> None:
    book = edition.rulebook
    authors.links()
    frame.title(f"Rulebook: {book.name}")
    _put(
        joined(
            overview.summary(book),
            paragraph(f"{overview.version_told(book)}."),
        )
    )
    if _search(edition):
        return
    _put(
        joined(
            edition.titled("How advice is formed", overview.how_advice_is_formed()),
            edition.titled("Dimensions", overview.dimensions(edition)),
            edition.titled("Outcomes", overview.outcomes(edition)),
            edition.titled("Rules by theme", overview.theme_links(edition)),
            edition.titled("Everything else", overview.part_links(edition)),
            overview.changes(edition),
        )
    )
    st.header("Is it sound?", anchor=False)
    show_state(book)
    _print(book)


def _search(edition: Edition) -> str:
    """The search box with what it finds; the words that are looked for.

    They stand in the address, so that Back leads from an entry to what was found.
    """
    words = st.query_params.get(SEARCH, "")[:LONGEST].strip()
    st.session_state[SEARCH] = words
    st.text_input(
        "Find in the rulebook",
        key=SEARCH,
        max_chars=LONGEST,
        placeholder="A word or two, such as: founder cash",
        on_change=_look,
    )
    with st.container(key="live-found"):
        if words:
            _put(_found(find(edition.rulebook, words), words))
    return words


def _look() -> None:
    """Put what was typed in the address, in place of all else."""
    words = st.session_state[SEARCH].strip()
    st.query_params.from_dict({SEARCH: words} if words else {})


def _found(hits: tuple[Hit, ...], words: str) -> Markup:
    if not hits:
        return paragraph(f"Nothing holds all of \u201c{words}\u201d. Try fewer or other words.")
    groups = (
        joined(heading(f"{name} ({len(of_kind)})"), bullets(map(_hit, of_kind), name="entries"))
        for kind, name in _KINDS_IN_WORDS.items()
        if (of_kind := [hit for hit in hits if hit.kind == kind])
    )
    found = "1 entry" if len(hits) == 1 else f"{len(hits)} entries"
    return joined(paragraph(f"{found} with \u201c{words}\u201d"), *groups)


def _hit(hit: Hit) -> Markup:
    link = linked(address(hit.kind, hit.id), safe(hit.text))
    return joined(link, Markup(f"<br/><small>{safe(hit.detail)}</small>"))


def _put(body: Markup) -> None:
    st.html(f"{_HEADING}{block(body)}")


def _print(rulebook: Rulebook) -> None:
    """The rulebook as a file, written when it is asked for."""
    st.header("For a review meeting", anchor=False)
    st.markdown(
        "Everything on these pages as one document with contents. Open it in a browser to read it "
        "or to print it; it needs no internet."
    )
    st.download_button(
        "Download the rulebook to print",
        lambda: printed(rulebook),
        file_name=f"rulebook_{rulebook.version}.html",
        mime="text/html",
        on_click="ignore",
    )
