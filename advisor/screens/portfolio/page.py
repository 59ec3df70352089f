"""The portfolio: a table of companies in; counts, a picture, every company and a file out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

import streamlit as st

from advisor.batch.held import ROWS_AT_MOST, Held, Wanted, hold
from advisor.batch.template import template
from advisor.markup import heading
from advisor.mistakes import Mistakes
from advisor.rulebook import Rulebook
from advisor.screens import frame
from advisor.screens.portfolio.rows import found_rows, look_for
from advisor.screens.portfolio.style import STYLE
from advisor.screens.portfolio.told import (
    columns_told,
    left_out,
    mistaken,
    mistakes_told,
    spread,
    verdict,
)
from advisor.screens.portfolio_entrance import PORTFOLIO
from advisor.screens.recommendation_markup import block
from advisor.screens.session import begin, desk, find, go
from advisor.screens.sheet import draft_of
from advisor.telling import FEWEST
from advisor.wording import grouped

MEGABYTES = 10
KINDS = {
    ".csv": ("CSV", "text/csv"),
    ".xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""The files that can be downloaded: what each is called, and its media type."""
_LONGEST_NAME = 80
_PRIVATE = (
    "Your table belongs to this browser tab alone and is not saved: closing or reloading the tab "
    "removes it. Nothing is sent anywhere. A company that you open is saved as an assessment."
)


@dataclass
class Portfolio:
    """What this tab holds of a portfolio. `drafts`: row -> the assessment opened from it."""

    held: Held | None = None
    wanted: Wanted = field(default_factory=Wanted)
    page: int = 0
    uploads: int = 0
    drafts: dict[int, str] = field(default_factory=dict)


def show(rulebook: Rulebook) -> None:
    """The page."""
    here: Portfolio = st.session_state.setdefault(PORTFOLIO, Portfolio())
    held = here.held
    frame.title("Portfolio", held.name if held else "", step=str(here.uploads))
    st.html(block(STYLE))
    if held is None:
        _ask(rulebook, here)
    else:
        _told(rulebook, here, held)


def _ask(rulebook: Rulebook, here: Portfolio) -> None:
    """A table to fill in, and the place to give it back."""
    st.markdown(
        "Get the advice for many companies from one table: each row a company, each column a "
        "question. Leave empty what you do not know."
    )
    st.header("1. Fill in a table", anchor=False)
    st.markdown(
        "Start from the template, or use a table of your own whose first row has the questions' "
        "wording or ids. Write answers as you would in the questionnaire: 1,200, $18m, the words "
        "of a choice. The Excel template explains every question and offers the choices."
    )
    with st.container(horizontal=True):
        for ending in reversed(KINDS):
            _download("template", ending, partial(template, ending, rulebook.questionnaire))
    st.header("2. Upload it", anchor=False)
    uploaded = st.file_uploader(
        f"CSV, Excel or Parquet, at most {MEGABYTES} MB and {ROWS_AT_MOST:,} companies",
        type=["csv", "xlsx", "parquet"],
        key=f"table-{here.uploads}",
        max_upload_size=MEGABYTES,
    )
    st.markdown(frame.quiet(_PRIVATE))
    if uploaded is not None:
        _read(rulebook, here, uploaded.name, uploaded)


def _read(rulebook: Rulebook, here: Portfolio, name: str, file: BinaryIO) -> None:
    """Advise every company of the table, or say why it cannot be read."""
    bar = st.progress(0.0, "Reading the table \u2026")

    def progress(read: int, size: int) -> None:
        bar.progress(min(read / max(size, 1), 1.0), "Advising the companies \u2026")

    try:
        here.held = hold(rulebook, name[-_LONGEST_NAME:], file, progress, FEWEST)
    except Mistakes as mistakes:
        bar.empty()
        with st.container(key="live-refused"):
            st.error("The table was not read. Mend this and upload it again.")
            st.html(block(mistakes_told(mistakes.mistakes)))
        return
    # A new field for the next table: Streamlit then forgets the file.
    here.uploads += 1
    here.wanted, here.page = Wanted(), 0
    here.drafts.clear()
    st.rerun()


def _told(rulebook: Rulebook, here: Portfolio, held: Held) -> None:
    """What came of the table: first in a sentence, then in a picture, then row by row."""
    if held.rulebook.fingerprint != rulebook.fingerprint:
        st.warning("The rules have changed since. Upload the table again to have their advice.")
    # As Markdown: Streamlit's HTML leaves drawings out.
    st.markdown(block(verdict(held), spread(held)), unsafe_allow_html=True)
    st.html(block(left_out(held), mistaken(held), heading("Companies")))
    late = look_for(here, held)
    opened = found_rows(here, held)
    if opened is not None:
        _open(here, held, opened)
    with st.container(horizontal=True):
        for ending in KINDS:
            _download("advice", ending, partial(held.write, ending))
    st.html(block(columns_told(held)))
    st.divider()
    st.markdown(frame.quiet(_PRIVATE))
    if st.button("Remove it and use another table", key="another"):
        here.held = None
        here.uploads += 1
        st.rerun()
    if late:
        st.rerun()


def _download(what: str, ending: str, write: Callable[[], bytes]) -> None:
    """A button for a file that is written when it is pressed."""
    name, media_type = KINDS[ending]
    st.download_button(
        f"Download the {what} as {name}",
        write,
        f"portfolio-{what}{ending}",
        media_type,
        key=f"download-{what}{ending}",
        on_click="ignore",
    )


def _open(here: Portfolio, held: Held, number: int) -> None:
    """Show a company's recommendation: as an assessment of its own, the same one every time."""
    token = here.drafts.get(number, "")
    if token and find(token):
        st.switch_page(desk().pages["recommendation"], query_params={"draft": token})
    profile = held.profile(number)
    if profile is not None:
        name = profile.company or f"Row {grouped(number)} of {held.name}"
        here.drafts[number] = begin(draft_of(profile, company=name)).token
        go("recommendation")
