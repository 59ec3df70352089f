"""A report as one HTML file that needs nothing else: style and drawings are inside, no script."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from itertools import groupby

from advisor.markup import Markup, joined, safe
from advisor.reports.html_style import STYLE
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

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"
"""What a browser may load and run for the page: nothing but its own style and pictures."""


def html(report: Report) -> bytes:
    """The whole report, in UTF-8."""
    head = joined(
        Markup('<meta charset="utf-8">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup('<meta name="referrer" content="no-referrer">'),
        _meta("author", report.author),
        _meta("description", report.subject),
        Markup(f"<title>{safe(report.title)}</title><style>{STYLE}</style>"),
    )
    body = joined(
        _cover(report.cover),
        NOTHING if report.one_page else _contents(report),
        Markup(f"<main>{joined(*_chapters(report))}</main>"),
        Markup(f'<footer dir="auto">{safe(report.footer)}</footer>'),
    )
    kind = "one-page" if report.one_page else "whole"
    page = (
        f'<!doctype html>\n<html lang="{safe(report.language)}">\n<head>{head}</head>\n'
        f'<body class="{kind}">\n{body}\n</body>\n</html>\n'
    )
    return page.encode("utf-8")


NOTHING = Markup("")


def _meta(name: str, words: str) -> Markup:
    return Markup(f'<meta name="{name}" content="{safe(words)}">') if words else NOTHING


def _cover(cover: Cover) -> Markup:
    company = Markup(f'<p class="company" dir="auto">{safe(cover.company)}</p>')
    return Markup(
        f"<header>{_logo(cover.logo) if cover.logo else ''}<h1>{safe(cover.title)}</h1>"
        f"{company if cover.company else ''}"
        f'<p class="verdict">{safe(cover.verdict)}</p>{_facts(cover.facts)}</header>'
    )


def _logo(logo: Logo) -> Markup:
    content = b64encode(logo.content).decode("ascii")
    return Markup(f'<img class="logo" alt="" src="data:image/{logo.kind};base64,{content}">')


def _contents(report: Report) -> Markup:
    entries = "".join(
        f'<li><a href="#{safe(s.id)}">{safe(s.title)}</a></li>'
        for s in report.sections
        if s.level == 1
    )
    return Markup(f'<nav aria-labelledby="contents"><h2 id="contents">Contents</h2>'
                  f"<ul>{entries}</ul></nav>")  # fmt: skip


def _chapters(report: Report) -> Iterator[Markup]:
    """Each chapter with its parts as one section."""
    chapter = 0

    def counted(section: Section) -> int:
        nonlocal chapter
        chapter += section.level == 1
        return chapter

    for _, group in groupby(report.sections, key=counted):
        parts = list(group)
        page = ' class="new-page"' if parts[0].new_page else ""
        yield Markup(f"<section{page}>{joined(*map(_section, parts))}</section>")


def _section(section: Section) -> Markup:
    level = section.level + 1
    heading = f'<h{level} id="{safe(section.id)}">{safe(section.title)}</h{level}>'
    return joined(Markup(heading), *map(_block, section.blocks))


def _block(block: Block) -> Markup:
    if isinstance(block, Paragraph):
        return Markup(f"<p>{_runs(block.runs)}</p>")
    if isinstance(block, Bullets):
        return _list("ul", block.items)
    if isinstance(block, Numbered):
        return _list("ol", block.items)
    if isinstance(block, Facts):
        return _facts(block)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Figure):
        return _figure(block)
    return _callout(block)


def _runs(runs: Runs) -> Markup:
    return joined(*map(_run, runs))


def _run(run: Run) -> Markup:
    text = safe(run.text)
    if run.link.startswith("#"):
        return Markup(f'<a href="{safe(run.link)}">{text}</a>')
    if run.link.startswith(("https://", "http://")):
        return Markup(f'<a href="{safe(run.link)}" rel="noopener noreferrer">{text}</a>')
    return Markup(f"<strong>{text}</strong>") if run.strong else text


def _list(kind: str, items: Iterable[Item]) -> Markup:
    entries = "".join(
        f"<li>{_runs(item.runs)}{_list('ul', item.below) if item.below else ''}</li>"
        for item in items
    )
    return Markup(f"<{kind}>{entries}</{kind}>")


def _facts(facts: Facts) -> Markup:
    return Markup(f"<dl>{joined(*map(_fact, facts.facts))}</dl>")


def _fact(fact: Fact) -> Markup:
    anchor = f' id="{safe(fact.anchor)}"' if fact.anchor else ""
    return Markup(f'<dt{anchor}>{safe(fact.term)}</dt><dd dir="auto">{_runs(fact.runs)}</dd>')


def _table(table: Table) -> Markup:
    columns = "".join(f'<col style="width:{width}%">' for width in table.widths)
    right = ' class="right"'
    sides = [right if side == "right" else "" for side in table.sides]
    header = "".join(
        f'<th scope="col"{side}>{safe(words)}</th>'
        for words, side in zip(table.header, sides, strict=True)
    )
    rows = "".join(
        f'<tr><th scope="row">{_runs(row[0])}</th>'
        + "".join(
            f"<td{side}>{_runs(cell)}</td>" for cell, side in zip(row[1:], sides[1:], strict=True)
        )
        + "</tr>"
        for row in table.rows
    )
    return Markup(
        f'<div class="table" role="region" tabindex="0" aria-labelledby="table-{table.number}">'
        f'<table><caption id="table-{table.number}">Table {table.number}. {safe(table.caption)}'
        f"</caption><colgroup>{columns}</colgroup><thead><tr>{header}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _figure(figure: Figure) -> Markup:
    """The drawing as it is: it is made of escaped text and shapes only."""
    caption = f"Figure {figure.number}. {safe(figure.caption)}"
    return Markup(f"<figure>{figure.svg}<figcaption>{caption}</figcaption></figure>")


def _callout(callout: Callout) -> Markup:
    body = joined(*map(_block, callout.blocks))
    title = f'<p class="callout-title">{safe(callout.title)}</p>'
    return Markup(f'<div class="callout {callout.tone}">{title}{body}</div>')
