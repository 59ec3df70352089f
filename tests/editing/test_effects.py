"""What becomes of one company is told rule by rule, and agrees with weighing it twice."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.editing.edits import REMOVE, Edit
from advisor.editing.effects import Effect, effect_on
from advisor.editing.files import texts_in
from advisor.editing.splicing import spliced
from advisor.engine import advise
from advisor.loading import load_texts
from advisor.proofs.merging import merge
from advisor.questionnaire import Profile
from advisor.rulebook import Rulebook
from tests.loading import small
from tests.pairs_of_rulebooks import pairs
from tests.random_rulebooks import profiles

TEXTS = texts_in(small.FOLDER)
FOUNDER = "overloaded_founder"
few = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def on_the_founder(*edits: Edit) -> Effect:
    """What edits do to the founder with 120 people and 14 reports."""
    merged = merge(load_texts(TEXTS), load_texts(spliced(TEXTS, edits)))
    (founder,) = (e for e in merged.new.rulebook.examples if e.id == FOUNDER)
    return effect_on(merged, merged.new.merged(founder.profile))


def told(effect: Effect) -> dict[tuple[str, str], str]:
    return {(cause.kind, cause.id): cause.says for cause in effect.causes}


def test_a_moved_edge_is_named_as_the_reason_why_a_rule_no_longer_holds() -> None:
    effect = on_the_founder(
        Edit("questions/leadership.yaml", ("direct_reports", "bands", "overloaded"), 15)
    )
    says = told(effect)
    assert says["rule", "ceo_overloaded"] == (
        "Rule ceo_overloaded no longer holds (it added need +2 and company-wide scope +2): "
        "people who report to the CEO, 14 people: now in stretched, before in overloaded."
    )
    assert says["level", "need"] == "Need is low now, not moderate: 0 points, before 2."
    assert says["table", "no_new_role"] == (
        "The decision table leads to No new role yet now, not to Chief Operating Officer."
    )
    assert effect.moved


def test_other_points_are_told_with_both_numbers() -> None:
    effect = on_the_founder(Edit("leadership.yaml", ("ceo_overloaded", "adds", "breadth"), 1))
    assert told(effect)["rule", "ceo_overloaded"] == (
        "Rule ceo_overloaded adds other points: company-wide scope from +2 to +1."
    )


def test_a_rule_that_is_switched_off_is_told_as_such() -> None:
    effect = on_the_founder(Edit("leadership.yaml", ("ceo_overloaded", "off"), "yes"))
    says = told(effect)["rule", "ceo_overloaded"]
    assert says.endswith("it was taken out or switched off.")
    assert effect.rules[-1].id == "ceo_overloaded"


def test_a_threshold_that_moved_is_told_where_no_points_did() -> None:
    effect = on_the_founder(Edit("dimensions.yaml", ("need", "moderate", "points"), 2))
    assert told(effect)["level", "need"] == (
        "Need is low now, not moderate: 2 points, and moderate begins at 3 now, before at 2."
    )


def test_what_is_taken_instead_of_an_outcome_ruled_out_is_told() -> None:
    instead = Edit("outcomes.yaml", ("coo", "otherwise"), "no_new_role")
    merged = merge(load_texts(TEXTS), load_texts(spliced(TEXTS, [instead])))
    answers = {"headcount": 120, "direct_reports": 14, "to_hand_over": frozenset(["none"])}
    effect = effect_on(merged, Profile(answers))
    assert [cause.says for cause in effect.causes] == [
        "No new role yet is taken now instead of Chief Operating Officer, not Operations Director."
    ]


def test_a_gate_that_is_new_says_what_it_rules_out() -> None:
    gate = {
        "says": "Many report to the CEO.",
        "when": {"direct_reports": "overloaded"},
        "rules_out": ["coo"],
        "until": "fewer do",
        "sources": ["judgement"],
    }
    effect = on_the_founder(Edit("gates.yaml", ("too_many",), gate))
    assert told(effect)["gate", "too_many"] == (
        "Gate too_many holds now and rules out Chief Operating Officer: it is new."
    )


def test_a_comment_changes_nothing_for_anybody() -> None:
    effect = on_the_founder(Edit("leadership.yaml", ("ceo_overloaded", "caution"), REMOVE))
    assert not effect.moved
    assert effect.causes == ()


@few
@given(pairs(), st.data())
def test_what_is_told_agrees_with_weighing_twice(
    books: tuple[Rulebook, Rulebook], data: st.DataObject
) -> None:
    merged = merge(*books)
    profile: Profile = merged.new.merged(data.draw(profiles()))
    effect = effect_on(merged, profile)
    fired = [
        {rule.id for rule in advise(view.rulebook, view.sees(profile)).fired}
        for view in (merged.old, merged.new)
    ]
    held = [
        {one.id for one in effect.rules if getattr(one, side) == "holds"}
        for side in ("before", "after")
    ]
    assert held == fired
    if effect.moved:
        assert effect.causes
