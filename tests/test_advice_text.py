"""The advice as text: nothing is left out, and every line fits the terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.commands.advice_text import as_text
from advisor.commands.lines import WIDTH
from advisor.explanation import Explanation, explain
from advisor.proofs import Changes, Counterfactual, WouldChange, exact
from advisor.proofs.changes import Change
from advisor.telling import strength_told
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


def test_a_strength_says_that_it_rests_on_what_was_answered_until_it_is_settled() -> None:
    explanation = explain(BOOK, PROFILES["operations_director"])
    assert explanation.strength == "clear"
    assert strength_told(explanation) == "Clear, on what you have answered"
    assert strength_told(explanation, settled=True) == "Clear"
    close = explain(BOOK, PROFILES["coo_first"])
    assert close.strength == "too_close_to_call"
    assert strength_told(close) == "Too close to call"


def test_a_strength_with_nothing_left_to_answer_stands_alone() -> None:
    profile = PROFILES["operations_director"]
    asked = BOOK.questionnaire
    filled = next(h for h in profile.responsibilities.values() if h.owner and h.done)
    answers = {q: profile.answers[q] for q in asked.questions}
    full = replace(
        profile, answers=answers, responsibilities=dict.fromkeys(asked.responsibilities, filled)
    )
    told = explain(BOOK, full)
    assert told.strength == "clear"
    assert strength_told(told) == "Clear"


def test_many_changes_together_are_counted_and_told_only_where_all_is_wanted() -> None:
    explanation, proofs = explain(BOOK, PROFILES["coo"]), exact(BOOK, PROFILES["coo"])
    told = tuple(Change(q, 1, 2, f"{q} changes") for q in ("a", "b", "c", "d"))
    sets = Changes((Counterfactual("operations_director", told, True),), ())
    proofs = replace(proofs, would_change=WouldChange(sets, Changes((), ())))
    assert "far from here, 4 changes together." in as_text(explanation, proofs)
    assert "A changes; b changes; c changes; d changes." in as_text(explanation, proofs, most=None)


def test_where_nothing_is_within_reach_it_says_so_and_what_that_means() -> None:
    explanation, proofs = explain(BOOK, PROFILES["coo"]), exact(BOOK, PROFILES["coo"])
    nowhere = Changes((), ("operations_director", "no_new_role"))
    proofs = replace(proofs, would_change=WouldChange(nowhere, nowhere))
    text = " ".join(as_text(explanation, proofs).split())
    assert "Nothing within reach changes the result. Within reach is what a company" in text
