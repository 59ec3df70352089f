"""The parts of the workshop that need no page: conditions in words, places of mistakes, proofs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from advisor.loading import load_texts
from advisor.mistakes import Mistake, Mistakes
from advisor.screens.workshop import asked, places, things
from advisor.screens.workshop.naming import problem_with
from advisor.screens.workshop.proving import Prover
from tests.loading import small
from tests.loading.small import quick

TEXTS = small.texts()
THINGS = things.everything(TEXTS)
QUESTIONS = {name: thing for (kind, name), thing in THINGS.items() if kind == "question"}
ONE = [q for q in map(asked.question_of, QUESTIONS.values()) if q.kind != "choices"]
SEVERAL = [q for q in map(asked.question_of, QUESTIONS.values()) if q.kind == "choices"]


@quick
@given(st.data())
def test_what_is_picked_is_what_the_words_mean(data: st.DataObject) -> None:
    question = data.draw(st.sampled_from(ONE))
    picked = data.draw(st.sets(st.sampled_from(question.cells), min_size=1))
    condition = asked.understood(question, asked.words_for(question, list(picked)))
    assert condition is not None
    assert condition.names == picked


@quick
@given(st.data())
def test_what_is_picked_of_several_is_what_the_words_mean(data: st.DataObject) -> None:
    question = data.draw(st.sampled_from(SEVERAL))
    picked = data.draw(st.sets(st.sampled_from(question.cells), min_size=1))
    for test in asked.TESTS:
        condition = asked.understood(
            question, asked.words_for_several(question, test, list(picked), 1)
        )
        assert condition is not None
        assert condition.test == test.removesuffix(" of")
        assert (condition.names or {1}) == (picked if test.startswith("in") else {1})


def test_entries_make_the_questions_that_loading_makes() -> None:
    for name, loaded in small.questionnaire().weighed().items():
        made = asked.question_of(QUESTIONS[name])
        assert (made.kind, made.bands, made.choices) == (loaded.kind, loaded.bands, loaded.choices)
        assert (made.unit, made.low, made.high) == (loaded.unit, loaded.low, loaded.high)


def test_everything_in_the_rulebook_can_be_edited_by_form() -> None:
    book = small.rulebook()
    ids = {
        "rule": {rule.id for rule in book.rules},
        "gate": {gate.id for gate in book.gates},
        "note": {note.id for note in book.notes},
        "question": set(book.questionnaire.weighed()),
        "outcome": set(book.outcomes),
        "form": {form.id for outcome in book.outcomes.values() for form in outcome.forms},
        "dimension": set(book.dimensions),
        "source": set(book.sources),
    }
    for kind, names in ids.items():
        assert {name for (k, name) in THINGS if k == kind} == names


def mistakes_of(texts: dict[str, str]) -> tuple[Mistake, ...]:
    try:
        load_texts(texts)
    except Mistakes as mistakes:
        return mistakes.mistakes
    return ()


def test_a_mistake_is_found_at_its_value_however_it_is_written() -> None:
    spoiled = {
        ("when", "direct_reports"): ("direct_reports: overloaded", "direct_reports: over_loaded"),
        ("adds", "need"): ("need: 2", "need: 7"),
        ("sources", 0): ("[study]", "[studdy]"),
        ("cautoin",): ("caution:", "cautoin:"),
    }
    for path, (old, new) in spoiled.items():
        texts = TEXTS | {"leadership.yaml": TEXTS["leadership.yaml"].replace(old, new, 1)}
        found = places.within(mistakes_of(texts), texts, "leadership.yaml", ("ceo_overloaded",))
        assert path in found, (path, found)
        assert not places.within(mistakes_of(texts), texts, "leadership.yaml", ("hands_over",))


def test_names_that_cannot_be_a_name_are_refused() -> None:
    for name in ("", "   ", "a" * 61, "ann\u202ebob", "ann\nbob", "ann@example.org"):
        assert problem_with(name), name
    for name in ("Ann Bell", "Zoë Ł.", "李雷", "<b>Ann</b>"):
        assert not problem_with(name), name


def test_a_rulebook_is_proved_once_however_often_it_is_asked_for() -> None:
    prover = Prover()
    first = prover.ask("a", small.rulebook())
    assert prover.ask("a", small.rulebook()) is first
    first.finished.wait(30)
    assert first.done
    assert prover.ask("a", small.rulebook()) is first
