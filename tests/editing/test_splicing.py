"""An edit changes the value that it names and no other character of the files."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from advisor.editing.edits import changed, tree_of
from advisor.editing.splicing import REMOVE, Edit, spliced
from advisor.editing.writing import WIDTH
from advisor.loading import RULES, load_texts
from advisor.loading.text.folder import texts_of
from advisor.loading.text.nodes import List, Map, Node, Plain, Text, plain
from advisor.loading.text.nodes import Path as Way
from advisor.loading.text.reading import read
from advisor.mistakes import Mistakes

SHIPPED = {name: text.decode() for name, text in texts_of(RULES).items()}
LOOKED_AT = ("gates.yaml", "decision.yaml", "rulebook.yaml", "questions/company.yaml")
TEXT = """\
# What the file is for.

stretched:   # the first rule
  says: "{ceo_direct_reports}: too many"  # in quotation marks
  when: {ceo_direct_reports: stretched and above, headcount: large}
  adds: {need: 2}   # points
  sources: [judgement, 's2: article']
  caution: >-   # folded
    Assistants and advisers inflate the count; about ten is normal in large firms, and more in
    some.

  # about the steps
  steps:
    1: First

    2: Second # seven
  note:
plain_text: wrapped by
  its author
listed:
- one
- says: two
  of: [a, b]
-
  three
kept: |
  line one

  line two
# the end
"""

CONDITION = "ceo_direct_reports: stretched and above, "
FOLDED = TEXT[TEXT.index(">-") : TEXT.index("\n  # about")]


def after(value: object, *path: str | int, text: str = TEXT) -> str:
    """The text with one edit made."""
    return spliced({"a.yaml": text}, [Edit("a.yaml", path, value)])["a.yaml"]  # type: ignore[arg-type]


def tree(text: str) -> Plain:
    """What the strict reader finds."""
    document = read("a.yaml", text)
    assert document.root is not None
    return plain(document.root)


def ways(node: Node, path: Way = ()) -> Iterator[tuple[Way, Node]]:
    """Every value with its path."""
    yield path, node
    if isinstance(node, Map):
        for key, below in node.values.items():
            yield from ways(below, (*path, key))
    elif isinstance(node, List):
        for position, below in enumerate(node.values):
            yield from ways(below, (*path, position))


def places(text: str) -> list[tuple[Way, Node]]:
    """Every value below the root."""
    root = read("a.yaml", text).root
    assert root is not None
    return [(path, node) for path, node in ways(root) if path]


SIGNS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Cn"))
WORDS = st.text(SIGNS | st.sampled_from(list(": #,[]{}'\"\\|>-?&*!%@`~\n")), max_size=12)
SENTENCES = st.lists(WORDS, max_size=25).map(" ".join)
TEXTS = WORDS | SENTENCES | st.sampled_from(["yes", "no", "null", "~", "2", "1:30", "- a", "# a"])
KEYS = st.text(SIGNS | st.sampled_from(list(": #,{}")), min_size=1, max_size=8)
VALUES = st.recursive(
    TEXTS | st.integers(-99, 99),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(KEYS, below, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150)
@given(st.data())
def test_what_is_read_after_an_edit_differs_in_the_edited_value_alone(data: st.DataObject) -> None:
    text = TEXT.replace("\n", data.draw(st.sampled_from(["\n", "\r\n"])))
    path, _ = data.draw(st.sampled_from(places(text)))
    value = data.draw(VALUES | st.just(REMOVE))
    assume(value is REMOVE or "\ufeff" not in str(value))
    wanted = changed(tree(text), path, value if value is REMOVE else tree_of(value))
    made = after(value, *path, text=text)
    assert tree(made) == wanted
    assert ("\r\n" in made) == ("\r\n" in text)


@settings(max_examples=60)
@given(st.data())
def test_a_new_key_and_a_new_item_stand_where_they_were_put(data: st.DataObject) -> None:
    holders = [(p, n) for p, n in places(TEXT) if not isinstance(n, Text)]
    path, node = data.draw(st.sampled_from(holders))
    part = data.draw(KEYS).strip() if isinstance(node, Map) else len(node.values)
    assume(part != "" and not (isinstance(node, Map) and part in node.values))
    value = data.draw(VALUES)
    made = after(value, *path, part, text=TEXT)
    assert tree(made) == changed(tree(TEXT), (*path, part), tree_of(value))
    lines = iter(made.splitlines())
    untouched = [line for line in TEXT.splitlines() if line.endswith(("rule", "steps", "seven"))]
    assert all(line in lines for line in untouched)


@pytest.mark.parametrize("name", LOOKED_AT)
@settings(max_examples=30)
@given(st.data())
def test_only_the_lines_of_the_edited_value_change_and_the_old_one_restores_the_file(
    name: str, data: st.DataObject
) -> None:
    text = SHIPPED[name]
    texts = [(path, node) for path, node in places(text) if isinstance(node, Text)]
    path, node = data.draw(st.sampled_from(texts))
    made = after(data.draw(TEXTS), *path, text=text)
    span = node.span
    last = span.line + text[span.start : span.end].rstrip().count("\n")
    before, behind = text.splitlines()[: span.line - 1], text.splitlines()[last:]
    lines = made.splitlines()
    assert lines[: len(before)] == before
    assert lines[len(lines) - len(behind) :] == behind
    back = after(node.value, *path, text=made)
    natural = node.plain and span.column - 1 + len(node.value) <= WIDTH
    assert back == text or not natural


def test_every_plain_value_of_a_shipped_file_can_be_set_and_set_back() -> None:
    text = SHIPPED["dimensions.yaml"]
    for path, node in places(text):
        if isinstance(node, Text) and node.plain:
            made = after("{a}: b, c", *path, text=text)
            assert made != text
            assert after(node.value, *path, text=made) == text


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("stretched", "adds", "need"), 1, "adds: {need: 2}  ", "adds: {need: 1}  "),
        (("stretched", "adds", "depth"), -1, "{need: 2}   #", "{need: 2, depth: -1}   #"),
        (("stretched", "steps", "1"), "a: b", "1: First", '1: "a: b"'),
        (("stretched", "says"), "Many report.", '"{ceo_direct_reports}: too many"', "Many report."),
        (("stretched", "sources", 1), "s2: b", "'s2: article'", "'s2: b'"),
        (("stretched", "sources"), ["judgement"], ", 's2: article'", ""),
        (("stretched", "when", "headcount"), REMOVE, ", headcount: large", ""),
        (("stretched", "when", "ceo_direct_reports"), REMOVE, CONDITION, ""),
        (("stretched", "off"), True, "  note:\n", "  note:\n  off: yes\n"),
        (("stretched", "note"), "Said", "  note:\n", "  note: Said\n"),
        (("stretched", "note"), REMOVE, "  note:\n", ""),
        (("stretched", "steps", 2), REMOVE, "    2: Second # seven\n", ""),
        (("stretched", "caution"), "Few.", FOLDED, "Few.   # folded\n"),
        (("listed", 0), REMOVE, "- one\n", ""),
        (("listed", 1, "says"), REMOVE, "- says: two\n  of:", "- of:"),
        (("listed", 3), "four", "  three\n", "  three\n- four\n"),
        (("kept",), "line one\n\nline three", "line two", "line three"),
        (("stretched",), REMOVE, TEXT[TEXT.index("stretched") : TEXT.index("plain_text")], ""),
    ],
)  # fmt: skip
def test_an_edit_touches_this_and_nothing_else(
    path: Way, value: object, old: str, new: str
) -> None:
    assert TEXT.count(old) == 1
    assert after(value, *path) == TEXT.replace(old, new)


def test_an_entry_at_the_end_is_set_off_by_a_blank_line_where_the_others_are() -> None:
    rule = {
        "says": "{headcount} are many.",
        "when": {"headcount": "large and above"},
        "adds": {"need": 1},
        "sources": ["judgement"],
        "caution": "word " * 30,
    }
    made = after(rule, "many", text=SHIPPED["leadership.yaml"])
    assert made.removeprefix(SHIPPED["leadership.yaml"]) == (
        "\nmany:\n"
        '  says: "{headcount} are many."\n'
        "  when: {headcount: large and above}\n"
        "  adds: {need: 1}\n"
        "  sources: [judgement]\n"
        "  caution: >-\n"
        f"    {'word ' * 18}word\n"
        f"    {'word ' * 10}word\n"
    )
    made = after(rule, "many", text=SHIPPED["dimensions.yaml"])
    assert "\n\nmany:" not in made


def test_a_band_is_put_in_between_when_the_bands_are_set_in_their_order() -> None:
    bands = {"a": 1, "b": 2, "c": 3}
    text = "q:\n  bands: {a: 1, c: 3}  # edges\n"
    assert after(bands, "q", "bands", text=text) == "q:\n  bands: {a: 1, b: 2, c: 3}  # edges\n"
    text = "q:\n  bands:\n    a: 1 # one\n    c: 3\n"
    assert "a: 1 # one\n    b: 2\n    c: 3\n" in after(bands, "q", "bands", text=text)


def test_an_edited_rulebook_loads_with_the_new_value() -> None:
    texts = spliced(
        SHIPPED,
        [
            Edit("questions/company.yaml", ("headcount", "bands", "small"), 12),
            Edit("leadership.yaml", ("ceo_is_a_founder", "adds"), {"need": 2, "breadth": 2}),
        ],
    )
    rulebook = load_texts(texts)
    assert rulebook.questionnaire.questions["headcount"].bands[1].start == 12
    assert {name for name in texts if texts[name] != SHIPPED[name]} == {
        "questions/company.yaml",
        "leadership.yaml",
    }


def test_a_file_can_be_made_and_taken_away() -> None:
    made = spliced({}, [Edit("mine.yaml", ("a",), {"says": "New."})])
    assert made == {"mine.yaml": "a:\n  says: New.\n"}
    assert spliced(made, [Edit("mine.yaml", (), REMOVE)]) == {}


def test_a_mark_at_the_beginning_of_a_file_stays() -> None:
    assert after(2, "a", text="\ufeffa: 1\r\nb: 2\r\n") == "\ufeffa: 2\r\nb: 2\r\n"


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (Edit("a.yaml", ("gone",), REMOVE), "nothing here any more"),
        (Edit("a.yaml", ("plain_text", "x"), "y"), "holds nothing further in"),
        (Edit("a.yaml", ("listed", 7), "y"), "only 3 items"),
        (Edit("a.yaml", ("gone", "says"), "y"), "no gone here any more"),
        (Edit("a.yaml", ("plain_text",), "a\u202eb"), "cannot be seen (U+202E)"),
        (Edit("a.yaml", ("a\x00b",), "c"), "cannot be seen (U+0000)"),
        (Edit("b.yaml", (), REMOVE), "no such file"),
    ],
)
def test_an_edit_that_cannot_be_made_says_why(edit: Edit, words: str) -> None:
    with pytest.raises(Mistakes) as caught:
        spliced({"a.yaml": TEXT}, [edit])
    assert words in str(caught.value)
    assert edit.file in str(caught.value)


def test_a_file_with_a_mistake_names_it_and_is_not_touched() -> None:
    with pytest.raises(Mistakes) as caught:
        after(1, "a", text='a: "open\n')
    assert "never closed" in str(caught.value)
