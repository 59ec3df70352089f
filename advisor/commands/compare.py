"""compare: what a change of the rulebook does to cases, and to every possible profile."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from advisor.commands.compare_text import as_json, as_text
from advisor.commands.terminal import FOLDER, say, speaks_json, takes_seconds
from advisor.loading import load_rulebook
from advisor.loading.populations import read_population
from advisor.loading.sheets.portfolio import read_portfolio
from advisor.loading.tables.header import Columns
from advisor.proofs.comparison import SECONDS, compare
from advisor.proofs.merging import merge
from advisor.proofs.population import EVEN, SHEETS, Population
from advisor.rulebook import Rulebook

CASES = click.Path(exists=True, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("old", type=FOLDER)
@click.argument("new", type=FOLDER)
@click.option("--cases", type=CASES, help="Answer sheets: a folder, a YAML file or a CSV table.")
@click.option("--population", type=FILE, help="How each answer is drawn, as a YAML file.")
@speaks_json
@takes_seconds(SECONDS)
def command(**given: Any) -> None:
    """Say what changes from the rules in OLD to the rules in NEW.

    Which worked examples and cases get other advice, which recommendation turns into which, each
    with the nearest profile to show it, or the proof that both always agree.
    """
    old, new = load_rulebook(given["old"]), load_rulebook(given["new"])
    merged = merge(old, new)
    cases = read_portfolio(given["cases"], merged.questionnaire, _told) if given["cases"] else {}
    population = _population(given["population"], new)
    found = compare(
        old, new, cases=cases, population=population, merged=merged, seconds=given["seconds"]
    )
    say(json.dumps(as_json(found)) if given["machine"] else as_text(found))


def _told(columns: Columns) -> None:
    """Say which columns of a table of cases are passed over."""
    for line in columns.left_out:
        say(line, sys.stderr)


def _population(path: Path | None, new: Rulebook) -> Population:
    if path is None:
        return Population()
    stated = read_population(path, new.questionnaire)
    says = f"{stated.says or path.name}; answers that it does not name: {EVEN}"
    return Population(says, stated.weights, stated.sheets or SHEETS)
