"""The files of a rulebook -> Rulebook, or every mistake in all of them at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from advisor.conditions import Place
from advisor.loading import believing, promising, structures
from advisor.loading.deciding import decision
from advisor.loading.declaring import BOOK, EXAMPLES, draft_of, themes
from advisor.loading.draft import Draft
from advisor.loading.questionnaires import FOLDER, check_files, questionnaire
from advisor.loading.shapes.fitting import fit
from advisor.loading.shapes.rules import RulebookShape, SectionShape
from advisor.loading.text.folder import texts_of
from advisor.loading.text.page import Page
from advisor.mistakes import Mistake, Mistakes
from advisor.questionnaire import Questionnaire
from advisor.rulebook import Example, Outcome, Rulebook

RULES = Path(__file__).resolve().parents[2] / "rules"
"""The rule files that come with the program."""

REQUIRED = (BOOK, "decision.yaml", "dimensions.yaml", "outcomes.yaml", "sources.yaml")
_PLACEHOLDER = re.compile(r"\{[a-z][a-z0-9_]*\}")
_FILLED_IN = ("rule", "gate", "note")
Built = TypeVar("Built")


def load_rulebook(folder: Path = RULES) -> Rulebook:
    """The rulebook in a folder. Raises Mistakes with all that is wrong in all of its files."""
    return load_texts(texts_of(folder), folder.resolve().name)


def load_texts(texts: Mapping[str, str | bytes], folder: str = "rules") -> Rulebook:
    """The rulebook whose files have these texts, by their path inside `folder`.

    Lets an edit be tried before it is saved. Raises Mistakes.
    """
    draft = draft_of(texts, folder)
    found = [
        Mistake(Place(f"{folder}/{file}"), "The file is missing.", "Every rulebook has one.")
        for file in REQUIRED
        if file not in draft.pages
    ]
    rulebook = _assembled(draft) if not found else None
    found += [mistake for page in draft.pages.values() for mistake in page.mistakes]
    if found or rulebook is None:
        raise Mistakes(found)
    return rulebook


def fingerprint(texts: Mapping[str, str]) -> str:
    """Twelve characters that change when any file that shapes the advice does.

    Line ends do not count: a file that was copied through Windows gives the same advice.
    """
    digest = hashlib.sha256()
    for name in sorted(name for name in texts if not name.startswith(EXAMPLES)):
        text = texts[name].replace("\r\n", "\n")
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()[:12]


def _assembled(draft: Draft) -> Rulebook | None:
    """The rulebook as far as its files allow; the mistakes stay with their pages."""
    book = _book(draft)
    asked = questionnaire(draft, book)
    decided = _built(draft, "decision.yaml", decision)
    outcomes = _built(draft, "outcomes.yaml", structures.outcomes) or {}
    gates = _built(draft, "gates.yaml", believing.gates) or ()
    rulebook = (
        None
        if decided is None
        else Rulebook(
            name=book.name,
            version=book.version,
            changes=book.changes,
            fingerprint=fingerprint({name: page.text for name, page in draft.pages.items()}),
            questionnaire=asked,
            rules=tuple(
                rule
                for theme, page in themes(draft).items()
                for rule in _built(draft, f"{theme}.yaml", partial(believing.rules, theme=theme))
                or ()
            ),
            gates=gates,
            notes=_built(draft, "notes.yaml", believing.notes) or (),
            dimensions=_built(draft, "dimensions.yaml", believing.dimensions) or {},
            decision=decided,
            outcomes=outcomes,
            sources=_built(draft, "sources.yaml", believing.sources) or {},
            properties=_built(draft, "properties.yaml", promising.properties) or (),
            examples=_examples(draft, asked, outcomes),
            declared=draft.declared.get("question", {}),
        )
    )
    _built(draft, "outcomes.yaml", lambda _, page: structures.check_chain(page, outcomes))
    _built(draft, "gates.yaml", lambda _, page: structures.check_gates(page, outcomes, gates))
    every = tuple(asked.questions.values())
    for name in draft.pages:
        _built(draft, name, _check_braces)
        if outcomes and name.startswith(f"{FOLDER}/"):
            _built(draft, name, lambda _, p: structures.check_measures(p, every, outcomes))
    return rulebook


def _built(draft: Draft, name: str, build: Callable[[Draft, Page], Built]) -> Built | None:
    """What is built from a page; None where there is no such page or it cannot be read."""
    page = draft.pages.get(name)
    if page is None or not page.readable:
        return None
    return page.spared(partial(build, draft, page))


def _book(draft: Draft) -> RulebookShape:
    """rulebook.yaml; where it does not fit, a stand-in with the sections that have files."""

    def read(_: Draft, page: Page) -> RulebookShape | None:
        shape = fit(page, (), RulebookShape) if page.entries() else None
        if shape:
            check_files(draft, shape)
        return shape

    names = [n.removeprefix(f"{FOLDER}/").removesuffix(".yaml") for n in draft.pages]
    nothing = SectionShape.model_construct(title="", about="")
    stand_in = RulebookShape.model_construct(
        name="", version="", changes=(), sections=dict.fromkeys(names, nothing), at_most_together=()
    )
    return _built(draft, BOOK, read) or stand_in


def _examples(
    draft: Draft, asked: Questionnaire, outcomes: Mapping[str, Outcome]
) -> tuple[Example, ...]:
    build = partial(promising.examples, questionnaire=asked, outcomes=outcomes)
    return tuple(
        example
        for name in draft.pages
        if name.startswith(EXAMPLES)
        for example in _built(draft, name, build) or ()
    )


def _check_braces(_: Draft, page: Page) -> None:
    """Braces stand only where a company's answer is filled in."""
    for path, text in page.texts():
        filled_in = page.thing in _FILLED_IN and path[1:] == ("says",)
        rest = _PLACEHOLDER.sub("", text) if filled_in else text
        if "{" in rest or "}" in rest:
            what = "Braces hold the id of a question here, and nothing else."
            if not filled_in:
                what = "Answers are filled in only where a rule, a gate or a note says something."
            page.mistake(path, what, "Write {question_id}, or leave the braces out.")
