"""The rule workshop without a browser: who may edit, forms, checks, conflicts."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.screens.workshop import AUTHOR, Workshop, field, told

HOSTILE = "<img src=x onerror=alert(1)> [a](javascript:alert(1)) **b**"


def put(app: AppTest, kind: str, label: str, value: Any) -> None:
    found: Any = field(app, kind, label)
    found.set_value(value)


def keep(app: AppTest) -> AppTest:
    app.button(key="keep").click().run()
    assert not app.exception
    return app


def moved(shop: Workshop, start: str = "60") -> AppTest:
    """The form of a question after an edge was moved and kept."""
    app = shop.open("rules-edit", question="headcount")
    put(app, "text_input", "midsize begins at", start)
    return keep(app)


@pytest.mark.parametrize("page", ["rules", "rules-edit", "rules-text"])
def test_where_editing_is_off_a_page_says_so_and_leads_to_reading(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setenv("ADVISOR_EDITING", "off")
    app = shop.open(page)
    assert not app.exception
    assert "Editing is switched off on this server." in told(app)
    assert not app.get("text_input")
    assert not app.get("button")


def test_a_name_is_asked_for_before_anything_can_be_changed(shop: Workshop) -> None:
    app = shop.open("rules", author="")
    assert [f.label for f in app.text_input] == ["Your name"]
    app.text_input[0].set_value(" ")
    app.button[0].click().run()
    assert "Enter your name" in told(app)
    app.text_input[0].set_value(HOSTILE[:60])
    app.button[0].click().run()
    assert HOSTILE[:60] in told(app)
    assert not any("<img" in str(m.value).replace("\\<img", "") for m in app.markdown)


def test_an_edge_moved_by_form_is_one_line_of_the_file_and_a_sentence(shop: Workshop) -> None:
    app = moved(shop)
    assert "Edge midsize of headcount moved from 50 to 60" in told(app)
    old, new = (
        text.splitlines()
        for text in (shop.published("questions/company.yaml"), shop.mine("questions/company.yaml"))
    )
    assert [b for a, b in zip(old, new, strict=True) if a != b] == [
        "  bands: {small: 1, midsize: 60, large: 250}"
    ]
    home = shop.open("rules")
    assert "Edge midsize of headcount moved from 50 to 60" in told(home)
    assert "questions/company.yaml" in told(home)


@pytest.mark.parametrize(
    ("start", "says"),
    [
        ("300", "large should begin above midsize"),
        ("many", "Enter the number of people in the company"),
        ("2000", "from 1 to 1,000"),
    ],
)
def test_an_edge_out_of_order_or_bounds_is_told_at_its_field_and_not_kept(
    shop: Workshop, start: str, says: str
) -> None:
    app = moved(shop, start)
    assert says in told(app)
    assert shop.proposal() is None
    kept: Any = field(app, "text_input", "midsize begins at")
    assert kept.value == start


def test_a_change_can_be_put_back_and_then_nothing_is_proposed(shop: Workshop) -> None:
    moved(shop)
    app = shop.open("rules")
    app.button(key="back-0").click().run()
    assert not app.exception
    assert shop.proposal() is None
    assert "You have changed nothing yet" in told(app)


def test_discarding_asks_first(shop: Workshop) -> None:
    moved(shop)
    app = shop.open("rules")
    app.button(key="discard").click().run()
    assert shop.proposal() is not None
    app.button(key="sure-discard").click().run()
    assert shop.proposal() is None


def test_a_rule_is_edited_in_all_its_parts(shop: Workshop) -> None:
    app = shop.open("rules-edit", rule="ceo_overloaded")
    put(app, "text_area", "What it says", "Too many people\nreport to the CEO.")
    put(app, "selectbox", "Need points", "3")
    put(app, "selectbox", "Company-wide scope points", "")
    put(app, "multiselect", "Sources", ["study", "judgement"])
    put(app, "checkbox", "Switched off: checked for mistakes, but not used", True)
    keep(app)
    text = shop.mine("leadership.yaml")
    assert "  says: Too many people report to the CEO." in text
    assert "  adds: {need: 3}" in text
    assert "  sources: [study, judgement]" in text
    assert "  off: yes" in text
    assert "hands_over:" in text


def test_a_condition_is_picked_from_the_bands_and_written_as_authors_write_it(
    shop: Workshop,
) -> None:
    app = shop.open("rules-edit", rule="ceo_overloaded")
    put(app, "pills", "Holds when this is so: How many people report to the CEO?",
        ["stretched", "overloaded"])  # fmt: skip
    keep(app)
    assert "    direct_reports: stretched and above\n" in shop.mine("leadership.yaml")
    assert "    headcount: midsize and above\n" in shop.mine("leadership.yaml")


def test_a_sentence_that_quotes_no_condition_is_refused_at_its_field(shop: Workshop) -> None:
    app = shop.open("rules-edit", rule="ceo_overloaded")
    put(app, "text_area", "What it says", "Size: {budget}.")
    keep(app)
    assert "{budget} can be filled in only where budget is among the conditions." in told(app)
    assert shop.proposal() is None


def test_a_rule_is_added_by_form_with_its_file_conditions_points_and_sources(
    shop: Workshop,
) -> None:
    app = shop.open("rules-edit", new="rule")
    put(app, "text_input", "Id: small letters, digits and _, like ceo_is_new", "is_large")
    put(app, "selectbox", "Theme, which is its file", "size")
    put(app, "text_area", "What it says", "There are {headcount}.")
    put(app, "multiselect", "Asks about", ["headcount"])
    put(app, "selectbox", "Need points", "1")
    app.button(key="add").click().run()
    assert "Not kept yet." in told(app)  # no band is picked, and no source
    assert "In the sentence, {headcount} stands for the answer." in told(app)
    assert "Pick for which answers it holds, or take this question out" in told(app)
    assert "source" in told(app).partition("Pick for which answers")[2]
    assert "nothing is written there" not in told(app)
    assert shop.proposal() is None
    put(app, "pills", "Holds when this is so: How many people work in the company?", ["large"])
    put(app, "multiselect", "Sources", ["judgement"])
    app.button(key="add").click().run()
    assert not app.exception
    assert shop.mine("size.yaml").endswith(
        "is_large:\n  says: There are {headcount}.\n  when: {headcount: large}\n"
        "  adds: {need: 1}\n  sources: [judgement]\n"
    )
    assert app.title[0].value == "Edit the rule is\\_large"


def test_a_question_is_added_by_form(shop: Workshop) -> None:
    app = shop.open("rules-edit", new="question")
    for label, value in {
        "Id: small letters, digits and _, like ceo_is_new": "sites",
        "Question, as it is asked": "How many sites are there?",
        "Why we ask, in one line": "Sites need leads.",
        "In a sentence, like: people who report to the CEO": "sites",
        "Unit": "sites",
        "high begins at": "10",
    }.items():
        put(app, "text_input", label, value)
    app.button(key="add").click().run()
    assert not app.exception
    text = shop.mine("questions/company.yaml")
    assert "sites:\n  ask: How many sites are there?\n  why: Sites need leads.\n" in text
    assert "  bands: {low: 0, high: 10}\n" in text


def test_an_id_that_is_taken_adds_nothing(shop: Workshop) -> None:
    app = shop.open("rules-edit", new="rule")
    put(app, "text_input", "Id: small letters, digits and _, like ceo_is_new", "hands_over")
    put(app, "selectbox", "Theme, which is its file", "leadership")
    app.button(key="add").click().run()
    assert "There is a rule with the id hands_over already." in told(app)
    assert shop.proposal() is None


def test_a_missing_id_is_told_with_everything_else_that_is_missing(shop: Workshop) -> None:
    app = shop.open("rules-edit", new="rule")
    app.button(key="add").click().run()
    says = told(app)
    assert "Enter an id in small letters, digits and _" in says
    at_the_fields = says.partition("Not kept yet.")[0]
    for told_there in (
        "Enter an id in small letters, digits and _",
        "Write what it says.",
        "Pick at least one question that it asks about.",
        "Pick at least one source; judgement is honest where there is none.",
    ):
        assert told_there in at_the_fields
    assert "Pick points for at least one dimension." in says
    assert "The key" not in says
    assert shop.proposal() is None


def test_alike_changes_fold_and_are_put_back_together(shop: Workshop) -> None:
    text = shop.published("leadership.yaml")
    more = "".join(
        f"\nrule_{n}:\n  says: One.\n  when: {{headcount: large}}\n  adds: {{need: 1}}\n"
        "  sources: [judgement]\n"
        for n in range(4)
    )
    (shop.rules / "leadership.yaml").write_text(text + more, "utf-8")
    shop.rewrite("leadership.yaml", (text + more).replace("says: One.", "says: One more."))
    app = shop.open("rules")
    assert "4 rules: " in told(app)
    assert [one.label for one in app.expander] == ["One by one"]
    app.button(key="back-some-0").click().run()
    assert not app.exception
    assert shop.proposal() is None


def test_a_rule_is_removed_after_asking(shop: Workshop) -> None:
    app = shop.open("rules-edit", rule="hands_over")
    app.button(key="remove-rule-hands_over").click().run()
    assert shop.proposal() is None
    app.button(key="sure-remove-rule-hands_over").click().run()
    assert not app.exception
    assert "hands_over:" not in shop.mine("leadership.yaml")


def test_wording_of_an_outcome_is_edited(shop: Workshop) -> None:
    app = shop.open("rules-edit", form="full_time_coo")
    put(app, "text_area", "Brief: decides, one on each line", "Budgets\nHiring\nPrices")
    keep(app)
    assert "        decides: [Budgets, Hiring, Prices]\n" in shop.mine("outcomes.yaml")


def test_two_authors_have_proposals_of_their_own(shop: Workshop) -> None:
    moved(shop)
    other = shop.open("rules", author="Bo Cole")
    assert "You have changed nothing yet" in told(other)
    assert shop.proposal("Bo Cole") is None
    assert shop.proposal(AUTHOR) is not None


def test_a_value_published_meanwhile_shows_both_and_nothing_is_lost(shop: Workshop) -> None:
    moved(shop)
    shop.publish("questions/company.yaml", "midsize: 50", "midsize: 70")
    assert "Somebody published other values" in told(shop.open("rules-edit", rule="hands_over"))
    app = shop.open("rules")
    assert "Before Mine Published" in told(app)
    assert "Question headcount: bands midsize (questions/company.yaml)" in told(app)
    assert "50 60 70" in told(app)
    app.button(key="settle").click().run()
    assert "1 to go" in told(app)
    app.radio[0].set_value("Mine").run()
    app.button(key="settle").click().run()
    assert not app.exception
    assert "Edge midsize of headcount moved from 70 to 60" in told(app)
    assert "midsize: 60" in shop.mine("questions/company.yaml")


def test_other_changes_published_meanwhile_are_taken_in(shop: Workshop) -> None:
    moved(shop)
    shop.publish("questions/company.yaml", "large: 250", "large: 300")
    app = shop.open("rules")
    assert "New rules were published meanwhile." in told(app)
    assert "midsize: 60, large: 300" in shop.mine("questions/company.yaml")


def test_a_worked_example_that_fails_is_told_with_what_it_gets(shop: Workshop) -> None:
    app = shop.open("rules-edit", rule="ceo_overloaded")
    put(app, "checkbox", "Switched off: checked for mistakes, but not used", True)
    keep(app)
    assert "A founder with too many reports." in told(app)
    assert "Expected: Full-time COO. It gets:" in told(app)


def test_what_hostile_rule_files_say_is_shown_as_text(shop: Workshop) -> None:
    shop.publish("sources.yaml", "A study of many firms", f'"{HOSTILE}"')
    shop.publish("leadership.yaml", "Assistants inflate the count.", f'"{HOSTILE}"')
    shop.publish("questions/company.yaml", "listed: Listed", f'listed: "{HOSTILE}"')
    for asked in ({}, {"rule": "ceo_overloaded"}, {"question": "ownership"}, {"rule": HOSTILE}):
        app = shop.open("rules-edit", **asked)
        assert not app.exception
        assert not any("<img" in str(h.proto.body) for h in app.get("html"))
        said = [str(m.value) for m in app.markdown] + [str(f.label) for f in app.text_input]
        assert not any("<img" in text.replace("\\<img", "") for text in said)


def test_reading_leads_to_changing_only_where_that_is_allowed(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Change this rule" in told(shop.open("rulebook", rule="ceo_overloaded"))
    monkeypatch.setenv("ADVISOR_EDITING", "off")
    assert "Change this rule" not in told(shop.open("rulebook", rule="ceo_overloaded"))


@pytest.mark.parametrize(
    "address", [{"new": "planet"}, {"question": "nothing"}, {"rule": "a/../b"}]
)
def test_an_address_that_names_nothing_leads_to_everything(
    shop: Workshop, address: dict[str, str]
) -> None:
    app = shop.open("rules-edit", **address)
    assert not app.exception
    assert "Rules (" in told(app)
    assert "Sources (2)" in told(app)


def test_a_file_that_cannot_be_read_is_named_where_its_entries_are_missing(shop: Workshop) -> None:
    shop.rewrite("notes.yaml", "change_is_an_end: [")
    app = shop.open("rules-edit", note="change_is_an_end")
    assert not app.exception
    assert "mend notes.yaml" in told(app)


def test_a_file_keeps_its_line_ends_and_the_mark_at_its_start() -> None:
    from advisor.screens.workshop.text import as_in_file, lines

    text = "\ufeffa: 1\r\nb: 2\r\n"
    assert lines(text) == "a: 1\nb: 2\n"
    assert as_in_file(lines(text), text) == text
    assert as_in_file("a: 2\n", "a: 1\n") == "a: 2\n"
