"""A publication that has begun and is not finished: its new files are read in place of the old.

Publishing first puts one record with all new files in place (`.versions/pending.zip`), then
replaces the files one by one, then gives the record its number. So from the moment when the record
is there, whoever reads the folder gets the new rulebook whole; before it, the old one.
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from advisor.loading.text.decoding import BYTES_AT_MOST

VERSIONS = ".versions"
PENDING = "pending.zip"
RECORD = "version.json"
_WITHIN = "rules/"
_LEGAL = re.compile(r"([^/\\.][^/\\]*/)?[^/\\.][^/\\]*\.yaml")

DAMAGED = (OSError, ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile, zlib.error)
"""What reading a damaged record may raise."""


@dataclass(frozen=True)
class Pending:
    """The files that a publication changes: a digest of each before, and what it is to hold.

    None where there is no such file.
    """

    before: Mapping[str, str | None]
    after: Mapping[str, bytes | None]

    def over(self, texts: Mapping[str, bytes]) -> dict[str, bytes]:
        """The files on disk as they will be. One that was changed by hand since stays as it is."""
        made = dict(texts)
        for name, after in self.after.items():
            if digest(texts.get(name)) != self.before[name]:
                continue
            if after is None:
                made.pop(name, None)
            else:
                made[name] = after
        return made


def digest(content: bytes | None) -> str | None:
    """What tells one content of a file from another; None for no file."""
    return None if content is None else sha256(content).hexdigest()


def records(folder: Path) -> tuple[str, ...]:
    """The names of all records. They change with every publication, when it begins and ends."""
    try:
        return tuple(sorted(path.name for path in (folder / VERSIONS).glob("*.zip")))
    except OSError:
        return ()


def pending(folder: Path) -> Pending | None:
    """The unfinished publication, if there is one. Raises one of `DAMAGED`."""
    path = folder / VERSIONS / PENDING
    try:
        with zipfile.ZipFile(path) as record:
            changed = json.loads(read_in(record, RECORD))["changed"]
            if not all(map(_LEGAL.fullmatch, changed)):
                raise ValueError("a file outside the folder")
            after = {
                name: read_in(record, _WITHIN + name) if held["after"] else None
                for name, held in changed.items()
            }
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Pending({name: held["before"] for name, held in changed.items()}, after)


def files_of(record: zipfile.ZipFile) -> dict[str, bytes]:
    """The rule files that a record holds."""
    names = [name for name in record.namelist() if name.startswith(_WITHIN)]
    return {name.removeprefix(_WITHIN): read_in(record, name) for name in names}


def put_files(record: zipfile.ZipFile, texts: Mapping[str, bytes]) -> None:
    """Put rule files into a record."""
    for name, content in texts.items():
        record.writestr(_WITHIN + name, content)


def read_in(record: zipfile.ZipFile, name: str) -> bytes:
    """A file in a record, as far as a rule file may be long. Raises one of `DAMAGED`."""
    with record.open(name) as file:
        return file.read(BYTES_AT_MOST + 1)
