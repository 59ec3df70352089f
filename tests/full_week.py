"""A rulebook in which two rules need each other to matter, and no company can have both."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from advisor.loading import load_rulebook
from advisor.questionnaire import Profile
from advisor.rulebook import Condition, Example, Rule, Threshold

SMALL = load_rulebook(Path(__file__).parent / "small_rulebook")
RULES = tuple(
    Rule(name, "size", "", (Condition(name, "much", "is", frozenset(["much"])),), {"need": 1})
    for name in ("time_inside", "time_outside")
)
WEEK = replace(
    SMALL,
    questionnaire=replace(
        SMALL.questionnaire,
        # Much begins at 50, and a step below it is too much as well.
        together=tuple(replace(pair, at_most=98) for pair in SMALL.questionnaire.together),
    ),
    rules=RULES,
    gates=(),
    properties=(),
    dimensions={
        **SMALL.dimensions,
        "need": replace(SMALL.dimensions["need"], moderate=Threshold(2), high=Threshold(99)),
    },
    examples=tuple(
        Example(name, "", Profile({name: 50}), frozenset(["no_new_role"]))
        for name in ("time_inside", "time_outside")
    ),
)
