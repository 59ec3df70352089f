"""A report as Markdown (CommonMark with tables), for editing anywhere.

Drawings are given by their text alternatives. Links inside the report become plain text, because
no two readers of Markdown name their anchors alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from advisor.reports.model import (
    Block,
    Bullets,
    Callout,
    Facts,
    Figure,
    Item,
    Numbered,
    Paragraph,
    Report,
    Run,
    Runs,
    Table,
)

_ANYWHERE = re.compile(r"[\\`*\[\]<>|~^$&]|(?<![^\W_])_|_(?![^\W_])")
_AT_THE_START = re.compile(r"^(#|[-+=](?=\s|$|[-+=])|\d{1,9}(?=[.)](\s|$)))")
_NO_ADDRESS = re.compile(r"[<>\\\s]")
_BARE_LINK = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(:)|\b(www)(\.)")


def markdown(report: Report) -> bytes:
    """The whole report, in UTF-8."""
    parts = [*_cover(report)]
    for section in report.sections:
        parts.append(f"{'#' * (section.level + 1)} {escaped(section.title)}")
        parts += _blocks(section.blocks)
    parts.append(f"---\n\n{escaped(report.footer)}")
    return ("\n\n".join(parts) + "\n").encode("utf-8")


def escaped(text: str, *, first: bool = True) -> str:
    """Plain text that reads as itself: no emphasis, link, heading, list or markup can arise.

    `first`: the text begins a line, where more signs have a meaning.
    """
    safe = _ANYWHERE.sub(lambda sign: "\\" + sign[0], text)
    safe = _BARE_LINK.sub(lambda m: f"{m[1] or m[3]}\\{m[2] or m[4]}", safe)
    start = _AT_THE_START.match(safe) if first else None
    if start and start[0][0].isdigit():
        return f"{start[0]}\\{safe[start.end() :]}"
    return f"\\{safe}" if start else safe


def _cover(report: Report) -> Iterator[str]:
    cover = report.cover
    yield f"# {escaped(cover.title)}"
    if cover.company:
        yield f"**{escaped(cover.company)}**"
    yield f"**{escaped(cover.verdict)}**"
    yield from _blocks([cover.facts])


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield _runs(block.runs)
        elif isinstance(block, Bullets | Numbered):
            yield _list(block.items, numbered=isinstance(block, Numbered))
        elif isinstance(block, Facts):
            yield "\n".join(
                f"- **{escaped(fact.term)}{_colon(fact.term)}** {_runs(fact.runs)}"
                for fact in block.facts
            )
        elif isinstance(block, Table):
            yield _table(block)
        elif isinstance(block, Figure):
            yield _quoted([f"**Figure {block.number}.** {escaped(block.caption)}",
                           escaped(block.says)])  # fmt: skip
        else:
            yield _callout(block)


def _colon(term: str) -> str:
    """What parts a term from its text; a number in brackets and a question need nothing."""
    return "" if term.endswith(("]", "?")) else ":"


def _callout(callout: Callout) -> str:
    return _quoted([f"**{escaped(callout.title)}**", *_blocks(callout.blocks)])


def _quoted(parts: Iterable[str]) -> str:
    lines = "\n\n".join(parts).split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _runs(runs: Runs) -> str:
    return "".join(_run(run, first=not number) for number, run in enumerate(runs))


def _run(run: Run, *, first: bool) -> str:
    """One stretch; spaces stay outside the stars, or they would not be read as stars."""
    text = escaped(run.text, first=first)
    if run.link and not run.link.startswith("#"):
        return f"[{text}](<{_NO_ADDRESS.sub(_percent, run.link)}>)"
    bare = text.strip()
    if run.strong and bare:
        before, _, after = text.partition(bare)
        return f"{before}**{bare}**{after}"
    return text


def _percent(sign: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in sign[0].encode())


def _list(items: Sequence[Item], *, numbered: bool, depth: int = 0) -> str:
    lines: list[str] = []
    for number, item in enumerate(items, 1):
        mark = f"{number}." if numbered else "-"
        lines.append(f"{'  ' * depth}{mark} {_runs(item.runs)}")
        if item.below:
            lines.append(_list(item.below, numbered=False, depth=depth + 1 + numbered))
    return "\n".join(lines)


def _table(table: Table) -> str:
    rules = ("---:" if side == "right" else "---" for side in table.sides)
    rows = [
        " | ".join(map(escaped, table.header)),
        " | ".join(rules),
        *(" | ".join(map(_runs, row)) for row in table.rows),
    ]
    lines = "\n".join(f"| {row} |" for row in rows)
    return f"**Table {table.number}.** {escaped(table.caption)}\n\n{lines}"
