"""PDF: tagged, bookmarked, whole, safe, in any script, and the same every time."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import Destination

from advisor.questionnaire import Profile
from advisor.reports import build, printing
from advisor.reports.choices import Choices
from advisor.reports.content.blocks import clean
from advisor.reports.formats import FORMATS, Order
from advisor.reports.logo import logo
from advisor.reports.model import (
    Bullets,
    Callout,
    Cover,
    Fact,
    Facts,
    Figure,
    Item,
    Logo,
    Paragraph,
    Report,
    Run,
    Section,
    Table,
)
from advisor.reports.pdf import pdf
from advisor.reports.printing import SQUARE, breakable
from tests.reports.cases import (
    BOOK,
    CASES,
    DAY,
    HOSTILE,
    profile_of,
    report,
    runs_of,
    texts,
)
from tests.reports.pictures import jpeg, png
from tests.reports.test_formats import hostile

few_cases = pytest.mark.parametrize("case", CASES[:2], ids=" ".join)
each_variant = pytest.mark.parametrize("variant", ["one_page", "client", "adviser", "role_brief"])
FIRST = profile_of(CASES[0])
FONTS = Path(printing.__file__).parent / "fonts"


def quick(profile: Profile, **choices: Any) -> Report:
    """A report of a company, nothing proved."""
    return build(BOOK, profile, None, Choices(**{"dated": DAY, **choices}))


@cache
def written(told: Report) -> bytes:
    """The document of a report, made once."""
    return pdf(told)


@cache
def opened(told: Report) -> PdfReader:
    return PdfReader(BytesIO(written(told)))


def squashed(text: str) -> str:
    """Text without what a page may add or drop: spaces, and places to break a word."""
    return re.sub(r"[\s\u200b\xad]+", "", text)


@cache
def pages(told: Report) -> list[str]:
    """What each page says."""
    return [page.extract_text() for page in opened(told).pages]


def words(told: Report) -> str:
    """What all pages say between their footers, without spaces."""
    pages_ = [squashed(page) for page in pages(told)]
    footer, count = squashed(told.footer), len(pages_)
    return "".join(
        page.replace(footer, "").replace(f"Page{number}of{count}", "")
        for number, page in enumerate(pages_, 1)
    )


def bookmarks(entries: list[Any], level: int = 1) -> Iterator[tuple[int, str]]:
    for entry in entries:
        if isinstance(entry, Destination):
            yield level, str(entry.title)
        else:
            yield from bookmarks(entry, level + 1)


def tags(document: PdfReader) -> Iterator[Any]:
    """Every element of the structure tree, in reading order."""
    stack = [document.trailer["/Root"]["/StructTreeRoot"]]  # type: ignore[index]
    while stack:
        node = stack.pop().get_object()
        if isinstance(node, list):
            stack += reversed(node)
        elif isinstance(node, dict):
            if "/S" in node:
                yield node
            stack += [node["/K"]] if "/K" in node else []


def tagged(document: PdfReader, name: str) -> list[Any]:
    return [node for node in tags(document) if node["/S"] == name]


def fonts(document: PdfReader) -> Iterator[Any]:
    """Every font of every page and of the drawings on it."""
    stack = [page["/Resources"] for page in document.pages]
    while stack:
        resources = stack.pop().get_object()
        yield from (font.get_object() for font in resources.get("/Font", {}).values())
        for drawing in resources.get("/XObject", {}).values():
            if "/Resources" in drawing.get_object():
                stack.append(drawing.get_object()["/Resources"])


def links(document: PdfReader) -> set[str]:
    """The addresses that links lead out to."""
    notes = (n.get_object() for page in document.pages for n in page.get("/Annots", ()))
    return {str(n["/A"]["/URI"]) for n in notes if "/A" in n and "/URI" in n["/A"]}


def pages_reached(document: PdfReader) -> Iterator[int]:
    """The page that each link within the document leads to."""
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(document.pages)}  # type: ignore[union-attr]
    names = document.named_destinations
    for page in document.pages:
        for note in page.get("/Annots", ()):
            held = note.get_object()
            target = held.get("/Dest") or held.get("/A", {}).get("/D")
            if isinstance(target, str):
                target = names[target].dest_array
            if target is not None:
                yield numbers[target.get_object()[0].idnum]


@few_cases
def test_a_document_holds_every_text(case: tuple[str, str]) -> None:
    told = report(profile_of(case))
    held = words(told)
    unprinted = {told.title, told.subject, told.footer} | {
        block.says for block in told.blocks() if isinstance(block, Figure)
    }
    assert [text for text in set(texts(told)) - unprinted if squashed(text) not in held] == []


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_bookmarks_are_the_headings_in_order(case: tuple[str, str]) -> None:
    told = quick(profile_of(case))
    held = list(bookmarks(opened(told).outline))
    assert held == [(section.level, section.title) for section in told.sections]


@each_variant
def test_every_section_is_tagged_and_printed_in_order(variant: str) -> None:
    told = report(FIRST, variant=variant)
    document = opened(told)
    held = list(bookmarks(document.outline))
    assert held == [(section.level, section.title) for section in told.sections]
    levels = [node["/S"] for node in tags(document) if re.fullmatch(r"/H\d", node["/S"])]
    assert levels == [f"/H{section.level}" for section in told.sections]
    text, place = words(told), 0
    for section in told.sections:
        place = text.index(squashed(section.title), place)
    assert len(tagged(document, "/Title")) == 1


@each_variant
def test_a_document_says_what_it_is(variant: str) -> None:
    told = report(FIRST, variant=variant, author="Zoë Müller")
    document = opened(told)
    root: Any = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    about = document.metadata
    assert about is not None
    assert (about.title, about.author, about.subject) == (told.title, "Zoë Müller", told.subject)
    assert about.creation_date is not None
    assert about.creation_date.date() == DAY
    assert b"<pdfuaid:part>1<" in root["/Metadata"].get_object().get_data()


@each_variant
def test_nothing_is_left_to_fill_in(variant: str) -> None:
    held = "\n".join(pages(report(FIRST, variant=variant)))
    assert not re.search(r"\bNone\b(?! of)|\bTODO\b|lorem|\{\w*\}|#\w+\(", held)
    assert SQUARE not in held


@few_cases
def test_every_drawing_has_its_text_and_is_no_picture_of_dots(case: tuple[str, str]) -> None:
    told = report(profile_of(case))
    document = opened(told)
    says = [block.says for block in told.blocks() if isinstance(block, Figure)]
    assert [node.get("/Alt") for node in tagged(document, "/Figure")] == says
    assert says
    assert not any(page.images for page in document.pages)


@few_cases
def test_tables_are_real_with_their_captions(case: tuple[str, str]) -> None:
    told = report(profile_of(case))
    document = opened(told)
    tables = [block for block in told.blocks() if isinstance(block, Table)]
    assert len(tagged(document, "/Table")) == len(tables)
    assert len(tagged(document, "/TH")) == sum(len(table.header) for table in tables)
    assert len(tagged(document, "/TR")) == sum(1 + len(table.rows) for table in tables)
    captions = sum(isinstance(block, Table | Figure) for block in told.blocks())
    assert len(tagged(document, "/Caption")) == captions


def test_the_header_row_comes_again_on_the_next_page() -> None:
    table = Table("Many", ("First", "Second"), (((Run("a"),), (Run("b"),)),) * 90, (50, 50),
                  ("left", "right"), 1)  # fmt: skip
    document = opened(replace(small("x"), sections=(Section("s", "1", "One", 1, (table,)),)))
    assert len(document.pages) > 2
    assert all("First" in page.extract_text() for page in document.pages[:2])
    assert len(tagged(document, "/TH")) == 2


@each_variant
def test_every_page_tells_its_number_and_whose_it_is(variant: str) -> None:
    told = report(FIRST, variant=variant)
    for number, page in enumerate(pages(told), 1):
        held = squashed(page)
        assert f"Page{number}of{len(pages(told))}" in held
        assert squashed(told.footer) in held


def test_the_contents_tell_the_page_of_each_chapter() -> None:
    told = report(FIRST)
    document = opened(told)
    first = pages(told)[0]
    for entry in document.outline:
        if isinstance(entry, Destination):
            page = document.get_destination_page_number(entry)
            assert page is not None
            assert re.search(rf"{re.escape(str(entry.title))}\W*{page + 1}\b", first), entry.title
    chapters = [section for section in told.sections if section.level == 1]
    assert len(tagged(document, "/TOCI")) == len(chapters)


@pytest.mark.parametrize("example", BOOK.examples[:28], ids=lambda example: example.id)
def test_the_short_report_fits_one_page(example: Any) -> None:
    profile = Profile(example.profile.answers, {}, "Example Ltd")
    told = quick(profile, variant="one_page", author="A. Adviser", version="Draft 2")
    assert len(opened(told).pages) == 1


def test_every_font_is_embedded() -> None:
    for font in fonts(opened(hostile("Ελλάδα 運営 рус"))):
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        file = inner["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(file)
        assert "/ToUnicode" in font


def test_links_lead_to_secure_addresses_of_the_report_alone() -> None:
    told = report(FIRST)
    document = opened(told)
    given_ = {run.link for run in runs_of(told)}
    assert links(document) == {link for link in given_ if link.startswith("https://")}


def test_links_within_lead_to_what_they_name() -> None:
    told = report(FIRST)
    document = opened(told)
    chapter = next(s for s in told.sections if s.id == "sources")
    start = next(e for e in document.outline if getattr(e, "title", "") == chapter.title)
    first = document.get_destination_page_number(start)
    inner = Counter(link for run in runs_of(told) if (link := run.link).startswith("#source-"))
    reached = [page for page in pages_reached(document) if first is not None and page >= first]
    assert len(reached) >= sum(inner.values()) > 10


@pytest.mark.parametrize(
    "link", ["http://example.org", "javascript:alert(1)", "#nowhere", "file:x"]
)
def test_other_links_are_plain_text(link: str) -> None:
    section = Section("s", "1", "One", 1, (Paragraph((Run("leads nowhere", link=link),)),))
    told = replace(small("x"), sections=(section,), cover=Cover("c", "", "v", Facts(())))
    document = opened(told)
    assert links(document) == set()
    assert "leads nowhere" in document.pages[-1].extract_text()


def test_sections_that_were_chosen_are_there_and_others_are_not() -> None:
    told = report(FIRST, sections=frozenset({"summary", "why"}))
    titles = [title for level, title in bookmarks(opened(told).outline) if level == 1]
    assert titles == ["1 Summary", "2 Why this"]


def test_the_same_report_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "import sys; from tests.reports.test_pdf import *;"
        "sys.stdout.buffer.write(pdf(small('Ελλάδα 運営')))"
    )
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert other.stdout == pdf(small("Ελλάδα 運営"))


def test_a_client_report_is_small() -> None:
    order = Order(BOOK, FIRST, None, Choices(DAY))
    assert 100_000 < len(FORMATS["pdf"].write(order)) < 1_000_000


@pytest.mark.parametrize(
    ("picture", "drawn"),
    [(logo(png()), 1), (logo(jpeg()), 1), (Logo(png(40, 10)[:45], "png", 40, 10), 0)],
    ids=["png", "jpeg", "cut"],
)
def test_a_logo_stands_on_the_first_page_unless_damaged(picture: Logo, drawn: int) -> None:
    told = quick(FIRST, variant="one_page", logo=picture)
    assert [node["/Alt"] for node in tagged(opened(told), "/Figure")] == ["Logo"] * drawn


# ---------------------------------------------------------------- what people type


def small(text: str, says: str = "Says it.") -> Report:
    """A report in which this text stands in every place that there is."""
    runs = (
        Run(text), Run(text, strong=True), Run(f"source {text}", link="https://example.org/"),
        Run(f"section {text}", link="#s"),
    )  # fmt: skip
    facts = Facts((Fact(f"Term {text}", runs, "f"),))
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="20"><path d="M0 0H9"/></svg>'
    blocks = (
        Paragraph(runs),
        Bullets((Item(runs, (Item(runs),)),)),
        facts,
        Table(text, (text, text), ((runs, runs),), (30, 70), ("left", "right"), 1),
        Figure(text, svg, f"{says} {text}", 50, 20, 1),
        Callout("decision", text, (Paragraph(runs),)),
    )
    cover = Cover(f"Report {text}", text, text, facts)
    sections = (Section("s", "1", f"Part {text}", 1, blocks),)
    return Report("id", f"Report {text}", text, text, text, DAY, text, "en-GB", "client", False,
                  f"Footer {text}", cover, sections)  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_people_type_is_printed_and_does_nothing(name: str) -> None:
    told = small(clean(name))
    document = opened(told)
    assert links(document) == {"https://example.org/"}
    assert len(document.outline) == 1
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(document.trailer["/Root"])  # type: ignore[arg-type]
    if clean(name).isascii():
        assert words(told).count(squashed(clean(name))) >= 20


def test_a_whole_report_takes_every_name_at_once() -> None:
    told = hostile("  ".join(HOSTILE))
    document = opened(told)
    assert len(list(bookmarks(document.outline))) == len(told.sections)
    assert not any("evil" in link for link in links(document))


MARKUP = (
    '#eval("1+1")',
    "$x^2$ @label <label> *b* _i_ `c` ```d```",
    '#read("/etc/passwd") #image("x") #import "@preview/cetz:0.1.0"',
    r"\u{41} \ \\ \# ~ -- --- ... // /* */ = Heading",
    "] } ) #set page(width: 1cm) [ { (",
    '"; #panic() //',
)


@pytest.mark.parametrize("text", MARKUP)
def test_markup_of_typst_is_text_like_any_other(text: str) -> None:
    document = opened(small(text))
    held = words(small(text))
    assert held.count(squashed(text)) >= 20
    assert document.metadata is not None
    assert document.metadata.title == f"Report {text}"
    assert tagged(document, "/Figure")[0]["/Alt"] == f"Says it. {text}"


SCRIPTS = {
    "Greek": "Ελληνική Εταιρεία",
    "Cyrillic": "Московский завод Україна",
    "Vietnamese": "Công ty Việt Nam",
    "Chinese": "中文管理咨询有限公司 堃喆",
    "Japanese": "株式会社カタカナひらがな東京",
    "Korean": "한국어 회사 똠방각하",
    "Arabic": "الشركة العربية للاستشارات",
    "Hebrew": "חברה ישראלית בע״מ",
    "Thai": "บริษัทไทย",
    "Georgian": "ქართული",
    "Armenian": "հայերեն",
    "Ethiopic": "አማርኛ",
    "signs": "→ ≥ × − ☕ ✓ ❤ № € ₹",
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_names_of_many_scripts_print_with_our_own_fonts(
    script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "all_fonts", lambda: pytest.fail("looked further"))
    name = SCRIPTS[script]
    page = PdfReader(BytesIO(pdf(small(name)))).pages[0].extract_text()
    assert set(squashed(name)) <= set(page)
    assert SQUARE not in page


@pytest.mark.parametrize(
    "name", ["भारतीय परामर्श", "বাংলা", "தமிழ்", "తెలుగు", "ಕನ್ನಡ", "മലയാളം", "ગુજરાતી", "ਪੰਜਾਬੀ"]
)
def test_scripts_of_india_print_with_our_own_fonts(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Their letters join into new shapes, which a reader tells in parts.
    monkeypatch.setattr(printing, "all_fonts", lambda: pytest.fail("looked further"))
    page = PdfReader(BytesIO(pdf(small(name)))).pages[0].extract_text()
    assert set(squashed(name)) & set(page)
    assert SQUARE not in page


def test_a_sign_that_no_font_shows_prints_as_a_square(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "all_fonts", printing.own_fonts)
    content = pdf(small("Rocket \U0001f680 ឡានក្រហម Café 東京"))
    document = PdfReader(BytesIO(content))
    page = document.pages[0].extract_text()
    assert document.metadata is not None
    assert "\U0001f680" in str(document.metadata.title)
    assert f"Rocket {SQUARE}" in page
    assert "Café 東京" in page
    assert "\U0001f680" not in page


def test_a_mark_that_no_font_shows_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "all_fonts", printing.own_fonts)
    page = PdfReader(BytesIO(pdf(small("a\u0f71b x\ufeffy")))).pages[0].extract_text()
    assert "ab xy" in page
    assert SQUARE not in page


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20))
def test_no_text_stops_a_document(text: str) -> None:
    assert pdf(small(text)).startswith(b"%PDF-1.7")


@given(st.text())
def test_places_to_break_a_word_change_no_letter(text: str) -> None:
    bare = text.replace("\u200b", "").replace("\xad", "")
    assert breakable(bare).replace("\u200b", "") == bare
    assert breakable(bare).count("\u200b") <= len(bare)


def test_a_long_word_stays_on_the_page() -> None:
    table = Table("t", ("a", "b"), (((Run("x" * 300),), (Run("a_" * 80),)),), (20, 80),
                  ("left", "left"), 1)  # fmt: skip
    document = opened(replace(small("y" * 400), sections=(Section("s", "", "z", 1, (table,)),)))
    held = Counter(sign for page in document.pages for sign in page.extract_text())
    assert held["x"] == 300
    assert held["_"] == 80
    edges: list[float] = []
    for page in document.pages:
        page.extract_text(visitor_text=lambda text, cm, tm, *_: edges.append(tm[4]))
    assert max(edges) < 595 - 24 * 72 / 25.4


def test_every_font_is_asked_for_and_comes_with_its_licence() -> None:
    assert sorted(printing.own_fonts().families()) == sorted(printing.FAMILIES)
    licences = "".join(path.read_text("utf-8") for path in FONTS.glob("*.txt"))
    for name in ("NotoSans*.ttf", "DroidSansFallback.ttf", "SIL OPEN FONT", "Apache License"):
        assert name in licences
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 6_000_000


def test_a_report_that_cannot_be_set_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "report.typ"
    broken.write_text('#panic("no more paper")', "utf-8")
    monkeypatch.setattr(printing, "TEMPLATE", broken)
    with pytest.raises(ValueError, match=r"cannot be set as PDF: panicked.*no more paper"):
        pdf(small("x"))
