"""advise: read answer sheets, print the advice as JSON or as text."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from advisor.commands.advice_text import STRONGEST, as_text
from advisor.commands.terminal import progress, say, takes_rules, takes_seconds
from advisor.contract import as_json
from advisor.explanation import explain
from advisor.loading import load_rulebook, read_sheet
from advisor.mistakes import Mistake, Mistakes
from advisor.proofs import exact
from advisor.proofs.clock import SECONDS
from advisor.questionnaire import Profile, Questionnaire

STANDARD_INPUT = Path("-")
SHEET = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


@click.command()
@takes_rules
@click.option("--json", "machine", is_flag=True, help="One JSON object a sheet, one a line.")
@click.option("--all", "everything", is_flag=True, help="As text, tell every reason.")
@takes_seconds(SECONDS, "the proofs for one sheet")
@click.argument("sheets", nargs=-1, required=True, type=SHEET, metavar="SHEET...")
def command(
    rules: Path, machine: bool, everything: bool, seconds: float, sheets: tuple[Path, ...]
) -> None:
    """Give the advice for each answer sheet (YAML or JSON; - reads standard input).

    Nothing is printed unless every sheet is free of mistakes.
    """
    if sheets.count(STANDARD_INPUT) > 1:
        raise click.UsageError("- stands twice: standard input can be read only once.")
    rulebook = load_rulebook(rules)
    profiles = _read_all(sheets, rulebook.questionnaire)
    with progress(profiles, "Advice", quiet=sys.stdout.isatty()) as weighing:
        for number, profile in enumerate(weighing):
            explanation = explain(rulebook, profile)
            proofs = exact(rulebook, profile, explanation.advice, seconds=seconds)
            if machine:
                say(json.dumps(as_json(explanation, proofs)))  # plain ASCII for every terminal
            else:
                text = as_text(explanation, proofs, None if everything else STRONGEST)
                say(text if number == 0 else f"\n\n{text}")


def _read_all(sheets: tuple[Path, ...], questionnaire: Questionnaire) -> list[Profile]:
    """Every sheet, or every mistake in all of them at once."""
    profiles: list[Profile] = []
    mistakes: list[Mistake] = []
    for sheet in sheets:
        try:
            profiles.append(read_sheet(sheet, questionnaire))
        except Mistakes as found:
            mistakes.extend(found.mistakes)
    if mistakes:
        raise Mistakes(mistakes)
    return profiles
