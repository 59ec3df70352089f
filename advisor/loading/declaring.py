"""Texts of rule files -> a draft: every page read, every id known before anything refers to it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial

from advisor.conditions import Place
from advisor.loading.draft import Draft
from advisor.loading.questionnaires import FOLDER, MATRIX, TAGS, file_of
from advisor.loading.text.nodes import Map
from advisor.loading.text.page import Page
from advisor.loading.text.reading import Document, read

BOOK = "rulebook.yaml"
# Files with a meaning of their own, and what one entry of each is; any other is a theme.
THINGS = {
    BOOK: "",
    "decision.yaml": "",
    "gates.yaml": "gate",
    "notes.yaml": "note",
    "dimensions.yaml": "dimension",
    "outcomes.yaml": "outcome",
    "sources.yaml": "source",
    "properties.yaml": "property",
}
EXAMPLES = "examples/"
# Which ids the matrix of who does what declares, by the key they stand under.
IN_MATRIX = {
    "responsibilities": "responsibility",
    "owners": "owner",
    "done": "quality",
    "shares": "question",
}
# Gates and notes are told beside rules, so the three share their ids.
_IDS_OF = {"gate": "rule", "note": "rule"}


def draft_of(texts: Mapping[str, str | bytes], folder: str) -> Draft:
    """The draft of a rulebook in `folder`, with all that its files declare."""
    pages = {
        name: Page(_read(f"{folder}/{name}", text), thing_of(name))
        for name, text in sorted(texts.items())
    }
    draft = Draft(pages)
    draft.declared["tag"] = {tag: Place("") for tag in TAGS}
    for name, page in pages.items():
        page.spared(partial(_declare, draft, name, page))
    return draft


@lru_cache(maxsize=64)
def _read(name: str, text: str | bytes) -> Document:
    """A file as read. Remembered: while somebody edits one file, the others stay as they are."""
    return read(name, text)


def thing_of(file: str) -> str:
    """What one entry of a file is; empty where the file is a whole."""
    if file == file_of(MATRIX):
        return ""
    if file.startswith(f"{FOLDER}/"):
        return "question"
    return "example" if file.startswith(EXAMPLES) else THINGS.get(file, "rule")


def themes(draft: Draft) -> dict[str, Page]:
    """The pages that hold rules, by theme."""
    return {
        name.removesuffix(".yaml"): page
        for name, page in draft.pages.items()
        if name not in THINGS and "/" not in name
    }


def _declare(draft: Draft, name: str, page: Page) -> None:
    thing = page.thing
    if thing:
        draft.declare(_IDS_OF.get(thing, thing), page, ())
    if name == file_of(MATRIX):
        for key, kind in IN_MATRIX.items():
            draft.declare(kind, page, (key,))
    if thing == "outcome":
        if not page.readable:
            draft.unsure.add("form")
        for outcome in page.root.values if isinstance(page.root, Map) else ():
            draft.declare("form", page, (outcome, "forms"))
