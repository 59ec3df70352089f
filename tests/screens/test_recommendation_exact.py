"""What would change the recommendation and what is still possible: told as it was proved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from advisor.explanation import Explanation, explain
from advisor.proofs import Changes, Counterfactual, Exact, WouldChange, exact
from advisor.proofs.changes import Change
from advisor.screens.recommendation.exact import (
    in_one_line,
    still_possible,
    to_settle,
    what_would_change,
)
from advisor.telling import has_open_questions
from tests.sample_book import BOOK, PROFILES
from tests.screens.test_recommendation import headings, text

APP = Path(__file__).parent / "recommendation_app.py"
COMPLETE, PARTIAL = "coo", "close"


def proved(name: str) -> tuple[Explanation, Exact]:
    return explain(BOOK, PROFILES[name]), exact(BOOK, PROFILES[name])


def way(leads_to: str, *changed: str, proved: bool = True) -> Counterfactual:
    """A set of changes to these questions, each told by its id."""
    told = tuple(Change(question, 1, 2, f"{question} changes") for question in changed)
    return Counterfactual(leads_to, told, proved)


def told(decided: Changes, grown: Changes) -> str:
    """The section for the changes given, as text."""
    explanation, found = proved(COMPLETE)
    would_change = WouldChange(decided, grown)
    return what_would_change(explanation, replace(found, would_change=would_change))


@pytest.mark.parametrize("name", PROFILES)
def test_both_groups_have_their_own_heading_and_every_way_says_where_it_leads(name: str) -> None:
    explanation, found = proved(name)
    markup = what_would_change(explanation, found)
    assert headings(markup, 3) == [
        "What the company can decide",
        "What may come as the company grows",
    ]
    for group in (found.would_change.by_decision, found.would_change.as_it_grows):
        for one in group.sets:
            assert BOOK.outcomes[one.leads_to].name in text(markup)
            for change in one.changes:
                assert change.says[1:] in text(markup)


def test_the_number_at_which_it_turns_is_told() -> None:
    explanation, found = proved("operations_manager")
    turning = [
        change.says
        for group in (found.would_change.by_decision, found.would_change.as_it_grows)
        for one in group.sets
        for change in one.changes
        if " from " in change.says
    ]
    assert turning
    assert turning[0][1:] in text(what_would_change(explanation, found))


def test_a_group_reads_out_one_way_for_each_recommendation_and_three_at_most() -> None:
    sets = (
        way("operations_director", "a"),
        way("operations_director", "b"),
        way("no_new_role", "c", "d"),
        way("operations_manager", "e", "f"),
        way("coo_and_operations_director", "g", "h", "i"),
    )
    markup = told(Changes(sets, ()), Changes((), ()))
    at_once = markup[: markup.index("<details>")]
    assert [sign for sign in "abcdefghi" if f"{sign.upper()} changes." in at_once] == [*"acdef"]
    assert "2 more ways : What the company can decide" in text(markup)
    assert all(f"{sign.upper()} changes." in markup for sign in "abcdefghi")


def test_a_way_of_many_changes_says_so_and_lists_them_one_click_away() -> None:
    sets = (way("operations_director", *"abc"), way("no_new_role", *"defg"))
    markup = told(Changes(sets, ()), Changes((), ()))
    assert "Operations Director : 3 changes together." in text(markup)
    assert "No new role : far from here. 4 changes together" in text(markup)
    folded = markup[markup.index("<details>") : markup.index("</details>")]
    assert [sign for sign in "abcdefg" if f"{sign.upper()} changes." in folded] == [*"defg"]


def test_one_single_answer_or_none_is_said_first() -> None:
    one = Changes((way("no_new_role", "a"),), ())
    two = Changes((way("no_new_role", "a", "b"),), ())
    assert "One answer alone can change the result" in told(one, two)
    assert "No single answer within reach changes the result. It takes several together." in told(
        two, two
    )
    nothing = told(Changes((), ("no_new_role",)), Changes((), ("no_new_role",)))
    assert "<p>Nothing within reach changes the result. Within reach is" in nothing


def test_proved_smallest_is_only_said_of_what_is_proved() -> None:
    sure = told(Changes((way("no_new_role", "a", "b"),), ()), Changes((), ()))
    assert "Proved smallest" in sure
    assert "Not proved" not in sure
    unsure = told(Changes((way("no_new_role", "a", "b", proved=False),), ()), Changes((), ()))
    assert "Proved smallest" not in unsure
    assert "Not proved in 2 s that fewer are not enough." in unsure


def test_what_was_not_settled_in_time_is_not_called_out_of_reach() -> None:
    markup = told(Changes((), ("no_new_role",), ("operations_director",)), Changes((), ()))
    assert "No decision within reach leads to no new role." in text(markup)
    assert "Not proved in 2 s whether anything does: Operations Director." in text(markup)


def test_what_is_still_possible_and_what_is_not_is_told_by_word() -> None:
    explanation, found = proved(PARTIAL)
    assert len(found.possible) > 1
    shown = text(still_possible(explanation, found.completions))
    assert f"{explanation.recommendation.name} : ahead on what is known" in shown
    for outcome in BOOK.outcomes.values():
        if outcome.id not in found.possible:
            assert outcome.in_a_sentence in shown[shown.index("No longer possible") :]
        elif outcome != explanation.recommendation:
            assert f"{outcome.name} : still possible" in shown
    first = text(in_one_line(explanation, found.completions))
    assert first.startswith("Answers that are missing could still lead to: ")


def test_a_settled_result_says_that_nothing_can_change_it() -> None:
    explanation, found = proved(COMPLETE)
    settled = replace(found.completions, possible=(explanation.recommendation.id,))
    settled = replace(settled, questions_that_matter=())
    assert "Nothing left to answer can change this." in in_one_line(explanation, settled)
    assert "the recommendation stays" in still_possible(explanation, settled)
    assert "judgement" in to_settle(settled)


def test_what_is_not_proved_possible_is_marked() -> None:
    explanation, found = proved(PARTIAL)
    unsure = replace(found.completions, proved=False)
    assert "could perhaps still lead to" in in_one_line(explanation, unsure)
    assert "Not proved in 2 s: this list may be too long." in still_possible(explanation, unsure)


def test_only_a_sheet_with_something_left_to_answer_has_open_questions() -> None:
    explanation, _ = proved(COMPLETE)
    assert has_open_questions(explanation)
    rows = BOOK.questionnaire.responsibilities
    known = next(h for h in PROFILES[COMPLETE].responsibilities.values() if h.owner and h.done)
    filled = replace(PROFILES[COMPLETE], responsibilities=dict.fromkeys(rows, known))
    assert not has_open_questions(explain(BOOK, filled))


@pytest.mark.parametrize("name", ["coo", "close", "not_yet"])
def test_the_page_ends_with_everything_worked_out(name: str) -> None:
    app = AppTest.from_file(str(APP))
    app.query_params["profile"] = name
    app.run()
    assert not app.exception
    shown = "".join(str(html.proto.body) for html in app.get("html"))
    assert "Working" not in shown
    assert "What the company can decide" in shown
    assert app.session_state["desk"].proved


def test_too_little_to_recommend_asks_for_no_proof() -> None:
    app = AppTest.from_file(str(APP))
    app.query_params["profile"] = "nothing"
    app.run()
    assert not app.session_state["desk"].proved
