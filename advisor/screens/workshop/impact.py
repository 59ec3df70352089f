"""Impact: what my changes would do, before anything is published."""

from __future__ import annotations

import streamlit as st

from advisor.editing.permission import MYSELF
from advisor.markup import heading, joined, paragraph
from advisor.mistakes import Mistakes
from advisor.proofs.comparison import Comparison, Flips, example_flips
from advisor.proofs.population import Population
from advisor.rulebook_pages import block
from advisor.screens import frame, kept
from advisor.screens.workshop import cases, impact_told, looking, naming, proposed, waiting
from advisor.screens.workshop.cases import Upload
from advisor.screens.workshop.jobs import Job
from advisor.screens.workshop.looking import SECONDS, Looked
from advisor.screens.workshop.proposed import Both

TITLE = impact_told.TITLE
_POPULATION = "rules-population"


def show() -> None:
    """The page. What takes no time is there at once; proofs follow."""
    work = proposed.opened(TITLE, reading=True)
    if work is None or proposed.nothing_changed(work):
        return
    both = proposed.both(work)
    if both is None:
        return
    population = _population(both)
    proof, saved, rows = _ask(both, population)
    with st.container(key="live-proof"):
        _verdict(proof)
    waiting.wait_for(
        lambda: [job for job in _ask(both, population) if job is not None],
        f" At most {SECONDS:g} s.",
    )
    _examples(both)
    _saved(both, saved)
    _rows(both, rows)
    if isinstance(proof.result, Comparison):
        st.html(block(impact_told.pairs_told(proof.result)))
        # Drawn as Markdown: what cleans HTML elsewhere takes drawings out.
        st.markdown(block(impact_told.population_told(proof.result)), unsafe_allow_html=True)
        _state_population()


def _ask(
    both: Both, population: Population
) -> tuple[Job[Comparison], Job[Looked], Job[Looked] | None]:
    """Everything that is worked out in the background for this page."""
    stated: Upload | None = st.session_state.get(_POPULATION)
    table = cases.table()
    named = naming.permission().author == MYSELF
    return (
        looking.proof(both, population, stated.key if stated else ""),
        looking.saved(both, kept.drafts(), named=named),
        looking.rows(both, table) if table else None,
    )


def _verdict(proof: Job[Comparison]) -> None:
    if proof.failed:
        waiting.broke()
    elif proof.result is None:
        st.html(block(paragraph("Still being proved for every possible company.")))
    else:
        st.html(block(impact_told.verdict(proof.result)))


@st.cache_resource(max_entries=4, show_spinner=False)
def _flips(_both: Both, key: tuple[str, str]) -> tuple[Flips, Flips]:  # noqa: ARG001
    """What changes for the worked examples, and for the sheets that sit on an edge."""
    return example_flips(_both.merged, pins=False), example_flips(_both.merged, pins=True)


def _examples(both: Both) -> None:
    flips, pins = _flips(both, both.key)
    st.html(
        block(
            joined(
                heading("Worked examples"),
                impact_told.flips_told(both.merged, flips, "worked example", tries=True),
                impact_told.pins_told(pins),
            )
        )
    )


def _saved(both: Both, job: Job[Looked]) -> None:
    title = heading("Assessments saved here")
    if job.failed or job.result is None:
        says = waiting.BROKE if job.failed else "Still looking at them."
        st.html(block(joined(title, paragraph(says))))
        return
    found = job.result
    if found.trouble:
        says = f"They cannot be read just now: {found.trouble}."
        st.html(block(joined(title, paragraph(says))))
        return
    left = f"{found.left_out} more hold too few answers to say anything." if found.left_out else ""
    none = paragraph("There are none with enough answers.")
    told = impact_told.flips_told(both.merged, found.flips, "saved assessment")
    body = told if found.flips.looked_at else none
    st.html(block(joined(title, body, paragraph(left))))


def _rows(both: Both, job: Job[Looked] | None) -> None:
    """The companies of a table: handed in here, told once they were looked at."""
    st.header("Your own table of companies", anchor=False)
    if job is None:
        st.markdown("Hand in a table, and see which of its rows get other advice. It is not kept.")
    elif job.failed:
        waiting.broke()
    elif job.result is None:
        st.markdown("Still looking at its rows.")
    elif job.result.mistakes:
        cases.tell(job.result.mistakes)
    else:
        cases.tell_passed_over(job.result.passed_over)
        st.html(block(impact_told.flips_told(both.merged, job.result.flips, "row")))
    cases.hand_in()


def _population(both: Both) -> Population:
    """The population that sheets are drawn from: the one handed in, else an even one."""
    stated: Upload | None = st.session_state.get(_POPULATION)
    try:
        return looking.population_of(stated, both.new)
    except Mistakes as mistakes:
        st.session_state[_POPULATION] = None
        cases.tell(mistakes)
        return Population()


def _state_population() -> None:
    """The place to say which companies the shares are about."""
    stated: Upload | None = st.session_state.get(_POPULATION)
    part = st.expander("Say which companies you have in mind", key="population-open")
    with part:
        st.markdown(
            "A YAML file with how often each answer is given, such as `headcount: {small: 30, "
            "midsize: 70}` below `answers:`. What it does not name is drawn evenly."
        )
        if stated is not None:
            st.markdown(f"Drawn as {frame.plain(stated.name)} states.")
        with st.form("population", border=False, clear_on_submit=True):
            kinds = ["yaml", "yml"]
            file = st.file_uploader("Population (YAML)", type=kinds, max_upload_size=1)
            pressed = st.form_submit_button("Draw these companies")
        if pressed and file is not None:
            st.session_state[_POPULATION] = Upload(file.name, file.getvalue())
            st.rerun()
        if pressed:
            st.error("Choose a file first.")
        if stated is not None and st.button("Draw evenly again", key="evenly"):
            st.session_state[_POPULATION] = None
            st.rerun()
