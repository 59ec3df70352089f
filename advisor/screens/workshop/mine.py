"""My proposal: the rule files as this author would have them, loaded, changed and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

import streamlit as st

from advisor.editing.alike import together
from advisor.editing.differences import differences
from advisor.editing.edits import Edit
from advisor.editing.files import texts_in
from advisor.editing.keeping import Proposals
from advisor.editing.proposal import Proposal, begun, edited
from advisor.editing.splicing import spliced
from advisor.examples import ExampleResult, run_examples
from advisor.loading import load_texts
from advisor.mistakes import Mistake, Mistakes
from advisor.rulebook import Rulebook
from advisor.screens import kept
from advisor.screens.workshop import naming

Texts = Mapping[str, str]
FOLDER = "proposals"
_TOLD_AT_MOST = 3


@dataclass(frozen=True)
class Checked:
    """What is known of rule files at once: the rulebook and its worked examples, or the mistakes.

    `key` tells one state of the files from every other.
    """

    key: str
    rulebook: Rulebook | None
    mistakes: tuple[Mistake, ...] = ()
    results: tuple[ExampleResult, ...] = ()

    @property
    def failing(self) -> tuple[ExampleResult, ...]:
        """The worked examples that get other advice than their authors expect; no pins."""
        return tuple(r for r in self.results if not r.holds and not r.example.pin)

    @property
    def pins(self) -> tuple[ExampleResult, ...]:
        """The examples found by search that notice the change; nothing needs mending there."""
        return tuple(r for r in self.results if not r.holds and r.example.pin)


@dataclass(frozen=True)
class Work:
    """An author's work as it stands: the published files, the proposal, and both together."""

    published: Texts
    proposal: Proposal | None
    texts: Texts


def proposals() -> Proposals:
    """Where proposals are kept: in the folder of all that people enter."""
    return Proposals(kept.data_folder() / FOLDER)


def work() -> Work:
    """My work as it stands; without a name there is none yet.

    Raises Mistakes (a file is no text) and ProposalsUnavailable.
    """
    published = texts_in(kept.rules_folder())
    author = naming.author()
    proposal = proposals().load(author) if author else None
    return Work(published, proposal, proposal.texts(published) if proposal else published)


def change(make: Callable[[Proposal, Texts], Proposal]) -> Work:
    """Replace my proposal by what `make` makes of it, and of the published files.

    A proposal that changes nothing any more is taken away. What `make` raises goes through; also
    raises Mistakes and ProposalsUnavailable.
    """
    published, author = texts_in(kept.rules_folder()), naming.author()

    def made(proposal: Proposal | None) -> Proposal | None:
        after = make(proposal or begun(author, published, now()), published)
        return after if after.mine else None

    after = proposals().change(author, made)
    return Work(published, after, after.texts(published) if after else published)


def edit(edits: Sequence[Edit]) -> Work:
    """Make edits in my proposal as one step, told in sentences. Raises as `change` does."""

    def make(proposal: Proposal, published: Texts) -> Proposal:
        texts = proposal.texts(published)
        return edited(proposal, published, edits, sentence(texts, spliced(texts, edits)), now())

    return change(make)


def sentence(old: Texts, new: Texts) -> str:
    """What differs between two states of the files, in a line or two."""
    told = [group.says for group in together([(d.file, d.says) for d in differences(old, new)])]
    more = len(told) - _TOLD_AT_MOST
    return "; ".join(told[:_TOLD_AT_MOST]) + (f"; and {more} more" if more > 0 else "")


def now() -> str:
    """The time in UTC, as proposals hold it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def checked(texts: Texts) -> Checked:
    """The rule files loaded and their worked examples run; remembered, as it takes some tenths."""
    digest = sha256()
    for name in sorted(texts):
        digest.update(f"{name}\0{texts[name]}\0".encode(errors="replace"))
    found: Checked = _checked(texts, digest.hexdigest())
    return found


@st.cache_resource(max_entries=12, show_spinner=False)
def _checked(_texts: Texts, key: str) -> Checked:
    try:
        rulebook = load_texts(_texts)
    except Mistakes as mistakes:
        return Checked(key, None, mistakes.mistakes)
    return Checked(key, rulebook, (), run_examples(rulebook))
