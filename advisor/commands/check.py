"""check: load the rulebook and run its worked examples."""

from __future__ import annotations

from pathlib import Path

import click

from advisor.commands.terminal import progress, say, takes_rules
from advisor.examples import ExampleResult, each_example
from advisor.loading import load_rulebook
from advisor.rulebook import Rulebook
from advisor.wording import listed


@click.command()
@takes_rules
@click.option("--verbose", is_flag=True, help="List every example and every real decision.")
def command(rules: Path, verbose: bool) -> int:
    """Load the rules and run their worked examples."""
    rulebook = load_rulebook(rules)
    with progress(each_example(rulebook), "Worked examples") as running:
        results = tuple(running)
    failing = [result for result in results if not result.holds]
    for result in results if verbose else failing:
        say(_line(result))
    _say_decisions(results, verbose)
    say(_summary(rulebook))
    holding = len(results) - len(failing)
    say(f"{_counted(len(results), 'example')}, {holding} hold, {len(failing)} fail")
    return 1 if failing else 0


def _line(result: ExampleResult) -> str:
    if result.holds:
        return f"holds  {result.example.id}: {_got(result)}"
    example = result.example
    return (
        f"FAILS  {example.id}  ({example.place})\n"
        f"       {example.says}\n"
        f"       expected {_expected(result)}; got {_got(result)}"
    )


def _got(result: ExampleResult) -> str:
    return f"{result.recommendation}, {result.form}"


def _expected(result: ExampleResult) -> str:
    allowed = listed(sorted(result.example.allowed), "or")
    forms = listed(sorted(result.example.forms), "or")
    return f"{allowed}, {forms}" if forms else allowed


def _say_decisions(results: tuple[ExampleResult, ...], verbose: bool) -> None:
    """How many real organisations decided otherwise than the advice, and which."""
    real = [result for result in results if result.example.decided]
    differing = [result for result in real if result.differs]
    if verbose:
        for result in differing:
            example = result.example
            say(f"decided otherwise  {example.id}: {example.decided}; advice {_got(result)}")
            say(f"       {example.differs or 'No reason given.'}  ({example.place})")
    if real:
        say(f"{_counted(len(real), 'real decision')}, {len(differing)} decided otherwise")


def _summary(rulebook: Rulebook) -> str:
    return (
        f"{rulebook.name} {rulebook.version} ({rulebook.fingerprint[:12]}): "
        f"{len(rulebook.questionnaire.questions)} questions, {len(rulebook.rules)} rules, "
        f"{len(rulebook.gates)} gates, {len(rulebook.sources)} sources"
    )


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
