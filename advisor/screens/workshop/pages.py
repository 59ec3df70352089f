"""The pages of the workshop: what each is called, and the module that shows it."""

from __future__ import annotations

from functools import partial
from importlib import import_module

import streamlit as st

PAGES = {
    "rules": ("Change the rules", "home"),
    "rules-edit": ("Edit by form", "form_page"),
    "rules-text": ("Edit the text", "text"),
    "rules-try": ("Try it on a company", "trying"),
    "rules-impact": ("See what it would change", "impact"),
    "rules-repair": ("Repair a wrong recommendation", "repair"),
    "rules-publish": ("Publish", "publish"),
    "rules-history": ("History", "history"),
    "rules-answers": ("Answer it for the worked examples", "gaps"),
}
"""Title and module of each page by its name, in the order in which an author needs them."""
BESIDE = ("rules-answers",)
"""Pages that others lead to where they are needed."""


def pages() -> dict[str, st.Page]:
    """Every page by its name, which is also its place in the address."""
    return {
        name: st.Page(partial(_show, module), title=title, url_path=name)
        for name, (title, module) in PAGES.items()
    }


def _show(module: str) -> None:
    """Show a page. It is loaded when first asked for: those who answer questions need none."""
    import_module(f"advisor.screens.workshop.{module}").show()
