"""Which chapters a report can have, in order, and which variants have them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from advisor.reports.choices import Choices, Variant
from advisor.reports.content.adviser import fragile, notes, questions
from advisor.reports.content.before_after import before_after
from advisor.reports.content.change import change
from advisor.reports.content.closing import answers, method, rules, sources
from advisor.reports.content.duties import duties
from advisor.reports.content.material import Material
from advisor.reports.content.money import cost, risks
from advisor.reports.content.one_page import (
    one_against,
    one_decision,
    one_method,
    one_plan,
    one_why,
)
from advisor.reports.content.opening import decision, summary
from advisor.reports.content.options import options
from advisor.reports.content.plan import measures, plan
from advisor.reports.content.role import role
from advisor.reports.content.situation import situation
from advisor.reports.content.why import why
from advisor.reports.model import Section

Writer = Callable[[Material], tuple[Section, ...]]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter that can be chosen: its id, its name in a list of choices, and what writes it."""

    id: str
    name: str
    write: Writer
    appendix: bool = False


_CLIENT = (
    Chapter("decision", "Decision requested", decision),
    Chapter("summary", "Summary", summary),
    Chapter("situation", "Situation", situation),
    Chapter("why", "Why this", why),
    Chapter("options", "Options considered", options),
    Chapter("change", "What would change our view", change),
    Chapter("structure", "Structure before and after", before_after),
    Chapter("responsibilities", "Responsibilities", duties),
    Chapter("role", "Role brief", role),
    Chapter("plan", "Plan", plan),
    Chapter("kpis", "Measures", measures),
    Chapter("cost", "Cost", cost),
    Chapter("risks", "Risks", risks),
    Chapter("method", "Method and limits", method),
)
_ADVISER = (
    Chapter("fragile", "Fragile points", fragile),
    Chapter("questions", "Questions to raise", questions),
    Chapter("notes", "Private notes", notes),
)
_APPENDICES = (
    Chapter("answers", "All answers", answers, appendix=True),
    Chapter("rules", "Rules", rules, appendix=True),
    Chapter("sources", "Sources", sources, appendix=True),
)
CHAPTERS: Mapping[Variant, tuple[Chapter, ...]] = {
    "one_page": (
        Chapter("decision", "Decision requested", one_decision),
        Chapter("summary", "Why", one_why),
        Chapter("why", "What speaks against it", one_against),
        Chapter("plan", "What to do next", one_plan),
        Chapter("method", "Method and limits", one_method),
    ),
    "client": (*_CLIENT, *_APPENDICES),
    "adviser": (*_CLIENT, *_ADVISER, *_APPENDICES),
    "role_brief": (
        Chapter("role", "Role brief", role),
        Chapter("plan", "Plan", plan),
        Chapter("kpis", "Measures", measures),
    ),
}
"""The chapters of each variant, in order."""


def chapters_of(choices: Choices) -> tuple[Chapter, ...]:
    """The chapters that a report will have."""
    kept = choices.sections
    return tuple(c for c in CHAPTERS[choices.variant] if kept is None or c.id in kept)


def numbers_of(chapters: tuple[Chapter, ...]) -> dict[str, str]:
    """The number of each chapter: 1, 2, 3 ...; appendices A, B, C."""
    body = [c.id for c in chapters if not c.appendix]
    back = [c.id for c in chapters if c.appendix]
    return {
        **{name: str(n) for n, name in enumerate(body, 1)},
        **{name: chr(ord("A") + n) for n, name in enumerate(back)},
    }
