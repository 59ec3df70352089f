"""A question as a form: wording, bounds, band edges, choices, steps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from advisor.loading.text.nodes import Path, Plain
from advisor.loading.typed_numbers import read_number
from advisor.questionnaire import NONE, Question
from advisor.screens.workshop import asked
from advisor.screens.workshop.form import Form
from advisor.screens.workshop.things import Tree
from advisor.wording import grouped

ID = re.compile(r"[a-z][a-z0-9_]*")
_CHANGES = {
    "by decision": "by decision",
    "as the company grows": "as the company grows",
    "no": "no",
}
_WAYS = {"": "both ways", "up": "up only: more", "down": "down only: less"}
_WIDE = 10**15


def fields(form: Form) -> Tree:
    """Draw the fields; what the question holds with what is in them."""
    new: dict[str, Plain] = dict(form.tree)
    derived = "of" in form.tree
    _put(new, "ask", form.text(("ask",), "Question, as it is asked"))
    _put(new, "why", form.text(("why",), "Why we ask, in one line"))
    if not derived:
        _put(new, "hint", form.text(("hint",), "How to count, in one line"))
    _put(new, "says", form.text(("says",), "In a sentence, like: people who report to the CEO"))
    kind = "number" if derived else str(form.tree.get("kind", ""))
    if kind == "number" and not derived:
        _measure(form, new)
    if kind == "scale":
        new["steps"] = {
            str(step): form.text(("steps", str(step)), f"Step {step}") for step in range(1, 6)
        }
    if kind in ("number", "scale"):
        new["bands"] = _bands(form, new)
    else:
        new["choices"] = _choices(form)
    if not derived:
        _put(new, "short_form", "yes" if form.tick(("short_form",), "In the short form") else "")
    _put(new, "changes", form.pick(("changes",), "A company can change it", _CHANGES))
    if kind != "choice" and not derived:
        label = "Bands or choices that change at once; empty for any number"
        _put(new, "at_once", form.text(("at_once",), label))
    if kind in ("number", "choices") and not derived:
        _put(new, "only", form.pick(("only",), "Which way it changes", _WAYS))
    return new


def _put(new: dict[str, Plain], key: str, value: str) -> None:
    """Set a text; without one, there is no such key. What was left at its default stays so."""
    if value and not (key == "changes" and key not in new and value == "not chosen"):
        new[key] = value
    elif not (key == "short_form" and new.get(key) == "no"):
        new.pop(key, None)


def _measure(form: Form, new: dict[str, Plain]) -> None:
    """The unit and the bounds of a number."""
    with st.container(horizontal=True):
        for key, label in (("unit", "Unit"), ("unit_one", "Unit after a 1")):
            with st.container(width=160, gap=None):
                _put(new, key, form.text((key,), label, width=150))
        for key, label in (("from", "Smallest number"), ("to", "Largest number")):
            with st.container(width=160, gap=None):
                new[key] = _number(form, (key,), label)


def _number(form: Form, path: Path, label: str, width: int = 150) -> str:
    """A field for a bound, which may be written as people write numbers."""
    held = form.text(path, label, width=width)
    question = replace(asked.question_of(form.thing), bands=(), low=-_WIDE, high=_WIDE)
    return _read(form, path, held, question)


def _read(form: Form, path: Path, held: str, question: Question) -> str:
    """A number as a rule file holds it; the text itself, and a problem, where it is none."""
    if held == form.stored(*path) or not held:
        return held
    reading = read_number(replace(question, says=question.says or "a number"), held)
    if reading.value is None:
        form.problem(path, f"{reading.problem}.")
        return held
    return grouped(reading.value).replace(",", "").replace("\N{MINUS SIGN}", "-")


def _bands(form: Form, new: Mapping[str, Plain]) -> dict[str, Plain]:
    """The bands: each begins at a number, up to the next one."""
    stored = form.stored("bands")
    before: Mapping[str, Plain] = stored if isinstance(stored, dict) else {}
    question = asked.question_of(replace(form.thing, tree=new))
    st.markdown("**Bands.** Each begins at its number and goes up to the next. Empty: taken out.")
    made: dict[str, Plain] = {}
    with st.container(horizontal=True):
        for name in before:
            with st.container(width=170, gap=None):
                held = form.text(("bands", name), f"{name} begins at", width=160)
                if held:
                    made[name] = _read(form, ("bands", name), held, question)
    made |= _new_band(form, made, question)
    form.mend(("bands",))
    return _ascending(made) if len(made) > len(before) else made


def _new_band(form: Form, made: Mapping[str, Plain], question: Question) -> dict[str, Plain]:
    """A band more, where both of its fields are filled in."""
    with st.container(horizontal=True):
        name = form.text(("new band",), "New band", width=160)
        held = form.text(("new band start",), "begins at", width=160)
    if not name and not held:
        return {}
    path: Path = ("new band",)
    if not ID.fullmatch(name) or name in made:
        form.problem(path, "Name the band in small letters, digits and _, unlike the others.")
    elif not held:
        form.problem(("new band start",), f"Enter the number at which {name} begins.")
    return {name: _read(form, ("new band start",), held, question)}


def _ascending(bands: Mapping[str, Plain]) -> dict[str, Plain]:
    """The bands in the order of their numbers; as they were where one has none."""
    try:
        return dict(sorted(bands.items(), key=lambda band: float(str(band[1]))))
    except ValueError:
        return dict(bands)


def _choices(form: Form) -> dict[str, Plain]:
    """The choices: each with its label and, where they differ, its words in a sentence."""
    stored = form.stored("choices")
    before: Mapping[str, Plain] = stored if isinstance(stored, dict) else {}
    st.markdown("**Choices.** Without a label: taken out.")
    made: dict[str, Plain] = {}
    for name, choice in before.items():
        labelled = isinstance(choice, dict)
        path: Path = ("choices", name, "label") if labelled else ("choices", name)
        label = form.text(path, f"{name}: label")
        says = form.text(("choices", name, "says"), f"{name}: in a sentence") if labelled else ""
        if label:
            made[name] = _choice(choice, label, says)
    with st.container(horizontal=True):
        name = form.text(("new choice",), "New choice: id", width=200)
        label = form.text(("new choice label",), "New choice: label", width=420)
    if name or label:
        if not ID.fullmatch(name) or name in made:
            form.problem(("new choice",), "Use small letters, digits and _, unlike the others.")
        if not label:
            form.problem(("new choice label",), "Enter the label that people pick.")
        made = _before_none(made, name, label)
    form.mend(("choices",))
    return made


def _choice(old: Plain, label: str, says: str) -> Plain:
    if not isinstance(old, dict):
        return label
    kept = {key: value for key, value in old.items() if key not in ("label", "says")}
    return {"label": label, **({"says": says} if says else {}), **kept}


def _before_none(choices: Mapping[str, Plain], name: str, label: str) -> dict[str, Plain]:
    """The choices with one more; "none of these" stays last."""
    last = {NONE: choices[NONE]} if NONE in choices else {}
    return {**{k: v for k, v in choices.items() if k != NONE}, name: label, **last}
