"""A page's native fields, seen and filled in without a browser."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest


def fields(app: AppTest) -> dict[str, Any]:
    """What the page's form shows: `markup`, `held`, `notes`."""
    shown: dict[str, Any] = json.loads(_element(app).proto.bytes)
    return shown


def headings(app: AppTest) -> list[str]:
    """The second-level headings in the page's form."""
    found = re.findall(r"<h2[^>]*>(.*?)</h2>", fields(app)["markup"])
    return [unescape(heading) for heading in found]


def told(app: AppTest) -> str:
    """What the notes of the form say, without their marks."""
    return "\n".join(unescape(re.sub(r"<[^>]+>", "", n)) for n in fields(app)["notes"].values())


def enter(app: AppTest, **entries: str | bool) -> AppTest:
    """Fill in fields as the browser would; `__` in a name stands for the point."""
    shown = fields(app)
    seen, held, turn = shown["seen"], shown["held"], shown["turn"]
    app.session_state[form_key(app)] = {
        "entered": {
            name: [seen + number, value, shown["about"], [held.get(name, turn)]]
            for number, (name, value) in enumerate(_named(entries), 1)
        }
    }
    return app.run()


def _named(entries: dict[str, str | bool]) -> list[tuple[str, str | bool]]:
    return [(name.replace("__", "."), value) for name, value in entries.items()]


def form_key(app: AppTest) -> str:
    """Where the session keeps what the browser entered in the form."""
    return str(_element(app).key)


def _element(app: AppTest) -> Any:
    return app.get("bidi_component")[0]
