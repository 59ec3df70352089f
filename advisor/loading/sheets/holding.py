"""One row of "who does what" as it was typed -> who holds it and how well it is done."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.loading.faults import Fault, Misread
from advisor.loading.sheets.answering import NOTHING, UNKNOWN_WORD
from advisor.loading.text.nodes import Map, Path, Text
from advisor.loading.text.page import Page
from advisor.loading.text.words import did_you_mean, quoted
from advisor.questionnaire import Holding, Questionnaire

KEYS = ("owner", "done")
EXAMPLE = "{owner: ceo, done: well}"


def holding(page: Page, path: Path, questionnaire: Questionnaire) -> Holding | None:
    """Who holds the row at a path and how well it is done; None, and a mistake, if unclear."""
    node = page.node(path)
    row = path[-1]
    if isinstance(node, Text) and node.value == UNKNOWN_WORD:
        return Holding()
    if not isinstance(node, Map) or not node.values:
        remedy = f"Write {row}: {EXAMPLE}, or {row}: {UNKNOWN_WORD}."
        page.mistake(path, f"{row} does not say who holds it.", remedy)
        return None
    for key in node.values:
        if key not in KEYS:
            what = f"{row} has no key {quoted(key)}."
            page.mistake((*path, key), what, did_you_mean(key, KEYS), KEYS, key=True)
    return Holding(
        owner=_word(page, (*path, "owner"), questionnaire.owners),
        done=_word(page, (*path, "done"), questionnaire.done),
    )


def _word(page: Page, path: Path, legal: Mapping[str, str]) -> str | None:
    """The word at a path; None where it is missing, unknown or, with a mistake, not legal."""
    node = page.node(path)
    try:
        if node is None or isinstance(node, Text):
            return None if node is None else word(f"{path[-1]} of {path[-2]}", node, legal)
        raise Misread(Fault(f"{path[-1]} takes one word.", "", (*legal, UNKNOWN_WORD)))
    except Misread as misread:
        page.faults(path, misread)
        return None


def word(name: str, text: Text, legal: Mapping[str, str]) -> str | None:
    """The legal word in a text; None for unknown. Raises Misread, calling it by `name`."""
    words = (*legal, UNKNOWN_WORD)
    if text.value in words:
        return text.value if text.value in legal else None
    if text.plain and text.value in NOTHING:
        remedy = f"Leave it out, or write {UNKNOWN_WORD}."
        raise Misread(Fault(f"{name} has no word here.", remedy, words))
    what = f"{name} cannot be {quoted(text.value)}."
    raise Misread(Fault(what, did_you_mean(text.value, words), words))
