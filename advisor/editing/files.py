"""Files of the rulebook on disk: read as text, and replaced whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from advisor.loading.text.decoding import Unreadable, decoded
from advisor.loading.text.folder import texts_of
from advisor.mistakes import Mistakes

STRAY = ".half-"


def texts_in(folder: Path) -> dict[str, str]:
    """The text of every rule file, character by character as on disk. Raises Mistakes."""
    found = texts_of(folder)
    mistakes = []
    for name, content in found.items():
        try:
            decoded(f"{folder.name}/{name}", content)
        except Unreadable as unreadable:
            mistakes.append(unreadable.mistake)
    if mistakes:
        raise Mistakes(mistakes)
    return {name: content.decode() for name, content in found.items()}


def replace_file(path: Path, content: bytes, mode: int = 0o600, by: Path | None = None) -> None:
    """Put a file in place so that at any moment either the old or the new one is there, whole.

    `mode`: its permissions. `by`: the folder on the same disk where it is written first; what a
    killed program leaves there begins with `STRAY`. Raises OSError.
    """
    handle, name = tempfile.mkstemp(dir=by or path.parent, prefix=STRAY)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    settle(path.parent)


def settle(folder: Path) -> None:
    """Have the disk keep which files are in a folder; some systems do so by themselves."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def why_not(problem: OSError) -> str:
    """Why a file cannot be written, in words for the person waiting."""
    if isinstance(problem, PermissionError) or problem.errno == 30:  # read-only file system
        return "this server does not let the program write to its folder"
    if problem.errno in (28, 122):  # no space left, quota
        return "the disk of this server is full"
    return f"the disk of this server does not answer: {(problem.strerror or 'no reason').lower()}"
