"""Does a rulebook give the advice that the authors of its worked examples expect?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from advisor.engine import advise
from advisor.rulebook import Example, Rulebook


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One worked example and what the rulebook recommends for it."""

    example: Example
    recommendation: str
    form: str

    @property
    def holds(self) -> bool:
        """Whether recommendation and form are among those that the author accepts."""
        example = self.example
        return self.recommendation in example.allowed and (
            not example.forms or self.form in example.forms
        )

    @property
    def differs(self) -> bool:
        """Whether a real organisation decided otherwise; the example may hold all the same."""
        decided = self.example.decided
        return bool(decided) and decided not in (self.recommendation, self.form)

    @property
    def outdated(self) -> bool:
        """Whether a real decision says why the advice differs from it, though it agrees now."""
        return bool(self.example.decided and self.example.differs) and not self.differs


def each_example(rulebook: Rulebook) -> Iterator[ExampleResult]:
    """The result of one worked example after another, in the order of the rule files."""
    for example in rulebook.examples:
        advice = advise(rulebook, example.profile)
        yield ExampleResult(example, advice.recommendation, advice.form.id)


def run_examples(rulebook: Rulebook) -> tuple[ExampleResult, ...]:
    """The results of all worked examples, in the order of the rule files."""
    return tuple(each_example(rulebook))
