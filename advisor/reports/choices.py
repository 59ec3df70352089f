"""What somebody chooses about a report: for whom, which parts, their own words and figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from advisor.questionnaire import Number
from advisor.reports.model import Logo

Variant = Literal["one_page", "client", "adviser", "role_brief"]
VARIANTS: Mapping[Variant, str] = {
    "one_page": "One page",
    "client": "Client report",
    "adviser": "Adviser copy",
    "role_brief": "Role brief",
}
"""Every variant and its name."""
LONGEST_LINE, LONGEST_PROSE = 200, 5000
"""Characters that a name or a label, and a text of several sentences, may have."""


@dataclass(frozen=True, slots=True)
class Costs:
    """The company's own figures; None where none was given.

    Salary and hiring fee are sums in `currency`; `on_costs` is percent of the salary,
    `hours` is what the search and the start take of the leaders' time, in hours.
    """

    salary_low: Number | None = None
    salary_high: Number | None = None
    on_costs: Number | None = None
    hiring_fee: Number | None = None
    hours: Number | None = None
    currency: str = "US dollars"


@dataclass(frozen=True, slots=True)
class Taken:
    """The decision that was taken: an outcome's id, or what else, in words; why, by whom, when.

    `review` is the day on which it is to be looked at again.
    """

    what: str
    reasons: str = ""
    by: str = ""
    day: date | None = None
    review: date | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything about a report that is not an answer. All text is plain and may be empty.

    `sections`: ids of the chapters to keep (see `contents`); None keeps all of the variant.
    `summary` and `decision` replace the texts that the program writes; an empty line begins a new
    paragraph. `decide_by` and `decided_by`: until when, and by whom, the decision is wanted.
    `version` is a label such as "Draft 2". `notes`: what the adviser noted, by question id ("" for
    the whole company); printed in the adviser copy, and with `notes_for_all` beside the answers of
    the client report. `holders`: responsibility -> owner id, where somebody settled who is to hold
    it. `taken`: the decision, where it was taken already.
    """

    dated: date
    variant: Variant = "client"
    sections: frozenset[str] | None = None
    author: str = ""
    version: str = ""
    final: bool = False
    summary: str = ""
    decision: str = ""
    decided_by: str = ""
    decide_by: date | None = None
    logo: Logo | None = None
    costs: Costs = field(default_factory=Costs)
    notes: Mapping[str, str] = field(default_factory=dict)
    notes_for_all: bool = False
    holders: Mapping[str, str] = field(default_factory=dict)
    taken: Taken | None = None
