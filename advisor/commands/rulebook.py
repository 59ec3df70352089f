"""rulebook: write the whole rulebook as one document to read or to print."""

from __future__ import annotations

from pathlib import Path

import click

from advisor.commands.terminal import say, takes_rules
from advisor.editing.files import replace_file
from advisor.loading import load_rulebook
from advisor.rulebook_pages import printed

READABLE = 0o644


@click.command()
@takes_rules
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write, such as rulebook.html.",
)
def command(rules: Path, target: Path) -> None:
    """Write the rulebook as one HTML document: every question, rule and source, with contents."""
    if not target.parent.is_dir():
        raise click.UsageError(f"There is no folder {target.parent}.")
    replace_file(target, printed(load_rulebook(rules)).encode(), READABLE)
    say(f"Rulebook written to {target}")
