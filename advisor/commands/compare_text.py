"""What changes between two rulebooks, as text and as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from advisor.commands.lines import block, entry, wrapped
from advisor.loading import sheet_of
from advisor.proofs.alternatives import MATRIX
from advisor.proofs.comparison import Change, Comparison, Flip, Flips, Step, Told
from advisor.proofs.nearest import Nearest
from advisor.questionnaire import Profile
from advisor.wording import listed

TOLD_AT_MOST = 20
"""Cases told one by one; the rest are counted."""
STEPS: dict[Step, str] = {
    "major": "Major: a recommendation changes.",
    "minor": "Minor: no recommendation changes, but {besides} can.",
    "wording": "Wording: the advice changes for no profile.",
}


def as_text(found: Comparison) -> str:
    """The verdict, then cases, the population and every pair of recommendations."""
    old, new = found.merged.old.rulebook, found.merged.new.rulebook
    blocks = [
        wrapped(
            f"{new.name}: {old.version} ({old.fingerprint}) -> {new.version} ({new.fingerprint})"
        ),
        "\n".join(map(wrapped, _verdict(found))),
        _cases("Worked examples", found.examples),
        _pins(found.pins),
        _cases("Cases", found.cases),
        block("Sheets drawn", [wrapped(_drawn(found), 2)]),
        block("What turns into what", (_change(found, change) for change in found.changes)),
    ]
    return "\n\n".join(text for text in blocks if text)


def version_after(version: str, step: Step) -> str:
    """The version after a change of this size; empty where the old one has no three numbers."""
    numbers = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", version)
    if not numbers:
        return ""
    major, minor, wording = map(int, numbers.groups())
    if step == "major":
        return f"{major + 1}.0.0"
    return f"{major}.{minor + 1}.0" if step == "minor" else f"{major}.{minor}.{wording + 1}"


def _verdict(found: Comparison) -> Iterator[str]:
    besides = listed(found.besides, "or") or "something else"
    yield STEPS[found.step].format(besides=besides)
    if found.agree:
        yield "Proved: both recommend the same for every profile."
    proposed = version_after(found.merged.old.rulebook.version, found.step)
    if proposed:
        yield f"Proposed version: {proposed}{'' if found.proved else ' or higher'}"
    if found.unproved:
        pairs = listed(f"{before} -> {after}" for before, after in found.unproved)
        yield f"Not proved in {found.seconds:g} s whether any profile changes so: {pairs}."
    elif not found.proved:
        yield f"Not proved in {found.seconds:g} s whether more than wording changes."


def _cases(title: str, flips: Flips) -> str:
    if not flips.looked_at:
        return ""
    others = [f for f in flips.changed if f.before.recommendation != f.after.recommendation]
    rest = [f for f in flips.changed if f not in others]
    lines = [
        wrapped(
            f"{flips.looked_at} looked at: {len(others)} get another recommendation, "
            f"{len(rest)} more another form or strength.",
            2,
        )
    ]
    lines += [entry("*", _flip(flip)) for flip in [*others, *rest][:TOLD_AT_MOST]]
    if len(flips.changed) > TOLD_AT_MOST:
        lines.append(wrapped(f"... and {len(flips.changed) - TOLD_AT_MOST} more", 2))
    return block(title, lines)


def _pins(flips: Flips) -> str:
    """Sheets on an edge are there to flip: how many did."""
    told = f"{len(flips.changed)} of {flips.looked_at} get other advice, as they are meant to."
    return block("Sheets that sit on an edge", [wrapped(told, 2)]) if flips.looked_at else ""


def _flip(flip: Flip) -> str:
    place = f" ({flip.place})" if flip.place != flip.name else ""
    parts = [
        f"{before} -> {after}"
        for before, after in zip(_parts(flip.before), _parts(flip.after), strict=True)
        if before != after
    ]
    return f"{flip.name}{place}: {', '.join(parts)}"


def _parts(told: Told) -> tuple[str, str, str]:
    return told.recommendation, told.form, told.strength


def _drawn(found: Comparison) -> str:
    sheets = found.population.sheets
    return (
        f"Of {sheets:,} sheets drawn, {100 * found.sheets / sheets:.2f} % get another "
        f"recommendation. Sampled: {found.population.says}."
    )


def _change(found: Comparison, change: Change) -> str:
    before, after = change.pair
    head = f"{before} -> {after}: {change.sheets:,} of {found.population.sheets:,} sheets drawn"
    lines = [wrapped(head, 2)]
    near = change.nearest
    if near is None:
        lines.append(wrapped(f"No profile found in {found.seconds:g} s to show it.", 4))
    elif near.example is None:
        lines.append(wrapped("There is a profile, but no worked example to start from.", 4))
    else:
        lines += [wrapped(line, 4) for line in _near(near)]
    return "\n".join(lines)


def _near(near: Nearest) -> Iterator[str]:
    assert near.example is not None
    number = near.distance
    example = f"{near.example.id} ({near.example.place})"
    if not near.changed:
        yield f"The worked example {example} itself."
        return
    sure = "proved nearest" if near.proved else "not proved nearest"
    answers = "one answer" if number == 1 else f"{number} answers"
    yield f"{answers} away from the worked example {example}, {sure}:"
    for question in near.changed:
        before, after = (_written(p, question) for p in (near.example.profile, near.profile))
        yield f"  {question}: {before} -> {after}"


def _written(profile: Profile, question: str) -> str:
    """An answer as a sheet writes it."""
    if question == MATRIX:
        rows = len(profile.responsibilities)
        return f"{rows} rows filled in" if rows else "not filled in"
    value = profile.known(question)
    if isinstance(value, frozenset):
        return f"[{', '.join(sorted(value))}]"
    return "not answered" if value is None else str(value)


def as_json(found: Comparison) -> dict[str, Any]:
    """The comparison as one JSON-ready object."""
    old, new = found.merged.old.rulebook, found.merged.new.rulebook
    return {
        "old": {"name": old.name, "version": old.version, "fingerprint": old.fingerprint},
        "new": {"name": new.name, "version": new.version, "fingerprint": new.fingerprint},
        "step": found.step,
        "proposed_version": version_after(old.version, found.step),
        "agree": found.agree,
        "proved": found.proved,
        "not_proved": [list(pair) for pair in found.unproved],
        "seconds": found.seconds,
        "besides": list(found.besides),
        "examples": _flips_as_json(found.examples),
        "pins": _flips_as_json(found.pins),
        "cases": _flips_as_json(found.cases),
        "population": {
            "says": found.population.says,
            "sampled": True,
            "sheets": found.population.sheets,
            "changed": found.sheets,
        },
        "changes": [_change_as_json(change) for change in found.changes],
    }


def _flips_as_json(flips: Flips) -> dict[str, Any]:
    return {
        "looked_at": flips.looked_at,
        "changed": [
            {
                "name": flip.name,
                "place": flip.place,
                "before": dict(zip(_TOLD, _parts(flip.before), strict=True)),
                "after": dict(zip(_TOLD, _parts(flip.after), strict=True)),
            }
            for flip in flips.changed
        ],
    }


_TOLD = ("recommendation", "form", "strength")


def _change_as_json(change: Change) -> dict[str, Any]:
    near = change.nearest
    return {
        "before": change.pair[0],
        "after": change.pair[1],
        "sheets": change.sheets,
        "nearest": near
        and {
            "sheet": sheet_of(near.profile),
            "example": near.example.id if near.example else None,
            "changed": list(near.changed),
            "distance": near.distance,
            "proved": near.proved,
        },
    }
