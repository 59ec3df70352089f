"""The folder of rules written to by one program at a time, and a publication finished.

A publication is done in the order that `publishing` tells of. Whoever comes next after a program
that was killed on the way finishes it here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from advisor.editing.files import STRAY, replace_file, settle, why_not
from advisor.editing.versions import version_in
from advisor.loading.text.pending import DAMAGED, PENDING, VERSIONS, Pending, pending
from advisor.mistakes import Mistake, Mistakes

WAIT_SECONDS = 10.0


class CannotPublish(Exception):
    """Nothing was published. Each of `reasons` says why, in a sentence for the author."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


def recover(folder: Path) -> bool:
    """Finish a publication that was cut off, if there is one; whether the folder is in order.

    Does nothing while another program publishes, or where the folder cannot be written: the rules
    are read as published all the same. Never raises.
    """
    if not (folder / VERSIONS / PENDING).exists():
        return True
    try:
        with alone(folder, wait=0):
            finish(folder)
    except CannotPublish:
        return False
    return True


def write(folder: Path, content: bytes, name: str) -> None:
    """Put a record among the versions. Raises OSError."""
    replace_file(folder / VERSIONS / name, content, mode=0o644)


def finish(folder: Path) -> None:
    """Bring the files into line with the record, if one waits, and give it its number."""
    record = folder / VERSIONS / PENDING
    _sweep(folder)
    try:
        unfinished, version = pending(folder), version_in(record)
    except DAMAGED:
        unfinished, version = None, None
    if unfinished and version:
        _bring_in(folder, unfinished)
        record.replace(record.with_name(version.file))
        settle(record.parent)
    elif record.exists():
        says = f"{VERSIONS}/{PENDING} is damaged: take it away and compare the rule files."
        raise CannotPublish(says)


def _bring_in(folder: Path, unfinished: Pending) -> None:
    on_disk = {
        name: (folder / name).read_bytes() for name in unfinished.after if (folder / name).is_file()
    }
    wanted = unfinished.over(on_disk)
    for name in unfinished.after:
        path = folder / name
        if name not in wanted:
            path.unlink(missing_ok=True)
            settle(path.parent)
        elif on_disk.get(name) != wanted[name]:
            path.parent.mkdir(exist_ok=True)
            mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
            replace_file(path, wanted[name], mode, by=folder / VERSIONS)


def _sweep(folder: Path) -> None:
    """Take away what killed programs left half written."""
    for path in (folder / VERSIONS).glob(f"{STRAY}*"):
        path.unlink(missing_ok=True)


def _make(place: Path) -> None:
    """The folder of versions. Where the rules are under version control, that keeps them too."""
    place.mkdir(exist_ok=True)
    if not (ignored := place / ".gitignore").exists():
        ignored.write_text("*\n", "utf-8")


@contextmanager
def alone(folder: Path, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """One program at a time writes to the folder. A killed one lets go by itself."""
    try:
        _make(folder / VERSIONS)
        with FileLock(folder / VERSIONS / "lock", timeout=wait):
            yield
    except Timeout:
        raise CannotPublish("Somebody else is publishing. Try again in a moment.") from None
    except OSError as problem:
        raise CannotPublish(f"The rules cannot be written: {why_not(problem)}.") from problem
    except Mistakes as mistakes:
        raise CannotPublish(*map(_line, mistakes.mistakes)) from None


def _line(mistake: Mistake) -> str:
    return f"{mistake.where}: {mistake.message}"
