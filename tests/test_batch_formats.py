"""Tables as other programs write them: their letters, marks and types, and the hostile ones."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

from advisor.batch.portfolio import advise_portfolio, companies
from advisor.loading import RULES, load_rulebook
from advisor.loading.tables import excel_file
from advisor.loading.tables.encodings import decoded
from advisor.mistakes import Mistakes
from advisor.questionnaire import Profile
from advisor.rulebook import Rulebook
from tests.random_companies import read_advice, write_table


@pytest.fixture(scope="module")
def shipped() -> Rulebook:
    return load_rulebook(RULES)


def profiles(rulebook: Rulebook, source: Path) -> list[Profile]:
    """The companies of a table whose rows are all good."""
    found = []
    with companies(rulebook, source) as table:
        for _, block in table.blocks():
            assert not block.mistakes, block.mistakes
            found += [block.profile(int(row)) for row in block.good]
    return found


def refusal(rulebook: Rulebook, source: Path) -> str:
    """Why a table is refused as a whole."""
    with pytest.raises(Mistakes) as refused:
        advise_portfolio(rulebook, source, source.with_name("out.csv"))
    assert not source.with_name("out.csv").exists()
    return str(refused.value)


TEXT = "company;headcount;sector\nCafé Müller;120,5;other\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_table_is_read_in_the_letters_that_spreadsheets_save(
    shipped: Rulebook, tmp_path: Path, encoding: str, ends: str
) -> None:
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    (tmp_path / "in.csv").write_bytes((mark + TEXT).replace("\n", ends).encode(encoding))
    (only,) = profiles(shipped, tmp_path / "in.csv")
    assert only == Profile({"headcount": 120.5, "sector": "other"}, {}, "Café Müller")


def test_titles_are_read_in_windows_letters_too(shipped: Rulebook, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes("Unternehmensgröße;headcount\nx;12\n".encode("cp1252"))
    with companies(shipped, tmp_path / "in.csv") as table:
        assert table.columns.unused == ("Unternehmensgröße",)


def test_letters_of_one_cell_change_no_other(shipped: Rulebook, tmp_path: Path) -> None:
    rows = (name.encode(letters) for name, letters in (("Zoë", "utf-8"), ("Zoë", "cp1252")))
    (tmp_path / "in.csv").write_bytes(b"company,headcount\n" + b",1\n".join([*rows, b""]))
    assert [one.company for one in profiles(shipped, tmp_path / "in.csv")] == ["Zoë", "Zoë"]


def test_bytes_that_are_no_letters_are_told_apart() -> None:
    assert decoded(b"\x81") is None
    assert decoded(b"\xc3\xa9") == "é"
    assert decoded(b"\xe9") == "é"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2,5", 2.5),
        ("0,125", 0.125),
        ("1000,25", 1000.25),
        ("12", 12),
        ("1.200,50", 1200.5),
        ("$12,5k", 12_500),
        ("1,200.50", 1200.5),
    ],
)
def test_decimal_commas_are_read_where_commas_part_no_cells(
    shipped: Rulebook, tmp_path: Path, typed: str, number: float
) -> None:
    for separator in ";\t":
        table = f"role_budget{separator}x\n{typed}{separator}\n"
        (tmp_path / "in.csv").write_text(table, "utf-8")
        (only,) = profiles(shipped, tmp_path / "in.csv")
        assert only.answers["role_budget"] == number


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("headcount;x\n1,200;\n", "Write 1200 or 1.2: the comma can mean both."),
        ("headcount;x\n1.200;\n", "Write 1200 or 1.2: the point can mean both."),
        ("annual_revenue;x\n$1,250m;\n", "Write 1250000000 or 1250000: the comma can mean both."),
        ("headcount;x\n1.200 people;\n", "Write 1200 or 1.2: the point can mean both."),
        ("headcount;x\n1.200.000,5;\n", "from 1 to 1,000,000"),
    ],
)
def test_a_mark_that_can_mean_two_things_is_asked_back(
    shipped: Rulebook, tmp_path: Path, table: str, words: str
) -> None:
    (tmp_path / "in.csv").write_text(table, "utf-8")
    advise_portfolio(shipped, tmp_path / "in.csv", tmp_path / "out.csv")
    (row,) = read_advice(tmp_path / "out.csv")
    assert words in row["mistakes"]


STRANGE = {
    "structure": pa.array([{"a": 1}]),
    "list of structures": pa.array([[{"a": 1}]]),
    "list of lists": pa.array([[["a"]]]),
    "map": pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64())),
}


@pytest.mark.parametrize("kind", STRANGE)
@pytest.mark.parametrize("title", ["headcount", "growth_plans", "company"])
def test_a_nested_column_is_refused_by_its_name(
    shipped: Rulebook, tmp_path: Path, kind: str, title: str
) -> None:
    columns = {title: STRANGE[kind], "sector": pa.array(["other"])}
    parquet.write_table(pa.table(columns), tmp_path / "in.parquet")
    assert f"The column {title} holds " in refusal(shipped, tmp_path / "in.parquet")


def test_a_nested_column_that_is_no_question_is_passed_over(
    shipped: Rulebook, tmp_path: Path
) -> None:
    columns = {"headcount": pa.array([12]), "history": pa.array([{"a": [1]}])}
    parquet.write_table(pa.table(columns), tmp_path / "in.parquet")
    assert profiles(shipped, tmp_path / "in.parquet") == [Profile({"headcount": 12})]


WRONG = {
    "date": pa.array([date(2026, 1, 1)]),
    "time": pa.array([1], pa.timestamp("ns", "UTC")),
    "bytes": pa.array([b"\xff\x00\x81"]),
    "truth": pa.array([True]),
    "text": pa.array(["many"], pa.large_string()),
    "view": pa.array(["many"], pa.string_view()),
    "half": pa.array([1e-3], pa.float16()),
    "infinite": pa.array([float("inf")]),
    "huge": pa.array([2**63 - 1]),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_value_of_the_wrong_type_is_a_mistake_of_its_row(
    shipped: Rulebook, tmp_path: Path, kind: str
) -> None:
    parquet.write_table(pa.table({"headcount": WRONG[kind]}), tmp_path / "in.parquet")
    summary = advise_portfolio(shipped, tmp_path / "in.parquet", tmp_path / "out.csv")
    assert (summary.advised, summary.mistaken) == (0, 1)
    assert summary.first[0].where.endswith('row 1, column "headcount"')


def test_decimals_and_lists_of_numbers_are_read(shipped: Rulebook, tmp_path: Path) -> None:
    columns = {
        "headcount": pa.array([12], pa.decimal128(5, 2)),
        "growth_plans": pa.array([["none"]], pa.large_list(pa.large_string())),
    }
    parquet.write_table(pa.table(columns), tmp_path / "in.parquet")
    (only,) = profiles(shipped, tmp_path / "in.parquet")
    assert only.answers == {"headcount": 12, "growth_plans": frozenset(["none"])}


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet"])
def test_ten_thousand_columns_are_refused_at_once(
    shipped: Rulebook, tmp_path: Path, ending: str
) -> None:
    row: dict[str, object] = {"headcount": "12"} | {f"headcoun{n}": "" for n in range(10_000)}
    source = write_table(tmp_path / f"in{ending}", [row])
    assert "1,000 is the most" in refusal(shipped, source)


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet"])
def test_two_columns_for_one_question_are_refused(
    shipped: Rulebook, tmp_path: Path, ending: str
) -> None:
    asked = shipped.questionnaire.questions["headcount"].ask
    source = write_table(tmp_path / f"in{ending}", [{"headcount": "12", asked: "13"}])
    told = " ".join(refusal(shipped, source).split())
    assert f'Columns 1 ("headcount") and 2 ("{asked}") both hold the same question' in told


TEXT_OF = {
    "an endless cell": b"<worksheet><sheetData><row><c><v>" + b"1" * 5_000_000,
    "an endless mark": b"<worksheet " + b"a" * 5_000_000,
}


@pytest.mark.parametrize("kind", TEXT_OF)
def test_a_workbook_with_one_endless_text_is_refused_before_it_is_read(
    shipped: Rulebook, tmp_path: Path, kind: str
) -> None:
    source = with_part(tmp_path, "xl/worksheets/sheet1.xml", TEXT_OF[kind])
    assert "unpacks to far more" in refusal(shipped, source)


@pytest.mark.parametrize("name", ["xl/sharedStrings.xml", "xl/anything.xml"])
def test_parts_that_memory_would_hold_are_bounded(
    shipped: Rulebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(excel_file, "TEXTS_AT_MOST", 100_000)
    source = with_part(tmp_path, name, b"<sst>" + b"<si><t>a</t></si>" * 6_000 + b"</sst>")
    assert "unpacks to far more" in refusal(shipped, source)


def with_part(folder: Path, name: str, content: bytes) -> Path:
    """A workbook that has this part."""
    source = write_table(folder / "in.xlsx", [{"headcount": 120}])
    with zipfile.ZipFile(source) as old:
        parts = {part: old.read(part) for part in old.namelist()}
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as new:
        for part, kept in (parts | {name: content}).items():
            new.writestr(part, kept)
    return source


def test_a_formula_in_a_workbook_is_read_as_its_value_or_nothing(
    shipped: Rulebook, tmp_path: Path
) -> None:
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    for row in (["headcount", "sector"], ["=60*2", "other"]):
        workbook.active.append(row)
    workbook.save(tmp_path / "in.xlsx")
    assert profiles(shipped, tmp_path / "in.xlsx") == [Profile({"sector": "other"})]


def advised_in(folder: Path, rulebook: Rulebook, table: bytes, ending: str) -> list[dict[str, str]]:
    """The advice for a CSV table, read from a file of this kind."""
    (folder / "in.csv").write_bytes(table)
    advise_portfolio(rulebook, folder / "in.csv", folder / f"out{ending}")
    return read_advice(folder / f"out{ending}")


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet"])
def test_marks_that_cannot_be_seen_stay_out_of_what_is_told(
    shipped: Rulebook, tmp_path: Path, ending: str
) -> None:
    table = b"company,headcount,sector\nA\x07,1\x002,x\x1b[2J\nB\x00,1,\xef\xbf\xbf\n"
    for row in advised_in(tmp_path, shipped, table, ending):
        assert row["mistakes"]
        assert not [sign for value in row.values() for sign in value if not sign.isprintable()]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("name", ["x;=1+1;y", "x; @SUM(1)", "x;\u00a0=1", "x;\uff0b1", "x\u2028=1"])
def test_no_part_of_a_cell_runs_where_other_marks_part_cells(
    shipped: Rulebook, tmp_path: Path, ending: str, name: str
) -> None:
    table = f'company,headcount\n"{name}",12\n'.encode()
    (row,) = advised_in(tmp_path, shipped, table, ending)
    parts = (part.strip() for value in row.values() for part in value.split(";"))
    assert not [part for part in parts if part[:1] in tuple("=+-@\uff1d\uff0b\uff0d\uff20")]


def test_a_row_full_of_mistakes_fits_a_cell_of_excel(shipped: Rulebook, tmp_path: Path) -> None:
    titles = [*shipped.questionnaire.questions]
    titles += [
        f"{row}.{key}"
        for row in shipped.questionnaire.responsibilities
        for key in ("owner", "done")
    ]
    table = ",".join(titles) + "\n" + ",".join(["x" * 1_900] * len(titles)) + "\n"
    (row,) = advised_in(tmp_path, shipped, table.encode(), ".xlsx")
    assert len(row["mistakes"]) <= 32_767
