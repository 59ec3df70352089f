"""Random companies for the shipped rulebook, and tables that hold them."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pyarrow as pa
from pyarrow import parquet

from advisor.batch import coding
from advisor.questionnaire import Holding, NotSure, Profile, Reply
from advisor.rulebook import Rulebook


def random_company(rulebook: Rulebook, chance: random.Random, name: str = "") -> Profile:
    """Anything from an empty sheet to a full one, with or without "who does what"."""
    asked = rulebook.questionnaire
    part, filled = chance.random(), chance.choice([0.0, chance.random(), 1.0])
    answers = {
        q: chance.choice(coding(rulebook).replies[q])
        for q in asked.questions
        if chance.random() < part
    }
    for pair in asked.together:
        both = [answers.get(pair.first), answers.get(pair.second)]
        if sum(number for number in both if isinstance(number, int | float)) > pair.at_most:
            del answers[pair.second]
    held = {
        row: Holding(chance.choice([None, *asked.owners]), chance.choice([None, *asked.done]))
        for row in asked.responsibilities
        if chance.random() < filled
    }
    return Profile(answers, held, name)


def random_companies(rulebook: Rulebook, count: int, seed: int) -> list[Profile]:
    chance = random.Random(seed)
    return [random_company(rulebook, chance, f"Company {i}") for i in range(count)]


def cells_of(rulebook: Rulebook, company: Profile) -> dict[str, str]:
    """A row of a table: the text of every cell by the title of its column."""
    asked = rulebook.questionnaire
    row = {"company": company.company}
    row |= {q: _cell(company.answers.get(q)) for q in asked.questions}
    for name in asked.responsibilities:
        held = company.responsibilities.get(name)
        row[f"{name}.owner"] = "" if held is None else held.owner or "unknown"
        row[f"{name}.done"] = "" if held is None else held.done or ""
    return row


def _cell(reply: Reply | None) -> str:
    if isinstance(reply, NotSure):
        return reply.value
    if isinstance(reply, frozenset):
        return ";".join(sorted(reply))
    return "" if reply is None else str(reply)


def write_table(path: Path, rows: Sequence[dict[str, object]]) -> Path:
    """The same rows as CSV, Excel or Parquet, by the ending of the name."""
    titles = list(rows[0])
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, titles)
            writer.writeheader()
            writer.writerows(rows)
    elif path.suffix == ".xlsx":
        workbook = openpyxl.Workbook()
        workbook.active.append(titles)
        for row in rows:
            workbook.active.append([value if value != "" else None for value in row.values()])
        workbook.save(path)
    else:
        columns = {t: [row[t] if row[t] != "" else None for row in rows] for t in titles}
        parquet.write_table(pa.table(columns), path)
    return path


def read_advice(path: Path) -> list[dict[str, str]]:
    """A table of advice as texts by column; an empty cell is an empty text."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    if path.suffix == ".xlsx":
        titles, *rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
        found = [dict(zip(titles, row, strict=True)) for row in rows]
    else:
        found = parquet.read_table(path).to_pylist()
    return [{t: "" if v is None else str(v) for t, v in row.items()} for row in found]
