"""Notes on answers in words."""

from __future__ import annotations

from advisor.storage import Note

SOURCES = {"told": "Told", "document": "A document", "seen": "Seen on the spot"}
"""The sources that are offered, by what is kept; any other words are kept as they are."""


def source_told(note: Note) -> str:
    """Where the answer comes from, in words."""
    return SOURCES.get(note.source, note.source)


def note_told(note: Note | None) -> str:
    """A note on one line, with its source; empty where there is none."""
    if note is None:
        return ""
    source = f"({source_told(note)})" if note.source else ""
    return " ".join(f"{note.text} {source}".split())
