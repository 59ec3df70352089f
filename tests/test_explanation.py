"""What the explanation says is what the engine found, in the contract's shape."""

from __future__ import annotations

import json

from hypothesis import given, settings

from advisor.contract import as_json
from advisor.engine import advise
from advisor.explanation import explain
from advisor.proofs import exact
from advisor.questionnaire import Profile
from advisor.rulebook import GRADES, Rulebook
from tests.random_rulebooks import profiles, rulebooks


@given(rulebooks(), profiles())
def test_every_rule_that_fired_speaks_for_or_against_or_has_no_pull(
    book: Rulebook, profile: Profile
) -> None:
    told = explain(book, profile)
    spoken = {r.rule.id for r in (*told.reasons_for, *told.reasons_against)}
    wants = told.recommendation.wants
    neutral = {
        rule.id
        for rule in advise(book, profile).fired
        if not sum(p if wants.get(d) == "more" else -p for d, p in rule.adds.items() if d in wants)
    }
    assert spoken | neutral == {rule.id for rule in told.advice.fired}
    assert not spoken & neutral


@given(rulebooks(), profiles())
def test_reasons_come_strongest_first(book: Rulebook, profile: Profile) -> None:
    told = explain(book, profile)
    for reasons in (told.reasons_for, told.reasons_against):
        order = [(-abs(r.pull), GRADES.index(r.grade)) for r in reasons]
        assert order == sorted(order)
    assert all(r.pull > 0 for r in told.reasons_for)
    assert all(r.pull < 0 for r in told.reasons_against)


@given(rulebooks(), profiles())
def test_every_other_outcome_is_told_why_not(book: Rulebook, profile: Profile) -> None:
    told = explain(book, profile)
    assert {w.outcome.id for w in told.why_not} == set(book.outcomes) - {told.recommendation.id}
    for why in told.why_not:
        assert why.sentence
        assert bool(why.gates) == (
            why.outcome.id in {o for g in told.advice.gates for o in g.rules_out}
        )


@settings(max_examples=20)
@given(rulebooks(), profiles())
def test_the_contract_holds_what_was_found_and_is_plain_json(
    book: Rulebook, profile: Profile
) -> None:
    told = explain(book, profile)
    proofs = exact(book, profile, told.advice, seconds=20)
    sent = json.loads(json.dumps(as_json(told, proofs)))
    assert sent["recommendation"] == told.advice.recommendation
    assert sent["form"] in {f.id for f in book.outcomes[sent["recommendation"]].forms}
    assert sent["recommendation"] in sent["possible"]
    assert sent["settled"] == (len(sent["possible"]) == 1)
    assert sent["strength"] in {"clear", "leaning", "too_close_to_call"}
    for dimension in sent["dimensions"].values():
        assert dimension["lowest"] <= dimension["points"] <= dimension["highest"]
    assert set(sent["why_not"]) == set(book.outcomes) - {sent["recommendation"]}
