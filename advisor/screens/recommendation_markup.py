"""How the recommendation page is put together from pieces of HTML.

The page is long and almost nothing on it is interactive, so it is written as a handful of HTML
blocks: many times quicker than an element for every paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from advisor.markup import NOTHING, Markup, bullets
from advisor.pictures import Chart, escaped, words

if TYPE_CHECKING:
    from advisor.proofs import Exact


@dataclass(frozen=True, slots=True)
class Later:
    """A part of the page that is only written once somebody opens it, or that is open at first.

    `holds` are the ids of the rules that it tells.
    """

    label: str
    write: Callable[[], Markup]
    holds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Awaited:
    """A part of the page that rests on the exact answers: drawn after all else is shown.

    `waiting` stands in its place until then.
    """

    waiting: Markup
    draw: Callable[[Exact], None]


Part = Markup | Later | Awaited


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


def jumps(sections: Mapping[str, Markup | Awaited]) -> Markup:
    """Links to the sections of the page, by name; empty sections are left out."""
    links = (
        Markup(f'<a href="#{anchor(name)}">{escaped(name)}</a>')
        for name, body in sections.items()
        if body
    )
    return Markup(
        '<nav class="jump" aria-label="Further down this page"><p>Further down:</p>'
        f"{bullets(links)}</nav>"
    )


def section(name: str, body: Markup) -> Markup:
    """One section that a link can jump to."""
    return Markup(f'<div id="{anchor(name)}">{body}</div>') if body else NOTHING


def anchor(name: str) -> str:
    """The place on the page that links to a section jump to."""
    return "part-" + name.lower().replace(" ", "-")


def nested(chart: Chart) -> Markup:
    """An organisation chart as a list within a list."""

    def item(key: str) -> str:
        return "".join(
            f"<li>{escaped(words(box))}{f'<ul>{below}</ul>' if (below := item(box.key)) else ''}"
            "</li>"
            for box in chart.below(key)
        )

    return Markup(f"<ul>{item('')}</ul>")
