"""Word documents: whole, editable, safe, and the same every time."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from advisor.reports import Choices, build
from advisor.reports.formats import FORMATS, Order
from advisor.reports.logo import logo
from advisor.reports.model import Callout, Facts, Figure, Report, Run, Section, Table
from advisor.reports.raster import png as drawn
from advisor.reports.word import word
from advisor.reports.word.elements import made, plain, text
from tests.reports.cases import (
    BOOK,
    CASES,
    COMPANIES,
    DAY,
    HOSTILE,
    company,
    joined,
    profile_of,
    report,
    runs_of,
    texts,
)
from tests.reports.pictures import jpeg, png
from tests.reports.test_formats import hostile

each_case = pytest.mark.parametrize("case", CASES, ids=" ".join)
each_variant = pytest.mark.parametrize("variant", ["one_page", "client", "adviser", "role_brief"])
WHOLE = profile_of(CASES[0])
UNSEEN = "\u200b"
"""Where a long rule id may be broken."""


@cache
def written(told: Report) -> bytes:
    """The file of a report, made once."""
    return word(told)


def opened(told: Report) -> Document:
    return docx.Document(BytesIO(written(told)))


def parts(content: bytes) -> dict[str, bytes]:
    """Every part of the file by its name."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words(document: Document) -> list[str]:
    """The text of each paragraph, in order; tabs as spaces."""
    return [words_of(p) for p in document.element.body.iter(qn("w:p"))]


def words_of(paragraph: object) -> str:
    told = (
        " " if node.tag == qn("w:tab") else node.text or ""
        for node in paragraph.iter(qn("w:t"), qn("w:tab"))  # type: ignore[attr-defined]
        if node.getparent().tag == qn("w:r")
    )
    return " ".join("".join(told).replace(UNSEEN, "").split())


def headings(document: Document) -> list[tuple[int, str]]:
    styled = ((p.style.name, words_of(p._p)) for p in document.paragraphs)
    return [(int(s[-1]), told) for s, told in styled if s.startswith("Heading ")]


def chapters(told: Report, kind: type) -> list:
    return [block for block in told.blocks() if isinstance(block, kind)]


@each_case
def test_a_document_holds_every_text(case: tuple[str, str]) -> None:
    told = report(profile_of(case))
    document = opened(told)
    held = " ".join(words(document))
    unprinted = {told.title, told.subject, told.footer, *(s.title for s in told.sections)}
    for text_ in texts(told):
        if text_ not in unprinted | {f.says for f in chapters(told, Figure)}:
            assert " ".join(text_.split()) in held, text_
    assert told.footer in document.sections[0].footer.paragraphs[0].text


@each_case
@each_variant
def test_headings_are_real_and_in_order(case: tuple[str, str], variant: str) -> None:
    told = report(profile_of(case), variant=variant)
    assert headings(opened(told)) == [(s.level, " ".join(s.heading.split())) for s in told.sections]


@each_variant
def test_nothing_is_left_to_fill_in(variant: str) -> None:
    for case in CASES[:3]:
        held = " ".join(words(opened(report(profile_of(case), variant=variant))))
        assert not re.search(
            r"\bNone\b(?! of)|\bTODO\b|lorem|\{\w*\}|<\w+>|Error!|click or tap", held
        )


def numbers_that_word_counts(document: Document) -> list[str]:
    """The number of each heading, counted as Word does from the lists of the document."""
    styles = {"Heading 1": ("1", 0), "Heading 2": ("1", 1)}
    counts: dict[str, list[int]] = {}
    told = []
    for paragraph in document.paragraphs:
        if paragraph.style.name not in styles:
            continue
        of_style = paragraph.style.element.pPr.numPr
        own = paragraph._p.pPr.numPr
        if of_style is None and own is None:
            told.append("")
            continue
        which, level = styles[paragraph.style.name]
        if own is not None:
            which, level = str(own.numId.val), own.ilvl.val
        count = counts.setdefault(which, [0, 0])
        count[level] += 1
        if level == 0:
            count[1] = 0
        first = chr(ord("A") + count[0] - 1) if which == "2" else str(count[0])
        told.append(f"{first}.{count[1]}" if level else first)
    return told


@each_variant
def test_word_counts_the_numbers_that_the_report_gives(variant: str) -> None:
    for case in CASES[:3]:
        told = report(profile_of(case), variant=variant)
        assert numbers_that_word_counts(opened(told)) == [s.number for s in told.sections]


def test_word_counts_right_when_chapters_are_left_out() -> None:
    kept = frozenset({"summary", "options", "structure", "plan", "cost", "rules", "sources"})
    told = report(WHOLE, sections=kept)
    assert numbers_that_word_counts(opened(told)) == [s.number for s in told.sections]
    assert [s.number for s in told.sections if s.level == 1][-1] == "B"


def test_a_number_in_the_text_follows_when_chapters_are_moved() -> None:
    told = report(WHOLE)
    codes = [f.get(qn("w:instr")).split() for f in fields(opened(told)) if "REF" in field_code(f)]
    marks = {b.get(qn("w:name")) for b in opened(told).element.iter(qn("w:bookmarkStart"))}
    inside = [r for r in runs_of(told) if re.fullmatch(r"#[a-z]+", r.link)]
    assert len(codes) >= len(inside) > 3
    assert {code[1] for code in codes} <= marks


def fields(document: Document) -> Iterator[object]:
    yield from document.element.body.iter(qn("w:fldSimple"))


def field_code(field: object) -> str:
    return str(field.get(qn("w:instr")))  # type: ignore[attr-defined]


@each_case
def test_tables_are_whole_with_a_header_row_on_every_page(case: tuple[str, str]) -> None:
    told = report(profile_of(case))
    written_ = [t for t in opened(told).tables if t.style.name == "Report Table"]
    tables = chapters(told, Table)
    assert len(written_) == len(tables)
    for shown, table in zip(written_, tables, strict=True):
        rows = [[words_of(cell) for cell in row.tc_lst] for row in shown._tbl.tr_lst]
        told_rows = [[" ".join(joined(cell).split()) for cell in row] for row in table.rows]
        assert rows == [list(table.header), *told_rows]
        assert [r.trPr.find(qn("w:tblHeader")) is not None for r in shown._tbl.tr_lst] == [
            True, *([False] * len(table.rows))
        ]  # fmt: skip
        assert all(r.trPr.find(qn("w:cantSplit")) is not None for r in shown._tbl.tr_lst)
        widths = [int(c.get(qn("w:w"))) for c in shown._tbl.tblGrid]
        assert sum(widths) == 9638
        assert [round(100 * w / 9638) for w in widths] == list(table.widths)


@each_case
def test_captions_are_counted_by_word_and_stand_by_what_they_name(case: tuple[str, str]) -> None:
    told = report(profile_of(case))
    body = list(opened(told).element.body)
    shown: dict[str, list[str]] = {"Table": [], "Figure": []}
    for element, after in zip(body, (*body[1:], None), strict=True):
        for field in element.iter(qn("w:fldSimple")):
            label = field_code(field).split()[1]
            if field_code(field).startswith(" SEQ"):
                shown[label].append(words_of(element))
                assert label == "Figure" or after.tag == qn("w:tbl")
    assert shown == {
        kind.__name__: [f"{kind.__name__} {b.number}. {b.caption}" for b in chapters(told, kind)]
        for kind in (Table, Figure)
    }


@each_case
def test_pictures_say_what_they_show_and_fit_the_page(case: tuple[str, str]) -> None:
    told = report(profile_of(case), logo=logo(png()))
    document = opened(told)
    says = [d.get("descr") for d in document.element.iter(qn("wp:docPr"))]
    assert says == [f"Logo of {told.company}", *(f.says for f in chapters(told, Figure))]
    ids = [d.get("id") for d in document.element.iter(qn("wp:docPr"))]
    assert len(set(ids)) == len(ids)
    page = document.sections[0]
    for shape in document.inline_shapes:
        assert 0 < shape.width <= page.page_width - page.left_margin - page.right_margin
        assert 0 < shape.height < 0.85 * page.page_height


def test_a_drawing_is_sharp_and_the_same_every_time() -> None:
    figure = chapters(report(WHOLE), Figure)[0]
    picture = drawn(figure)
    width, height = struct.unpack(">II", picture[16:24])
    assert width > 2.2 * figure.width
    assert abs(width / height - figure.width / figure.height) < 0.05
    assert drawn(figure) == picture


@pytest.mark.parametrize("content", [png(400, 10), png(10, 4000), jpeg()])
def test_a_logo_of_any_shape_keeps_its_shape(content: bytes) -> None:
    mark = logo(content)
    shape = opened(report(WHOLE, variant="role_brief", logo=mark)).inline_shapes[0]
    assert shape.width.pt <= 170.1
    assert shape.height.pt <= 62.1
    assert shape.width.pt / shape.height.pt == pytest.approx(mark.width / mark.height, rel=0.1) or (
        min(shape.width.pt, shape.height.pt) == 1
    )


def test_the_table_of_contents_is_filled_and_leads_to_every_chapter() -> None:
    told = report(WHOLE)
    document = opened(told)
    entries = [p for p in document.element.iter(qn("w:p")) if style_of(p) == "TOC1"]
    assert [words_of(p) for p in entries] == [s.title for s in told.sections if s.level == 1]
    places = {b.get(qn("w:name")) for b in document.element.iter(qn("w:bookmarkStart"))}
    assert {next(p.iter(qn("w:hyperlink"))).get(qn("w:anchor")) for p in entries} <= places
    kinds = [m.get(qn("w:fldCharType")) for m in document.element.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def style_of(paragraph: object) -> str | None:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")  # type: ignore[attr-defined]
    return None if style is None else style.get(qn("w:val"))


@pytest.mark.parametrize("variant", ["one_page", "role_brief"])
def test_a_short_report_has_no_table_of_contents(variant: str) -> None:
    styles = set(map(style_of, opened(report(WHOLE, variant=variant)).element.iter(qn("w:p"))))
    assert "TOCHeading" not in styles
    assert ("Verdict" in styles) == (variant == "role_brief")


@each_case
def test_links_lead_to_secure_addresses_of_the_rulebook_or_inside(case: tuple[str, str]) -> None:
    document = opened(report(profile_of(case)))
    outside = [r.target_ref for r in document.part.rels.values() if r.is_external]
    addresses = {source.link for source in BOOK.sources.values()}
    assert outside
    assert set(outside) <= {a for a in addresses if a.startswith("https://")}
    places = {b.get(qn("w:name")) for b in document.element.iter(qn("w:bookmarkStart"))}
    assert all(re.fullmatch(r"_\w{1,39}", place) for place in places)
    for link in document.element.iter(qn("w:hyperlink")):
        assert link.get(qn("w:anchor")) in places or link.get(qn("r:id"))


def test_an_address_that_is_not_secure_stays_text() -> None:
    told = report(WHOLE, variant="role_brief")
    section = told.sections[0]
    for address in ("http://example.org", "javascript:alert(1)", "file:///etc", "#nowhere"):
        odd = replace(section.blocks[0], runs=(Run("here", link=address),))
        document = opened(replace(told, sections=(replace(section, blocks=(odd,)),)))
        assert not list(document.element.iter(qn("w:hyperlink")))
        assert "here" in words(document)


def structure(content: bytes) -> dict[str, list[tuple[str, list[str]]]]:
    """Each part without its text: elements with their attributes, in order."""
    found = {}
    for name, part in parts(content).items():
        if name.endswith((".xml", ".rels")) and not name.startswith("docProps/"):
            tree = docx.oxml.parse_xml(part)
            for mark in [*tree.iter(qn("w:rtl")), *tree.iter(qn("w:bidi"))]:
                mark.getparent().remove(mark)
            found[name] = [
                (e.tag, sorted(f"{k}={v}" for k, v in e.attrib.items() if "Caption" not in e.tag))
                for e in tree.iter()
                if e.tag not in (qn("w:r"), qn("w:t"), qn("w:rPr"), qn("wp:docPr"))
            ]
    return found


@cache
def harmless() -> dict[str, list[tuple[str, list[str]]]]:
    """The structure of the same report with a name that means nothing."""
    return structure(word(hostile("Harmless Ltd")))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_put_nothing_but_text_into_a_document(name: str) -> None:
    bad = word(hostile(name))
    assert structure(bad) == harmless()
    seen = " ".join(words(docx.Document(BytesIO(bad))))
    assert " ".join(plain(hostile(name).company).split()) in seen


@given(st.text())
def test_any_text_can_stand_in_a_document(typed: str) -> None:
    paragraph = made("w:p", *text(typed, "Strong"))
    assert "".join(t.text for t in paragraph.iter(qn("w:t"))) == plain(typed)
    assert {node.tag for node in paragraph.iter()} <= {
        qn(f"w:{tag}") for tag in ("p", "r", "rPr", "rStyle", "rtl", "t")
    }
    docx.oxml.parse_xml(paragraph.xml)


def test_names_from_right_to_left_turn_and_english_around_them_does_not() -> None:
    name = "שלום (2026) مرحبا"
    told = report(replace(WHOLE, company=f"{name} Ltd"))
    document = opened(told)
    turned = ["".join(t.text for t in run.getparent().getparent().iter(qn("w:t")))
              for run in document.element.iter(qn("w:rtl"))]  # fmt: skip
    assert set(turned) == {name}
    bidi = [words_of(p.getparent().getparent()) for p in document.element.iter(qn("w:bidi"))]
    assert f"{name} Ltd" in bidi
    sentences = {held for held in words(document) if f"{name} Ltd is " in held}
    assert sentences
    assert not sentences & set(bidi)


def test_every_script_has_a_font_and_the_language_is_told() -> None:
    told = report(WHOLE, variant="role_brief")
    styles = parts(written(told))["word/styles.xml"].decode()
    fonts = re.search(r"<w:rFonts [^>]*>", styles)
    assert fonts
    for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
        assert f"w:{slot}=" in fonts[0]
    assert f'<w:lang w:val="{told.language}"' in styles


def test_the_properties_are_the_reports() -> None:
    told = report(WHOLE, author="A. Adviser", version="Draft 2")
    about = opened(told).core_properties
    assert (about.title, about.author, about.language) == (told.title, "A. Adviser", "en-GB")
    assert (about.subject, about.version, about.identifier) == (told.subject, "Draft 2", told.id)
    assert about.created == about.modified
    assert about.created.replace(tzinfo=None) == datetime(DAY.year, DAY.month, DAY.day)


def test_a_name_longer_than_a_property_may_be_still_makes_a_document() -> None:
    long = "Very " * 100 + "Long Ltd"
    told = build(BOOK, replace(WHOLE, company=long), None, Choices(DAY, author=long, version=long))
    document = docx.Document(BytesIO(word(told)))
    assert len(document.core_properties.title) == 255
    assert long in words(document)


@each_variant
def test_the_same_report_gives_the_same_bytes(variant: str) -> None:
    told = report(WHOLE, variant=variant, logo=logo(png()))
    assert word(told) == word(told)
    with ZipFile(BytesIO(written(told))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_a_file_is_small_and_knows_nothing_of_where_it_was_made() -> None:
    content = written(report(WHOLE))
    assert len(content) < 2_000_000
    for part in parts(content).values():
        assert b"python-docx" not in part
        assert b"/advisor/" not in part


def test_looks_stand_in_styles_alone() -> None:
    document = opened(report(WHOLE, variant="adviser", notes={"headcount": "Noted."}))
    allowed = {"pStyle", "keepNext", "pageBreakBefore", "numPr", "ilvl", "numId", "bidi"}
    for looks in document.element.body.iter(qn("w:pPr")):
        assert {node.tag.split("}")[1] for node in looks.iterdescendants()} <= allowed
    for looks in document.element.body.iter(qn("w:rPr")):
        assert {node.tag.split("}")[1] for node in looks} <= {"rStyle", "rtl"}
    defined = {style.style_id for style in document.styles}
    used = {
        node.get(qn("w:val"))
        for kind in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for node in document.element.iter(qn(kind))
    }
    assert used <= defined


def test_numbered_lists_begin_at_one_each() -> None:
    document = opened(report(WHOLE, variant="adviser"))
    lists = [
        node.get(qn("w:val"))
        for p in document.element.body.iter(qn("w:p"))
        if style_of(p) == "ListNumber"
        for node in p.iter(qn("w:numId"))
    ]
    begins = {
        num.get(qn("w:numId"))
        for num in document.part.numbering_part.element.findall(qn("w:num"))
        if num.find(qn("w:lvlOverride")) is not None
    }
    assert len(set(lists)) > 1
    assert set(lists) == begins


def test_what_belongs_together_stays_on_one_page() -> None:
    document = opened(report(WHOLE))
    styles = {s.style_id: s.element for s in document.styles}
    for name in ("Heading1", "Heading2", "TableCaption", "TableHeading", "Figure", "CalloutTitle"):
        assert styles[name].find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None, name
    for frame in document.tables:
        if frame.style.name.startswith("Callout"):
            assert frame._tbl.tr_lst[0].trPr.find(qn("w:cantSplit")) is not None
    tables = [t._tbl for t in document.tables]
    # Word joins two tables that touch, and wants a paragraph after the last.
    assert all(t.getnext().tag == qn("w:p") for t in tables)


def test_frames_say_what_they_are_in_words_and_by_their_line() -> None:
    told = report(WHOLE, variant="adviser", notes={"headcount": "Noted."})
    shown = [t for t in opened(told).tables if t.style.name.startswith("Callout")]
    wanted = [(f"Callout {c.tone.capitalize()}", c.title) for c in chapters(told, Callout)]
    assert [(t.style.name, t.cell(0, 0).paragraphs[0].text) for t in shown] == wanted


def test_a_chapter_can_begin_a_page() -> None:
    told = report(WHOLE)
    breaks = [
        words_of(p)
        for p in opened(told).element.body.iter(qn("w:p"))
        if p.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None
    ]
    assert breaks == [s.heading for s in told.sections if s.new_page]


def test_word_is_one_of_the_formats() -> None:
    order = Order(BOOK, company(COMPANIES[0]), None, Choices(DAY, "role_brief"))
    assert FORMATS["docx"].write(order) == word(order.report)


def test_facts_that_links_lead_to_are_marked() -> None:
    told = report(WHOLE)
    anchors = [f.anchor for b in chapters(told, Facts) for f in b.facts if f.anchor]
    marks = [b.get(qn("w:name")) for b in opened(told).element.iter(qn("w:bookmarkStart"))]
    assert len(anchors) > 3
    assert len(marks) == len(anchors) + len(told.sections)
    assert len(set(marks)) == len(marks)


def test_two_anchors_that_word_would_write_alike_stay_apart() -> None:
    told = report(WHOLE, variant="role_brief")
    long = "a" * 60
    alike = tuple(Section(f"{long}{n}", "", f"Part {n}", 1, ()) for n in ("-1", "_1", "2"))
    document = opened(replace(told, sections=alike))
    marks = [b.get(qn("w:name")) for b in document.element.iter(qn("w:bookmarkStart"))]
    assert len(set(marks)) == 3
