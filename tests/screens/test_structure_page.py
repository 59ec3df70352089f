"""Who does what after: prefilled from the recommendation, changed by hand, kept in the draft."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from advisor.explanation import explain
from advisor.questionnaire import Holding, Profile
from advisor.rights import decision_rights
from advisor.screens.session import Desk
from advisor.screens.sheet import draft_of
from advisor.screens.structure.form import PART, entered
from advisor.screens.structure.told import LOAD_SIGN, loads, rights, stands_out
from advisor.storage import Assessments, Draft, new_token
from advisor.structure import structure
from tests.reports.cases import BOOK, COMPANIES, company
from tests.screens.conftest import Open
from tests.screens.forms import enter, fields
from tests.screens.test_pages import kept, texts
from tests.screens.test_recommendation import text

WHOLE = company(COMPANIES[0], matrix=True)
EXPLAINED = explain(BOOK, WHOLE)
PROPOSAL = structure(EXPLAINED)
FIRST = PROPOSAL.rows[0]
ROW, PROPOSED = FIRST.responsibility.id, FIRST.after
FIELD = f"after__{ROW}"


def shown(app: AppTest) -> str:
    html = "".join(str(html.proto.body) for html in app.get("html"))
    return plainly(html) + texts(app)


def plainly(markup: str) -> str:
    """The words alone, without a space before a full stop."""
    return " ".join(text(markup).split()).replace(" .", ".")


def test_every_row_is_filled_from_the_proposal(open_page: Open) -> None:
    app = open_page("structure", draft_of(WHOLE))
    assert not app.exception
    held = fields(app)["held"]
    assert held == {f"{PART}{r.responsibility.id}": r.after for r in PROPOSAL.rows}
    assert f"{PROPOSAL.names_after[str(PROPOSED)]} (proposed)" in fields(app)["markup"]
    assert "Fill in who does what today" not in [link.label for link in app.get("page_link")]


def test_a_choice_is_kept_told_and_taken_back(open_page: Open, data: Path) -> None:
    app = open_page("structure", draft_of(WHOLE))
    enter(app, **{FIELD: "outside"})
    assert kept(app, data).settled == {ROW: "outside"}
    assert "Chosen by you." in fields(app)["notes"][ROW]
    assert "Chosen by you, not the proposal: 1." in shown(app)
    enter(app, **{FIELD: str(PROPOSED)})
    assert kept(app, data).settled == {}
    assert "Chosen by you" not in fields(app)["notes"][ROW]


def test_all_rows_go_back_to_the_proposal_in_one_go(open_page: Open, data: Path) -> None:
    app = open_page("structure", replace(draft_of(WHOLE), settled={ROW: "nobody", "r02": "ceo"}))
    assert fields(app)["held"][PART + ROW] == "nobody"
    assert "Nobody is named yet." in fields(app)["notes"][ROW]
    app.button(key="reset").click().run()
    assert kept(app, data).settled == {}
    assert fields(app)["held"][PART + ROW] == PROPOSED
    assert not any(button.key == "reset" for button in app.button)


def test_where_today_is_open_the_page_says_so_and_leads_there(open_page: Open) -> None:
    app = open_page("structure", draft_of(Profile(WHOLE.answers, {}, "")))
    assert "Who does what today is not filled in" in texts(app)
    assert "ot told" not in fields(app)["markup"]
    assert 'value="">Stays as today<' in fields(app)["markup"]
    assert texts(app).count("Stays as today") == 1
    some_rows = Profile(WHOLE.answers, {ROW: Holding("ceo", "poorly")}, "")
    app = open_page("structure", draft_of(some_rows))
    assert "1 of 28 responsibilities have a holder today." in texts(app)
    assert fields(app)["markup"].count("Today: ") == 1
    assert "Today: The CEO, done poorly" in fields(app)["markup"]


def test_too_few_answers_are_asked_for_first(open_page: Open) -> None:
    for page in ("structure", "report"):
        app = open_page(page, Draft("", answers={"headcount": 120}))
        assert "Answer a few more questions first" in texts(app)
        assert not app.get("bidi_component")


def test_settled_holders_of_a_rulebook_long_gone_do_no_harm(open_page: Open) -> None:
    strange = {"r99": "ceo", ROW: "<b>", "r02": ""}
    app = open_page("structure", replace(draft_of(WHOLE), settled=strange))
    assert not app.exception
    assert fields(app)["held"][PART + ROW] == PROPOSED


@given(some.dictionaries(
    some.sampled_from([PART + ROW, "after.r02", "after.r99", "r01", ""]) | some.text(max_size=5),
    some.sampled_from([*PROPOSAL.names, "", "strange"]) | some.booleans(),
))  # fmt: skip
def test_only_known_holders_of_known_rows_are_kept(entries: dict[str, str | bool]) -> None:
    settled = entered(PROPOSAL, Draft(""), entries).settled
    after = {row.responsibility.id: row.after for row in PROPOSAL.rows}
    assert all(owner in PROPOSAL.names and after[row] != owner for row, owner in settled.items())
    again = structure(EXPLAINED, settled)
    assert {r.responsibility.id for r in again.rows if r.settled} == set(settled)


def test_a_ceo_who_holds_too_much_is_told_in_words_and_by_sign() -> None:
    every = Profile(WHOLE.answers, {r: Holding("ceo") for r in WHOLE.responsibilities}, "")
    held = structure(explain(BOOK, every))
    told = stands_out(held)
    assert LOAD_SIGN in told
    assert "The CEO today: 28 of 28. Too much beside the rest of the job." in plainly(told)
    assert "The CEO 28 ▲ too much" in plainly(loads(held))


def test_what_each_holds_adds_up() -> None:
    table = loads(PROPOSAL)
    numbers = [int(cell.split("<")[0].split()[0]) for cell in table.split("<td>")[1:]]
    assert sum(numbers[0::2]) == sum(numbers[1::2]) == len(PROPOSAL.rows)


def test_every_decision_stands_in_the_table_with_who_has_a_say() -> None:
    told = text(rights(EXPLAINED.form))
    for right in decision_rights(EXPLAINED.form):
        assert f"{right.decision} {right.kind}" in told
    two = next(
        form
        for outcome in BOOK.outcomes.values()
        for form in outcome.forms
        if len({right.role for right in decision_rights(form)}) > 1
    )
    told = text(rights(two))
    for right in decision_rights(two):
        assert f"{right.decision} {right.role} {right.kind}" in told


def test_another_draft_in_the_same_tab_gets_no_logo_of_the_last_one(
    open_page: Open, data: Path
) -> None:
    app = open_page("report", draft_of(WHOLE))
    here: Desk = app.session_state["desk"]
    here.made["logo"] = "a picture"
    other = Assessments.in_folder(data).save(new_token(), draft_of(company(COMPANIES[1])))
    app.query_params["draft"] = other.token
    app.run()
    assert here.draft == other
    assert "logo" not in here.made
