"""The rulebook in use: it follows the rule files, and stays the last good one while they break."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from advisor.editing.finishing import recover
from advisor.loading import load_rulebook
from advisor.loading.text.folder import ENDING, SCHEMAS
from advisor.loading.text.pending import PENDING, records
from advisor.mistakes import Mistake, Mistakes
from advisor.rulebook import Rulebook

_State = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class InUse:
    """The rulebook in use. `mistakes`: why the files on disk are not; empty where they are."""

    rulebook: Rulebook
    mistakes: tuple[Mistake, ...] = ()


class Current:
    """The rulebook of one folder, read again when a file there has changed.

    To look whether one has takes some tenths of a millisecond. May be used by several threads.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._state: _State | None = None
        self._in_use: InUse | None = None
        self._broken: Mistakes | None = None

    def look(self) -> InUse:
        """What is in use now. Raises Mistakes where no rulebook was good since the start."""
        with self._lock:
            if PENDING in records(self._folder):
                recover(self._folder)
            state = _state_of(self._folder)
            if state != self._state:
                self._load()
                self._state = state
            if self._in_use is None:
                assert self._broken is not None
                raise self._broken
            return self._in_use

    def _load(self) -> None:
        try:
            self._in_use = InUse(load_rulebook(self._folder))
        except Mistakes as mistakes:
            self._broken = mistakes
            if self._in_use is not None:
                self._in_use = InUse(self._in_use.rulebook, mistakes.mistakes)


def _state_of(folder: Path) -> _State:
    """What changes when a rule file does: the name, time and size of each, and the versions."""
    try:
        inside = [folder, *(path for path in folder.iterdir() if _may_hold_rules(path))]
        found = [path for place in inside for path in place.iterdir() if path.suffix == ENDING]
    except OSError:
        found = []
    versions = [(name, 0, 0) for name in records(folder)]
    return (*versions, *((str(path), *_stamp(path)) for path in sorted(found)))


def _may_hold_rules(path: Path) -> bool:
    return (
        not path.suffix
        and not path.name.startswith((".", "_"))
        and path.is_dir()
        and (path.name != SCHEMAS)
    )


def _stamp(path: Path) -> tuple[int, int]:
    """Time and size of a file; zeros where it is gone, or is a link that leads nowhere."""
    try:
        state = path.stat()
    except OSError:
        return 0, 0
    return state.st_mtime_ns, state.st_size
