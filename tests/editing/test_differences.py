"""Differences between two states of the rules are told in sentences, entry by entry."""

from __future__ import annotations

import pytest

from advisor.editing.differences import differences
from advisor.editing.splicing import REMOVE, Edit, spliced
from tests.loading import small

OLD = small.texts()
RULE = ("ceo_overloaded",)


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (Edit("leadership.yaml", ("new",), {"says": "x"}), "Rule new added"),
        (Edit("leadership.yaml", RULE, REMOVE), "Rule ceo_overloaded removed"),
        (
            Edit("leadership.yaml", (*RULE, "adds", "need"), 1),
            "Rule ceo_overloaded: need from +2 to +1",
        ),
        (
            Edit("leadership.yaml", (*RULE, "adds", "depth"), -1),
            "Rule ceo_overloaded: depth from 0 to -1",
        ),
        (Edit("leadership.yaml", (*RULE, "off"), True), "Rule ceo_overloaded: switched off"),
        (
            Edit("leadership.yaml", (*RULE, "sources"), ["study", "judgement"]),
            "Rule ceo_overloaded: judgement added to sources",
        ),
        (
            Edit("leadership.yaml", (*RULE, "caution"), "Other. And more."),
            "Rule ceo_overloaded: wording of caution changed",
        ),
        (
            Edit("leadership.yaml", (*RULE, "when", "headcount"), "large"),
            'Rule ceo_overloaded: condition on headcount changed from "midsize and above" to large',
        ),
        (
            Edit("questions/company.yaml", ("headcount", "bands", "midsize"), 60),
            "Edge midsize of headcount moved from 50 to 60",
        ),
        (
            Edit("questions/company.yaml", ("headcount", "bands", "huge"), 500),
            "Band huge of headcount added, from 500",
        ),
        (
            Edit("decision.yaml", ("table", 0, "outcome"), "coo"),
            "Decision: table 1 outcome changed from no_new_role to coo",
        ),
        (
            Edit("rulebook.yaml", ("version",), "0.2.0"),
            "Rulebook: version changed from 0.1.0 to 0.2.0",
        ),
        (Edit("sources.yaml", ("study", "grade"), "B"), "Source study: grade changed from A to B"),
        (Edit("sources.yaml", ("study", "link"), REMOVE), "Source study: link removed, "),
        (Edit("gates.yaml", (), REMOVE), "File gates.yaml removed"),
    ],
)
def test_an_edit_is_told_in_one_sentence(edit: Edit, says: str) -> None:
    first, *_ = differences(OLD, spliced(OLD, [edit]))
    assert first.says.startswith(says) if says.endswith(" ") else first.says == says
    assert first.file == edit.file


def test_the_new_order_of_bands_and_choices_is_told() -> None:
    forms = ("coo", "forms")
    was = differences(OLD, spliced(OLD, [Edit("outcomes.yaml", (*forms, "x"), {"name": "X"})]))
    assert [d.says for d in was] == ["Outcome coo: forms x added"]
    bands = {"large": 1, "midsize": 2, "small": 3}
    edit = Edit("questions/company.yaml", ("headcount", "bands"), bands)
    told = [d.says for d in differences(OLD, spliced(OLD, [edit]))]
    assert told[-1] == "Question headcount: the order of bands changed"
    assert len(told) == 4


def test_equal_files_differ_in_nothing_and_a_comment_is_told_as_layout() -> None:
    assert differences(OLD, dict(OLD)) == ()
    (found,) = differences(OLD, {**OLD, "gates.yaml": OLD["gates.yaml"] + "# more\n"})
    assert (found.kind, found.file) == ("layout", "gates.yaml")


def test_a_file_that_cannot_be_read_is_told_as_that() -> None:
    (found,) = differences(OLD, {**OLD, "gates.yaml": "a: ["})
    assert "cannot be read" in found.says


def test_both_values_come_with_a_difference() -> None:
    edit = Edit("leadership.yaml", (*RULE, "says"), "{direct_reports} is a lot.")
    (found,) = differences(OLD, spliced(OLD, [edit]))
    assert found.path == (*RULE, "says")
    assert found.new == "{direct_reports} is a lot."
    assert str(found.old).startswith("{direct_reports} report")
