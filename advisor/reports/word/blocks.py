"""Each kind of block as paragraphs, tables and pictures of Word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

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
    Runs,
    Table,
)
from advisor.reports.raster import png, size
from advisor.reports.word.elements import Element, field, made, numbering, paragraph, text
from advisor.reports.word.paper import WIDTH, Paper
from advisor.reports.word.tables import cell, row, table

FEW_ENTRIES = 3
"""A list with no more entries stands on one page."""
FEW_ROWS = 6
"""A table with no more rows stands on one page."""
FRAME = 45
"""What a frame takes on each side, in twentieths of a point."""
SHORT_TERM = 5
"""Signs of a term that needs no more than a narrow column, such as "[12]"."""
_KEEPING_AWAY = {"Heading1", "Heading2", "TableCaption", "Figure"}
"""Styles with room above them."""
_BULLETS = ("ListBullet", "ListBullet2", "ListBullet3", "ListBullet4", "ListBullet5")
_HEADINGS = {"TableText": "TableHeading", "TableNumber": "TableHeadingNumber"}
_JOINT = re.compile(r"(?<=[^\W_]_)(?=[^\W_])")


def blocks(
    paper: Paper, given: Sequence[Block], width: int = WIDTH, *, opens: bool = False
) -> list[Element]:
    """The blocks in order, in a column of this width in twentieths of a point.

    `opens`: the last one only leads to the heading that follows.
    """
    after = (*given[1:], None)
    return [
        element
        for block, following in zip(given, after, strict=False)
        for element in _block(
            paper, block, width, keep=_leads(block, following) or (opens and following is None)
        )
    ]


def _leads(block: Block, following: Block | None) -> bool:
    """Whether a paragraph only leads to what follows it: they stay on one page."""
    if not isinstance(block, Paragraph) or not block.runs or following is None:
        return False
    return isinstance(following, Table | Figure) or block.runs[-1].text.endswith(":")


def _kept(position: int, count: int, few: int) -> bool:
    """Whether an entry stays on the page of the next: the first and the last are never alone."""
    return position < count - 1 and (count <= few or position in (0, count - 2))


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


def _block(paper: Paper, block: Block, width: int, *, keep: bool = False) -> Iterator[Element]:
    if isinstance(block, Paragraph):
        yield paragraph("Normal", paper.runs(block.runs), keep=keep)
    elif isinstance(block, Bullets):
        yield from _list(paper, block.items)
    elif isinstance(block, Numbered):
        yield from _list(paper, block.items, paper.new_list())
    elif isinstance(block, Facts):
        yield facts(paper, block.facts, width)
    elif isinstance(block, Table):
        yield from _table(paper, block, width)
    elif isinstance(block, Figure):
        yield from _figure(paper, block)
    else:
        yield _callout(paper, block, width)


def _list(paper: Paper, items: Iterable[Item], number: int | None = None) -> Iterator[Element]:
    """Bullets, or the numbered list of this number; what stands below an entry has bullets."""
    entries = list(_entries(items))
    for position, (depth, item) in enumerate(entries):
        place = numbering(number) if number and depth == 1 else None
        style = "ListNumber" if place is not None else _BULLETS[depth - 1]
        keep = _kept(position, len(entries), FEW_ENTRIES)
        yield paragraph(style, paper.runs(item.runs), keep=keep, place=place)


def _entries(items: Iterable[Item], depth: int = 1) -> Iterator[tuple[int, Item]]:
    """Each entry with how deep it stands."""
    for item in items:
        yield depth, item
        yield from _entries(item.below, min(depth + 1, len(_BULLETS)))


def facts(paper: Paper, given: Sequence[Fact], width: int = WIDTH) -> Element:
    """Terms and what is said of them, as two columns without lines."""
    short = all(len(fact.term) <= SHORT_TERM for fact in given)
    left = round(width * (0.07 if short else 0.3))
    rows = []
    for position, fact in enumerate(given):
        keep = _kept(position, len(given), FEW_ROWS)
        term = cell("FactTerm", paper.marked(fact.anchor, text(fact.term)), left, keep=keep)
        rows.append(row([term, cell("FactText", paper.runs(fact.runs), width - left)]))
    return table("FactTable", (left, width - left), rows)


def _table(paper: Paper, block: Table, width: int) -> Iterator[Element]:
    yield _caption("TableCaption", "Table", block.number, block.caption)
    edges = [round(width * sum(block.widths[:n]) / 100) for n in range(len(block.widths) + 1)]
    columns = [right - left for left, right in pairwise(edges)]
    styles = ["TableNumber" if side == "right" else "TableText" for side in block.sides]
    rows = []
    for position, cells in enumerate(block.rows):
        keep = _kept(position, len(block.rows), FEW_ROWS)
        told = zip(styles, cells, columns, strict=True)
        rows.append(row([cell(s, paper.runs(_breakable(c)), w, keep=keep) for s, c, w in told]))
    titles = zip(styles, block.header, columns, strict=True)
    header = row([cell(_HEADINGS[s], text(words), w) for s, words, w in titles], header=True)
    yield table("ReportTable", columns, [header, *rows], block.caption)


def _breakable(runs: Runs) -> Runs:
    """Rule ids with unseen places to break them, as they are longer than a column is wide."""
    return tuple(replace(run, text=_JOINT.sub("\u200b", run.text)) for run in runs)


def _figure(paper: Paper, figure: Figure) -> Iterator[Element]:
    name = f"Figure {figure.number}"
    yield paragraph("Figure", [paper.picture(png(figure), "png", size(figure), name, figure.says)])
    yield _caption("Caption", "Figure", figure.number, figure.caption)


def _caption(style: str, label: str, number: int, words: str) -> Element:
    counted = [*text(f"{label} "), field(f"SEQ {label} \\* ARABIC", str(number))]
    return paragraph(style, [*counted, *text(f". {words}")])


def _callout(paper: Paper, callout: Callout, width: int) -> Element:
    """A table of one cell, which stays on one page."""
    outer = width - 2 * FRAME
    held = [paragraph("CalloutTitle", text(callout.title))]
    for block in callout.blocks:
        if isinstance(block, Facts):
            held += (_fact_in_line(paper, fact) for fact in block.facts)
        else:
            held += _block(paper, block, outer)
    inside = made("w:tc", made("w:tcPr", made("w:tcW", w=outer, type="dxa")), *parted(held))
    return table(f"Callout{callout.tone.capitalize()}", (outer,), [row([inside])], callout.title)


def _fact_in_line(paper: Paper, fact: Fact) -> Element:
    term = paper.marked(fact.anchor, paper.runs((Run(f"{fact.term}:", strong=True),)))
    return paragraph("Normal", [*term, *text(" "), *paper.runs(fact.runs)])
