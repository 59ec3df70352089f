"""Where the rulebook is read: on the screen, or printed. It decides where links lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from advisor.markup import Markup, heading, opens, safe, titled
from advisor.rulebook import Rulebook

Kind = Literal[
    "rule", "gate", "note", "question", "dimension", "outcome", "form", "source", "theme", "part"
]
KINDS: tuple[Kind, ...] = (
    *("rule", "gate", "note", "question", "dimension"),
    *("outcome", "form", "source", "theme", "part"),
)
"""What has an address of its own. Each is a word in the address of its page."""
PAGE = "rulebook"
"""The page of the app that shows the rulebook, as it stands in an address."""
WITHIN = "within"
"""The class of links that lead to a page of the app."""


@dataclass(frozen=True)
class Edition:
    """One way of reading a rulebook.

    `printed`: everything stands in one document. `top` is the level of the headings within a page
    or an entry.
    """

    rulebook: Rulebook
    printed: bool = False
    top: int = 2

    def heading(self, text: str, below: int = 0) -> Markup:
        """A heading within a page, `below` levels further down."""
        return heading(text, self.top + below)

    def titled(self, text: str, body: Markup, below: int = 0) -> Markup:
        """A heading with its body; nothing where the body is empty."""
        return titled(text, body, self.top + below)

    def link(self, kind: Kind, name: str, text: str) -> Markup:
        """A link to the place where something is told in full."""
        return linked(f"#{anchor(kind, name)}" if self.printed else address(kind, name), safe(text))

    def folded(self, summary: str, about: str, body: Markup) -> Markup:
        """What is one click away on the screen; in print it stands there."""
        if self.printed:
            return self.titled(summary, body, 1)
        return opens(summary, about, body)


def linked(href: str, text: Markup) -> Markup:
    """A link within the app or the document."""
    return Markup(f'<a class="{WITHIN}" href="{safe(href)}">{text}</a>')


def address(kind: Kind, name: str) -> str:
    """The address of something, seen from any page of the app; it holds no private link."""
    return f"{PAGE}?{urlencode([(kind, name)])}"


def anchor(kind: Kind, name: str) -> str:
    """The id of the element in which something is told in full."""
    return f"{kind}-{name}"


def anchored(kind: Kind, name: str, body: Markup) -> Markup:
    """What is told in full, where links to it lead."""
    return Markup(f'<section id="{safe(anchor(kind, name))}">{body}</section>')
