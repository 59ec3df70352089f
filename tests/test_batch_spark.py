"""Spark gives a portfolio the advice that one machine gives it.

Needs requirements-spark.txt and Java; skipped without them, unless SPARK=true.
"""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from advisor.commands.program import run
from advisor.loading import RULES, load_rulebook
from tests.random_companies import cells_of, random_companies, read_advice, write_table

there = find_spec("pyspark") is not None and shutil.which("java") is not None
needs_spark = pytest.mark.skipif(
    not there and os.environ.get("SPARK") != "true", reason="pyspark or Java is not installed"
)


def batch(*arguments: str | Path) -> int:
    return run(["batch", *map(str, arguments)])


@pytest.mark.spark
@needs_spark
def test_spark_gives_the_same_advice_and_tells_the_same_mistakes(tmp_path: Path) -> None:
    rulebook = load_rulebook(RULES)
    rows = [cells_of(rulebook, c) for c in random_companies(rulebook, 60, seed=9)]
    rows[7] |= {"headcount": "many"}
    rows[31] |= {"ownership": "serie_b"}
    whole = write_table(tmp_path / "whole.parquet", rows)
    parts = tmp_path / "parts.parquet"
    parts.mkdir()
    for number in range(3):
        write_table(parts / f"part-{number}.parquet", rows[20 * number : 20 * number + 20])

    assert batch(whole, "-o", tmp_path / "one.parquet") == 1
    assert batch(parts, "-o", tmp_path / "many.parquet", "--engine", "spark") == 1

    one, many = read_advice(tmp_path / "one.parquet"), read_advice(tmp_path / "many.parquet")
    assert len({row["row"] for row in many}) == len(rows)
    for row in one + many:
        del row["row"]
    assert sorted(many, key=str) == sorted(one, key=str)
    assert sum(bool(row["mistakes"]) for row in many) == 2
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"whole.parquet", "parts.parquet", "one.parquet", "many.parquet"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["in.csv", "-o", "out.parquet"], "end in .parquet"),
        (["in.parquet", "-o", "out.csv"], "end in .parquet"),
        (["in.parquet", "-o", "there.parquet"], "is there already"),
        (["in.parquet", "-o", "out.parquet", "--possible"], "--possible"),
    ],
)
def test_what_spark_is_not_for_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("in.csv", "in.parquet", "there.parquet"):
        write_table(tmp_path / name, [{"headcount": "120"}])
    assert run(["batch", "--rules", str(RULES.absolute()), *arguments, "--engine", "spark"]) == 2
    assert words in capsys.readouterr().err


def test_without_spark_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr("advisor.commands.batch.import_module", missing)
    source = write_table(tmp_path / "in.parquet", [{"headcount": "120"}])
    assert batch(source, "-o", tmp_path / "out.parquet", "--engine", "spark") == 2
    assert "requirements-spark.txt" in capsys.readouterr().err
