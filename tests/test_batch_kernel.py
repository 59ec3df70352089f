"""The batch kernel gives every profile exactly the advice that `advise` gives it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.batch import coding, kernel, layout
from advisor.batch.grouping import grouped
from advisor.batch.strength import STRENGTHS
from advisor.engine import advise
from advisor.loading import RULES, load_rulebook
from advisor.questionnaire import Holding, Profile
from advisor.rulebook import LEVELS, Rulebook
from tests.random_companies import random_companies
from tests.random_rulebooks import WITH_SHARES, holdings, profiles, rulebooks


def assert_same_advice(rulebook: Rulebook, companies: Sequence[Profile]) -> None:
    """Each column against the single advice, rule by rule."""
    found = kernel(rulebook).weigh(coding(rulebook).of_profiles(companies), len(companies))
    outcomes = list(rulebook.outcomes.values())
    forms = [form for outcome in outcomes for form in outcome.forms]
    for row, profile in enumerate(companies):
        advice = advise(rulebook, profile)
        assert outcomes[found.recommendation[row]].id == advice.recommendation
        assert forms[found.form[row]] is advice.form
        assert STRENGTHS[found.strength[row]] == advice.strength
        assert [LEVELS[level] for level in found.levels[:, row]] == [
            weighed.level for weighed in advice.dimensions.values()
        ]
        bits = sum(int(word) << 64 * place for place, word in enumerate(found.fired[row]))
        assert tuple(r for i, r in enumerate(rulebook.rules) if bits >> i & 1) == advice.fired
        assert bits >> len(rulebook.rules) == 0


@pytest.fixture(scope="module")
def shipped() -> Rulebook:
    return load_rulebook(RULES)


@settings(max_examples=40)
@given(rulebooks(), st.lists(profiles(), min_size=1, max_size=30))
def test_any_rulebook_gives_the_same_advice_one_by_one_and_all_at_once(
    book: Rulebook, companies: list[Profile]
) -> None:
    assert_same_advice(book, companies)


@settings(max_examples=30)
@given(
    rulebooks(asked=WITH_SHARES),
    st.lists(st.tuples(profiles(), holdings()), min_size=1, max_size=20),
)
def test_shares_of_who_does_what_are_weighed_the_same(
    book: Rulebook, companies: list[tuple[Profile, dict[str, Holding]]]
) -> None:
    assert_same_advice(book, [Profile(p.answers, held) for p, held in companies])


@settings(max_examples=30)
@given(rulebooks(), st.lists(profiles(), min_size=1, max_size=20), st.integers(1, 30))
def test_how_questions_are_put_in_groups_changes_nothing(
    book: Rulebook, companies: list[Profile], at_most: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "TABLE_AT_MOST", at_most)
        assert_same_advice(book, companies)


def test_the_shipped_rules_give_the_same_advice(shipped: Rulebook) -> None:
    companies = random_companies(shipped, 1500, seed=6)
    companies += [example.profile for example in shipped.examples]
    assert_same_advice(shipped, companies)


def test_a_portfolio_longer_than_a_block_is_weighed_to_its_last_row(
    shipped: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    companies = random_companies(shipped, 50, seed=7)
    monkeypatch.setattr("advisor.batch.weighing.BLOCK", 16)
    assert_same_advice(shipped, companies)


def test_no_profiles_are_no_rows(shipped: Rulebook) -> None:
    assert len(kernel(shipped).weigh({}, 0)) == 0


def test_a_question_without_a_column_is_open(shipped: Rulebook) -> None:
    found = kernel(shipped).weigh({}, 3)
    (outcome,) = {list(shipped.outcomes)[i] for i in found.recommendation}
    assert outcome == advise(shipped, Profile({})).recommendation


def test_numbers_fall_in_the_band_that_a_single_answer_falls_in(shipped: Rulebook) -> None:
    codes = coding(shipped)
    for name, question in shipped.questionnaire.weighed().items():
        if not question.bands:
            continue
        edges = [max(band.start, question.low) for band in question.bands]
        near = [*edges, *(np.nextafter(e, -np.inf) for e in edges[1:]), question.high]
        found = codes.of_numbers(name, np.array([*near, np.nan], float))
        names = ["", *(band.name for band in question.bands)]
        assert [names[code] for code in found] == [*(question.band_of(n) for n in near), ""]


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 9), min_size=1),
    st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=3, unique=True)),
    st.integers(1, 60),
)
def test_every_question_is_in_exactly_one_group_and_no_group_is_too_large(
    sizes: dict[str, int], ties: list[list[str]], at_most: int
) -> None:
    known = [tuple(q for q in tie if q in sizes) for tie in ties]
    groups = grouped(sizes, [tie for tie in known if len(tie) > 1], at_most)
    assert sorted(q for group in groups for q in group) == sorted(sizes)
    for group in groups:
        assert len(group) == 1 or np.prod([sizes[q] for q in group]) <= at_most
