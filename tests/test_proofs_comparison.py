"""Comparing two rulebooks, against every profile that both can be asked about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import starmap

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.engine import Advice, advise
from advisor.proofs.comparison import compare
from advisor.proofs.merging import Merged
from advisor.proofs.population import Population
from advisor.proofs.sameness import FORMS, POINTS, RULED_OUT, WOULD_CHANGE
from advisor.questionnaire import Profile, Questionnaire
from advisor.rulebook import Rulebook
from advisor.shares import known_shares
from tests.pairs_of_rulebooks import all_merged, pairs
from tests.random_rulebooks import WITH_SHARES

few = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
FEW_SHEETS = Population(sheets=10)
Both = tuple[Advice, Advice]


def both(merged: Merged, profile: Profile) -> Both:
    return (
        advise(merged.old.rulebook, merged.old.sees(profile)),
        advise(merged.new.rulebook, merged.new.sees(profile)),
    )


def recommended(before: Advice, after: Advice) -> tuple[str, str]:
    return before.recommendation, after.recommendation


def cells(asked: Questionnaire, profile: Profile) -> Mapping[str, object]:
    """The band, the choices or nothing for each question; the shares as one."""
    found: dict[str, object] = {}
    for name, question in asked.questions.items():
        value = profile.known(name)
        numeric = value is not None and question.bands
        found[name] = question.band_of(value) if numeric else value  # type: ignore[arg-type]
    shares = known_shares(asked, profile.responsibilities)
    return {**found, "who does what": shares}


@few
@given(pairs())
def test_every_changed_pair_is_found_and_the_nearest_profile_of_each(
    books: tuple[Rulebook, Rulebook],
) -> None:
    found = compare(*books, population=FEW_SHEETS)
    every = [(profile, both(found.merged, profile)) for profile in all_merged(found.merged)]
    changed = {recommended(*told) for _, told in every}
    assert found.proved
    assert {change.pair for change in found.changes} == {(a, b) for a, b in changed if a != b}
    assert found.agree == all(a == b for a, b in changed)
    asked = found.merged.questionnaire
    views = (found.merged.old, found.merged.new)
    near = [cells(asked, v.merged(e.profile)) for v in views for e in v.rulebook.examples]
    for change in found.changes:
        assert change.nearest is not None
        assert change.nearest.proved
        assert recommended(*both(found.merged, change.nearest.profile)) == change.pair
        getting = [cells(asked, p) for p, told in every if recommended(*told) == change.pair]
        apart = [sum(here[q] != there[q] for q in here) for here in getting for there in near]
        if near:
            assert change.nearest.distance == min(apart)


@few
@given(pairs(asked=WITH_SHARES), st.booleans())
def test_shares_count_only_as_one_matrix_can_produce_them(
    books: tuple[Rulebook, Rulebook], moved: bool
) -> None:
    old, new = books
    if moved:
        share = WITH_SHARES.shares["load"]
        first, second = share.question.bands
        question = replace(share.question, bands=(first, replace(second, start=100)))
        shares = {**WITH_SHARES.shares, "load": replace(share, question=question)}
        new = replace(new, questionnaire=replace(new.questionnaire, shares=shares))
    found = compare(old, new, population=FEW_SHEETS)
    assert found.proved
    for change in found.changes:
        assert change.nearest is not None
        assert recommended(*both(found.merged, change.nearest.profile)) == change.pair
    seen = {recommended(*both(found.merged, p)) for p in all_merged(found.merged, every=101)}
    assert {pair for pair in seen if pair[0] != pair[1]} <= {c.pair for c in found.changes}


@few
@given(pairs())
def test_what_else_changes_is_told_where_no_recommendation_does(
    books: tuple[Rulebook, Rulebook],
) -> None:
    found = compare(*books, population=FEW_SHEETS)
    if found.changes:
        assert found.step == "major"
        return
    every = [both(found.merged, profile) for profile in all_merged(found.merged)]
    assert (FORMS in found.besides) == any(a.form.id != b.form.id for a, b in every)
    assert (POINTS in found.besides) == any(_points(a) != _points(b) for a, b in every)
    assert (RULED_OUT in found.besides) == any(_out(a) != _out(b) for a, b in every)
    if found.step == "wording":
        assert all(starmap(lambda a, b: (a.strength, a.margin) == (b.strength, b.margin), every))


def _points(advice: Advice) -> dict[str, int]:
    return {d: w.points for d, w in advice.dimensions.items()}


def _out(advice: Advice) -> set[str]:
    return {o for gate in advice.gates for o in gate.rules_out}


@few
@given(pairs())
def test_a_rulebook_agrees_with_itself(books: tuple[Rulebook, Rulebook]) -> None:
    found = compare(books[0], replace(books[0], version="2.0.0"), population=FEW_SHEETS)
    assert (found.agree, found.step, found.besides, found.sheets) == (True, "wording", (), 0)


@few
@given(pairs(), st.sampled_from([{"at_once": 1}, {"only": "up"}, {"changes": "no"}]))
def test_how_far_an_answer_may_change_is_more_than_wording(
    books: tuple[Rulebook, Rulebook], narrowed: dict[str, object]
) -> None:
    asked = books[0].questionnaire
    questions = {**asked.questions, "inside": replace(asked.questions["inside"], **narrowed)}
    new = replace(books[0], questionnaire=replace(asked, questions=questions))
    found = compare(books[0], new, population=FEW_SHEETS)
    assert (found.agree, found.step, found.besides) == (True, "minor", (WOULD_CHANGE,))


@few
@given(pairs())
def test_without_time_nothing_is_called_proved(books: tuple[Rulebook, Rulebook]) -> None:
    hurried = compare(*books, population=FEW_SHEETS, seconds=0)
    unhurried = compare(*books, population=FEW_SHEETS)
    told = {c.pair for c in hurried.changes}
    assert told <= {c.pair for c in unhurried.changes} <= told | set(hurried.unproved)
    assert not hurried.agree or unhurried.agree


@few
@given(pairs(), st.sampled_from([200, 2500]))
def test_no_more_sheets_change_than_are_drawn_and_none_where_both_agree(
    books: tuple[Rulebook, Rulebook], sheets: int
) -> None:
    found = compare(*books, population=Population(sheets=sheets))
    assert 0 <= found.sheets <= sheets
    assert not found.agree or found.sheets == 0
