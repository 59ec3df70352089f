"""The pages of the workshop: what each is called, and the module that shows it."""

from __future__ import annotations

import streamlit as st

from advisor.screens import lazy

PAGES = {
    "rules": ("Change the rules", "workshop.home"),
    "rules-edit": ("Edit by form", "workshop.form_page"),
    "rules-text": ("Edit the text", "workshop.text"),
    "rules-try": ("Try it on a company", "workshop.trying"),
    "rules-impact": ("See what it would change", "workshop.impact"),
    "rules-repair": ("Repair a wrong recommendation", "workshop.repair"),
    "rules-publish": ("Publish", "workshop.publish"),
    "rules-history": ("History", "workshop.history"),
    "rules-answers": ("Answer it for the worked examples", "workshop.gaps"),
}
"""Title and module of each page by its name, in the order in which an author needs them."""
BESIDE = ("rules-answers",)
"""Pages that others lead to where they are needed."""


def pages() -> dict[str, st.Page]:
    """Every page by its name. Those who answer questions load none of them."""
    return lazy.pages(PAGES)
