"""Trying, impact, repair, publishing and history without a browser, on the small rulebook."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from io import BytesIO
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.editing.exporting import exported
from advisor.editing.files import texts_in
from advisor.editing.versions import versions
from advisor.loading import load_texts
from advisor.proofs.tuning import SECONDS, Tuned, tune
from advisor.rulebook import Example, Rulebook
from advisor.screens.workshop import looking, repair, verdict
from advisor.screens.workshop.jobs import jobs
from advisor.storage import Assessments, Draft, new_token
from tests.screens.workshop import Workshop, told

COMPANY, LEADERSHIP = "questions/company.yaml", "questions/leadership.yaml"
FOUNDER = "A founder with too many reports."
ANSWERS: dict[str, Any] = {
    "headcount": 120, "direct_reports": 14, "to_hand_over": ["hiring", "spending"],
    "part_time": "no", "budget": 200000, "processes": 4,
}  # fmt: skip


def move(shop: Workshop, file: str, old: str, new: str) -> None:
    """Change a text in the author's proposal."""
    text = shop.mine(file)
    assert text.count(old) == 1
    shop.rewrite(file, text.replace(old, new))


def move_the_founder(shop: Workshop) -> None:
    """An edge beyond which the founder with 14 reports is overloaded no more."""
    move(shop, LEADERSHIP, "overloaded: 13", "overloaded: 15")


def settled(app: AppTest) -> AppTest:
    """The page once nothing works in the background any more."""
    for _ in range(5):
        waiting = [j for j in jobs()._jobs.values() if not j.done]
        proofs = [p for p in verdict.prover()._proofs.values() if not p.done]
        if not waiting and not proofs:
            break
        assert all(job.ended.wait(60) for job in waiting)
        assert all(proof.finished.wait(60) for proof in proofs)
        app.run()
    app.run()
    assert not app.exception
    return app


PAGES = ["rules-try", "rules-impact", "rules-repair", "rules-publish", "rules-history"]


@pytest.mark.parametrize("page", PAGES)
def test_where_editing_is_off_a_page_says_so(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setenv("ADVISOR_EDITING", "off")
    app = shop.open(page)
    assert not app.exception
    assert "Editing is switched off on this server." in told(app)
    assert not app.get("button")


@pytest.mark.parametrize("page", ["rules-impact", "rules-publish"])
def test_where_nothing_is_changed_a_page_leads_to_changing(shop: Workshop, page: str) -> None:
    app = shop.open(page)
    assert "You have changed nothing yet" in told(app)
    assert [link.label for link in app.get("page_link")][-1] == "Change the rules"


@pytest.mark.parametrize("page", PAGES[:-1])
def test_mistakes_are_told_where_nothing_can_be_tried(shop: Workshop, page: str) -> None:
    move(shop, "leadership.yaml", "direct_reports: overloaded", "direct_reports: overlooked")
    app = shop.open(page)
    assert not app.exception
    assert "1 mistake to mend before the changes can be tried." in told(app)
    assert not app.get("button")


def test_a_worked_example_is_told_before_and_after_rule_by_rule(shop: Workshop) -> None:
    move_the_founder(shop)
    app = shop.open("rules-try")
    says = told(app)
    assert "The recommendation changes: from Chief Operating Officer to No new role yet." in says
    assert (
        "people who report to the CEO, 14 people: now in stretched, before in overloaded." in says
    )
    assert "Does not hold changed" in says
    assert "2 more that hold on neither side" in says


def test_the_address_picks_the_example_and_one_that_is_gone_is_told(shop: Workshop) -> None:
    app = shop.open("rules-try", case="example-quiet_family_firm")
    assert "quiet_family_firm" in app.selectbox(key="case").value
    assert "The recommendation stays No new role yet." in told(app)
    assert "is not there any more" in told(shop.open("rules-try", case="example-gone"))


def test_the_open_assessment_can_be_tried_and_stays_as_it_is(shop: Workshop) -> None:
    token = new_token()
    Assessments.in_folder(shop.data).save(token, Draft(token, ANSWERS, company="Acme <b>"))
    move_the_founder(shop)
    app = shop.open("rules-try", draft=token)
    assert app.selectbox(key="case").value == "open"
    assert "from Chief Operating Officer to No new role yet" in told(app)
    assert Assessments.in_folder(shop.data).load(token).answers == ANSWERS  # type: ignore[union-attr]


def test_impact_tells_which_examples_and_assessments_flip_and_why(shop: Workshop) -> None:
    drafts = Assessments.in_folder(shop.data)
    for company, reports in (("Acme <b>", 14), ("Bell", 30), ("Cole", 3)):
        answers = {**ANSWERS, "direct_reports": reports}
        drafts.save(new_token(), Draft("", answers, company=company))
    drafts.save(new_token(), Draft("", {"headcount": 3}, company="Hardly begun"))
    move_the_founder(shop)
    app = shop.open("rules-impact")
    says = told(app)
    assert "2 worked examples looked at: 1 gets another recommendation." in says
    assert "no longer holds (it added need +2 and company-wide scope +2)" in says
    says = told(settled(app))
    assert "Some companies get another recommendation." in says
    assert "As a version this is a major change." in says
    assert "3 saved assessments looked at: 1 gets another recommendation." in says
    assert "Acme <b>, saved on" in says
    assert "1 more hold too few answers" in says
    assert "Chief Operating Officer turns into No new role yet." in says
    assert "Sampled, not proved." in says
    assert "<svg" in "".join(str(m.value) for m in app.markdown)


def test_on_a_server_for_several_nobody_sees_the_names_of_companies(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    Assessments.in_folder(shop.data).save(new_token(), Draft("", ANSWERS, company="Acme"))
    move_the_founder(shop)
    monkeypatch.setattr("advisor.screens.workshop.impact.MYSELF", "somebody else")
    says = told(settled(shop.open("rules-impact")))
    assert "Assessment 1, saved on" in says
    assert "Acme" not in says


def test_a_change_of_words_changes_nothing_and_that_is_proved(shop: Workshop) -> None:
    move(shop, "leadership.yaml", "Assistants inflate the count.", "Assistants count, too.")
    says = told(settled(shop.open("rules-impact")))
    assert "Nothing changes, proved: every possible company gets the same advice" in says
    assert "2 worked examples looked at: none gets other advice." in says


def upload(app: AppTest, name: str, content: bytes) -> AppTest:
    """Hand in a table as the page does."""
    from advisor.screens.workshop.cases import Upload

    app.session_state["rules-table"] = Upload(name, content)
    return settled(app.run())


def test_rows_of_a_table_that_flip_are_told_by_name(shop: Workshop) -> None:
    move_the_founder(shop)
    rows = "company,headcount,direct_reports\n=Acme,120,14\nBell,120,30\n"
    app = upload(shop.open("rules-impact"), "our list.csv", rows.encode())
    says = told(app)
    assert "2 rows looked at: 1 gets another recommendation." in says
    assert "=Acme: " in says
    assert "Your table: **our list.csv**" in says


def test_mistakes_in_a_table_name_the_file_as_its_owner_does(shop: Workshop) -> None:
    move_the_founder(shop)
    rows = "company,headcount\nAcme,many\n"
    says = told(upload(shop.open("rules-impact"), "../our list.csv", rows.encode()))
    assert "Nothing was read." in says
    assert "../our list.csv, row 2" in says
    assert "/tmp" not in says


def wished(shop: Workshop, case: str, wish: str, because: str) -> AppTest:
    """The page of the repair after a wish."""
    app = shop.open("rules-repair")
    app.selectbox(key="repair-case").set_value(case).run()
    picker: Any = app.selectbox(key="repair-wish")
    picker.set_value(wish)
    app.text_area(key="repair-because").set_value(because)
    app.button[-1].click().run()
    return app


def test_a_wish_needs_a_recommendation_and_a_reason(shop: Workshop) -> None:
    app = shop.open("rules-repair")
    app.selectbox(key="repair-case").set_value("example-overloaded_founder").run()
    app.button[-1].click().run()
    assert "Choose what it should get." in told(app)
    says = told(wished(shop, "example-overloaded_founder", "operations_director", " "))
    assert "Say in a sentence why" in says


def test_the_smallest_edits_are_shown_taken_and_keep_the_example_right(shop: Workshop) -> None:
    app = settled(wished(shop, "example-overloaded_founder", "no_new_role", "It is so."))
    says = told(app)
    assert "Proved: the smallest change is 1 point in 1 rule." in says
    assert 'Need +2 to +1 in ceo_overloaded: "13 people or more report to the CEO' in says
    assert "differs" not in says
    app.button(key="take").click().run()
    assert not app.exception
    assert "The edits are among your changes now." in told(app)
    new = load_texts({**texts_in(shop.rules), **shop.proposal().mine})  # type: ignore[union-attr,dict-item]
    (founder,) = (e for e in new.examples if e.id == "overloaded_founder")
    assert founder.allowed == {"no_new_role"}
    before = shop.published("leadership.yaml")
    assert shop.mine("leadership.yaml") == before.replace("need: 2, breadth", "need: 1, breadth")


def test_a_real_decision_that_the_repair_agrees_with_loses_its_reason_for_differing(
    shop: Workshop,
) -> None:
    file = shop.rules / "examples" / "companies.yaml"
    file.write_text(file.read_text("utf-8").replace("fractional_coo", "no_new_role"), "utf-8")
    app = settled(wished(shop, "example-overloaded_founder", "no_new_role", "It is so."))
    assert "agrees with what was really decided in `overloaded_founder`" in told(app)
    app.button(key="take").click().run()
    assert "differs" not in shop.mine("examples/companies.yaml")
    new = load_texts({**texts_in(shop.rules), **shop.proposal().mine})  # type: ignore[union-attr,dict-item]
    assert next((e.decided, e.differs) for e in new.examples) == ("no_new_role", "")


def test_a_wish_against_a_promise_is_proved_to_be_out_of_reach(shop: Workshop) -> None:
    app = settled(
        wished(
            shop,
            "example-quiet_family_firm",
            "coo/full_time_coo",
            "It wants one.",
        )
    )
    says = told(app)
    assert "Proved: no change of points and band edges" in says
    assert "A gate or a condition stands against it" in says


def test_a_search_that_ran_out_of_time_can_be_given_more(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[float] = []

    def slow(rules: Rulebook, cases: list[Example], *, seconds: float, told: object) -> Tuned:
        """Finds nothing in a minute, and the change in more."""
        given.append(seconds)
        if seconds > SECONDS:
            return tune(rules, cases)
        return Tuned(None, False, (), (), 0, (), (), (), seconds)

    monkeypatch.setattr(repair, "tune", slow)
    app = settled(wished(shop, "example-overloaded_founder", "no_new_role", "It needs longer."))
    assert "Not proved" in told(app)
    assert "take" not in [button.key for button in app.button]
    longer = app.button(key="longer")
    assert longer.label == "Look again, for up to 5 minutes"
    app = settled(longer.click().run())
    assert given == [SECONDS, 300]
    assert "Proved: the smallest change is 1 point in 1 rule." in told(app)
    assert "longer" not in [button.key for button in app.button]
    app.button(key="take").click().run()
    assert "need: 1, breadth" in shop.mine("leadership.yaml")


def test_a_company_becomes_a_worked_example_without_its_name(shop: Workshop) -> None:
    token = new_token()
    Assessments.in_folder(shop.data).save(token, Draft(token, ANSWERS, company="Acme"))
    app = shop.open("rules-repair", draft=token)
    app.selectbox(key="repair-case").set_value("open").run()
    app.selectbox(key="repair-wish").set_value("coo")
    app.text_area(key="repair-because").set_value("It grows.")
    app.button[-1].click().run()
    app = settled(app)
    assert "Nothing to change: every wanted case has its recommendation already." in told(app)
    app.text_input(key="example-id").set_value("Acme Ltd")
    app.button[-1].click().run()
    assert "Enter an id in small letters" in told(app)
    app.text_input(key="example-id").set_value("busy_firm")
    app.button[-1].click().run()
    assert not app.exception
    added = shop.mine("examples/companies.yaml")
    assert added.startswith(shop.published("examples/companies.yaml"))
    assert "busy_firm:" in added
    assert "Acme" not in added


def ready_to_publish(shop: Workshop) -> AppTest:
    """The page of publishing once everything is proved."""
    return settled(shop.open("rules-publish"))


def press(app: AppTest) -> AppTest:
    app.button[-1].click().run(timeout=60)
    assert not app.exception
    return app


def test_what_stands_against_publishing_is_told_first_and_a_reason_lifts_it(shop: Workshop) -> None:
    before = shop.published(LEADERSHIP)
    move_the_founder(shop)
    app = ready_to_publish(shop)
    says = told(app)
    assert "This stands against publishing: There is 1 worked example that fails" in says
    assert "Edge overloaded of direct_reports moved from 13 to 15" in says
    app.text_input(key="publish-sentence").set_value("Call a CEO overloaded later.")
    says = told(press(app))
    assert "Nothing was published." in says
    assert "1 worked example that fails: say why that is right." in says
    assert shop.published(LEADERSHIP) == before
    assert app.text_input(key="publish-sentence").value == "Call a CEO overloaded later."
    app.text_area(key="publish-reason").set_value("Fourteen is usual now.")
    assert "Version 1.0.0 is published." in told(press(app))
    assert shop.published(LEADERSHIP) == before.replace("overloaded: 13", "overloaded: 15")
    assert shop.proposal() is None
    (newest, _) = versions(shop.rules)
    assert (newest.author, newest.reason) == ("Ann Bell", "Fourteen is usual now.")


def test_the_step_that_is_proved_cannot_be_lowered(shop: Workshop) -> None:
    move_the_founder(shop)
    (step,) = ready_to_publish(shop).radio
    assert step.options == ["Major: some companies get another recommendation (1.0.0)"]
    move(shop, LEADERSHIP, "overloaded: 15", "overloaded: 13")
    move(shop, "leadership.yaml", "Assistants inflate the count.", "Assistants count, too.")
    (step,) = ready_to_publish(shop).radio
    assert [option[-7:] for option in step.options] == ["(0.1.1)", "(0.2.0)", "(1.0.0)"]


def test_an_error_that_is_proved_leaves_nothing_to_press(shop: Workshop) -> None:
    move(shop, "leadership.yaml", "hand over {to_hand_over}.", "hand over a lot.")
    move(shop, "leadership.yaml", "when: {to_hand_over: at least 2}", "when: {headcount: small}")
    move(shop, "leadership.yaml", "adds: {readiness: 1}", "adds: {need: 3, breadth: 3}")
    app = ready_to_publish(shop)
    assert "first to be mended" in told(app)
    assert not app.text_input
    assert not app.button


def test_files_changed_on_disk_meanwhile_are_never_written_over(shop: Workshop) -> None:
    move(shop, "leadership.yaml", "Assistants inflate the count.", "Assistants count, too.")
    app = ready_to_publish(shop)
    app.text_input(key="publish-sentence").set_value("Say it better.")
    shop.publish(COMPANY, "midsize: 50", "midsize: 70")
    says = told(press(app))
    assert "New rules were published meanwhile." in says
    assert "midsize: 70" in shop.published(COMPANY)
    app = ready_to_publish(shop)
    app.text_input(key="publish-sentence").set_value("Say it better.")
    assert "is published." in told(press(app))
    assert "midsize: 70" in shop.published(COMPANY)
    assert "Assistants count, too." in shop.published("leadership.yaml")


def test_rules_in_a_checkout_name_the_files_to_commit(shop: Workshop) -> None:
    git = shutil.which("git")
    assert git
    subprocess.run([git, "init", "-q", str(shop.rules.parent)], check=True)
    move(shop, "leadership.yaml", "Assistants inflate the count.", "Assistants count, too.")
    app = ready_to_publish(shop)
    app.text_input(key="publish-sentence").set_value("Say it; `better`.")
    says = told(press(app))
    assert "2 files changed and wait for a commit" in says
    assert [code.value for code in app.code] == [
        "git add -- rules/leadership.yaml rules/rulebook.yaml\n"
        "git commit -m 'Say it; `better`.' -- rules/leadership.yaml rules/rulebook.yaml"
    ]


def test_rules_that_cannot_be_compared_can_still_be_published(shop: Workshop) -> None:
    matrix = "questions/responsibilities.yaml"
    move(shop, matrix, "  nobody: Nobody\n", "  nobody: Nobody\n  ghost: Somebody who left\n")
    move(shop, matrix, "- {owner: [nobody]}", "- {owner: [nobody, ceo, operations_lead]}")
    assert "list different owners" in told(shop.open("rules-impact"))
    app = ready_to_publish(shop)
    app.text_input(key="publish-sentence").set_value("Tell apart who left.")
    assert "Version 1.0.0 is published." in told(press(app))


def test_history_tells_each_version_and_goes_back_to_one(shop: Workshop) -> None:
    assert "Nothing was published from here yet." in told(shop.open("rules-history"))
    before = shop.published("leadership.yaml")
    move(shop, "leadership.yaml", "Assistants inflate the count.", "Assistants count, too.")
    app = ready_to_publish(shop)
    app.text_input(key="publish-sentence").set_value("Say <b>it</b> better.")
    press(app)
    says = told(shop.open("rules-history"))
    assert "Version 0.1.1, the last on record : Say <b>it</b> better." in says
    assert "Wording, published by Ann Bell" in says
    assert "Rule ceo_overloaded: caution changed" in says or "caution" in says
    newest = shop.open("rules-history", version="2")
    assert "These are the rules in use now." in told(newest)
    assert "-  caution: Assistants inflate the count." in newest.code[0].value
    first = shop.open("rules-history", version="1")
    first.button(key="go-back").click().run()
    assert not first.exception
    assert shop.mine("leadership.yaml") == before
    assert "version: 0.1.1" in shop.mine("rulebook.yaml")
    blocked = shop.open("rules-history", version="1")
    assert "You have changes of your own. Publish or discard them first." in told(blocked)
    assert "There is no such version." in told(shop.open("rules-history", version="../1"))


def test_reading_asks_nobody_for_a_name_and_going_back_does(shop: Workshop) -> None:
    assert "Keep a copy" in told(shop.open("rules-history", author=""))
    says = told(shop.open("rules-impact", author=""))
    assert "You have changed nothing yet, so there is nothing to look at here." in says
    tried = shop.open("rules-try", author="")
    assert "before and after are the same here" in told(tried)
    assert not [f for f in tried.text_input if f.label == "Your name"]
    move(shop, "leadership.yaml", "Assistants inflate the count.", "Assistants count, too.")
    app = ready_to_publish(shop)
    app.text_input(key="publish-sentence").set_value("Say it better.")
    press(app)
    first = shop.open("rules-history", version="1", author="")
    assert not [button for button in first.button if button.key == "go-back"]
    first.text_input(key="your-name").set_value("Cem Ay")
    first.button[0].click().run()
    first.button(key="go-back").click().run()
    assert not first.exception
    assert shop.proposal("Cem Ay") is not None


def test_the_export_holds_every_rule_file_and_loads(shop: Workshop) -> None:
    texts = texts_in(shop.rules)
    with zipfile.ZipFile(BytesIO(exported(texts))) as whole:
        found = {name: whole.read(name).decode() for name in whole.namelist()}
    assert found == {f"rules/{name}": text for name, text in texts.items()}
    assert exported(texts) == exported(dict(reversed(texts.items())))


def test_a_stated_population_is_read_as_stated(shop: Workshop) -> None:
    from advisor.screens.workshop.cases import Upload

    book = load_texts(texts_in(shop.rules))
    text = b"says: Small firms.\nsheets: 50\nanswers: {headcount: {small: 1}}"
    found = looking.population_of(Upload("ours.yaml", text), book)
    assert (found.sheets, found.weights) == (50, {"headcount": {"small": 1.0}})
    assert found.says.startswith("Small firms.; answers that it does not name:")


def test_a_new_question_is_answered_for_the_full_examples_in_one_go(shop: Workshop) -> None:
    shifts = (
        "\nshifts:\n  ask: How many shifts are worked?\n  why: Hand-overs.\n  says: shifts\n"
        "  kind: number\n  unit: shifts\n  from: 0\n  to: 6\n  bands: {none: 0, some: 1}\n"
    )
    shop.rewrite(COMPANY, shop.mine(COMPANY) + shifts)
    app = shop.open("rules")
    assert "has no answer to shifts" in told(app)
    links = [link.label for link in app.get("page_link")]
    assert "Answer shifts for the worked example that says full: yes" in links
    app = shop.open("rules-answers", question="shifts")
    app.button(key="answers-keep").click().run()
    assert "Answer it for at least one of them first." in told(app)
    app.button(key="answers-rest").click().run()
    assert not app.exception
    assert "full: no" in shop.mine("examples/companies.yaml")
    assert "No mistakes." in told(shop.open("rules"))
    assert "Every worked example" in told(shop.open("rules-answers", question="shifts"))
    assert "Every worked example" in told(shop.open("rules-answers", question="<b>"))
