"""Each page, run without a browser: what it shows, what it saves, what it says when things fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.engine import advise
from advisor.loading import check_answers, read_sheet_text
from advisor.screens import visits, who
from advisor.screens.asking.check import answer_shown
from advisor.screens.asking.matrix import filled_in
from advisor.screens.frame import plain
from advisor.screens.keeping import keeping
from advisor.screens.progress import asked, minutes_for, progress, questions_in
from advisor.screens.sheet import draft_of, file_name, merged, profile_of, written
from advisor.screens.start import finished_example
from advisor.storage import Assessments, Draft, new_token
from tests.screens.conftest import ROOT, Open
from tests.screens.forms import enter, fields, form_key, headings, told
from tests.screens.words import QUESTIONNAIRE, RULEBOOK, TITLES, label

SHORT, LONG = questions_in(QUESTIONNAIRE, "short"), questions_in(QUESTIONNAIRE, "long")


def kept(app: AppTest, data: Path) -> Draft:
    """What is saved of the draft that the app shows."""
    draft = Assessments.in_folder(data).load(app.session_state["desk"].draft.token)
    assert draft is not None
    return draft


def texts(app: AppTest) -> str:
    return "\n".join(m.value for m in app.markdown)


def test_the_start_page_says_what_it_takes(open_page: Open) -> None:
    app = open_page()
    assert not app.exception
    shown = app.get("html")
    facts = " ".join(str(h.proto.body) for h in shown)
    assert f"{SHORT} questions" in facts
    assert f"{LONG} questions" in facts
    assert RULEBOOK.version in texts(app)


@pytest.mark.parametrize(
    ("logs_in", "own", "database", "where", "link"),
    [
        (False, True, "", "Kept on this computer", "any browser on this computer"),
        (False, True, "postgresql://x", "Kept in your database", "any browser on this computer"),
        (False, False, "", "Kept on this server", "Whoever has the link"),
        (True, True, "", "Only for you", "once they log in"),
        (True, False, "", "Only for you", "once they log in"),
    ],
)
def test_where_answers_are_kept_is_told_as_the_app_is_run(
    monkeypatch: pytest.MonkeyPatch, logs_in: bool, own: bool, database: str, where: str, link: str
) -> None:
    monkeypatch.setattr(who, "asked", lambda: logs_in)
    monkeypatch.setattr(visits, "is_own_computer", lambda: own)
    monkeypatch.setenv("ADVISOR_DATABASE", database)
    told = keeping()
    assert told.where == where
    assert link in told.link


def test_no_private_link_is_spoken_of_on_ones_own_computer(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for own in (True, False):
        monkeypatch.setattr(visits, "is_own_computer", lambda own=own: own)
        app = open_page()
        told = texts(app) + str(app.text_input[0].label) + str(app.get("html")[-1].proto.body)
        assert ("rivate link" in told) is not own
        assert "private link" in texts(open_page("tasks", Draft(""))) or own


@pytest.mark.parametrize(("button", "form"), [("short", "short"), ("long", "long")])
def test_a_form_is_chosen_at_the_start_and_can_be_changed_later(
    open_page: Open, data: Path, button: str, form: str
) -> None:
    app = open_page()
    app.button(key=button).click().run()
    assert app.title[0].value == "Your assessment"
    assert kept(app, data).form == form
    other = "long" if form == "short" else "short"
    app.radio[0].set_value(other).run()
    assert kept(app, data).form == other


def test_the_example_is_finished_and_opens_as_a_draft_of_its_own(
    open_page: Open, data: Path
) -> None:
    app = open_page()
    app.button(key="example").click().run()
    assert not app.exception
    draft = kept(app, data)
    assert draft.company.startswith("Example: ")
    assert set(draft.answers) == set(QUESTIONNAIRE.questions)
    example = finished_example(RULEBOOK)
    assert example is not None
    assert profile_of(QUESTIONNAIRE, draft)[0].answers == example.profile.answers


@pytest.mark.parametrize("section", [s for s in TITLES if s != "responsibilities"])
@pytest.mark.parametrize("form", ["short", "long"])
def test_a_section_asks_the_questions_of_its_form(open_page: Open, section: str, form: str) -> None:
    app = open_page(section, Draft("", form=form))  # type: ignore[arg-type]
    wanted = QUESTIONNAIRE.in_section(section, short=form == "short")
    assert headings(app) == [q.ask for q in wanted]
    assert fields(app)["held"]
    assert not any(fields(app)["held"].values())
    assert " checked" not in fields(app)["markup"]


def test_every_entry_is_saved_at_once(open_page: Open, data: Path) -> None:
    app = open_page("company", Draft(""))
    enter(app, headcount="1,200")
    enter(app, ownership="family")
    assert kept(app, data).answers == {"headcount": 1200, "ownership": "family"}
    assert kept(app, data).typed == {"headcount": "1,200"}


def test_bad_input_is_kept_and_told_and_never_an_answer(open_page: Open, data: Path) -> None:
    app = open_page("company", Draft(""))
    enter(app, headcount="about 30")
    assert kept(app, data).answers == {}
    assert kept(app, data).typed == {"headcount": "about 30"}
    assert fields(app)["held"]["headcount"] == "about 30"
    assert "One number is enough" in told(app)
    app.button(key="forward").click().run()
    assert app.title[0].value == TITLES["company"]
    assert "Something needs another look" in [h.value for h in app.header]
    again = open_page("company", kept(app, data))
    assert fields(again)["held"]["headcount"] == "about 30"


def test_going_on_with_open_questions_is_allowed(open_page: Open) -> None:
    app = open_page("company", Draft(""))
    app.button(key="forward").click().run()
    assert app.title[0].value == TITLES["complexity"]
    app.button(key="back").click().run()
    assert app.title[0].value == TITLES["company"]


@pytest.mark.parametrize(
    ("draft", "following", "told"),
    [
        (Draft(""), "Check your answers", "Section 4 of 4"),
        (Draft("", form="long"), TITLES["responsibilities"], "Section 4 of 5"),
        (
            Draft("", responsibilities={"r01": {"owner": "ceo"}}),
            TITLES["responsibilities"],
            "4 of 5",
        ),
    ],
)
def test_who_does_what_is_a_step_of_the_full_form(
    open_page: Open, draft: Draft, following: str, told: str
) -> None:
    app = open_page("leadership", draft)
    assert told in texts(app)
    app.button(key="forward").click().run()
    assert app.title[0].value == following


def test_who_does_what_can_be_filled_in_with_the_short_form(open_page: Open) -> None:
    app = open_page("responsibilities", Draft(""))
    assert "Optional section" in texts(app)
    app.button(key="forward").click().run()
    assert app.title[0].value == "Check your answers"


def test_the_task_list_leads_to_the_first_section_that_is_not_completed(open_page: Open) -> None:
    company = {q.id: "unknown" for q in QUESTIONNAIRE.in_section("company", short=True)}
    app = open_page("tasks", Draft("", answers=company))
    assert app.button(key="next").label == f"Next: {TITLES['complexity']}"
    app.button(key="next").click().run()
    assert app.title[0].value == TITLES["complexity"]


def test_the_task_list_has_no_next_section_where_all_are_completed(open_page: Open) -> None:
    every = {q.id: "unknown" for q in QUESTIONNAIRE.questions.values() if q.short_form}
    app = open_page("tasks", Draft("", answers=every))
    assert "next" not in [button.key for button in app.button]
    app.button(key="check").click().run()
    assert app.title[0].value == "Check your answers"


def test_not_sure_is_an_answer_to_every_question(open_page: Open, data: Path) -> None:
    app = open_page("leadership", Draft("", form="long"))
    held = fields(app)["held"]
    boxes = {name: True for name in held if name.endswith(".unknown")}
    enter(
        app,
        **{name: "unknown" for name in held if "." not in name and f"{name}.unknown" not in held},
    )
    enter(app, **boxes)
    questions = QUESTIONNAIRE.in_section("leadership")
    assert kept(app, data).answers == {q.id: "unknown" for q in questions}


def test_several_ticks_are_one_answer_and_none_of_them_stands_alone(
    open_page: Open, data: Path
) -> None:
    app = open_page("leadership", Draft(""))
    enter(app, roles_in_post__coo=True, roles_in_post__chief_of_staff=True)
    assert kept(app, data).answers["roles_in_post"] == ["coo", "chief_of_staff"]
    enter(app, roles_in_post__none=True)
    assert "roles_in_post" not in kept(app, data).answers
    assert "untick the others" in told(app)
    enter(app, roles_in_post__coo=False, roles_in_post__chief_of_staff=False)
    assert kept(app, data).answers["roles_in_post"] == ["none"]
    assert not told(app)
    enter(app, roles_in_post__none=False)
    assert "roles_in_post" not in kept(app, data).answers


def test_an_entry_is_taken_once_however_often_the_browser_repeats_it(
    open_page: Open, data: Path
) -> None:
    app = open_page("company", Draft(""))
    enter(app, headcount="120")
    drafts, draft = Assessments.in_folder(data), kept(app, data)
    drafts.save(draft.token, draft.with_answer("headcount", 130, "130"))
    app.run()
    assert kept(app, data).answers["headcount"] == 130
    assert fields(app)["held"]["headcount"] == "130"


@pytest.mark.parametrize(
    "entered",
    [
        "x",
        {"headcount": "5"},
        {"headcount": []},
        {"headcount": [1, {}, ""], "nothing": [2, "5", ""], "ownership": [3, "evil", ""]},
    ],
)
def test_what_no_browser_would_send_changes_nothing(
    open_page: Open, data: Path, entered: Any
) -> None:
    app = open_page("company", Draft(""))
    app.session_state[form_key(app)] = {"entered": entered}
    app.run()
    assert not app.exception
    assert kept(app, data).answers == {}


def test_rows_are_entered_and_groups_filled_in_the_form(open_page: Open, data: Path) -> None:
    app = open_page("responsibilities", Draft(""))
    enter(app, r01__owner="ceo", r02__done="evil")
    assert kept(app, data).responsibilities == {"r01": {"owner": "ceo"}}
    enter(app, **{"fill-strategic.empty": "nobody "})
    rows = [r.id for r in QUESTIONNAIRE.responsibilities.values() if r.tag == "strategic"]
    owners = {row: held["owner"] for row, held in kept(app, data).responsibilities.items()}
    assert owners == dict.fromkeys(rows, "nobody") | {"r01": "ceo"}
    assert f"{len(rows)} of {len(rows)} rows have an owner." in told(app)
    enter(app, r01__owner="")
    assert "r01" not in kept(app, data).responsibilities
    enter(app, **{"fill-strategic.every": " "})
    assert "Pick who holds them" in told(app)


def test_check_answers_tells_missing_from_not_sure(open_page: Open) -> None:
    app = open_page("check", Draft("", answers={"headcount": 120, "annual_revenue": "unknown"}))
    assert not app.exception
    shown = texts(app)
    assert "**120 people**" in shown
    assert shown.count("Not sure") == 1
    assert shown.count("*Not provided*") == SHORT - 2


def test_check_answers_leaves_what_is_about_a_recommendation_to_its_page(open_page: Open) -> None:
    notes = {note.id: note for note in RULEBOOK.notes}
    named, about = notes["named_officer_and_the_title"], notes["evidence_is_thin_below_250_people"]
    profile = next(
        e.profile for e in RULEBOOK.examples if about in advise(RULEBOOK, e.profile).notes
    ).with_answer("regulation", "named_officer_required")
    assert {named, about} <= set(advise(RULEBOOK, profile).notes)
    shown = texts(open_page("check", draft_of(profile)))
    assert "Check with your regulator" in shown
    assert "We found no study" not in shown


def test_two_shares_over_the_limit_are_told_at_both(open_page: Open) -> None:
    over = {"ceo_time_on_operations": 70, "ceo_time_external": 60}
    app = open_page("leadership", Draft("", answers=over))
    assert told(app).count(QUESTIONNAIRE.together[0].says.rstrip(".")) == 2
    app.button(key="forward").click().run()
    assert app.title[0].value == TITLES["leadership"]


def test_a_wrong_link_starts_anew_and_says_so(open_page: Open) -> None:
    app = open_page("company", address="../../etc/passwd")
    assert "This link opens no saved assessment" in app.info[0].value
    assert app.title[0].value == TITLES["company"]
    assert app.query_params["draft"] != "../../etc/passwd"


def test_a_wrong_link_leaves_nothing_behind_until_something_is_entered(
    open_page: Open, data: Path
) -> None:
    app = open_page("company", address=new_token())
    assert Assessments.in_folder(data).latest(9) == ()
    enter(app, headcount="5")
    assert [draft.answers for draft in Assessments.in_folder(data).latest(9)] == [{"headcount": 5}]
    assert app.query_params["draft"] == Assessments.in_folder(data).latest(9)[0].token


def test_a_page_without_a_link_says_that_nothing_is_open(open_page: Open) -> None:
    assert open_page("company").title[0].value == "No assessment is open here"


def test_a_folder_that_cannot_be_written_keeps_the_answers_in_the_tab(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ADVISOR_DATA", str(tmp_path / "file" / "data"))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    app.button(key="short").click().run()
    assert "Your answers are not being saved" in app.warning[0].value
    app.text_input[0].set_value("Acme").run()
    assert not app.exception
    assert app.session_state["desk"].draft.company == "Acme"
    assert app.text_input[0].value == "Acme"


def test_rule_files_with_mistakes_are_told_and_no_traceback(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    questions = tmp_path / "rules" / "questions" / "company.yaml"
    questions.write_text(questions.read_text().replace("kind: number", "kind: nubmer", 1))
    monkeypatch.setenv("ADVISOR_RULES", str(tmp_path / "rules"))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    assert not app.exception
    assert app.title[0].value == "The rule files need mending"
    assert "nubmer" in texts(app)


def test_a_stale_answer_is_told_on_check_answers_and_left_out(open_page: Open) -> None:
    stale = {"headcount": "gone", "gone": 1, "ownership": "gone", "sites": 10**9}
    app = open_page("check", Draft("", answers=stale))  # type: ignore[arg-type]
    assert not app.exception
    assert "no longer asks" in texts(app)
    assert texts(app).count("no longer fits") == 3
    for section in TITLES:
        assert not open_page(section, Draft("", answers=stale)).exception  # type: ignore[arg-type]


@pytest.mark.parametrize("example", [e for e in RULEBOOK.examples if e.full], ids=lambda e: e.id)
def test_a_sheet_that_was_written_is_read_back(example: Any) -> None:
    draft = draft_of(example.profile, company='Müller & Søn: "the" #1')
    profile = read_sheet_text(written(QUESTIONNAIRE, draft), "sheet", QUESTIONNAIRE)
    assert profile == profile_of(QUESTIONNAIRE, draft)[0]
    assert profile.answers == example.profile.answers


def test_reading_a_sheet_in_replaces_only_what_it_holds() -> None:
    mine = Draft("t", answers={"headcount": 5, "sites": 2}, typed={"headcount": "5"}, company="A")
    read = draft_of(check_answers({"headcount": 120}, QUESTIONNAIRE))
    after = merged(mine, read)
    assert (after.answers, after.typed, after.company) == ({"headcount": 120, "sites": 2}, {}, "A")
    assert after.token == "t"


def test_a_group_is_filled_where_empty_or_everywhere() -> None:
    draft = Draft("t", responsibilities={"r01": {"owner": "ceo"}})
    rows = ["r01", "r02"]
    empty = filled_in(draft, rows, {"owner": "nobody"}, every=False).responsibilities
    assert (empty["r01"]["owner"], empty["r02"]["owner"]) == ("ceo", "nobody")
    every = filled_in(draft, rows, {"owner": "nobody"}, every=True).responsibilities
    assert (every["r01"]["owner"], every["r02"]["owner"]) == ("nobody", "nobody")


def test_a_section_is_completed_when_every_question_of_the_form_has_an_answer() -> None:
    short = QUESTIONNAIRE.in_section("growth", short=True)
    draft = Draft("t")
    assert progress(QUESTIONNAIRE, draft, "growth").status == "Not started"
    for question in short:
        draft = draft.with_answer(question.id, "unknown", None)
    assert progress(QUESTIONNAIRE, draft, "growth").status == "Completed"
    assert progress(QUESTIONNAIRE, draft.in_form("long"), "growth").status == "In progress"
    bad = draft.with_answer(short[0].id, None, "x")
    assert progress(QUESTIONNAIRE, bad, "growth").status == "In progress"


def test_the_short_form_shows_a_question_of_the_long_form_that_has_an_answer() -> None:
    extra = next(q for q in QUESTIONNAIRE.in_section("company") if not q.short_form)
    draft = Draft("t").with_answer(extra.id, "unknown", None)
    assert extra in asked(QUESTIONNAIRE, draft, "company")


def test_text_is_shown_as_it_is_whatever_signs_are_in_it() -> None:
    assert plain("$1 *a* [b](c) <i> :red[x]") == r"\$1 \*a\* \[b\]\(c) \<i\> \:red\[x\]".replace(
        r"\(", "("
    )
    assert plain("# 1") == r"\# 1"
    assert plain("6 to 12 months: yes") == "6 to 12 months: yes"


def test_file_names_are_plain() -> None:
    assert file_name(Draft("t", company="../Müller & Søn")) == "m_ller_s_n.yaml"
    assert file_name(Draft("t")) == "answers.yaml"


def test_a_choice_is_shown_in_words_and_a_problem_beside_what_was_typed() -> None:
    question = QUESTIONNAIRE.questions["headcount"]
    assert answer_shown(question, Draft("t", typed={"headcount": "x*"}), "Enter it") == (
        "x\\*  \n:red[**Enter it.**]"
    )
    assert label("ownership", "family")


def test_nothing_heavy_is_loaded_before_it_is_needed(data: Path) -> None:
    script = """
import sys
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("app.py", default_timeout=30).run()
app.button(key="short").click().run()
app._page_hash = app.session_state["desk"].pages["leadership"]._script_hash
app.run()
assert app.get("bidi_component"), "no questions"
heavy = {"pandas", "pyarrow", "altair", "ortools", "docx", "typst"}
print(sorted(heavy & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_times_are_told_to_the_nearest_five_minutes() -> None:
    assert [minutes_for(n) for n in (1, 21, 37)] == [5, 10, 15]
