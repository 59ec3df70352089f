"""May a proposal be published? What stands against it, and how much of a change it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from advisor.editing.differences import Difference, differences
from advisor.examples import ExampleResult, run_examples
from advisor.loading import load_texts
from advisor.loading.text.decoding import unseen
from advisor.mistakes import Mistake, Mistakes
from advisor.proofs.comparison import Comparison, Step, compare
from advisor.proofs.finding import Finding
from advisor.proofs.findings import findings
from advisor.rulebook import Rulebook
from advisor.wording import counted

SECONDS = 30.0
LONGEST_SENTENCE = 300
_NUMBERS = re.compile(r"([0-9]{1,6})(?:\.([0-9]{1,6}))?(?:\.([0-9]{1,6}))?")


@dataclass(frozen=True)
class Publication:
    """What an author says when publishing: who, what changed in a sentence, the version step.

    `reason`: why worked examples may fail; needed only where some do.
    """

    author: str
    sentence: str
    step: Step
    reason: str = ""


@dataclass(frozen=True)
class Readiness:
    """What is known of the change from the `published` files to the proposed `texts`.

    `errors`: proved findings of that severity. `failing`: worked examples that fail; `pins`: those
    that only sit on an edge, which fail whenever it moves and stand in nobody's way. `proposed`:
    the version step that the change asks for. `rulebook` and `comparison` are None where mistakes
    keep them from being made.
    """

    published: Mapping[str, str]
    texts: Mapping[str, str]
    differences: tuple[Difference, ...]
    mistakes: tuple[Mistake, ...] = ()
    rulebook: Rulebook | None = None
    errors: tuple[Finding, ...] = ()
    failing: tuple[ExampleResult, ...] = ()
    pins: tuple[ExampleResult, ...] = ()
    proposed: Step = "wording"
    comparison: Comparison | None = None

    def hindrances(self, publication: Publication) -> tuple[str, ...]:
        """What keeps it from being published, a sentence each; empty where nothing does."""
        found = [
            (not self.differences, "Nothing was changed."),
            (bool(self.mistakes), f"{_count(self.mistakes, 'mistake')} first to be mended."),
            (bool(self.errors), f"{_count(self.errors, 'error')} first to be mended."),
            (
                bool(self.failing) and not publication.reason.strip(),
                f"{_count(self.failing, 'worked example')} that "
                f"{'fails' if len(self.failing) == 1 else 'fail'}: say why that is right.",
            ),
        ]
        return (*(says for holds, says in found if holds), *_unsaid(publication))


def _count(things: tuple[object, ...], name: str) -> str:
    return f"There {'is' if len(things) == 1 else 'are'} {counted(len(things), name)}"


def _unsaid(publication: Publication) -> list[str]:
    """What is missing or wrong in the words of a publication."""
    found = [
        (not publication.author.strip(), "Say who publishes."),
        (not publication.sentence.strip(), "Say in one sentence what changed."),
        (
            max(len(publication.sentence), len(publication.reason)) > LONGEST_SENTENCE,
            f"Keep the sentence and the reason under {LONGEST_SENTENCE} characters.",
        ),
        ("\n" in publication.sentence.strip(), "Keep the sentence on one line."),
        (
            bool(unseen(publication.sentence + publication.reason + publication.author)),
            "There is a character that cannot be seen: type the sentence anew.",
        ),
    ]
    return [says for holds, says in found if holds]


def readiness(
    published: Mapping[str, str], texts: Mapping[str, str], *, seconds: float = SECONDS
) -> Readiness:
    """Everything that publishing asks for. Takes some seconds: it proves and compares."""
    known = Readiness(published, texts, differences(published, texts))
    try:
        new = load_texts(texts)
    except Mistakes as mistakes:
        return Readiness(published, texts, known.differences, mistakes.mistakes)
    failing = [result for result in run_examples(new) if not result.holds]
    errors = [f for f in findings(new, seconds=seconds) if f.severity == "error" and f.proved]
    comparison = _compared(published, new, seconds)
    return Readiness(
        published,
        texts,
        known.differences,
        (),
        new,
        tuple(errors),
        tuple(result for result in failing if not result.example.pin),
        tuple(result for result in failing if result.example.pin),
        comparison.step if comparison else "major",
        comparison,
    )


def _compared(published: Mapping[str, str], new: Rulebook, seconds: float) -> Comparison | None:
    """What changes for every profile; None where the two have too little in common to tell."""
    try:
        return compare(load_texts(published), new, seconds=seconds)
    except Mistakes:
        return None


def next_version(version: str, step: Step) -> str:
    """The version after this one. Raises ValueError where it is not up to three numbers."""
    found = _NUMBERS.fullmatch(version.strip())
    if not found:
        raise ValueError(version)
    first, middle, last = (int(part or 0) for part in found.groups())
    if step == "major":
        return f"{first + 1}.0.0"
    return f"{first}.{middle + 1}.0" if step == "minor" else f"{first}.{middle}.{last + 1}"
