"""A file of wanted cases -> examples, written like worked examples, or every mistake in it."""

from __future__ import annotations

from pathlib import Path

from advisor.conditions import NOWHERE, Place
from advisor.loading.draft import Draft
from advisor.loading.promising import examples
from advisor.loading.text.decoding import BYTES_AT_MOST, why
from advisor.loading.text.page import Page
from advisor.loading.text.reading import read
from advisor.mistakes import Mistake, Mistakes
from advisor.rulebook import Example, Rulebook


def read_wanted(path: Path, rulebook: Rulebook) -> tuple[Example, ...]:
    """The wanted cases in a file. Raises Mistakes, all of them at once."""
    try:
        with path.open("rb") as file:
            content = file.read(BYTES_AT_MOST + 1)
    except (OSError, ValueError) as error:
        raise Mistakes([Mistake(Place(str(path)), why(error), "Check its name.")]) from None
    return read_wanted_text(content, str(path), rulebook)


def read_wanted_text(text: str | bytes, name: str, rulebook: Rulebook) -> tuple[Example, ...]:
    """The wanted cases in a text, called `name` in mistakes. Raises Mistakes."""
    page = Page(read(name, text), "case")
    found: tuple[Example, ...] | None = None
    if page.readable:
        draft, asked = _draft(rulebook), rulebook.questionnaire
        found = page.spared(lambda: examples(draft, page, asked, rulebook.outcomes))
    if found is None or page.mistakes:
        raise Mistakes(page.mistakes)
    return found


def _draft(rulebook: Rulebook) -> Draft:
    """A draft that knows all that cases of this rulebook may refer to."""
    forms = (form.id for outcome in rulebook.outcomes.values() for form in outcome.forms)
    questions = rulebook.questionnaire.weighed()
    declared = {"question": questions, "outcome": rulebook.outcomes, "form": forms}
    return Draft(
        {},
        declared={kind: dict.fromkeys(names, NOWHERE) for kind, names in declared.items()},
        questions=dict(questions),
    )
