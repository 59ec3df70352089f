"""The way from reading something in the rulebook to changing it."""

from __future__ import annotations

from advisor.markup import NOTHING, Markup, paragraph, safe
from advisor.rulebook_pages import linked
from advisor.screens.workshop import naming
from advisor.screens.workshop.things import KINDS, address


def change_link(kind: str, name: str) -> Markup:
    """A link to the form for something; nothing where there is none, or nobody may edit here."""
    known = next((k for k in KINDS if k == kind), None)
    if known is None or not naming.permission().granted:
        return NOTHING
    return paragraph(linked(address(known, name), safe(f"Change this {known}")), safe_already=True)
