"""Words for mistakes: the nearest legal word, and outside text quoted safely."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

QUOTED_AT_MOST = 60
LONGEST_COMPARED = 60
COMPARED_AT_MOST = 300
"""Longer words, and more of them, are not compared: it would take long and help nobody."""


def quoted(text: str) -> str:
    """The text in quotation marks on one line, cut where it is long."""
    return f'"{short(text)}"'


def short(text: str) -> str:
    """The text on one line, cut where it is long, with a mark for what cannot be seen."""
    line = " ".join(text[: 2 * QUOTED_AT_MOST].split())
    seen = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)
    return seen if len(seen) <= QUOTED_AT_MOST else f"{seen[:QUOTED_AT_MOST]}…"


def nearest(word: str, legal: Iterable[str]) -> str | None:
    """The legal word that was probably meant, if one is near."""
    if len(word) > LONGEST_COMPARED:
        return None
    similar = (c for c in legal if abs(len(c) - len(word)) <= len(word) // 2 + 2)
    plain = {_plain(candidate): candidate for candidate in islice(similar, COMPARED_AT_MOST)}
    found = get_close_matches(_plain(word), plain, n=1, cutoff=0.6)
    return plain[found[0]] if found else None


def did_you_mean(word: str, legal: Iterable[str]) -> str:
    """ "Did you mean ...?", or nothing where no legal word is near."""
    found = nearest(word, legal)
    return f"Did you mean {quoted(found)}?" if found else ""


def _plain(word: str) -> str:
    return "_".join(word.lower().replace("-", " ").replace("_", " ").split())
