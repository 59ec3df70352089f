"""The conditions of an entry as fields: which questions, and which bands or choices of each."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from advisor.loading.text.nodes import Plain
from advisor.questionnaire import Question
from advisor.screens import frame
from advisor.screens.workshop import asked
from advisor.screens.workshop.form import Form, choose
from advisor.screens.workshop.things import Thing

NOTHING_PICKED = "Pick for which answers it holds, or take this question out of Asks about."


def fields(form: Form, questions: Mapping[str, Thing]) -> dict[str, Plain]:
    """Draw the conditions; what they say now, by question."""
    stored = form.stored("when")
    before: Mapping[str, Plain] = stored if isinstance(stored, dict) else {}
    names = {name: name for name in before}
    names |= {name: thing.says or name for name, thing in questions.items()}
    picked = choose("Asks about", names, list(before), form.key("when"))
    when: dict[str, Plain] = {}
    for name in [*(n for n in before if n in picked), *(n for n in picked if n not in before)]:
        words = before.get(name, "")
        words = words if isinstance(words, str) else ""
        thing = questions.get(name)
        with st.container(border=True, key=form.key("when", name, "box").replace("/", "-")):
            when[name] = _one(form, asked.question_of(thing), words) if thing else words
            st.markdown(frame.quiet(f"In the sentence, {{{name}}} stands for the answer."))
            form.mend(("when", name))
        if not when[name]:
            form.problem(("when", name), NOTHING_PICKED)
    form.mend(("when",))
    return when


def _one(form: Form, question: Question, words: str) -> str:
    """The field of one condition; its words, as they were where the same is picked."""
    condition = asked.understood(question, words) if words else None
    if words and condition is None:
        return form.text(("when", question.id), f"Condition on {question.id}")
    label = f"Holds when this is so: {frame.plain(question.ask)}"
    key, options = form.key("when", question.id), asked.labels(question)
    if question.kind == "choices":
        return _several(form, question, words)
    first = [name for name in options if condition and name in condition.names]
    if question.kind == "choice":
        picked = choose(label, options, first, key)
    else:
        picked = st.pills(
            label,
            list(options),
            selection_mode="multi",
            default=first,
            format_func=lambda n: frame.plain(options[n]),
            key=key,
        )
    if condition and set(picked) == condition.names:
        return words
    return asked.words_for(question, picked)


def _several(form: Form, question: Question, words: str) -> str:
    """The fields of a condition on a question with several choices."""
    condition, options = asked.understood(question, words), asked.labels(question)
    tests = dict(zip(("includes any", "includes none", *asked.TESTS[2:]), asked.TESTS, strict=True))
    test: str = st.selectbox(
        f"Holds when the answer to this: {frame.plain(question.ask)}",
        asked.TESTS,
        index=list(tests).index(condition.test) if condition else 0,
        key=form.key("when", question.id, "test"),
    )
    names: list[str] = []
    count = condition.count if condition else 0
    if test.startswith("at "):
        counts = range(len(options) + 1)
        count = st.selectbox(
            "How many", counts, index=min(count, len(options)), key=form.key("when", question.id)
        )
    else:
        named = [name for name in options if condition and name in condition.names]
        names = choose("Of these", options, named, form.key("when", question.id, "names"))
    same = condition and (tests[condition.test], condition.names, condition.count)
    if same == (test, frozenset(names), count if test.startswith("at ") else 0):
        return words
    return asked.words_for_several(question, test, names, count)
