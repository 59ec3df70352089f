"""Try a change: nothing alters the answers until somebody says so, and that can be undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from advisor.compared import told_of
from advisor.explanation import explain
from advisor.proofs import exact, tipping_points
from advisor.questionnaire import Profile
from advisor.screens.frame import plain
from advisor.screens.sheet import draft_of, profile_of
from advisor.screens.trying.comparison import (
    in_one_sentence,
    reasons_compared,
    side_by_side,
    summary,
)
from advisor.screens.trying.comparison import scenario_compared as between
from advisor.screens.trying.influence import by_influence, presets
from advisor.screens.trying.strips import strips
from advisor.storage import Draft, Scenario
from advisor.storage.trying import copied, with_trial
from advisor.telling import stretches
from tests.sample_book import BOOK, PROFILES
from tests.screens.conftest import Open
from tests.screens.test_pages import kept, texts
from tests.screens.test_recommendation import text
from tests.screens.words import QUESTIONNAIRE, RULEBOOK, ask

COMPLETE = max((e.profile for e in RULEBOOK.examples if not e.link), key=lambda p: len(p.answers))
TIPPING = tipping_points(RULEBOOK, COMPLETE)
TURNING = TIPPING[0]
NUMBER = TURNING.question
FURTHER = next(s for s in TURNING.stretches if s.recommendation and not s.here)
BASE, SCENARIO = PROFILES["coo"], PROFILES["operations_director"]


def drafted(profile: Profile = COMPLETE) -> Draft:
    return draft_of(profile)


def shown(app: AppTest) -> str:
    return text("".join(str(html.proto.body) for html in app.get("html")))


def button(app: AppTest, label: str) -> Any:
    return next(b for b in app.button if b.label.startswith(label))


def changed(open_page: Open, draft: Draft) -> AppTest:
    """The page with a number tried so far that the recommendation turns."""
    app = open_page("what-if", with_trial(draft, NUMBER, FURTHER.start, None))
    assert not app.exception
    return app


def test_the_page_begins_with_the_answers_as_they_are(open_page: Open, data: Path) -> None:
    app = open_page("what-if", drafted())
    assert "**Nothing here alters your answers.**" in texts(app)
    assert "Nothing is changed yet. Your answers lead to:" in shown(app)
    assert kept(app, data).trying is None


def test_a_change_is_tried_on_a_copy_and_told_verdict_first(open_page: Open, data: Path) -> None:
    app = changed(open_page, drafted())
    assert "The recommendation changes: from" in shown(app)
    draft = kept(app, data)
    assert draft.answers == drafted().answers
    assert draft.trying
    assert draft.trying.answers[NUMBER] == FURTHER.start


def test_an_answer_is_put_back(open_page: Open, data: Path) -> None:
    app = changed(open_page, drafted())
    app.button(key=f"back-{NUMBER}").click().run()
    assert "Nothing is changed yet." in shown(app)
    assert kept(app, data).trying is None


def test_a_chosen_question_can_be_changed_on_the_page(open_page: Open) -> None:
    app = open_page("what-if", drafted())
    assert ask(NUMBER) not in texts(app)
    app.selectbox(key="question-to-try").select(NUMBER).run()
    assert not app.exception
    assert f"**{plain(ask(NUMBER))}**" in texts(app)


def test_a_scenario_is_kept_under_a_name_and_a_name_is_asked_for(
    open_page: Open, data: Path
) -> None:
    app = changed(open_page, drafted())
    button(app, "Keep this scenario").click().run()
    assert [e.value for e in app.error] == [
        "Enter a name for the scenario, like After the planned hiring."
    ]
    name = next(f for f in app.text_input if f.label == "Name of the scenario")
    name.set_value("Turned")
    button(app, "Keep this scenario").click().run()
    assert "Kept as “Turned”" in app.info[0].value
    assert [s.name for s in kept(app, data).scenarios] == ["Turned"]
    assert "Turned" in [h.value for h in app.subheader]


def test_a_fifth_scenario_is_refused_with_what_to_do(open_page: Open, data: Path) -> None:
    four = tuple(Scenario(f"No. {n}", {"sites": n}) for n in range(4))
    app = changed(open_page, replace(drafted(), scenarios=four))
    name = next(f for f in app.text_input if f.label == "Name of the scenario")
    name.set_value("Fifth")
    button(app, "Keep this scenario").click().run()
    assert "Remove one below first." in app.error[0].value
    app.button(key="remove-0").click().run()
    assert len(kept(app, data).scenarios) == 3


def test_a_scenario_becomes_the_answers_only_when_confirmed_and_can_be_undone(
    open_page: Open, data: Path
) -> None:
    app = changed(open_page, drafted())
    button(app, "Make this scenario your answers").click().run()
    assert kept(app, data).answers == drafted().answers
    button(app, "No, keep my answers").click().run()
    assert not any(b.label.startswith("Yes") for b in app.button)
    button(app, "Make this scenario your answers").click().run()
    button(app, "Yes, make these my answers").click().run()
    draft = kept(app, data)
    assert draft.answers[NUMBER] == FURTHER.start
    assert [s.answers for s in draft.scenarios] == [drafted().answers]
    button(app, "Make these your answers").click().run()
    button(app, "Yes, make these my answers").click().run()
    assert copied(kept(app, data)) == copied(drafted())


def test_a_change_that_is_ready_to_try_leads_where_it_says(open_page: Open, data: Path) -> None:
    app = open_page("what-if", drafted())
    offered = presets(RULEBOOK, COMPLETE, exact(RULEBOOK, COMPLETE))
    one = next(preset for preset in offered if preset.says.startswith("To reach "))
    app.selectbox(key="ready-made").select(one.says)
    button(app, "Try it").click().run()
    assert not app.exception
    goal = explain(RULEBOOK, one.profile).recommendation.name
    assert one.says.startswith(f"To reach {goal}: ")
    assert f"to {goal}." in shown(app)
    trying = kept(app, data).trying
    assert trying
    answers = replace(drafted(), answers=trying.answers)
    assert profile_of(QUESTIONNAIRE, answers)[0].answers == one.profile.answers


def test_too_few_answers_are_asked_for_first(open_page: Open) -> None:
    app = open_page("what-if", Draft("", answers={"headcount": 120}))
    assert "Answer a few more questions first" in texts(app)
    assert not app.selectbox


def test_every_question_can_be_tried_and_the_telling_ones_come_first() -> None:
    telling, others = by_influence(RULEBOOK, exact(RULEBOOK, COMPLETE))
    assert sorted([*telling, *others]) == sorted(QUESTIONNAIRE.questions)
    assert telling[: len(TIPPING)] == [found.question for found in TIPPING]


def test_what_differs_is_marked_by_word() -> None:
    base, scenario = explain(BOOK, BASE), explain(BOOK, SCENARIO)
    markup = side_by_side(between(base, scenario))
    first, second = markup.split("With the change")
    assert "changed" not in first
    marked = [
        f for f, g in zip(scenario.findings, base.findings, strict=True) if f.level != g.level
    ]
    assert second.count("changed, was ") == len(marked) > 0
    was, now = told_of(base), told_of(scenario)
    assert in_one_sentence(was, now).startswith("The recommendation changes: from Chief ")
    assert in_one_sentence(was, was) == "The recommendation stays Chief Operating Officer."


def test_every_answer_that_differs_is_told_with_both_answers() -> None:
    base, scenario = explain(BOOK, BASE), explain(BOOK, SCENARIO)
    told = {one.question.id: (one.before, one.after) for one in between(base, scenario).answers}
    assert told["departments"] == ("9 departments", "4 departments")
    assert set(told) == {q for q in BASE.answers if BASE.answers[q] != SCENARIO.answers[q]}
    without = explain(BOOK, BASE.with_answer("cash", None))
    assert [(one.after) for one in between(base, without).answers] == ["not answered"]
    assert "(was 9 departments)" in text(summary(between(base, scenario)))


def test_reasons_that_come_and_go_are_told() -> None:
    base, scenario = explain(BOOK, BASE), explain(BOOK, SCENARIO)
    there = text(reasons_compared(between(base, scenario)))
    back = text(reasons_compared(between(scenario, base)))
    assert "Reasons gained" in there
    assert "Reasons lost" in there
    gained = there[there.index("gained") + 6 : there.index("Reasons lost")]
    assert gained.strip()
    assert gained.strip() in back[back.index("Reasons lost") :]
    assert text(reasons_compared(between(base, base))) == "No reason comes or goes."


def test_what_is_ruled_out_by_the_change_says_until_when() -> None:
    base, scenario = explain(BOOK, BASE), explain(BOOK, PROFILES["ruled_out"])
    assert "until the CEO is ready to hand over" in text(reasons_compared(between(base, scenario)))
    assert "No longer ruled out" in text(reasons_compared(between(scenario, base)))


def test_a_strip_tells_every_stretch_in_words_and_where_the_answer_is() -> None:
    explanation = explain(RULEBOOK, COMPLETE)
    question = QUESTIONNAIRE.questions[NUMBER]
    words = stretches(explanation, question, TURNING.stretches)
    assert words[0].startswith("Below ")
    assert words[-1].startswith("From ")
    told = text(strips(explanation, [TURNING], "Your answer is here."))
    assert all(sentence in told for sentence in words)
    assert told.count("Your answer is here.") == 1
    assert "No single number" in strips(explanation, [], "")
