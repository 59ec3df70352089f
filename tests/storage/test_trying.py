"""Trying a change never touches the answers; making a scenario the answers can be undone."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from advisor.storage import Draft, Scenario
from advisor.storage.trying import (
    MOST,
    copied,
    has_room,
    holding,
    kept,
    named,
    opened,
    promoted,
    put_back,
    removed,
    tried,
    with_trial,
)

BASE = Draft(
    "",
    answers={"headcount": 120, "ownership": "family"},
    typed={"sites": "a few"},
    responsibilities={"r01": {"owner": "ceo"}},
    company="Example Ltd",
)
QUESTIONS = some.sampled_from(["headcount", "ownership", "sites", "cash"])
ENTRIES = some.tuples(QUESTIONS, some.none() | some.integers(0, 3), some.none() | some.text())


def full() -> Draft:
    """A draft that keeps as many scenarios as it can."""
    return replace(BASE, scenarios=tuple(Scenario(f"No. {n}", {"sites": n}) for n in range(MOST)))


@given(some.lists(ENTRIES, max_size=5), some.text(max_size=5))
def test_no_trial_changes_the_answers(entries: list[tuple[str, int, str]], name: str) -> None:
    draft = BASE
    for entry in entries:
        draft = kept(with_trial(draft, *entry), name)
    assert copied(draft) == copied(BASE)


@given(some.lists(ENTRIES, max_size=5))
def test_putting_everything_back_leaves_nothing_tried(entries: list[tuple[str, int, str]]) -> None:
    draft = BASE
    for entry in entries:
        draft = with_trial(draft, *entry)
    for question, _, _ in entries:
        draft = put_back(draft, question)
    assert draft == BASE


def test_a_trial_is_looked_at_in_place_of_the_answers() -> None:
    draft = with_trial(BASE, "headcount", 250, None)
    assert tried(draft).answers == {"headcount": 250, "ownership": "family"}
    assert tried(BASE) == BASE


def test_a_kept_scenario_stays_as_it_was_while_more_is_tried() -> None:
    draft = kept(with_trial(BASE, "headcount", 250, None), "Bigger")
    draft = with_trial(draft, "headcount", 500, None)
    assert [s.answers["headcount"] for s in draft.scenarios] == [250]
    assert draft.trying
    assert draft.trying.name == "Bigger"


def test_the_same_name_replaces_and_a_fifth_name_is_refused() -> None:
    draft = with_trial(full(), "headcount", 250, None)
    assert kept(draft, "One too many") == draft
    again = kept(draft, "No. 2")
    assert len(again.scenarios) == MOST
    assert again.scenarios[-1].answers["headcount"] == 250


def test_a_name_without_visible_signs_keeps_nothing() -> None:
    draft = with_trial(BASE, "headcount", 250, None)
    assert kept(draft, " \u200b\n ").scenarios == ()
    assert named("  After\nhiring ") == "Afterhiring"


def test_making_a_scenario_the_answers_can_be_undone() -> None:
    draft = kept(with_trial(BASE, "headcount", 250, None), "Bigger")
    changed = promoted(draft, draft.scenarios[0], "Before")
    assert changed.answers["headcount"] == 250
    assert changed.trying is None
    assert [s.name for s in changed.scenarios] == ["Before"]
    back = promoted(changed, changed.scenarios[0], "After")
    assert copied(back) == copied(BASE)
    assert back.company == BASE.company


def test_the_answers_of_now_take_the_place_of_a_kept_scenario_or_need_one() -> None:
    draft = full()
    assert has_room(draft, draft.scenarios[0])
    assert len(promoted(draft, draft.scenarios[0], "Before").scenarios) == MOST
    unnamed = Scenario("", {"sites": 9})
    assert not has_room(draft, unnamed)
    assert promoted(draft, unnamed, "Before") == draft


def test_two_scenarios_never_share_a_name() -> None:
    draft = replace(BASE, scenarios=(Scenario("Before"), Scenario("Other", {"sites": 1})))
    names = [s.name for s in promoted(draft, draft.scenarios[1], "Before").scenarios]
    assert names == ["Before", "Before (2)"]


def test_opening_and_removing_a_scenario() -> None:
    draft = full()
    assert opened(draft, draft.scenarios[1]).trying == draft.scenarios[1]
    assert opened(draft, copied(draft)).trying is None
    assert "No. 1" not in {s.name for s in removed(draft, "No. 1").scenarios}
    assert holding(draft, draft.scenarios[1]).answers == {"sites": 1}
