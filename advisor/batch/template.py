"""An empty table to fill in, one company a row."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import openpyxl
import pyarrow as pa
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from advisor.batch.writing import whole, writing
from advisor.loading.sheets.answering import legal_answers
from advisor.loading.tables.answers import NOT_SURE
from advisor.loading.tables.header import held_title
from advisor.questionnaire import Question, Questionnaire

NAME = "company"
BOLD = Font(bold=True)
ROWS_WITH_HELP = 2_000


def write_template(path: Path, asked: Questionnaire) -> None:
    """Write an empty table with a column for the name and one for each question.

    In an Excel file the columns bear the questions' wording, cells offer their choices, and a
    second sheet explains them; elsewhere the columns bear the questions' ids. Raises OSError.
    """
    with whole(path) as file:
        _write(file, path, asked)


def template(ending: str, asked: Questionnaire) -> bytes:
    """The same table as the content of a file of this kind."""
    file = io.BytesIO()
    _write(file, Path(f"template{ending}"), asked)
    return file.getvalue()


def _write(file: IO[bytes], path: Path, asked: Questionnaire) -> None:
    if path.suffix.lower() != ".xlsx":
        columns = pa.schema([(name, pa.string()) for name in (NAME, *asked.questions)])
        with writing(file, columns, path):
            return
    workbook = openpyxl.Workbook()
    companies = workbook.active
    assert isinstance(companies, Worksheet)
    _fill(companies, asked)
    _explain(workbook.create_sheet("Questions"), asked)
    _offer(companies, workbook.create_sheet("Choices"), asked)
    workbook.save(file)


def _fill(sheet: Worksheet, asked: Questionnaire) -> None:
    sheet.title = "Companies"
    sheet.append(["Company", *(question.ask for question in asked.questions.values())])
    sheet.freeze_panes = "B2"
    for position, title in enumerate(sheet[1], 1):
        title.font, title.alignment = BOLD, Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(position)].width = 24


def _offer(sheet: Worksheet, choices: Worksheet, asked: Questionnaire) -> None:
    """Let cells offer the choices of their question, which stand in a sheet of their own."""
    places = enumerate(asked.questions.values(), 2)
    picked = ((place, q, offered) for place, q in places if (offered := _offered(q)))
    for column, (position, question, offered) in enumerate(picked, 1):
        for row, text in enumerate((question.ask, *offered), 1):
            choices.cell(row, column, text)
        letter = get_column_letter(column)
        source = f"{choices.title}!${letter}$2:${letter}${len(offered) + 1}"
        choice = DataValidation(type="list", formula1=source, allow_blank=True)
        # Other ways to write a choice are read too.
        choice.showErrorMessage = False
        letter = get_column_letter(position)
        choice.add(f"{letter}2:{letter}{ROWS_WITH_HELP}")
        sheet.add_data_validation(choice)


def _offered(question: Question) -> tuple[str, ...]:
    """What a cell offers: nothing for numbers, and for several choices none can be picked."""
    if question.kind not in ("choice", "scale"):
        return ()
    return (*(question.steps or [choice.label for choice in question.choices]), NOT_SURE)


def _explain(sheet: Worksheet, asked: Questionnaire) -> None:
    sheet.append(["Question", "Id", "What to write", "Why we ask", "In the short form"])
    for question in asked.questions.values():
        sheet.append(
            [
                question.ask,
                question.id,
                _what_to_write(question),
                question.why,
                "yes" if question.short_form else "no",
            ]
        )
    for row, responsibility in asked.responsibilities.items():
        for key, legal in (("owner", asked.owners), ("done", asked.done)):
            title = f"{responsibility.text}: {key}"
            words = _one_of((*legal.values(), NOT_SURE))
            sheet.append([title, held_title(row, key), words, "", "no"])
    for letter, width in zip("ABCDE", (60, 30, 80, 60, 18), strict=True):
        sheet.column_dimensions[letter].width = width
    for row_of_cells in sheet.iter_rows():
        for cell in row_of_cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for heading in sheet[1]:
        heading.font = BOLD


def _what_to_write(question: Question) -> str:
    labels = [choice.label for choice in question.choices]
    if question.kind == "choices":
        some = f"up to {question.most}" if question.most else "one or more"
        return f"{some.capitalize()}, with ; between them: {_one_of((*labels, NOT_SURE))}"
    if question.kind == "choice":
        return _one_of((*labels, NOT_SURE))
    return _one_of((*legal_answers(question)[:-1], NOT_SURE))


def _one_of(legal: Iterable[str]) -> str:
    return f"{' / '.join(legal)}."
