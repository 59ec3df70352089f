"""rulebook.yaml and questions/ -> Questionnaire: sections, questions, who does what, shares."""

from __future__ import annotations

from functools import partial

from advisor.loading.asking import bands, questions
from advisor.loading.draft import Draft
from advisor.loading.shapes.fitting import fit
from advisor.loading.shapes.questions import (
    ResponsibilitiesShape,
    ResponsibilityShape,
    ShareShape,
    TallyShape,
)
from advisor.loading.shapes.rules import RulebookShape
from advisor.loading.text.page import Page
from advisor.loading.text.words import quoted
from advisor.questionnaire import (
    AtMostTogether,
    Question,
    Questionnaire,
    Responsibility,
    Section,
    Share,
    Tally,
)

MATRIX = "responsibilities"
"""The section that is not a list of questions but the matrix of who does what."""

TAGS = ("strategic", "cross_functional", "operational")
FOLDER = "questions"


def file_of(section: str) -> str:
    """The file of a section, as it is called inside the rules folder."""
    return f"{FOLDER}/{section}.yaml"


def questionnaire(draft: Draft, book: RulebookShape) -> Questionnaire:
    """Everything that can be asked. The sound questions are known to the draft afterwards."""
    asked: dict[str, Question] = {}
    for section in book.sections:
        page = draft.pages.get(file_of(section))
        if section != MATRIX and page and page.readable:
            asked |= page.spared(partial(questions, draft, page, section)) or {}
    draft.questions = dict(asked)
    matrix, shares = _matrix(draft)
    draft.questions |= {name: share.question for name, share in shares.items()}
    for name in draft.doubtful & set(draft.questions):
        del draft.questions[name]
    return Questionnaire(
        sections=tuple(Section(n, s.title, s.about) for n, s in book.sections.items()),
        questions=asked,
        together=_together(draft, book),
        responsibilities={n: _responsibility(n, r) for n, r in matrix.responsibilities.items()},
        owners=dict(matrix.owners),
        done=dict(matrix.done),
        shares=shares,
    )


def check_files(draft: Draft, book: RulebookShape) -> None:
    """Every section has its file and every file in questions/ its section."""
    page = draft.pages["rulebook.yaml"]
    for section in book.sections:
        if file_of(section) not in draft.pages:
            what = f"The section {section} has no file {file_of(section)}."
            page.mistake(("sections", section), what, "Add the file, or remove the section.")
    for name, found in draft.pages.items():
        section = name.removeprefix(f"{FOLDER}/").removesuffix(".yaml")
        if name.startswith(f"{FOLDER}/") and section not in book.sections:
            what = (
                f"This file belongs to no section: rulebook.yaml has none called {quoted(section)}."
            )
            found.mistake((), what, "Name it under sections, or rename the file.", book.sections)


def _together(draft: Draft, book: RulebookShape) -> tuple[AtMostTogether, ...]:
    page = draft.pages["rulebook.yaml"]
    for position, pair in enumerate(book.at_most_together):
        path = ("at_most_together", position, "questions")
        draft.refer_all(page, path, pair.questions, "question")
        for place, name in enumerate(pair.questions):
            question = draft.questions.get(name)
            if question and question.kind != "number":
                page.mistake((*path, place), f"{name} is no number, so it cannot be added up.")
    return tuple(
        AtMostTogether(pair.questions[0], pair.questions[1], pair.at_most, pair.says)
        for pair in book.at_most_together
    )


def _responsibility(name: str, shape: ResponsibilityShape) -> Responsibility:
    return Responsibility(name, shape.text, shape.tag, shape.usually, shape.shared_with)


def _matrix(draft: Draft) -> tuple[ResponsibilitiesShape, dict[str, Share]]:
    page = draft.pages.get(file_of(MATRIX))
    nothing = ResponsibilitiesShape.model_construct(
        responsibilities={}, owners={}, done={}, shares={}
    )
    if page is None or not page.readable or not page.entries():
        return nothing, {}
    matrix = page.spared(lambda: fit(page, (), ResponsibilitiesShape))
    if matrix is None:
        draft.unsure |= {"responsibility", "owner", "quality"}
        return nothing, {}
    return matrix, page.spared(lambda: _shares(draft, page, matrix)) or {}


def _shares(draft: Draft, page: Page, matrix: ResponsibilitiesShape) -> dict[str, Share]:
    found = {}
    for name, shape in matrix.shares.items():
        mistakes = len(page.mistakes)
        share = _share(draft, page, name, shape, matrix)
        if len(page.mistakes) == mistakes:
            found[name] = share
    return found


def _share(
    draft: Draft, page: Page, name: str, shape: ShareShape, matrix: ResponsibilitiesShape
) -> Share:
    path = ("shares", name)
    draft.refer_all(page, (*path, "of"), shape.of, "tag", "responsibility")
    question = Question(
        id=name,
        section=MATRIX,
        ask=shape.ask,
        why=shape.why,
        kind="number",
        unit="percent",
        high=100,
        bands=bands(page, (*path, "bands"), shape.bands, 0, 100),
        changes=shape.changes,
        says=shape.says,
    )
    rows = tuple(
        row for row, r in matrix.responsibilities.items() if row in shape.of or r.tag in shape.of
    )
    tallies = [_tally(draft, page, name, i, tally) for i, tally in enumerate(shape.counts)]
    return Share(question, rows, tuple(tallies))


def _tally(draft: Draft, page: Page, share: str, position: int, tally: TallyShape) -> Tally:
    path = ("shares", share, "counts", position)
    draft.refer_all(page, (*path, "owner"), tally.owner, "owner")
    draft.refer_all(page, (*path, "done"), tally.done, "quality")
    if not tally.owner and not tally.done:
        page.mistake(path, "This would count every responsibility.", "Name owner, done or both.")
    return Tally(frozenset(tally.owner), frozenset(tally.done))
