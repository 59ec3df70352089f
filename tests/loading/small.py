"""The small rulebook of the tests, whole or with some of its files replaced."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import settings

from advisor.loading import load_rulebook, load_texts
from advisor.mistakes import Mistake, Mistakes
from advisor.questionnaire import Questionnaire
from advisor.rulebook import Rulebook

quick = settings(max_examples=60, deadline=None)
"""For laws: few examples, and none of them timed."""

FOLDER = Path(__file__).parent.parent / "small_rulebook"


def texts() -> dict[str, str]:
    """Every file of the small rulebook by its path inside the folder."""
    return {
        path.relative_to(FOLDER).as_posix(): path.read_text("utf-8")
        for path in FOLDER.rglob("*.yaml")
    }


@cache
def rulebook() -> Rulebook:
    """The small rulebook, loaded once."""
    return load_rulebook(FOLDER)


def questionnaire() -> Questionnaire:
    """What the small rulebook asks."""
    return rulebook().questionnaire


def mistakes_with(replaced: dict[str, str | bytes]) -> tuple[Mistake, ...]:
    """The mistakes of the small rulebook with these files in place of its own."""
    try:
        load_texts({**texts(), **replaced}, "rules")
    except Mistakes as found:
        return found.mistakes
    return ()
