"""The few HTML pieces that pages and printed documents are made of.

Pieces take plain text and make it safe; only what they return is `Markup`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NewType

from advisor.pictures import escaped
from advisor.rulebook import Source

Markup = NewType("Markup", str)
"""HTML whose every piece of text is already safe."""

NOTHING = Markup("")

GRADES_IN_WORDS = {
    "A": "statistics over many companies",
    "B": "a survey by an institution",
    "C": "the opinion of practitioners",
    "S": "the articles that this advice started from",
    "J": "our own judgement",
}


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


def opens(summary: str, about: str, body: Markup, name: str = "") -> Markup:
    """Something one click away. `about` tells screen readers which of many it is.

    `name` is its id, where something leads to it.
    """
    unseen = f'<span class="unseen">: {escaped(about)}</span>' if about else ""
    mark = f' id="{escaped(name)}"' if name else ""
    return Markup(
        f"<details{mark}><summary>{escaped(summary)}{unseen}</summary><div>{body}</div></details>"
    )


def outside(address: str, text: str) -> Markup:
    """A link to another site; the text alone where the address is none of the web."""
    if not address.startswith(("https://", "http://")):
        return safe(text)
    # The page's address may be the private link: no other site is told where a reader came from.
    return Markup(
        f'<a href="{escaped(address)}" target="_blank" rel="noreferrer">{escaped(text)}</a>'
    )


def source_name(source: Source) -> Markup:
    """A source's title as a link, its year, and how strong it is."""
    title = outside(source.link, source.title)
    year = f", {escaped(source.year)}" if source.year else ""
    return Markup(f"{title}{year} ({source.grade}: {GRADES_IN_WORDS[source.grade]})")


def source_in_full(source: Source) -> Markup:
    """A source with what it does and does not show, and how it was read."""
    how = f" Read: {source.checked}." if source.checked else ""
    return joined(source_name(source), safe(f". {source.supports}{how}"))
