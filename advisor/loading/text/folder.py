"""The rules folder -> the text of each rule file, and what is wrong with the folder itself."""

from __future__ import annotations

from pathlib import Path

from advisor.conditions import Place
from advisor.loading.text.decoding import BYTES_AT_MOST, why
from advisor.loading.text.pending import DAMAGED, PENDING, VERSIONS, pending, records
from advisor.mistakes import Mistake, Mistakes

FOLDERS = ("questions", "examples")
SCHEMAS = "schemas"
FILES_AT_MOST = 300
ENDING = ".yaml"
TRIES = 20
"""How often the folder is read anew because a publication began or ended meanwhile."""


def texts_of(folder: Path) -> dict[str, bytes]:
    """The content of every rule file by its path inside the folder. Raises Mistakes.

    Whatever is being published meanwhile, they are all of one version.
    """
    for _ in range(TRIES):
        before = records(folder)
        try:
            texts = _whole(folder, _texts_of(folder))
        except Mistakes:
            if records(folder) == before:
                raise
            continue
        if records(folder) == before:
            return texts
    what = "The rules are being published again and again."
    raise Mistakes([Mistake(Place(str(folder)), what, "Try again in a moment.")])


def _whole(folder: Path, texts: dict[str, bytes]) -> dict[str, bytes]:
    """The files as an unfinished publication wants them."""
    try:
        unfinished = pending(folder)
    except DAMAGED:
        place = Place(f"{folder.name}/{VERSIONS}/{PENDING}")
        what = "This file says how a publication is to be finished, and it is damaged."
        remedy = "Take it away, and compare the rule files with the version you want."
        raise Mistakes([Mistake(place, what, remedy)]) from None
    return unfinished.over(texts) if unfinished else texts


def _texts_of(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        what = "There is no such folder of rules."
        raise Mistakes([Mistake(Place(str(folder)), what, "Check its name.")])
    try:
        found = _files(folder)
    except OSError as error:
        raise Mistakes([Mistake(Place(str(error.filename or folder)), why(error))]) from None
    if len(found) > FILES_AT_MOST:
        what = f"The folder holds more than {FILES_AT_MOST} rule files."
        raise Mistakes([Mistake(Place(folder.name), what, "Put more entries into each file.")])
    texts: dict[str, bytes] = {}
    mistakes = []
    for name in sorted(found):
        try:
            texts[name] = _read(folder, name)
        except (OSError, ValueError, RuntimeError) as error:
            mistakes.append(Mistake(_place(folder, name), why(error), "Check the file."))
        except _Misplaced as misplaced:
            what, remedy = misplaced.args
            mistakes.append(Mistake(_place(folder, name), what, remedy))
    if mistakes:
        raise Mistakes(mistakes)
    return texts


def _place(folder: Path, name: str) -> Place:
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
    return Place(f"{folder.name}/{shown}")


class _Misplaced(Exception):
    """A file that cannot be a rule file where it lies."""


def _files(folder: Path) -> list[str]:
    """Files by their path inside the folder that are rule files, or seem meant to be."""
    places = [folder, *(path for path in folder.iterdir() if _may_hold_rules(path))]
    return [
        path.relative_to(folder).as_posix()
        for place in places
        for path in place.iterdir()
        if _seems_a_rule_file(path.name) and not path.name.startswith(".")
    ]


def _seems_a_rule_file(name: str) -> bool:
    """Some editors save leadership.yaml.txt, which would change nothing without a word."""
    return name.endswith((ENDING, ".yml", ".json", f"{ENDING}.txt"))


def _may_hold_rules(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith((".", "_")) and path.name != SCHEMAS


def _read(folder: Path, name: str) -> bytes:
    path = folder / name
    if path.parent != folder and path.parent.name not in FOLDERS:
        raise _Misplaced("No rules are read from this folder.", f"Move it to {folder.name}/.")
    if not name.isprintable():
        raise _Misplaced("The file's name holds a character that cannot be seen.", "Rename it.")
    if path.suffix != ENDING:
        stem = path.name.removesuffix(".txt").removesuffix(path.suffix).removesuffix(ENDING)
        raise _Misplaced("A rule file ends in .yaml.", f"Rename it to {stem}{ENDING}.")
    if not path.resolve().is_relative_to(folder.resolve()):
        raise _Misplaced("This is a link to a file outside the rules folder.", "Copy the file.")
    if path.is_dir():
        raise IsADirectoryError
    if not path.is_file():
        raise _Misplaced("This is not an ordinary file.", "Copy the rules into one.")
    with path.open("rb") as file:
        return file.read(BYTES_AT_MOST + 1)
