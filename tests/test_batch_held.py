"""The advice for a table, held to look through: every row as it was, found, ordered, written."""

from __future__ import annotations

import io
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import pytest

from advisor.batch import held as holding
from advisor.batch.held import ORDERS, TOO_LITTLE, Held, Row, Wanted, hold
from advisor.batch.portfolio import advise_portfolio
from advisor.batch.strength import STRENGTHS
from advisor.explanation import explain
from advisor.loading import RULES, load_rulebook
from advisor.mistakes import Mistakes
from advisor.rulebook import Rulebook
from tests.random_companies import cells_of, random_companies, read_advice, write_table

FEWEST = 5


@pytest.fixture(scope="module")
def shipped() -> Rulebook:
    return load_rulebook(RULES)


@pytest.fixture(scope="module")
def table(shipped: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of 90 companies, every tenth with a mistake."""
    rows = [cells_of(shipped, company) for company in random_companies(shipped, 90, seed=31)]
    for row in rows[::10]:
        row["headcount"] = "many"
    rows[1]["company"] = rows[2]["company"] = ""
    return write_table(tmp_path_factory.mktemp("held") / "in.csv", rows)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def held(shipped: Rulebook, table: Path) -> Held:
    return held_of(shipped, table)


def held_of(rulebook: Rulebook, table: Path) -> Held:
    content = io.BytesIO(table.read_bytes())
    return hold(rulebook, table.name, content, lambda _read, _size: None, FEWEST)


def every(held: Held) -> tuple[Row, ...]:
    return held.rows(held.places(Wanted()))


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet"])
def test_every_row_is_read_again_as_it_was(
    shipped: Rulebook, tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advisor.batch.portfolio.ROWS_AT_ONCE", 7)
    companies = random_companies(shipped, 40, seed=32)
    source = write_table(tmp_path / f"in{ending}", [cells_of(shipped, c) for c in companies])
    rows = every(again := held_of(shipped, source))
    assert [again.profile(row.number) for row in rows] == companies
    for row, company in zip(rows, companies, strict=True):
        told = explain(shipped, company)
        known = sum(company.known(q) is not None for q in shipped.questionnaire.questions)
        assert (row.company, row.answered) == (company.company, known)
        if known < FEWEST:
            assert (row.recommendation, row.form, row.strength) == ("", "", TOO_LITTLE)
        else:
            assert (row.recommendation, row.form) == (told.recommendation.id, told.form.id)
            assert row.strength == told.strength
            assert row.reason == (told.reasons_for[0].sentence if told.reasons_for else "")


def test_rows_with_mistakes_have_nothing_but_these(held: Held) -> None:
    wrong = [row for row in every(held) if row.mistakes]
    assert [row.number for row in wrong] == list(range(2, 92, 10))
    assert {(row.recommendation, row.strength, row.answered) for row in wrong} == {("", "", 0)}
    assert [held.profile(row.number) for row in wrong] == [None] * 9
    assert held.profile(1) is held.profile(10**9) is None
    assert (held.summary.advised, held.summary.mistaken) == (81, 9)


@pytest.mark.parametrize("by", ORDERS)
@pytest.mark.parametrize("strength", ["", "leaning", TOO_LITTLE])
@pytest.mark.parametrize("recommendation", ["", "no_new_role"])
@pytest.mark.parametrize("mistaken", [None, True, False])
@pytest.mark.parametrize("find", ["", "pany 3"])
def test_rows_are_found_and_ordered_as_one_would_by_hand(
    held: Held, by: str, strength: str, recommendation: str, mistaken: bool | None, find: str
) -> None:
    wanted = Wanted(recommendation, strength, mistaken, find, by)
    outcomes, strengths = [*held.rulebook.outcomes, ""], [*STRENGTHS, TOO_LITTLE, ""]
    keys = {
        "row": lambda row: row.number,
        "company": lambda row: (not row.company, row.company.lower()),
        "recommendation": lambda row: outcomes.index(row.recommendation),
        "strength": lambda row: strengths.index(row.strength),
        "answered": lambda row: (bool(row.mistakes), row.answered),
    }
    kept = [
        row
        for row in every(held)
        if (not strength or row.strength == strength)
        and (not recommendation or row.recommendation == recommendation)
        and (mistaken is None or bool(row.mistakes) == mistaken)
        and find in row.company.lower()
    ]
    assert list(held.rows(held.places(wanted))) == sorted(kept, key=keys[by])


def test_a_part_of_a_name_is_text_and_no_pattern(held: Held) -> None:
    assert held.places(Wanted(find=".*")) == ()
    assert held.places(Wanted(find="(")) == ()
    assert held.places(Wanted(find="  COMPANY 13 ")) == (13,)


def test_counts_are_those_of_the_rows(held: Held) -> None:
    rows = every(held)
    counted = Counter((r.recommendation, r.strength) for r in rows if r.recommendation)
    assert held.counts() == counted
    assert held.too_little() == sum(row.strength == TOO_LITTLE for row in rows)


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet"])
def test_what_is_written_is_what_the_command_writes(
    shipped: Rulebook, held: Held, table: Path, tmp_path: Path, ending: str
) -> None:
    (tmp_path / f"held{ending}").write_bytes(held.write(ending))
    advise_portfolio(shipped, table, tmp_path / f"out{ending}")
    wrote, wanted = (read_advice(tmp_path / f"{name}{ending}") for name in ("held", "out"))
    for row in (*wrote, *wanted):
        row["mistakes"] = row["mistakes"].replace(str(table), table.name)
    assert wrote == wanted


def test_several_threads_read_one_portfolio(held: Held) -> None:
    rows, csv = every(held), held.write(".csv")
    numbers = [row.number for row in rows if not row.mistakes]
    companies = [held.profile(number) for number in numbers]
    with ThreadPoolExecutor(4) as threads:
        files = [threads.submit(held.write, ".csv") for _ in range(4)]
        again = list(threads.map(held.profile, numbers))
        assert again == companies
        assert all(file.result() == csv for file in files)


def test_a_run_that_is_cut_short_leaves_no_open_file(
    shipped: Rulebook, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    opened: list[Any] = []

    def opening() -> Any:
        opened.append(TemporaryFile())  # noqa: SIM115
        return opened[-1]

    monkeypatch.setattr(holding, "TemporaryFile", opening)

    def stop(read: int, size: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        hold(shipped, "in.csv", io.BytesIO(table.read_bytes()), stop)
    assert list(tmp_path.iterdir()) == []
    assert [file.closed for file in opened] == [True, True]


def test_a_table_longer_than_allowed_is_refused(
    shipped: Rulebook, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "ROWS_AT_MOST", 89)
    with pytest.raises(Mistakes, match="more than 89 companies"):
        held_of(shipped, table)


def test_an_open_file_is_called_by_its_name(shipped: Rulebook) -> None:
    with pytest.raises(Mistakes) as refused:
        hold(shipped, "clients.csv", io.BytesIO(b"a\n1\n"), lambda _read, _size: None)
    assert refused.value.mistakes[0].place.file == "clients.csv"
    with pytest.raises(Mistakes, match=r"ends in \.csv"):
        hold(shipped, "clients.txt", io.BytesIO(b""), lambda _read, _size: None)
