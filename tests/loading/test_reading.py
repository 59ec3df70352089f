"""Texts become nodes that know where they stand; nothing hostile gets further than a mistake."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from advisor.loading.text.decoding import BYTES_AT_MOST, unseen
from advisor.loading.text.nodes import List, Map, Text, plain
from advisor.loading.text.reading import DEPTH_AT_MOST, VALUES_AT_MOST, read
from tests.loading import small

LOADED = {"a": "yes", "b": ["1:30", "012", "2024-01-01", "1e3", "~"], "c": {"no": "x: y # z"}}
TEXT = 'a: yes\nb: [1:30, 012, 2024-01-01, 1e3, ~]\nc:\n  no: "x: y # z"\n'


def told(content: str | bytes) -> str:
    """The one mistake of a text, with its line and column."""
    (mistake,) = read("f", content).mistakes
    return f"{mistake.place.line}:{mistake.place.column} {mistake.message}"


def test_every_scalar_stays_the_text_that_was_typed() -> None:
    document = read("f", TEXT)
    assert document.root is not None
    assert plain(document.root) == LOADED


@pytest.mark.parametrize("before", ["", "\ufeff", "# Überschrift 😀\n"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_value_can_be_replaced_at_its_characters(before: str, ends: str) -> None:
    content = (before + TEXT).replace("\n", ends)
    document = read("f", content.encode())
    assert isinstance(document.root, Map)
    times = document.root.values["b"]
    assert isinstance(times, List)
    second = times.values[1]
    assert isinstance(second, Text)
    edited = document.text[: second.span.start] + "013" + document.text[second.span.end :]
    assert edited == content.removeprefix("\ufeff").replace("012", "013")
    line = 3 if "#" in before else 2
    assert (second.span.line, second.span.column) == (line, 11)


def test_a_quoted_value_spans_its_quotation_marks_and_a_map_its_whole() -> None:
    document = read("f", TEXT)
    assert isinstance(document.root, Map)
    below = document.root.values["c"]
    assert isinstance(below, Map)
    quoted = below.values["no"]
    assert isinstance(quoted, Text)
    assert TEXT[quoted.span.start : quoted.span.end] == '"x: y # z"'
    assert not quoted.plain
    assert TEXT[below.span.start : below.span.end].startswith("no:")


def test_an_emoji_written_as_two_escapes_is_one_character() -> None:
    document = read("f", json.dumps({"company": "Rocket 🚀 \\ud83d"}))
    assert document.root is not None
    assert plain(document.root) == {"company": "Rocket 🚀 \\ud83d"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a: b\nc: \xff", "2:4 The file is not UTF-8 text from here on."),
        ("a: b".encode("utf-16"), "0:0 The file is saved as UTF-16."),
        ("a: b\nc: \0", "2:4 There is a character here that cannot be seen (U+0000)."),
        ("a: \u202eb", "1:4 There is a character here that cannot be seen (U+202E)."),
        ("a: \ud800", "1:4 There is a character here that cannot be seen (U+D800)."),
        ('a: "\\a"', "1:4 There is a character here that cannot be seen (U+0007)."),
        ("a: " + "b" * BYTES_AT_MOST, "0:0 The file is larger than 512 KB."),
        ("[" * 50_000, f"1:{DEPTH_AT_MOST + 1} The file is nested more than 30 steps deep."),
        ("{a: " * 50_000, "1:121 The file is nested more than 30 steps deep."),
        ("- " * 50_000, "1:61 The file is nested more than 30 steps deep."),
        ("[" + "a," * (VALUES_AT_MOST + 1), "1:100000 The file holds more than 50,000 values."),
        ("a: &a [x, x]\nb: [*a, *a]", "1:4 A text that begins with & or * is a reference"),
        ("a: !!python/object/apply:os.system [ls]", "1:4 A text that begins with ! is a type mark"),
        ("? {a: b}\n: c", "1:3 A list or a bracket stands where a key is expected."),
        ("a: 1\n---\nb: 2", "2:1 A second document begins here."),
        ("a: |x", "1:5 A text cannot begin with > or | here."),
        ("a: @b", "1:4 A text cannot begin with @."),
        ("a: * b", "1:5 A text cannot begin with & or *."),
        ("a: b\n\n\tc: d", "3:1 There is a tab character here."),
        ("a: 'b\nc: d", "1:4 A quotation mark that was opened in line 1 is never closed."),
        ("- a\nb: c", "2:1 A list stands beside keys here."),
        ("a: [", "1:5 The file ends before something that was opened is closed."),
        ("a: }", "1:4 This line cannot be read."),
    ],
    ids=range(23),
)
def test_what_cannot_be_read_is_told_in_plain_words(content: str | bytes, words: str) -> None:
    assert told(content).startswith(words)


def test_a_comment_is_told_only_where_it_may_be_none() -> None:
    assert read("f", "a: b # comment\nc: 'd #1'\n#e\nf: g#h\n").mistakes == ()
    assert "taken as a comment" in told("a: we are #1\n")


@small.quick
@given(st.one_of(st.text(), st.binary(), st.text("[]{}:,-?!&*#|>'\"% \n\tab")))
@example("a: b: c\n")
@example("%YAML 9.9\n---\n")
@example("? ")
def test_nothing_that_is_read_raises(content: str | bytes) -> None:
    document = read("f", content)
    assert (document.root is None) <= bool(document.mistakes)


Words = st.text().map(str.strip).filter(lambda text: not unseen(text))
# YAML takes a key of up to 1,024 characters on the line that it is written on.
Keys = Words.filter(lambda text: len(json.dumps(text)) <= 1000)


@small.quick
@given(
    st.recursive(
        Words,
        lambda below: st.lists(below, max_size=4) | st.dictionaries(Keys, below, max_size=4),
        max_leaves=12,
    )
)
def test_json_texts_are_read_whole(value: object) -> None:
    whole = {"v": value}
    for text in (json.dumps(whole), json.dumps(whole, ensure_ascii=False, indent="\t")):
        document = read("f", text)
        assert document.mistakes == ()
        assert document.root is not None
        assert plain(document.root) == whole


HOSTILE = """
from pathlib import Path
from advisor.loading.text.reading import read
laughs = "a: &a [x,x,x,x,x,x,x,x,x]\\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\\n" for i in range(20))
for text in (
    "[" * 50_000, "{a: " * 50_000, "- " * 200_000, "? " * 200_000, laughs,
    "a" * 10_000_000, b"\\xff" * 10_000_000, "[" + "a," * 250_000, "\\0" * 500_000,
    "\\n".join(f"k{i}: 1" for i in range(50_000)), '"' + "\\\\u" * 200_000, "!" * 500_000,
    "a: " + "'" * 500_000, "#" * 500_000, "%" * 500_000, "&a " * 150_000, "a:" * 250_000,
):
    assert read("f", text).mistakes or text[0] == "#" or text[:4] == "a: '", text[:20]
# What getrusage tells would count what the program that started this one held.
(most,) = (line for line in Path("/proc/self/status").open() if line.startswith("VmHWM"))
print(int(most.split()[1]) // 1024)
"""


def test_hostile_files_take_little_memory() -> None:
    limit = 600 * 1024 * 1024
    run = subprocess.run(
        [sys.executable, "-c", HOSTILE],
        cwd=Path(__file__).parents[2],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) < 200
