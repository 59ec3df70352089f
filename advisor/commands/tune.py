"""tune: the smallest change of the rules that gives wanted cases their recommendation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from advisor.commands.terminal import say, speaks_json, takes_rules, takes_seconds
from advisor.commands.tune_text import as_json, as_text, edit_of
from advisor.editing.adjusted import adjusted
from advisor.editing.files import replace_file, texts_in
from advisor.loading import load_texts
from advisor.loading.wanted import read_wanted
from advisor.proofs.tuning import SECONDS, tune

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@takes_rules
@click.option("--want", required=True, type=FILE, help="Wanted cases, written like examples.")
@click.option("--write", is_flag=True, help="Change the rule files, if all is proved.")
@speaks_json
@takes_seconds(SECONDS, "the search")
def command(**given: Any) -> int:
    """Find the smallest change of points and band edges that gives every wanted case its due.

    Worked examples and properties keep holding. Points are changed before edges: as few edges as
    possible, then as few points, then as few rules. Where no change does, says which cases
    contradict each other. Nothing is written without --write.

    Exit status 1 where there is no change, or none was found in time.
    """
    folder: Path = given["rules"]
    texts = texts_in(folder)
    rulebook = load_texts(texts, folder.resolve().name)
    wants = read_wanted(given["want"], rulebook)
    found = tune(rulebook, wants, seconds=given["seconds"])
    after = adjusted(texts, rulebook, found.adjustment) if found.adjustment else texts
    written = given["write"] and not found.unproved and _write(folder, texts, after)
    told = (rulebook, found, edit_of(rulebook, texts, after), written)
    say(json.dumps(as_json(*told)) if given["machine"] else as_text(*told))
    return 0 if found.adjustment else 1


def _write(folder: Path, before: dict[str, str], after: dict[str, str]) -> bool:
    """Replace the files that change, once it is sure that the rules load; whether any did."""
    changed = [name for name, text in after.items() if before[name] != text]
    load_texts(after, folder.resolve().name)
    for name in changed:
        replace_file(folder / name, after[name].encode())
    return bool(changed)
