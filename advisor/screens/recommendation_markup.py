"""The few HTML pieces that the recommendation page is made of, and its style.

The page is long and almost nothing on it is interactive, so it is written as a handful of HTML
blocks: many times quicker than an element for every paragraph. Pieces take plain text and make
it safe; only what they return is `Markup`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NewType

from advisor.pictures import Chart, escaped, words
from advisor.rulebook import Source

if TYPE_CHECKING:
    from advisor.proofs import Exact

Markup = NewType("Markup", str)
"""HTML whose every piece of text is already safe."""

NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Later:
    """A part of the page that is only written once somebody opens it."""

    label: str
    write: Callable[[], Markup]


@dataclass(frozen=True, slots=True)
class Awaited:
    """A part of the page that rests on the exact answers: drawn after all else is shown.

    `waiting` stands in its place until then.
    """

    waiting: Markup
    draw: Callable[[Exact], None]


Part = Markup | Later | Awaited


GRADES_IN_WORDS = {
    "A": "statistics over many companies",
    "B": "a survey by an institution",
    "C": "the opinion of practitioners",
    "S": "the articles that this advice started from",
    "J": "our own judgement",
}


def block(*parts: Markup) -> Markup:
    """One block of the page, on a single line so that nothing in it can be read as Markdown."""
    return Markup(f'<div class="advice">{"".join(parts)}</div>'.replace("\n", " "))


def blocks(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts in as few blocks as possible, with those that hold drawings on their own."""
    for kind, group in groupby(parts, key=lambda p: isinstance(p, str) and ("<svg" in p, "")):
        if kind is False:
            yield from group
        else:
            yield block(*(part for part in group if isinstance(part, str)))


def joined(*parts: Markup) -> Markup:
    """Pieces one after another."""
    return Markup("".join(parts))


def safe(text: str) -> Markup:
    """Plain text as markup."""
    return Markup(escaped(text))


def strong(text: str) -> Markup:
    """Text that stands out."""
    return Markup(f"<strong>{escaped(text)}</strong>")


def heading(text: str, level: int = 2) -> Markup:
    """A heading; level 1 once a page."""
    return Markup(f"<h{level}>{escaped(text)}</h{level}>")


def jumps(sections: Mapping[str, Markup | Awaited]) -> Markup:
    """Links to the sections of the page, by name; empty sections are left out."""
    links = (
        Markup(f'<a href="#{anchor(name)}">{escaped(name)}</a>')
        for name, body in sections.items()
        if body
    )
    return Markup(f'<nav class="jump" aria-label="On this page">{bullets(links)}</nav>')


def section(name: str, body: Markup) -> Markup:
    """One section that a link can jump to."""
    return Markup(f'<div id="{anchor(name)}">{body}</div>') if body else NOTHING


def anchor(name: str) -> str:
    """The place on the page that links to a section jump to."""
    return "part-" + name.lower().replace(" ", "-")


def paragraph(text: str | Markup, *, safe_already: bool = False) -> Markup:
    """One paragraph; nothing for no text."""
    inner = text if safe_already else escaped(text)
    return Markup(f"<p>{inner}</p>") if text else NOTHING


def boxed(*parts: Markup, kind: str = "box") -> Markup:
    """Pieces in a neutral frame ("box") or beside a thick bar ("bar")."""
    return Markup(f'<div class="{kind}">{"".join(parts)}</div>')


def line(*parts: Markup) -> Markup:
    """Pieces as one paragraph, with spaces between."""
    return paragraph(Markup(" ".join(parts)), safe_already=True)


def bullets(items: Iterable[Markup], *, kind: str = "ul", name: str = "") -> Markup:
    """A list ("ul", or "ol" when the order matters); nothing for no items."""
    lines = "".join(f"<li>{item}</li>" for item in items)
    mark = f' class="{name}"' if name else ""
    return Markup(f"<{kind}{mark}>{lines}</{kind}>") if lines else NOTHING


def sentences(items: Iterable[str], *, kind: str = "ul") -> Markup:
    """A list of plain sentences."""
    return bullets(map(safe, items), kind=kind)


def titled(title: str, body: Markup, level: int = 3) -> Markup:
    """A heading with its body; nothing where the body is empty."""
    return joined(heading(title, level), body) if body else NOTHING


def opens(summary: str, about: str, body: Markup) -> Markup:
    """Something one click away. `about` tells screen readers which of many it is."""
    unseen = f'<span class="unseen">: {escaped(about)}</span>' if about else ""
    return Markup(
        f"<details><summary>{escaped(summary)}{unseen}</summary><div>{body}</div></details>"
    )


def source_name(source: Source) -> Markup:
    """A source's title as a link, its year, and how strong it is."""
    title = escaped(source.title)
    if source.link.startswith(("https://", "http://")):
        # The page's address is the private link: no other site is told where a reader came from.
        title = f'<a href="{escaped(source.link)}" target="_blank" rel="noreferrer">{title}</a>'
    year = f", {escaped(source.year)}" if source.year else ""
    return Markup(f"{title}{year} ({source.grade}: {GRADES_IN_WORDS[source.grade]})")


def source_in_full(source: Source) -> Markup:
    """A source with what it does and does not show, and how it was read."""
    how = f" Read: {source.checked}." if source.checked else ""
    return joined(source_name(source), safe(f". {source.supports}{how}"))


def nested(chart: Chart) -> Markup:
    """An organisation chart as a list within a list."""

    def item(key: str) -> str:
        return "".join(
            f"<li>{escaped(words(box))}{f'<ul>{below}</ul>' if (below := item(box.key)) else ''}"
            "</li>"
            for box in chart.below(key)
        )

    return Markup(f"<ul>{item('')}</ul>")
