"""What every chapter draws on: the answers, the advice with its reasons, and the choices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from advisor.explanation import Explanation
from advisor.outcomes import Brief, Form
from advisor.questionnaire import Profile, Questionnaire
from advisor.reports.choices import Choices
from advisor.reports.content.blocks import link, runs
from advisor.reports.model import Runs
from advisor.rulebook import Rulebook
from advisor.structure import Structure, structure
from advisor.telling import rival
from advisor.wording import spoken

if TYPE_CHECKING:
    from advisor.proofs import Exact

MOST_TOLD = 6
"""Reasons on each side that a client is told; the others stand in the appendix."""


@dataclass(frozen=True)
class Material:
    """Everything that a report is written from. `exact` is None where nothing was proved.

    `numbers`: the number of each chapter that the report has, by chapter id.
    """

    explanation: Explanation
    exact: Exact | None
    choices: Choices
    numbers: Mapping[str, str]

    @property
    def rulebook(self) -> Rulebook:
        """The rules behind the advice."""
        return self.explanation.rulebook

    @property
    def asked(self) -> Questionnaire:
        """The questions."""
        return self.rulebook.questionnaire

    @property
    def profile(self) -> Profile:
        """The answers."""
        return self.explanation.profile

    @property
    def form(self) -> Form:
        """The form of the recommendation."""
        return self.explanation.form

    @property
    def brief(self) -> Brief:
        """What to do with the recommendation."""
        return self.form.brief

    @property
    def company(self) -> str:
        """The company's name, or what stands for it."""
        return self.profile.company or "The company"

    @property
    def hires(self) -> bool:
        """Whether the recommendation adds an operations role."""
        return self.explanation.recommendation.otherwise is not None

    @property
    def for_adviser(self) -> bool:
        """Whether this is the copy that the adviser keeps."""
        return self.choices.variant == "adviser"

    @property
    def most_reasons(self) -> int | None:
        """Reasons on each side that are told with their sources; None for all."""
        return None if self.for_adviser else MOST_TOLD

    @property
    def for_candidates(self) -> bool:
        """Whether this is a role brief that leaves the company: no weak spots, no inner steps."""
        return self.choices.variant == "role_brief" and self.hires

    @cached_property
    def structure(self) -> Structure:
        """Who holds what today, and who would after."""
        return structure(self.explanation, self.choices.holders)

    def see(self, chapter: str, before: str = " (", after: str = ")") -> Runs:
        """ " (section 9)" as a link, or nothing where the report has no such chapter."""
        number = self.numbers.get(chapter)
        if not number:
            return ()
        word = "section" if number.isdigit() else "appendix"
        return runs(before, link(f"{word} {number}", f"#{chapter}"), after)

    def if_chosen(self, what: str) -> str:
        """That a part of the report is for the option just ahead, where two are too close."""
        if rival(self.explanation) is None or self.for_candidates:
            return ""
        return f"{what} is for \u201c{self.form.name}\u201d, the option that is just ahead. "

    def answer(self, question: str) -> str:
        """An answer in words; empty where it is not known or not asked."""
        value = self.profile.known(question)
        return spoken(self.asked.questions[question], value) if value is not None else ""

    @cached_property
    def source_numbers(self) -> Mapping[str, int]:
        """The number of each source that the report rests on, in the order of first use."""
        return {name: n for n, name in enumerate(dict.fromkeys(self._sources()), 1)}

    def _sources(self) -> Iterator[str]:
        told = self.explanation
        most = self.most_reasons
        for reason in (*told.reasons_for[:most], *told.reasons_against[:most]):
            yield from reason.rule.sources
        for ruled_out in told.ruled_out:
            yield from ruled_out.gate.sources
        if told.archetype:
            yield from told.archetype.sources
        yield from self.brief.sources

    def cited(self, *sources: str) -> Runs:
        """ " [3] [7]": the numbers of these sources, linked where the report lists them."""
        if "sources" not in self.numbers:
            return ()
        numbers = sorted({self.source_numbers[s] for s in sources if s in self.source_numbers})
        return runs(*(r for n in numbers for r in (" ", link(f"[{n}]", f"#source-{n}"))))
