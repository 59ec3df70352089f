"""The file around the text: the empty document it begins as, its properties, how it is packed."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from advisor.reports.model import Report
from advisor.reports.word.elements import plain

TEMPLATE = Path(__file__).parent / "template"
LONGEST_PROPERTY = 255
_FIRST_PART = "[Content_Types].xml"
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_SMALLER = {
    "Normal": (10, 4),
    "Title": (18, 2),
    "Subtitle": (12, 3),
    "Heading 1": (13, 3),
    "List Bullet": (10, 2),
    "List Number": (10, 2),
    "Callout Title": (11, 2),
}
"""Font size and space below, in points, where all has to stand on one page."""


def empty_document(report: Report) -> Document:
    """A document without text that looks as this report should, with its properties."""
    document = docx.Document(BytesIO(_template()))
    document.styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), report.language)
    if report.one_page:
        _make_smaller(document)
    if not any(section.number for section in report.sections):
        for name in ("Heading 1", "Heading 2"):
            looks = document.styles[name].element.pPr
            looks.remove(looks.numPr)
    _describe(document, report)
    return document


def _template() -> bytes:
    """The folder of the template as one file."""
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for path in sorted(TEMPLATE.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(TEMPLATE).as_posix())
    return content.getvalue()


def _make_smaller(document: Document) -> None:
    for name, (points, below) in _SMALLER.items():
        style = document.styles[name]
        style.font.size = Pt(points)
        style.paragraph_format.space_after = Pt(below)
    document.styles["Title"].paragraph_format.space_before = Pt(0)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(9)
    page = document.sections[0]
    page.top_margin = page.bottom_margin = Mm(14)


def _describe(document: Document, report: Report) -> None:
    told = document.core_properties
    moment = datetime.combine(report.dated, time(), UTC)
    told.title = _short(report.title)
    told.subject = _short(report.subject)
    told.author = told.last_modified_by = _short(report.author)
    told.version = _short(report.version)
    told.identifier = report.id
    told.language = report.language
    told.created = told.modified = moment
    told.revision = 1


def _short(words: str) -> str:
    return plain(words)[:LONGEST_PROPERTY]


def packed(document: Document) -> bytes:
    """The file. The same document gives the same bytes, on whatever day it is packed."""
    saved, content = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as old, ZipFile(content, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != _FIRST_PART, name)):
            entry = ZipInfo(name, _NO_TIME)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return content.getvalue()
