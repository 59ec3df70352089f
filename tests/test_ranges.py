"""The points still possible, against every way to fill in the open questions."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from unittest.mock import patch

from hypothesis import given, settings

from advisor.conditions import Condition
from advisor.engine import advise
from advisor.loading import RULES, load_rulebook
from advisor.questionnaire import Profile
from advisor.ranges import reaches
from advisor.rulebook import Rulebook
from tests.random_rulebooks import all_profiles, profiles, rulebooks


@settings(max_examples=60)
@given(rulebooks(), profiles())
def test_the_range_is_exactly_what_open_answers_can_reach(book: Rulebook, profile: Profile) -> None:
    reach = reaches(book, profile, advise(book, profile))
    seen = [advise(book, filled).dimensions for filled in all_profiles(dict(profile.answers))]
    for dimension, found in reach.items():
        points = [weighed[dimension].points for weighed in seen]
        assert (found.lowest, found.highest) == (min(points), max(points))


@settings(max_examples=40)
@given(rulebooks(), profiles())
def test_questions_summed_out_in_parts_give_a_range_that_is_never_too_narrow(
    book: Rulebook, profile: Profile
) -> None:
    advice = advise(book, profile)
    exact = reaches(book, profile, advice)
    with patch("advisor.ranges.LISTED", 1):
        wider = reaches(book, profile, advice)
    for dimension, found in exact.items():
        assert wider[dimension].lowest <= found.lowest
        assert wider[dimension].highest >= found.highest


def test_a_rulebook_that_ties_every_question_to_every_other_is_still_bounded() -> None:
    rulebook = load_rulebook(RULES)
    chance = Random(1)
    numbers = [q.id for q in rulebook.questionnaire.questions.values() if len(q.bands) > 2]
    tangled = tuple(
        replace(rule, when=tuple(_any_band(rulebook, q, chance) for q in chance.sample(numbers, 3)))
        for rule in rulebook.rules
    )
    book = replace(rulebook, rules=tangled)
    advice = advise(book, Profile({}))
    for dimension, found in reaches(book, Profile({}), advice).items():
        points = [rule.adds.get(dimension, 0) for rule in tangled]
        assert sum(n for n in points if n < 0) <= found.lowest <= 0
        assert 0 <= found.highest <= sum(n for n in points if n > 0)


def _any_band(rulebook: Rulebook, question: str, chance: Random) -> Condition:
    name = chance.choice(rulebook.questionnaire.questions[question].bands).name
    return Condition(question, name, "is", frozenset([name]))
