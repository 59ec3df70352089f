"""What the README and the guide to the rule files show, and what the program prints for it.

`python -m tests.readme` writes both anew.
"""

from __future__ import annotations

import io
import re
import tempfile
from contextlib import redirect_stdout
from pathlib import Path

from advisor.commands.advice_text import as_text
from advisor.commands.program import run
from advisor.explanation import explain
from advisor.loading import RULES, load_rulebook, read_sheet
from advisor.proofs import exact

PATIENCE = 60.0  # seconds; a busy machine must not change what the README shows
README = Path(__file__).parent.parent / "README.md"
_SHEET = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
_ADVICE = re.compile(r"(?<=```text\n)(.*?)(?=```)", re.DOTALL)


def shown() -> str:
    """The advice as the README shows it."""
    found = _ADVICE.search(README.read_text("utf-8"))
    assert found
    return found.group()


def given() -> str:
    """The advice as the program gives it for the README's sheet."""
    sheet = _SHEET.search(README.read_text("utf-8"))
    assert sheet
    rulebook = load_rulebook(RULES)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "company.yaml"
        path.write_text(sheet.group(1), "utf-8")
        profile = read_sheet(path, rulebook.questionnaire)
    proofs = exact(rulebook, profile, seconds=PATIENCE)
    return as_text(explain(rulebook, profile), proofs) + "\n"


GUIDE = RULES / "README.md"
COMMANDS = ("tune", "coverage")
_WANTED = re.compile(r"`wanted\.yaml`.*?```yaml\n(.*?)```", re.DOTALL)


def printed(command: str) -> str:
    """What the guide shows of what a command prints."""
    found = _printed(command).search(GUIDE.read_text("utf-8"))
    assert found
    return found.group(2)


def prints(command: str) -> str:
    """What the command prints for the shipped rules; of coverage, as much as the guide shows."""
    wanted = _WANTED.search(GUIDE.read_text("utf-8"))
    assert wanted
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(io.StringIO()) as out:
        path = Path(folder) / "wanted.yaml"
        path.write_text(wanted.group(1), "utf-8")
        given = ["--want", str(path)] if command == "tune" else []
        run([command, "--seconds", str(PATIENCE), *given])
    text = out.getvalue()
    return text if command == "tune" else text.partition("NO EXAMPLE")[0].rstrip() + "\n"


def _printed(command: str) -> re.Pattern[str]:
    return re.compile(rf"(advisor --rules \S+ {command}\b.*?```text\n)(.*?)(?=```)", re.DOTALL)


if __name__ == "__main__":
    text = README.read_text("utf-8")
    README.write_text(_ADVICE.sub(lambda _: given(), text, count=1), "utf-8")
    for command in COMMANDS:
        text, now = GUIDE.read_text("utf-8"), prints(command)
        text = _printed(command).sub(lambda found, now=now: found.group(1) + now, text, count=1)
        GUIDE.write_text(text, "utf-8")
