"""The rulebook in the app: read without a draft, searched, and opened from a reason and back."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.engine import advise
from advisor.explanation import explain
from advisor.rulebook_pages.told import says_told
from advisor.screens.frame import plain
from advisor.screens.recommendation.reasons import FIRST_REASONS
from advisor.screens.sheet import draft_of
from advisor.screens.start import finished_example
from advisor.storage import Draft
from tests.screens.conftest import Open
from tests.screens.words import QUESTIONNAIRE, RULEBOOK


@pytest.fixture
def open_rulebook(open_page: Open) -> Any:
    """Open the rulebook at an address, as a visitor or with a draft open."""

    def opened(draft: Draft | None = None, **named: str) -> AppTest:
        app = open_page("rulebook", draft)
        for name, value in named.items():
            app.query_params[name] = value
        return app.run()

    return opened


def shown(app: AppTest) -> str:
    return "".join(str(h.proto.body) for h in app.get("html"))


def example() -> Draft:
    found = finished_example(RULEBOOK)
    assert found is not None
    return draft_of(found.profile, company="Example")


def test_the_rulebook_is_read_without_answers_and_with_few_elements(open_rulebook: Any) -> None:
    app = open_rulebook()
    assert not app.exception
    assert app.title[0].value == f"Rulebook: {RULEBOOK.name}"
    assert f"{len(RULEBOOK.rules)} rules" in shown(app)
    assert f"Version {RULEBOOK.version}" in shown(app)
    assert all(change in shown(app) for change in RULEBOOK.changes)
    assert len(list(app.main)) < 25


@pytest.mark.parametrize(
    ("kind", "name", "title"),
    [
        ("rule", RULEBOOK.rules[0].id, says_told(RULEBOOK, RULEBOOK.rules[0]).rstrip(".")),
        ("gate", RULEBOOK.gates[0].id, says_told(RULEBOOK, RULEBOOK.gates[0]).rstrip(".")),
        ("question", "headcount", QUESTIONNAIRE.questions["headcount"].ask),
        ("outcome", "coo", RULEBOOK.outcomes["coo"].name),
        ("form", "two_coos", RULEBOOK.outcomes["coo"].name),
    ],
)
def test_an_address_opens_what_it_names(
    open_rulebook: Any, kind: str, name: str, title: str
) -> None:
    app = open_rulebook(**{kind: name})
    assert not app.exception
    assert app.title[0].value == plain(title)
    assert f"<code>{name}</code>" in shown(app)


def test_what_is_not_there_is_told_and_can_be_looked_for(open_rulebook: Any) -> None:
    app = open_rulebook(rule="<script>alert(1)</script>" + "x" * 5000)
    assert not app.exception
    assert app.title[0].value == "This is not in the rulebook"
    assert len(app.markdown[-1].value) < 600
    assert "alert(1)" not in shown(app)
    assert app.text_input(key="find")


def test_a_search_stands_in_the_address_and_goes_with_it(open_rulebook: Any) -> None:
    app = open_rulebook()
    app.text_input(key="find").set_value("founder sites").run()
    assert app.query_params["find"] == "founder sites"
    assert "Rules (" in shown(app)
    assert "Rules by theme" not in shown(app)
    app.text_input(key="find").set_value("").run()
    assert "find" not in app.query_params
    assert "Rules by theme" in shown(app)


def test_a_search_that_finds_nothing_says_so_and_stays_text(open_rulebook: Any) -> None:
    app = open_rulebook(find="<img src=x onerror=alert(1)>")
    assert "Nothing holds all of" in shown(app)
    assert "<img" not in shown(app)


def test_the_private_link_stays_out_of_the_address(open_rulebook: Any) -> None:
    app = open_rulebook(example(), rule=RULEBOOK.rules[0].id)
    token = app.session_state["desk"].draft.token
    assert token not in shown(app)
    del app.query_params["draft"]
    app.run()
    assert "draft" not in app.query_params
    assert app.session_state["desk"].draft.token == token


def test_proving_tells_what_was_found_and_is_done_once(
    open_rulebook: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from advisor.conditions import Place
    from advisor.proofs.finding import Finding
    from advisor.screens.rulebook import state as rulebook_state

    rulebook_state._findings.clear()
    asked = []

    def found(rulebook: object, **_: object) -> tuple[Finding, ...]:
        asked.append(rulebook)
        place = Place("/somewhere/rules/size.yaml", 7)
        return (Finding("warning", "r", place, "Rule r <b>never</b> decides.", "Take it out."),)

    monkeypatch.setattr(sys.modules["advisor.proofs.findings"], "findings", found)
    app = open_rulebook()
    assert "was not proved" in shown(app)
    app.button(key="prove").click().run()
    assert not app.exception
    assert "Rule r &lt;b&gt;never&lt;/b&gt; decides. Take it out. (size.yaml, line 7)" in shown(app)
    assert not [button for button in app.button if button.key == "prove"]
    open_rulebook()
    assert len(asked) == 1
    rulebook_state._findings.clear()


def test_every_reason_gate_and_note_links_to_its_place_in_the_rulebook(open_page: Open) -> None:
    draft = example()
    app = open_page("recommendation", draft)
    advice = advise(RULEBOOK, _profile(draft))
    told = shown(app)
    for gate in advice.gates:
        assert f'href="rulebook?gate={gate.id}"' in told
    for note in advice.notes:
        assert f'href="rulebook?note={note.id}"' in told
    found = explain(RULEBOOK, _profile(draft))
    read_out = (*found.reasons_for[:FIRST_REASONS], *found.reasons_against[:FIRST_REASONS])
    assert len(read_out) > FIRST_REASONS
    for reason in read_out:
        assert f'href="rulebook?rule={reason.rule.id}"' in told


def _profile(draft: Draft) -> Any:
    from advisor.screens.sheet import profile_of

    return profile_of(QUESTIONNAIRE, draft)[0]


def test_coming_back_opens_the_reasons_that_hold_the_rule(open_page: Open) -> None:
    draft = example()
    app = open_page("recommendation", draft)
    told = shown(app)
    hidden = explain(RULEBOOK, _profile(draft)).reasons_for[-1].rule
    assert f'id="reason-{hidden.id}"' not in told
    for page in ("rulebook", "recommendation"):
        app._page_hash = app.session_state["desk"].pages[page]._script_hash
        app.query_params["reason"] = hidden.id
        app.run()
    assert not app.exception
    assert f'id="reason-{hidden.id}"' in shown(app)
    assert f"#reason-{hidden.id}" in shown(app)


def test_coming_back_to_a_rule_that_is_not_told_opens_the_page_as_ever(open_page: Open) -> None:
    app = open_page("recommendation", example())
    app.query_params["reason"] = '"); alert(1); ("'
    app.run()
    assert not app.exception
    assert "alert(1)" not in shown(app)


def test_the_start_page_leads_rule_authors_to_the_rulebook(open_page: Open) -> None:
    app = open_page()
    assert "For rule authors" in [header.value for header in app.header]
