"""The list of assessments: looked through, put in order, and what can be done with each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from advisor.engine import advise
from advisor.questionnaire import Profile
from advisor.screens import times, visits, who
from advisor.screens.clients.found import (
    ANSWERED,
    AWAY,
    COLUMNS,
    DECIDED,
    EXAMPLES,
    IN_PROGRESS,
    NONE_YET,
    OVERDUE,
    REVIEWS,
    STATUSES,
    Wanted,
    found,
    review_of,
    status_of,
)
from advisor.screens.clients.told import PAGE, key_of
from advisor.screens.sheet import draft_of
from advisor.storage import (
    Assessments,
    Decision,
    Draft,
    Listed,
    Person,
    Stamp,
    Unavailable,
    new_token,
)
from advisor.storage.transfer import packed, unpacked
from advisor.telling import STRENGTHS
from tests.random_companies import random_companies
from tests.screens.conftest import ROOT, Open
from tests.screens.test_log_in import CLAIMS, SECTION
from tests.screens.test_portfolio import enter, forms
from tests.screens.words import RULEBOOK

HOSTILE = '<img src=x onerror="top.evil=1"> **bold** [link](http://x.example) $x$'
TODAY = date.today()
FULL, SECOND = random_companies(RULEBOOK, 2, seed=5)
ADVICE = advise(RULEBOOK, FULL)
NOW = Stamp(
    RULEBOOK.name, RULEBOOK.version, RULEBOOK.fingerprint, ADVICE.recommendation, ADVICE.strength
)
OLD = replace(NOW, version="0.0.9", fingerprint="another")
Keep = Callable[..., str]


@pytest.fixture
def drafts(data: Path) -> Assessments:
    """What is kept where the page looks."""
    return Assessments.in_folder(data)


@pytest.fixture
def keep(drafts: Assessments) -> Keep:
    """Keep an assessment; its token."""

    def kept(
        company: str,
        profile: Profile | None = None,
        stamp: Stamp | None = None,
        review: str | None = None,
        **more: Any,
    ) -> str:
        draft = draft_of(profile, company=company) if profile else Draft("", company=company)
        decision = None if review is None else Decision("coo", review=review)
        token = new_token()
        drafts.save(token, replace(draft, token=token, decision=decision, **more))
        if stamp:
            drafts.advised(token, stamp)
        return token

    return kept


def table(app: AppTest) -> str:
    """The markup of the list."""
    assert not app.exception
    return str(forms(app)["assessments"]["markup"])


def rows(app: AppTest) -> list[str]:
    """Each row of the list in words."""
    body = table(app).partition("<tbody")[2]
    return [words(row) for row in body.split("<tr ")[1:]]


def words(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", f"<{markup}")).split())


def names(app: AppTest) -> list[str]:
    return [unescape(name) for name in re.findall(r"<bdi>(.*?)</bdi>", table(app))]


def said(app: AppTest) -> str:
    """What the page says outside the list."""
    texts = [str(m.value) for m in [*app.markdown, *app.error, *app.warning, *app.info]]
    html = [words(part.proto.body) for part in app.get("html")]
    return re.sub(r"\\(.)", r"\1", " ".join([*texts, *html]))


def choose(app: AppTest, *tokens: str) -> AppTest:
    return enter(app, "assessments", **{f"choose__{key_of(token)}": True for token in tokens})


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [button for button in app.button if button.label == label]
    button.click()
    return app.run()


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


# What the list tells


def test_without_assessments_the_page_says_so_and_starts_one(
    open_page: Open, drafts: Assessments
) -> None:
    app = open_page("clients")
    assert "None yet." in said(app)
    assert labels(app) == ["New assessment", "Import a file"]
    app = press(app, "New assessment")
    assert app.title[0].value == "Your assessment"
    assert len(drafts.listed()) == 1


def test_a_row_tells_company_status_last_change_advice_and_review(
    open_page: Open, keep: Keep
) -> None:
    keep("Acme", FULL, NOW, review="2031-05-03")
    keep("Begun", Profile({"headcount": 12}))
    first, second = sorted(rows(open_page("clients")))
    name, strength = RULEBOOK.outcomes[NOW.outcome].name, STRENGTHS[NOW.strength]
    told = f"{name} {strength} {RULEBOOK.version} 3 May 2031"
    assert re.fullmatch(rf"Acme Decided Today, \d\d:\d\d {re.escape(told)}", first)
    assert re.fullmatch(
        r"Begun In progress 1 answer Today, \d\d:\d\d None yet: 4 more answers needed", second
    )


def test_a_company_leads_to_its_recommendation_or_to_its_questions(
    open_page: Open, keep: Keep
) -> None:
    advised, begun = keep("Acme", FULL, NOW), keep("Begun")
    links = re.findall(r'class="within" href="(.*?)"', table(open_page("clients")))
    assert set(links) == {f"recommendation?draft={advised}", f"tasks?draft={begun}"}


def test_an_overdue_review_is_told_in_words(open_page: Open, keep: Keep) -> None:
    yesterday = TODAY - timedelta(days=1)
    keep("Late", review=yesterday.isoformat())
    keep("Now", review=TODAY.isoformat())
    late, now = sorted(rows(open_page("clients")))
    assert late.endswith(f"Overdue since {yesterday.day} {yesterday:%b %Y}")
    assert now.endswith(" Today")


def test_where_the_rules_changed_the_row_says_what_todays_say_of_the_same_answers(
    open_page: Open, keep: Keep
) -> None:
    advice = advise(RULEBOOK, FULL)
    others = [o for o in RULEBOOK.outcomes if o != advice.recommendation]
    same = replace(OLD, outcome=advice.recommendation, strength=advice.strength)
    weaker = next(s for s in STRENGTHS if s != advice.strength)
    keep("A", FULL, same)
    keep("B", FULL, replace(same, strength=weaker))
    keep("C", FULL, replace(same, outcome=others[0]))
    keep("D", Profile({"headcount": 12}), same)
    a, b, c, d = sorted(rows(open_page("clients")))
    strength = STRENGTHS[advice.strength].lower()
    name = RULEBOOK.outcomes[advice.recommendation].name
    assert "0.0.9 Changed since. Today's rules say the same." in a
    assert f"0.0.9 Changed since. Today's rules say the same, but {strength}." in b
    assert f"0.0.9 Changed since. Today's rules say: {name} , {strength}." in c
    assert "0.0.9 Changed since. By today's rules too little is answered." in d


def test_an_answered_company_has_its_recommendation_though_nobody_opened_it(
    open_page: Open, keep: Keep, drafts: Assessments
) -> None:
    token = keep("Acme", FULL)
    app = open_page("clients")
    (row,) = rows(app)
    assert RULEBOOK.outcomes[ADVICE.recommendation].name in row
    assert f'href="recommendation?draft={token}"' in table(app)
    assert [one.stamp for one in drafts.listed()] == [NOW]
    enter(app, "sought", recommendation=ADVICE.recommendation)
    assert names(app) == ["Acme"]
    enter(app, "sought", recommendation=NONE_YET)
    assert "No assessment is like that." in table(app)


def test_answers_that_changed_since_it_was_shown_change_the_recommendation_in_the_list(
    open_page: Open, keep: Keep, drafts: Assessments
) -> None:
    other = next(o for o in RULEBOOK.outcomes if o != ADVICE.recommendation)
    keep("Acme", FULL, replace(NOW, outcome=other))
    keep("Bolt", Profile({"headcount": 12}), NOW)
    acme, bolt = sorted(rows(open_page("clients")))
    assert RULEBOOK.outcomes[ADVICE.recommendation].name in acme
    assert bolt.endswith("None yet: 4 more answers needed")
    assert [one.stamp for one in sorted(drafts.listed(), key=lambda one: one.company)] == [
        NOW, None,
    ]  # fmt: skip


def test_what_cannot_be_read_just_now_stands_without_a_recommendation(
    open_page: Open, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep("Acme", FULL)

    def fails(*_: object) -> None:
        raise Unavailable("the disk is gone")

    monkeypatch.setattr(Assessments, "load", fails)
    (row,) = rows(open_page("clients"))
    assert row.endswith("None yet")


def test_an_outcome_that_the_rules_no_longer_have_does_no_harm(open_page: Open, keep: Keep) -> None:
    keep("Acme", FULL, replace(OLD, rulebook="Another", outcome="chief_of_all", strength="odd"))
    (row,) = rows(open_page("clients"))
    assert "chief of all" in row
    assert "Other rules." in row


def test_examples_are_told_apart(open_page: Open, keep: Keep) -> None:
    keep("Acme")
    keep("Example: a bakery", example=True)
    app = open_page("clients")
    assert names(app) == ["Acme"]
    assert "Examples (1)" in forms(app)["sought"]["markup"]
    enter(app, "sought", show=EXAMPLES)
    (row,) = rows(app)
    assert row.startswith("Example: a bakery Example ")


def test_the_example_of_the_start_page_is_kept_as_an_example(
    open_page: Open, drafts: Assessments
) -> None:
    press(open_page(), "Look at an example")
    (one,) = drafts.listed()
    assert one.example


def test_hostile_names_stand_there_as_typed(open_page: Open, keep: Keep) -> None:
    tokens = [keep(name) for name in (HOSTILE, "\u202eevil", "\u05d0\u05d1", "W" * 300, "")]
    app = open_page("clients")
    assert set(names(app)) == {
        HOSTILE, "evil", "\u05d0\u05d1", "W" * 200, "Company without a name"
    }  # fmt: skip
    assert "<img" not in table(app)
    press(choose(app, tokens[0]), "Erase")
    raw = next(m.value for m in app.markdown if "goes for good" in m.value)
    assert "\\<img" in raw
    assert "\\*\\*bold" in raw


def test_no_private_link_stands_in_the_address_or_in_the_names_of_fields(
    open_page: Open, keep: Keep
) -> None:
    token = keep("Acme", FULL, NOW)
    app = open_page("clients", address=token)
    assert app.session_state["desk"].draft.company == "Acme"
    assert not app.query_params
    form = forms(app)["assessments"]
    assert token not in str(form["held"])
    assert token not in re.sub(r'href="[^"]*"', "", form["markup"])


# What is looked for


def test_companies_are_found_filtered_and_turned_page_by_page(open_page: Open, keep: Keep) -> None:
    for number in range(PAGE + 3):
        keep(f"Number {number:03}")
    keep("Other  Ltd", FULL, NOW)
    app = open_page("clients")
    assert f"1 to {PAGE} of {PAGE + 4} assessments" in table(app)
    enter(app, "sought", by="company")
    assert names(app)[:2] == ["Number 000", "Number 001"]
    enter(app, "assessments", page__1="")
    assert len(names(app)) == 4
    enter(app, "sought", find="OTHER ltd")
    assert names(app) == ["Other  Ltd"]
    enter(app, "sought", find="nobody")
    assert "No assessment is like that." in table(app)
    enter(app, "sought", find="", recommendation=NOW.outcome)
    assert names(app) == ["Other  Ltd"]
    enter(app, "sought", recommendation=NONE_YET)
    assert f"of {PAGE + 3} assessments" in table(app)


def test_a_column_is_turned_round_by_pressing_its_head_again(open_page: Open, keep: Keep) -> None:
    for name in ("B", "C", "A", ""):
        keep(name)
    app = open_page("clients")
    enter(app, "assessments", by__company="")
    assert 'class="company" aria-sort="ascending"' in table(app)
    assert names(app) == ["A", "B", "C", "Company without a name"]
    enter(app, "assessments", by__company="")
    assert 'class="company" aria-sort="descending"' in table(app)
    assert names(app) == ["C", "B", "A", "Company without a name"]


def test_what_no_field_offers_changes_nothing(open_page: Open, keep: Keep) -> None:
    keep("Acme")
    app = open_page("clients")
    enter(app, "sought", show="all", by="token", review="never")
    enter(app, "assessments", by__token="", page__99="", choose__x=True, find="x")
    assert names(app) == ["Acme"]
    assert app.session_state["clients"].wanted == Wanted()
    assert not app.session_state["clients"].chosen


STAMPS = some.none() | some.builds(
    Stamp,
    some.just("Rules"),
    some.sampled_from(["1.9.0", "1.10.0", "x", ""]),
    some.sampled_from([RULEBOOK.fingerprint, "other"]),
    some.sampled_from([*RULEBOOK.outcomes, "gone"]),
    some.sampled_from([*STRENGTHS, "odd"]),
)
DAYS = some.just("") | some.dates(date(2025, 1, 1), date(2028, 1, 1)).map(str)
LISTED = some.builds(
    Listed,
    some.uuids().map(str),
    some.text(max_size=4),
    some.booleans(),
    some.integers(0, 40),
    some.booleans(),
    DAYS,
    some.just("2026-01-01T00:00:00+00:00"),
    some.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1)).map(str),
    some.just(""),
    some.just(""),
    STAMPS,
)
WANTED = some.builds(
    Wanted,
    some.text(max_size=1),
    some.sampled_from(["", *STATUSES, EXAMPLES, AWAY]),
    some.sampled_from(["", *RULEBOOK.outcomes, NONE_YET]),
    some.sampled_from(["", *REVIEWS]),
    some.sampled_from([*COLUMNS]),
    some.booleans(),
)


@given(some.lists(LISTED, max_size=12), WANTED)
def test_the_order_and_the_way_round_change_nothing_about_what_is_found(
    kept: list[Listed], wanted: Wanted
) -> None:
    shown = found(RULEBOOK, kept, wanted, TODAY)
    for by in COLUMNS:
        other = found(RULEBOOK, kept, replace(wanted, by=by, falling=not wanted.falling), TODAY)
        assert sorted(other, key=lambda one: one.token) == sorted(shown, key=lambda one: one.token)
    again = found(RULEBOOK, shown, wanted, TODAY)
    assert again == shown


@given(some.lists(LISTED, max_size=12), WANTED)
def test_every_assessment_in_use_is_shown_under_one_status_or_as_an_example(
    kept: list[Listed], wanted: Wanted
) -> None:
    shown = [found(RULEBOOK, kept, Wanted(show=show), TODAY) for show in (*STATUSES, EXAMPLES)]
    assert sorted(one.token for part in shown for one in part) == sorted(o.token for o in kept)
    for status, part in zip((*STATUSES, EXAMPLES), shown, strict=True):
        assert all(one.example == (status == EXAMPLES) for one in part)
        assert status == EXAMPLES or all(status_of(RULEBOOK, one) == status for one in part)
    assert len(found(RULEBOOK, kept, Wanted(), TODAY)) == sum(not one.example for one in kept)


@given(some.lists(LISTED, max_size=12), some.booleans())
def test_reviews_come_in_the_order_of_their_days_and_none_comes_last(
    kept: list[Listed], falling: bool
) -> None:
    days = [o.review for o in found(RULEBOOK, kept, Wanted(by="review", falling=falling), TODAY)]
    dated = [day for day in days if day]
    assert days == sorted(dated, reverse=falling) + [""] * (len(days) - len(dated))


def test_a_review_is_overdue_the_day_after() -> None:
    one = replace(LISTED_ONE, review="2026-11-22")
    assert review_of(one, date(2026, 11, 23)) == OVERDUE
    assert review_of(one, date(2026, 11, 22)) == review_of(one, date(2026, 10, 23)) == "soon"
    assert review_of(one, date(2026, 10, 22)) == ""


def test_an_assessment_is_answered_once_it_holds_as_much_as_the_short_form_asks() -> None:
    short = sum(q.short_form for q in RULEBOOK.questionnaire.questions.values())
    assert status_of(RULEBOOK, replace(LISTED_ONE, answered=short - 1)) == IN_PROGRESS
    assert status_of(RULEBOOK, replace(LISTED_ONE, answered=short)) == ANSWERED
    assert status_of(RULEBOOK, replace(LISTED_ONE, decided=True)) == DECIDED


def test_a_later_version_of_the_rules_comes_after_an_earlier_one() -> None:
    kept = [
        replace(LISTED_ONE, stamp=replace(NOW, version=version)) for version in ("1.10.0", "1.9.0")
    ]
    shown = found(RULEBOOK, kept, Wanted(by="rules", falling=False), TODAY)
    assert [one.stamp.version for one in shown if one.stamp] == ["1.9.0", "1.10.0"]


def test_moments_are_told_by_the_readers_clock() -> None:
    now = datetime(2026, 11, 22, 0, 30, tzinfo=UTC)
    assert times.lately_told("2026-11-22T00:05:00+00:00", now) == "Today, 00:05"
    assert times.lately_told("2026-11-21T23:05:00+00:00", now) == "21 Nov 2026"
    assert times.lately_told("", now) == times.lately_told("soon", now) == ""


LISTED_ONE = Listed("t", "Acme", False, 0, False, "", "", "2026-01-01", "", "", None)


# What is done


def test_a_duplicate_has_the_same_entries_under_another_name(
    open_page: Open, keep: Keep, drafts: Assessments
) -> None:
    token = keep("Acme", FULL, NOW, review="2031-05-03")
    app = press(choose(open_page("clients"), token), "Duplicate")
    assert app.text_input[0].value == "Copy of Acme"
    app.text_input[0].set_value("Bolt")
    app = press(app, "Duplicate it")
    assert app.title[0].value == "Your assessment"
    (copy,) = [d for one in drafts.listed() if (d := drafts.load(one.token)) and one.token != token]
    first = drafts.load(token)
    assert first
    assert (copy.company, copy.answers, copy.decision) == ("Bolt", first.answers, None)


def test_a_duplicate_of_an_example_is_none(
    open_page: Open, keep: Keep, drafts: Assessments
) -> None:
    token = keep("Example: a bakery", FULL, example=True)
    app = enter(open_page("clients"), "sought", show=EXAMPLES)
    press(press(choose(app, token), "Duplicate"), "Duplicate it")
    assert {one.company: one.example for one in drafts.listed()} == {
        "Example: a bakery": True,
        "Copy of Example: a bakery": False,
    }


def test_a_long_name_is_cut_in_a_sentence(open_page: Open, keep: Keep) -> None:
    token = keep("W" * 200)
    app = press(press(choose(open_page("clients"), token), "Erase"), "Erase for good")
    assert f"Erased for good: \u201c{'W' * 60}\u2026\u201d." in said(app)


def test_a_fresh_start_has_none_of_the_entries(
    open_page: Open, keep: Keep, drafts: Assessments
) -> None:
    token = keep("Acme", FULL, NOW)
    app = press(choose(open_page("clients"), token), "Duplicate")
    app.radio[0].set_value(app.radio[0].options[1])
    press(app, "Duplicate it")
    (fresh,) = [
        d for one in drafts.listed() if (d := drafts.load(one.token)) and one.token != token
    ]
    assert (fresh.company, fresh.form, dict(fresh.answers)) == ("Copy of Acme", "long", {})


def test_what_is_put_away_can_be_brought_back_at_once(
    open_page: Open, keep: Keep, drafts: Assessments
) -> None:
    one, other = keep("Acme"), keep("Bolt")
    app = press(choose(open_page("clients"), one), "Put away")
    assert names(app) == ["Bolt"]
    assert "Put away: \u201cAcme\u201d." in said(app)
    assert [away.token for away in drafts.listed(archived=True)] == [one]
    app = press(app, "Undo")
    assert sorted(names(app)) == ["Acme", "Bolt"]
    assert "Undo" not in labels(app)
    assert {kept.token for kept in drafts.listed()} == {one, other}


def test_what_was_put_away_has_its_own_list(open_page: Open, keep: Keep) -> None:
    one, other = keep("Acme"), keep("Bolt")
    app = press(choose(open_page("clients"), one, other), "Put away")
    assert "No assessment is like that." in table(app)
    enter(app, "sought", show=AWAY)
    assert sorted(names(app)) == ["Acme", "Bolt"]
    app = press(choose(app, one), "Bring back")
    assert names(app) == ["Bolt"]


def test_erasing_asks_first_says_what_goes_and_can_be_left(
    open_page: Open, keep: Keep, drafts: Assessments
) -> None:
    one, other = keep("Acme"), keep("Bolt")
    app = press(choose(open_page("clients"), one, other), "Erase")
    assert "go for good" in said(app)
    assert "saved versions and their decisions" in said(app)
    app = press(app, "Keep them")
    assert len(drafts.listed()) == 2
    enter(app, "assessments", **{f"choose__{key_of(other)}": False})
    app = press(press(app, "Erase"), "Erase for good")
    assert names(app) == ["Bolt"]
    assert "Erased for good: \u201cAcme\u201d." in said(app)
    assert drafts.load(one) is None


def test_the_assessment_that_is_open_is_closed_when_it_is_erased(
    open_page: Open, keep: Keep, drafts: Assessments
) -> None:
    token = keep("Acme", FULL, NOW)
    app = open_page("clients", address=token)
    app = press(press(choose(app, token), "Erase"), "Erase for good")
    assert app.session_state["desk"].draft is None
    assert not drafts.listed()
    assert "None yet." in said(app)


def test_all_that_are_shown_are_chosen_at_once_and_nothing_stays_chosen_out_of_sight(
    open_page: Open, keep: Keep
) -> None:
    for name in ("Acme", "Bolt", "Bond"):
        keep(name)
    app = open_page("clients")
    enter(app, "sought", find="bo")
    enter(app, "assessments", **{"choose-all": True})
    assert "**2 chosen**" in said(app)
    assert forms(app)["assessments"]["held"]["choose-all"] is True
    enter(app, "sought", find="")
    assert "chosen**" not in said(app)
    assert "New assessment" in labels(app)


def test_where_nothing_can_be_read_the_page_says_so(
    open_page: Open, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_DATABASE", "not an address")
    app = open_page("clients")
    assert "The list cannot be read just now" in said(app)
    assert not app.exception


# Files


def given_file(app: AppTest, content: bytes) -> AppTest:
    app = press(app, "Import a file")
    app.file_uploader[0].set_value(("assessments.json", content, "application/json"))
    return app.run()


def test_all_are_exported_as_one_file_that_restores_everything(
    open_page: Open, keep: Keep, drafts: Assessments, tmp_path: Path
) -> None:
    tokens = {keep("Acme", FULL, NOW), keep("Example: x", SECOND, example=True), keep("Away")}
    drafts.archive(next(one.token for one in drafts.listed() if one.company == "Away"))
    app = press(open_page("clients"), "Export all")
    assert "A file with 3 assessments" in said(app)
    assert len(app.get("download_button")) == 1
    made = app.session_state["clients"].file.content
    assert {pack.draft.token for pack in unpacked(made)} == tokens
    app = press(app, "Close")
    assert not app.get("download_button")


def test_what_is_damaged_is_named_beside_the_file_that_lacks_it(
    open_page: Open, keep: Keep, drafts: Assessments
) -> None:
    damaged, sound = keep("Acme"), keep("Bolt")
    with drafts._database.connected() as connection:
        connection.exec_driver_sql("UPDATE assessment SET body = '[' WHERE token = ?", (damaged,))
    app = press(open_page("clients"), "Export all")
    assert "A file with 1 assessment" in said(app)
    assert "Not in it: Acme." in app.warning[0].value
    made = app.session_state["clients"].file.content
    assert [pack.draft.token for pack in unpacked(made)] == [sound]


def test_only_the_chosen_ones_are_exported(open_page: Open, keep: Keep) -> None:
    token, _ = keep("Acme"), keep("Bolt")
    app = press(choose(open_page("clients"), token), "Export")
    (pack,) = unpacked(app.session_state["clients"].file.content)
    assert pack.draft.company == "Acme"


def test_a_file_is_looked_at_before_anything_is_imported(
    open_page: Open, keep: Keep, drafts: Assessments, tmp_path: Path
) -> None:
    here, there = keep("Acme"), keep(HOSTILE, FULL, NOW)
    content = packed(drafts.packs([here, there]))
    drafts.erase(there)
    app = given_file(open_page("clients"), content)
    assert "New here (1)" in said(app)
    assert "Here already (1)" in said(app)
    assert not any("<img" in part.proto.body for part in app.get("html"))
    assert len(drafts.listed()) == 1
    app = press(app, "Import 1 assessment")
    assert "1 assessment imported." in said(app)
    assert sorted(one.company for one in drafts.listed()) == [HOSTILE, "Acme"]
    assert there in {one.token for one in drafts.listed()}


def test_what_is_here_already_is_never_replaced(
    open_page: Open, keep: Keep, drafts: Assessments
) -> None:
    token = keep("Acme", FULL, NOW)
    content = packed(drafts.packs([token]))
    draft = drafts.load(token)
    assert draft
    drafts.save(token, draft.named("Acme today"))
    app = given_file(open_page("clients"), content)
    assert "New here" not in said(app)
    assert "Here already (1)" in said(app)
    press(app, "Import copies")
    assert {one.company: one.token for one in drafts.listed()}["Acme today"] == token
    assert sorted(one.company for one in drafts.listed()) == ["Acme", "Acme today"]


def test_what_was_changed_here_since_the_file_was_made_is_told(
    open_page: Open, keep: Keep, drafts: Assessments
) -> None:
    token = keep("Acme")
    (pack,) = drafts.packs([token])
    elsewhere = Assessments.in_memory()
    elsewhere.take_in([replace(pack, draft=replace(pack.draft, saved="2020-05-03T12:00:00+00:00"))])
    app = given_file(open_page("clients"), packed(elsewhere.packs([token])))
    told = re.search(r"Acme , last change: 3 May 2020, changed here: Today, \d\d:\d\d", said(app))
    assert told


def test_importing_nothing_leaves_all_as_it_is(
    open_page: Open, keep: Keep, drafts: Assessments
) -> None:
    content = packed(drafts.packs([keep("Acme")]))
    app = press(given_file(open_page("clients"), content), "Do not import")
    assert "Here already" not in said(app)
    assert len(drafts.listed()) == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Line 1, column 1: this is no JSON."),
        (b'{"format": "else"}', "This is no file that was exported from here."),
        (b"\xff\xfe", "there are signs that are no UTF-8"),
    ],
)
def test_a_damaged_file_is_refused_with_place_and_remedy(
    open_page: Open, drafts: Assessments, content: bytes, told: str
) -> None:
    app = given_file(open_page("clients"), content)
    assert app.error[0].value == "Nothing was imported."
    assert told in said(app)
    assert not drafts.listed()


def test_one_changed_letter_in_a_file_is_found(
    open_page: Open, keep: Keep, drafts: Assessments
) -> None:
    token = keep("Acme")
    content = packed(drafts.packs([token])).replace(b"Acme", b"Acne")
    drafts.erase(token)
    app = given_file(open_page("clients"), content)
    assert "something in it was changed" in said(app)
    assert not drafts.listed()


# Who sees it


def test_where_others_can_reach_the_server_and_nobody_logs_in_there_is_no_list(
    open_page: Open, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = keep("Acme", FULL, NOW)
    monkeypatch.setattr(visits, "is_own_computer", lambda: False)
    app = open_page("clients")
    assert "There is no list on this server" in said(app)
    assert not forms(app)
    assert not app.button
    start = open_page()
    assert token not in str(start.main)
    assert "Your assessments" not in str(start.main)


def test_a_web_server_in_between_tells_of_somebody_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    class Passed:
        def to_dict(self) -> dict[str, str]:
            return {"Host": "localhost:8501", "X-Forwarded-For": "203.0.113.9"}

    assert visits.is_own_computer()
    monkeypatch.setattr(type(st.context), "headers", property(lambda _: Passed()))
    assert not visits.is_own_computer()


def logged_in() -> AppTest:
    """The list of the person of the log-in tests."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.secrets = {"auth": SECTION}
    app.user = dict(CLAIMS)
    app.run()
    app._page_hash = app.session_state["desk"].pages["clients"]._script_hash
    return app.run()


def test_who_logs_in_sees_their_own_and_what_is_shared_with_them(drafts: Assessments) -> None:
    found_person = who.log_in_of(CLAIMS)
    assert found_person
    ann, ben = found_person.person, Person("https://login.example.org ben", "Ben", "ben@b.org")
    tokens = []
    for person, company in ((ann, "Mine"), (ben, "Shared"), (ben, "Hidden")):
        tokens.append(new_token())
        drafts.seen_by(person).save(tokens[-1], Draft(tokens[-1], company=company))
    drafts.share(tokens[1], ann.email)
    app = logged_in()
    assert sorted(names(app)) == ["Mine", "Shared"]
    (shared,) = [row for row in rows(app) if row.startswith("Shared")]
    assert shared.startswith("Shared Shared with you")
    app = press(choose(app, tokens[0], tokens[1]), "Put away")
    assert "Only the owner may do this with \u201cShared\u201d." in said(app)
    assert [one.company for one in drafts.listed(archived=True)] == ["Mine"]


# What was shown


def test_the_list_remembers_the_recommendation_as_last_shown(
    open_page: Open, keep: Keep, drafts: Assessments
) -> None:
    token = keep("Acme", FULL)
    advice = advise(RULEBOOK, FULL)
    app = open_page("recommendation", address=token)
    assert not app.exception
    (one,) = drafts.listed()
    assert one.stamp
    assert (one.stamp.outcome, one.stamp.strength, one.stamp.fingerprint) == (
        advice.recommendation, advice.strength, RULEBOOK.fingerprint,
    )  # fmt: skip


def test_a_recommendation_is_remembered_once_while_it_stays_the_same(
    open_page: Open, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Stamp] = []
    monkeypatch.setattr(Assessments, "advised", lambda _, __, stamp: told.append(stamp))
    app = open_page("recommendation", address=keep("Acme", FULL))
    app.run()
    app.run()
    assert len(told) == 1


def test_too_few_answers_leave_no_recommendation_in_the_list(
    open_page: Open, keep: Keep, drafts: Assessments
) -> None:
    open_page("recommendation", address=keep("Acme", Profile({"headcount": 12}), NOW))
    (one,) = drafts.listed()
    assert one.stamp is None
