"""Lists that people take on in a spreadsheet: next steps, responsibilities, decision rights."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from advisor.explanation import explain
from advisor.questionnaire import Profile
from advisor.reports.choices import Choices
from advisor.reports.content.blocks import clean
from advisor.reports.content.material import Material
from advisor.reports.content.steps import first_90_days, next_steps
from advisor.rights import decision_rights
from advisor.rulebook import Rulebook

_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\u2212")
"""Signs, wide ones too, that make a spreadsheet calculate what follows them."""


def steps_csv(rulebook: Rulebook, profile: Profile, choices: Choices) -> bytes:
    """The next steps and the first 90 days: when, what, who, by which day, and room for a tick."""
    material = Material(explain(rulebook, profile), None, choices, {})
    rows = [*next_steps(material), *first_90_days(material)]
    return table_csv(
        ("When", "What", "Who", "By", "Done"),
        ((s.when, s.what, s.who, s.by.isoformat() if s.by else "", "") for s in rows),
    )


def duties_csv(rulebook: Rulebook, profile: Profile, choices: Choices) -> bytes:
    """Every responsibility with its holder today and after, and who is consulted."""
    held = Material(explain(rulebook, profile), None, choices, {}).structure
    return table_csv(
        ("Id", "Responsibility", "Today", "How well", "After", "Is consulted"),
        (
            (
                row.responsibility.id,
                row.responsibility.text,
                held.names.get(row.today or "", ""),
                row.done or "",
                held.names_after.get(row.after or "", ""),
                "; ".join(held.names_after[owner] for owner in row.consulted),
            )
            for row in held.rows
        ),
    )


def rights_csv(rulebook: Rulebook, profile: Profile) -> bytes:
    """Every kind of decision with the role and its say in it."""
    rights = decision_rights(explain(rulebook, profile).form)
    return table_csv(
        ("Decision", "Role", "Its say"), ((r.decision, r.role, r.kind) for r in rights)
    )


def table_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as spreadsheets read it (UTF-8 with a mark); no cell can act as a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _inert(cell: str) -> str:
    """The cell as text: what begins like a formula gets an apostrophe in front."""
    bare = clean(cell)
    return f"'{bare}" if bare.startswith(_FORMULA) else bare
