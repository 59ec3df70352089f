"""Tables of Word: fixed widths, rows that stay whole, header rows that repeat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from advisor.reports.word.elements import Element, made, paragraph, plain


def cell(style: str, content: Iterable[Element], width: int, *, keep: bool = False) -> Element:
    """A cell with one paragraph. `keep`: its row stays on the page of the next."""
    return made(
        "w:tc",
        made("w:tcPr", made("w:tcW", w=width, type="dxa")),
        paragraph(style, content, keep=keep),
    )


def row(cells: Iterable[Element], *, header: bool = False) -> Element:
    """A row that no page break cuts; a header row stands on every page again."""
    looks = [made("w:cantSplit"), *([made("w:tblHeader")] if header else [])]
    return made("w:tr", made("w:trPr", *looks), *cells)


def table(style: str, widths: Sequence[int], rows: Iterable[Element], says: str = "") -> Element:
    """A table in a style. Widths are twentieths of a point; `says` is its text alternative.

    Only a table with a text alternative and more than one column has a header row.
    """
    headed = int(bool(says) and len(widths) > 1)
    looks = [
        made("w:tblStyle", val=style),
        made("w:tblW", w=sum(widths), type="dxa"),
        made("w:tblLayout", type="fixed"),
        made("w:tblLook", val="0420" if headed else "0400", firstRow=headed, lastRow=0,
             firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
    ]  # fmt: skip
    if says:
        looks.append(made("w:tblCaption", val=plain(says)))
    grid = made("w:tblGrid", *(made("w:gridCol", w=width) for width in widths))
    return made("w:tbl", made("w:tblPr", *looks), grid, *rows)
