"""A portfolio too large for one machine: the same kernel on Spark, through `mapInArrow`.

Every worker loads the rules and this program from what the driver sends along, so nothing but
Python with the libraries of requirements.txt has to be on it.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
from pyspark import SparkConf, SparkFiles
from pyspark.sql import SparkSession
from pyspark.sql.functions import monotonically_increasing_id

from advisor.batch.advising import Advising, schema
from advisor.batch.portfolio import SHOWN_AT_MOST, Summary
from advisor.batch.writing import plain
from advisor.conditions import Place
from advisor.loading import load_rulebook
from advisor.loading.tables.block import BlockReader, Piece
from advisor.loading.tables.header import Columns, matched
from advisor.loading.tables.opening import ROWS_AT_ONCE
from advisor.mistakes import Mistake, Mistakes
from advisor.rulebook import Rulebook

ROW = "advisor row"
HERE = "local[*]"
"""Where Spark runs unless its own settings say otherwise: on this machine, on all cores."""


def advise_on_spark(rulebook: Rulebook, rules: Path, source: Path, target: Path) -> Summary:
    """Write the advice for every row of a Parquet file or folder to a folder that is not there yet.

    Rows are counted within each part that Spark reads, so their numbers differ but have gaps.
    Raises Mistakes where the table as a whole cannot be used; then nothing is left behind.
    """
    spark = _session()
    part = target.with_name(f".{target.name}.part")
    program = TemporaryDirectory()
    try:
        table = spark.read.parquet(str(source.absolute()))
        columns, wrong = matched(str(source), table.columns, rulebook.questionnaire)
        if wrong:
            raise Mistakes(wrong)
        _send(spark, rules, Path(program.name))
        # Spark takes a dot in a name for a field of a structure; here columns go by their place.
        plain_names = table.toDF(*(f"column {place}" for place, _ in enumerate(table.columns)))
        advice = plain_names.withColumn(ROW, monotonically_increasing_id() + 1).mapInArrow(
            _advising(str(source), columns, rules.name, rulebook.fingerprint),
            ", ".join(f"`{f.name}` {_kind(f.type)}" for f in schema(rulebook)),
        )
        advice.write.mode("overwrite").parquet(str(part.absolute()))
        summary = _summary(spark, part, source, columns)
        part.replace(target)
        return summary
    finally:
        spark.stop()
        shutil.rmtree(part, ignore_errors=True)
        program.cleanup()


def _session() -> SparkSession:
    settings = SparkConf()
    master = settings.get("spark.master", HERE) or HERE
    if master.startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark: SparkSession = (
        SparkSession.builder.appName("Leadership-structure advisor")
        .master(master)
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", ROWS_AT_ONCE)
        .config("spark.ui.showConsoleProgress", "true")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def _send(spark: SparkSession, rules: Path, folder: Path) -> None:
    """Give every worker this program, packed in a folder, and the rules."""
    program = Path(__file__).parents[1]
    archive = shutil.make_archive(str(folder / "program"), "zip", program.parent, program.name)
    spark.sparkContext.addPyFile(archive)
    spark.sparkContext.addFile(str(rules.absolute()), recursive=True)


def _kind(column: pa.DataType) -> str:
    return "bigint" if pa.types.is_integer(column) else "string"


def _advising(
    name: str, columns: Columns, rules: str, fingerprint: str
) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """What a worker does with its part of the table."""

    def advised(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        rulebook = _loaded(SparkFiles.get(rules))
        if rulebook.fingerprint != fingerprint:
            raise ValueError("A worker has other rules than those that were sent to it.")
        reader = BlockReader(name, columns, rulebook.questionnaire)
        advising = Advising(rulebook)
        for batch in batches:
            numbers = batch.column(batch.schema.get_field_index(ROW)).to_numpy()
            block = reader.read(Piece(np.asarray(numbers), batch.drop_columns([ROW]), {}))
            yield plain(advising.advised(block))

    return advised


@lru_cache(maxsize=1)
def _loaded(folder: str) -> Rulebook:
    return load_rulebook(Path(folder))


def _summary(spark: SparkSession, advice: Path, source: Path, columns: Columns) -> Summary:
    written = spark.read.parquet(str(advice.absolute()))
    mistaken = written.where("mistakes is not null")
    first = [
        Mistake(Place(str(source), row["row"], counted="row"), row["mistakes"])
        for row in mistaken.limit(SHOWN_AT_MOST).collect()
    ]
    wrong = mistaken.count()
    return Summary(columns, written.count() - wrong, wrong, first)
