"""The first row of a table -> what each column holds, matched by id or by wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from advisor.conditions import Place
from advisor.loading.sheets.holding import KEYS
from advisor.loading.tables.answers import plain
from advisor.loading.text.words import quoted, short
from advisor.mistakes import Mistake
from advisor.questionnaire import Questionnaire

NAMES = ("company", "companyname", "name", "client", "id")
"""Columns that may say which company a row is about; the first of these names it."""
TOLD_AT_MOST = 10
"""Columns that are named when they are passed over."""
COLUMNS_AT_MOST = 1_000
LONGEST_TITLE = 500
MISSPELT = 0.85
"""How alike a column's title and a question's id are when it was probably meant."""

Holds = tuple[str, str]
"""A responsibility and which of its two words a column holds: ("r01", "owner")."""


@dataclass(frozen=True)
class Columns:
    """Where everything stands in a table: positions of columns, and the header of each.

    `unused`: headers that name nothing we know; their columns are passed over. `doubtful`: what is
    wrong with those of them that were probably meant.
    """

    header: tuple[str, ...]
    questions: Mapping[str, int]
    held: Mapping[Holds, int]
    name: int | None
    unused: tuple[str, ...] = ()
    doubtful: tuple[Mistake, ...] = ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """What to tell of columns that are passed over: first of those that were meant."""
        told = [doubt.message for doubt in self.doubtful[:TOLD_AT_MOST]]
        if self.unused:
            named = ", ".join(self.unused[:TOLD_AT_MOST])
            over = len(self.unused) - TOLD_AT_MOST
            more = f" and {over} more" if over > 0 else ""
            told.append(f"Columns that are no question, and were not read: {named}{more}.")
        return tuple(told)


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
    mistakes = [*_twice(name, titles, found)]
    unused = [t for i, t in enumerate(titles) if t and i not in found and i != named]
    doubtful = [m for title in unused if (m := _doubt(name, title, known, questionnaire))]
    if not found:
        mistakes += [_no_question(name), *doubtful]
    return Columns(
        header=titles,
        questions={t: p for p, t in found.items() if isinstance(t, str)},
        held={t: p for p, t in found.items() if isinstance(t, tuple)},
        name=named,
        unused=tuple(map(short, unused)),
        doubtful=tuple(doubtful),
    ), mistakes


def _plain(title: str) -> str:
    """A header as it is compared: "Head count" is "headcount"."""
    return plain(title[:LONGEST_TITLE]).replace(" ", "")


def may_name(title: str) -> bool:
    """Whether a column with this header may say which company a row is about."""
    return _plain(title) in NAMES


def held_title(row: str, key: str) -> str:
    """The header of one of a responsibility's two columns."""
    return f"{row}.{key}"


def _known(questionnaire: Questionnaire) -> dict[str, str | Holds]:
    """What a column holds, by what its header may be: id, wording, or as sentences name it."""
    known: dict[str, str | Holds] = {}
    for row, responsibility in questionnaire.responsibilities.items():
        for key in KEYS:
            for title in (held_title(row, key), f"{responsibility.text} {key}"):
                known[_plain(title)] = (row, key)
    questions = questionnaire.questions.values()
    # A single word, such as "delivery", may head a column of something else.
    said = {q: _plain(q.says) for q in questionnaire.questions.values() if " " in q.says}
    several = Counter(said.values())
    known |= {name: q.id for q, name in said.items() if several[name] == 1}
    known |= {_plain(question.ask): question.id for question in questions}
    return known | {_plain(question.id): question.id for question in questions}


def _naming_column(
    titles: Sequence[str], found: Mapping[int, object], questionnaire: Questionnaire
) -> int | None:
    bare = [_plain(title) if i not in found else "" for i, title in enumerate(titles)]
    names = (n for n in NAMES if n in bare and n not in questionnaire.questions)
    return next((bare.index(n) for n in names), None)


def _too_many(name: str, titles: Sequence[str]) -> Iterator[Mistake]:
    if len(titles) > COLUMNS_AT_MOST:
        what = f"The table has {len(titles):,} columns; {COLUMNS_AT_MOST:,} is the most."
        yield Mistake(_first_row(name), what, "Keep those that hold answers.")


def _twice(name: str, titles: Sequence[str], found: Mapping[int, str | Holds]) -> Iterator[Mistake]:
    first: dict[object, int] = {}
    for position, target in found.items():
        if target in first:
            one, other = first[target], position
            what = (
                f"Columns {one + 1} ({quoted(titles[one])}) and {other + 1} "
                f"({quoted(titles[other])}) both hold the same question."
            )
            yield Mistake(_first_row(name), what, "Remove one of them.")
        first.setdefault(target, position)


def _doubt(
    name: str, title: str, known: Mapping[str, str | Holds], questionnaire: Questionnaire
) -> Mistake | None:
    """What is wrong with a column that was probably meant to be a question."""
    if title in questionnaire.shares:
        what = f"Column {quoted(title)} was not read: it is worked out from who does what."
        return Mistake(_first_row(name), what, "Nobody answers it: remove the column.")
    near = get_close_matches(_plain(title), known, n=1, cutoff=MISSPELT)
    if not near:
        return None
    meant = known[near[0]]
    called = held_title(*meant) if isinstance(meant, tuple) else meant
    asked = questionnaire.questions.get(called)
    remedy = f"Did you mean {called}?"
    if asked:
        remedy = f'Did you mean "{asked.ask}"? Then name the column so, or {called}.'
    return Mistake(_first_row(name), f"Column {quoted(title)} was not read.", remedy)


def _no_question(name: str) -> Mistake:
    what = "No column of the table is a question."
    remedy = (
        "Write the questions' own words, or ids such as headcount, into its first row; the "
        "template has them all (python -m advisor batch --template FILE)."
    )
    return Mistake(_first_row(name), what, remedy)


def _first_row(name: str) -> Place:
    return Place(name, 1, counted="row")
