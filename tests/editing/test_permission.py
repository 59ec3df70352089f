"""Who sits at the computer may edit; who comes from outside may not, unless named."""

from __future__ import annotations

import pytest

from advisor.editing.permission import EVERYBODY, MYSELF, OFF, may_edit
from advisor.visit import Visit

HERE = Visit("127.0.0.1", headers={"Host": "localhost:8501"})


@pytest.mark.parametrize(
    "visit",
    [
        HERE,
        Visit("localhost"),
        Visit("::1", headers={"host": "[::1]:8501"}),
        Visit("127.0.0.1", "localhost", {"Host": "127.0.0.1:8501"}),
        Visit("::1", headers={"host": "[::1]:8501", "origin": "http://[::1]:8501"}),
    ],
)
def test_on_the_own_computer_editing_is_allowed_without_a_log_in(visit: Visit) -> None:
    assert may_edit("", visit).author == MYSELF


@pytest.mark.parametrize(
    "visit",
    [
        Visit(""),
        Visit("0.0.0.0"),
        Visit("::"),
        Visit("192.168.1.7"),
        Visit("advisor.example.org"),
        Visit("127.0.0.1", "advisor.example.org"),
        Visit("127.0.0.1", headers={"Host": "advisor.example.org"}),
        Visit("127.0.0.1", headers={"Host": "evil.example:8501"}),
        Visit("127.0.0.1", headers={"Host": "[bad"}),
        Visit("127.0.0.1", headers={"Host": ""}),
        Visit("127.0.0.1", headers={"Host": "localhost", "X-Forwarded-For": "203.0.113.9"}),
        Visit("127.0.0.1", headers={"Host": "localhost", "Origin": "https://advisor.example.org"}),
        Visit("127.0.0.1", headers={"Host": "localhost", "Origin": "null"}),
        Visit("127.0.0.1", headers={"Host": "localhost", "Forwarded": "for=203.0.113.9"}),
        Visit("", person="ann@example.org"),
    ],
)
def test_where_others_may_reach_the_server_the_rules_are_read_only(visit: Visit) -> None:
    refused = may_edit("", visit)
    assert not refused.granted
    assert "read-only" in refused.why


@pytest.mark.parametrize("visit", [HERE, Visit("", person="ann@example.org")])
def test_switched_off_is_off_for_everybody(visit: Visit) -> None:
    assert not may_edit(f" {OFF.upper()} ", visit).granted


def test_people_who_are_named_may_edit_and_nobody_else() -> None:
    names = "ann@example.org, Bob@Example.org"
    assert may_edit(names, Visit("", person="bob@example.org")).author == "bob@example.org"
    assert not may_edit(names, Visit("", person="eve@example.org")).granted
    assert not may_edit(names, Visit("", person="")).granted
    assert "Sign in" in may_edit(names, HERE).why
    assert not may_edit(" , ", Visit("", person="")).granted


def test_everybody_may_edit_where_that_is_said() -> None:
    assert may_edit(EVERYBODY, Visit("")).author == MYSELF
    assert may_edit(EVERYBODY, Visit("", person="eve@example.org")).author == "eve@example.org"
