"""The fields of one entry: what they hold, the mistakes that stand at them, and how they are saved.

A field is called by the path of its value. Its key changes when what is stored does, so a change
made elsewhere shows; what was typed stays while it cannot be saved.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256

import streamlit as st

from advisor.editing.edits import REMOVE, Edit
from advisor.editing.splicing import spliced
from advisor.editing.trees import at, changes
from advisor.loading.text.nodes import Path, Plain
from advisor.mistakes import Mistakes
from advisor.screens import frame
from advisor.screens.workshop import around, mine, places
from advisor.screens.workshop.mine import Work, checked
from advisor.screens.workshop.things import Thing, Tree

LONGEST = 4_000
_IS_MISSING = re.compile(r'The key "(\w+)" is missing\.')
_FILL_IN = {
    "says": "Write what it says.",
    "when": "Pick at least one question that it asks about.",
    "adds": "Pick points for at least one dimension.",
    "sources": "Pick at least one source; judgement is honest where there is none.",
    "rules_out": "Pick at least one recommendation that it rules out.",
    "until": "Write what would lift it.",
}
"""What to do where a part of an entry is missing, by its key in the rule files."""
_REFUSED, _KEPT = "form-refused", "form-kept"
Problems = Mapping[Path, Sequence[str]]
"""What is to be mended, by the path of the value below the entry."""
NO_PROBLEMS: Problems = {}


class Form:
    """The fields of an entry while a page is drawn; `tree` is what is stored of it."""

    def __init__(self, thing: Thing, problems: Problems) -> None:
        self.thing = thing
        self.tree = thing.tree
        self.problems = problems
        self.found: dict[Path, list[str]] = {}
        self._shown: set[Path] = set()
        # What is typed for a new entry stays while its file or kind is changed.
        told = json.dumps([thing.kind, thing.id, *([thing.file, thing.tree] if thing.id else [])])
        self._stamp = sha256(told.encode(errors="replace")).hexdigest()[:10]

    def key(self, *path: str | int) -> str:
        """The key of a field."""
        return f"{self._stamp}/{'/'.join(map(str, path))}"

    def stored(self, *path: str | int) -> Plain | None:
        """The value that is stored at a path."""
        return at(dict(self.tree), path)

    def text(
        self, path: Path, label: str, *, long: bool = False, help_text: str = "", width: int = 0
    ) -> str:
        """A field for a text; what it holds, on one line unless it was stored with several."""
        stored = self.stored(*path)
        first = stored if isinstance(stored, str) else ""
        key = self.key(*path)
        if long:
            held = st.text_area(frame.plain(label), first, key=key, max_chars=LONGEST, height=100)
        else:
            held = st.text_input(
                frame.plain(label),
                first,
                key=key,
                max_chars=LONGEST,
                width=width or "stretch",
                autocomplete="off",
            )
        if help_text:
            st.markdown(frame.quiet(help_text))
        self.mend(path)
        return (held or "").strip() if "\n" in first else " ".join((held or "").split())

    def lines(self, path: Path, label: str) -> list[str]:
        """A field for a list of texts, one on each line."""
        stored = self.stored(*path)
        first = [v for v in stored if isinstance(v, str)] if isinstance(stored, list) else []
        held = st.text_area(
            frame.plain(f"{label}, one on each line"),
            "\n".join(first),
            key=self.key(*path),
            max_chars=5 * LONGEST,
            height=68 + 26 * min(len(first) + 1, 8),
        )
        self.mend(path)
        return [" ".join(line.split()) for line in (held or "").splitlines() if line.strip()]

    def pick(self, path: Path, label: str, options: Mapping[str, str], width: int = 0) -> str:
        """A field to pick one of several options; what is stored though no option stays one."""
        stored = self.stored(*path)
        first = stored if isinstance(stored, str) else ""
        known = dict(options) if first in options else {first: first or "not chosen", **options}
        held = st.selectbox(
            frame.plain(label),
            list(known),
            index=list(known).index(first),
            format_func=lambda name: known[name],
            key=self.key(*path),
            width=width or "stretch",
        )
        self.mend(path)
        return str(held)

    def several(self, path: Path, label: str, options: Mapping[str, str]) -> list[str]:
        """A field to pick several options, in the order of picking."""
        stored = self.stored(*path)
        first = [v for v in stored if isinstance(v, str)] if isinstance(stored, list) else []
        known = {**{name: name for name in first}, **options}
        held = choose(frame.plain(label), known, first, self.key(*path))
        self.mend(path)
        return held

    def tick(self, path: Path, label: str) -> bool:
        """A field for yes or no."""
        held: bool = st.checkbox(label, self.stored(*path) == "yes", key=self.key(*path))
        self.mend(path)
        return held

    def mend(self, path: Path) -> None:
        """What is to be mended at a path and below it, where its field is."""
        for where, told in self.problems.items():
            if where[: len(path)] == path and where not in self._shown:
                self._shown.add(where)
                for problem in told:
                    st.markdown(f":red[**{frame.plain(problem)}**]")

    def problem(self, path: Path, told: str) -> None:
        """Note what is wrong with what a field holds; then nothing is saved."""
        self.found.setdefault(path, []).append(told)

    def state(self) -> None:
        """What became of the last attempt to keep what the fields hold."""
        with st.container(key="live-kept"):
            if self.problems:
                left = [t for path, t in self.problems.items() if path not in self._shown]
                told = ["**Not kept yet.** Mend what is said at the fields, then press again."]
                st.error("\n\n".join([*told, *(frame.plain(p) for t in left for p in t)]))
            elif (kept := st.session_state.get(_KEPT)) and kept[0] == _name(self.thing):
                st.success(frame.plain(kept[1]))


def choose(label: str, options: Mapping[str, str], first: Sequence[str], key: str) -> list[str]:
    """A field to pick several options by their labels, found by what they contain.

    It never offers all that were found at once: pressing Enter would pick them.
    """
    return st.multiselect(
        label,
        list(options),
        list(first),
        format_func=lambda name: options[name],
        key=key,
        filter_mode="contains",
        select_all=False,
    )


def problems_of(work: Work, thing: Thing) -> Problems:
    """What is to be mended in an entry: what kept it from being kept, else what is stored wrong."""
    refused: tuple[str, Problems] | None = st.session_state.get(_REFUSED)
    if refused and refused[0] == _name(thing):
        return refused[1]
    st.session_state.pop(_REFUSED, None)
    found = places.within(checked(work.texts).mistakes, work.texts, thing.file, thing.path)
    return {path: [m.message for m in mistakes] for path, mistakes in found.items()}


def save(work: Work, form: Form, new: Tree) -> bool:
    """Keep what the fields hold as one change, unless something in it is to be mended first.

    True where it was kept; then the form shows what is stored.
    """
    thing = form.thing
    edits = [
        Edit(thing.file, (*thing.path, *change.path), REMOVE if change.new is None else change.new)
        for change in changes(dict(thing.tree), dict(new))
    ]
    if not edits and not form.found:
        st.session_state[_KEPT] = (_name(thing), "Nothing to keep: nothing differs from before.")
        st.session_state.pop(_REFUSED, None)
        return False
    return keep(work, thing, edits, form.found)


def keep(work: Work, thing: Thing, edits: Sequence[Edit], found: Problems = NO_PROBLEMS) -> bool:
    """Keep edits of an entry, unless they would put a mistake in it that is not there yet."""
    wrong = found if () in found else {**_refusals(work, thing, edits, found), **found}
    if wrong:
        st.session_state[_REFUSED] = (_name(thing), wrong)
        return False
    st.session_state.pop(_REFUSED, None)
    try:
        after = mine.edit(edits)
    except around.FAILURES as problem:
        st.session_state[_REFUSED] = (_name(thing), {(): [around.told(problem)]})
        return False
    told = f"Kept in your changes: {mine.sentence(work.texts, after.texts)}."
    st.session_state[_KEPT] = (_name(thing), told)
    return True


def _refusals(work: Work, thing: Thing, edits: Sequence[Edit], told: Problems) -> Problems:
    """The mistakes that edits would put into an entry, by path; none where one is told already."""
    try:
        texts = spliced(work.texts, edits)
    except Mistakes as mistakes:
        return {(): [mistake.message for mistake in mistakes.mistakes]}
    before = places.within(checked(work.texts).mistakes, work.texts, thing.file, thing.path)
    known = {(path, m.what) for path, mistakes in before.items() for m in mistakes}
    after = places.within(checked(texts).mistakes, texts, thing.file, thing.path)
    found: dict[Path, list[str]] = {}
    for path, new in after.items():
        for mistake in new:
            if (path, mistake.what) not in known:
                where, says = _at_its_field(path, mistake.what, mistake.message)
                found.setdefault(where, []).append(says)
    return {p: says for p, says in found.items() if not any(p[: len(at)] == at for at in told)}


def _at_its_field(path: Path, what: str, message: str) -> tuple[Path, str]:
    """Where a mistake is told and how: what is missing is told at the field that it goes to."""
    missing = _IS_MISSING.fullmatch(what)
    if not missing:
        return path, message
    return (*path, missing[1]), _FILL_IN.get(missing[1], f"Fill in: {missing[1]}.")


def _name(thing: Thing) -> str:
    return f"{thing.kind} {thing.id}"
