"""A population file -> how each answer of a sheet is drawn, or every mistake in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from advisor.conditions import Place
from advisor.loading.sheets.numbers import exact
from advisor.loading.text.decoding import BYTES_AT_MOST, why
from advisor.loading.text.nodes import Map, Text
from advisor.loading.text.nodes import Path as Way
from advisor.loading.text.page import Page
from advisor.loading.text.reading import read
from advisor.loading.text.words import quoted
from advisor.mistakes import Mistake, Mistakes
from advisor.questionnaire import NONE, Question, Questionnaire

KEYS = ("says", "sheets", "answers")
UNKNOWN = "unknown"
SHEETS_AT_MOST = 200_000
_LOOKS = (
    "Write answers: and below it questions with numbers for their bands or choices, such as "
    "headcount: {small: 30, midsize: 70}."
)


@dataclass(frozen=True)
class StatedPopulation:
    """What a population file states; `sheets` is None where it leaves the number open.

    `weights`: question -> how often each band or choice is drawn, in proportion; of a question
    with several choices how many in a hundred pick each one.
    """

    says: str
    sheets: int | None
    weights: dict[str, dict[str, float]]


def read_population(path: Path, questionnaire: Questionnaire) -> StatedPopulation:
    """The population in a file. Raises Mistakes, all of them at once."""
    try:
        with path.open("rb") as file:
            content = file.read(BYTES_AT_MOST + 1)
    except (OSError, ValueError) as error:
        raise Mistakes([Mistake(Place(str(path)), why(error), "Check its name.")]) from None
    page = Page(read(str(path), content))
    found = page.spared(lambda: _stated(page, questionnaire)) if page.readable else None
    if found is None or page.mistakes:
        raise Mistakes(page.mistakes)
    return found


def _stated(page: Page, questionnaire: Questionnaire) -> StatedPopulation:
    if not isinstance(page.root, Map):
        page.mistake((), "This is no population.", _LOOKS)
        return StatedPopulation("", None, {})
    for key in page.root.values:
        if key not in KEYS:
            page.unknown_word((key,), key, "key", KEYS, key=True)
    says, answers = page.node(("says",)), page.node(("answers",))
    if not isinstance(answers, Map):
        page.mistake(("answers",) if answers else (), "No answers are stated.", _LOOKS)
        return StatedPopulation("", None, {})
    weights = {}
    asked = questionnaire.questions
    for name in answers.values:
        if name not in asked:
            page.unknown_word(("answers", name), name, "question", asked, key=True)
        else:
            weights[name] = _weights(page, ("answers", name), asked[name])
    return StatedPopulation(says.value if isinstance(says, Text) else "", _sheets(page), weights)


def _sheets(page: Page) -> int | None:
    node = page.node(("sheets",))
    if node is None:
        return None
    number = exact(node.value) if isinstance(node, Text) else None
    if number is None or number != int(number) or not 1 <= number <= SHEETS_AT_MOST:
        what = f"sheets should be a whole number from 1 to {SHEETS_AT_MOST:,}."
        page.mistake(("sheets",), what)
        return None
    return int(number)


def _weights(page: Page, path: Way, question: Question) -> dict[str, float]:
    node = page.node(path)
    if not isinstance(node, Map) or not node.values:
        page.mistake(path, f"{question.id} has no numbers.", _LOOKS)
        return {}
    several = question.kind == "choices"
    legal = (*(c for c in question.cells if not (several and c == NONE)), UNKNOWN)
    found = {}
    for cell, value in node.values.items():
        if cell not in legal:
            page.unknown_word((*path, cell), cell, "band or choice", legal, key=True)
            continue
        number = exact(value.value) if isinstance(value, Text) else None
        most = 100 if several else 1_000_000
        if number is None or not 0 <= number <= most:
            shown = quoted(value.value) if isinstance(value, Text) else "this"
            what = f"{cell} should be a number from 0 to {most:,}, not {shown}."
            remedy = "Of several choices it is how many in a hundred pick it." if several else ""
            page.mistake((*path, cell), what, remedy)
            continue
        found[cell] = float(number)
    if found and not several and not any(found.values()):
        page.mistake(path, f"{question.id} is never answered and never open.", "Raise a number.")
    return found
