"""Markdown, HTML, tables and answer sheets: whole, safe, and the same every time."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from advisor.loading import read_sheet_text
from advisor.loading.sheets.writing import sheet_json, sheet_yaml
from advisor.questionnaire import Profile
from advisor.reports import Choices, build
from advisor.reports.formats import FORMATS, Order, file_name
from advisor.reports.html import html
from advisor.reports.logo import logo
from advisor.reports.markdown import escaped, markdown
from advisor.reports.model import Figure, Report, Table
from advisor.reports.tables import duties_csv, rights_csv, steps_csv, table_csv
from tests.reports.cases import (
    BOOK,
    CASES,
    COMPANIES,
    DAY,
    HOSTILE,
    company,
    profile_of,
    report,
    texts,
)
from tests.reports.pictures import png

each_case = pytest.mark.parametrize("case", CASES, ids=" ".join)
ALONE = {"meta", "img", "col", "br", "hr", "link", "input"}


class Page(HTMLParser):
    """An HTML page read by a parser of its own: its elements, its text, and whether it nests."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(content.decode("utf-8"))
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ALONE:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


def hostile(name: str) -> Report:
    """A report in which everything that can be typed is this name."""
    profile = Profile(company(COMPANIES[0], matrix=True).answers, {}, name)
    choices = Choices(
        DAY, "adviser", author=name, version=name, summary=name, decision=name,
        decided_by=name, notes={"headcount": name},
    )  # fmt: skip
    return build(BOOK, profile, None, choices)


@each_case
def test_a_page_holds_every_text_and_every_heading_in_order(case: tuple[str, str]) -> None:
    told = report(profile_of(case))
    page = Page(html(told))
    words = " ".join("".join(page.words).split())
    for text in texts(told):
        if text not in {f.says for f in told.blocks() if isinstance(f, Figure)}:
            assert " ".join(text.split()) in words, text
    headings = [tag for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert headings.count("h1") == 1
    levels = [int(tag[1]) for tag in headings]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    places = [words.index(" ".join(s.title.split())) for s in told.sections if s.level == 1]
    assert places == sorted(places)


@each_case
def test_a_page_is_described_for_those_who_cannot_see_it(case: tuple[str, str]) -> None:
    told = report(profile_of(case), logo=logo(png()))
    page = Page(html(told))
    assert page.all("html") == [{"lang": "en-GB"}]
    pictures = page.all("svg")
    assert len(pictures) == sum(isinstance(b, Figure) for b in told.blocks())
    assert all(p["role"] == "img" and p["aria-label"] for p in pictures)
    assert all("alt" in image for image in page.all("img"))
    tables = [b for b in told.blocks() if isinstance(b, Table)]
    assert len(page.all("caption")) == len(tables)
    assert all(th.get("scope") in ("col", "row") for th in page.all("th"))
    rows = sum(len(table.rows) for table in tables)
    assert sum(th["scope"] == "row" for th in page.all("th")) == rows
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(set(ids)) == len(ids)


@each_case
def test_a_page_needs_nothing_from_outside_and_runs_nothing(case: tuple[str, str]) -> None:
    content = html(report(profile_of(case)))
    page = Page(content)
    policy = next(m for m in page.all("meta") if m.get("http-equiv"))
    assert "default-src 'none'" in str(policy["content"])
    assert not page.all("script", "link", "iframe", "object", "form", "base")
    for _, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on")]
        assert not str(attributes.get("src", "data:")).startswith("http")
        href = attributes.get("href") or "#"
        assert href.startswith(("https://", "http://", "#"))
    assert b"@import" not in content
    assert b"url(" not in content


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_put_nothing_on_a_page(name: str) -> None:
    page, harmless = Page(html(hostile(name))), Page(html(hostile("Harmless Ltd")))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in harmless.elements]
    links = [a.get("href") for a in page.all("a")]
    assert links == [a.get("href") for a in harmless.all("a")]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_put_no_structure_into_markdown(name: str) -> None:
    def structure(told: Report) -> list[str]:
        lines = markdown(told).decode().splitlines()
        return [re.match(r"^(#+ |> ?|[-*] |\d+\. |\| |)", line)[0] for line in lines]  # type: ignore[index]

    told = hostile(name)
    assert structure(told) == structure(hostile("Harmless Ltd"))
    text = markdown(told).decode()
    assert not re.search(r"(?<!\\)<(?!https?://)", text)
    assert not re.search(r"(?<!\\)\]\((?!<https?://)", text)
    assert "https://evil" not in text
    assert " www.evil" not in text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# a", "\\# a"),
        ("- a", "\\- a"),
        ("1. a", "1\\. a"),
        ("2026 was good", "2026 was good"),
        ("a_b and _c_", "a_b and \\_c\\_"),
        ("[x](y)", "\\[x\\](y)"),
        ("50 % of $3", "50 % of \\$3"),
        ("-5 is less", "-5 is less"),
        ("---", "\\---"),
        ("AT&T", "AT\\&T"),
    ],
)
def test_markdown_escapes_what_would_have_a_meaning_and_no_more(text: str, written: str) -> None:
    assert escaped(text) == written


@each_case
def test_markdown_holds_every_chapter_table_and_text_alternative(case: tuple[str, str]) -> None:
    told = report(profile_of(case))
    text = markdown(told).decode()
    lines = text.splitlines()
    for section in told.sections:
        assert f"{'#' * (section.level + 1)} {escaped(section.title)}" in lines
    for block in told.blocks():
        if isinstance(block, Figure):
            assert escaped(block.says) in text
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        widths = {len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}
        assert len(widths) == 1


def test_every_drawing_is_whole_and_dark_on_light() -> None:
    for block in report(company(COMPANIES[0], matrix=True)).blocks():
        if isinstance(block, Figure):
            drawn = ElementTree.fromstring(block.svg)
            assert drawn.attrib["color"] == "#1a1a1a"
            assert float(drawn.attrib["width"]) == block.width
            assert float(drawn.attrib["height"]) == block.height
            assert drawn.attrib["aria-label"] == block.says


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_gives_the_same_bytes_for_the_same_order(ending: str) -> None:
    order = Order(BOOK, company(COMPANIES[0]), None, Choices(DAY))
    again = Order(BOOK, company(COMPANIES[0]), None, Choices(DAY))
    content = FORMATS[ending].write(order)
    assert content == FORMATS[ending].write(again)
    assert 100 < len(content) < 2_000_000


@each_case
def test_answers_written_as_a_sheet_read_back_as_they_were(case: tuple[str, str]) -> None:
    profile = profile_of(case)
    for text, name in ((sheet_json(profile), "a.json"), (sheet_yaml(profile), "a.yaml")):
        assert read_sheet_text(text, name, BOOK.questionnaire) == profile
    assert json.loads(sheet_json(profile))["answers"]


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_next_steps_come_with_who_and_by_when() -> None:
    header, *steps = rows(steps_csv(BOOK, company(COMPANIES[0]), Choices(DAY)))
    assert header == ["When", "What", "Who", "By", "Done"]
    assert [steps[0][i] for i in (0, 2, 3)] == ["Before the start", "The CEO", "2026-12-06"]
    assert steps[2][2] == "The CEO and the chair"
    assert steps[-1][0] == "Days 61-90"


def test_responsibilities_and_rights_come_as_tables() -> None:
    profile = company(COMPANIES[0], matrix=True)
    duties = rows(duties_csv(BOOK, profile, Choices(DAY)))
    assert [row[0] for row in duties[1:]] == list(BOOK.questionnaire.responsibilities)
    rights = rows(rights_csv(BOOK, profile))
    assert {row[2] for row in rights[1:]} == {"decides", "recommends", "is consulted"}


@pytest.mark.parametrize("cell", ["=1+1", "+A1", "-2", "@SUM(A1)", "\t=1", " =1", "\r\n=1", "＝1"])
def test_no_cell_of_a_table_is_a_formula(cell: str) -> None:
    ((found,),) = rows(table_csv(("a",), [(cell,)]))[1:]
    assert found.startswith("'")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Example Ltd", "example-ltd_2026-11-22_draft-2.html"),
        ("../../etc/passwd", "etc-passwd_2026-11-22_draft-2.html"),
        ("CON: <nul>|?*", "con-nul_2026-11-22_draft-2.html"),
        ("Söhne & Ελλάδα 運営", "söhne-ελλάδα-運営_2026-11-22_draft-2.html"),
        ("\u202e...", "report_2026-11-22_draft-2.html"),
        ("x" * 300, f"{'x' * 60}_2026-11-22_draft-2.html"),
        ("aux.txt", "aux-txt_2026-11-22_draft-2.html"),
        (
            "\u0e1a\u0e23\u0e34\u0e29\u0e31\u0e17",
            "\u0e1a\u0e23\u0e34\u0e29\u0e31\u0e17_2026-11-22_draft-2.html",
        ),
    ],
)
def test_a_file_is_named_client_date_version(name: str, written: str) -> None:
    profile = replace(company(COMPANIES[0]), company=name)
    order = Order(BOOK, profile, None, Choices(DAY, version="Draft 2"))
    assert file_name(order, "html") == written


@pytest.mark.parametrize("name", ["\u682a" * 200, "\U00020000" * 200, "a\u0301\u0302\u0303" * 200])
def test_a_file_name_fits_every_file_system(name: str) -> None:
    profile = replace(company(COMPANIES[0]), company=name)
    written = file_name(Order(BOOK, profile, None, Choices(DAY, version=name)), "html")
    assert len(written.encode()) <= 255
    assert written.endswith(".html")


@pytest.mark.parametrize("label", ["", "..", "\U0001f600", "---"])
def test_without_a_label_that_can_be_written_the_version_is_the_rulebooks(label: str) -> None:
    order = Order(BOOK, company(COMPANIES[0]), None, Choices(DAY, version=label))
    assert file_name(order, "md") == f"example-ltd_2026-11-22_{BOOK.version}.md"
