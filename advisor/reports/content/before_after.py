"""The structure before and after: two charts, each also as a list, and what moves."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.pictures import CEO, HEADS, Box, Chart, after, before, chart_picture, words
from advisor.reports.content.blocks import bullets, figure, item, paragraph, table
from advisor.reports.content.chapter import chapter
from advisor.reports.content.material import Material
from advisor.reports.content.why import WIDE
from advisor.reports.model import Block, Bullets, Item, Section

ASSUMED = (
    "Drawn from the roles in post and the departments. Who reports to whom below the CEO is "
    "assumed from the usual line of operations roles, and for the company to settle."
)


def before_after(material: Material) -> tuple[Section, ...]:
    """Today's chart, the chart after, the lines that move, and what the CEO stops doing."""
    today = before(material.asked, material.profile)
    then = after(material.asked, today, material.form)
    parts = [
        ("Today" if then != today else "Today, and it stays", _chart(today, "Today")),
        ("After", _chart(then, "After") if then != today else ()),
        ("Reporting lines that change", _lines(today, then)),
        ("What the CEO stops doing", bullets(material.brief.ceo_stops)),
    ]
    opening = [paragraph(told) for told in (ASSUMED, _crowded(material, today)) if told]
    return chapter(material, "structure", "Structure before and after", opening, parts)


def _crowded(material: Material, today: Chart) -> str:
    """That more are drawn under the CEO than report to the CEO, by the answers."""
    reports, heads = (material.profile.known(q) for q in ("ceo_direct_reports", "departments"))
    if not isinstance(reports, int | float) or not isinstance(heads, int | float):
        return ""
    drawn = heads + sum(b.key != HEADS for b in today.below(CEO))
    if drawn <= reports:
        return ""
    told = material.answer
    return (
        f"By the answers there are {told('departments')}, and {told('ceo_direct_reports')} report "
        "to the CEO: some of those drawn under the CEO must report to somebody else."
    )


def _chart(chart: Chart, title: str) -> Iterator[Block]:
    marks = {box.mark for box in chart.boxes}
    reading = [
        "a thick frame is a role to fill" if "new" in marks else "",
        "a dashed frame moves" if "moves" in marks else "",
    ]
    told = "; ".join(part for part in reading if part)
    name = "The organisation today" if title == "Today" else "The organisation after"
    yield figure(f"{name}{f' ({told})' if told else ''}.", chart_picture(chart, name, WIDE))
    if len(chart.boxes) > 1:
        yield paragraph("The same as a list:")
        yield Bullets((_item(chart, chart.boxes[0]),))


def _item(chart: Chart, box: Box) -> Item:
    return item(words(box), below=[_item(chart, under) for under in chart.below(box.key)])


def _lines(today: Chart, then: Chart) -> tuple[Block, ...]:
    """Who reports to somebody else than today, and who is new."""
    was = {box.key: box.reports_to for box in today.boxes}
    names = {box.key: box.label for box in (*today.boxes, *then.boxes)}
    return table(
        "Reporting lines that change",
        [("Who", 36), ("Reports today to", 32), ("Reports then to", 32)],
        (
            (box.label, names.get(was.get(box.key, ""), "A new role" if box.mark == "new" else
             "CEO, among the department heads"), names.get(box.reports_to, ""))
            for box in then.boxes
            if box.mark
        ),
    )  # fmt: skip
