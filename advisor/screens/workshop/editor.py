"""The editor of a rule file: line numbers, highlighting, and marks where mistakes are.

It is a file of this app (`static/rule-editor.js`) that the browser loads from this server alone.
Where it cannot be loaded, a plain field takes its place.

What is typed is sent after a pause. The browser keeps what the server does not have yet, over a
reload as well; a text that came from elsewhere replaces only what nobody has changed here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st

from advisor.mistakes import Mistake

SCRIPT = Path(__file__).parents[3] / "static" / "rule-editor.js"
LONGEST = 512 * 1024
"""Characters of a file; more than that the loader does not read either."""
_PROGRAM = """
const PAUSE = 400; // milliseconds without a key after which the text is sent

const plainField = (parent, { label, describedBy, changed }) => {
  const field = parent.appendChild(document.createElement("textarea"));
  field.className = "rule-text";
  field.spellcheck = false;
  field.setAttribute("aria-label", label);
  field.setAttribute("aria-describedby", describedBy);
  field.oninput = changed;
  return {
    text: () => field.value,
    replace: text => { field.value = text; },
    mark: marks => field.setAttribute("aria-invalid", marks.length > 0),
    reveal: line => {
      const start = field.value.split("\\n").slice(0, line - 1).join("\\n").length + (line > 1);
      field.focus();
      field.setSelectionRange(start, start);
    },
  };
};

const surfaceFor = async (parent, options, script) => {
  try {
    return (await import(new URL(script, location.href))).surface(parent, options);
  } catch (problem) {
    parent.replaceChildren();
    return plainField(parent, options);
  }
};

// What the server does not have yet waits here for the page that comes next.
const leave = (place, text) => {
  if (text !== place.base)
    sessionStorage.setItem(place.slot,
      JSON.stringify({ number: place.last + 1, base: place.base, text }));
};

const start = async (place, data, send) => {
  place.slot = `rule-text ${data.author} ${data.file}`;
  const options = {
    label: data.label,
    describedBy: "rule-editor-help",
    changed: () => {
      clearTimeout(place.pause);
      place.pause = setTimeout(() => send(), PAUSE);
    },
  };
  const surface = await surfaceFor(place, options, data.script);
  surface.replace(data.text);
  addEventListener("pagehide", () => {
    if (place.isConnected) leave(place, surface.text());
  });
  const left = JSON.parse(sessionStorage.getItem(place.slot) ?? "null");
  sessionStorage.removeItem(place.slot);
  if (left && left.text !== data.text && left.number > data.seen) {
    surface.replace(left.text);
    place.base = left.base;
    place.left = true;
  }
  return surface;
};

export default async ({ data: bytes, parentElement, setStateValue }) => {
  const data = JSON.parse(new TextDecoder().decode(bytes));
  let place = parentElement.querySelector(".rule-editor");
  if (place?.dataset.file !== data.file) {
    place?.remove();
    place = parentElement.appendChild(document.createElement("div"));
    place.className = "rule-editor";
    place.dataset.file = data.file;
    place.base = data.text;
    place.last = data.seen;
    place.send = () => {
      const text = place.surface.text();
      if (text === place.base) return;
      leave(place, text);
      place.sent = text;
      setStateValue("typed",
        { number: ++place.last, file: place.dataset.file, text, base: place.base });
    };
    place.surface = start(place, data, () => place.send());
    place.addEventListener("focusout", () => place.surface.text && place.send());
  }
  const surface = place.surface = await place.surface;
  place.last = Math.max(place.last, data.seen);
  if (place.left) {
    place.left = false;
    place.send();
  } else if (data.text !== place.base) {
    const now = surface.text();
    if (now === place.base || (now === place.sent && data.seen >= place.last)) {
      if (now !== data.text) surface.replace(data.text);
      place.base = data.text;
    } else if (data.text === place.sent) {
      place.base = data.text;
    }
  }
  if (surface.text() === place.base) sessionStorage.removeItem(place.slot);
  if (surface.text() === data.text) surface.mark(data.marks);
  if (data.goal && place.goal !== data.goal) surface.reveal(parseInt(data.goal));
  place.goal = data.goal;
};
"""
_draw = st.components.v2.component("rule_editor", js=_PROGRAM, isolate_styles=False)


@dataclass(frozen=True)
class Typed:
    """What the browser sent: the whole text, and the text that its author started from."""

    number: int
    file: str
    text: str
    base: str


@dataclass(frozen=True)
class Shown:
    """What the editor shows. `goal`: the line to go to, and a mark of its own for each visit.

    `author` keeps what two people leave unsent in one browser apart; `seen` is the number of the
    last text that the server has.
    """

    file: str
    text: str
    mistakes: tuple[Mistake, ...]
    author: str
    goal: str = ""
    seen: int = 0


def typed(key: str) -> Typed | None:
    """What the browser sent last for the editor under this key; None where nothing was."""
    return _read(st.session_state.get(key))


def draw(key: str, shown: Shown) -> Typed | None:
    """Draw the editor; what the browser sent last, as it is known once it is drawn."""
    told = {
        "file": shown.file,
        "text": shown.text,
        "marks": list(_marks(shown.mistakes)),
        "author": sha256(shown.author.encode()).hexdigest()[:12],
        "goal": shown.goal,
        "seen": shown.seen,
        "label": f"Text of {shown.file}",
        "script": f"app/static/{SCRIPT.name}?v={_edition()}",
    }
    # As bytes: for anything else Streamlit loads pandas, only to see that it is no table.
    return _read(_draw(key=key, data=json.dumps(told).encode(), on_typed_change=_nothing))


def _nothing() -> None:
    """Streamlit keeps what the browser sends only where something waits for it."""


def _marks(mistakes: Iterable[Mistake]) -> Iterable[dict[str, Any]]:
    for one in mistakes:
        place = one.place
        yield {"line": place.line or 1, "column": place.column or 1, "message": one.message}


def _read(state: Any) -> Typed | None:
    """What was typed, with line ends and characters as files have them."""
    found = state.get("typed") if isinstance(state, Mapping) else None
    if not isinstance(found, Mapping):
        return None
    match (found.get("number"), found.get("file"), found.get("text"), found.get("base")):
        case (int(number), str(file), str(text), str(base)):
            return Typed(number, file, _whole(text), _whole(base))
    return None


def _whole(text: str) -> str:
    """The text without halves of characters, which no file can hold."""
    return text[: LONGEST + 1].encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=1)
def _edition() -> str:
    """Changes when the script does, so that browsers load it anew."""
    try:
        return sha256(SCRIPT.read_bytes()).hexdigest()[:12]
    except OSError:
        return "none"
