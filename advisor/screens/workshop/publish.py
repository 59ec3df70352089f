"""Publish: my changes become the rules in use, once nothing stands against them."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from advisor.editing.differences import differences
from advisor.editing.files import texts_in
from advisor.editing.finishing import CannotPublish
from advisor.editing.proposal import Conflicting, Proposal, brought
from advisor.editing.publishing import Published
from advisor.editing.publishing import publish as publish_files
from advisor.editing.readiness import LONGEST_SENTENCE, Publication, Readiness, readiness
from advisor.mistakes import Mistakes
from advisor.proofs.comparison import Step
from advisor.rulebook_pages import block
from advisor.screens import frame, kept
from advisor.screens.workshop import (
    around,
    checking,
    mine,
    naming,
    proposed,
    publish_told,
    waiting,
)
from advisor.screens.workshop.looking import SECONDS
from advisor.screens.workshop.mine import Work
from advisor.screens.workshop.proposed import Both

TITLE = "Publish"
_DONE = "rules-published"
_STEPS: tuple[Step, ...] = ("wording", "minor", "major")


@dataclass(frozen=True)
class _Words:
    """What the author says of a publication."""

    sentence: str
    step: Step
    reason: str


def show() -> None:
    """The page."""
    work = proposed.opened(TITLE)
    if work is None:
        return
    published: tuple[Published, int] | None = st.session_state.pop(_DONE, None)
    if published is not None:
        done, pins = published
        st.html(block(publish_told.published(done, pins)))
        if lines := publish_told.commit_lines(done):
            st.markdown("From the top folder of the checkout:")
            st.code(lines, language=None, wrap_lines=True)
        return
    if proposed.nothing_changed(work) or proposed.in_the_way(work):
        return
    ready = _ready(work)
    if ready is None:
        return
    st.html(block(publish_told.standing(ready)))
    st.html(block(publish_told.changes(ready)))
    if ready.errors:
        return
    words = _form(work, ready)
    if words is not None:
        _publish(work, words)


def _ready(work: Work) -> Readiness | None:
    """What stands against publishing; None until that is known, and meanwhile how far it is."""
    found = proposed.pair(work)
    if not isinstance(found, Both):
        job = checking.incomparable(work)
        if job.failed:
            waiting.broke()
        waiting.wait_for(lambda: [checking.incomparable(work)], _AT_MOST)
        return job.result
    known = checking.checks(found)
    if known.compared.failed:
        waiting.broke()
        return None
    if not known.done:
        waiting.wait_for(lambda: checking.checks(found).waited, _AT_MOST)
        st.html(block(publish_told.changes(_unproved(work))))
        return None
    return checking.preview(work, known)


_AT_MOST = f" At most {SECONDS:g} s."


def _unproved(work: Work) -> Readiness:
    """What is known without any proof: what differs."""
    return Readiness(work.published, work.texts, differences(work.published, work.texts))


def _form(work: Work, ready: Readiness) -> _Words | None:
    """The words of the publication; None until the author presses Publish."""
    st.header("Publish it", anchor=False)
    with st.form("publish", border=False):
        sentence = st.text_input(
            "What changed, in one sentence for the list of changes",
            key="publish-sentence",
            max_chars=LONGEST_SENTENCE,
            autocomplete="off",
        )
        steps = _STEPS[_STEPS.index(ready.proposed) :]
        version = _version(work)
        step = st.radio(
            "How much of a change it is: as proved, or more",
            steps,
            format_func=lambda step: publish_told.step(version, step),
            key=f"publish-step-{ready.proposed}",
        )
        reason = ""
        if ready.failing:
            reason = st.text_area(
                "Why is it right that these worked examples fail?",
                key="publish-reason",
                max_chars=LONGEST_SENTENCE,
                height=90,
            )
        pressed = st.form_submit_button("Publish", type="primary")
    return _Words(sentence or "", step, reason or "") if pressed else None


def _version(work: Work) -> str:
    """The published version; empty where it cannot be read."""
    found = mine.checked(work.published).rulebook
    return found.version if found else ""


def _publish(work: Work, words: _Words) -> None:
    """Find out anew what stands against it, on the very texts, and publish; or say why not."""
    said = Publication(naming.author(), words.sentence, words.step, words.reason)
    folder, proposals = kept.rules_folder(), mine.proposals()
    try:
        with st.spinner("Proving it once more, then publishing."):
            now = mine.work()
            if (now.published, now.texts) != (work.published, work.texts):
                raise CannotPublish("The rules, or your changes in another tab, changed meanwhile.")
            ready = readiness(now.published, now.texts, seconds=SECONDS)
            if _STEPS.index(ready.proposed) > _STEPS.index(said.step):
                raise CannotPublish(f"It is a {ready.proposed} change: choose that, or more.")
            done = publish_files(folder, ready, said)
            proposals.change(said.author, lambda p: _rest(p, now.proposal))
    except CannotPublish as refused:
        _refused(refused)
        return
    except around.FAILURES as problem:
        st.error(around.told(problem))
        return
    st.session_state[_DONE] = done, len(ready.pins)
    proposed.expect_others()
    st.rerun()


def _rest(proposal: Proposal | None, published: Proposal | None) -> Proposal | None:
    """What is left of a proposal: nothing, or what was changed in another tab meanwhile."""
    if proposal is None or published is None or proposal.mine == published.mine:
        return None
    try:
        left = brought(proposal, texts_in(kept.rules_folder()))
    except (Conflicting, Mistakes):
        return proposal
    return left if left.mine else None


def _refused(refused: CannotPublish) -> None:
    reasons = "\n".join(f"- {frame.plain(reason)}" for reason in refused.reasons)
    st.error(f"Nothing was published.\n{reasons}")
    st.markdown("Nothing is lost: your changes are still yours, and what you typed is still there.")
    if any("meanwhile" in reason for reason in refused.reasons):
        st.button("Look at the rules as they are now", key="look-again")
