"""One row of "who does what" as it was typed -> who holds it and how well it is done."""

from __future__ import annotations

from collections.abc import Mapping

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
    if node is None or (isinstance(node, Text) and node.value == UNKNOWN_WORD):
        return None
    words = (*legal, UNKNOWN_WORD)
    if isinstance(node, Text) and node.value in legal:
        return node.value
    if not isinstance(node, Text):
        page.mistake(path, f"{path[-1]} takes one word.", "", words)
    elif node.plain and node.value in NOTHING:
        remedy = f"Leave it out, or write {UNKNOWN_WORD}."
        page.mistake(path, f"{path[-1]} of {path[-2]} has no word here.", remedy, words)
    else:
        what = f"{path[-1]} of {path[-2]} cannot be {quoted(node.value)}."
        page.mistake(path, what, did_you_mean(node.value, words), words)
    return None
