"""The role brief of a form, field by field, as it stands in the rule files."""

from __future__ import annotations

from advisor.markup import Markup, boxed, bullets, joined, paragraph, safe, sentences, strong
from advisor.rulebook import Brief, Days
from advisor.rulebook_pages.edition import Edition
from advisor.rulebook_pages.pieces import source_link

_FIELDS = {
    "mandate": "Mandate",
    "reports_to": "Reports to",
    "profit_and_loss": "Profit and loss",
    "decides": "Decides alone",
    "recommends": "Recommends, and the CEO decides",
    "asks": "Asks first",
    "takes_over": "Takes over",
    "not_in_scope": "Not part of the role",
    "ceo_stops": "What the CEO stops doing",
    "first_90_days": "The first 90 days",
    "kpis": "How to tell that it works",
    "risks": "What can go wrong",
    "profile": "Who to look for",
    "title_advice": "The title",
    "cost": "What it costs",
    "fix_first": "Fix this first",
    "triggers": "What would turn \u201cnot yet\u201d into \u201cnow\u201d",
    "look_again": "When to look again",
    "next_steps": "Next steps",
    "not_yet": "Not yet",
    "chart": "Boxes that the chart gains, and who each reports to",
    "sources": "Sources",
}
"""Every field of a brief, in the order in which it is read."""


def brief_told(edition: Edition, brief: Brief) -> Markup:
    """All fields that hold anything."""
    return boxed(
        *(
            edition.titled(title, _field(edition, name, getattr(brief, name)), 2)
            for name, title in _FIELDS.items()
        ),
        kind="brief",
    )


def _field(edition: Edition, name: str, held: str | tuple[str, ...] | tuple[Days, ...]) -> Markup:
    book = edition.rulebook
    if isinstance(held, str):
        return paragraph(held)
    if name == "sources":
        return bullets(source_link(edition, book.sources[str(source)]) for source in held)
    if name == "takes_over":
        duties = book.questionnaire.responsibilities
        return sentences(duties[str(row)].text for row in held)
    return bullets(
        joined(strong(f"{one.when}: "), safe(one.does)) if isinstance(one, Days) else safe(one)
        for one in held
    )
