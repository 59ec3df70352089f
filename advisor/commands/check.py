"""check: load the rulebook, run its worked examples and prove what it promises."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from advisor.commands.findings_text import finding_as_json, finding_as_text
from advisor.commands.lines import PINS, wrapped
from advisor.commands.terminal import progress, say, speaks_json, takes_rules, takes_seconds
from advisor.examples import ExampleResult, each_example
from advisor.loading import load_rulebook
from advisor.proofs.finding import SEVERITIES, Finding
from advisor.proofs.findings import SECONDS, findings
from advisor.rulebook import Rulebook
from advisor.wording import counted, listed

PINS_NAMED = 8
"""Sheets on an edge that are named; --verbose lists all."""


@click.command()
@takes_rules
@click.option("--verbose", is_flag=True, help="List every example and every real decision.")
@speaks_json
@click.option("--quick", is_flag=True, help="Run the examples only; prove nothing.")
@takes_seconds(SECONDS)
def command(rules: Path, verbose: bool, machine: bool, quick: bool, seconds: float) -> int:
    """Load the rules, run their worked examples, and prove what they promise.

    Exit status 1 where an example fails or a finding is an error.
    """
    rulebook = load_rulebook(rules)
    with progress(each_example(rulebook), "Worked examples") as running:
        results = tuple(running)
    found = () if quick else findings(rulebook, seconds=seconds)
    if machine:
        say(json.dumps(_as_json(rulebook, results, found)))
    else:
        for finding in found:
            say(f"{finding_as_text(rulebook.questionnaire, finding)}\n")
        _say_proofs(found, quick)
        _tell(rulebook, results, verbose)
    failed = any(not result.holds for result in results)
    return 1 if failed or any(finding.severity == "error" for finding in found) else 0


def _tell(rulebook: Rulebook, results: tuple[ExampleResult, ...], verbose: bool) -> None:
    """The examples, and what was counted."""
    failing = [result for result in results if not result.holds]
    pins = [result for result in failing if result.example.pin]
    for result in results if verbose else failing:
        if verbose or not result.example.pin:
            say(_line(result))
    _say_pins(pins)
    _say_decisions(results, verbose)
    say(_summary(rulebook))
    holding = len(results) - len(failing)
    on_edge = f", {len(pins)} of them on an edge" if pins else ""
    say(f"{counted(len(results), 'example')}, {holding} hold, {len(failing)} fail{on_edge}")


def _say_pins(pins: Sequence[ExampleResult]) -> None:
    """Sheets on an edge are told together: they fail with every change that is meant."""
    if not pins:
        return
    named = [result.example.id for result in pins[:PINS_NAMED]]
    more = f" and {len(pins) - PINS_NAMED} more" if len(pins) > PINS_NAMED else ""
    sheets = counted(len(pins), "sheet on an edge fails", "sheets on an edge fail")
    say(f"FAILS  {sheets}  ({Path(pins[0].example.place.file)})")
    say(wrapped(f"{', '.join(named)}{more}", 7))
    say(
        wrapped(
            "They stand exactly where an edge or a weight tells, to show that one was moved. If "
            f"you moved it on purpose, that is as it should be: once all else holds, {PINS} "
            "writes them anew (some minutes). If not, look for a slip of the hand.",
            7,
        )
    )


def _say_proofs(found: tuple[Finding, ...], quick: bool) -> None:
    counts = {s: sum(finding.severity == s for finding in found) for s in SEVERITIES}
    told = ", ".join(counted(number, severity) for severity, number in counts.items())
    say("Nothing was proved (--quick)" if quick else told)


def _as_json(
    rulebook: Rulebook, results: tuple[ExampleResult, ...], found: tuple[Finding, ...]
) -> dict[str, Any]:
    return {
        "rulebook": {
            "name": rulebook.name,
            "version": rulebook.version,
            "fingerprint": rulebook.fingerprint,
        },
        "examples": [
            {
                "id": result.example.id,
                "file": result.example.place.file,
                "line": result.example.place.line,
                "holds": result.holds,
                "recommendation": result.recommendation,
                "form": result.form,
            }
            for result in results
        ],
        "findings": [finding_as_json(finding) for finding in found],
    }


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
    for result in results:
        if result.outdated:
            told = f"{result.example.id}: the advice agrees now; take its differs away"
            say(f"decided so  {told}  ({result.example.place})")
    if real:
        say(f"{counted(len(real), 'real decision')}, {len(differing)} decided otherwise")


def _summary(rulebook: Rulebook) -> str:
    return (
        f"{rulebook.name} {rulebook.version} ({rulebook.fingerprint[:12]}): "
        f"{len(rulebook.questionnaire.questions)} questions, {len(rulebook.rules)} rules, "
        f"{len(rulebook.gates)} gates, {len(rulebook.sources)} sources"
    )
