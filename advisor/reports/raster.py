"""Drawings as pictures made of pixels, for formats that cannot hold SVG."""

from __future__ import annotations

import typst

from advisor.reports.model import Figure
from advisor.reports.printing import own_fonts

EDGE = 2.0
"""Pixels of the drawing that are added on each side: half of a line on the edge lies outside."""
DOTS_PER_INCH = 220
_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg")
"""


def size(figure: Figure) -> tuple[float, float]:
    """The width and height of the picture in points, at the size that it was drawn for."""
    return 0.75 * (figure.width + 2 * EDGE), 0.75 * (figure.height + 2 * EDGE)


def framed(figure: Figure) -> str:
    """The drawing as SVG with room around it for the lines on its edge."""
    width, height = figure.width + 2 * EDGE, figure.height + 2 * EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="{-EDGE:g} {-EDGE:g} {width:g} {height:g}">{figure.svg}</svg>'
    )


def png(figure: Figure, dots_per_inch: float = DOTS_PER_INCH) -> bytes:
    """The drawing as PNG on white. The same drawing and fonts give the same bytes.

    Text is set in the fonts that come with the program, so that it looks alike everywhere; signs
    that none of them has are shown as boxes.
    """
    return typst.compile(
        _PAGE,
        font_paths=own_fonts(),
        format="png",
        ppi=dots_per_inch,
        sys_inputs={"svg": framed(figure)},
    )
