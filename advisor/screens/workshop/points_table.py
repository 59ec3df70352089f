"""All rules that ask about one question, with the points of each: a table to tune them in."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from advisor.editing.edits import REMOVE, Edit
from advisor.markup import Markup, safe
from advisor.screens.native import Entries, View, native
from advisor.screens.session import desk
from advisor.screens.workshop import around, mine
from advisor.screens.workshop.entry_form import POINTS, Things, of_kind
from advisor.screens.workshop.things import Thing, address, everything

_STYLE = """<style>.native .points { width: 100%; border-collapse: collapse; }
.native .points th, .native .points td { text-align: left; vertical-align: top;
padding: .4rem .75rem .4rem 0; border-top: 1px solid color-mix(in srgb, currentColor 25%,
transparent); } .native .points a { color: inherit;
font-weight: 400; } .native .points select { width: 5.5rem; min-height: 2.25rem; }
@media (max-width: 46rem) { .native .points thead { position: absolute; clip-path: inset(50%);
width: 1px; height: 1px; overflow: hidden; } .native .points tr, .native .points td,
.native .points th { display: block; border: 0; padding: .15rem 0; }
.native .points tr { border-top: 1px solid; padding: .5rem 0; }
.native .points td::before { content: attr(data-column) ": "; } }</style>"""


def show(question: str, things: Things) -> None:
    """The table; what is picked in it is kept at once, each pick as a change of its own."""
    rules = {
        name: rule for name, rule in of_kind(things, "rule").items() if question in _when(rule)
    }
    if not rules:
        return
    dimensions = of_kind(things, "dimension")
    st.header("Points of the rules that ask about it", anchor=False)
    st.markdown("What you pick here is kept in your changes at once.")

    def view() -> View:
        work = mine.work()
        held, before = _stored(work.texts, rules), _stored(work.published, rules)
        differ = sum(held[field] != before[field] for field in held)
        told = f"{differ} of these differ{'s' if differ == 1 else ''} from the published rules."
        return View(_markup(rules, dimensions), held, {"kept": told} if differ else {})

    def take(entries: Entries) -> None:
        stored = _stored(mine.work().texts, rules)
        edits = [
            edit
            for field, value in entries.items()
            if stored.get(field, value) != value
            and (edit := _edit(rules, dimensions, field, value))
        ]
        if edits:
            _keep(edits)

    if native(f"points-{question}", view, take):
        st.rerun()


def _keep(edits: list[Edit]) -> None:
    try:
        mine.edit(edits)
    except around.FAILURES as problem:
        desk().message = around.told(problem)


def _edit(
    rules: Mapping[str, Thing], dimensions: Mapping[str, Thing], field: str, value: str | bool
) -> Edit | None:
    """The edit that a pick makes; None for what is no field of this table."""
    rule, _, dimension = field.partition(".")
    if rule not in rules or dimension not in dimensions or value not in POINTS:
        return None
    points = str(value)
    return Edit(rules[rule].file, (rule, "adds", dimension), points or REMOVE)


def _stored(texts: Mapping[str, str], rules: Mapping[str, Thing]) -> dict[str, str | bool]:
    """What each field holds."""
    things = everything(texts)
    dimensions = of_kind(things, "dimension")
    held: dict[str, str | bool] = {}
    for name in rules:
        rule = things.get(("rule", name))
        adds = rule.tree.get("adds") if rule else None
        for dimension in dimensions:
            points = adds.get(dimension, "") if isinstance(adds, dict) else ""
            held[f"{name}.{dimension}"] = points if points in POINTS else ""
    return held


def _when(rule: Thing) -> Mapping[str, object]:
    when = rule.tree.get("when")
    return when if isinstance(when, dict) else {}


def _markup(rules: Mapping[str, Thing], dimensions: Mapping[str, Thing]) -> str:
    head = "".join(f'<th scope="col">{safe(d.says)}</th>' for d in dimensions.values())
    body = "".join(_row(rule, dimensions) for rule in rules.values())
    return (
        f'{_STYLE}<div class="ask together"><table class="points"><thead><tr>'
        f'<th scope="col">Rule</th>{head}</tr></thead><tbody>{body}</tbody></table>'
        '<p class="note" data-note="kept" aria-live="polite"></p></div>'
    )


def _row(rule: Thing, dimensions: Mapping[str, Thing]) -> Markup:
    off = " (switched off)" if rule.off else ""
    cells = "".join(_cell(rule.id, name, d.says) for name, d in dimensions.items())
    link = f'<a class="within" href="{safe(address("rule", rule.id))}">{safe(rule.told)}</a>'
    return Markup(f'<tr><th scope="row">{link}{off}</th>{cells}</tr>')


def _cell(rule: str, dimension: str, label: str) -> str:
    name = safe(f"{rule}.{dimension}")
    options = "".join(f'<option value="{n}">{safe(words)}</option>' for n, words in POINTS.items())
    return (
        f'<td data-column="{safe(label)}"><select name="{name}" id="points-{name}" '
        f'aria-label="{safe(f"{label} points of {rule}")}">{options}</select></td>'
    )
