"""Fields to write in, as the browser's own HTML, and what somebody wrote in them."""

from __future__ import annotations

import unicodedata

from advisor.markup import safe
from advisor.storage import LONGEST_PROSE, LONGEST_TEXT


def one_line(name: str, label: str, unit: str = "") -> str:
    """A field of one line, with its label and the unit that follows it."""
    follows = f' <span id="unit-{name}">{safe(unit)}</span>' if unit else ""
    about = f"unit-{name} note-{name}" if unit else f"note-{name}"
    return (
        f'<p class="entry"><label for="{name}">{safe(label)}</label><input type="text" '
        f'name="{name}" id="{name}" maxlength="{LONGEST_TEXT}" autocomplete="off" '
        f'aria-describedby="{about}">{follows}</p>{_note(name)}'
    )


def day(name: str, label: str) -> str:
    """A field for a day, with its label."""
    return (
        f'<p class="entry"><label for="{name}">{safe(label)}</label><input type="date" '
        f'name="{name}" id="{name}" aria-describedby="note-{name}"></p>{_note(name)}'
    )


def area(name: str, label: str, rows: int) -> str:
    """A field of so many lines, with its label."""
    name = safe(name)
    return (
        f'<p class="entry above"><label for="{name}">{safe(label)}</label></p>'
        f'<textarea name="{name}" id="{name}" rows="{rows}" maxlength="{LONGEST_PROSE}" '
        f'aria-describedby="note-{name}"></textarea>'
        f"{_note(name)}"
    )


def _note(name: str) -> str:
    return f'<p class="note why" id="note-{name}" data-note="{name}" aria-live="polite"></p>'


def readable(text: str) -> str:
    """What somebody wrote without signs that nobody sees or no file can hold; lines stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    seen = (s for s in lines if s == "\n" or unicodedata.category(s) not in ("Cc", "Cs"))
    return "".join(seen)[:LONGEST_PROSE]


def in_one_line(text: str) -> str:
    """The same for a field of one line."""
    return " ".join(readable(text).split())[:LONGEST_TEXT]
