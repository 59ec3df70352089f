"""The first row of a table -> what each column holds, matched by id or by wording."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from advisor.conditions import Place
from advisor.loading.sheets.holding import KEYS
from advisor.loading.text.words import quoted, short
from advisor.mistakes import Mistake
from advisor.questionnaire import Questionnaire

NAMES = ("name", "id", "company")
"""Columns that may say which company a row is about; the first found names it."""
COLUMNS_AT_MOST = 1_000
LONGEST_TITLE = 500
MISSPELT = 0.85
"""How alike a column's title and a question's id are when it was probably meant."""
_NOT_WORDS = re.compile(r"[^\w]+")

Holds = tuple[str, str]
"""A responsibility and which of its two words a column holds: ("r01", "owner")."""


@dataclass(frozen=True)
class Columns:
    """Where everything stands in a table: positions of columns, and the header of each.

    `unused`: headers that name nothing we know; their columns are passed over.
    """

    header: tuple[str, ...]
    questions: Mapping[str, int]
    held: Mapping[Holds, int]
    name: int | None
    unused: tuple[str, ...] = field(default=())


def matched(
    name: str, header: Sequence[str], questionnaire: Questionnaire
) -> tuple[Columns, list[Mistake]]:
    """What each column of the table called `name` holds, and what is wrong with the header."""
    if too_many := list(_too_many(name, header)):
        return Columns(tuple(header), {}, {}, None), too_many
    known = _known(questionnaire)
    titles = tuple(title.strip() for title in header)
    found = {
        position: known[key] for position, t in enumerate(titles) if (key := _plain(t)) in known
    }
    named = _naming_column(titles, found, questionnaire)
    mistakes = [*_twice(name, found)]
    unused = []
    for position, title in enumerate(titles):
        if position in found or position == named or not title:
            continue
        mistake = _misspelt(name, title, questionnaire)
        mistakes += [mistake] if mistake else []
        unused.append(short(title))
    if not found and not mistakes:
        mistakes = [_no_question(name)]
    return Columns(
        header=titles,
        questions={t: p for p, t in found.items() if isinstance(t, str)},
        held={t: p for p, t in found.items() if isinstance(t, tuple)},
        name=named,
        unused=tuple(unused),
    ), mistakes


def _plain(title: str) -> str:
    """A header as it is compared: small letters, single spaces, no punctuation."""
    return _NOT_WORDS.sub(" ", title[:LONGEST_TITLE].casefold().replace("_", " ")).strip()


def held_title(row: str, key: str) -> str:
    """The header of one of a responsibility's two columns."""
    return f"{row}.{key}"


def _known(questionnaire: Questionnaire) -> dict[str, str | Holds]:
    known: dict[str, str | Holds] = {}
    for row, responsibility in questionnaire.responsibilities.items():
        for key in KEYS:
            for title in (held_title(row, key), f"{responsibility.text} {key}"):
                known[_plain(title)] = (row, key)
    for question in questionnaire.questions.values():
        known[_plain(question.ask)] = question.id
    return known | {_plain(question): question for question in questionnaire.questions}


def _naming_column(
    titles: Sequence[str], found: Mapping[int, object], questionnaire: Questionnaire
) -> int | None:
    plain = [_plain(title) if i not in found else "" for i, title in enumerate(titles)]
    names = (n for n in NAMES if n in plain and n not in questionnaire.questions)
    return next((plain.index(n) for n in names), None)


def _too_many(name: str, titles: Sequence[str]) -> Iterator[Mistake]:
    if len(titles) > COLUMNS_AT_MOST:
        what = f"The table has {len(titles):,} columns; {COLUMNS_AT_MOST:,} is the most."
        yield Mistake(_first_row(name), what, "Keep those that hold answers.")


def _twice(name: str, found: Mapping[int, str | Holds]) -> Iterator[Mistake]:
    first: dict[object, int] = {}
    for position, target in found.items():
        if target in first:
            one, other = first[target] + 1, position + 1
            asked = target if isinstance(target, str) else held_title(*target)
            what = f"Columns {one} and {other} both hold {asked}."
            yield Mistake(_first_row(name), what, "Remove one of them.")
        first.setdefault(target, position)


def _misspelt(name: str, title: str, questionnaire: Questionnaire) -> Mistake | None:
    """A column that was probably meant to be a question; other columns may stay."""
    if title in questionnaire.shares:
        what = f"{title} is worked out from the responsibilities; nobody answers it."
        return Mistake(_first_row(name), what, "Remove the column.")
    ids = {_plain(question): question for question in questionnaire.questions}
    near = get_close_matches(_plain(title), ids, n=1, cutoff=MISSPELT)
    if not near:
        return None
    remedy = f"Did you mean {quoted(ids[near[0]])}?"
    return Mistake(_first_row(name), f"There is no question {quoted(title)}.", remedy)


def _no_question(name: str) -> Mistake:
    what = "No column of the table is a question."
    remedy = (
        "Write question ids such as headcount, or the questions' own words, into its first row; "
        "python -m advisor batch --template FILE writes a table to fill in."
    )
    return Mistake(_first_row(name), what, remedy)


def _first_row(name: str) -> Place:
    return Place(name, 1, counted="row")
