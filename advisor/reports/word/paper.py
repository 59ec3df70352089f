"""The document that is being written, and the places in it that links can lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import quote

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.parts.image import ImagePart
from docx.shared import Pt

from advisor.reports.model import Facts, Report, Runs, Section
from advisor.reports.word.elements import (
    Element,
    bookmarked,
    leads_to,
    made,
    plain,
    text,
)
from advisor.reports.word.elements import field as worked_out

WIDTH = 9638
"""The width of the text in twentieths of a point; the template's page says the same."""
HEIGHT_OF_PICTURES = 620.0
"""Points that a picture may be high, so that its caption stands on the same page."""
_BODY_LISTS = 4
"""The list of the template that numbered lists are made after."""


@dataclass(frozen=True)
class Paper:
    """The document and all that is counted in it.

    `places`: the bookmark of each anchor of the report. `chapters`: the sections by anchor.
    """

    document: Document
    places: Mapping[str, str]
    chapters: Mapping[str, Section]
    _counter: count[int] = field(default_factory=lambda: count(1))

    @staticmethod
    def of(document: Document, report: Report) -> Paper:
        """Paper for this report."""
        facts = (f for b in report.blocks() if isinstance(b, Facts) for f in b.facts if f.anchor)
        anchors = [*(s.id for s in report.sections), *(fact.anchor for fact in facts)]
        chapters = {section.id: section for section in report.sections}
        return Paper(document, _bookmarks(anchors), chapters)

    def next_number(self) -> int:
        """A number that nothing else in the document has."""
        return next(self._counter)

    def marked(self, anchor: str, content: Iterable[Element]) -> list[Element]:
        """Content as the place of an anchor; as it is where there is none."""
        name = self.places.get(anchor)
        return bookmarked(name, self.next_number(), content) if name else list(content)

    def runs(self, runs: Runs) -> list[Element]:
        """Text with its links, in order."""
        return [element for run in runs for element in self._run(run.text, run.strong, run.link)]

    def _run(self, words: str, strong: bool, link: str) -> list[Element]:
        style = "Strong" if strong else ""
        if link.startswith("https://"):
            return [self._link_outside(words, link)]
        place = self.places.get(link.removeprefix("#")) if link.startswith("#") else None
        if place is None:
            return text(words, style)
        number = self.chapters[link[1:]].number if link[1:] in self.chapters else ""
        if number and words.endswith(number):
            # Word can work out anew which number the section has after the document was edited.
            lead = text(words.removesuffix(number), style)
            return [leads_to(place, [*lead, worked_out(f"REF {place} \\w \\h", number)])]
        return [leads_to(place, text(words, style))]

    def _link_outside(self, words: str, address: str) -> Element:
        safe = quote(plain(address), safe="/:?#[]@!$&'()*+,;=%~")
        key = self.document.part.relate_to(safe, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = made("w:hyperlink", *text(words, "Hyperlink"), history=1)
        link.set(qn("r:id"), key)
        return link

    def picture(
        self, content: bytes, kind: str, size: tuple[float, float], name: str, says: str
    ) -> Element:
        """A run with a picture ("png" or "jpeg") of this width and height in points, which is
        made smaller where it would not fit.
        """
        number = self.next_number()
        # Not by python-docx's own reading of pictures: it refuses some that Word can show.
        place = PackURI(f"/word/media/picture{number}.{kind}")
        part = ImagePart(place, f"image/{kind}", content)
        key = self.document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        shrunk = min(1.0, WIDTH / 20 / size[0], HEIGHT_OF_PICTURES / size[1])
        width, height = (Pt(max(1.0, side * shrunk)) for side in size)
        inline = CT_Inline.new_pic_inline(number, key, name, width, height)
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        inline.docPr.set("name", name)
        inline.docPr.set("descr", plain(says))
        return made("w:r", made("w:drawing", inline))

    def new_list(self) -> int:
        """The number of a new list that begins at 1."""
        numbers = self.document.part.numbering_part.element
        last = max(int(num.get(qn("w:numId"))) for num in numbers.findall(qn("w:num")))
        first = made("w:lvlOverride", made("w:startOverride", val=1), ilvl=0)
        numbers.append(
            made("w:num", made("w:abstractNumId", val=_BODY_LISTS), first, numId=last + 1)
        )
        return last + 1


def _bookmarks(anchors: Iterable[str]) -> dict[str, str]:
    """A name for each anchor: Word takes 40 letters, digits and "_"; "_" first hides it."""
    names: dict[str, str] = {}
    for number, anchor in enumerate(dict.fromkeys(anchors), 1):
        names[anchor] = f"_Ref{number}_{re.sub('[^A-Za-z0-9_]', '_', anchor)}"[:40]
    return names
