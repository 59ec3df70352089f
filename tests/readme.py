"""The README's example: the sheet that it shows and the advice that the program gives for it.

`python -m tests.readme` writes the advice into the README anew.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from advisor.commands.advice_text import as_text
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


if __name__ == "__main__":
    text = README.read_text("utf-8")
    README.write_text(_ADVICE.sub(lambda _: given(), text, count=1), "utf-8")
