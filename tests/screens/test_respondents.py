"""Several people answer for one company: apart while they answer, side by side afterwards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from advisor.screens.sheet import draft_of
from advisor.storage import Assessments, Draft, Respondent
from tests.screens.conftest import Open
from tests.screens.forms import enter, fields
from tests.screens.test_comparing import DRAFT
from tests.screens.test_pages import kept, texts
from tests.screens.test_structure_page import shown
from tests.screens.test_versions import HOSTILE, WHOLE
from tests.screens.words import RULEBOOK, ask


def add(app: AppTest, name: str) -> AppTest:
    app.text_input(key="person").set_value(name)
    next(b for b in app.button if b.label == "Add this person").click().run()
    assert not app.exception
    return app


def with_ann(open_page: Open, data: Path, **answers: int) -> tuple[AppTest, Draft]:
    """The page once Ann was added and has answered; with her draft."""
    app = add(open_page("respondents", DRAFT), "Ann")
    store = Assessments.in_folder(data)
    (ann,) = kept(app, data).respondents
    hers = store.load(ann.token)
    assert hers
    hers = store.save(ann.token, replace(hers, answers=answers))
    app.run()
    assert not app.exception
    return app, hers


def test_a_person_gets_a_link_to_a_draft_that_knows_nothing_of_the_others(
    open_page: Open, data: Path
) -> None:
    app = add(open_page("respondents", DRAFT), "Ann")
    (ann,) = kept(app, data).respondents
    hers = Assessments.in_folder(data).load(ann.token)
    assert hers == Draft(
        ann.token, company=DRAFT.company, form=DRAFT.form, respondent="Ann",
        saved=hers.saved if hers else "", edition=1,
    )  # fmt: skip
    assert f"tasks?draft={ann.token}" in shown(app)
    assert "nothing was sent" in app.info[0].value


def test_the_link_shows_only_ones_own_answers(open_page: Open, data: Path) -> None:
    _, hers = with_ann(open_page, data, headcount=3)
    tasks = open_page("tasks", address=hers.token)
    assert "You answer as **Ann**" in texts(tasks)
    page = open_page("respondents", address=hers.token)
    assert "Only your own answers are here." in texts(page)
    assert not page.text_input
    check = open_page("check", address=hers.token)
    assert "**3 people**" in texts(check)
    assert "120 people" not in texts(check)


def test_differences_are_shown_and_an_answer_is_taken_over(open_page: Open, data: Path) -> None:
    app, _ = with_ann(open_page, data, headcount=3)
    markup = fields(app)["markup"]
    assert ask("headcount") in markup
    assert "bands apart" in markup
    enter(app, take__0__headcount="")
    assert not app.exception
    assert kept(app, data).answers["headcount"] == 3
    assert "Nobody disagrees" in fields(app)["markup"]


def test_a_button_that_no_page_has_takes_nothing(open_page: Open, data: Path) -> None:
    app, _ = with_ann(open_page, data, headcount=3)
    for name in ("take__9__headcount", "take__0__sites", "take__x__headcount", "take__0__"):
        enter(app, **{name: ""})
        assert not app.exception
    assert kept(app, data).answers == DRAFT.answers


def test_what_they_would_be_recommended_and_left_open_is_told(open_page: Open, data: Path) -> None:
    app, hers = with_ann(open_page, data, headcount=3)
    assert "1 answer, too few for a recommendation." in shown(app)
    assert f"{len(RULEBOOK.questionnaire.questions) - 1} not answered" in shown(app)
    Assessments.in_folder(data).save(hers.token, replace(hers, answers=draft_of(WHOLE).answers))
    app.run()
    assert "answers, which lead to" in shown(app)
    assert "Ann left nothing open." in shown(app)


def test_a_name_is_asked_for_and_no_name_stands_twice(open_page: Open, data: Path) -> None:
    app = add(add(add(open_page("respondents", DRAFT), "Ann"), "Ann"), "  ")
    assert app.error[0].value.startswith("Enter a name that nobody else has here")
    assert [one.name for one in kept(app, data).respondents] == ["Ann"]


def test_a_person_is_removed_with_their_answers(open_page: Open, data: Path) -> None:
    app, hers = with_ann(open_page, data, headcount=3)
    app.selectbox(key="remove-whom").select("Ann").run()
    app.button(key="remove-Ann").click().run()
    app.button(key="sure-remove-Ann").click().run()
    assert not app.exception
    assert kept(app, data).respondents == ()
    assert Assessments.in_folder(data).load(hers.token) is None


def test_a_respondent_who_is_no_respondent_is_neither_read_nor_erased(
    open_page: Open, data: Path
) -> None:
    other = open_page("tasks", Draft("", {"headcount": 7}))
    token = kept(other, data).token
    planted = replace(DRAFT, respondents=(Respondent("Eve", token=token),))
    app = open_page("respondents", planted)
    assert kept(app, data).respondents[0].answers == {}
    app.selectbox(key="remove-whom").select("Eve").run()
    app.button(key="remove-Eve").click().run()
    app.button(key="sure-remove-Eve").click().run()
    assert Assessments.in_folder(data).load(token)


def test_a_hostile_name_is_shown_as_text(open_page: Open, data: Path) -> None:
    app = add(open_page("respondents", DRAFT), HOSTILE)
    (one,) = kept(app, data).respondents
    Assessments.in_folder(data).save(
        one.token, Draft(one.token, {"headcount": 3}, respondent=one.name, edition=1)
    )
    app.run()
    assert not app.exception
    html = "".join(str(h.proto.body) for h in app.get("html")) + fields(app)["markup"]
    assert "<img" not in html


def test_people_who_came_in_a_file_under_one_name_are_told_apart(
    open_page: Open, data: Path
) -> None:
    twins = tuple(
        Respondent(name, {"headcount": n}) for n, name in ((3, "Ann"), (900, "Ann\u202e"))
    )
    app = open_page("respondents", replace(DRAFT, respondents=twins))
    assert not app.exception
    assert "Ann (2):" in fields(app)["markup"]
    enter(app, take__1__headcount="")
    assert kept(app, data).answers["headcount"] == 900


def test_a_respondent_can_be_compared_in_full(open_page: Open) -> None:
    people = (Respondent("Ann", {"headcount": 3}),)
    app = open_page("compare", replace(DRAFT, respondents=people))
    assert not app.exception
    assert app.selectbox(key="old").value == "respondent-1"
    assert "because the answers changed" in shown(app)
