"""What the solver does not finish is said not to be proved, everywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from advisor.loading import load_rulebook
from advisor.proofs import completions, draws, fills, logic, would_change
from advisor.proofs.clock import Clock
from advisor.proofs.coverage import matters
from advisor.proofs.findings import findings
from advisor.proofs.logic import Logic
from advisor.proofs.mutants import mutants
from advisor.proofs.solving import Verdict, solve
from advisor.proofs.tuning import tune
from advisor.questionnaire import Profile
from advisor.rulebook import Condition, Example, Property, Rule, Rulebook, Threshold

AMPLE = 120
Solve = Callable[..., Verdict]


def is_(question: str, *names: str) -> Condition:
    return Condition(question, "", "is", frozenset(names))


@pytest.fixture
def book() -> Rulebook:
    """Need begins at three points, and three answers that a company decides about give one each."""
    small = load_rulebook(Path(__file__).parent / "small_rulebook")
    conditions = (
        is_("direct_reports", "overloaded"),
        is_("processes", "managed"),
        Condition("to_hand_over", "at least 2", "at least", count=2),
    )
    rules = tuple(Rule(f"r{i}", "size", "", (c,), {"need": 1}) for i, c in enumerate(conditions))
    need = replace(small.dimensions["need"], moderate=Threshold(3), high=Threshold(99))
    return replace(small, rules=rules, dimensions={**small.dimensions, "need": need}, gates=())


FAR = Profile(
    {"direct_reports": 3, "processes": 1, "to_hand_over": frozenset(["hiring"]), "headcount": 60}
)
MORE = ("direct_reports", "processes", "to_hand_over")


@pytest.fixture
def unfinished(monkeypatch: pytest.MonkeyPatch) -> None:
    never_finishing(monkeypatch)


def never_finishing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time always runs out while the solver searches, and nothing is found by drawing."""
    _solving(monkeypatch, lambda *_, **__: Verdict(None, False, lambda _: 0))
    monkeypatch.setattr(draws, "FEW", 0)
    monkeypatch.setattr(draws, "EACH_TIME", 2)
    monkeypatch.setattr(draws, "GENERATIONS", 0)
    monkeypatch.setattr(fills, "WITHOUT_ANY", 1)


@pytest.fixture
def not_best(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time always runs out before what was found is proved to be the cheapest."""

    def found(*given: Any, **ways: Any) -> Verdict:
        verdict = solve(*given, **ways)
        return replace(verdict, best=False) if verdict.possible else verdict

    _solving(monkeypatch, found)


def _solving(monkeypatch: pytest.MonkeyPatch, way: Solve) -> None:
    for name in ("solve", "solve_in_turns"):
        monkeypatch.setattr(logic, name, way)


def test_three_changes_are_found_where_one_and_two_do_not_do(book: Rulebook) -> None:
    (one,) = would_change(book, FAR, seconds=AMPLE).by_decision.sets
    assert one.proved
    assert one.leads_to == "operations_director"
    assert {change.question for change in one.changes} == {*MORE}


def test_a_search_that_ends_early_proves_nothing() -> None:
    """Twelve pigeons do not fit in eleven holes, which takes long to see."""
    model = Logic()
    holes = [[model.fresh() for _ in range(11)] for _ in range(12)]
    for pigeon in holes:
        model.require_one_of(pigeon)
    for hole in range(11):
        for one in range(12):
            for other in range(one):
                model.require_one_of([~holes[one][hole], ~holes[other][hole]])
    found = model.search(seconds=AMPLE, presolve=True, probe=False, work=0.0001)
    assert (found.possible, found.best) == (None, False)


def test_completions_that_were_not_settled_are_listed_and_not_called_proved(
    book: Rulebook, unfinished: None
) -> None:
    found = completions(book, Profile({}), seconds=AMPLE)
    assert (found.proved, found.settled) == (False, False)
    assert "operations_director" in found.possible


def test_recommendations_that_were_not_settled_are_said_to_be_unknown(
    book: Rulebook, unfinished: None
) -> None:
    found = would_change(book, FAR, seconds=AMPLE)
    assert not found.proved
    assert "operations_director" in found.by_decision.unknown


def test_a_set_that_may_not_be_smallest_is_not_called_so(book: Rulebook, not_best: None) -> None:
    found = would_change(book, FAR, seconds=AMPLE)
    assert [one.proved for one in found.by_decision.sets] == [False]
    assert not found.proved


def test_only_what_needs_no_search_is_still_an_error(
    book: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    stated = Property("stated", "Nobody gets one.", "never", ("operations_director",))
    book = replace(book, properties=(stated,), examples=())
    sure = {f.about for f in findings(book, seconds=AMPLE) if f.severity == "error"}
    assert "stated" in sure
    never_finishing(monkeypatch)
    told = findings(replace(book), seconds=AMPLE)
    assert {f.about for f in told if f.severity == "error"} <= sure - {"stated"}
    assert "stated" in {f.about for f in told if not f.proved}


def test_a_change_that_was_not_settled_is_not_said_never_to_matter(
    book: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    sure = {mutant: matters(book, mutant, Clock(AMPLE)) for mutant in mutants(book)}
    never_finishing(monkeypatch)
    unsure = {mutant: matters(book, mutant, Clock(AMPLE)) for mutant in sure}
    assert "not proved" in unsure.values()
    assert all(known in ("not proved", sure[mutant]) for mutant, known in unsure.items())


def test_a_change_that_may_not_be_smallest_is_not_called_so(book: Rulebook, not_best: None) -> None:
    want = Example("case", "", FAR.with_answer("processes", 5), frozenset(["operations_director"]))
    found = tune(book, [want], seconds=AMPLE)
    assert not found.smallest


def test_a_property_that_names_several_and_did_not_hold_is_given_up_once(book: Rulebook) -> None:
    """Nobody gets a COO, or lives in two forms, before the change or after it."""
    want = Example("case", "", FAR.with_answer("processes", 5), frozenset(["operations_director"]))
    found = tune(book, [want], seconds=AMPLE)
    assert found.adjustment
    assert [d.name for d in found.given_up].count("everything") == 1


def test_without_an_end_nothing_is_found_and_nothing_contradicts(
    book: Rulebook, unfinished: None
) -> None:
    want = Example("case", "", FAR, frozenset(["operations_director"]))
    found = tune(book, [want], seconds=1)
    assert (found.adjustment, found.smallest, found.contradiction) == (None, False, ())
