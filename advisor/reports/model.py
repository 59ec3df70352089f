"""A report as content alone: sections made of a few kinds of block. Frozen data, plain text only.

Nothing here is markup: every format escapes text by itself. A format walks `Report.sections` in
order and writes one thing for each block; the cover comes from `Report.cover`.

    report.cover                 section 0: title, verdict, facts, logo
    report.sections              flat and in order; `level` 1 is a chapter, 2 a part of one
      section.blocks             Paragraph, Bullets, Numbered, Facts, Table, Figure, Callout

Any text may hold what a person typed (company, notes, author) in any script; it holds no control
characters and no line breaks. Tables and figures are numbered through.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

Side = Literal["left", "right"]
Tone = Literal["decision", "assumption", "caution", "private"]
"""What a callout is: the decision asked for, an assumption with its source, something to watch,
or something for the adviser alone."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style.

    `link` is empty, an outside address (http:// or https://, checked), or "#" and the anchor of a
    section or a fact of the same report.
    """

    text: str
    strong: bool = False
    link: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list, with the entries below it."""

    runs: Runs
    below: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list whose order does not matter."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list whose order matters: 1, 2, 3 ..."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A term and what is said of it. `anchor`, where not empty, is what a link can lead to."""

    term: str
    runs: Runs
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms with what is said of each: key facts, a scorecard, the list of sources."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; its first column names the row.

    `widths` are percent and add up to 100; `sides` say where each column's text stands. Every row
    has as many cells as the header. `number` counts the tables of the report from 1.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    widths: tuple[int, ...]
    sides: tuple[Side, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing: a whole SVG document of this size in pixels, dark on a light ground.

    `says` is the text alternative, which says all that the drawing shows. `number` counts the
    figures of the report from 1.
    """

    caption: str
    svg: str
    says: str
    width: float
    height: float
    number: int = 0


@dataclass(frozen=True, slots=True)
class Callout:
    """A framed part that stands out. Its blocks are paragraphs, lists and facts."""

    tone: Tone
    title: str
    blocks: tuple[Paragraph | Bullets | Numbered | Facts, ...]


Block = Paragraph | Bullets | Numbered | Facts | Table | Figure | Callout


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it, up to the next heading.

    `id` is also the anchor that links lead to. `number` is "7", "7.2", "A" or empty; the
    heading does not hold it. `new_page`: a format with pages begins a new one.
    """

    id: str
    number: str
    heading: str
    level: int
    blocks: tuple[Block, ...]
    new_page: bool = False

    @property
    def title(self) -> str:
        """Number and heading, as they are printed: "7 Structure before and after"."""
        return f"{self.number} {self.heading}" if self.number else self.heading


@dataclass(frozen=True, slots=True)
class Logo:
    """A checked picture for the cover: PNG or JPEG, its size in pixels, its bytes as given."""

    content: bytes
    kind: Literal["png", "jpeg"]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover: what the report is, for whom, the verdict, and the facts about the report."""

    title: str
    company: str
    verdict: str
    facts: Facts
    logo: Logo | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report. The same answers, rulebook and choices give the same report.

    `title`, `author`, `dated` and `language` (a BCP 47 tag) are for the document's properties too.
    `subject` is one line that says what the report is about. `footer` is printed on every page.
    `one_page`: a format with pages sets it so that it fits one, without a cover or contents.
    `id` is worked out from the content, so that two prints can be told apart.
    """

    id: str
    title: str
    subject: str
    company: str
    author: str
    dated: date
    version: str
    language: str
    variant: str
    one_page: bool
    footer: str
    cover: Cover
    sections: tuple[Section, ...]

    def blocks(self) -> Iterator[Block]:
        """Every block in order, those inside callouts included."""
        for section in self.sections:
            for block in section.blocks:
                yield block
                if isinstance(block, Callout):
                    yield from block.blocks
