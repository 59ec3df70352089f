"""The versions of a rulebook that were published: a record of each, whole, beside the rules.

A record is a zip file in `.versions/`, which anybody can open: the rule files as published, and
`version.json` that tells when, by whom and why.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from advisor.editing.splicing import Edit, spliced
from advisor.editing.trees import at, tree_in
from advisor.loading.declaring import BOOK
from advisor.loading.text.pending import (
    DAMAGED,
    RECORD,
    VERSIONS,
    digest,
    files_of,
    put_files,
    read_in,
    records,
)

FOUND = "found"


@dataclass(frozen=True)
class Version:
    """One version of the rulebook.

    `number` counts the records, `at` is the time in UTC. `sentence` says what changed, `step` how
    much of a change it is ("wording", "minor", "major"; "found": not published from the app but
    found on disk). `reason` says why examples may fail. `differences` are sentences, each with its
    file, from the version before; `files` the files that changed.
    """

    number: int
    at: str
    author: str
    sentence: str
    version: str
    step: str
    reason: str = ""
    differences: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The record's name in the folder of versions."""
        return f"{self.number:04}.zip"


def versions(folder: Path) -> tuple[Version, ...]:
    """Every version on record, newest first. A record that is damaged is left out."""
    found = [version_in(folder / VERSIONS / name) for name in records(folder)]
    return tuple(sorted((v for v in found if v), key=lambda v: -v.number))


def texts_at(folder: Path, number: int) -> dict[str, str]:
    """The rule files of a version. Raises KeyError where there is no whole record."""
    try:
        with zipfile.ZipFile(folder / VERSIONS / f"{number:04}.zip") as record:
            return {name: content.decode() for name, content in files_of(record).items()}
    except DAMAGED as problem:
        raise KeyError(number) from problem


def back_to(folder: Path, number: int, published: Mapping[str, str]) -> dict[str, str]:
    """The rule files of an older version, to be published anew.

    The version and the list of changes stay those of now: history only ever grows.
    """
    texts = texts_at(folder, number)
    now = tree_in(published.get(BOOK)) or {}
    kept = [
        Edit(BOOK, (key,), value)
        for key in ("version", "changes")
        if (value := at(now, (key,))) is not None
    ]
    return spliced(texts, kept)


def record_of(version: Version, texts: Mapping[str, bytes], before: Mapping[str, bytes]) -> bytes:
    """The record of a version: its files, and what each changed file held before."""
    changed = {
        name: {"before": digest(before.get(name)), "after": digest(texts.get(name))}
        for name in version.files
    }
    told = json.dumps({**asdict(version), "changed": changed}, ensure_ascii=False, indent=1)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as record:
        record.writestr(RECORD, told)
        put_files(record, texts)
    return content.getvalue()


def newest_is(folder: Path, texts: Mapping[str, bytes]) -> bool:
    """Whether the newest version on record holds exactly these files."""
    for version in versions(folder):
        try:
            with zipfile.ZipFile(folder / VERSIONS / version.file) as record:
                return files_of(record) == dict(texts)
        except DAMAGED:
            return False
    return False


def next_number(folder: Path) -> int:
    """The number of the next record."""
    numbers = [int(name[:-4]) for name in records(folder) if name[:-4].isdecimal()]
    return max(numbers, default=0) + 1


def version_in(path: Path) -> Version | None:
    """The version that a record tells of; None where it is damaged or missing."""
    try:
        with zipfile.ZipFile(path) as record:
            told: dict[str, Any] = json.loads(read_in(record, RECORD))
        told.pop("changed")
        told["differences"] = tuple((str(file), str(says)) for file, says in told["differences"])
        told["files"] = tuple(map(str, told["files"]))
        return Version(**told)
    except DAMAGED:
        return None
