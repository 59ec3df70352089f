"""Compare: any two of the answers of now, versions and scenarios."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from advisor.compared import stamp_of, told_of
from advisor.explanation import explain
from advisor.screens.sheet import draft_of
from advisor.storage import Assessments, Draft, Scenario
from advisor.storage.trying import copied
from tests.screens.conftest import Open
from tests.screens.test_pages import kept, texts
from tests.screens.test_structure_page import shown
from tests.screens.test_versions import HOSTILE, WHOLE
from tests.screens.words import RULEBOOK, ask

ADVICE = explain(RULEBOOK, WHOLE)
STAMP, TOLD = stamp_of(ADVICE), told_of(ADVICE)
DRAFT = draft_of(WHOLE)
SMALL = replace(DRAFT, answers={**DRAFT.answers, "headcount": 4, "departments": 1, "sites": 1})


def with_version(
    open_page: Open, data: Path, then: Draft = DRAFT, now: Draft = DRAFT, **stamped: str
) -> AppTest:
    """The page, once a version was kept and the answers changed since."""
    app = open_page("compare", now)
    token = kept(app, data).token
    version = replace(then, told=TOLD)
    Assessments.in_folder(data).freeze(token, HOSTILE[:90], version, replace(STAMP, **stamped))
    app.run()
    assert not app.exception
    return app


def test_without_anything_else_it_says_what_to_keep_first(open_page: Open) -> None:
    app = open_page("compare", DRAFT)
    assert "There is nothing to compare with yet." in texts(app)
    assert not app.selectbox


def test_a_version_is_compared_with_the_answers_of_now(open_page: Open, data: Path) -> None:
    app = with_version(open_page, data, now=SMALL)
    words = shown(app)
    assert "because the answers changed; the rules did not." in words
    assert "Answers changed" in words
    assert "→ 4 people" in words
    assert "<img" not in "".join(str(h.proto.body) for h in app.get("html"))


def test_a_version_by_other_rules_says_that_the_rules_changed(open_page: Open, data: Path) -> None:
    app = with_version(open_page, data, fingerprint="old", version="0.1")
    words = shown(app)
    assert "though the rules changed; the answers did not." in words
    assert "Rulebook version 0.1" in words
    assert f"Rulebook version {RULEBOOK.version}" in words


def test_the_two_sides_can_be_swapped(open_page: Open, data: Path) -> None:
    app = with_version(open_page, data, now=SMALL)
    app.button(key="swap").click().run()
    assert not app.exception
    assert app.selectbox(key="old").value == "now"
    assert "4 people →" in shown(app)


def test_the_address_names_the_sides(open_page: Open) -> None:
    scenarios = (replace(copied(SMALL), name="Small"), Scenario("Empty"))
    app = open_page("versions", replace(DRAFT, scenarios=scenarios))
    app.query_params["old"], app.query_params["new"] = "scenario-1", "scenario-2"
    app._page_hash = app.session_state["desk"].pages["compare"]._script_hash
    app.run()
    assert not app.exception
    assert [box.value for box in app.selectbox] == ["scenario-1", "scenario-2"]
    assert "to no recommendation" in shown(app)


def test_a_side_that_is_gone_or_never_was_is_left(open_page: Open, data: Path) -> None:
    app = with_version(open_page, data)
    app.session_state["old"] = "version-1"
    store = Assessments.in_folder(data)
    token = kept(app, data).token
    store.freeze(token, "Second", DRAFT, STAMP)
    store.erase_version(token, store.versions(token)[0])
    app.run()
    assert not app.exception
    assert app.selectbox(key="old").value == "version-2"


def test_answers_that_today_s_rules_do_not_take_are_told(open_page: Open, data: Path) -> None:
    strange = replace(DRAFT, answers={**DRAFT.answers, "gone": "x", "headcount": "many"})
    words = shown(with_version(open_page, data, then=strange))
    assert "Not compared in" in words
    assert "The rulebook no longer asks “gone”" in words
    assert ask("headcount") in words
