"""Setting a report with Typst: with fonts of our own, in any script, and never failing on a word.

PDF/UA forbids a text that no font can show. The fonts beside this module show what most names
are written in; for the rest the fonts of the machine are tried, and what even they cannot show
becomes an empty square.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import typst

HERE = Path(__file__).parent
TEMPLATE = HERE / "report.typ"
FAMILIES = (
    "Noto Sans",
    "Noto Sans Hebrew",
    "Noto Sans Arabic",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Gujarati",
    "Noto Sans Gurmukhi",
    "Noto Sans Kannada",
    "Noto Sans Malayalam",
    "Noto Sans Tamil",
    "Noto Sans Telugu",
    "Noto Sans Thai",
    "Noto Sans Armenian",
    "Noto Sans Georgian",
    "Noto Sans Ethiopic",
    "Noto Sans Math",
    "Noto Sans Symbols",
    "Noto Sans Symbols2",
    "Droid Sans Fallback",
)
"""The families in fonts/, in the order in which they are asked for a sign."""
SQUARE = "\u25a1"
"""Stands for a sign that no font shows."""
_JOINED_SQUARES = re.compile(f"{SQUARE}(?:\u200d{SQUARE})+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+(?: [^\x00-\x7f]+)*")
_LONG_WORD = re.compile(r"\S{16,}")
_JOINT = re.compile(r"[^\s_/]{20}(?=[^\s_/])|[_/](?=[^\s_/])")
_DRAWING = b"""#set document(title: "Drawing")
#image(bytes(sys.inputs.svg), format: "svg", alt: "Drawing")
"""
_PROOF = b"""#set document(title: "Words")
#set text(font: json(bytes(sys.inputs.families)))
#for words in json(bytes(sys.inputs.words)) { par("a" + words + "a") }
"""


def breakable(text: str) -> str:
    """The text with unseen places to break a word that is too long for a line.

    Soft hyphens go: at the end of a link they stop Typst 0.15.
    """
    bare = text.replace("\xad", "")
    return _LONG_WORD.sub(lambda word: _JOINT.sub("\\g<0>\u200b", word[0]), bare)


def printed(told: str, about: str, dated: date) -> bytes:
    """The document for a report told as JSON. `about` becomes its properties, word for word.

    `dated` is when it says that it was made. Raises ValueError where Typst cannot set it.
    """
    told, about = (text.encode("utf-8", "replace").decode("utf-8") for text in (told, about))
    fonts, stretches = own_fonts(), sorted(set(_BEYOND_ASCII.findall(told)))
    if not _shows(stretches, fonts):
        fonts = all_fonts()
        mended = {bad: _shown(bad, fonts) for bad in _failing(stretches, fonts)}
        told = _BEYOND_ASCII.sub(lambda stretch: mended.get(stretch[0], stretch[0]), told)
    try:
        return _set(TEMPLATE.read_bytes(), fonts, dated, report=told, about=about)
    except typst.TypstError as why:
        raise ValueError(f"The report cannot be set as PDF: {why.message}") from why


def drawable(svg: str) -> bool:
    """Whether a drawing, and a picture inside it, can be drawn: a picture may be damaged."""
    return _sets(_DRAWING, own_fonts(), svg=svg)


def _set(source: bytes, fonts: typst.Fonts, dated: date, **inputs: str) -> bytes:
    midnight = datetime(dated.year, dated.month, dated.day, tzinfo=UTC)
    return typst.compile(
        source,
        font_paths=fonts,
        sys_inputs={"families": json.dumps(FAMILIES), **inputs},
        pdf_standards=["ua-1"],
        timestamp=midnight,
    )


@cache
def own_fonts() -> typst.Fonts:
    """The fonts beside this module, and no others: the same on every machine."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"]
    )


@cache
def all_fonts() -> typst.Fonts:
    """Our own fonts first, then those of the machine."""
    return typst.Fonts(include_embedded_fonts=False, font_paths=[HERE / "fonts"])


def _failing(words: list[str], fonts: typst.Fonts) -> list[str]:
    """Those of the words that cannot be shown, found by halving."""
    if _shows(words, fonts):
        return []
    if len(words) == 1:
        return words
    half = len(words) // 2
    return [*_failing(words[:half], fonts), *_failing(words[half:], fonts)]


def _shows(words: Iterable[str], fonts: typst.Fonts) -> bool:
    return _sets(_PROOF, fonts, words=json.dumps(list(words), ensure_ascii=False))


def _sets(source: bytes, fonts: typst.Fonts, **inputs: str) -> bool:
    try:
        _set(source, fonts, date(2000, 1, 1), **inputs)
    except typst.TypstError:
        return False
    return True


def _shown(stretch: str, fonts: typst.Fonts) -> str:
    """Sign by sign: kept where it can be shown alone; marks and unseen signs go."""
    signs = sorted(set(stretch))
    failing = set(_failing(signs, fonts))
    kept = "".join(_instead(sign) if sign in failing else sign for sign in stretch)
    kept = _JOINED_SQUARES.sub(SQUARE, kept)
    if _shows([kept], fonts):
        return kept
    return re.sub(r"[^\x00-\x7f]", SQUARE, stretch)


def _instead(sign: str) -> str:
    return "" if unicodedata.category(sign)[0] in "MC" else SQUARE
