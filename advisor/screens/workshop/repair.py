"""Repair: this company should get that, because - and the smallest change of the rules for it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from advisor.editing.adjusted import edits_of
from advisor.editing.decisions import outdated
from advisor.editing.edits import Edit
from advisor.editing.raw import raw_difference
from advisor.editing.splicing import spliced
from advisor.editing.wishes import Wish, problem_with_sentence, rejudged
from advisor.explanation import explain
from advisor.mistakes import Mistakes
from advisor.proofs.tuning import SECONDS, Tried, Tuned, tune
from advisor.rulebook_pages import block
from advisor.screens import frame
from advisor.screens.session import desk
from advisor.screens.workshop import (
    around,
    cases,
    example_form,
    impact_told,
    looking,
    mine,
    proposed,
    repair_told,
    waiting,
)
from advisor.screens.workshop.cases import Case
from advisor.screens.workshop.jobs import Job, jobs
from advisor.screens.workshop.proposed import Both

TITLE = "Repair a wrong recommendation"
LONGER = 300.0
"""Seconds that the search may take when its author has the time."""
ROWS_AT_MOST = 500
"""Rows of a table that can be picked from; a longer list helps nobody."""
_WISH = "rules-wish"


@dataclass(frozen=True)
class Asked:
    """A wish, and the state of the rule files that a change is looked for in.

    `seconds`: how long that may take. `taken`: its author took the edits.
    """

    wish: Wish
    base: str
    seconds: float = SECONDS
    taken: bool = False


def show() -> None:
    """The page."""
    work = proposed.opened(TITLE)
    both = proposed.both(work) if work else None
    if both is None:
        return
    st.markdown(
        "Say what a company should get. The program looks for the smallest change of points and "
        "band edges that gives it that, and keeps every worked example and every promise."
    )
    case = _pick(both)
    if case is not None:
        _ask(both, case)
    asked: Asked | None = st.session_state.get(_WISH)
    if asked is not None:
        _answer(both, asked)


def _pick(both: Both) -> Case | None:
    """The company: a worked example, the open assessment, or a row of the table handed in."""
    opened = cases.opened(both.merged)
    examples = [case for case in cases.examples(both) if case.example and not case.example.pin]
    offered = {c.key: c for c in (*([opened] if opened else []), *_rows(both), *examples)}
    key = st.selectbox(
        "Which company?",
        list(offered),
        index=None,
        format_func=lambda key: offered[key].name,
        placeholder="Choose a company",
        key="repair-case",
    )
    with st.expander("Take a company from a table of your own", key="repair-table"):
        cases.hand_in()
    return offered.get(key) if key else None


def _rows(both: Both) -> list[Case]:
    upload = cases.table()
    if upload is None:
        return []
    job = looking.rows(both, upload)
    if not job.done:
        waiting.wait_for(lambda: [looking.rows(both, upload)])
        return []
    if job.failed or job.result is None:
        waiting.broke()
        return []
    if job.result.mistakes:
        cases.tell(job.result.mistakes)
    cases.tell_passed_over(job.result.passed_over)
    rows = list(job.result.rows.items())
    if len(rows) > ROWS_AT_MOST:
        st.markdown(f"Of your table the first {ROWS_AT_MOST} rows can be picked.")
    return [
        Case(f"row-{upload.key}-{name}", f"Row: {name}", profile)
        for name, profile in rows[:ROWS_AT_MOST]
    ]


def _ask(both: Both, case: Case) -> None:
    """What it gets now, what it should get, and why."""
    profile = both.merged.new.sees(case.profile)
    now = explain(both.new, profile)
    st.markdown(
        f"With your changes it gets **{frame.plain(now.recommendation.name)}**, as "
        f"{frame.plain(now.form.name)}: {frame.plain(now.advice.row.says)}"
    )
    goals = repair_told.goals(both.new)
    with st.form("wish", border=False):
        picked = st.selectbox(
            "It should get",
            list(goals),
            index=None,
            format_func=lambda key: goals[key].says,
            placeholder="Choose a recommendation",
            key="repair-wish",
        )
        because = st.text_area("Because", key="repair-because", max_chars=300, height=90)
        pressed = st.form_submit_button("Look for the smallest change", type="primary")
    if not pressed:
        return
    because = " ".join((because or "").split())
    goal = goals.get(picked) if picked else None
    problem = problem_with_sentence(because) if goal else "Choose what it should get."
    if problem or goal is None:
        st.error(problem)
        return
    wish = Wish(case.name, profile, goal.outcome, goal.form, because, case.example)
    st.session_state[_WISH] = Asked(wish, both.key[1])


def _answer(both: Both, asked: Asked) -> None:
    """What came of the wish, or how far the search for it is."""
    wish = asked.wish
    if wish.recommendation not in both.new.outcomes:
        return
    st.header("The repair", anchor=False)
    goal = repair_told.wish_told(both.new, wish.recommendation, wish.form)
    because = frame.plain(f"\u201c{wish.because}\u201d")
    st.markdown(f"{frame.plain(wish.name)}: **{frame.plain(goal)}**, because {because}")
    if asked.taken:
        st.markdown("The edits are among your changes now. Nothing is published yet.")
        st.page_link(desk().pages["rules-impact"], label=impact_told.TITLE)
    elif asked.base != both.key[1]:
        st.markdown("Your changes are others now than when this was looked for.")
        if st.button("Look again with my changes as they are", key="again"):
            st.session_state[_WISH] = Asked(wish, both.key[1])
            st.rerun()
    else:
        _search(both, asked)
    if wish.example is None:
        example_form.show(both, wish)


def _search(both: Both, asked: Asked) -> None:
    job = _job(both, asked)
    if job.failed:
        waiting.broke()
        return
    if not job.done:
        waiting.wait_for(lambda: [_job(both, asked)], f" At most {asked.seconds:g} s.")
        if st.button("Stop looking", key="stop"):
            job.stop.ask()
        return
    if job.stopped or job.result is None:
        st.markdown("You stopped it, so nothing is known of a change yet.")
        if st.button("Look again", key="again"):
            jobs().forget(_key(both, asked))
            st.rerun()
        return
    st.html(block(repair_told.told(both.new, job.result)))
    if job.result.adjustment:
        _take(both, asked.wish, job.result)
        return
    more = not job.result.contradiction and asked.seconds < LONGER
    if more and st.button(f"Look again, for up to {LONGER / 60:g} minutes", key="longer"):
        st.session_state[_WISH] = replace(asked, seconds=LONGER)
        st.rerun()


def _met(both: Both, after: mine.Texts) -> list[Edit]:
    """Real decisions that come to agree with the advice lose their reason for differing."""
    before = {edit.path for edit in outdated(mine.checked(both.work.texts).results)}
    return [edit for edit in outdated(mine.checked(after).results) if edit.path not in before]


def _key(both: Both, asked: Asked) -> tuple[object, ...]:
    return "tune", both.key[1], asked.wish.key, asked.seconds


def _job(both: Both, asked: Asked) -> Job[Tuned]:
    """The search; it goes on while its author looks at other pages."""

    def work(job: Job[Tuned]) -> Tuned:
        job.told = "Loading the solver."

        def told(tried: Tried) -> None:
            job.told = repair_told.progress(tried)

        case = asked.wish.as_case({example.id for example in both.new.examples})
        return tune(both.new, [case], seconds=asked.seconds, told=told)

    return jobs().ask(_key(both, asked), work, patience=2 * asked.seconds)


def _take(both: Both, wish: Wish, found: Tuned) -> None:
    """The edits as lines of the rule files, and the way to take them."""
    assert found.adjustment is not None
    edits: list[Edit] = [*edits_of(both.new, found.adjustment), *rejudged(wish)]
    try:
        after = spliced(both.work.texts, edits)
        if met := _met(both, after):
            edits += met
            after = spliced(both.work.texts, edits)
            st.markdown(repair_told.met_told([edit.path[0] for edit in met]))
    except Mistakes as mistakes:
        st.error(around.told(mistakes))
        return
    raw = raw_difference(both.work.texts, after)
    if not raw:
        return
    st.markdown("As lines of the rule files:")
    st.code(raw, language=None, wrap_lines=True)
    if not st.button("Take these edits into my changes", type="primary", key="take"):
        return
    try:
        mine.edit(edits)
    except around.FAILURES as problem:
        st.error(around.told(problem))
        return
    st.session_state[_WISH] = Asked(wish, both.key[1], taken=True)
    st.rerun()
