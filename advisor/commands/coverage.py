"""coverage: what the worked examples pin, and which small changes they notice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from advisor.commands.lines import block, entry, wrapped
from advisor.commands.terminal import say, speaks_json, takes_rules, takes_seconds
from advisor.loading import load_rulebook
from advisor.proofs.coverage import SECONDS, Coverage, Part, Tried, coverage
from advisor.rulebook import Rulebook

TOLD_AT_MOST = 15
KINDS = {"rule": "Rules", "gate": "Gates", "row": "Rows of the table", "form": "Forms"}
CHANGES = {"edge": "Band edges", "weight": "Weights"}


@click.command()
@takes_rules
@click.option("--mutations", is_flag=True, help="List every small change that nothing notices.")
@speaks_json
@click.option("--quick", is_flag=True, help="Do not prove which changes can matter at all.")
@takes_seconds(SECONDS)
def command(rules: Path, mutations: bool, machine: bool, quick: bool, seconds: float) -> None:
    """Say what the worked examples pin, and which small changes they would notice.

    A small change moves one weight by a point, or one band edge by a step: one of what is
    counted, a thousand dollars, one responsibility of a share.
    """
    rulebook = load_rulebook(rules)
    found = coverage(rulebook, prove=not quick, seconds=seconds)
    if machine:
        say(json.dumps(_as_json(rulebook, found)))
    else:
        say(_as_text(rulebook, found, None if mutations else TOLD_AT_MOST, quick=quick))


def _as_text(rulebook: Rulebook, found: Coverage, most: int | None, *, quick: bool) -> str:
    when = "here (--quick)" if quick else f"in {found.seconds:g} s"
    unproved = f"Not proved {when} to matter"
    blocks = [
        wrapped(_opening(rulebook, found)),
        "\n".join(_table(found)),
        wrapped(_score(found)),
        _parts("No example meets", [p for p in found.parts if not p.met], most),
        _parts("Met, but not pinned", [p for p in found.parts if p.met and not p.pinned], most),
        _changes("No example notices", found, ("missed",), most),
        _changes(unproved, found, ("not proved",), most),
        _changes("Can never matter", found, ("never matters",), most),
    ]
    return "\n\n".join(text for text in blocks if text)


def _opening(rulebook: Rulebook, found: Coverage) -> str:
    failing = f"; {found.failing} fail and count for nothing" if found.failing else ""
    return f"{rulebook.name} {rulebook.version}: {found.examples} worked examples{failing}"


def _table(found: Coverage) -> Iterator[str]:
    yield f"{'':20}{'in all':>8}{'met':>8}{'pinned':>8}"
    for kind, title in KINDS.items():
        parts = [part for part in found.parts if part.kind == kind]
        met, pinned = sum(part.met for part in parts), sum(part.pinned for part in parts)
        yield f"{title:20}{len(parts):8}{met:8}{pinned:8}"
    for kind, title in CHANGES.items():
        ways = _ways(found, kind)
        pinned = sum(set(known) <= {"noticed", "never matters"} for known in ways.values())
        yield f"{title:20}{len(ways):8}{'':8}{pinned:8}"


def _ways(found: Coverage, kind: str) -> dict[tuple[str, str], list[str]]:
    """For each weight or edge what is known of its changes."""
    ways: dict[tuple[str, str], list[str]] = {}
    for tried in found.tried:
        if tried.mutant.kind == kind:
            ways.setdefault((tried.mutant.name, tried.mutant.part), []).append(tried.matters)
    return ways


def _score(found: Coverage) -> str:
    never, unsure = found.count("never matters"), found.count("not proved")
    can_matter = len(found.tried) - never
    told = (
        f"Mutation score {found.score:.1f} %: an example notices {found.count('noticed')} of "
        f"{can_matter} small changes"
    )
    if unsure:
        return f"{told}; of {unsure} it is not proved that they can matter at all."
    return f"{told} that can matter; {never} more are proved never to matter."


def _parts(title: str, parts: list[Part], most: int | None) -> str:
    lines = [entry("*", f"{_named(part)}  ({part.place})") for part in parts[:most]]
    return block(title, [*lines, *_more(len(parts), most)])


def _named(part: Part) -> str:
    """A row of the table goes by its number, everything else by its kind and id."""
    return f"{part.name} of the table" if part.kind == "row" else f"{part.kind} {part.name}"


def _changes(title: str, found: Coverage, known: tuple[str, ...], most: int | None) -> str:
    tried = [each for each in found.tried if each.matters in known]
    lines = [entry("*", f"{each.mutant}  ({each.mutant.place})") for each in tried[:most]]
    return block(title, [*lines, *_more(len(tried), most)])


def _more(number: int, most: int | None) -> list[str]:
    more = 0 if most is None else number - most
    return [wrapped(f"... and {more} more; --mutations lists all", 2)] if more > 0 else []


def _as_json(rulebook: Rulebook, found: Coverage) -> dict[str, Any]:
    return {
        "rulebook": {
            "name": rulebook.name,
            "version": rulebook.version,
            "fingerprint": rulebook.fingerprint,
        },
        "examples": found.examples,
        "failing": found.failing,
        "score": round(found.score, 2),
        "seconds": found.seconds,
        "parts": [
            {
                "kind": part.kind,
                "name": part.name,
                "file": part.place.file,
                "line": part.place.line,
                "met": part.met,
                "pinned": part.pinned,
            }
            for part in found.parts
        ],
        "changes": [_change_as_json(tried) for tried in found.tried],
    }


def _change_as_json(tried: Tried) -> dict[str, Any]:
    mutant = tried.mutant
    return {
        "kind": mutant.kind,
        "name": mutant.name,
        "part": mutant.part,
        "before": mutant.before,
        "after": mutant.after,
        "file": mutant.place.file,
        "line": mutant.place.line,
        "known": tried.matters,
        "example": tried.example or None,
    }
