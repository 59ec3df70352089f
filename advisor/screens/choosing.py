"""The fields and buttons with which long lists are looked through, as HTML for `native`."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.markup import NOTHING, Markup, safe

LONGEST_SEARCH = 200
"""Signs that can be looked for."""
TURN = "page."
"""What the names of the buttons that turn the page begin with; its number follows."""


def looking(*fields: Markup) -> Markup:
    """Fields side by side, as many as there is room for."""
    return Markup('<div class="looking">' + "".join(f"<div>{f}</div>" for f in fields) + "</div>")


def search(name: str, label: str) -> Markup:
    """A field to look for some text."""
    return Markup(
        f'<label for="{name}">{safe(label)}</label><input type="text" id="{name}" name="{name}" '
        f'autocomplete="off" maxlength="{LONGEST_SEARCH}">'
    )


def select(name: str, label: str, options: Mapping[str, str]) -> Markup:
    """A field with options: what each holds, and its words."""
    offered = "".join(f'<option value="{safe(o)}">{safe(t)}</option>' for o, t in options.items())
    return Markup(
        f'<label for="{name}">{safe(label)}</label>'
        f'<select id="{name}" name="{name}">{offered}</select>'
    )


def turning(page: int, pages: int, rows: int) -> Markup:
    """The ways to the pages before and after, of so many rows each; nothing for one page."""
    ways = ((page - 1, "Previous", page > 0), (page + 1, "Next", page + 1 < pages))
    shown = "".join(
        f'<button type="button" id="turn-{word}" name="{TURN}{to}">{word} {rows} rows</button>'
        for to, word, there in ways
        if there
    )
    return Markup(f'<div class="together bare turning">{shown}</div>') if shown else NOTHING


def turned(name: str, pages: int) -> int | None:
    """The page that a button of this name turns to; None for other names and other pages."""
    number = name.removeprefix(TURN)
    known = name.startswith(TURN) and number.isdecimal() and len(number) <= 9
    return int(number) if known and int(number) < pages else None
