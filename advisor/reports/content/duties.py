"""Responsibilities: who holds each today, who would after, gaps, doubles and the CEO's load."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.pictures import Duty, Picture, holders_picture
from advisor.reports.content.blocks import (
    fact,
    facts,
    figure,
    paragraph,
    runs,
    strong,
    table,
)
from advisor.reports.content.chapter import Part, chapter
from advisor.reports.content.material import Material
from advisor.reports.content.why import WIDE
from advisor.reports.model import Block, Callout, Figure, Runs, Section
from advisor.shares import NOT_APPLICABLE
from advisor.structure import AS_TODAY, NOBODY, SHARED, Load, Row, Structure
from advisor.wording import upper_first

HANDED_OVER = "decisions_to_hand_over"
_TAGS = {
    "strategic": "Strategic",
    "cross_functional": "Across departments",
    "operational": "Inside operations",
}
_LAST = {SHARED: 1, NOBODY: 2}
"""Where the columns stand that are no holders: after all others."""


def duties(material: Material) -> tuple[Section, ...]:
    """Today and after where today was told; else what the role would take over as a rule."""
    held = material.structure
    heading = "Responsibilities"
    if not held.said:
        return chapter(
            material, "responsibilities", heading, _untold(material), [_handed_over(material)]
        )
    apart = "answers" in material.numbers
    parts: list[Part] = [
        ("Gaps and doubles today", _gaps(material)),
        _handed_over(material),
        ("Who holds what", (_drawn(held), *(() if apart else who_holds_what(material)))),
    ]
    return chapter(material, "responsibilities", heading, _overview(material), parts)


def taken_over(material: Material) -> tuple[Row, ...]:
    """The rows that a new role would hold."""
    held = material.structure
    return tuple(row for row in held.rows if row.after in held.new)


def _overview(material: Material) -> Iterator[Block]:
    held = material.structure
    moving = len(held.moving)
    yield paragraph(
        f"{'Nothing moves' if not moving else f'{moving} of {len(held.rows)} move'} to another "
        f"holder under the proposal, which follows the rulebook{_chosen(held)}. What somebody "
        "other than the CEO does well stays where it is. The list holds the work that operations "
        "roles do somewhere; what only a CEO can do is not on it.",
        *material.see("answers", " Every line of it stands in ", "."),
    )
    yield from facts(
        [
            fact("Held by the CEO today", _load(held.load)),
            fact("Held by the CEO after", _load(held.load_after)),
            fact("Held by nobody or by several today",
                 str(len(held.marked("nobody")) + len(held.marked("several")))),
            fact("Still without a holder after", str(len(held.marked("nobody", after=True)))),
        ]
    )  # fmt: skip
    if held.load_after.too_much and not material.hires:
        yield paragraph(
            "Nobody is added, so the CEO\u2019s share falls only as far as the CEO hands work to "
            "those who are there."
        )


def _drawn(held: Structure) -> Figure:
    return figure(
        "Who holds what, today and after. A ring is today, a dot is after, an arrow leads from one "
        "to the other; a crossed ring is done poorly today.",
        picture(held),
    )


def _chosen(held: Structure) -> str:
    chosen = sum(row.settled for row in held.rows)
    if not chosen:
        return ""
    return f"; {chosen} {'was' if chosen == 1 else 'were'} settled otherwise by hand"


def _load(load: Load) -> Runs:
    share = f" ({round(100 * load.held / load.known)} %)" if load.known else ""
    heavy = strong(" Too much beside the rest of the job.") if load.too_much else ""
    return runs(f"{load.held} of {load.known}{share}.", heavy)


def picture(held: Structure) -> Picture:
    """The grid of holders, for the page and for the report."""
    used = dict.fromkeys(o for row in held.rows for o in (row.today, row.after) if o)
    used.pop(NOT_APPLICABLE, None)
    order = list(held.names)
    columns = sorted(used, key=lambda o: (_LAST.get(o, 0), order.index(o)))
    names = [_column(held, owner) for owner in columns]
    place = {owner: i for i, owner in enumerate(columns)}
    lines = [
        Duty(row.responsibility.text, place.get(row.today or ""), place.get(row.after or ""),
             row.mark_today == "poorly", _TAGS.get(row.responsibility.tag, row.responsibility.tag))
        for row in held.rows
        if NOT_APPLICABLE not in (row.today, row.after)
    ]  # fmt: skip
    return holders_picture(lines, names, "Who holds what, today and after", WIDE)


def _column(held: Structure, owner: str) -> str:
    """One name for a column that stands for today and after."""
    if owner in held.new:
        return f"{held.names_after[owner]} (new)"
    return held.names.get(owner, owner)


def _gaps(material: Material) -> Iterator[Block]:
    held = material.structure
    yield from facts(
        [
            fact("Nobody holds", _rows(held.marked("nobody"))),
            fact("Several hold, or it is unclear who", _rows(held.marked("several"))),
            fact("Done poorly", _rows(held.marked("poorly"))),
            fact("Still to be named after", _rows(held.marked("nobody", after=True))),
        ]
    )


def _rows(rows: tuple[Row, ...]) -> str:
    told = "; ".join(row.responsibility.text for row in rows)
    return f"{told}." if told else ""


def who_holds_what(material: Material) -> tuple[Block, ...]:
    """Every responsibility in one table."""
    held = material.structure
    return table(
        "Every responsibility, today and after",
        [("Responsibility", 34), ("Today", 22), ("After", 22), ("Is consulted", 22)],
        (
            (
                row.responsibility.text,
                _today(material, row),
                runs(strong(_after(held, row)) if row.moves else _after(held, row)),
                _consulted(held, row),
            )
            for row in held.rows
        ),
    )


def _today(material: Material, row: Row) -> str:
    """The holder today and how well it is done: "The CEO; poorly"."""
    done = material.asked.done.get(row.done or "", "").partition(":")[0].lower()
    holder = material.structure.names.get(row.today or "", "Not told")
    return f"{holder}; {done}" if done else holder


def _consulted(held: Structure, row: Row) -> str:
    return "; ".join(held.names_after[owner] for owner in row.consulted)


def _after(held: Structure, row: Row) -> str:
    return held.names_after.get(row.after or "", AS_TODAY)


def _untold(material: Material) -> Iterator[Block]:
    """What the role would hold as a rule, where nobody said who holds what today."""
    rows = taken_over(material)
    if not rows:
        yield paragraph(
            "Who does what today was not filled in. Filling it in is a good first step whatever is "
            "decided: it shows what nobody holds, what several hold, and what the CEO carries."
        )
        return
    yield Callout("assumption", "Assumption", (
        paragraph("Who does what today was not filled in. The list shows what such a role holds as "
                  "a rule, from the rulebook; compare it with today before it is used."),
    ))  # fmt: skip
    held = material.structure
    yield from table(
        "What the role would hold",
        [("Responsibility", 48), ("Would hold it", 28), ("Is consulted", 24)],
        (
            (row.responsibility.text, _after(held, row),
             _consulted(held, row) or "The CEO")
            for row in rows
        ),
    )  # fmt: skip


def _handed_over(material: Material) -> Part:
    """Which kinds of decision the CEO would hand over, by the answers."""
    title = "Decisions the CEO would hand over"
    picked = material.profile.known(HANDED_OVER)
    if not isinstance(picked, frozenset):
        return title, ()
    question = material.asked.questions[HANDED_OVER]
    choices = [c for c in question.choices if c.id != question.stands_alone]
    given = [upper_first(c.says) for c in choices if c.id in picked]
    kept = [upper_first(c.says) for c in choices if c.id not in picked]
    count = f"By the answers, {len(given)} of {len(choices)} kinds of decision."
    return title, (
        paragraph(count),
        *facts([fact("Handed over", "; ".join(given)), fact("Kept by the CEO", "; ".join(kept))]),
    )
