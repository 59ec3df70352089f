"""schema: write the JSON Schemas that editors complete rule files from."""

from __future__ import annotations

from pathlib import Path

import click

from advisor.commands.terminal import say, takes_rules
from advisor.conditions import Place
from advisor.loading.schema import FOLDER, schemas
from advisor.mistakes import Mistake, Mistakes


@click.command()
@takes_rules
def command(rules: Path) -> None:
    """Write the JSON Schemas for editors into DIR/schemas."""
    folder = rules / FOLDER
    folder.mkdir(exist_ok=True)
    if folder.is_symlink():
        what = "This is a link to another folder."
        raise Mistakes([Mistake(Place(str(folder)), what, "Put a folder in its place.")])
    for name, text in schemas().items():
        _write(folder / name, text)
    say(f"{len(schemas())} schemas written to {folder}")


def _write(file: Path, text: str) -> None:
    """Write a file anew: a link or a pipe in its place is replaced, not followed."""
    file.unlink(missing_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as new:
        new.write(text)
