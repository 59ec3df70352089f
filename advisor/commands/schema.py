"""schema: write the JSON Schemas that editors complete rule files from."""

from __future__ import annotations

from pathlib import Path

import click

from advisor.commands.terminal import say, takes_rules
from advisor.loading.schema import FOLDER, schemas


@click.command()
@takes_rules
def command(rules: Path) -> None:
    """Write the JSON Schemas for editors into DIR/schemas."""
    folder = rules / FOLDER
    folder.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, "utf-8")
    say(f"{len(schemas())} schemas written to {folder}")
