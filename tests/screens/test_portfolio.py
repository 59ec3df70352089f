"""A portfolio: uploaded, counted, looked through, opened, downloaded; and every hostile table."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as some
from playwright.sync_api import Browser, Page, expect
from streamlit.testing.v1 import AppTest

from advisor.batch import held as holding
from advisor.engine import advise
from advisor.pictures.portfolio import Bar, portfolio_picture
from advisor.questionnaire import Profile
from advisor.screens.portfolio.page import Portfolio
from advisor.screens.portfolio.rows import PAGE
from advisor.telling import STRENGTHS, too_little
from tests.random_companies import cells_of, random_companies, write_table
from tests.screens.conftest import AppServer, Open
from tests.screens.test_accessible import sideways, violations
from tests.screens.test_journeys import saved
from tests.screens.words import RULEBOOK

ASKED = RULEBOOK.questionnaire
COMPANIES = random_companies(RULEBOOK, 60, seed=12)
HOSTILE = '<img src=x onerror="top.evil=1"> **bold** [link](http://x.example) $x$'
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table(rows: Sequence[dict[str, str]]) -> bytes:
    """Rows as a CSV file."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def rows_of(companies: Sequence[Profile] = COMPANIES) -> list[dict[str, str]]:
    return [cells_of(RULEBOOK, company) for company in companies]


def uploaded(open_page: Open, content: bytes, name: str = "companies.csv") -> AppTest:
    """The page once this table was uploaded."""
    app = open_page("portfolio")
    app.file_uploader[0].set_value((name, content, "text/csv"))
    app.run()
    assert not app.exception
    return app


def shown(app: AppTest) -> str:
    """Everything that the page says, as markup."""
    said = [*(m.value for m in app.markdown), *(e.value for e in app.error)]
    said += [html.proto.body for html in app.get("html")]
    said += [part["markup"] for part in forms(app).values()]
    return "\n".join(said)


def forms(app: AppTest) -> dict[str, Any]:
    """The native forms of the page, by name."""
    found = {str(part.key): json.loads(part.proto.bytes) for part in app.get("bidi_component")}
    return {name: form | {"key": name} for name, form in found.items()}


def enter(app: AppTest, form: str, **entries: str | bool) -> AppTest:
    """Fill in fields of one form as the browser would; `__` in a name stands for the point."""
    part = next(part for name, part in forms(app).items() if form in name)
    seen = part["seen"]
    app.session_state[part["key"]] = {
        "entered": {
            (field := name.replace("__", ".")): [
                seen + number, value, part["about"], [part["held"].get(field, part["turn"])],
            ]
            for number, (name, value) in enumerate(entries.items(), 1)
        }
    }  # fmt: skip
    return app.run()


def portfolio_of(app: AppTest) -> Portfolio:
    kept: Portfolio = app.session_state["portfolio"]
    return kept


def names(app: AppTest) -> list[str]:
    """The names of the companies that are listed."""
    heads = ElementTree.fromstring(f"<x>{list_of(app)}</x>").iterfind(".//tbody//th/strong")
    return [head.text or "" for head in heads]


def list_of(app: AppTest) -> str:
    return str(next(p["markup"] for p in forms(app).values() if "Find a name" not in p["markup"]))


def test_before_the_upload_the_page_says_what_it_takes_and_that_nothing_stays(
    open_page: Open,
) -> None:
    app = open_page("portfolio")
    said = shown(app)
    assert app.file_uploader[0].label == "CSV, Excel or Parquet, at most 10 MB and 50,000 companies"
    assert "closing or reloading the tab removes it" in said
    assert len(app.get("download_button")) == 2


def test_the_portfolio_is_told_in_one_sentence_that_counts_right(open_page: Open) -> None:
    said = shown(uploaded(open_page, table(rows_of())))
    enough = [c for c in COMPANIES if not too_little(ASKED, c)]
    each = Counter(advise(RULEBOOK, company).recommendation for company in enough)
    outcome, most = each.most_common(1)[0]
    first = RULEBOOK.outcomes[outcome].in_a_sentence
    assert f"For {most} of {len(enough)} companies the advice is: {first}." in said
    assert f"{len(COMPANIES) - len(enough)} companies have fewer than 5 answers" in said
    for outcome, count in each.items():
        assert f"{RULEBOOK.outcomes[outcome].name}: {count} (" in said


def test_mistakes_are_told_with_row_and_column_and_all_others_are_advised(
    open_page: Open,
) -> None:
    rows = rows_of()
    rows[2] |= {"headcount": "many"}
    rows[5] |= {"ownership": "serie_b", "company": HOSTILE}
    app = uploaded(open_page, table(rows))
    said = unescape(shown(app))
    assert '<strong>Row 4, column "headcount": </strong>"many" is no answer to' in said
    assert '<strong>Row 7, column "ownership": </strong>"serie_b" is no choice of "Who owns' in said
    assert 'Did you mean "Venture investors, series B"?' in said
    summary = portfolio_of(app).held.summary  # type: ignore[union-attr]
    assert (summary.advised, summary.mistaken) == (58, 2)


def test_columns_that_were_matched_and_those_that_were_not_are_told(open_page: Open) -> None:
    asked = ASKED.questions["headcount"].ask
    app = uploaded(open_page, table([{asked: "120", "company": "A", HOSTILE: "x"}]))
    said = shown(app)
    assert "2 columns were understood. 1 of its columns hold no question" not in said
    assert "2 columns were understood. 1 column holds no question and was not read." in said
    assert f"{len(ASKED.questions) - 1} questions have no column" in said
    assert "<img" not in said
    assert "<img" in unescape(said)


def test_a_column_that_may_be_a_question_is_told_above_the_companies(open_page: Open) -> None:
    said = unescape(shown(uploaded(open_page, b"company,headcount,sectr\nA,120,other\n")))
    assert "The advice was given without what they hold." in said
    assert 'Column "sectr" was not read. Did you mean "What does the company mainly do?"?' in said
    assert said.index("sectr") < said.index("Companies</h2>")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "empty.csv", "The table is empty."),
        (b"a,b\n1,2\n", "other.csv", "No column of the table is a question."),
        (b"headcont\n1\n", "x.csv", 'Did you mean "How many people work in the company?"?'),
        (b"headcount,headcount\n1,2\n", "x.csv", "both hold the same question."),
        (b"no workbook", "x.xlsx", "This is no Excel workbook."),
        (b"no table", "x.parquet", "The Parquet file cannot be read"),
        (b"head\x00count\n1\n", "x.csv", "not UTF-8"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_words(
    open_page: Open, content: bytes, name: str, words: str
) -> None:
    app = uploaded(open_page, content, name)
    assert app.error[0].value == "The table was not read. Mend this and upload it again."
    assert words in unescape(shown(app))
    assert portfolio_of(app).held is None


def test_a_table_with_too_many_companies_says_what_to_do(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "ROWS_AT_MOST", 10)
    app = uploaded(open_page, table(rows_of()))
    assert "more than 10 companies. Split it, or use the command" in shown(app)


def test_a_table_of_titles_alone_has_no_advice(open_page: Open) -> None:
    said = shown(uploaded(open_page, b"company,headcount\n"))
    assert "There is no advice for any company of this table yet." in said
    assert "No row is like that." in said


def test_rows_are_found_filtered_and_put_in_order(open_page: Open) -> None:
    app = uploaded(open_page, table(rows_of()))
    assert names(app) == [c.company for c in COMPANIES[:PAGE]]
    enter(app, "looking", find="company 5")
    assert names(app) == ["Company 5", *(f"Company 5{n}" for n in range(10))]
    outcome = "no_new_role"
    enter(app, "looking", find="", shown=outcome, by="company")
    wanted = sorted(
        c.company
        for c in COMPANIES
        if not too_little(ASKED, c) and advise(RULEBOOK, c).recommendation == outcome
    )
    assert names(app) == wanted[:PAGE]
    enter(app, "companies", page__1="")
    assert names(app) == wanted[PAGE : 2 * PAGE]
    enter(app, "looking", shown="", strength="too_little")
    assert set(names(app)) <= {c.company for c in COMPANIES if too_little(ASKED, c)}


@pytest.mark.parametrize(
    "entries",
    [{"shown": "<b>"}, {"by": "row; drop"}, {"strength": "x"}, {"other": "y"}, {"by": "mistakes"}],
)
def test_what_no_field_offers_changes_nothing(open_page: Open, entries: dict[str, str]) -> None:
    app = uploaded(open_page, table(rows_of()))
    before = portfolio_of(app).wanted
    assert not enter(app, "looking", **entries).exception
    assert portfolio_of(app).wanted == before


@pytest.mark.parametrize("entry", ["page__99", "page__x", "open__99999", "open__x", "open__"])
def test_rows_and_pages_that_are_not_there_are_passed_over(open_page: Open, entry: str) -> None:
    app = uploaded(open_page, table(rows_of()))
    assert not enter(app, "companies", **{entry: ""}).exception
    assert names(app) == [c.company for c in COMPANIES[:PAGE]]


def test_a_row_opens_as_an_assessment_and_the_same_one_again(open_page: Open) -> None:
    number = next(i for i, c in enumerate(COMPANIES) if len(c.answers) > 30)
    app = uploaded(open_page, table(rows_of()))
    kept = portfolio_of(app)
    kept.page = number // PAGE
    app.run()
    enter(app, "companies", **{f"open__{number + 2}": ""})
    assert not app.exception
    draft = app.session_state["desk"].draft
    assert draft.company == COMPANIES[number].company
    assert set(draft.answers) == set(COMPANIES[number].answers)
    assert set(draft.responsibilities) <= set(COMPANIES[number].responsibilities)
    assert kept.drafts == {number + 2: draft.token}


def test_hostile_names_stay_text_everywhere(open_page: Open) -> None:
    rows = rows_of(COMPANIES[:3])
    rows[0] |= {"company": HOSTILE, HOSTILE: "x"}
    rows[1] |= {"company": HOSTILE, "headcount": HOSTILE, HOSTILE: ""}
    rows[2] |= {HOSTILE: ""}
    app = uploaded(open_page, table(rows), f"{HOSTILE}.csv")
    refused = uploaded(open_page, b"a,b\n1,2\n", f"{HOSTILE}.csv")
    for said in (shown(app), shown(refused)):
        assert re.search(r"(?<!\\)<img", said) is None
    assert re.search(r"(?<!\\)\[link", "".join(m.value for m in app.markdown[:2])) is None


def test_the_advice_downloads_without_formulas(open_page: Open) -> None:
    rows = rows_of(COMPANIES[:4])
    starts = ["=1+1", "\t=1+1", "＋1", "@SUM(A1)"]
    for row, start in zip(rows, starts, strict=True):
        row["company"] = start
    held = portfolio_of(uploaded(open_page, table(rows))).held
    assert held is not None
    found = [row["company"] for row in csv.DictReader(io.StringIO(held.write(".csv").decode()))]
    assert found == ["'=1+1", "'=1+1", "'＋1", "'@SUM(A1)"]
    sheet = openpyxl.load_workbook(io.BytesIO(held.write(".xlsx"))).active
    assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == found


def test_nothing_is_left_in_any_folder(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    app = uploaded(open_page, table(rows_of()))
    held = portfolio_of(app).held
    assert held is not None
    held.write(".xlsx")
    assert list(folder.iterdir()) == []
    app.button(key="another").click().run()
    assert portfolio_of(app).held is None
    assert app.file_uploader


def test_two_sessions_hold_two_portfolios(open_page: Open) -> None:
    one = uploaded(open_page, table(rows_of(COMPANIES[:5])))
    other = open_page("portfolio")
    assert portfolio_of(other).held is None
    assert portfolio_of(one).held is not None


bars = some.builds(Bar, some.text(max_size=30), some.tuples(*[some.integers(0, 50_000)] * 3))


@given(some.lists(bars, max_size=6))
def test_the_picture_is_sound_and_says_every_figure(drawn: list[Bar]) -> None:
    picture = portfolio_picture(drawn, tuple(STRENGTHS.values()), "How many.")
    svg = ElementTree.fromstring(picture.svg)
    boxes = list(svg.iter("{http://www.w3.org/2000/svg}rect"))
    assert len(boxes) == 3 + sum(bool(part) for bar in drawn for part in bar.parts)
    for box in boxes[3:]:
        left, width = (float(box.attrib[a].rstrip("%")) for a in ("x", "width"))
        assert 0 <= left <= left + width <= 100
    for bar in drawn:
        assert f"{bar.whole:,} ({bar.parts[0]:,} clear, " in picture.says


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_from_the_upload_to_a_recommendation(
    browser: Browser, app_server: AppServer, tmp_path: Path, scheme: Any
) -> None:
    rows = rows_of()
    rows[3] |= {"company": "Northwind", "headcount": "120"}
    rows[4] |= {"headcount": "many"}
    source = write_table(tmp_path / "companies.xlsx", rows)  # type: ignore[arg-type]
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto(app_server.url)
    page.get_by_role("link", name="Portfolio").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Portfolio")
    assert violations(page) == []
    upload(page, source)
    assert violations(page) == []
    page.get_by_role("textbox", name="Find a name").fill("northw")
    expect(page.get_by_text("1 row", exact=True)).to_be_visible()
    expect(page.get_by_role("rowheader")).to_have_text("NorthwindRow 5")
    page.get_by_role("button", name="Open Northwind, Row 5").click()
    expect(page.get_by_text("Recommendation for Northwind")).to_be_visible()
    assert "draft=" in page.url
    page.get_by_role("link", name="Portfolio").click()
    expect(page.get_by_role("textbox", name="Find a name")).to_have_value("northw")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the advice as CSV").click()
    found = Path(download.value.path()).read_text("utf-8")
    assert found.count("\n") == len(rows) + 1
    context.close()


@pytest.mark.browser
def test_a_phone_shows_a_portfolio_without_scrolling_sideways(
    browser: Browser, app_server: AppServer, tmp_path: Path
) -> None:
    rows = rows_of(COMPANIES[:3])
    rows[0] |= {"company": "A" * 150, HOSTILE: "x"}
    rows[1] |= {"company": HOSTILE, HOSTILE: ""}
    rows[2] |= {"headcount": HOSTILE, HOSTILE: ""}
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{app_server.url}/portfolio")
    expect(page.get_by_role("heading", level=1)).to_have_text("Portfolio")
    assert not sideways(page)
    wrong = write_table(tmp_path / "wrong.csv", [{HOSTILE: "x"}])
    page.locator("input[type=file]").set_input_files(wrong)
    expect(page.get_by_text("The table was not read.")).to_be_visible()
    assert violations(page) == []
    assert not sideways(page)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Portfolio")
    expect(page.get_by_text("The table was not read.")).to_be_hidden()
    upload(page, write_table(tmp_path / "companies.csv", rows))  # type: ignore[arg-type]
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert not sideways(page)
    companies = page.get_by_role("table", name="Companies").get_by_role("rowheader")
    expect(companies.nth(1)).to_contain_text(HOSTILE)
    assert page.evaluate("window.evil") is None
    context.close()


def upload(page: Page, source: Path) -> None:
    """Give the page a table and wait for its companies."""
    page.locator("input[type=file]").set_input_files(source)
    expect(page.get_by_role("heading", name="Companies")).to_be_visible()
    expect(page.get_by_role("table", name="Companies")).to_be_visible()
    saved(page)
