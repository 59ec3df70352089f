"""Edit the text of a rule file; it is kept as it is typed, with its mistakes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from advisor.editing.proposal import Conflicting, Proposal, Texts, rewritten
from advisor.markup import NOTHING, Markup, bullets, heading, joined, paragraph
from advisor.mistakes import Mistake
from advisor.rulebook_pages import block
from advisor.screens import frame
from advisor.screens.workshop import around, editor, mine, naming, verdict
from advisor.screens.workshop.editor import Shown, Typed
from advisor.screens.workshop.mine import Work, checked
from advisor.screens.workshop.places import file_of

TITLE = "Edit the text"
FILE, LINE = "file", "line"
_KEY, _SEEN, _ASIDE = "rule-text", "rule-text-seen", "rule-text-aside"
_MARK = "\ufeff"
_LISTED = 20
_HELP = (
    "What you type is kept by itself. Tab indents; to leave the editor with the keyboard, press "
    "Escape, then Tab. A wavy line marks a mistake; the list below says what it is."
)
_STYLE = """<style>.rule-text { width: 100%; height: min(36rem, 70vh); font: .9375rem/1.5 monospace;
color: inherit; background: var(--st-background-color); border: 1px solid var(--st-border-color);
border-radius: .375rem; padding: .5rem; } .rule-editor { min-height: min(36rem, 70vh); }</style>"""


def show() -> None:
    """The page."""
    work = around.opened(TITLE)
    if work is None:
        return
    taken = _take(work, editor.typed(_KEY))
    if taken is None or not around.settled(taken):
        return
    if _ASIDE in st.session_state:
        _choose(taken, st.session_state[_ASIDE])
        return
    file = _file(taken.texts)
    known = checked(taken.texts)
    there = tuple(mistake for mistake in known.mistakes if file_of(mistake) == file)
    st.html(f'{_STYLE}<p id="rule-editor-help">{_HELP}</p>')
    shown = Shown(
        file,
        lines(taken.texts[file]),
        there,
        naming.author(),
        _goal(file),
        st.session_state.get(_SEEN, 0),
    )
    late = editor.draw(_KEY, shown)
    if late is not None and late.number > st.session_state.get(_SEEN, 0):
        st.rerun()
    _told(there, file)
    if elsewhere := [mistake for mistake in known.mistakes if mistake not in there]:
        st.html(block(joined(heading("Mistakes in other files"), *_listed(elsewhere))))
    elif not there:
        verdict.show(taken, title="The rules as a whole")


def lines(text: str) -> str:
    """A file's text as a field of the browser holds it: no mark at its start, plain line ends."""
    return text.removeprefix(_MARK).replace("\r\n", "\n").replace("\r", "\n")


def as_in_file(text: str, file: str) -> str:
    """What was typed, with the line ends and the mark at its start that the file has."""
    end = "\r\n" if "\r\n" in file else "\n"
    mark = _MARK if file.startswith(_MARK) else ""
    return mark + text.replace("\n", end)


def _take(work: Work, typed: Typed | None) -> Work | None:
    """Keep what was typed since the last run; my work with it. None where that cannot be."""
    if typed is None or typed.number <= st.session_state.get(_SEEN, 0):
        return work
    st.session_state[_SEEN] = typed.number
    try:
        return _keep(typed, st.session_state.get(_ASIDE) is None)
    except Conflicting:
        st.session_state[_ASIDE] = typed
        return work
    except around.FAILURES as problem:
        st.error(around.told(problem))
        st.session_state[_SEEN] = typed.number - 1
        return None


def _keep(typed: Typed, merge: bool) -> Work:
    """Keep a text. With `merge`, what was changed elsewhere since it was shown stays."""

    def make(proposal: Proposal, published: Texts) -> Proposal:
        before = proposal.texts(published).get(typed.file, "")
        text, seen = as_in_file(typed.text, before), as_in_file(typed.base, before)
        return rewritten(proposal, published, typed.file, text, mine.now(), seen if merge else None)

    if typed.file not in mine.work().texts:
        return mine.work()
    return mine.change(make)


def _choose(work: Work, aside: Typed) -> None:
    """The same lines were changed elsewhere, as in another tab: which text is to be kept?"""
    st.warning(
        f"The same lines of {frame.plain(aside.file)} were changed in another tab or published "
        "meanwhile. Both texts are here: choose one."
    )
    texts = {
        "What you typed here": aside.text,
        "What is kept now": lines(work.texts.get(aside.file, "")),
    }
    for label, text in texts.items():
        with st.expander(label):
            st.code(text, language="yaml", line_numbers=True)
    here = st.button("Keep what you typed here", key="aside-mine")
    there = st.button("Keep the other text", key="aside-theirs")
    if here:
        _keep(replace(aside, base=""), merge=False)
    if here or there:
        del st.session_state[_ASIDE]
        st.rerun()


def _file(texts: Mapping[str, str]) -> str:
    """The file to edit: the one that the address names, or the first; another can be picked."""
    files = sorted(texts)
    named = st.query_params.get(FILE, "")
    st.session_state[FILE] = named if named in files else files[0]
    if named and named not in files:
        st.info(f"There is no file {frame.plain(named[:60])} any more.")
    picked: str = st.selectbox("Rule file", files, key=FILE, on_change=_pick)
    return picked


def _pick() -> None:
    st.query_params.from_dict({FILE: st.session_state[FILE]})


def _goal(file: str) -> str:
    """The line that the address asks for, once for each visit."""
    line = st.query_params.get(LINE, "")
    return f"{int(line)} {file}" if line.isdecimal() and len(line) < 7 and int(line) else ""


def _told(there: Sequence[Mistake], file: str) -> None:
    """The mistakes in this file, in words."""
    with st.container(key="live-mistakes"):
        nothing = paragraph("" if there else f"No mistakes in {file}.")
        told = heading(f"Mistakes in {file}") if there else NOTHING
        st.html(block(joined(nothing, told, *_listed(there))))


def _listed(mistakes: Sequence[Mistake]) -> Iterator[Markup]:
    """The first mistakes, and how many more there are."""
    yield bullets(map(verdict.told, mistakes[:_LISTED]))
    if (more := len(mistakes) - _LISTED) > 0:
        yield paragraph(f"And {more} more.")
