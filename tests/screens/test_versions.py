"""Versions: kept under a name, read as they were, taken back, erased."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from advisor.compared import stamp_of, told_of
from advisor.explanation import explain
from advisor.screens.sheet import draft_of
from advisor.screens.versions.told import in_short, listed_versions
from advisor.storage import Assessments, Draft, Note, Stamp, Version
from tests.sample_book import BOOK, PROFILES
from tests.screens.conftest import Open
from tests.screens.test_pages import kept
from tests.screens.test_recommendation import text
from tests.screens.test_structure_page import shown
from tests.screens.words import RULEBOOK

WHOLE = max((e.profile for e in RULEBOOK.examples if not e.link), key=lambda p: len(p.answers))
ADVICE = explain(RULEBOOK, WHOLE)
HOSTILE = '<img src=x onerror="top.evil=1"> **b** [l](http://x.example) \u202eabc ' + "x" * 300


def keep(app: AppTest, name: str) -> AppTest:
    """Keep the assessment of now as a version."""
    app.text_input(key="version-name").set_value(name)
    next(b for b in app.button if b.label == "Keep this version").click().run()
    assert not app.exception
    return app


def open_version(app: AppTest, number: int) -> AppTest:
    app.query_params["version"] = str(number)
    app.run()
    assert not app.exception
    return app


def versions_of(app: AppTest, data: Path) -> tuple[Version, ...]:
    return Assessments.in_folder(data).versions(kept(app, data).token)


def test_the_recommendation_offers_to_keep_it(open_page: Open) -> None:
    app = open_page("recommendation", draft_of(WHOLE))
    assert "Keep this as a version" in [link.label for link in app.get("page_link")]


def test_a_version_holds_the_answers_and_what_was_told(open_page: Open, data: Path) -> None:
    app = keep(open_page("versions", draft_of(WHOLE)), "Before the board")
    assert "Kept as “Before the board”" in app.info[0].value
    (version,) = versions_of(app, data)
    assert version.name == "Before the board"
    assert version.stamp == stamp_of(ADVICE)
    assert version.draft.told == told_of(ADVICE)
    assert version.draft.answers == kept(app, data).answers
    assert kept(app, data).told is None
    words = shown(app)
    assert "Before the board" in words
    assert f"Rulebook version {RULEBOOK.version}." in words


def test_a_version_without_a_name_is_called_by_its_time(open_page: Open, data: Path) -> None:
    app = keep(open_page("versions", draft_of(WHOLE)), "  ")
    assert versions_of(app, data)[0].name.startswith("Kept on ")


def test_a_version_is_read_as_it_was_after_the_answers_changed(open_page: Open, data: Path) -> None:
    app = keep(open_page("versions", draft_of(WHOLE)), "First")
    draft = kept(app, data)
    Assessments.in_folder(data).save(draft.token, draft.with_answer("headcount", 3, "3"))
    app = open_version(app, 1)
    words = shown(app)
    assert app.title[0].value == "First"
    assert ADVICE.verdict in words
    assert ADVICE.reasons_for[0].sentence in words
    assert all(g.sentence in words for g in ADVICE.ruled_out)
    assert not app.text_input


def test_a_version_is_taken_back_and_what_was_there_is_kept_first(
    open_page: Open, data: Path
) -> None:
    noted = replace(draft_of(WHOLE), notes={"headcount": Note("As of March.", "told")})
    app = keep(open_page("versions", noted), "First")
    draft = kept(app, data)
    changed = replace(draft.with_answer("headcount", 3, "3"), notes={})
    Assessments.in_folder(data).save(draft.token, changed)
    app = open_version(app, 1)
    app.button(key="back-to-1").click().run()
    assert kept(app, data).answers["headcount"] == 3
    app.button(key="unsure-back-to-1").click().run()
    assert kept(app, data).answers["headcount"] == 3
    app.button(key="back-to-1").click().run()
    app.button(key="sure-back-to-1").click().run()
    assert not app.exception
    assert "These are your answers again." in app.info[0].value
    assert kept(app, data).answers == noted.answers
    assert kept(app, data).notes == noted.notes
    assert kept(app, data).told is None
    before = versions_of(app, data)[-1]
    assert before.name.startswith("Before “First”")
    assert before.draft.answers["headcount"] == 3


def test_a_version_is_erased_only_when_confirmed(open_page: Open, data: Path) -> None:
    app = open_version(keep(open_page("versions", draft_of(WHOLE)), "First"), 1)
    app.button(key="erase-1").click().run()
    assert len(versions_of(app, data)) == 1
    app.button(key="sure-erase-1").click().run()
    assert not app.exception
    assert versions_of(app, data) == ()
    assert "“First” is erased." in app.info[0].value
    app = open_version(app, 1)
    assert "This version is not there any more." in [info.value for info in app.info]


def test_too_few_answers_are_kept_without_a_recommendation(open_page: Open, data: Path) -> None:
    app = keep(open_page("versions", Draft("", answers={"headcount": 120})), "Early")
    (version,) = versions_of(app, data)
    assert (version.stamp.outcome, version.draft.told) == ("", None)
    assert "Too little was answered for a recommendation." in shown(app)
    assert "Too little was answered for a recommendation." in shown(open_version(app, 1))


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 30, "²", ""])
def test_a_number_that_no_version_has_shows_the_list(open_page: Open, number: str) -> None:
    app = open_page("versions", draft_of(WHOLE))
    app.query_params["version"] = number
    app.run()
    assert not app.exception
    assert app.title[0].value == "Versions"


def test_a_hostile_name_is_shown_as_text(open_page: Open, data: Path) -> None:
    app = keep(open_page("versions", draft_of(WHOLE)), HOSTILE)
    (version,) = versions_of(app, data)
    assert "<img" not in "".join(str(h.proto.body) for h in app.get("html"))
    assert len(version.name) <= 200
    assert "<img" not in open_version(app, 1).title[0].value.replace("\\<", "")


def test_a_version_by_other_rules_says_so_and_keeps_their_words() -> None:
    told = told_of(explain(BOOK, PROFILES["coo"]))
    stamp = Stamp("Old rules", "0.9", "other", "gone_outcome", "clear")
    draft = Draft("t", told=replace(told, form_name="Chief of Everything"))
    version = Version(1, "Old", "2026-03-01T12:00:00+00:00", "Ann", draft, stamp)
    words = in_short(BOOK, version)
    assert words.startswith("Chief of Everything. Clear. Rulebook version 0.9 (the rules have")
    assert "gone_outcome" in in_short(BOOK, replace(version, draft=Draft("t")))
    assert "by Ann" in text(listed_versions(BOOK, [version], {"draft": "x"}))


def test_answers_that_are_no_longer_asked_are_shown(open_page: Open) -> None:
    strange = replace(draft_of(WHOLE), answers={**draft_of(WHOLE).answers, "gone": "<b>x</b>"})
    app = open_version(keep(open_page("versions", strange), "Strange"), 1)
    assert "No longer asked" in shown(app)
    assert "&lt;b&gt;x&lt;/b&gt;" in "".join(str(h.proto.body) for h in app.get("html"))
