"""A table of companies in, a table of advice out: the same advice, whole or not at all."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

from advisor.batch import portfolio
from advisor.batch.template import write_template
from advisor.commands.program import run
from advisor.engine import advise
from advisor.explanation import explain
from advisor.loading import RULES, load_rulebook
from advisor.loading.tables import cells, csv_file
from advisor.loading.tables.answers import Answers
from advisor.loading.tables.header import matched
from advisor.loading.tables.opening import open_table
from advisor.proofs.completions import completions
from advisor.questionnaire import UNKNOWN, Profile
from advisor.rulebook import Rulebook
from tests.random_companies import cells_of, random_companies, read_advice, write_table

ENDINGS = (".csv", ".xlsx", ".parquet")
TABLE = "company,headcount,ceo_direct_reports,growth_plans\nAlpha,120,14,new_market;acquisition\n"


@pytest.fixture(scope="module")
def shipped() -> Rulebook:
    return load_rulebook(RULES)


@pytest.fixture(autouse=True)
def loaded_once(shipped: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading the rules anew for every call would take most of the time."""
    monkeypatch.setattr("advisor.commands.batch.load_rulebook", lambda rules: shipped)


def batch(*arguments: str | Path) -> int:
    return run(["batch", *map(str, arguments)])


def advised(tmp_path: Path, table: str | bytes, *options: str) -> list[dict[str, str]]:
    """The rows of advice for a CSV table, or none where it was refused."""
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(table.encode() if isinstance(table, str) else table)
    batch(source, "-o", target, *options)
    return read_advice(target) if target.exists() else []


def expected(rulebook: Rulebook, company: Profile) -> dict[str, str]:
    """The row that the single advice would fill."""
    told = explain(rulebook, company)
    row = {
        "company": company.company,
        "recommendation": told.recommendation.id,
        "form": told.form.id,
        "strength": told.strength,
        "mistakes": "",
    }
    row |= {name: weighed.level for name, weighed in told.advice.dimensions.items()}
    for place in range(3):
        reason = told.reasons_for[place] if place < len(told.reasons_for) else None
        row[f"reason_{place + 1}"] = reason.rule.id if reason else ""
        row[f"reason_{place + 1}_says"] = reason.sentence if reason else ""
    return row


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_row_gets_the_advice_and_the_reasons_that_it_would_get_alone(
    shipped: Rulebook, tmp_path: Path, ending: str
) -> None:
    companies = random_companies(shipped, 120, seed=8)
    source = write_table(tmp_path / f"in{ending}", [cells_of(shipped, c) for c in companies])
    assert batch(source, "-o", tmp_path / f"out{ending}") == 0
    found = read_advice(tmp_path / f"out{ending}")
    assert len(found) == len(companies)
    for row, company in zip(found, companies, strict=True):
        wanted = expected(shipped, company)
        assert {title: row[title] for title in wanted} == wanted


def test_numbers_truths_and_lists_may_come_as_such(shipped: Rulebook, tmp_path: Path) -> None:
    columns = {
        "headcount": pa.array([120, None, 4.5]),
        "process_maturity": pa.array([2, 3, None], pa.int8()),
        "part_time_acceptable": pa.array([True, None, False]),
        "growth_plans": pa.array([["new_market", "acquisition"], ["none"], None]),
        "sector": pa.array(["software", None, "other"]).dictionary_encode(),
        "cash_runway": pa.nulls(3),
    }
    parquet.write_table(pa.table(columns), tmp_path / "in.parquet")
    assert batch(tmp_path / "in.parquet", "-o", tmp_path / "out.csv") == 0
    profiles = [
        {
            "headcount": 120,
            "process_maturity": 2,
            "part_time_acceptable": "yes",
            "growth_plans": frozenset(["new_market", "acquisition"]),
            "sector": "software",
        },
        {"process_maturity": 3, "growth_plans": frozenset(["none"])},
        {"headcount": 4.5, "part_time_acceptable": "no", "sector": "other"},
    ]
    for row, answers in zip(read_advice(tmp_path / "out.csv"), profiles, strict=True):
        wanted = expected(shipped, Profile(answers))
        assert {title: row[title] for title in wanted} == wanted


def test_columns_are_found_by_the_wording_of_their_question(
    shipped: Rulebook, tmp_path: Path
) -> None:
    asked = shipped.questionnaire.questions
    title = f" {asked['headcount'].ask.upper()} "
    (row,) = advised(tmp_path, f'"{title}",CEO type\n120,founder\n')
    wanted = expected(shipped, Profile({"headcount": 120, "ceo_type": "founder"}))
    assert row["reason_1_says"] == wanted["reason_1_says"]


def test_good_rows_are_advised_and_bad_rows_say_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = advised(tmp_path, f"{TABLE}Beta,many,3,none;acquisition\nGamma,90,,\n")
    assert [bool(row["recommendation"]) for row in rows] == [True, False, True]
    assert [bool(row["mistakes"]) for row in rows] == [False, True, False]
    asked = '"many" is no answer to "How many people work in the company?".'
    assert f'Column "headcount": {asked} Enter the number of people' in rows[1]["mistakes"]
    assert 'Column "growth_plans": "None of these" stands alone' in rows[1]["mistakes"]
    told = capsys.readouterr().err
    assert 'in.csv, row 3, column "headcount"' in told
    assert "1 row has mistakes" in told


@pytest.mark.parametrize("rows", ["A,many\nB,lots\n", ",\n,\n", ""])
def test_a_table_without_one_good_row_is_told_all_the_same(tmp_path: Path, rows: str) -> None:
    told = advised(tmp_path, f"company,headcount\n{rows}")
    assert [row["company"] for row in told] == (["A", "B"] if "A" in rows else [])
    assert all("is no answer to" in row["mistakes"] for row in told)


def test_rows_with_mistakes_are_exit_status_1(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("headcount\nmany\n", "utf-8")
    assert batch(tmp_path / "in.csv", "-o", tmp_path / "out.csv") == 1


def test_a_column_that_is_nearly_a_question_is_told_loudly_and_the_rest_is_advised(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("company,headcount,sectr,Colour\nA,120,other,red\n", "utf-8")
    assert batch(source, "-o", target) == 1
    told = capsys.readouterr().err
    assert 'Column "sectr" was not read. Did you mean "What does the company' in told
    assert "Columns that are no question, and were not read: sectr, Colour." in told
    (row,) = read_advice(target)
    assert (row["company"], row["answered"], row["mistakes"]) == ("A", "1", "")


def test_other_columns_are_named_and_nothing_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in.csv").write_text("company,headcount,Colour\nA,120,red\n", "utf-8")
    assert batch(tmp_path / "in.csv", "-o", tmp_path / "out.csv") == 0
    assert "Colour" in capsys.readouterr().err


def test_every_tenth_row_broken_loses_none_of_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_file, "BLOCK", 4096)
    broken = ["Bad,120,x,none", "Bad,120", "Bad,120,3,none,more", 'Bad,120,3,"no\nne"', "Bad,-1,3,"]
    lines = [
        broken[number // 10 % len(broken)] if number % 10 == 0 else f"C{number},{number},3,none"
        for number in range(2, 3002)
    ]
    rows = advised(tmp_path, "\n".join([TABLE.partition("\n")[0], *lines]) + "\n")
    assert [int(row["row"]) for row in rows] == list(range(2, 3002))
    assert [int(r["row"]) % 10 == 0 for r in rows] == [bool(r["mistakes"]) for r in rows]
    named = [row for row in rows if not row["mistakes"]]
    assert [row["company"] for row in named] == [f"C{row['row']}" for row in named]


def test_empty_rows_are_left_out_and_counted(tmp_path: Path) -> None:
    rows = advised(tmp_path, f"{TABLE}\n,,,\nBeta,90,,\n")
    assert [row["row"] for row in rows] == ["2", "5"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_other_separators_are_understood(tmp_path: Path, separator: str) -> None:
    table = 'company,headcount,growth_plans\nAlpha,120,"new_market;acquisition"\n'
    (row,) = advised(tmp_path, "\ufeff" + table.replace(",", separator))
    assert (row["company"], row["mistakes"]) == ("Alpha", "")


def test_two_answers_that_do_not_go_together_are_told(tmp_path: Path) -> None:
    rows = advised(
        tmp_path, "ceo_time_on_operations,ceo_time_external\n33.3,66.7\n70,30.01\n100,0\n"
    )
    assert [bool(row["mistakes"]) for row in rows] == [False, True, False]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("start", ["=", "+", "-", "@", " =", "\uff1d"])
def test_nothing_in_the_advice_runs_as_a_formula(tmp_path: Path, ending: str, start: str) -> None:
    name = f"{start}cmd|' /C calc'!A0"
    source = write_table(tmp_path / "in.csv", [{"company": name, "headcount": start + "9"}])
    batch(source, "-o", tmp_path / f"out{ending}")
    (row,) = read_advice(tmp_path / f"out{ending}")
    assert row["company"] == f"'{name.strip()}"
    assert not [cell for cell in row.values() if cell.strip()[:1] in tuple("=+-@\uff1d")]


def test_a_run_that_is_stopped_leaves_what_was_there(
    shipped: Rulebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in.csv").write_text(TABLE, "utf-8")
    (tmp_path / "out.csv").write_text("before", "utf-8")

    def stop(read: int, size: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        portfolio.advise_portfolio(
            shipped, tmp_path / "in.csv", tmp_path / "out.csv", progress=stop
        )
    assert (tmp_path / "out.csv").read_text("utf-8") == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


def test_what_is_possible_is_proved_when_asked(shipped: Rulebook, tmp_path: Path) -> None:
    assert advised(tmp_path, TABLE)[0]["possible"] == ""
    (row,) = advised(tmp_path, TABLE, "--possible")
    plans = frozenset(["new_market", "acquisition"])
    answers = {"headcount": 120, "ceo_direct_reports": 14, "growth_plans": plans}
    company = Profile(answers)
    proved = completions(shipped, company, advise(shipped, company))
    assert row["possible"] == ";".join(proved.possible)


@pytest.mark.parametrize("ending", ENDINGS)
def test_progress_reaches_the_end(shipped: Rulebook, tmp_path: Path, ending: str) -> None:
    source = write_table(tmp_path / f"in{ending}", [{"headcount": "120"}] * 5)
    told: list[tuple[int, int]] = []
    portfolio.advise_portfolio(
        shipped, source, tmp_path / "out.csv", progress=lambda *at: told.append(at)
    )
    assert told[-1][0] >= told[-1][1]


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_template_has_a_column_for_every_question(
    shipped: Rulebook, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"template{ending}"
    assert batch("--template", path) == 0
    with open_table(path) as table:
        columns, mistakes = matched("template", table.header, shipped.questionnaire)
        assert list(table.pieces) == []
    assert not mistakes
    assert set(columns.questions) == set(shipped.questionnaire.questions)
    assert columns.name == 0


def test_the_excel_template_offers_choices_and_explains_every_question(
    shipped: Rulebook, tmp_path: Path
) -> None:
    write_template(tmp_path / "template.xlsx", shipped.questionnaire)
    workbook = openpyxl.load_workbook(tmp_path / "template.xlsx")
    offered = [v.formula1 for v in workbook["Companies"].data_validations.dataValidation]
    picked = [q for q in shipped.questionnaire.questions.values() if q.choices or q.steps]
    one = [question for question in picked if question.kind != "choices"]
    columns = workbook["Choices"].iter_cols(values_only=True)
    for question, column, formula in zip(one, columns, offered, strict=True):
        ask, *texts = [text for text in column if text is not None]
        assert ask == question.ask
        assert formula.endswith(f"${len(texts) + 1}")
        replies = [*(range(1, 6) if question.steps else (c.id for c in question.choices)), UNKNOWN]
        assert [Answers(question).reply(str(text)) for text in texts] == replies
    explained = [row[1] for row in workbook["Questions"].iter_rows(values_only=True)]
    assert set(shipped.questionnaire.questions) < set(explained)


REFUSED = {
    "empty": (b"", "The table is empty"),
    "half a UTF-16": ("headcount\n120\n".encode("utf-16")[:-1] + b"\xd8", "cannot be read"),
    "UTF-16 without its mark": ("headcount\n120\n".encode("utf-16-le"), "not UTF-8"),
    "UTF-32": ("headcount\n120\n".encode("utf-32"), "not UTF-8"),
    "not text": (b"head\x81count,x\n1,2\n", "not UTF-8"),
    "NUL in the header": (b"head\x00count,x\n1,2\n", "not UTF-8"),
    "a workbook": (b"PK\x03\x04 and so on", "Excel"),
    "twice": (
        b"headcount,sector,Head count\n1,other,2\n",
        'Columns 1 ("headcount") and 3 ("Head count") both hold the same question',
    ),
    "no question": (b"a,b\n1,2\n", "No column of the table is a question"),
    "misspelt": (b"headcont\n1\n", 'Did you mean "How many people work in the company?"?'),
    "derived": (b"gap_across\n2\n", "worked out"),
    "too wide": (b"headcount" + b",x" * 1000 + b"\n", "1,001 columns"),
    "too long a row": (b"headcount,sector\n1," + b"x" * 50_000 + b"\n", "longer than"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_table_is_refused_with_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_file, "BLOCK", 4096)
    content, words = REFUSED[case]
    assert advised(tmp_path, content) == []
    assert words in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


HOSTILE_CELLS = {
    "NUL": (b"1\x000,other", "is no answer to"),
    "not in any letters": (b"10,\x81nergie", "The letters of this cell cannot be read"),
    "long": (b"10," + b"x" * 3000, "longer than 2,000 characters"),
    "open quotation mark": (b'"10,other\n20,other', "This row has 1 cell;"),
    "infinite": (b"1e999,other", "from 1 to 1,000,000"),
    "nan": (b"nan,other", '"nan" is no answer to "How many people'),
}


@pytest.mark.parametrize("case", HOSTILE_CELLS)
def test_a_hostile_cell_is_a_mistake_of_its_row(tmp_path: Path, case: str) -> None:
    line, words = HOSTILE_CELLS[case]
    first, second = advised(tmp_path, b"headcount,sector\n30,other\n" + line + b"\n")
    assert first["recommendation"]
    assert words in second["mistakes"]


def test_a_name_that_cannot_be_shown_is_a_mistake(tmp_path: Path) -> None:
    rows = advised(tmp_path, "company,headcount\nA\u202eB,120\n\u5317\u4eac,120\n")
    assert [row["company"] for row in rows] == ["", "\u5317\u4eac"]
    assert "cannot be seen" in rows[0]["mistakes"]


def test_a_table_full_of_mistakes_is_not_explained_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "TAUGHT_AT_MOST", 2)
    lines = [f"serie_{n}" for n in "abcdef"]
    rows = advised(tmp_path, "\n".join(["ownership", *lines, "series_b"]))
    assert ["Did you mean" in row["mistakes"] for row in rows] == [True] * 3 + [False] * 4
    assert [bool(row["mistakes"]) for row in rows] == [True] * 6 + [False]


def bomb(path: Path, part: str, content: bytes) -> None:
    """The workbook in `path` with one of its parts replaced."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, kept in (parts | {part: content}).items():
            new.writestr(name, kept)


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "%s">%s]><worksheet>&h;</worksheet>""" % (
    b"ha" * 500,
    b"".join(b'<!ENTITY %c "%s">' % (n, b"&%c;" % (n - 1) * 50) for n in b"bcdefgh"),
)
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("part", "content", "words"),
    [
        (SHEET, b"<worksheet>" + b" " * 20_000_000, "unpacks to far more"),
        (SHEET, LAUGHS, "cannot be read"),
        (SHEET, b"<worksheet><sheetData><row", "cannot be read"),
        ("xl/workbook.xml", b"nonsense", "cannot be read"),
    ],
)
def test_a_hostile_workbook_is_refused_with_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], part: str, content: bytes, words: str
) -> None:
    source = write_table(tmp_path / "in.xlsx", [{"headcount": 120}])
    bomb(source, part, content)
    assert batch(source, "-o", tmp_path / "out.csv") == 1
    assert words in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("name", ["in.xlsx", "in.parquet"])
def test_a_file_that_is_not_what_its_name_says_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / name).write_text(TABLE, "utf-8")
    assert batch(tmp_path / name, "-o", tmp_path / "out.csv") == 1
    assert capsys.readouterr().err.startswith(str(tmp_path / name))


def test_a_cell_beyond_the_last_title_is_told(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in (["headcount"], [120], [90, "what is this?"]):
        workbook.active.append(row)
    workbook.save(tmp_path / "in.xlsx")
    batch(tmp_path / "in.xlsx", "-o", tmp_path / "out.csv")
    rows = read_advice(tmp_path / "out.csv")
    assert ["beyond the last title" in row["mistakes"] for row in rows] == [False, True]


def test_the_table_is_never_written_over_itself(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(TABLE, "utf-8")
    assert batch(tmp_path / "in.csv", "-o", tmp_path / "in.csv") == 2
    assert (tmp_path / "in.csv").read_text("utf-8") == TABLE


@pytest.mark.parametrize(
    "arguments",
    [["in.csv"], ["in.csv", "-o", "out.txt"], ["--template", "a.csv", "in.csv"], ["-o", "out.csv"]],
)
def test_wrong_usage_is_exit_status_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text(TABLE, "utf-8")
    assert batch(*arguments) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in.csv").write_text(TABLE, "utf-8")
    assert batch(tmp_path / "in.csv", "-o", tmp_path / "nowhere" / "out.csv") == 2
    assert "nowhere" in capsys.readouterr().err
