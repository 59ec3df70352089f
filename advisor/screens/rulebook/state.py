"""Whether the rulebook is sound: its worked examples, and what checking it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from advisor.examples import ExampleResult, run_examples
from advisor.markup import Markup, bullets, joined, paragraph, safe, strong
from advisor.rulebook import Rulebook
from advisor.rulebook_pages import block
from advisor.rulebook_pages.pieces import place_told
from advisor.wording import counted

if TYPE_CHECKING:
    from advisor.proofs.finding import Finding

CHECK = "Prove what it promises"
_REMEMBERED = 4
"""Rulebooks whose findings are kept for everybody."""


def show_state(rulebook: Rulebook) -> None:
    """How the worked examples fare and what was found; a button where nothing was proved yet."""
    results = _examples(rulebook, rulebook.fingerprint)
    found = _findings().get(rulebook.fingerprint)
    place = st.container()
    if found is None and st.button(CHECK, key="prove"):
        with st.spinner("Proving. This takes some seconds."):
            _prove(rulebook)
        st.rerun()
    place.html(block(joined(_examples_told(results), _found_told(found))))


def _examples_told(results: tuple[ExampleResult, ...]) -> Markup:
    failing = [result.example for result in results if not result.holds]
    told = counted(len(results), "worked example")
    if not failing:
        return paragraph(f"{told}: each gets the advice that its author expects.")
    return joined(
        paragraph(f"{told}, of which {len(failing)} get other advice than their author expects:"),
        bullets(safe(f"{one.says} ({one.id} in {place_told(one.place)})") for one in failing),
    )


def _found_told(found: tuple[Finding, ...] | None) -> Markup:
    if found is None:
        return paragraph("What it promises was not proved since the rule files were read.")
    if not found:
        return paragraph(
            "Every promise is proved, every rule can matter, and every outcome can be reached."
        )
    return bullets(map(_finding, found))


def _finding(found: Finding) -> Markup:
    words = f"{found.what} {found.mend} ({place_told(found.place)})"
    return joined(strong(f"{found.severity.capitalize()}: "), safe(words))


def _prove(rulebook: Rulebook) -> None:
    """Everything that checking finds. The solver is only loaded for this."""
    from advisor.proofs.findings import findings  # noqa: PLC0415

    known = _findings()
    known[rulebook.fingerprint] = findings(rulebook)
    while len(known) > _REMEMBERED:
        del known[next(iter(known))]


@st.cache_resource(show_spinner=False)
def _findings() -> dict[str, tuple[Finding, ...]]:
    """What was found, by the fingerprint of the rulebook."""
    return {}


@st.cache_resource(max_entries=2, show_spinner=False)
def _examples(
    _rulebook: Rulebook,
    fingerprint: str,  # noqa: ARG001 (what tells rulebooks apart)
) -> tuple[ExampleResult, ...]:
    return run_examples(_rulebook)
