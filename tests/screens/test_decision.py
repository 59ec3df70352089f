"""The decision taken: entered, shown beside the recommendation, printed in the report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as some

from advisor.explanation import explain
from advisor.screens.decision.page import entered, held
from advisor.screens.decision.told import decided, in_one_sentence
from advisor.screens.report.entries import choices_of
from advisor.screens.sheet import draft_of
from advisor.storage import LONGEST_TEXT, Decision, Draft
from advisor.storage.draft import from_json, to_json
from tests.reports.cases import BOOK, COMPANIES, DAY, HOSTILE, company, report
from tests.reports.test_content import whole
from tests.screens.conftest import Open
from tests.screens.forms import enter, fields
from tests.screens.test_pages import kept
from tests.screens.test_structure_page import plainly, shown

WHOLE = company(COMPANIES[0], matrix=True)
ADVICE = explain(BOOK, WHOLE)
OTHER = next(o for o in BOOK.outcomes.values() if o != ADVICE.recommendation)
TAKEN = Decision(OTHER.id, "Cheaper.\nAnd sooner.", "2026-05-03", "2026-11-03", "the board")
NAMES = ("taken", "own", "reasons", "by", "day", "review")


def test_what_is_entered_is_kept_and_told_as_it_will_be_read(open_page: Open, data: Path) -> None:
    app = open_page("decision", draft_of(WHOLE))
    assert fields(app)["held"]["taken"] == ""
    enter(app, taken=OTHER.id, reasons=TAKEN.reasons, by=TAKEN.by, day=TAKEN.day)
    enter(app, review=TAKEN.review)
    assert not app.exception
    assert kept(app, data).decision == TAKEN
    assert f"Decided on 3 May 2026 by the board: {OTHER.name}." in shown(app)


def test_own_words_and_an_outcome_take_each_others_place(open_page: Open, data: Path) -> None:
    app = open_page("decision", draft_of(WHOLE))
    enter(app, own="  Merge two\nteams ")
    assert kept(app, data).decision == Decision("Merge two teams")
    assert fields(app)["held"]["taken"] == ""
    enter(app, taken=OTHER.id)
    assert kept(app, data).decision == Decision(OTHER.id)
    assert fields(app)["held"]["own"] == ""
    enter(app, taken="")
    assert kept(app, data).decision is None


def test_a_review_before_the_decision_is_told(open_page: Open) -> None:
    early = replace(TAKEN, review="2026-05-02")
    app = open_page("decision", replace(draft_of(WHOLE), decision=early))
    assert "before the day of the decision" in fields(app)["notes"]["review"]


def test_the_recommendation_shows_the_decision(open_page: Open) -> None:
    app = open_page("recommendation", replace(draft_of(WHOLE), decision=TAKEN))
    words = shown(app)
    assert f"Decided on 3 May 2026 by the board: {OTHER.name}." in words
    assert "The recommendation is another." in words
    assert "Say what was decided" in [link.label for link in app.get("page_link")]


def test_a_decision_says_whether_it_is_as_recommended_and_whether_a_review_is_due() -> None:
    same = replace(TAKEN, taken=ADVICE.recommendation.id)
    before, after = date(2026, 11, 3), date(2026, 11, 4)
    assert "This is what is recommended." in decided(ADVICE, same, before)
    assert "overdue" not in decided(ADVICE, same, before)
    assert "overdue" in decided(ADVICE, same, after)
    assert decided(ADVICE, None, after) == decided(ADVICE, Decision("", "Why?"), after) == ""
    assert in_one_sentence(BOOK, Decision("Nothing.")) == "Decided: Nothing."


def test_the_report_prints_the_decision_taken() -> None:
    choices = choices_of(BOOK.questionnaire, Draft("", decision=TAKEN), DAY)
    for variant in ("client", "one_page", "adviser"):
        printed = whole(report(WHOLE, variant=variant, taken=choices.taken))
        assert "Decision taken" in printed
        assert OTHER.name in printed
        assert "3 November 2026" in printed
        assert "Cheaper." in printed
    assert "Decision taken" not in whole(report(WHOLE))
    empty = Draft("", decision=Decision("", "Not sure yet."))
    assert choices_of(BOOK.questionnaire, empty, DAY).taken is None


@given(some.dictionaries(some.sampled_from(NAMES) | some.text(max_size=4),
                         some.text() | some.booleans() | some.sampled_from(HOSTILE)))  # fmt: skip
def test_whatever_a_browser_sends_makes_a_decision_that_can_be_kept_and_shown(
    entries: dict[str, str | bool],
) -> None:
    draft = entered(BOOK, Draft("t"), entries)
    assert from_json("t", to_json(draft)) == draft
    decision = draft.decision or Decision("")
    assert len(decision.taken) <= LONGEST_TEXT
    assert "<img" not in decided(ADVICE, draft.decision, DAY)
    assert entered(BOOK, draft, held(BOOK, decision) | {"own": decision.taken}) == draft
    assert plainly(decided(ADVICE, draft.decision, DAY)) is not None
