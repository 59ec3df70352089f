"""What worked examples pin, against making each change and running them again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.commands.program import run
from advisor.engine import advise
from advisor.examples import run_examples
from advisor.proofs.clock import Clock
from advisor.proofs.coverage import coverage, matters
from advisor.proofs.merging import merge
from advisor.proofs.mutants import mutants, mutated
from advisor.proofs.verdicts import Verdicts
from advisor.questionnaire import Profile
from advisor.rulebook import Example, Rulebook
from tests.pairs_of_rulebooks import all_merged
from tests.random_rulebooks import WITH_SHARES, holdings, profiles, rulebooks

few = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
fewer = settings(few, max_examples=8)
SMALL = Path(__file__).parent / "small_rulebook"
ON_THE_EDGE = {0: [0, 9, 10], 10: [10, 59], 60: [60, 59, 70]}


@st.composite
def books_with_examples(draw: st.DrawFn) -> Rulebook:
    """A rulebook and examples that hold in it, many of them on the edge of a band."""
    book = draw(rulebooks(asked=WITH_SHARES))
    found = []
    for number in range(draw(st.integers(1, 4))):
        answers = dict(draw(profiles()).answers)
        for name in ("inside", "outside"):
            if name in answers:
                answers[name] = draw(st.sampled_from(ON_THE_EDGE[answers[name]]))  # type: ignore[index]
        if answers.get("inside", 0) + answers.get("outside", 0) > 100:  # type: ignore[operator]
            del answers["inside"]
        profile = Profile(answers, draw(holdings()))
        advice = advise(book, profile)
        forms = frozenset([advice.form.id]) if draw(st.booleans()) else frozenset()
        allowed = frozenset([advice.recommendation])
        found.append(Example(f"example_{number}", "A company.", profile, allowed, forms))
    return replace(book, examples=tuple(found))


def fails(book: Rulebook) -> bool:
    return not all(result.holds for result in run_examples(book))


@few
@given(books_with_examples())
def test_a_change_is_noticed_exactly_when_an_example_fails_once_it_is_made(book: Rulebook) -> None:
    verdicts = Verdicts(book)
    for mutant in mutants(book):
        assert (verdicts.noticed_by(mutant) is not None) == fails(mutated(book, mutant)), mutant


@few
@given(books_with_examples())
def test_a_part_is_pinned_exactly_when_an_example_fails_without_it(book: Rulebook) -> None:
    parts = {(part.kind, part.name): part for part in coverage(book, prove=False).parts}
    advice = [advise(book, example.profile) for example in book.examples]
    for rule in book.rules:
        silent = tuple(replace(r, adds={}) if r is rule else r for r in book.rules)
        assert parts["rule", rule.id].pinned == fails(replace(book, rules=silent))
        assert parts["rule", rule.id].met == any(rule in a.fired for a in advice)
    for gate in book.gates:
        others = tuple(g for g in book.gates if g is not gate)
        assert parts["gate", gate.id].pinned == fails(replace(book, gates=others))
    for number, row in enumerate(book.decision.rows, 1):
        rows = [
            tuple(replace(r, outcome=other) if r is row else r for r in book.decision.rows)
            for other in book.outcomes
            if other != row.outcome
        ]
        failing = [fails(replace(book, decision=replace(book.decision, rows=r))) for r in rows]
        assert parts["row", f"row {number}"].pinned == all(failing)


@fewer
@given(rulebooks(), st.data())
def test_a_change_matters_exactly_when_some_profile_is_told_otherwise(
    book: Rulebook, data: st.DataObject
) -> None:
    mutant = data.draw(st.sampled_from(sorted(mutants(book), key=str)))
    both = merge(book, mutated(book, mutant))
    told = []
    for profile in all_merged(both):
        before = advise(book, both.old.sees(profile))
        after = advise(both.new.rulebook, both.new.sees(profile))
        told.append(before.form is after.form)
    assert matters(book, mutant, Clock(20)) == ("never matters" if all(told) else "missed")


@few
@given(books_with_examples())
def test_without_proofs_nothing_is_said_never_to_matter(book: Rulebook) -> None:
    quick, proved = coverage(book, prove=False), coverage(book, seconds=0)
    assert quick.tried == proved.tried
    assert {tried.matters for tried in quick.tried} <= {"noticed", "not proved"}
    assert quick.score == pytest.approx(100 * quick.count("noticed") / len(quick.tried))


def test_examples_that_fail_count_for_nothing() -> None:
    book = rulebook_with_a_failing_example()
    found = coverage(book, prove=False)
    assert (found.examples, found.failing, found.count("noticed")) == (1, 1, 0)


def rulebook_with_a_failing_example() -> Rulebook:
    from advisor.loading import load_rulebook

    book = load_rulebook(SMALL)
    example = replace(book.examples[0], allowed=frozenset(["nothing"]))
    return replace(book, examples=(example,))


def test_the_command_says_what_is_pinned(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["coverage", "--rules", str(SMALL)]) == 0
    out = capsys.readouterr().out
    assert "Mutation score" in out
    assert "  * row 2 of the table  (" in out
    assert max(map(len, out.splitlines())) <= 80
    assert run(["coverage", "--rules", str(SMALL), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    known = {change["known"] for change in told["changes"]}
    assert known <= {"noticed", "missed", "never matters"}
    assert f"Mutation score {told['score']:.1f} %" in out
