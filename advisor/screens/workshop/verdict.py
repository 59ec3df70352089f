"""Validate as you go: mistakes first, then what is proved, then the worked examples that fail."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

import streamlit as st

from advisor.examples import ExampleResult
from advisor.markup import Markup, bullets, heading, joined, opens, paragraph, safe, strong
from advisor.mistakes import Mistake
from advisor.proofs.finding import Finding
from advisor.rulebook import Rulebook
from advisor.rulebook_pages import block, linked
from advisor.rulebook_pages.pieces import place_told
from advisor.screens.workshop import gaps
from advisor.screens.workshop.mine import Checked, Work, checked
from advisor.screens.workshop.places import file_of
from advisor.screens.workshop.proving import Proof, Prover
from advisor.wording import counted, listed

TEXT_PAGE = "rules-text"
_LISTED = 20
_SHORT = 200
"""Characters of what is legal that are told without a click."""
_AGAIN_AFTER = 1.0  # seconds


def show(work: Work, *, title: str = "Is it sound?") -> None:
    """Everything that is wrong in the rules as proposed; a line where nothing is."""
    known = checked(work.texts)
    parts = [heading(title)]
    if known.mistakes:
        parts.append(mistakes_told(known.mistakes))
        st.html(block(joined(*parts)))
        gaps.lead(work.texts)
        return
    assert known.rulebook is not None
    st.html(block(joined(*parts, _examples_told(known.rulebook, known))))
    if work.proposal is None:
        return
    if prover().ask(known.key, known.rulebook).done:
        _found(known)
    else:
        _still(known)


def mistakes_told(mistakes: Iterable[Mistake]) -> Markup:
    """Every mistake: where it is with a link there, what it is, and how to mend it."""
    found = tuple(mistakes)
    one = len(found) == 1
    first = f"{counted(len(found), 'mistake')} to mend before the changes can be tried."
    more = f"And {len(found) - _LISTED} more." if len(found) > _LISTED else ""
    return joined(
        paragraph(strong(first), safe_already=True),
        bullets(map(told, found[:_LISTED])),
        paragraph(more),
        paragraph(
            "Meanwhile " + ("it stays" if one else "they stay") + " among your changes; the rules "
            "in use are as they were."
        ),
    )


def text_address(file: str, number: int = 0) -> str:
    """The address of a line of a rule file in the editor, seen from any page of the app."""
    where = [("file", file), *([("line", str(number))] if number else [])]
    return f"{TEXT_PAGE}?{urlencode(where)}"


def told(mistake: Mistake) -> Markup:
    """One mistake, with a link to its line in the editor."""
    place = mistake.place
    label = f"{place_told(place)}{f', {mistake.entry}' if mistake.entry else ''}"
    link = linked(text_address(file_of(mistake), place.line), safe(label))
    if len(mistake.choices) <= _SHORT:
        return joined(link, safe(f": {mistake.message}"))
    said = " ".join(part for part in (mistake.what, mistake.remedy) if part)
    return joined(link, safe(f": {said}"), opens(mistake.legal_are, said, safe(mistake.choices)))


def _examples_told(rulebook: Rulebook, known: Checked) -> Markup:
    failing, count = known.failing, len(known.results)
    pins = len(known.pins)
    parts = [
        paragraph(
            f"No mistakes. {counted(count, 'worked example')}: "
            + ("each gets the advice that its author expects." if not failing and not pins else "")
            + (f"{len(failing)} fail." if failing else "")
        )
        if not pins or failing
        else paragraph("No mistakes. Every company among the worked examples keeps its advice."),
        bullets(example_told(rulebook, result) for result in failing[:_LISTED]),
    ]
    if pins:
        parts.append(on_edge_told(pins))
    return joined(*parts)


def on_edge_told(count: int) -> Markup:
    """That sheets on an edge fail, and that nobody need mind."""
    sheets = counted(count, "sheet that sits", "sheets that sit")
    fail = "fails, as it is" if count == 1 else "fail, as they are"
    told = (
        f"{sheets} exactly on an edge {fail} meant to where something was moved on purpose: "
        "nothing needs mending, and nothing keeps you from publishing."
    )
    return paragraph(told if count else "")


def example_told(rulebook: Rulebook, result: ExampleResult) -> Markup:
    """A worked example that fails: what it expects and what it gets, with a link to it."""
    one = result.example
    names: dict[str, str] = {o.id: o.name for o in rulebook.outcomes.values()}
    got = result.recommendation
    if one.forms:
        names = {f.id: f.name for o in rulebook.outcomes.values() for f in o.forms}
        got = result.form
    expected = listed(sorted(names[name] for name in one.forms or one.allowed), "or")
    link = linked(text_address(file_of_place(one.place.file), one.place.line), safe(one.says))
    return joined(link, safe(f" Expected: {expected}. It gets: {names[got]}."))


def file_of_place(file: str) -> str:
    """A rule file by its path inside the folder of the rules."""
    return file.partition("/")[2]


def _still(known: Checked) -> None:
    """Proved in the background: the page is there meanwhile, and this part asks again."""

    @st.fragment(run_every=_AGAIN_AFTER)
    def ask_again() -> None:
        if _found(known):
            st.rerun()

    ask_again()


def _found(known: Checked) -> bool:
    """What is proved so far; whether that is all."""
    assert known.rulebook is not None
    proof = prover().ask(known.key, known.rulebook)
    with st.container(key="live-proof"):
        st.html(block(_proof_told(proof)))
    return proof.done


def _proof_told(proof: Proof) -> Markup:
    found = proof.findings
    if not proof.done:
        running = "Still proving that the rules keep what they promise: some seconds."
        return joined(paragraph(running), bullets(map(finding_told, found[:_LISTED])))
    if not found:
        return paragraph(
            "Proved: every promise holds, every rule can matter, every outcome can be reached."
        )
    more = f"And {len(found) - _LISTED} more." if len(found) > _LISTED else ""
    return joined(
        paragraph(f"Checking finds {counted(len(found), 'thing')}:"),
        bullets(map(finding_told, found[:_LISTED])),
        paragraph(more),
    )


def finding_told(found: Finding) -> Markup:
    """One result of checking, with a link to the line that it is about."""
    link = linked(
        text_address(file_of_place(found.place.file), found.place.line),
        safe(place_told(found.place)),
    )
    return joined(
        strong(f"{found.severity.capitalize()}: "), safe(f"{found.what} {found.mend} ("), link,
        safe(")"),
    )  # fmt: skip


@st.cache_resource(show_spinner=False)
def prover() -> Prover:
    """The one place where this server checks rulebooks."""
    return Prover()
