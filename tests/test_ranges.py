"""The points still possible, against every way to fill in the open questions."""

from __future__ import annotations

from hypothesis import given, settings

from advisor.engine import advise
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
