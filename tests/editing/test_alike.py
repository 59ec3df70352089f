"""Differences that say the same of several entries are told once, and none is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from advisor.editing.alike import FEWEST, together

FILE = "examples/companies.yaml"
FULL = [(FILE, f"Example {name}: full changed from yes to no") for name in "abcd"]


def test_four_entries_of_which_the_same_is_told_are_told_together() -> None:
    answered = (FILE, "Example e: answers shifts added, 2")
    (first, second) = together([*FULL[:2], answered, *FULL[2:]])
    assert (first.says, first.at) == ("4 examples: full changed from yes to no", (0, 1, 3, 4))
    assert (second.says, second.at) == (answered[1], (2,))


def test_what_is_said_of_few_or_in_other_files_stays_apart() -> None:
    assert len(together(FULL[:3])) == 3
    elsewhere = ("examples/others.yaml", FULL[3][1])
    assert len(together([*FULL[:3], elsewhere])) == 4
    assert len(together([(FILE, "Question shifts added")] * 9)) == 9


def test_several_properties_are_not_called_propertys() -> None:
    told = [("properties.yaml", f"Property p{n}: wording of says changed") for n in range(5)]
    assert [group.says for group in together(told)] == ["5 properties: wording of says changed"]


@given(some.lists(some.tuples(some.sampled_from("ab"), some.sampled_from(["Rule a: x", "y", "z"]))))
def test_every_difference_is_told_exactly_once(told: list[tuple[str, str]]) -> None:
    groups = together(told)
    assert sorted(place for group in groups for place in group.at) == list(range(len(told)))
    assert all(len(group.at) == 1 or len(group.at) >= FEWEST for group in groups)
