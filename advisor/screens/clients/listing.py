"""The list of assessments: looked through, put in order, chosen from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from advisor.markup import Markup
from advisor.rulebook import Rulebook
from advisor.screens.choosing import LONGEST_SEARCH, looking, search, select, turned
from advisor.screens.clients.found import (
    AWAY,
    COLUMNS,
    EXAMPLES,
    NEWEST_FIRST,
    NONE_YET,
    REVIEWS,
    STATUSES,
    Wanted,
    found,
)
from advisor.screens.clients.today import Weighed
from advisor.screens.clients.told import ALL, BY, CHOOSE, PAGE, Around, key_of, table
from advisor.screens.native import Entries, View, native
from advisor.storage import Assessments, Listed
from advisor.storage.records import Packed
from advisor.wording import grouped


@dataclass(frozen=True)
class Made:
    """A file that was made: how many assessments it holds, or why there is none.

    `missing` are the names of those that were asked for and cannot be read any more.
    """

    count: int = 0
    content: bytes = b""
    missing: tuple[str, ...] = ()
    trouble: str = ""


@dataclass
class Clients:
    """What this tab remembers of the list.

    `chosen` are the tokens of what is ticked. `asked` is what is asked about before it is done,
    `undone` what was put away last and can be brought back at once. `file` was made to be
    downloaded; `arrived` is what a file holds that was given here, `uploads` counts those files.
    """

    wanted: Wanted = field(default_factory=Wanted)
    page: int = 0
    chosen: set[str] = field(default_factory=set)
    asked: str = ""
    undone: tuple[str, ...] = ()
    file: Made | None = None
    arrived: tuple[Packed, ...] = ()
    uploads: int = 0
    weighed: Weighed = field(default_factory=Weighed)


def look_for(here: Clients, rulebook: Rulebook, examples: int, away: int) -> bool:
    """The fields that assessments are looked for with. True where the page should run again.

    `examples` and `away` say how many examples there are, and how many were put away.
    """
    outcomes = {o.id: o.name for o in rulebook.outcomes.values()}
    recommended = {"": "All", **outcomes, NONE_YET: "None yet"}
    offered = {
        "show": {
            "": "All",
            **STATUSES,
            EXAMPLES: f"Examples ({grouped(examples)})",
            AWAY: f"Put away ({grouped(away)})",
        },
        "recommendation": recommended,
        "review": {"": "All", **REVIEWS},
        "by": COLUMNS,
    }

    def take(entries: Entries) -> None:
        for name, value in entries.items():
            if name == "find" and isinstance(value, str):
                _want(here, replace(here.wanted, find=value[:LONGEST_SEARCH]))
            elif name in offered and value in offered[name]:
                _want(here, _entered(here.wanted, name, str(value)))

    return native("sought", lambda: View(_fields(offered), _held(here.wanted)), take)


def _held(wanted: Wanted) -> dict[str, str | bool]:
    return {
        "find": wanted.find,
        "show": wanted.show,
        "recommendation": wanted.recommendation,
        "review": wanted.review,
        "by": wanted.by,
    }


def _want(here: Clients, wanted: Wanted) -> None:
    """Look for something else: from the first page on, with nothing chosen out of sight."""
    if (wanted.by, wanted.falling) == (here.wanted.by, here.wanted.falling):
        here.chosen.clear()
    here.wanted, here.page, here.asked, here.undone = wanted, 0, "", ()


def _entered(wanted: Wanted, name: str, value: str) -> Wanted:
    """What is wanted once a field holds this value."""
    match name:
        case "show":
            return replace(wanted, show=value)
        case "recommendation":
            return replace(wanted, recommendation=value)
        case "review":
            return replace(wanted, review=value)
        case _:
            return _ordered(wanted, value)


def _ordered(wanted: Wanted, column: str) -> Wanted:
    """In the order of this column; the other way round where it is so already."""
    falling = not wanted.falling if column == wanted.by else column == NEWEST_FIRST
    return replace(wanted, by=column, falling=falling)


def _fields(offered: dict[str, dict[str, str]]) -> Markup:
    return looking(
        search("find", "Find a company"),
        select("show", "Show", offered["show"]),
        select("recommendation", "Recommendation", offered["recommendation"]),
        select("review", "Review", offered["review"]),
        # Where the table has no heads to press.
        Markup(f'<div class="narrow">{select("by", "In order of", offered["by"])}</div>'),
    )


@dataclass
class Listing:
    """A page of the list in this run: what is kept, and what it is told with.

    `kept` are the assessments in use, `away` those put away. `person` is the id of who is logged
    in, empty where nobody logs in. `known` holds what was found for each wish in this run.
    """

    here: Clients
    rulebook: Rulebook
    drafts: Assessments
    kept: Sequence[Listed]
    away: Sequence[Listed]
    now: datetime
    person: str
    known: dict[Wanted, tuple[Listed, ...]] = field(default_factory=dict)

    def draw(self) -> bool:
        """Draw it, once what was entered there is taken. True where the page should run again."""
        return native("assessments", self._view, self._take)

    def rows(self) -> tuple[Listed, ...]:
        """All that are looked for, in order."""
        wanted = self.here.wanted
        if wanted not in self.known:
            source = self.away if wanted.show == AWAY else self.kept
            self.known[wanted] = found(self.rulebook, source, wanted, self.now.date())
        return self.known[wanted]

    def _page(self, rows: Sequence[Listed]) -> Sequence[Listed]:
        self.here.page = min(self.here.page, max(len(rows) - 1, 0) // PAGE)
        first = self.here.page * PAGE
        return rows[first : first + PAGE]

    def _view(self) -> View:
        here, rows = self.here, self.rows()
        # Answers may have changed since their recommendation was last shown.
        shown = here.weighed.up_to_date(self.rulebook, self.drafts, self._page(rows))
        today = here.weighed.today(self.rulebook, self.drafts, shown)
        around = Around(self.rulebook, self.now, self.person, today)
        held: dict[str, str | bool] = {
            CHOOSE + key_of(one.token): one.token in here.chosen for one in shown
        }
        held[ALL] = all(held.values())
        return View(table(around, shown, here.wanted, here.page * PAGE, len(rows)), held)

    def _take(self, entries: Entries) -> None:
        here = self.here
        for name, value in entries.items():
            rows = self.rows()
            if name.startswith(CHOOSE):
                key = name.removeprefix(CHOOSE)
                self._choose([one for one in rows if key_of(one.token) == key], value is True)
            elif name == ALL:
                self._choose(self._page(rows), value is True)
            elif (column := name.removeprefix(BY)) in COLUMNS and name.startswith(BY):
                _want(here, _ordered(here.wanted, column))
            elif (page := turned(name, (len(rows) - 1) // PAGE + 1)) is not None:
                here.page = page

    def _choose(self, rows: Sequence[Listed], ticked: bool) -> None:
        tokens = {one.token for one in rows}
        self.here.chosen = self.here.chosen | tokens if ticked else self.here.chosen - tokens
        self.here.asked, self.here.undone = "", ()
