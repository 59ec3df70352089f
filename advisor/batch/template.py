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
from advisor.loading.sheets.answering import UNKNOWN_WORD, legal_answers
from advisor.loading.tables.header import held_title
from advisor.questionnaire import Question, Questionnaire
from advisor.wording import listed

NAME = "company"
BOLD = Font(bold=True)
ROWS_WITH_HELP = 2_000
LONGEST_LIST = 250
"""Characters of a list that Excel offers in a cell."""


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
    workbook.save(file)


def _fill(sheet: Worksheet, asked: Questionnaire) -> None:
    sheet.title = "Companies"
    sheet.append(["Company", *(question.ask for question in asked.questions.values())])
    sheet.freeze_panes = "B2"
    for position, title in enumerate(sheet[1], 1):
        title.font, title.alignment = BOLD, Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(position)].width = 24
    for position, question in enumerate(asked.questions.values(), 2):
        offered = ",".join((*(choice.id for choice in question.choices), UNKNOWN_WORD))
        if question.kind == "choice" and len(offered) <= LONGEST_LIST:
            choice = DataValidation(type="list", formula1=f'"{offered}"', allow_blank=True)
            letter = get_column_letter(position)
            choice.add(f"{letter}2:{letter}{ROWS_WITH_HELP}")
            sheet.add_data_validation(choice)


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
            sheet.append([title, held_title(row, key), _one_of((*legal, UNKNOWN_WORD)), "", "no"])
    for letter, width in zip("ABCDE", (60, 30, 80, 60, 18), strict=True):
        sheet.column_dimensions[letter].width = width
    for row_of_cells in sheet.iter_rows():
        for cell in row_of_cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for heading in sheet[1]:
        heading.font = BOLD


def _what_to_write(question: Question) -> str:
    if question.kind == "choices":
        some = f"up to {question.most}" if question.most else "one or more"
        return f"{some.capitalize()}, with ; between them: {', '.join(legal_answers(question))}."
    return _one_of(legal_answers(question))


def _one_of(legal: Iterable[str]) -> str:
    return f"{listed(legal, 'or')}."
