"""What tuning found, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from advisor.commands.lines import PINS, block, entry, wrapped
from advisor.editing.raw import raw_difference
from advisor.editing.tuned import changes, verdict
from advisor.proofs.adjustment import Adjustment
from advisor.proofs.demands import Demand
from advisor.proofs.tuning import Flipped, Tuned
from advisor.rulebook import Rulebook
from advisor.wording import counted, listed

Texts = Mapping[str, str]
TOLD_AT_MOST = 20
"""Cases told one by one; the rest are counted."""


def as_text(rulebook: Rulebook, found: Tuned, edit: str, written: bool) -> str:
    """The verdict, the change, the edit of the rule files, and what else it does."""
    blocks = [
        "\n".join(map(wrapped, verdict(rulebook, found))),
        block("Contradiction", (_demanded(rulebook, found, d) for d in found.contradiction)),
        block("Change", (entry("*", line) for line in changes(rulebook, found))),
        edit,
        "\n".join(map(wrapped, _next(found, edit, written))),
        block("Wanted cases", (entry("*", line) for line in _wanted(rulebook, found))),
        block("Other examples that get other advice", _others(rulebook, found)),
        block("Real decisions that the advice agrees with then", _agreeing(rulebook, found)),
        _pins(found),
        block("Did not hold before, need not hold now", _given_up(rulebook, found)),
    ]
    return "\n\n".join(text for text in blocks if text)


def edit_of(rulebook: Rulebook, before: Texts, after: Texts) -> str:
    """The change of the rule files, line by line; empty where nothing changes."""
    folder = next(iter(rulebook.dimensions.values())).place.file.rpartition("/")[0]
    return raw_difference(before, after, folder)


def _next(found: Tuned, edit: str, written: bool) -> Iterator[str]:
    if not edit:
        return
    if written:
        yield "Written. Add the wanted cases to examples/, so that check keeps them."
    elif found.unproved:
        yield "Not written: allow more time to prove that every property holds."
    else:
        yield "Not written; --write changes the files."


def _wanted(rulebook: Rulebook, found: Tuned) -> Iterator[str]:
    for result in found.wanted:
        example = result.example
        if example.forms:
            named = {rulebook.form(form).name for form in example.forms}
            got = rulebook.form(result.form).name
        else:
            named = {rulebook.outcomes[outcome].name for outcome in example.allowed}
            got = rulebook.outcomes[result.recommendation].name
        told = "has it already" if result.holds else f"gets {got} now"
        yield f"{example.id}: {listed(sorted(named), 'or')}; {told}"


def _demanded(rulebook: Rulebook, found: Tuned, demand: Demand) -> str:
    places = {e.id: e.place for e in rulebook.examples}
    places |= {r.example.id: r.example.place for r in found.wanted} if demand.kind == "case" else {}
    stated = {p.id: p.place for p in rulebook.properties}
    place = (stated if demand.kind == "property" else places)[demand.name]
    return entry("*", f"{demand.kind} {demand.name}  ({place}): {demand.says}")


def _others(rulebook: Rulebook, found: Tuned) -> Iterator[str]:
    flipped = [flip for flip in found.flips if not flip.before.example.pin]
    for flip in flipped[:TOLD_AT_MOST]:
        yield entry("*", f"{flip.before.example.id}: {_turn(rulebook, flip)}")
    if len(flipped) > TOLD_AT_MOST:
        yield wrapped(f"... and {len(flipped) - TOLD_AT_MOST} more", 2)


def _turn(rulebook: Rulebook, flip: Flipped) -> str:
    before, after = flip.before, flip.after
    if before.recommendation != after.recommendation:
        names = [rulebook.outcomes[one.recommendation].name for one in (before, after)]
    else:
        names = [rulebook.form(one.form).name for one in (before, after)]
    turn = " -> ".join(names)
    return f"{turn}, which its author accepts" if after.holds else turn


def _agreeing(rulebook: Rulebook, found: Tuned) -> Iterator[str]:
    """Real decisions whose reason for differing is out of date once the change is made."""
    if found.adjustment is None:
        return
    wanted = {r.example.id: r.example.forms or r.example.allowed for r in found.wanted}
    met = {flip.after.example.id for flip in found.flips if flip.after.outdated}
    for example in rulebook.examples:
        is_met = example.id in met or example.decided in wanted.get(example.id, ())
        if example.differs and is_met:
            yield entry("*", f"{example.id}: take its differs away  ({example.place})")


def _pins(found: Tuned) -> str:
    pins = [flip for flip in found.flips if flip.before.example.pin and not flip.after.holds]
    if not pins:
        return ""
    told = (
        f"{counted(len(pins), 'sheet')} would fail, as they are meant to. {PINS} writes them anew "
        "once the change is made."
    )
    return block("Sheets that sit on an edge", [wrapped(told, 2)])


def _given_up(rulebook: Rulebook, found: Tuned) -> Iterator[str]:
    pins = {example.id for example in rulebook.examples if example.pin}
    for demand in found.given_up:
        if demand.name in pins:
            continue
        yield entry("*", f"{demand.kind} {demand.name}: {demand.says}")


def as_json(rulebook: Rulebook, found: Tuned, edit: str, written: bool) -> dict[str, Any]:
    """Everything that was found, in plain values."""
    change = found.adjustment or Adjustment({}, {})
    return {
        "rulebook": {
            "name": rulebook.name,
            "version": rulebook.version,
            "fingerprint": rulebook.fingerprint,
        },
        "found": found.adjustment is not None,
        "smallest": found.smallest,
        "written": written,
        "seconds": found.seconds,
        "points": [
            {"rule": rule, "dimension": dimension, "points": points}
            for (rule, dimension), points in change.points.items()
        ],
        "edges": [
            {"question": question, "band": band, "from": start}
            for (question, band), start in change.edges.items()
        ],
        "edit": edit,
        "contradiction": [_as_json(demand) for demand in found.contradiction],
        "given_up": [_as_json(demand) for demand in found.given_up],
        "unproved": list(found.unproved),
        "kept": found.kept,
        "flips": [
            {
                "id": flip.before.example.id,
                "pin": flip.before.example.pin,
                "before": [flip.before.recommendation, flip.before.form],
                "after": [flip.after.recommendation, flip.after.form],
                "holds": flip.after.holds,
            }
            for flip in found.flips
        ],
    }


def _as_json(demand: Demand) -> dict[str, str]:
    return {"kind": demand.kind, "id": demand.name, "says": demand.says}
