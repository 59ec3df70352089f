"""A report as a tagged PDF (PDF/UA-1), set by Typst from report.typ and the fonts beside it.

Words travel as data, never as markup. The same report gives the same bytes, save where a word
needs a font of the machine (see `printing`).
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from typing import Any

from advisor.reports.model import (
    Block,
    Bullets,
    Callout,
    Cover,
    Fact,
    Facts,
    Figure,
    Item,
    Logo,
    Numbered,
    Paragraph,
    Report,
    Run,
    Runs,
    Section,
    Table,
)
from advisor.reports.printing import breakable, drawable, printed

Told = dict[str, Any]
"""One part of the report as JSON; report.typ says what it does with each key."""

FEWEST_CHAPTERS = 4
"""A report with fewer chapters is found through without a table of contents."""
SHORT = 900
"""A row, list or callout of at most so many characters is kept on one page."""
FEW_ROWS = 10
"""A table of at most so many rows, if they are short, is kept on one page."""


def pdf(report: Report) -> bytes:
    """The whole report. Raises ValueError where it cannot be set at all."""
    told, about = (
        json.dumps(part, ensure_ascii=False) for part in (_report(report), _about(report))
    )
    return printed(told, about, report.dated)


def _report(report: Report) -> Told:
    language, _, region = report.language.partition("-")
    chapters = sum(section.level == 1 for section in report.sections)
    return {
        "language": language,
        "region": region or None,
        "one-page": report.one_page,
        "contents": chapters >= FEWEST_CHAPTERS,
        "footer": report.footer,
        "places": dict.fromkeys(_anchors(report)),
        "cover": _cover(report.cover),
        "sections": [_section(section) for section in report.sections],
    }


def _about(report: Report) -> Told:
    dated = report.dated
    return {
        "title": report.title,
        "author": report.author,
        "subject": report.subject,
        "date": {"year": dated.year, "month": dated.month, "day": dated.day},
    }


def _anchors(report: Report) -> Iterator[str]:
    """Everything that a link can lead to."""
    for section in report.sections:
        yield section.id
    for block in report.blocks():
        if isinstance(block, Facts):
            yield from (fact.anchor for fact in block.facts if fact.anchor)


def _cover(cover: Cover) -> Told:
    return {
        "title": cover.title,
        "company": cover.company,
        "verdict": cover.verdict,
        "facts": _facts(cover.facts),
        "logo": _logo(cover.logo) if cover.logo else None,
    }


def _logo(logo: Logo) -> Told | None:
    """The picture inside a drawing: text that can travel with the report. None if damaged."""
    content = b64encode(logo.content).decode("ascii")
    size = f'width="{logo.width}" height="{logo.height}"'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
        f'<image {size} href="data:image/{logo.kind};base64,{content}"/></svg>'
    )
    return {"svg": svg, "width": logo.width, "height": logo.height} if drawable(svg) else None


def _section(section: Section) -> Told:
    return {
        "place": section.id,
        "title": section.title,
        "level": section.level,
        "new-page": section.new_page,
        "blocks": _blocks(section.blocks),
    }


def _blocks(blocks: Iterable[Block]) -> list[Told]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> Told:
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "runs": _runs(block.runs), "short": _short(block)}
    if isinstance(block, Bullets | Numbered):
        kind = "bullets" if isinstance(block, Bullets) else "numbered"
        items = [_item(item) for item in block.items]
        return {"kind": kind, "items": items, "short": _short(block)}
    if isinstance(block, Facts):
        return _facts(block)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Figure):
        return _figure(block)
    return _callout(block)


def _runs(runs: Runs) -> list[Told]:
    return [_run(run) for run in runs]


def _run(run: Run) -> Told:
    """One stretch; only a secure address of the web becomes a link out of the document."""
    link = run.link if any(map(str.isalnum, run.text)) else ""
    return {
        "text": breakable(run.text),
        "strong": run.strong,
        "address": link if link.startswith("https://") else "",
        "place": link.removeprefix("#") if link.startswith("#") else "",
    }


def _item(item: Item) -> Told:
    return {"runs": _runs(item.runs), "below": [_item(each) for each in item.below]}


def _facts(facts: Facts) -> Told:
    entries = [_fact(fact) for fact in facts.facts]
    return {"kind": "facts", "facts": entries, "short": _short(facts)}


def _fact(fact: Fact) -> Told:
    return {"term": breakable(fact.term), "runs": _runs(fact.runs), "anchor": fact.anchor}


def _table(table: Table) -> Told:
    lengths = [max(map(_length, row)) for row in table.rows]
    rows = [
        {"cells": [_runs(cell) for cell in row], "short": length <= SHORT}
        for row, length in zip(table.rows, lengths, strict=True)
    ]
    return {
        "kind": "table",
        "number": table.number,
        "caption": table.caption,
        "header": table.header,
        "rows": rows,
        "widths": table.widths,
        "sides": table.sides,
        "short": len(rows) <= FEW_ROWS and sum(lengths) <= SHORT,
    }


def _figure(figure: Figure) -> Told:
    return {
        "kind": "figure",
        "number": figure.number,
        "caption": figure.caption,
        "svg": figure.svg,
        "says": figure.says,
        "width": figure.width,
        "height": figure.height,
    }


def _callout(callout: Callout) -> Told:
    return {
        "kind": "callout",
        "tone": callout.tone,
        "title": callout.title,
        "blocks": _blocks(callout.blocks),
        "short": all(map(_short, callout.blocks)),
    }


def _short(block: Paragraph | Bullets | Numbered | Facts) -> bool:
    """Whether the block is better kept on one page."""
    if isinstance(block, Paragraph):
        return _length(block.runs) <= SHORT
    if isinstance(block, Facts):
        return sum(_length(fact.runs) for fact in block.facts) <= SHORT
    return sum(map(_item_length, block.items)) <= SHORT


def _item_length(item: Item) -> int:
    return _length(item.runs) + sum(map(_item_length, item.below))


def _length(runs: Runs) -> int:
    return sum(len(run.text) for run in runs)
