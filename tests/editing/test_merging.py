"""Two people's changes come together where they touch different values; the rest is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.editing.edits import Value
from advisor.editing.lines import together
from advisor.editing.merging import Conflict, merged
from advisor.editing.splicing import REMOVE, Edit, spliced
from advisor.editing.trees import at, changes, tree_in
from advisor.loading.text.nodes import Path
from tests.loading.small import quick

FIRST = """\
# The rules.

one:
  says: One.   # the first
  adds: {need: 1, breadth: 2}
  sources: [a, b]

two:
  says: Two.
  adds: {need: 1}
"""


def with_edits(*edits: tuple[Path, object], text: str = FIRST) -> str:
    """The text with edits made."""
    made = [Edit("a", path, value) for path, value in edits]  # type: ignore[arg-type]
    return spliced({"a": text}, made)["a"]


def test_changes_of_different_values_merge_by_themselves() -> None:
    mine = with_edits((("one", "adds", "need"), 2), (("three",), {"says": "Three."}))
    theirs = with_edits((("one", "adds", "breadth"), 3), (("two",), REMOVE))
    found = merged("a", FIRST, mine, theirs)
    assert found.conflicts == ()
    assert tree_in(found.text) == {
        "one": {"says": "One.", "adds": {"need": "2", "breadth": "3"}, "sources": ["a", "b"]},
        "three": {"says": "Three."},
    }
    assert "   # the first" in str(found.text)


@pytest.mark.parametrize(
    ("mine", "theirs", "path"),
    [
        ((("one", "adds", "need"), 2), (("one", "adds", "need"), 3), ("one", "adds", "need")),
        ((("one", "sources"), ["a"]), (("one", "sources"), ["b"]), ("one", "sources")),
        ((("one", "says"), "Mine."), (("one",), REMOVE), ("one",)),
        ((("one",), REMOVE), (("one", "says"), "Theirs."), ("one",)),
        ((("new",), {"says": "Mine."}), (("new",), {"says": "Theirs."}), ("new", "says")),
    ],
)
def test_the_same_value_changed_twice_is_told_with_both_versions_and_either_can_be_kept(
    mine: tuple[Path, object], theirs: tuple[Path, object], path: Path
) -> None:
    ours, others = with_edits(mine), with_edits(theirs)
    (conflict,) = merged("a", FIRST, ours, others).conflicts
    trees = [tree_in(text) or {} for text in (FIRST, ours, others)]
    if path != ("new", "says"):
        assert conflict == Conflict("a", path, *(at(tree, path) for tree in trees))
    for side, tree in (("mine", trees[1]), ("theirs", trees[2])):
        kept = merged("a", FIRST, ours, others, {conflict.key: side})  # type: ignore[dict-item]
        assert kept.conflicts == ()
        assert at(tree_in(kept.text) or {}, conflict.path) == at(tree, conflict.path)


def test_the_same_change_made_twice_is_no_conflict() -> None:
    both = with_edits((("one", "adds", "need"), 2))
    mine = with_edits((("two", "says"), "Other."), text=both)
    assert merged("a", FIRST, mine, both).text == mine


def test_comments_of_both_stay() -> None:
    mine = FIRST.replace("# The rules.", "# The rules, and mine.")
    theirs = FIRST.replace("  says: Two.", "  # theirs\n  says: Two.")
    text = str(merged("a", FIRST, mine, theirs).text)
    assert "and mine" in text
    assert "# theirs" in text


def test_a_comment_that_would_be_lost_makes_the_whole_file_a_conflict() -> None:
    mine = FIRST.replace("One.   # the first", "One!   # mine now")
    theirs = with_edits((("one", "adds", "need"), 3)).replace("# the first", "# theirs now")
    (conflict,) = merged("a", FIRST, mine, theirs).conflicts
    assert (conflict.path, conflict.mine, conflict.theirs) == ((), mine, theirs)
    assert merged("a", FIRST, mine, theirs, {("a", ()): "mine"}).text == mine


@pytest.mark.parametrize(
    ("mine", "theirs"), [("a: [", FIRST + "b: 1\n"), (None, FIRST + "b: 1\n"), (FIRST, "a: [")]
)
def test_a_file_that_cannot_be_read_or_is_gone_is_a_conflict_as_a_whole(
    mine: str | None, theirs: str
) -> None:
    mine = mine if mine != FIRST else FIRST + "c: 1\n"
    (conflict,) = merged("a", FIRST, mine, theirs).conflicts
    assert (conflict.path, conflict.mine, conflict.theirs) == ((), mine, theirs)
    assert merged("a", FIRST, mine, theirs, {("a", ()): "mine"}).text == mine


LEAVES = st.integers(0, 3).map(str)
TREES = st.dictionaries(
    st.sampled_from("abcd"), LEAVES | st.dictionaries(st.sampled_from("xyz"), LEAVES), min_size=1
)


def _text(tree: Value) -> str:
    return spliced({}, [Edit("a", (), tree)])["a"]


@quick
@given(TREES, TREES, TREES)
def test_a_merge_holds_every_change_of_both_and_where_they_clash_of_the_side_that_is_kept(
    first: Value, mine: Value, theirs: Value
) -> None:
    texts = _text(first), _text(mine), _text(theirs)
    conflicts = merged("a", *texts).conflicts
    trees = [tree_in(text) or {} for text in texts]
    for side, tree in (("mine", trees[1]), ("theirs", trees[2])):
        kept = merged("a", *texts, {conflict.key: side for conflict in conflicts})  # type: ignore[misc]
        assert kept.conflicts == ()
        made = tree_in(kept.text) or {}
        assert [c for c in changes(trees[0], tree) if at(made, c.path) != c.new] == []
    if not conflicts:
        made = tree_in(merged("a", *texts).text) or {}
        both = [*changes(trees[0], trees[1]), *changes(trees[0], trees[2])]
        assert [c for c in both if at(made, c.path) != c.new] == []


LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "d\n"]), max_size=6).map("".join)


@quick
@given(LINES, LINES, LINES)
def test_lines_of_one_side_alone_are_that_side(first: str, mine: str, theirs: str) -> None:
    assert together(first, mine, first) == mine
    assert together(first, first, theirs) == theirs
    assert together(first, mine, mine) == mine
    assert together(first, mine, theirs) == together(first, theirs, mine)
