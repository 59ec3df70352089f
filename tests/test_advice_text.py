"""The advice as text: nothing is left out, and every line fits the terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.commands.advice_text import as_text
from advisor.commands.lines import WIDTH
from advisor.explanation import Explanation, explain
from advisor.proofs import exact
from tests.sample_book import BOOK, PROFILES


@pytest.fixture(params=PROFILES)
def told(request: pytest.FixtureRequest) -> tuple[Explanation, str]:
    """The explanation of a sample company and its text."""
    explanation = explain(BOOK, PROFILES[request.param])
    return explanation, as_text(explanation, exact(BOOK, PROFILES[request.param]), most=None)


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
    text = " ".join(as_text(explanation, exact(BOOK, PROFILES["coo"]), most=1).split())
    assert first.sentence in text
    assert [reason for reason in others if reason.sentence in text] == []
    assert f"and {len(others)} more" in text


def test_what_was_not_proved_in_time_says_so() -> None:
    proofs = exact(BOOK, PROFILES["coo"], seconds=60)
    decided = proofs.would_change.by_decision
    doubtful = replace(
        decided,
        sets=tuple(replace(found, proved=False) for found in decided.sets),
        unknown=("coo",),
    )
    rushed = replace(proofs, would_change=replace(proofs.would_change, by_decision=doubtful))
    explanation = explain(BOOK, PROFILES["coo"])
    assert "not proved" not in as_text(explanation, proofs, most=None)
    text = " ".join(as_text(explanation, rushed, most=None).split())
    assert text.count("not proved smallest") == len(decided.sets) > 0
    assert "Whether anything leads to Chief Operating Officer: this was not proved" in text
