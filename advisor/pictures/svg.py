"""The little SVG that the pictures need: text that is safe, measured and wrapped.

Drawings use `currentColor` only, so they follow the page's text colour in light and dark and
print in black; nothing in them is told by colour alone.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import escape

FONT = "'Source Sans', 'Noto Sans', 'DejaVu Sans', Helvetica, Arial, sans-serif"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NARROW = frozenset("fijlrtI.,:;'|!()[] ")
_BROAD = frozenset("mwMW@%")


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as an SVG document, with the words that say the same."""

    svg: str
    says: str


def escaped(text: str) -> str:
    """Text made safe inside SVG and HTML: markup inert, characters that XML forbids removed."""
    return escape(_NOT_XML.sub("", text))


def text_width(text: str, size: float) -> float:
    """The width of one line in pixels at this font size: an estimate on the generous side."""
    return size * sum(map(_em, text))


def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character in _NARROW:
        return 0.34
    return 0.95 if character in _BROAD else 0.72 if character.isupper() else 0.6


def wrapped(text: str, width: float, size: float) -> tuple[str, ...]:
    """The text in lines that fit the width; a word that is too long is broken."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size) <= width:
            lines[-1] = joined
        else:
            lines.extend(_broken(word, width, size))
    return tuple(lines)


def _broken(word: str, width: float, size: float) -> list[str]:
    parts = [""]
    for character in word:
        if parts[-1] and text_width(parts[-1] + character, size) > width:
            parts.append("")
        parts[-1] += character
    return parts


def text(x: str | float, y: float, words: str, *, size: int = 14, attributes: str = "") -> str:
    """One line of text whose baseline is at `y`; `x` may be a percentage."""
    place = x if isinstance(x, str) else f"{x:g}"
    return f'<text x="{place}" y="{y:g}" font-size="{size}" {attributes}>{escaped(words)}</text>'


def document(width: str | float, height: float, says: str, body: str) -> str:
    """A whole SVG with its text alternative. A number as `width` makes it shrink to fit."""
    fixed = not isinstance(width, str)
    box = f' viewBox="0 0 {width:g} {height:g}"' if fixed else ""
    shown = f"{width:g}" if fixed else width
    style = "overflow:visible" + (";max-width:100%;height:auto" if fixed else "")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escaped(says)}" '
        f'width="{shown}" height="{height:g}"{box} style="{style}" fill="currentColor" '
        f'font-family="{FONT}">{body}</svg>'
    )
