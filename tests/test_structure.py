"""Who would hold what: a proposal that follows the rulebook and leaves alone what works."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.explanation import explain
from advisor.loading import RULES, load_rulebook
from advisor.questionnaire import Holding, Profile
from advisor.rights import decision_rights
from advisor.structure import CEO, COO, LEAD, MANAGER, NOBODY, SHARED, TO_BE_NAMED, structure
from advisor.telling import due

BOOK = load_rulebook(RULES)
ROWS = tuple(BOOK.questionnaire.responsibilities)
NAMES = ("founder_software_120_people", "manufacturer_80_people", "agency_14_people",
         "hospital_group_2500_people", "strong_coo_in_post")  # fmt: skip
owners = st.sampled_from(list(BOOK.questionnaire.owners))
qualities = st.sampled_from([None, "well", "adequately", "poorly"])
held = st.dictionaries(st.sampled_from(ROWS), st.builds(Holding, owners, qualities))


def profile(name: str, held: dict[str, Holding]) -> Profile:
    found = next(e for e in BOOK.examples if e.id == name).profile
    return Profile(found.answers, held)


@given(st.sampled_from(NAMES), held)
def test_every_row_has_a_holder_after_and_none_has_several(
    name: str, held: dict[str, Holding]
) -> None:
    told = structure(explain(BOOK, profile(name, held)))
    assert [row.responsibility.id for row in told.rows] == list(ROWS)
    for row in told.rows:
        assert row.after != SHARED
        assert row.after in {None, *BOOK.questionnaire.owners}
        if row.today is not None:
            assert row.after is not None
        assert row.after not in row.consulted


@given(st.sampled_from(NAMES), held)
def test_what_somebody_other_than_the_ceo_does_well_stays(
    name: str, held: dict[str, Holding]
) -> None:
    told = structure(explain(BOOK, profile(name, held)))
    for row in told.rows:
        if row.done == "well" and row.today not in (None, CEO, NOBODY, SHARED):
            assert row.after == row.today


@given(st.sampled_from(NAMES), held)
def test_the_ceo_never_holds_more_after_than_today(name: str, held: dict[str, Holding]) -> None:
    told = structure(explain(BOOK, profile(name, held)))
    assert told.load_after.held <= told.load.held


@given(st.sampled_from(NAMES), held, st.dictionaries(st.sampled_from(ROWS), owners))
def test_what_is_settled_by_hand_wins(
    name: str, held: dict[str, Holding], settled: dict[str, str]
) -> None:
    told = structure(explain(BOOK, profile(name, held)), settled)
    for row in told.rows:
        assert row.settled == (row.responsibility.id in settled)
        if row.settled:
            assert row.after == settled[row.responsibility.id]


def test_an_unknown_row_or_holder_is_passed_over() -> None:
    explained = explain(BOOK, profile(NAMES[0], {}))
    assert structure(explained, {"r99": CEO, "r01": "the_cat"}) == structure(explained)


@pytest.mark.parametrize(
    ("name", "new", "names"),
    [
        ("founder_software_120_people", (COO,), {"Chief Operating Officer"}),
        ("manufacturer_80_people", (LEAD,), {"Operations Director"}),
        ("agency_14_people", (MANAGER,), {"Operations Manager"}),
        ("hospital_group_2500_people", (COO, LEAD),
         {"Chief Operating Officer", "Operations Director"}),
        ("strong_coo_in_post", (), set()),
    ],
)  # fmt: skip
def test_new_roles_hold_what_the_rulebook_gives_them(
    name: str, new: tuple[str, ...], names: set[str]
) -> None:
    explained = explain(BOOK, profile(name, {}))
    told = structure(explained)
    assert told.new == new
    assert {told.names_after[owner] for owner in new} == names
    given_ = {row.responsibility.id for row in told.rows if row.after in new}
    assert given_ == set(explained.form.brief.takes_over)
    assert not told.said


def test_two_new_roles_divide_the_work_by_who_usually_holds_it() -> None:
    told = structure(explain(BOOK, profile("hospital_group_2500_people", {})))
    after = {row.responsibility.id: row.after for row in told.rows}
    assert after["r01"] == COO
    assert after["r18"] == LEAD


def test_gaps_doubles_and_load_are_marked() -> None:
    everything = {row: Holding(CEO, "adequately") for row in ROWS}
    rest = {"r01": Holding(NOBODY), "r02": Holding(SHARED), "r03": Holding(CEO, "poorly")}
    told = structure(explain(BOOK, profile("strong_coo_in_post", {**everything, **rest})))
    assert [row.responsibility.id for row in told.marked("nobody")] == ["r01"]
    assert [row.responsibility.id for row in told.marked("several")] == ["r02"]
    assert [row.responsibility.id for row in told.marked("poorly")] == ["r03"]
    assert (told.load.held, told.load.known, told.load.too_much) == (26, 28, True)


def test_where_nobody_is_there_the_holder_remains_to_be_named() -> None:
    told = structure(explain(BOOK, profile("consultancy_of_four", {"r22": Holding(NOBODY)})))
    (row,) = told.marked("nobody", after=True)
    assert row.responsibility.id == "r22"
    assert told.names_after[NOBODY] == TO_BE_NAMED


@pytest.mark.parametrize("form", [f for o in BOOK.outcomes.values() for f in o.forms],
                         ids=lambda form: form.id)  # fmt: skip
def test_every_right_names_a_role_and_loses_no_sentence(form: object) -> None:
    rights = decision_rights(form)  # type: ignore[arg-type]
    brief = form.brief  # type: ignore[attr-defined]
    assert len(rights) == len(brief.decides) + len(brief.recommends) + len(brief.asks)
    for right, sentence in zip(
        rights, (*brief.decides, *brief.recommends, *brief.asks), strict=True
    ):
        assert right.role
        assert sentence.lower().endswith(right.decision.lower())
        assert not right.role.endswith(("first", "covered"))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("The CEO writes it, within two weeks.", date(2026, 12, 6)),
        ("Approve it, within a month.", date(2026, 12, 22)),
        ("Review it after 90 days, with the numbers.", date(2027, 2, 20)),
        ("Put it in the calendar today.", date(2026, 11, 22)),
        ("Send the page, within a week after.", None),
        ("Before the search opens.", None),
    ],
)
def test_the_day_a_step_is_due_is_counted_where_a_time_is_named(
    words: str, day: date | None
) -> None:
    assert due(words, date(2026, 11, 22)) == day
