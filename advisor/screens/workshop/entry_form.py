"""A rule, a gate or a note as a form."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from advisor.loading.text.nodes import Plain
from advisor.screens.workshop import condition_fields
from advisor.screens.workshop.form import Form
from advisor.screens.workshop.things import Kind, Thing, Tree
from advisor.wording import MINUS

Things = Mapping[tuple[Kind, str], Thing]
ANSWERS = "To quote an answer, write the id of its question in { }. Each one picked below tells it."
POINTS = {
    "": "none",
    **{f"{n}": f"{'+' if n > 0 else MINUS}{abs(n)}" for n in range(3, -4, -1) if n},
}
"""The points that a rule may add, as a rule file and as a page has them."""


def fields(form: Form, things: Things) -> Tree:
    """Draw the fields; what the entry holds with what is in them."""
    kind = form.thing.kind
    new: dict[str, Plain] = {}
    new["says"] = form.text(("says",), "What it says", long=True, help_text=ANSWERS)
    new["when"] = condition_fields.fields(form, of_kind(things, "question"))
    new |= _effects(form, things)
    if kind != "note":
        new["caution"] = form.text(("caution",), "Caution: when it may mislead", long=True)
    new["sources"] = list(form.several(("sources",), "Sources", _sources(things)))
    if form.tick(("off",), "Switched off: checked for mistakes, but not used"):
        new["off"] = "yes"
    return ordered(form.tree, {key: value for key, value in new.items() if value})


def of_kind(things: Things, kind: Kind) -> dict[str, Thing]:
    """The things of one kind by id."""
    return {name: thing for (k, name), thing in things.items() if k == kind}


def ordered(old: Tree, new: Tree) -> Tree:
    """What is new in the order of what was there; what was not there comes last.

    What the form has no field for stays as it is, and what it has one for goes where it is empty.
    """
    known = ("says", "when", "adds", "rules_out", "until", "about", "first", "caution",
             "sources", "off")  # fmt: skip
    kept = {k: new.get(k, v) for k, v in old.items() if k in new or k not in known}
    return {**kept, **{key: value for key, value in new.items() if key not in kept}}


def _effects(form: Form, things: Things) -> dict[str, Plain]:
    """What the entry does when it holds."""
    if form.thing.kind == "rule":
        return {"adds": _points(form, of_kind(things, "dimension"))}
    outcomes = {name: t.says or name for name, t in of_kind(things, "outcome").items()}
    if form.thing.kind == "gate":
        return {
            "rules_out": list(form.several(("rules_out",), "Rules out", outcomes)),
            "until": form.text(("until",), "Until: what would lift it"),
        }
    forms = {name: t.says or name for name, t in of_kind(things, "form").items()}
    about = form.several(("about",), "Only beside these; leave empty for always", outcomes | forms)
    first = form.tick(("first",), "Told with the verdict")
    return {"about": list(about), "first": "yes" if first else ""}


def _points(form: Form, dimensions: Mapping[str, Thing]) -> dict[str, Plain]:
    """The points of a rule for each dimension."""
    stored = form.stored("adds")
    before: Mapping[str, Plain] = stored if isinstance(stored, dict) else {}
    adds: dict[str, Plain] = {}
    with st.container(horizontal=True):
        for name in [*before, *(d for d in dimensions if d not in before)]:
            label = dimensions[name].says if name in dimensions else name
            with st.container(width=150, gap=None):
                if points := form.pick(("adds", name), f"{label} points", POINTS, width=140):
                    adds[name] = points
    form.mend(("adds",))
    return adds


def _sources(things: Things) -> dict[str, str]:
    return {
        name: f"{thing.says} ({thing.tree.get('grade', '')})"
        for name, thing in of_kind(things, "source").items()
    }
