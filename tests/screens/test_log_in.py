"""Who is let in, without a browser: what a provider's claims must say, and what settings must."""

from __future__ import annotations

import io
import json
import time
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from advisor.editing.permission import may_edit
from advisor.screens import log_in_setting, who
from advisor.screens.people import belongings, my_data
from advisor.screens.people.belongings import Kept
from advisor.screens.workshop import naming
from advisor.storage import Assessments, Draft, Unavailable, new_token
from advisor.storage.person import Person, address_in
from advisor.storage.transfer import unpacked
from advisor.visit import Visit
from tests.screens.conftest import ROOT

NOW = int(time.time())
LASTS = 12 * 3600
"""Seconds that the log-in holds: longer than any run of the tests."""
CLAIMS: dict[str, Any] = {
    "is_logged_in": True,
    "iss": "https://login.example.org",
    "sub": "ann-1",
    "iat": NOW - 60,
    "exp": NOW + LASTS,
    "nonce": "n-1",
    "name": "Ann Bell",
    "email": "Ann@Example.org",
    "email_verified": True,
}
PROVIDER = {
    "client_id": "advisor",
    "client_secret": "s",
    "server_metadata_url": "https://login.example.org/.well-known/openid-configuration",
}
SECTION: dict[str, Any] = {
    "redirect_uri": "https://advisor.example.org/oauth2callback",
    "cookie_secret": "not to be guessed, with 32 characters or more",
    **PROVIDER,
}
Set = Callable[[dict[str, Any]], None]


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> Set:
    """Put something in the place of Streamlit's secrets."""
    return lambda held: monkeypatch.setattr(st, "secrets", held)


def opened(claims: dict[str, Any], section: dict[str, Any] | None = None) -> AppTest:
    """The start page for whoever these claims are about."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.secrets = {"auth": SECTION if section is None else section}
    app.user = dict(claims)
    return app.run()


def titles(app: AppTest) -> list[str]:
    assert not app.exception
    return [title.value for title in app.title]


# Claims


def test_a_person_is_named_by_who_logged_them_in_and_who_they_are_there() -> None:
    found = who.log_in_of(CLAIMS)
    assert found
    assert found.person == Person("https://login.example.org ann-1", "Ann Bell", "ann@example.org")
    assert found.until == NOW + LASTS


def test_a_log_in_may_hold_for_hours_rather_than_as_long_as_its_token() -> None:
    found = who.log_in_of(CLAIMS, hours=8)
    assert found
    assert found.until == NOW - 60 + 8 * 3600


@pytest.mark.parametrize("verified", [False, None, "false", "yes", 1.5, "", [True]])
def test_an_address_that_was_not_verified_is_nobodys(verified: object) -> None:
    found = who.log_in_of({**CLAIMS, "email_verified": verified})
    assert found
    assert found.person.email == ""


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ({"xms_edov": True}, "ann@example.org"),
        ({"xms_edov": "1"}, "ann@example.org"),
        ({"xms_edov": "0"}, ""),
        ({"xms_edov": True, "email_verified": False}, ""),
        ({}, ""),
    ],
)
def test_microsoft_says_in_its_own_way_that_an_address_was_verified(
    said: dict[str, Any], address: str
) -> None:
    rest = {name: value for name, value in CLAIMS.items() if name != "email_verified"}
    found = who.log_in_of({**rest, **said})
    assert found
    assert found.person.email == address


@pytest.mark.parametrize(
    "wrong",
    [
        {"is_logged_in": False}, {"is_logged_in": "true"}, {"is_logged_in": 1},
        {"iss": ""}, {"iss": None}, {"iss": "a b"}, {"iss": "x" * 256},
        {"sub": ""}, {"sub": 7}, {"sub": "x" * 256},
        {"exp": None}, {"exp": "tomorrow"}, {"exp": True}, {"exp": 10**400}, {"exp": float("inf")},
        {"exp": float("nan")}, {"iat": None}, {"iat": -1},
    ],
)  # fmt: skip
def test_claims_that_say_too_little_let_nobody_in(wrong: dict[str, Any]) -> None:
    assert who.log_in_of({**CLAIMS, **wrong}, hours=1) is None


ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda held: some.lists(held) | some.dictionaries(some.text(), held),
    max_leaves=5,
)


@given(some.fixed_dictionaries({}, optional=dict.fromkeys(CLAIMS, ANYTHING)))
def test_no_claims_break_it(claims: dict[str, Any]) -> None:
    who.log_in_of({**claims, "is_logged_in": True}, hours=1)


@given(some.text(max_size=300))
def test_an_address_is_written_in_one_way_only(text: str) -> None:
    found = address_in(text)
    assert found == address_in(found)
    assert found.isascii()
    assert found == "" or found == text.strip().lower()


@pytest.mark.parametrize(
    "text",
    [
        "\u212aim@example.org",
        "ann@example.org\u200b",
        "ann@ex\u0430mple.org",
        "ann@@b.org",
        "ann",
        "@b.org",
        "ann@",
        "a b@c.org",
        "ann@b.org,ben@b.org",
        "x" * 255 + "@b.org",
    ],
)
def test_what_could_pass_for_another_address_is_none(text: str) -> None:
    assert address_in(text) == ""


# Settings


def test_nobody_is_asked_where_nothing_is_set(secrets: Set) -> None:
    secrets({})
    assert not who.asked()
    assert who.person() is None


@pytest.mark.parametrize("broken", ["[auth", "auth = 3", "[auth]", "auth = 'on'"])
def test_a_broken_file_of_secrets_closes_rather_than_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    from streamlit.runtime.secrets import Secrets

    file = tmp_path / "secrets.toml"
    file.write_text(broken)
    monkeypatch.setattr(st, "secrets", Secrets())
    monkeypatch.setattr(
        "streamlit.config.get_option", lambda name: [str(file)] if name == "secrets.files" else None
    )
    monkeypatch.setattr(st, "get_option", lambda name: [str(file)])
    assert who.asked()
    assert log_in_setting.faults()


def test_a_right_setting_has_no_faults(secrets: Set) -> None:
    secrets({"auth": SECTION})
    assert log_in_setting.faults() == ()
    assert list(log_in_setting.providers()) == ["default"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"redirect_uri": None}, "redirect_uri"),
        ({"redirect_uri": "https://advisor.example.org/"}, "/oauth2callback"),
        ({"redirect_uri": "http://advisor.example.org/oauth2callback"}, "https://"),
        ({"redirect_uri": "http://localhost.evil.org/oauth2callback"}, "https://"),
        ({"cookie_secret": "short"}, "32"),
        ({"client_id": ""}, "[auth] lacks client_id"),
        ({"server_metadata_url": "http://login.example.org"}, "server_metadata_url"),
        ({"my_own": PROVIDER}, "underscore"),
        ({"google": {"client_id": "x"}}, "[auth.google] lacks client_secret, server_metadata_url"),
    ],
)
def test_a_wrong_setting_is_told_to_whoever_runs_the_server(
    secrets: Set, wrong: dict[str, Any], told: str
) -> None:
    secrets({"auth": {**SECTION, **wrong}})
    (fault,) = log_in_setting.faults()
    assert told in fault


@pytest.mark.parametrize("hours", ["eight", "0", "-1", "nan", "inf", "721"])
def test_hours_that_are_none_close(
    secrets: Set, monkeypatch: pytest.MonkeyPatch, hours: str
) -> None:
    secrets({"auth": SECTION})
    monkeypatch.setenv(log_in_setting.HOURS, hours)
    (fault,) = log_in_setting.faults()
    assert log_in_setting.HOURS in fault


def test_several_providers_are_each_named(secrets: Set) -> None:
    shared = {name: SECTION[name] for name in ("redirect_uri", "cookie_secret")}
    secrets({"auth": {**shared, "google": PROVIDER, "microsoft": PROVIDER}})
    assert log_in_setting.faults() == ()
    assert list(log_in_setting.providers()) == ["google", "microsoft"]


def test_the_sample_for_hosting_lacks_nothing_but_a_secret_of_ones_own(secrets: Set) -> None:
    guide = (ROOT / "docs" / "hosting.md").read_text("utf-8")
    sample = guide.partition("```toml\n")[2].partition("```")[0]
    secrets(tomllib.loads(sample))
    (fault,) = log_in_setting.faults()
    assert "cookie_secret" in fault


# Pages


def test_on_ones_own_computer_nobody_is_asked(data: Path) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    assert titles(app) == ["Find the leadership structure that fits your company now"]
    assert "my-data" not in app.session_state["desk"].pages


def test_whoever_is_logged_in_is_let_in(data: Path) -> None:
    app = opened(CLAIMS)
    assert titles(app) == ["Find the leadership structure that fits your company now"]


@pytest.mark.parametrize(
    "claims",
    [{"is_logged_in": False}, {}, {**CLAIMS, "exp": NOW - 1}, {**CLAIMS, "is_logged_in": False}],
)
def test_whoever_is_not_sees_the_log_in_page(data: Path, claims: dict[str, Any]) -> None:
    app = opened(claims)
    assert titles(app) == ["Log in"]
    assert [button.label for button in app.button] == ["Log in"]
    assert "desk" not in app.session_state


def test_a_wrong_setting_lets_nobody_in_and_says_so(data: Path) -> None:
    app = opened(CLAIMS, {**SECTION, "cookie_secret": "guess"})
    assert titles(app) == ["Log in"]
    assert not app.button
    assert "cookie_secret must be 32" in app.markdown[-1].value


def test_a_log_in_that_runs_out_while_somebody_works_ends_it(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(CLAIMS)
    app.session_state["rows"] = "what a client earns"
    monkeypatch.setattr(who.time, "time", lambda: NOW + LASTS + 1.0)
    app.run()
    assert titles(app) == ["Log in"]
    assert "rows" not in app.session_state
    assert "desk" not in app.session_state


def test_logging_out_forgets_everything_and_ends_it_in_other_tabs(data: Path) -> None:
    once = {**CLAIMS, "nonce": "logged out"}
    app, other = opened(once), opened(once)
    app.session_state["rows"] = "what a client earns"
    app._page_hash = app.session_state["desk"].pages["my-data"]._script_hash
    app.run().button(key="log-out").click().run()
    assert "rows" not in app.session_state
    assert "desk" not in app.session_state
    assert titles(app.run()) == ["Log in"]
    assert titles(other.run()) == ["Log in"]
    assert titles(opened(once)) == ["Log in"]
    assert titles(opened(CLAIMS)) != ["Log in"]


def test_a_tab_forgets_everything_when_somebody_else_is_behind_it(data: Path) -> None:
    app = opened(CLAIMS)
    app.button(key="example").click().run()
    assert app.session_state["desk"].draft is not None
    app.session_state["rows"] = "what a client earns"
    app.user = {**CLAIMS, "sub": "ben-2", "nonce": "n-2"}
    app.query_params.clear()
    app.run()
    assert app.session_state["desk"].draft is None
    assert "rows" not in app.session_state


def test_a_file_that_is_made_on_demand_is_not_made_once_the_log_in_has_ended() -> None:
    log_in, ended = who.log_in_of(CLAIMS), who.Ended()
    assert log_in
    kept = Kept(Assessments.in_memory().seen_by(log_in.person), (), (), None)
    assert my_data._packed(log_in, ended, kept)
    ended.add(log_in)
    for wrong in (log_in, None, replace(log_in, until=0.0)):
        with pytest.raises(Unavailable):
            my_data._packed(wrong, ended, kept)


def test_the_file_of_ones_own_names_what_is_damaged_and_holds_the_rest() -> None:
    person = Person("ann-1", "Ann", "ann@example.org")
    drafts = Assessments.in_memory().seen_by(person)
    damaged, sound = (drafts.save(new_token(), Draft("", company=c)).token for c in ("Acme", "Bo"))
    with drafts._database.connected() as connection:
        connection.exec_driver_sql("UPDATE assessment SET body = '[' WHERE token = ?", (damaged,))
    content = belongings.packed(person, Kept(drafts, drafts.listed(), (), None))
    with ZipFile(io.BytesIO(content)) as whole:
        about = json.loads(whole.read("my-data/about-you.json"))
        (pack,) = unpacked(whole.read("my-data/assessments-1.json"))
    assert about["damaged, so not in these files"] == ["Acme"]
    assert pack.draft.token == sound


# Rule authors


def author(monkeypatch: pytest.MonkeyPatch, person: Person | None) -> str:
    monkeypatch.setattr(who, "person", lambda: person)
    return naming._signed_in()


def test_an_author_is_the_address_that_was_verified(monkeypatch: pytest.MonkeyPatch) -> None:
    assert author(monkeypatch, Person("i a", "Ann", "ann@example.org")) == "ann@example.org"


def test_nobody_becomes_an_editor_by_calling_themselves_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    called = author(monkeypatch, Person("i b", "ann@example.org", ""))
    assert not may_edit("ann@example.org", Visit("0.0.0.0", person=called)).granted
    assert called != author(monkeypatch, Person("i c", "ann@example.org", ""))
    assert naming.problem_with(called)


def test_an_author_without_address_and_name_is_still_one_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    called = author(monkeypatch, Person("i b"))
    assert called.startswith("Somebody (")
    assert may_edit("everybody", Visit("0.0.0.0", person=called)).author == called
