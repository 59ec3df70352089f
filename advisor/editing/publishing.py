"""Publishing: a proposal becomes the rule files, all of them or none, whatever happens meanwhile.

The order of what is written makes it so. First a record with the new files is put in place; that
is the moment of publishing, and readers take the new files from it (`loading.text.pending`). Then
the rule files are replaced one by one, and last the record gets its number. A program that is
killed on the way leaves the record, and the next one finishes.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from advisor.editing.differences import differences
from advisor.editing.finishing import CannotPublish, alone, finish, write
from advisor.editing.readiness import Publication, Readiness, next_version
from advisor.editing.splicing import Edit, spliced
from advisor.editing.trees import tree_in
from advisor.editing.versions import FOUND, Version, newest_is, next_number, record_of
from advisor.loading import load_texts
from advisor.loading.declaring import BOOK
from advisor.loading.text.folder import texts_of
from advisor.loading.text.pending import PENDING
from advisor.mistakes import Mistakes


@dataclass(frozen=True)
class Published:
    """A version that was published, and where the rules are under version control, what to commit.

    `commit`: paths from the root of the checkout; empty where there is none.
    """

    version: Version
    commit: tuple[str, ...]


def publish(
    folder: Path, ready: Readiness, publication: Publication, now: datetime | None = None
) -> Published:
    """Write the proposed files into the folder as a new version.

    Raises CannotPublish where something stands against it, the files have changed since `ready`
    was found out, or the folder cannot be written.
    """
    if hindrances := ready.hindrances(publication):
        raise CannotPublish(*hindrances)
    with alone(folder):
        finish(folder)
        before = texts_of(folder)
        if before != {name: text.encode() for name, text in ready.published.items()}:
            raise CannotPublish("The rules were published anew or changed on disk meanwhile.")
        texts = stamped(ready.published, ready.texts, publication)
        version = _version(ready.published, texts, publication, now or datetime.now(UTC))
        _keep_found(folder, before, ready.published)
        new = {name: text.encode() for name, text in texts.items()}
        version = replace(version, number=next_number(folder))
        write(folder, record_of(version, new, before), PENDING)
        with suppress(OSError):  # it is published: what could not be written now is later
            finish(folder)
    return Published(version, to_commit(folder, version.files))


def stamped(
    published: Mapping[str, str], texts: Mapping[str, str], publication: Publication
) -> dict[str, str]:
    """The texts with the next version and the sentence in rulebook.yaml. Raises CannotPublish."""
    book = tree_in(published.get(BOOK)) or {}
    changes = (tree_in(texts.get(BOOK)) or {}).get("changes")
    told = changes if isinstance(changes, list) else []
    try:
        version = next_version(str(book.get("version", "")), publication.step)
    except ValueError:
        says = f"Write a version such as 1.0.0 in {BOOK} first; there is no number after this one."
        raise CannotPublish(says) from None
    edits = [
        Edit(BOOK, ("version",), version),
        Edit(BOOK, ("changes",), [" ".join(publication.sentence.split()), *told]),
    ]
    try:
        made = spliced(texts, edits)
        load_texts(made)
    except Mistakes as mistakes:
        raise CannotPublish(*(f"{m.where}: {m.message}" for m in mistakes.mistakes)) from None
    return made


def to_commit(folder: Path, files: tuple[str, ...]) -> tuple[str, ...]:
    """Changed files as paths from the root of the git checkout; empty where there is none."""
    whole = folder.resolve()
    for above in (whole, *whole.parents):
        if (above / ".git").exists():
            return tuple((whole / name).relative_to(above).as_posix() for name in files)
    return ()


def _version(
    published: Mapping[str, str],
    texts: Mapping[str, str],
    publication: Publication,
    now: datetime,
) -> Version:
    files = sorted(n for n in {*published, *texts} if published.get(n) != texts.get(n))
    return Version(
        number=0,
        at=now.astimezone(UTC).isoformat(timespec="seconds"),
        author=publication.author.strip(),
        sentence=" ".join(publication.sentence.split()),
        version=str((tree_in(texts[BOOK]) or {})["version"]),
        step=publication.step,
        reason=publication.reason.strip(),
        differences=tuple((d.file, d.says) for d in differences(published, texts)),
        files=tuple(files),
    )


def _keep_found(folder: Path, before: Mapping[str, bytes], published: Mapping[str, str]) -> None:
    """Put on record what is on disk, where that is not the newest version: to go back to it."""
    if newest_is(folder, before):
        return
    stated = str((tree_in(published.get(BOOK)) or {}).get("version", ""))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    number = next_number(folder)
    says = "Found in the rule files; not published from here."
    version = Version(number, now, "", says, stated, FOUND)
    write(folder, record_of(version, before, before), version.file)
