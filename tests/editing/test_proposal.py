"""A proposal holds its author's changes until they are published; none is ever lost."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Thread

import pytest

from advisor.editing.keeping import Proposals, ProposalsUnavailable
from advisor.editing.proposal import (
    Conflicting,
    Proposal,
    begun,
    brought,
    conflicts,
    edited,
    rewritten,
    undone,
)
from advisor.editing.splicing import REMOVE, Edit, spliced
from advisor.mistakes import Mistakes
from tests.loading import small

PUBLISHED = small.texts()
RULES = "leadership.yaml"
NEED = Edit(RULES, ("ceo_overloaded", "adds", "need"), 3)
SAYS = Edit(RULES, ("hands_over", "says"), "The CEO lets go of {to_hand_over}.")
EDGE = Edit("questions/company.yaml", ("headcount", "bands", "midsize"), 60)
NEW = Edit(RULES, ("new",), {"says": "New.", "adds": {"need": 1}})
START = begun("ann", PUBLISHED, "2026-01-01T00:00:00+00:00")


def proposed(*edits: Edit, start: Proposal = START) -> Proposal:
    """A proposal with a step for each edit."""
    for number, edit in enumerate(edits, 1):
        start = edited(start, PUBLISHED, [edit], f"step {number}", f"2026-01-0{number}")
    return start


def test_edits_are_kept_as_steps_and_only_touched_files_are_held() -> None:
    made = proposed(NEED, EDGE)
    assert [step.says for step in made.steps] == ["step 1", "step 2"]
    assert set(made.mine) == {RULES, "questions/company.yaml"}
    assert made.texts(PUBLISHED) == spliced(PUBLISHED, [NEED, EDGE])
    assert made.saved == "2026-01-02"
    assert START.empty
    assert not made.empty


def test_an_edit_that_changes_nothing_makes_no_step() -> None:
    assert proposed(Edit(RULES, ("ceo_overloaded", "adds", "need"), 2)) == START


@pytest.mark.parametrize("position", [0, 1, 2])
def test_any_single_step_can_be_undone(position: int) -> None:
    edits = [NEED, EDGE, SAYS]
    left = [edit for number, edit in enumerate(edits) if number != position]
    made = undone(proposed(*edits), PUBLISHED, position)
    assert made.texts(PUBLISHED) == spliced(PUBLISHED, left)


def test_undoing_every_step_leaves_nothing() -> None:
    made = undone(undone(proposed(NEED, EDGE), PUBLISHED, 0), PUBLISHED, 0)
    assert made.empty
    assert made.texts(PUBLISHED) == PUBLISHED


def test_a_step_that_a_later_one_builds_on_stays_until_that_is_undone() -> None:
    made = proposed(NEW, Edit(RULES, ("new", "adds", "need"), 2))
    with pytest.raises(Mistakes, match="later change builds on"):
        undone(made, PUBLISHED, 0)
    assert undone(undone(made, PUBLISHED, 1), PUBLISHED, 0).empty


def test_a_text_in_the_editor_is_one_step_however_often_it_is_kept_and_may_be_broken() -> None:
    first = rewritten(START, PUBLISHED, RULES, "a: [", "t1")
    again = rewritten(first, PUBLISHED, RULES, "a: [1]\n", "t2")
    assert first.texts(PUBLISHED)[RULES] == "a: ["
    assert len(again.steps) == 1
    assert undone(again, PUBLISHED, 0).empty


def test_an_edit_before_a_rewritten_text_can_be_undone_and_the_rest_stays() -> None:
    made = proposed(NEED)
    text = made.texts(PUBLISHED)[RULES].replace("inflate", "increase  # mine\n  #")
    left = undone(rewritten(made, PUBLISHED, RULES, text, "t"), PUBLISHED, 0)
    assert left.texts(PUBLISHED)[RULES] == text.replace("need: 3", "need: 2")


def test_a_file_can_be_added_and_taken_away() -> None:
    made = rewritten(START, PUBLISHED, "mine.yaml", "a: 1\n", "t")
    gone = rewritten(made, PUBLISHED, "gates.yaml", None, "t")
    texts = gone.texts(PUBLISHED)
    assert "mine.yaml" in texts
    assert "gates.yaml" not in texts
    assert undone(gone, PUBLISHED, 1).texts(PUBLISHED)["gates.yaml"] == PUBLISHED["gates.yaml"]


def test_an_editor_that_shows_an_older_text_loses_nothing() -> None:
    seen = PUBLISHED[RULES]
    made = rewritten(proposed(NEED), PUBLISHED, RULES, seen.replace("inflate", "raise"), "t", seen)
    text = made.texts(PUBLISHED)[RULES]
    assert "need: 3" in text
    assert "raise the count" in text
    with pytest.raises(Conflicting):
        rewritten(made, PUBLISHED, RULES, seen.replace("need: 2", "need: 1"), "t", seen)


# Two authors --------------------------------------------------------------------------------------


def test_what_others_publish_elsewhere_merges_by_itself_and_steps_stay() -> None:
    theirs = spliced(PUBLISHED, [SAYS, EDGE])
    made = proposed(NEED)
    assert made.stale(theirs) == (RULES,)
    assert conflicts(made, theirs) == ()
    here = brought(made, theirs)
    assert here.texts(theirs) == spliced(theirs, [NEED])
    assert here.steps == made.steps
    assert undone(here, theirs, 0).texts(theirs) == theirs


def test_the_same_value_published_meanwhile_is_a_conflict_that_a_choice_settles() -> None:
    theirs = spliced(PUBLISHED, [Edit(RULES, NEED.path, 1), SAYS])
    made = proposed(NEED, EDGE)
    (conflict,) = conflicts(made, theirs)
    assert (conflict.first, conflict.mine, conflict.theirs) == ("2", "3", "1")
    with pytest.raises(Conflicting):
        edited(made, theirs, [EDGE], "more", "t")
    mine = brought(made, theirs, {conflict.key: "mine"})
    assert mine.texts(theirs) == spliced(PUBLISHED, [NEED, EDGE, SAYS])
    others = brought(made, theirs, {conflict.key: "theirs"})
    assert others.texts(theirs) == spliced(theirs, [EDGE])
    assert not others.stale(theirs)


def test_after_publication_nothing_is_left_of_a_proposal() -> None:
    made = proposed(NEED, EDGE)
    published = made.texts(PUBLISHED)
    assert brought(made, published).mine == {}


def test_a_rule_taken_out_by_another_while_it_is_edited_is_told() -> None:
    theirs = spliced(PUBLISHED, [Edit(RULES, ("ceo_overloaded",), REMOVE)])
    (conflict,) = conflicts(proposed(NEED), theirs)
    assert conflict.path == ("ceo_overloaded",)
    assert conflict.theirs is None
    kept = brought(proposed(NEED), theirs, {conflict.key: "mine"})
    assert "need: 3" in kept.texts(theirs)[RULES]


# Kept on disk -------------------------------------------------------------------------------------


def test_a_proposal_survives_a_restart_whole(tmp_path: Path) -> None:
    made = rewritten(
        proposed(NEED, Edit(RULES, ("hands_over",), REMOVE)), PUBLISHED, "mine.yaml", "ä: 1", "t"
    )
    made = rewritten(made, PUBLISHED, "gates.yaml", None, "t")
    Proposals(tmp_path / "p").change("Ann Ä/../x", lambda _: made)
    assert Proposals(tmp_path / "p").load("Ann Ä/../x") == made
    assert Proposals(tmp_path / "p").load("bob") is None
    assert Proposals(tmp_path / "p").authors() == ("ann",)


def test_a_change_that_fails_leaves_what_was_kept(tmp_path: Path) -> None:
    kept = Proposals(tmp_path)
    kept.change("ann", lambda _: START)

    def fails(_: Proposal | None) -> Proposal:
        raise Mistakes([])

    with pytest.raises(Mistakes):
        kept.change("ann", fails)
    assert kept.load("ann") == START
    kept.discard("ann")
    assert kept.load("ann") is None


def test_two_tabs_of_one_author_lose_no_edit(tmp_path: Path) -> None:
    def work(numbers: range) -> None:
        for number in numbers:
            edit = Edit("mine.yaml", (f"rule_{number}",), "x")

            def make(was: Proposal | None, edit: Edit = edit) -> Proposal:
                return edited(was or START, PUBLISHED, [edit], "one more", "t")

            Proposals(tmp_path).change("ann", make)

    tabs = [Thread(target=work, args=(range(start, start + 8),)) for start in (0, 8, 16)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    made = Proposals(tmp_path).load("ann")
    assert made is not None
    assert len(made.steps) == 24
    assert str(made.mine["mine.yaml"]).count("rule_") == 24


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"form": 9}', '{"form": 1, "author": "a"}', "["])
def test_a_damaged_or_newer_proposal_is_told_and_stays(tmp_path: Path, text: str) -> None:
    kept = Proposals(tmp_path)
    kept.change("ann", lambda _: START)
    (file,) = tmp_path.glob("*.json")
    file.write_text(text, "utf-8")
    with pytest.raises(ProposalsUnavailable, match=r"damaged|newer version"):
        kept.change("ann", lambda _: None)
    assert file.read_text("utf-8") == text


def test_what_is_kept_can_be_read_by_nobody_else(tmp_path: Path) -> None:
    Proposals(tmp_path).change("ann", lambda _: START)
    (file,) = tmp_path.glob("*.json")
    assert file.stat().st_mode & 0o077 == 0
    assert json.loads(file.read_text("utf-8"))["author"] == "ann"
