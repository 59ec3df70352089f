"""Questions as conditions use them: their names, and conditions in words from what is picked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from advisor.conditions import Condition
from advisor.loading.asking import STEPS
from advisor.loading.conditions import condition
from advisor.loading.faults import Misread
from advisor.loading.text.nodes import Plain
from advisor.questionnaire import Band, Choice, Kind, Number, Question
from advisor.screens.workshop.things import Thing
from advisor.wording import lower_first, stretch

KINDS: dict[str, Kind] = {
    "number": "number", "scale": "scale", "choice": "choice", "choices": "choices",
}  # fmt: skip
TESTS = ("includes any of", "includes none of", "at least", "at most")
"""What a condition on several choices may ask."""


def question_of(thing: Thing) -> Question:
    """The question as far as its entry makes sense; what does not is left out."""
    tree = thing.tree
    kind: Kind = "number" if "of" in tree else KINDS.get(_text(tree, "kind"), "choice")
    return Question(
        id=thing.id,
        section="",
        ask=_text(tree, "ask"),
        why=_text(tree, "why"),
        kind=kind,
        unit="percent" if "of" in tree else _text(tree, "unit"),
        unit_one=_text(tree, "unit_one"),
        low=1 if kind == "scale" else _number(tree.get("from")) or 0,
        high=_highest(tree, kind),
        bands=_bands(tree.get("bands")),
        choices=_choices(tree.get("choices")),
        steps=tuple(_text(_map(tree.get("steps")), str(step)) for step in range(1, STEPS + 1)),
        says=_text(tree, "says"),
    )


def labels(question: Question) -> dict[str, str]:
    """What a condition may name, each with words for the person who picks."""
    if question.kind == "number":
        return {b.name: f"{b.name}: {stretch(question, b.name)}" for b in question.bands}
    if question.kind == "scale":
        return {b.name: f"{b.name}: from step {b.start}" for b in question.bands}
    return {c.id: c.label for c in question.choices}


def understood(question: Question, words: str) -> Condition | None:
    """The condition that the words state; None where they cannot be understood."""
    try:
        return condition(question, words)
    except (Misread, IndexError, ValueError):
        return None


def words_for(question: Question, picked: Sequence[str]) -> str:
    """The condition "one of these", as an author would write it; empty for none."""
    names = list(question.cells)
    chosen = [name for name in names if name in picked]
    ordered = question.kind in ("number", "scale")
    if not chosen:
        return ""
    if len(chosen) == 1:
        return chosen[0]
    if ordered and chosen == names[-len(chosen) :]:
        return f"{chosen[0]} and above"
    if ordered and chosen == names[: len(chosen)]:
        return f"{chosen[-1]} and below"
    others = [name for name in names if name not in chosen]
    if len(others) == 1 and len(names) > 2:
        return f"not {others[0]}"
    return " or ".join(chosen)


def words_for_several(question: Question, test: str, picked: Sequence[str], count: int) -> str:
    """The condition on several choices, as an author would write it; empty for none."""
    if test.startswith("at "):
        return f"{test} {count}"
    chosen = [name for name in question.cells if name in picked]
    if not chosen:
        return ""
    if test == "includes any of" and len(chosen) == 1:
        return f"includes {chosen[0]}"
    return f"{test} {', '.join(chosen)}"


def _highest(tree: Mapping[str, Plain], kind: Kind) -> Number:
    """The largest answer: the last step of a scale, all of a share, or as the entry says."""
    if kind == "scale":
        return STEPS
    return 100 if "of" in tree else _number(tree.get("to")) or 0


def _text(tree: Mapping[str, Plain], key: str) -> str:
    found = tree.get(key, "")
    return found if isinstance(found, str) else ""


def _map(value: Plain | None) -> dict[str, Plain]:
    return value if isinstance(value, dict) else {}


def _number(value: Plain | None) -> Number | None:
    try:
        number = float(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if number is None or number != number or abs(number) > 1e15:
        return None
    return int(number) if number == int(number) else number


def _bands(value: Plain | None) -> tuple[Band, ...]:
    starts = ((name, _number(start)) for name, start in _map(value).items())
    return tuple(Band(name, start) for name, start in starts if start is not None)


def _choices(value: Plain | None) -> tuple[Choice, ...]:
    return tuple(_choice(name, label) for name, label in _map(value).items())


def _choice(name: str, label: Plain) -> Choice:
    if isinstance(label, str):
        return Choice(name, label or name, lower_first(label or name))
    shown = _text(_map(label), "label") or name
    return Choice(name, shown, _text(_map(label), "says") or lower_first(shown))
