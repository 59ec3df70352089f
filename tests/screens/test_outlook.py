"""The offer to stop and the panel tell what is proved, and only where it is wanted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from advisor.explanation import explain
from advisor.proofs import Completions, completions
from advisor.questionnaire import Profile
from advisor.screens.asking.outlook import SETTLED, panel
from advisor.screens.progress import asked
from advisor.screens.sheet import draft_of
from advisor.storage import Assessments, Draft
from tests.screens.conftest import Open
from tests.screens.test_pages import kept, texts
from tests.screens.test_recommendation import text
from tests.screens.words import QUESTIONNAIRE, RULEBOOK, ask


def in_part(profile: Profile, count: int) -> Profile:
    """The first few answers of a profile."""
    return Profile(dict(list(profile.answers.items())[:count]))


def found(*, settled: bool) -> Profile:
    """Answers of a worked example, some left open, that do or do not settle the result."""
    for example in RULEBOOK.examples:
        for count in (34, 26, 20):
            profile = in_part(example.profile, count)
            if len(profile.answers) == count and completions(RULEBOOK, profile).settled == settled:
                return profile
    raise AssertionError("no worked example in part does")


SETTLED_ONE, OPEN_ONE = found(settled=True), found(settled=False)


def drafted(profile: Profile, *, panel: bool = False) -> Draft:
    return replace(draft_of(profile), panel=panel)


def links(app: object) -> list[str]:
    return [link.proto.label for link in app.get("page_link")]  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", ["tasks", "leadership"])
def test_a_settled_result_offers_to_stop_and_shows_the_way(open_page: Open, page: str) -> None:
    app = open_page(page, drafted(SETTLED_ONE))
    assert not app.exception
    assert SETTLED in texts(app)
    assert "See the recommendation" in links(app)


@pytest.mark.parametrize("page", ["tasks", "leadership"])
def test_an_open_result_does_not_offer_to_stop(open_page: Open, page: str) -> None:
    assert SETTLED not in texts(open_page(page, drafted(OPEN_ONE)))


def test_too_few_answers_never_settle_anything(open_page: Open) -> None:
    few = drafted(in_part(SETTLED_ONE, 3))
    for page in ("tasks", "leadership"):
        app = open_page(page, few)
        assert SETTLED not in texts(app)
        assert not app.session_state["desk"].proved


def test_the_task_list_links_to_the_questions_that_decide_most(open_page: Open) -> None:
    matter = completions(RULEBOOK, OPEN_ONE).questions_that_matter
    app = open_page("tasks", drafted(OPEN_ONE))
    told = [ask(q) for q in matter[:5] if q in QUESTIONNAIRE.questions]
    assert told
    assert set(told) <= {label.replace("\\", "") for label in links(app)}


def test_a_question_that_matters_is_asked_even_outside_the_short_form() -> None:
    long_only = next(q for q in QUESTIONNAIRE.questions.values() if not q.short_form)
    short = asked(QUESTIONNAIRE, Draft(""), long_only.section)
    assert long_only not in short
    assert long_only in asked(QUESTIONNAIRE, Draft(""), long_only.section, also=long_only.id)


def test_what_was_settled_is_not_claimed_for_changed_answers(open_page: Open, data: Path) -> None:
    app = open_page("company", drafted(SETTLED_ONE))
    assert SETTLED in texts(app)
    draft, drafts = kept(app, data), Assessments.in_folder(data)
    for headcount, told in ((draft.answers["headcount"], True), (1000, False)):
        draft = drafts.save(draft.token, draft.with_answer("headcount", headcount, None))
        app.run()
        assert (SETTLED in texts(app)) is told


def test_the_panel_is_off_until_it_is_switched_on(open_page: Open, data: Path) -> None:
    app = open_page("tasks", drafted(OPEN_ONE))
    assert not kept(app, data).panel
    app.checkbox[0].check().run()
    assert kept(app, data).panel
    for wanted in (False, True):
        app = open_page("leadership", drafted(OPEN_ONE, panel=wanted))
        shown = "".join(str(html.proto.body) for html in app.get("html"))
        assert ("Still possible" in shown) is wanted


def test_the_panel_tells_every_recommendation_by_word() -> None:
    explanation = explain(RULEBOOK, OPEN_ONE)
    filled = completions(RULEBOOK, OPEN_ONE)
    told = text(panel(explanation, filled))
    for outcome in RULEBOOK.outcomes.values():
        after = told[told.index(f"{outcome.name} :") + len(outcome.name) + 2 :].strip()
        if outcome.id not in filled.possible:
            assert after.startswith(("ruled out until", "no longer possible"))
        elif outcome == explanation.recommendation:
            assert after.startswith("ahead")
        else:
            assert after.startswith("possible")


def test_the_panel_says_settled_or_not_proved() -> None:
    explanation = explain(RULEBOOK, SETTLED_ONE)
    only = (explanation.recommendation.id,)
    assert "Settled: " in panel(explanation, Completions(only, (), proved=True))
    every = Completions(tuple(RULEBOOK.outcomes), (), proved=False)
    assert "Not proved in 2 s" in panel(explanation, every)
