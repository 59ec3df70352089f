"""What a YAML parser's complaint means for the person who wrote the line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from string import Template

Told = tuple[str, str]
"""What is wrong, and the remedy."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """A parser's complaint: its problem and context, the line and the character it stopped at.

    `opened` is the line, counted from 1, where the unfinished thing began; `before` is the part of
    the line before the character.
    """

    problem: str
    context: str
    line: str
    character: str
    opened: int
    before: str = ""


def _says(*parts: str) -> Callable[[Complaint], bool]:
    return lambda c: any(part in f"{c.problem} / {c.context}" for part in parts)


def _looks(pattern: str) -> Callable[[Complaint], bool]:
    return lambda c: re.search(pattern, c.line) is not None


def _tab(complaint: Complaint) -> bool:
    return complaint.character == "\t" or "tab character" in complaint.problem


def _two_colons(complaint: Complaint) -> bool:
    return "mapping values" in complaint.problem and re.search(r":\s", complaint.before) is not None


def _after_quotes(complaint: Complaint) -> bool:
    marks = len(re.findall("[\"']", complaint.line))
    return "expected key" in complaint.problem and marks > 1


READINGS: tuple[tuple[Callable[[Complaint], bool], Told], ...] = (
    (_tab, ("There is a tab character here.", "Use spaces: two for each step inwards.")),
    (
        _looks(r":\s+([<>]=?|[!=]=)\s*[\w.]"),
        (
            "A condition cannot use signs such as > or >=.",
            'Name a band of the question instead, such as "stretched and above".',
        ),
    ),
    (
        _two_colons,
        (
            'A colon followed by a space stands inside a text, as in "one: two".',
            "Put the whole text in double quotation marks, or write it without the colon.",
        ),
    ),
    (
        _looks(r"[:-]\s+\{[a-z][a-z0-9_]*\}\s*[^\s#,}\]]"),
        (
            "A sentence that begins with { is not taken as a sentence.",
            'Put the whole sentence in double quotation marks: "{...} ...".',
        ),
    ),
    (
        _says("mapping values"),
        (
            "This line is taken as part of the one above it.",
            "Check that the line above has a colon after its key, and indent both alike.",
        ),
    ),
    (
        _says("unexpected end of stream"),
        (
            "A quotation mark that was opened in line $opened is never closed.",
            "Close it. A quotation mark inside a text needs the other kind around it.",
        ),
    ),
    (
        _says("document separator", "document indicator"),
        (
            "A text in quotation marks runs into the end of the document.",
            "Close the quotation marks.",
        ),
    ),
    (
        _says("escape", "hexdecimal"),
        (
            "A backslash inside double quotation marks starts a special character.",
            "Write two backslashes for one, or use single quotation marks.",
        ),
    ),
    (
        _looks(r"\bincludes(:| (any|none) of:| (any|none) of \[)"),
        (
            "A condition with includes has no second colon and no [ ].",
            'Write includes a, or in double quotation marks "includes any of a, b".',
        ),
    ),
    (
        _says("flow sequence"),
        (
            "The list opened with [ in line $opened is not closed as it should be.",
            "Check its commas, its quotation marks and its closing ].",
        ),
    ),
    (
        _says("flow mapping"),
        (
            "The bracket { of line $opened is not closed as it should be.",
            "Check its commas, its quotation marks and its closing }. "
            "A text with a comma needs quotation marks there.",
        ),
    ),
    (
        _says("cannot start any token"),
        (
            "A text cannot begin with $character.",
            "Put the whole text in double quotation marks.",
        ),
    ),
    (
        _says("an alias", "an anchor"),
        (
            "A text cannot begin with & or *.",
            "Put the whole text in double quotation marks.",
        ),
    ),
    (
        _says("block scalar"),
        (
            "A text cannot begin with > or | here.",
            "Put the whole text in double quotation marks, or begin it on the next line.",
        ),
    ),
    (
        _says("expected ':'"),
        ("This line has no colon.", 'Write a key, a colon and a space, as in "name: value".'),
    ),
    (
        _says("block sequence entries"),
        (
            "A list with - cannot begin on the same line as its key.",
            "Begin it on the next line, or write it as [a, b].",
        ),
    ),
    (
        _after_quotes,
        (
            "The text goes on after its closing quotation mark.",
            "Put one pair of quotation marks around the whole text. Inside single marks, "
            "write an apostrophe twice.",
        ),
    ),
    (
        _says("expected key"),
        (
            "This line is not in line with the ones above it.",
            "Give it the same indentation as its neighbours, and check that every bracket "
            "and quotation mark above is closed.",
        ),
    ),
    (
        _says("'-' indicator"),
        (
            "A list stands beside keys here.",
            "Give every line of the list its -, or indent the line like its neighbours.",
        ),
    ),
    (
        lambda _: True,
        (
            "This line cannot be read.",
            "Compare its indentation, colons, brackets and quotation marks with a line that works.",
        ),
    ),
)
"""Each reading with the words for it, the surest first; the last always fits. In what is wrong,
$opened stands for the line where it began and $character for where the parser stopped."""


def told(complaint: Complaint) -> Told:
    """The complaint in plain words."""
    what, remedy = next(words for fits, words in READINGS if fits(complaint))
    filled = Template(what).substitute(opened=complaint.opened, character=complaint.character)
    return filled, remedy
