"""What the commands share: the rules folder, careful printing and progress."""

from __future__ import annotations

import codecs
import os
import signal
import sys
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

from advisor.loading import RULES

RULES_HELP = "Folder with the rule files; rules/ where not given."
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)

Thing = TypeVar("Thing")
_LOOK_ALIKES = {"−": "-", "–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "..."}
_REVERSE_THE_LINE = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


def takes_rules(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let a command take --rules too; given after the command's name it wins."""
    return click.option(
        "--rules",
        type=FOLDER,
        metavar="DIR",
        callback=lambda ctx, _, given: given or ctx.find_root().obj or RULES,
        help=RULES_HELP,
    )(command)


def takes_seconds(
    default: float, proofs: str = "the proofs"
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let a command take --seconds: how long its proofs, or what they are called, may take."""
    return click.option(
        "--seconds",
        default=default,
        show_default=True,
        type=click.FloatRange(0),
        help=f"How long {proofs} may take; what is not proved then says so.",
    )


speaks_json = click.option("--json", "machine", is_flag=True, help="Everything as one JSON object.")
"""Let a command take --json."""


def say(text: str, to: TextIO | None = None) -> None:
    """Print text that may quote outside input: nothing in it can steer the terminal."""
    (to or sys.stdout).write("".join(map(_harmless, text)) + "\n")


def progress(
    things: Iterable[Thing], label: str, *, quiet: bool = False
) -> AbstractContextManager[Iterable[Thing]]:
    """The same things with a bar on standard error, where that is a terminal."""
    hidden = quiet or not sys.stderr.isatty()
    return click.progressbar(things, label=label, file=sys.stderr, hidden=hidden)


def prepare() -> None:
    """End quietly when the reader of a pipe leaves; show plain letters where need be.

    A standard stream that came closed is opened again: standard input holds nothing, and writing
    to standard output fails, as it should, instead of landing in the next file that is opened.
    """
    sys.stdin = sys.stdin or Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115
    sys.stdout = sys.stdout or _to_nothing(os.O_RDONLY)
    sys.stderr = sys.stderr or _to_nothing(os.O_WRONLY)
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    codecs.register_error("plain", _plain)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="plain")  # type: ignore[union-attr]


def give_up_output() -> None:
    """Throw away what could not be written, or Python tries once more on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _to_nothing(way: int) -> TextIO:
    """The null device to write to; every writing fails where it was opened for reading."""
    return open(os.open(os.devnull, way), "w", encoding="utf-8")  # noqa: PTH123 (a descriptor)


def _harmless(character: str) -> str:
    """The character, or what stands for one that would move the cursor or reverse the line."""
    if character in "\n\t":
        return character
    steers = unicodedata.category(character) in {"Cc", "Cs"} or character in _REVERSE_THE_LINE
    return "\N{REPLACEMENT CHARACTER}" if steers else character


def _plain(error: UnicodeError) -> tuple[str, int]:
    """Stand-ins for what a terminal that does not speak Unicode cannot show."""
    assert isinstance(error, UnicodeEncodeError)
    lost = error.object[error.start : error.end]
    return "".join(_LOOK_ALIKES.get(character, "?") for character in lost), error.end
