"""Where proposals are kept: one JSON file for each author, written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from advisor.editing.edits import REMOVE, Edit, Removal
from advisor.editing.files import replace_file, why_not
from advisor.editing.proposal import Edited, Proposal, Rewritten, Step

WAIT_SECONDS = 5.0
_FORM = 1
"""Raise it with every change of what is kept that an older program would not understand."""


class ProposalsUnavailable(Exception):
    """Proposals cannot be read or kept just now. The message says why, for the author."""


class Proposals:
    """The proposals in a folder, which is made when first needed.

    Several programs may share it. `change` makes changes one after the other, so that two tabs of
    one author lose nothing. All methods may raise `ProposalsUnavailable`.
    """

    def __init__(self, folder: Path, wait: float = WAIT_SECONDS) -> None:
        self._folder = folder
        self._wait = wait

    def load(self, author: str) -> Proposal | None:
        """The author's proposal, or None where there is none."""
        with self._told():
            return self._read(author)

    def change(
        self, author: str, make: Callable[[Proposal | None], Proposal | None]
    ) -> Proposal | None:
        """Replace the author's proposal by what `make` makes of it; None takes it away.

        What `make` raises goes through, and nothing is changed then.
        """
        with self._told(), self._alone(author):
            made = make(self._read(author))
            file = self._file(author)
            if made is None:
                file.unlink(missing_ok=True)
            else:
                replace_file(file, _to_json(made).encode())
        return made

    def discard(self, author: str) -> None:
        """Take the author's proposal away, where there is one."""
        self.change(author, lambda _: None)

    def authors(self) -> tuple[str, ...]:
        """Everybody who has a proposal, in the order of the alphabet."""
        with self._told():
            found = [_from_json(file.read_text("utf-8")) for file in self._folder.glob("*.json")]
        return tuple(sorted(proposal.author for proposal in found))

    def _file(self, author: str) -> Path:
        # A name that people type never becomes a path.
        return self._folder / f"{sha256(author.encode()).hexdigest()[:32]}.json"

    def _read(self, author: str) -> Proposal | None:
        try:
            return _from_json(self._file(author).read_text("utf-8"))
        except FileNotFoundError:
            return None

    @contextmanager
    def _alone(self, author: str) -> Iterator[None]:
        self._folder.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{self._file(author)}.lock", timeout=self._wait):
            yield

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except Timeout:
            raise ProposalsUnavailable("another program is writing the proposal") from None
        except OSError as problem:
            raise ProposalsUnavailable(why_not(problem)) from problem
        except _Damaged as damaged:
            raise ProposalsUnavailable(str(damaged)) from damaged


class _Damaged(Exception):
    """What was kept cannot be understood."""


def _to_json(proposal: Proposal) -> str:
    body = {
        "form": _FORM,
        "author": proposal.author,
        "fingerprint": proposal.fingerprint,
        "first": dict(proposal.first),
        "mine": dict(proposal.mine),
        "steps": [_step_to_json(step) for step in proposal.steps],
        "began": proposal.began,
        "saved": proposal.saved,
    }
    return json.dumps(body)


def _step_to_json(step: Step) -> dict[str, Any]:
    if isinstance(step, Rewritten):
        return dict(vars(step))
    edits = [
        {"file": e.file, "path": e.path}
        | ({} if isinstance(e.value, Removal) else {"value": e.value})
        for e in step.edits
    ]
    return {"says": step.says, "at": step.at, "edits": edits}


def _from_json(text: str) -> Proposal:
    try:
        body = json.loads(text)
        if body["form"] > _FORM:
            raise _Damaged("the proposal was kept by a newer version of this program")
        return Proposal(
            body["author"],
            body["fingerprint"],
            _texts(body["first"]),
            _texts(body["mine"]),
            tuple(map(_step_from_json, body["steps"])),
            body["began"],
            body["saved"],
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _Damaged("what was kept of the proposal is damaged") from None


def _texts(found: dict[str, Any]) -> dict[str, str | None]:
    if not all(text is None or isinstance(text, str) for text in found.values()):
        raise TypeError
    return dict(found)


def _step_from_json(body: dict[str, Any]) -> Step:
    if "edits" not in body:
        return Rewritten(**body)
    edits = tuple(Edit(e["file"], tuple(e["path"]), e.get("value", REMOVE)) for e in body["edits"])
    return Edited(body["says"], body["at"], edits)
