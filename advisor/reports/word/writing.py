"""The report from cover to footer."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.reports.model import Cover, Fact, Report, Section
from advisor.reports.word.blocks import blocks, facts, parted
from advisor.reports.word.elements import (
    Element,
    field,
    leads_to,
    made,
    numbering,
    paragraph,
    tab,
    text,
)
from advisor.reports.word.package import empty_document, packed
from advisor.reports.word.paper import Paper

APPENDICES = 2
"""The list of the template that numbers appendices: A, A.1."""
WORTH_LISTING = 5
"""A report with fewer chapters has no table of contents."""
_LOGO = (170.0, 62.0)
"""Points that a logo may be wide and high."""


def word(report: Report) -> bytes:
    """The whole report as .docx. The same report gives the same bytes."""
    document = empty_document(report)
    paper = Paper.of(document, report)
    end = document.element.body.sectPr
    for element in parted(_everything(paper, report)):
        end.addprevious(element)
    _footer(paper, report.footer)
    return packed(document)


def _everything(paper: Paper, report: Report) -> Iterator[Element]:
    if report.one_page:
        yield from _masthead(paper, report.cover)
    else:
        yield from _cover(paper, report.cover)
    chapters = [section for section in report.sections if section.level == 1]
    listed = len(chapters) >= WORTH_LISTING and not report.one_page
    if listed:
        yield _contents(paper, chapters)
    following = (*report.sections[1:], None)
    for section, after in zip(report.sections, following, strict=True):
        first = section is report.sections[0] and not listed and not report.one_page
        yield _heading(paper, section, new_page=first or section.new_page)
        opens = len(section.blocks) == 1 and after is not None and after.level > section.level
        yield from blocks(paper, section.blocks, opens=opens)


def _cover(paper: Paper, cover: Cover) -> Iterator[Element]:
    yield from _logo(paper, cover)
    yield paragraph("Title", text(cover.title))
    if cover.company:
        yield paragraph("Subtitle", text(cover.company))
    yield paragraph("Verdict", text(cover.verdict))
    yield facts(paper, cover.facts.facts)


def _masthead(paper: Paper, cover: Cover) -> Iterator[Element]:
    """What a cover says, in a few lines above the one page; the verdict stands on the page."""
    yield from _logo(paper, cover)
    yield paragraph("Title", text(cover.title))
    if cover.company:
        yield paragraph("Subtitle", text(cover.company))
    yield paragraph("AboutLine", text(" \u00b7 ".join(map(_in_line, cover.facts.facts))))


def _in_line(fact: Fact) -> str:
    return f"{fact.term}: {''.join(run.text for run in fact.runs)}"


def _logo(paper: Paper, cover: Cover) -> Iterator[Element]:
    logo = cover.logo
    if logo:
        scale = min(_LOGO[0] / logo.width, _LOGO[1] / logo.height)
        says = f"Logo of {cover.company}" if cover.company else "Logo"
        size = logo.width * scale, logo.height * scale
        yield paragraph("Logo", [paper.picture(logo.content, logo.kind, size, "Logo", says)])


def _contents(paper: Paper, chapters: list[Section]) -> Element:
    """A table of contents that Word can work out anew; until then the chapters, as links.

    The page numbers come with Word's first update: nobody knows them before Word sets the pages.
    """
    entries = [
        leads_to(paper.places[chapter.id], [*text(chapter.number), tab(), *text(chapter.heading)])
        for chapter in chapters
    ]
    begin = [_mark("begin"), _code('TOC \\o "1-1" \\h \\z \\u'), _mark("separate")]
    lines = [paragraph("TOC1", [entry]) for entry in entries]
    for mark in reversed(begin):
        lines[0].insert(1, mark)
    lines[-1].append(_mark("end"))
    kind = made("w:docPartObj", made("w:docPartGallery", val="Table of Contents"),
                made("w:docPartUnique"))  # fmt: skip
    heading = paragraph("TOCHeading", text("Contents"))
    return made("w:sdt", made("w:sdtPr", kind), made("w:sdtContent", heading, *lines))


def _mark(kind: str) -> Element:
    return made("w:r", made("w:fldChar", fldCharType=kind))


def _code(words: str) -> Element:
    code = made("w:instrText")
    code.text = f" {words} "
    return made("w:r", code)


def _heading(paper: Paper, section: Section, *, new_page: bool) -> Element:
    """Word counts the chapters; appendices are counted in a list of their own."""
    appendix = section.number[:1].isalpha()
    place = numbering(APPENDICES, section.level - 1) if appendix else None
    content = paper.marked(section.id, text(section.heading))
    return paragraph(f"Heading{section.level}", content, new_page=new_page, place=place)


def _footer(paper: Paper, words: str) -> None:
    """The report's footer with the number of the page, on every page."""
    line = paragraph(
        "Footer",
        [*text(words), tab(), *text("Page "), field("PAGE", "1"), *text(" of "),
         field("NUMPAGES", "1")],
    )  # fmt: skip
    footer = paper.document.sections[0].footer
    footer.is_linked_to_previous = False
    body = footer.paragraphs[0]._p
    body.addprevious(line)
    body.getparent().remove(body)
