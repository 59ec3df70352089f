"""Pages that are loaded when somebody first asks for them: a visit needs few of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import import_module
from typing import Any

import streamlit as st

Named = Mapping[str, tuple[str, str]]
"""Title and module of each page by its name; modules are named from `advisor.screens` on."""


def pages(named: Named, *given: Any) -> dict[str, st.Page]:
    """Every page by its name, which is also its place in the address.

    Its module's `show` draws it with what is `given`.
    """
    return {
        name: st.Page(partial(_show, module, *given), title=title, url_path=name)
        for name, (title, module) in named.items()
    }


def _show(module: str, *given: Any) -> None:
    import_module(f"advisor.screens.{module}").show(*given)
