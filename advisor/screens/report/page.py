"""The report: for whom, in which formats, in whose words; looked over, looked at, made."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from advisor.markup import (
    NOTHING,
    Markup,
    bullets,
    joined,
    opens,
    paragraph,
    safe,
    sentences,
    strong,
)
from advisor.questionnaire import Profile
from advisor.reports.formats import FORMATS, Order
from advisor.reports.logo import NoLogo, logo
from advisor.reports.model import Logo
from advisor.reports.preflight import KINDS, Point, preflight
from advisor.reports.proposed import proposed
from advisor.rulebook import Rulebook
from advisor.screens import closed, frame, times
from advisor.screens.proved import exact_of
from advisor.screens.recommendation_markup import block
from advisor.screens.recommendation_style import STYLE
from advisor.screens.report.entries import (
    FIGURES,
    choices_of,
    formats_of,
    mistake_in,
)
from advisor.screens.report.files import Wanted, downloads, make
from advisor.screens.report.form import fill_in
from advisor.screens.report.preview import preview
from advisor.screens.session import address, current, desk
from advisor.screens.sheet import profile_of
from advisor.telling import too_little

LOGO = "logo"
"""The name of the logo among what this tab has for the report."""
STYLE_OF_FIELDS = """<style>
.native .several { display: grid; gap: 0 1.25rem;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr)); }
iframe.preview { width: 100%; height: 42rem; border: 1px solid var(--st-border-color);
  border-radius: .375rem; background: #fff; }
</style>"""


def show(rulebook: Rulebook) -> None:
    """The page."""
    frame.title("Report", current().company)
    asked = rulebook.questionnaire
    profile, _ = profile_of(asked, current())
    if too_little(asked, profile):
        closed.answer_more("no report to make")
        return
    st.html(STYLE_OF_FIELDS)
    st.markdown(
        "A document to hand over. It is ready to be made as it stands; what you enter is saved "
        "as you make it."
    )
    late = fill_in(partial(_proposed, rulebook, profile))
    _picture()
    choices = choices_of(asked, current(), times.now().date(), desk().made.get(LOGO))
    wanted = Wanted(rulebook, profile, choices, formats_of(current().report))
    st.header("Before you hand it over", anchor=False)
    before_handing_over = st.empty()
    before_handing_over.html(block(paragraph("Looking it over \u2026")))
    _make(wanted)
    st.header("Preview", anchor=False)
    page = st.container()
    order = Order(rulebook, profile, exact_of(rulebook, profile), choices)
    before_handing_over.html(block(STYLE, _looked_over((*preflight(order), *_unread()))))
    with page:
        preview(FORMATS["html"].write(order))
    _links()
    if late:
        st.rerun()


def _proposed(rulebook: Rulebook, profile: Profile) -> Mapping[str, str]:
    """The texts that the variant picked now has until somebody writes their own."""
    choices = choices_of(rulebook.questionnaire, current(), times.now().date())
    return proposed(rulebook, profile, choices)


def _picture() -> None:
    """The logo for the cover: given and checked, or taken away again."""
    here = desk()
    st.header("Logo", anchor=False)
    given = here.made.get(LOGO)
    if isinstance(given, Logo):
        st.markdown(f"Your logo is on the cover ({given.width} by {given.height} pixels).")
        if st.button("Take the logo away", key="no-logo"):
            del here.made[LOGO]
            st.rerun()
        return
    uploaded = st.file_uploader(
        "PNG or JPEG, at most 1 MB. It is kept until you close this tab.",
        type=["png", "jpg", "jpeg"],
        key="logo",
        max_upload_size=1,
    )
    if uploaded is None:
        return
    try:
        here.made[LOGO] = logo(uploaded.getvalue())
    except NoLogo as why:
        st.error(str(why))
    else:
        st.rerun()


def _make(wanted: Wanted) -> None:
    with st.container(key="live-files"):
        pressed = st.button("Make the report", type="primary", key="make")
        if pressed and not wanted.formats:
            st.error("Tick at least one format.")
        elif pressed and wanted.choices.sections == frozenset():
            st.error("Tick at least one chapter.")
        elif pressed:
            make(wanted, lambda: exact_of(wanted.rulebook, wanted.profile))
        downloads(wanted)


def _unread() -> tuple[Point, ...]:
    """Figures that were typed and cannot be read: they are left out of the report."""
    entries = current().report
    names = [f.asks for n, f in FIGURES.items() if mistake_in(n, entries.get(n, ""))]
    words = "Cannot be read and is left out: "
    return (Point("missing", f"{words}{'; '.join(names)}."),) if names else ()


def _looked_over(points: tuple[Point, ...]) -> Markup:
    """What to know before it is handed over, by kind."""
    return bullets(
        joined(strong(f"{KINDS[point.kind]}. "), safe(point.says), _about(point))
        for kind in KINDS
        for point in points
        if point.kind == kind
    )


def _about(point: Point) -> Markup:
    return opens("Which", point.says, sentences(point.about)) if point.about else NOTHING


def _links() -> None:
    for name, label in (
        ("check", "Check or change the answers"),
        ("structure", "Who does what after"),
        ("recommendation", "Recommendation"),
    ):
        if page := desk().pages.get(name):
            st.page_link(page, label=label, query_params=address())
