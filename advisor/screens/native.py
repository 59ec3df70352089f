"""Many fields drawn as one: the browser's own fields, written as HTML by the page that asks.

Each Streamlit field costs the browser several milliseconds; a page of fifty took it most of a
second. Here all fields of a page are one element, and its program is these few lines.

The browser numbers what is entered and repeats it until the server says that it has it. So
nothing is lost when runs overtake each other or the server starts again, and nothing that
another tab has saved is overwritten by what this tab entered long ago.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple

import streamlit as st

from advisor.screens.session import Shown, desk

Value = str | bool
"""What a field holds: text, the option picked, or whether it is ticked."""
Entries = Mapping[str, Value]
"""What was entered, by the name of the field, in the order of entering."""

_PROGRAM = """
const PAUSE = 500; // milliseconds without a key after which typed text is sent

// A button says what the fields beside it hold.
const said = field =>
  field.type === "checkbox" ? field.checked
  : field.type !== "button" ? field.value
  : [...field.closest(".together").querySelectorAll("select")].map(one => one.value).join(" ");

const written = field => field.type === "text" || field.type === "textarea";

const show = (field, value) => {
  if (field.type === "radio") field.checked = field.value === value;
  else if (field.type === "checkbox") field.checked = value;
  else if (field.value !== value) field.value = value;
};

export default ({ data: bytes, parentElement, setStateValue }) => {
  const data = JSON.parse(new TextDecoder().decode(bytes));
  let form = parentElement.querySelector(".native");
  if (!form) {
    form = parentElement.appendChild(document.createElement("div"));
    Object.assign(form, { className: "native", entered: {}, held: {}, last: 0 });
  }
  const fields = name => form.querySelectorAll(`[name="${name}"]`);
  if (form.markup !== data.markup) {
    const here = form.contains(document.activeElement) && document.activeElement.id;
    form.innerHTML = form.markup = data.markup;
    form.held = {};
    if (here) document.getElementById(here)?.focus();
  }
  form.mark = data.mark;
  form.last = Math.max(form.last, data.seen);
  for (const [name, [number]] of Object.entries(form.entered))
    if (number <= data.seen) delete form.entered[name];
  for (const [name, value] of Object.entries(data.held)) {
    if (name in form.entered || form.held[name] === value) continue;
    if (form.typing === name) continue;
    fields(name).forEach(field => show(field, value));
    form.held[name] = value;
  }
  for (const place of form.querySelectorAll("[data-note]")) {
    const note = data.notes[place.dataset.note] ?? "";
    if (place.note !== note) place.innerHTML = place.note = note;
    const wrong = place.querySelector(".wrong") !== null;
    place.closest(".together, .ask").classList.toggle("mend", wrong);
    fields(place.dataset.note).forEach(field => wrong
      ? field.setAttribute("aria-invalid", "true") : field.removeAttribute("aria-invalid"));
  }
  const enter = field => {
    if (!field.name) return;
    clearTimeout(form.pause);
    form.typing = null;
    const value = said(field);
    if (written(field) && (form.entered[field.name]?.[1] ?? form.held[field.name]) === value)
      return;
    form.entered[field.name] = [++form.last, value, form.mark];
    setStateValue("entered", { ...form.entered });
  };
  form.onchange = event => {
    enter(event.target);
  };
  form.onclick = event => {
    if (event.target.type === "button") enter(event.target);
  };
  form.onkeydown = event => {
    if (event.key === "Enter" && event.target.type === "text") enter(event.target);
  };
  form.oninput = event => {
    if (!written(event.target)) return;
    clearTimeout(form.pause);
    form.typing = event.target.name;
    form.pause = setTimeout(() => enter(event.target), PAUSE);
  };
  if (data.goal && form.goal !== data.goal) {
    const goal = form.querySelector(data.goal);
    if (goal) {
      goal.tabIndex = -1;
      goal.focus({ preventScroll: true });
      goal.scrollIntoView({ block: "start" });
    }
  }
  form.goal = data.goal;
};
"""
_draw = st.components.v2.component("native_fields", js=_PROGRAM, isolate_styles=False)


@dataclass(frozen=True, slots=True)
class View:
    """What a form shows.

    `markup` is trusted HTML, the same whatever the fields hold. `held` says what each field
    holds, `notes` what stands (as HTML) in each place that is marked with `data-note`. When the
    form appears, focus moves to `goal`, a CSS selector.
    """

    markup: str
    held: Entries
    notes: Mapping[str, str] = field(default_factory=dict)
    goal: str = ""


def native(
    name: str,
    view: Callable[[], View],
    take: Callable[[Entries], None],
    mark: Callable[[], str] | None = None,
) -> bool:
    """Draw a form under this name. `take` saves what was entered, before `view` is asked for.

    `mark` tells the state of what the form is about from every other; None for the draft's.

    True where something was only found once the form was drawn: then it shows what was before,
    and the page should run again. After a restart the browser repeats its entries that late.
    """
    shown = desk().fields.setdefault(name, Shown(name, _turn(), None))
    mark = mark or _mark
    _take(shown, st.session_state.get(name), take, mark())
    seen = view()
    told = {**asdict(seen), "mark": mark(), "seen": shown.value or 0}
    # As bytes: for anything else Streamlit loads pandas, only to see that it is no table.
    drawn = _draw(key=name, data=json.dumps(told).encode(), on_entered_change=_nothing)
    late = _take(shown, drawn, take, mark())
    shown.value = shown.value or 0
    return late


def _nothing() -> None:
    """Streamlit keeps what the browser sends only where something waits for it."""


def _mark() -> str:
    """The state of the draft that an entry was made in.

    A tab that slept through a restart repeats what it entered before; what was entered in
    another browser meanwhile has changed the mark, and is kept.
    """
    draft = desk().draft
    return f"{sha256(draft.token.encode()).hexdigest()[:12]}.{_turn()}" if draft else ""


def _turn() -> int:
    """The turn of the draft; forms on pages that need no answers have none."""
    draft = desk().draft
    return draft.turn if draft else 0


def _take(shown: Shown, state: Any, take: Callable[[Entries], None], mark: str) -> bool:
    """Save what is new in this state of the form; whether there was anything.

    `shown` holds the number of the last entry that was seen, None for a form that this session
    never drew: then what was entered counts only if the draft is still as it was.

    An entry counts as seen once it is saved, not before: the next run may cut this one short
    anywhere, and then it has to save the entry.
    """
    seen, entries = shown.value, _entered(state)
    new = [e for e in entries if (e.mark == mark if seen is None else e.number > seen)]
    if new:
        take({entry.field: entry.value for entry in new})
    if entries:
        shown.value = max(shown.value or 0, entries[-1].number)
    return bool(new)


class _Entry(NamedTuple):
    number: int
    field: str
    value: Value
    mark: str


def _entered(state: Any) -> list[_Entry]:
    """What the browser says was entered, in that order. What is no entry is left out."""
    entries = state.get("entered") if isinstance(state, Mapping) else None
    found: list[_Entry] = []
    for name, entry in entries.items() if isinstance(entries, Mapping) else ():
        match entry:
            case [int(number), (str() | bool()) as value, str(mark)]:
                found.append(_Entry(number, str(name), value, mark))
    return sorted(found, key=lambda entry: entry.number)
