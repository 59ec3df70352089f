"""Many fields drawn as one: the browser's own fields, written as HTML by the page that asks.

Each Streamlit field costs the browser several milliseconds; a page of fifty took it most of a
second. Here all fields of a page are one element, and its program is these few lines.

The browser numbers what is entered and repeats it until the server says that it has it. So
nothing is lost when runs overtake each other or the server starts again. With each entry it
says what the field held before, so that nothing is overwritten unseen that another window has
saved meanwhile (`taking`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

import streamlit as st

from advisor.screens.session import desk
from advisor.screens.taking import Entries, Form, Taken, Value, taken

__all__ = ["Entries", "Value", "View", "native"]

_PROGRAM = """
const PAUSE = 500; // milliseconds without a key after which typed text is sent
const PATIENCE = 2000; // and without an answer after which entries are sent again, then twice it
const MOST = 60000;
const KNOWN = 50; // values of one field that are sent as known here

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
  form.about = data.about;
  form.turn = data.turn;
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
  // What is sent while the connection is down is lost, and nothing asks for it afterwards. A server
  // that is at work has it: to send it again could call back a page that was left meanwhile.
  const working = () => document.querySelector("[data-test-script-state=running]") !== null;
  const send = patience => {
    clearTimeout(form.again);
    if (Object.keys(form.entered).length === 0) return;
    if (patience === PATIENCE || !working()) setStateValue("entered", { ...form.entered });
    form.again = setTimeout(() => form.isConnected && send(Math.min(2 * patience, MOST)), patience);
  };
  if (Object.keys(form.entered).length === 0) clearTimeout(form.again);
  const enter = field => {
    const name = field.name;
    if (!name) return;
    clearTimeout(form.pause);
    form.typing = null;
    const value = said(field);
    const [, before, , known] = form.entered[name] ?? [];
    if (written(field) && (before ?? form.held[name]) === value) return;
    const seen = known ? [...known, before].slice(-KNOWN) : [form.held[name] ?? form.turn];
    form.entered[name] = [++form.last, value, form.about, seen];
    send(PATIENCE);
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


def native(name: str, view: Callable[[], View], take: Callable[[Entries], None]) -> bool:
    """Draw a form under this name. `take` saves what was entered, before `view` is asked for.

    True where something was only found once the form was drawn: then it shows what was before,
    and the page should run again. After a restart the browser repeats its entries that late.
    """
    known, about = desk().taken, _about()

    def look(state: Any) -> bool:
        before = known.setdefault((about, name), Taken())
        after = taken(before, state, Form(about, str(_turn()), lambda: view().held, take))
        if after.number > known[about, name].number:
            known[about, name] = after
        return after is not before

    look(st.session_state.get(name))
    seen = view()
    told = {
        **asdict(seen),
        "notes": {**seen.notes, **known[about, name].notes(seen.markup)},
        "about": about,
        "turn": str(_turn()),
        "seen": known[about, name].number,
    }
    # As bytes: for anything else Streamlit loads pandas, only to see that it is no table.
    drawn = _draw(key=name, data=json.dumps(told).encode(), on_entered_change=_nothing)
    return look(drawn)


def _nothing() -> None:
    """Streamlit keeps what the browser sends only where something waits for it."""


def _about() -> str:
    """What tells this draft's entries from another's, in what the browser may see."""
    draft = desk().draft
    return sha256(draft.token.encode()).hexdigest()[:12] if draft else ""


def _turn() -> int:
    """The turn of the draft; forms on pages that need no answers have none."""
    draft = desk().draft
    return draft.turn if draft else 0
