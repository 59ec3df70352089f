"""The recommendation page says everything, says it safely, and says no more than is known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from streamlit.testing.v1 import AppTest

from advisor.explanation import Explanation, explain
from advisor.loading import RULES, load_rulebook
from advisor.markup import source_name
from advisor.questionnaire import Holding, Profile
from advisor.rulebook import Source
from advisor.screens.recommendation.page import body, opening, title, too_little
from advisor.screens.recommendation_markup import Awaited, Part
from advisor.telling import look_again
from tests.sample_book import BOOK, PROFILES, QUESTIONS, profile

TODAY = date(2026, 11, 22)
APP = Path(__file__).parent / "recommendation_app.py"


def explained(name: str) -> Explanation:
    return explain(BOOK, PROFILES[name])


def written(parts: Iterable[Part]) -> str:
    """The whole page, with all that is only written once it is opened or worked out."""
    return "".join(map(_written, parts))


def _written(part: Part) -> str:
    if isinstance(part, Awaited):
        return part.waiting
    return part if isinstance(part, str) else f"<h6>{part.label}</h6>{part.write()}"


def page(name: str) -> str:
    return written(body(explained(name), TODAY))


def text(markup: str) -> str:
    """The words of a page, without its style and its drawings."""
    bare = re.sub(r"<(style|svg)\b.*?</\1>", " ", markup, flags=re.DOTALL)
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", bare)).strip())


def headings(markup: str, level: int) -> list[str]:
    return re.findall(rf"<h{level}>(.*?)</h{level}>", markup)


@pytest.mark.parametrize("name", PROFILES)
def test_every_page_is_well_formed(name: str) -> None:
    assert len(ElementTree.fromstring(f"<page>{page(name)}</page>")) >= 1


@pytest.mark.parametrize("name", sorted(set(PROFILES) - {"close", "nothing", "ruled_out"}))
def test_the_sample_profiles_lead_where_their_names_say(name: str) -> None:
    assert explained(name).form.id in (name, f"full_time_{name}")


def test_the_heading_is_the_verdict() -> None:
    assert title(explained("coo")) == (
        "Add a Chief Operating Officer now, to run the company beside the CEO"
    )


def test_strength_stands_in_words_with_its_meaning_and_no_percentage() -> None:
    told = text(page("operations_director"))
    assert (
        "Clear, on what you have answered. No small change of the answers would lead to another"
        in told
    )
    assert "It rests on 10 of 10 answers and 2 of 3 responsibilities: nearly everything" in told


def test_not_sure_is_told_apart_from_not_answered() -> None:
    told = text(page("close"))
    assert "5 of 10 answers (1 more is \u201cnot sure\u201d) and none of 3 resp" in told


def test_a_role_to_fill_gets_every_section() -> None:
    assert headings(page("coo"), 2) == [
        "Because",
        "Pulling the other way",
        "What to do next",
        "More reasons",
        "What we found",
        "Why not the others",
        "Still possible",
        "What would change this",
        "How the structure changes",
        "What the CEO stops doing",
        "The role: Chief Operating Officer",
        "Method and limits",
    ]
    assert {
        "What kind: Partner to a founder", "Mandate", "Reports to", "What it decides",
        "Takes over", "Not part of the role", "Who to look for", "The title", "What it costs",
        "The first 90 days", "How to tell that it works", "What can go wrong",
    } <= set(headings(page("coo"), 3))  # fmt: skip


def test_verdict_reasons_and_next_steps_come_before_all_else() -> None:
    explanation = explained("coo")
    first = text(written(opening(explanation)))
    strongest = [r.sentence for r in explanation.reasons_for[:3]]
    told = [explanation.strength_says, *strongest, *explanation.form.brief.next_steps[:3]]
    places = [first.index(sentence) for sentence in told]
    assert places == sorted(places)
    assert explanation.reasons_for[3].sentence not in first
    assert f"Not yet: {explanation.form.brief.not_yet[0]}" in first.replace(" :", ":")


def test_every_link_further_down_leads_to_a_section() -> None:
    for name in set(PROFILES) - {"nothing"}:
        markup = page(name)
        links = set(re.findall(r'href="#([^"]+)"', markup))
        assert links
        assert links <= set(re.findall(r'id="([^"]+)"', markup)), name


def test_nobody_yet_is_as_full_and_says_what_to_fix_and_when_to_look_again() -> None:
    markup = page("not_yet")
    later = headings(markup, 2)
    fix = later.index("Fix this first")
    assert "What to do next" in later[:fix]
    assert later[fix : fix + 3] == [
        "Fix this first",
        "What would turn \u201cnot yet\u201d into \u201cnow\u201d",
        "When to look again",
    ]
    assert "Counted from today, that is May 2027." in text(markup)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("In six months.", "In six months. Counted from today, that is May 2027."),
        ("After one quarter", "After one quarter. Counted from today, that is February 2027."),
        ("In 2 years", "In 2 years. Counted from today, that is November 2028."),
        ("When a trigger is met.", "When a trigger is met."),
        ("In 999 months", "In 999 months. Counted from today, that is November 2036."),
        ("", ""),
    ],
)
def test_when_to_look_again_is_given_as_a_month(words: str, told: str) -> None:
    assert look_again(words, TODAY) == told


def test_each_reason_tells_its_rule_points_caution_evidence_and_source() -> None:
    told = text(page("coo"))
    rule = told[told.index("14 people report to the CEO") :]
    assert "See the rule" in rule[:80]
    assert "Holds when: People who report to the CEO: " in rule
    assert "Points: need +2 and company-wide scope +2." in rule
    assert "Caution: One survey only." in rule
    assert "Evidence: A, statistics over many companies." in rule
    assert "How wide is a chief executive's span? , 2012 (A:" in rule


def test_a_source_without_an_address_is_no_link() -> None:
    assert 'href="none"' not in page("coo")
    assert page("coo").count('href="https://example.org/span"') >= 2


def test_only_the_strongest_three_reasons_are_read_out_and_none_is_lost() -> None:
    explanation = explained("coo")
    assert len(explanation.reasons_for) == 7
    told = text(page("coo"))
    assert "4 more reasons for it" in told
    assert all(reason.sentence in told for reason in explanation.reasons_for)


def test_an_outcome_that_is_ruled_out_says_until_when() -> None:
    told = text(page("ruled_out"))
    assert "Ruled out for now: Chief Operating Officer; COO and Operations Director" in told
    assert "Ruled out until the CEO is ready to hand over at least two decisions." in told


def test_each_gate_is_told_once_and_has_a_place_of_its_own() -> None:
    both = replace(BOOK.gates[0], id="both", rules_out=("coo", "operations_director"))
    book = replace(BOOK, gates=(*BOOK.gates, both))
    markup = written(body(explain(book, PROFILES["ruled_out"]), TODAY))
    ids = re.findall(r'id="(reason-[^"]+)"', markup)
    assert len(ids) == len(set(ids))
    assert {"reason-both", f"reason-{BOOK.gates[0].id}"} <= set(ids)


def test_every_other_outcome_says_why_not() -> None:
    told = headings(page("coo"), 3)
    others = [o.name for o in BOOK.outcomes.values() if o.id != "coo"]
    assert set(others) <= set(told)


def test_contradictions_stand_in_a_plain_box() -> None:
    assert "Worth a second look" in headings(page("ruled_out"), 2)
    assert "Worth a second look" not in headings(page("coo"), 2)


def test_answers_that_could_not_be_used_are_told() -> None:
    markup = written(body(explained("coo"), TODAY, ("Headcount was not a number.",)))
    assert "Worth a second look Headcount was not a number." in text(markup)


def test_too_close_to_call_shows_both_options_with_what_speaks_for_each() -> None:
    explanation = explained("coo_first")
    assert title(explanation).startswith("Too close to call: \u201cCOO first")
    assert headings(page("coo_first"), 2)[:2] == [
        "COO first, then an Operations Director",
        "Chief Operating Officer",
    ]
    assert headings(page("coo_first"), 3)[:3] == [
        "Speaks for it", "Speaks for it", "For it to come first",
    ]  # fmt: skip


def test_nearly_nothing_answered_lists_what_is_missing_and_recommends_nothing() -> None:
    explanation, told = explained("nothing"), text(page("nothing"))
    assert title(explanation) == "Too little is answered to recommend a structure"
    assert QUESTIONS["departments"].ask in told
    assert QUESTIONS["headcount"].ask not in told
    assert explanation.verdict not in told
    assert "What we found" not in told


def test_five_answers_are_enough_to_give_a_first_view() -> None:
    answers = dict(list(PROFILES["coo"].answers.items())[:5])
    assert not too_little(explain(BOOK, Profile(answers)))
    assert too_little(explain(BOOK, Profile(dict(list(answers.items())[:4]))))


def test_responsibilities_that_the_role_takes_over_say_who_holds_them_today() -> None:
    assert "Run day-to-day operations (today: the CEO)" in text(page("coo"))


def test_method_names_the_rulebook_and_says_that_weights_are_judgement() -> None:
    told = text(page("coo"))
    assert "Sample rulebook, version 1.2.0, fingerprint 0123456789ab." in told
    assert "The weights are judgement" in told


def test_hostile_text_in_answers_and_rules_stays_text() -> None:
    evil = "<script>alert(1)</script> $x$ **b** :smile:\n\n# no"
    hostile = profile(company=evil)
    explanation = explain(BOOK, hostile)
    object.__setattr__(explanation.form.brief, "mandate", evil)
    try:
        parts = body(explanation, TODAY)
    finally:
        object.__setattr__(explanation.form.brief, "mandate", "The COO turns the plan into work.")
    assert "<script" not in written(parts)
    assert all("\n" not in part for part in parts if isinstance(part, str))


def test_a_holding_without_an_owner_is_left_without_one() -> None:
    half = Profile(PROFILES["coo"].answers, {"r18": Holding(None, "poorly")})
    told = text(written(body(explain(BOOK, half), TODAY)))
    assert "Run day-to-day operations (today" not in told


@pytest.mark.parametrize("name", ["coo", "not_yet", "nothing"])
def test_the_page_runs_with_one_first_heading_and_few_elements(name: str) -> None:
    app = AppTest.from_file(str(APP))
    app.query_params["profile"] = name
    app.run()
    assert not app.exception
    assert [heading.value for heading in app.title] == [title(explained(name))]
    assert len(list(app.main)) < 25


def test_more_reasons_are_written_once_they_are_opened() -> None:
    app = AppTest.from_file(str(APP)).run()
    last = explained("coo").reasons_for[-1].sentence
    assert "4 more reasons for it" in [expander.label for expander in app.expander]
    assert last not in "".join(str(element) for element in app.main)


def test_the_company_stands_above_the_verdict_as_it_was_typed() -> None:
    app = AppTest.from_file(str(APP)).run()
    assert "Example & Söhne" in app.markdown[0].value
    assert not re.search(r"(?<!\\)<GmbH", app.markdown[0].value)


def test_every_worked_example_that_ships_gives_a_well_formed_page() -> None:
    book = load_rulebook(RULES)
    for example in book.examples:
        markup = written(body(explain(book, example.profile), TODAY))
        ElementTree.fromstring(f"<page>{markup}</page>")
        assert "{" not in text(markup), example.id


def test_no_source_learns_the_private_link_that_the_reader_came_from() -> None:
    source = Source("s", "Title", "2012", "https://example.org/", "", "A")
    assert 'rel="noreferrer"' in source_name(source)
