"""The pages for what is kept of one assessment: versions, the decision taken, comparing."""

from __future__ import annotations

from functools import partial
from importlib import import_module

import streamlit as st

from advisor.rulebook import Rulebook

PAGES = {
    "versions": ("Versions", "versions.page"),
    "decision": ("Decision taken", "decision.page"),
    "compare": ("Compare", "versions.compared"),
    "respondents": ("Other people's answers", "respondents.page"),
}
"""Title and module of each page by its name."""


def pages(rulebook: Rulebook) -> dict[str, st.Page]:
    """Every page by its name, which is also its place in the address."""
    return {
        name: st.Page(partial(_show, module, rulebook), title=title, url_path=name)
        for name, (title, module) in PAGES.items()
    }


def _show(module: str, rulebook: Rulebook) -> None:
    """Show a page. It is loaded when first asked for."""
    import_module(f"advisor.screens.{module}").show(rulebook)
