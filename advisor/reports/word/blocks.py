"""Each kind of block as paragraphs, tables and pictures of Word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docx.oxml.ns import qn

from advisor.reports.model import (
    Block,
    Bullets,
    Callout,
    Fact,
    Facts,
    Figure,
    Item,
    Numbered,
    Paragraph,
    Run,
    Table,
)
from advisor.reports.raster import png, size
from advisor.reports.word.elements import Element, field, made, numbering, paragraph, text
from advisor.reports.word.paper import WIDTH, Paper
from advisor.reports.word.tables import cell, row, table

DEEPEST_LIST = 5
FEW_ROWS = 6
"""A table with no more rows stands on one page."""
SHORT_TERM = 5
"""Signs of a term that needs no more than a narrow column, such as "[12]"."""
_KEEPING_AWAY = {"Heading1", "Heading2", "TableCaption", "Figure"}
"""Styles with room above them."""


def blocks(paper: Paper, given: Iterable[Block], width: int = WIDTH) -> list[Element]:
    """The blocks in order, in a column of this width in twentieths of a point."""
    given = tuple(given)
    return [
        element
        for block, following in zip(given, (*given[1:], None), strict=False)
        for element in _block(paper, block, width, leads=_leads(block, following))
    ]


def _leads(block: Block, following: Block | None) -> bool:
    """Whether a paragraph only opens what follows it: they stay on one page."""
    if not isinstance(block, Paragraph) or not block.runs or following is None:
        return False
    return isinstance(following, Table | Figure) or block.runs[-1].text.endswith(":")


def parted(elements: Iterable[Element]) -> Iterator[Element]:
    """The elements with a gap after each table that text or another table follows."""
    after_table = False
    for element in elements:
        if after_table and not _keeps_away(element):
            yield paragraph("Gap")
        yield element
        after_table = element.tag == qn("w:tbl")
    if after_table:
        # A column has to end with a paragraph.
        yield paragraph("Gap")


def _keeps_away(element: Element) -> bool:
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return style is not None and style.get(qn("w:val")) in _KEEPING_AWAY


def _block(paper: Paper, block: Block, width: int, *, leads: bool = False) -> Iterator[Element]:
    if isinstance(block, Paragraph):
        looks = [made("w:keepNext")] if leads else []
        yield paragraph("Normal", paper.runs(block.runs), *looks)
    elif isinstance(block, Bullets):
        yield from _bullets(paper, block.items)
    elif isinstance(block, Numbered):
        yield from _numbered(paper, block.items)
    elif isinstance(block, Facts):
        yield facts(paper, block.facts, width)
    elif isinstance(block, Table):
        yield from _table(paper, block, width)
    elif isinstance(block, Figure):
        yield from _figure(paper, block)
    else:
        yield _callout(paper, block, width)


def _bullets(paper: Paper, items: Iterable[Item], depth: int = 1) -> Iterator[Element]:
    style = f"ListBullet{depth}" if depth > 1 else "ListBullet"
    for item in items:
        yield paragraph(style, paper.runs(item.runs))
        yield from _bullets(paper, item.below, min(depth + 1, DEEPEST_LIST))


def _numbered(paper: Paper, items: Iterable[Item]) -> Iterator[Element]:
    number = paper.new_list()
    for item in items:
        yield paragraph("ListNumber", paper.runs(item.runs), numbering(number))
        yield from _bullets(paper, item.below, 2)


def facts(paper: Paper, given: Sequence[Fact], width: int = WIDTH) -> Element:
    """Terms and what is said of them, as two columns without lines."""
    short = all(len(fact.term) <= SHORT_TERM for fact in given)
    left = round(width * (0.07 if short else 0.3))
    together = len(given) <= FEW_ROWS
    rows = [
        row(
            [
                cell("FactTerm", paper.marked(fact.anchor, text(fact.term)), left,
                     keep=together and fact is not given[-1]),
                cell("FactText", paper.runs(fact.runs), width - left),
            ]
        )
        for fact in given
    ]  # fmt: skip
    return table("FactTable", (left, width - left), rows)


def _table(paper: Paper, block: Table, width: int) -> Iterator[Element]:
    yield _caption(paper, "TableCaption", "Table", block.number, block.caption)
    edges = [round(width * sum(block.widths[:n]) / 100) for n in range(len(block.widths) + 1)]
    columns = [right - left for left, right in zip(edges, edges[1:], strict=False)]
    numbers = [side == "right" for side in block.sides]
    together = len(block.rows) <= FEW_ROWS
    header = row(
        [
            cell("TableHeadingNumber" if number else "TableHeading", text(words), column)
            for words, column, number in zip(block.header, columns, numbers, strict=True)
        ],
        header=True,
    )
    rows = [
        row(
            [
                cell("TableNumber" if number else "TableText", paper.runs(runs), column,
                     keep=together and runs_of_row is not block.rows[-1])
                for runs, column, number in zip(runs_of_row, columns, numbers, strict=True)
            ]
        )
        for runs_of_row in block.rows
    ]  # fmt: skip
    yield table("ReportTable", columns, [header, *rows], block.caption)


def _figure(paper: Paper, figure: Figure) -> Iterator[Element]:
    name = f"Figure {figure.number}"
    yield paragraph("Figure", [paper.picture(png(figure), *size(figure), name, figure.says)])
    yield _caption(paper, "Caption", "Figure", figure.number, figure.caption)


def _caption(paper: Paper, style: str, label: str, number: int, words: str) -> Element:
    counted = [*text(f"{label} "), field(f"SEQ {label} \\* ARABIC", str(number))]
    return paragraph(style, [*counted, *text(f". {words}")])


def _callout(paper: Paper, callout: Callout, width: int) -> Element:
    """A table of one cell, which stays on one page."""
    inner = width - 2 * 227
    held = [paragraph("CalloutTitle", text(callout.title))]
    for block in callout.blocks:
        if isinstance(block, Facts):
            held += (_fact_in_line(paper, fact) for fact in block.facts)
        else:
            held += _block(paper, block, inner)
    frame = made("w:tc", made("w:tcPr", made("w:tcW", w=width, type="dxa")), *parted(held))
    return table(f"Callout{callout.tone.capitalize()}", (width,), [row([frame])], callout.title)


def _fact_in_line(paper: Paper, fact: Fact) -> Element:
    term = paper.marked(fact.anchor, paper.runs((Run(f"{fact.term}:", strong=True),)))
    return paragraph("Normal", [*term, *text(" "), *paper.runs(fact.runs)])
