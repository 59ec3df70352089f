"""Answer a new question for the worked examples that answer every question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import streamlit as st

from advisor.editing.edits import Edit, Value
from advisor.editing.trees import tree_in
from advisor.loading.declaring import EXAMPLES
from advisor.loading.text.nodes import Plain
from advisor.questionnaire import Question, Questionnaire
from advisor.screens import frame
from advisor.screens.asking.question import ask_on
from advisor.screens.entry import NOT_SURE
from advisor.screens.session import desk
from advisor.screens.workshop import around, mine, things
from advisor.screens.workshop.asked import question_of
from advisor.storage import Draft
from advisor.wording import upper_first

PAGE, QUESTION = "rules-answers", "question"
_KEPT = "rules-answers-given"


@dataclass(frozen=True)
class Gap:
    """A worked example that says `full: yes` and leaves a question open."""

    file: str
    id: str
    says: str


def lacking(texts: Mapping[str, str]) -> dict[str, list[Gap]]:
    """The questions that full examples leave open, each with those examples."""
    questions = [name for (kind, name), thing in things.everything(texts).items()
                 if kind == "question" and "of" not in thing.tree]  # fmt: skip
    found: dict[str, list[Gap]] = {}
    for file in sorted(texts):
        for gap, answered in _full_ones(file, texts[file]) if file.startswith(EXAMPLES) else ():
            for question in (name for name in questions if name not in answered):
                found.setdefault(question, []).append(gap)
    return found


@lru_cache(maxsize=16)
def _full_ones(file: str, text: str) -> tuple[tuple[Gap, frozenset[str]], ...]:
    """The full examples of a file, and the questions that each answers."""
    found = []
    for name, entry in (tree_in(text) or {}).items():
        if isinstance(entry, dict) and entry.get("full") == "yes":
            says, answers = entry.get("says"), entry.get("answers")
            gap = Gap(file, name, says if isinstance(says, str) else name)
            found.append((gap, _answered(answers)))
    return tuple(found)


def _answered(answers: Plain | None) -> frozenset[str]:
    held = answers if isinstance(answers, dict) else {}
    return frozenset(name for name, value in held.items() if value != NOT_SURE)


def lead(texts: Mapping[str, str]) -> None:
    """A link to this page for each question that full examples leave open."""
    for question, gaps in lacking(texts).items():
        count = "the worked example that says" if len(gaps) == 1 else f"the {len(gaps)} that say"
        st.page_link(
            desk().pages[PAGE],
            label=frame.plain(f"Answer {question} for {count} full: yes"),
            query_params={QUESTION: question},
        )


def show() -> None:
    """The page: the question once for each example, with the fields of the questionnaire."""
    name = st.query_params.get(QUESTION, "")[:200]
    work = around.opened("Answer it for the worked examples", name, step=name)
    if work is None or not around.settled(work):
        return
    gaps = lacking(work.texts).get(name, [])
    thing = things.everything(work.texts).get(("question", name))
    if thing is None or not gaps:
        st.markdown("Every worked example that says `full: yes` answers it.")
        st.page_link(desk().pages[around.HOME], label="Change the rules")
        return
    asked = question_of(thing)
    st.markdown(
        f"**{frame.plain(asked.ask)}** These examples say that they answer every question. Answer "
        "it for each as that company would."
    )
    given = _fields(asked, gaps)
    keep = st.button("Keep these answers in my changes", type="primary", key="answers-keep")
    st.markdown("What nobody can know need not be answered: then the example is not full any more.")
    rest = st.button("Keep them, and write `full: no` in the others", key="answers-rest")
    if keep or rest:
        _keep(name, gaps, given, the_rest=rest)


def _fields(asked: Question, gaps: list[Gap]) -> dict[str, Value]:
    """One field for each example; the answers given so far, by example."""
    questions = {
        gap.id: replace(asked, id=f"{asked.id}-{gap.id}", ask=gap.says, why=gap.id) for gap in gaps
    }
    kept: dict[str, Draft] = st.session_state.setdefault(_KEPT, {})
    kept.setdefault(asked.id, Draft(""))

    def save(edit: Callable[[Draft], Draft]) -> None:
        kept[asked.id] = edit(kept[asked.id])

    together = Questionnaire((), {one.id: one for one in questions.values()})
    ask_on(
        f"answers-{asked.id}",
        together,
        tuple(questions.values()),
        lambda: kept[asked.id],
        save,
    )
    answers = kept[asked.id].answers
    found = {name: answers.get(one.id) for name, one in questions.items()}
    return {name: value for name, value in found.items() if value not in (None, NOT_SURE)}


def _keep(question: str, gaps: list[Gap], given: Mapping[str, Value], *, the_rest: bool) -> None:
    edits = [
        Edit(gap.file, (gap.id, "answers", question), given[gap.id])
        for gap in gaps
        if gap.id in given
    ]
    if the_rest:
        edits += [Edit(gap.file, (gap.id, "full"), "no") for gap in gaps if gap.id not in given]
    if not edits:
        st.error("Answer it for at least one of them first.")
        return
    try:
        mine.edit(edits)
    except around.FAILURES as problem:
        st.error(around.told(problem))
        return
    left = 0 if the_rest else len(gaps) - len(edits)
    desk().message = f"Kept in your changes. {upper_first(_left(left))}"
    st.rerun()


def _left(count: int) -> str:
    if not count:
        return "Nothing is open any more."
    return f"{count} {'is' if count == 1 else 'are'} still open."
