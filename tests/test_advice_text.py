"""The advice as text: nothing is left out, and every line fits the terminal."""

from __future__ import annotations

import pytest

from advisor.commands.advice_text import WIDTH, as_text
from advisor.explanation import Explanation, explain
from tests.sample_book import BOOK, PROFILES


@pytest.fixture(params=PROFILES)
def told(request: pytest.FixtureRequest) -> tuple[Explanation, str]:
    """The explanation of a sample company and its text."""
    explanation = explain(BOOK, PROFILES[request.param])
    return explanation, as_text(explanation, most=None)


def test_every_line_fits_the_terminal(told: tuple[Explanation, str]) -> None:
    assert max(map(len, told[1].splitlines())) <= WIDTH


def test_every_sentence_of_the_explanation_is_told(told: tuple[Explanation, str]) -> None:
    explanation, text = told
    flowing = " ".join(text.split())
    sentences = [
        explanation.verdict,
        explanation.strength_says,
        *(finding.says for finding in explanation.findings),
        *(reason.sentence for reason in explanation.reasons_for + explanation.reasons_against),
        *(why_not.sentence for why_not in explanation.why_not if not why_not.gates),
        *(gate.sentence for gate in explanation.ruled_out),
        *(gate.until for gate in explanation.ruled_out),
        *explanation.notes,
        *explanation.form.brief.next_steps,
        *explanation.form.brief.triggers,
    ]
    assert [sentence for sentence in sentences if " ".join(sentence.split()) not in flowing] == []


def test_the_verdict_comes_first_after_the_name(told: tuple[Explanation, str]) -> None:
    explanation, text = told
    flowing = " ".join(text.split())
    name = explanation.profile.company
    assert flowing.startswith(f"{name} {'=' * len(name)} {explanation.verdict}".strip())


def test_only_the_strongest_reasons_are_told_where_few_are_wanted() -> None:
    explanation = explain(BOOK, PROFILES["coo"])
    first, *others = explanation.reasons_for
    text = " ".join(as_text(explanation, most=1).split())
    assert first.sentence in text
    assert [reason for reason in others if reason.sentence in text] == []
    assert f"and {len(others)} more" in text
