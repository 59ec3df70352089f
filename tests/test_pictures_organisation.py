"""The organisation before and after is drawn from the answers and from the form's chart."""

from __future__ import annotations

from dataclasses import replace

from advisor.pictures import Chart, after, before, words
from advisor.questionnaire import Profile
from advisor.rulebook import Brief, Form
from tests.sample_book import QUESTIONNAIRE, profile

ROLES = ("operations_manager", "chief_of_staff")


def form(*chart: str, takes_over: tuple[str, ...] = ()) -> Form:
    brief = Brief(chart=chart, takes_over=takes_over)
    return Form("form", "Form", "Do it.", "", (), {}, brief)


def today(*roles: str, **changed: object) -> Chart:
    return before(QUESTIONNAIRE, profile(roles_in_post=frozenset(roles or ROLES), **changed))


def told(chart: Chart) -> list[str]:
    return [f"{'  ' * depth}{words(box)}" for depth, box in chart.walk()]


def then(chart: Chart, *entries: str, takes_over: tuple[str, ...] = ()) -> list[str]:
    return told(after(QUESTIONNAIRE, chart, form(*entries, takes_over=takes_over)))


def test_today_shows_the_ceo_the_roles_and_the_departments_by_number() -> None:
    assert told(today()) == [
        "CEO, founder, 14 direct reports",
        "  Operations Manager",
        "  Chief of staff",
        "  9 department heads",
    ]


def test_today_without_answers_is_the_ceo_alone() -> None:
    assert told(before(QUESTIONNAIRE, Profile({}))) == ["CEO"]


def test_operations_roles_report_up_the_line() -> None:
    chart = today("coo", "operations_director", "operations_manager", departments=None)
    assert told(chart)[1:] == [
        "  Chief Operating Officer",
        "    Operations Director",
        "      Operations Manager",
    ]


def test_a_new_role_takes_the_operations_roles_below_it_and_no_others() -> None:
    assert then(today(), "Operations Director: CEO") == [
        "CEO, founder",
        "  Operations Director (new)",
        "    Operations Manager (moves here)",
        "  Chief of staff",
        "  9 department heads",
    ]


def test_a_role_that_directs_department_heads_gets_some_of_them() -> None:
    assert then(today("chief_of_staff"), "Chief Operating Officer: CEO", takes_over=("r09",)) == [
        "CEO, founder",
        "  Chief Operating Officer (new)",
        "    Operating department heads (moves here)",
        "  Chief of staff",
        "  Other department heads",
    ]


def test_a_single_department_head_is_not_divided() -> None:
    chart = today("chief_of_staff", departments=1)
    entries = then(chart, "Chief Operating Officer: CEO", takes_over=("r09",))
    assert "  1 department head" in entries


def test_the_rulebook_may_say_which_heads_move() -> None:
    chart = ("Chief Operating Officer: CEO", "Department heads: Chief Operating Officer")
    assert "    9 department heads (moves here)" in then(today(), *chart, takes_over=("r09",))


def test_the_lower_of_two_new_roles_takes_the_operations_manager() -> None:
    chart = ("Chief Operating Officer: CEO", "Operations Director: Chief Operating Officer")
    assert then(today("operations_manager", departments=0), *chart)[1:] == [
        "  Chief Operating Officer (new)",
        "    Operations Director (new)",
        "      Operations Manager (moves here)",
    ]


def test_a_role_in_post_is_moved_and_not_drawn_twice() -> None:
    chart = today("operations_director", departments=0)
    entries = ("Chief Operating Officer: CEO", "Operations Director: Chief Operating Officer")
    assert then(chart, *entries)[1:] == [
        "  Chief Operating Officer (new)",
        "    Operations Director (moves here)",
    ]


def test_a_role_in_post_that_stays_leaves_the_chart_as_it_is() -> None:
    chart = today("chief_of_staff")
    assert after(QUESTIONNAIRE, chart, form("Chief of Staff: CEO")) == chart


def test_a_name_with_other_words_around_it_still_takes_its_place_in_the_line() -> None:
    chart = today("operations_manager", departments=0)
    assert then(chart, "VP of Operations (fixed term): CEO")[-1].startswith("    Operations Man")


def test_an_unknown_boss_means_the_ceo_and_no_box_ends_under_itself() -> None:
    chart = today("chief_of_staff", departments=0)
    assert then(chart, "Helper: Nobody at all")[1] == "  Helper (new)"
    assert after(QUESTIONNAIRE, chart, form("CEO: Chief of staff")) == chart


def test_an_entry_without_a_boss_reports_to_the_ceo() -> None:
    assert then(today("chief_of_staff", departments=0), "Helper")[1] == "  Helper (new)"


def test_one_direct_report_is_told_in_the_singular() -> None:
    assert "1 direct report" in told(today(ceo_direct_reports=1))[0].split(", ")


def test_two_new_roles_at_the_top_do_not_share_out_the_heads() -> None:
    entries = ("Chief Operating Officer, east: CEO", "Chief Operating Officer, west: CEO")
    assert "  9 department heads" in then(today(), *entries, takes_over=("r09",))


def test_every_box_of_today_is_still_there_after() -> None:
    chart = today("operations_director", "operations_manager", "chief_of_staff")
    keys = {box.key for box in chart.boxes}
    full = replace(form("Chief Operating Officer: CEO", takes_over=("r09",)))
    assert keys <= {box.key for _, box in after(QUESTIONNAIRE, chart, full).walk()}


def test_a_chief_of_staff_is_a_new_role_and_not_a_group_of_staff() -> None:
    chart = today("operations_manager", departments=0)
    assert then(chart, "Chief of Staff: CEO")[1] == "  Chief of Staff (new)"
