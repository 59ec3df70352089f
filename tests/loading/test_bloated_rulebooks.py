"""Rule files that would take the program ages or all its memory are refused in words."""

from __future__ import annotations

import pytest

from tests.loading import small

QUESTION = "\nextra:\n  ask: Extra?\n  why: Why not.\n  says: the extra\n"
NUMBER = QUESTION + "  kind: number\n  unit: people\n  from: 0\n  to: {to}\n  bands: {{{bands}}}\n"
CHOICES = QUESTION + "  kind: choices\n{most}  choices: {{{choices}}}\n"


def whats_of(addition: str, file: str = "questions/leadership.yaml") -> list[str]:
    """What is wrong after an addition to a file, but for the example that says it is full."""
    mistakes = small.mistakes_with({file: small.texts()[file] + addition})
    return [m.what for m in mistakes if "not full" not in m.what]


def choices(count: int, most: str = "") -> str:
    named = ", ".join(f"c{number}: L" for number in range(count))
    return CHOICES.format(most=most, choices=named)


def test_a_hundred_bands_are_taken_and_more_are_told() -> None:
    for count in (100, 101):
        bands = ", ".join(f"b{number}: {number}" for number in range(count))
        told = whats_of(NUMBER.format(to=count, bands=bands))
        assert told == ["extra has 101 bands; 100 is the most."] * (count > 100)


def test_choices_that_can_be_picked_in_too_many_ways_are_told() -> None:
    assert whats_of(choices(13)) == []
    assert whats_of(choices(14)) == ["extra has 14 choices, which can be picked in too many ways."]
    assert whats_of(choices(14, "  most: 3\n")) == []
    assert whats_of(choices(101, "  most: 1\n")) == ["extra has 101 choices; 100 is the most."]


@pytest.mark.parametrize("number", ["99e999999", "-99e999999", "1e400", "1e999999"])
def test_a_number_beyond_all_bounds_is_a_mistake(number: str) -> None:
    file = "questions/company.yaml"
    text = small.texts()[file].replace("to: 1000\n", f"to: {number}\n")
    first, *_ = small.mistakes_with({file: text})
    assert "should be a number" in first.what
    assert first.place.line > 1


def test_more_outcomes_than_gates_can_rule_out_are_told() -> None:
    file = "outcomes.yaml"
    text = small.texts()[file]
    name = text.partition(":")[0]
    first = text.partition("\n\n")[0]
    copies = "\n\n".join(first.replace(name, f"o{number}", 1) for number in range(13))
    told = [m.what for m in small.mistakes_with({file: f"{text}\n\n{copies}\n"})]
    assert any("outcomes; 12 is the most." in what for what in told)
