"""The XML that Word documents are made of: elements, runs of text, fields, bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

Element = BaseOxmlElement

_NOT_TEXT = re.compile("[^\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold, and tabs and line ends, which the content has no use for."""
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
_STRETCH = re.compile(rf"[{_RIGHT_TO_LEFT}](?:[\W\d_]*[{_RIGHT_TO_LEFT}])*")


def made(tag: str, *children: Element, **values: str | int) -> Element:
    """An element such as "w:p" with these children; the values are attributes, "val" is w:val."""
    element = OxmlElement(tag, {qn(f"w:{name}"): str(value) for name, value in values.items()})
    element.extend(children)
    return element


def plain(text: str) -> str:
    """Text that a text node can hold."""
    return _NOT_TEXT.sub("", text.replace("\n", " ").replace("\t", " "))


def text(words: str, style: str = "") -> list[Element]:
    """Runs of text in one style; stretches that are read from right to left are marked so."""
    words, runs, done = plain(words), [], 0
    for stretch in _STRETCH.finditer(words):
        runs += [_run(words[done : stretch.start()], style), _run(stretch[0], style, turned=True)]
        done = stretch.end()
    runs.append(_run(words[done:], style))
    return [run for run in runs if run is not None]


def _run(words: str, style: str, *, turned: bool = False) -> Element | None:
    if not words:
        return None
    looks = [made("w:rStyle", val=style)] if style else []
    if turned:
        looks.append(made("w:rtl"))
    node = made("w:t")
    node.text = words
    node.set(qn("xml:space"), "preserve")
    return made("w:r", *([made("w:rPr", *looks)] if looks else []), node)


def reads_from_the_right(words: str) -> bool:
    """Whether most letters belong to scripts that are read from right to left.

    Not the first letter alone: an English sentence may begin with a name.
    """
    letters = [sign for sign in words if sign.isalpha()]
    return 2 * sum(map(bool, map(_STRETCH.match, letters))) > len(letters)


def paragraph(
    style: str,
    content: Iterable[Element] = (),
    *,
    keep: bool = False,
    new_page: bool = False,
    place: Element | None = None,
) -> Element:
    """A paragraph in a style, with the few properties that no style can hold.

    `keep`: it stays on the page of what follows; `place`: its place in a list.
    """
    content = list(content)
    words = "".join(node.text or "" for run in content for node in run.iter(qn("w:t")))
    looks = [
        made("w:pStyle", val=style),
        made("w:keepNext") if keep else None,
        made("w:pageBreakBefore") if new_page else None,
        place,
        made("w:bidi") if reads_from_the_right(words) else None,
    ]  # in the order that Word wants
    return made("w:p", made("w:pPr", *(look for look in looks if look is not None)), *content)


def tab() -> Element:
    """A jump to the next tab stop."""
    return made("w:r", made("w:tab"))


def field(code: str, result: str) -> Element:
    """What Word works out anew, with what it showed last. The code is never typed text."""
    return made("w:fldSimple", *text(result), instr=f" {code} ")


def numbering(list_number: int, level: int = 0) -> Element:
    """The place of a paragraph in a list; list 0 takes the number off."""
    return made("w:numPr", made("w:ilvl", val=level), made("w:numId", val=list_number))


def bookmarked(name: str, number: int, content: Iterable[Element]) -> list[Element]:
    """Content that links can lead to. `number` is the only one of its kind in the document."""
    return [
        made("w:bookmarkStart", id=number, name=name),
        *content,
        made("w:bookmarkEnd", id=number),
    ]


def leads_to(name: str, content: Iterable[Element]) -> Element:
    """A link to a bookmark of the same document."""
    return made("w:hyperlink", *content, anchor=name, history=1)
