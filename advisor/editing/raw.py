"""The difference between two states of the rule files, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import unified_diff

AROUND = 2
"""Unchanged lines shown before and after a changed one."""


def raw_difference(
    before: Mapping[str, str], after: Mapping[str, str], folder: str = "", around: int = AROUND
) -> str:
    """Lines taken out begin with a minus, lines put in with a plus; empty where nothing differs.

    `folder` stands before the name of each file.
    """
    lines: list[str] = []
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            path = f"{folder}/{name}" if folder else name
            old, new = (texts.get(name, "").splitlines() for texts in (before, after))
            lines += unified_diff(old, new, path, path, lineterm="", n=around)
    return "\n".join(lines)
