"""The pages that there are only where people log in: about oneself, and about others."""

from __future__ import annotations

from functools import partial
from importlib import import_module

import streamlit as st

from advisor.screens import who

PAGES = {
    "my-data": ("My data", "my_data"),
    "sharing": ("Share this assessment", "sharing"),
}
"""Title and module of each page by its name."""
WITHOUT_ANSWERS = ("my-data",)
"""Those that need no assessment."""


def pages() -> dict[str, st.Page]:
    """Every page by its name, which is also its place in the address; none where nobody logs in."""
    if not who.asked():
        return {}
    return {
        name: st.Page(partial(_show, module), title=title, url_path=name)
        for name, (title, module) in PAGES.items()
    }


def _show(module: str) -> None:
    """Show a page. It is loaded when first asked for."""
    import_module(f"advisor.screens.people.{module}").show()
