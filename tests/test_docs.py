"""What the README says is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import advisor
from tests import readme

ROOT = Path(__file__).parent.parent
TEXT = readme.README.read_text("utf-8")


def test_the_advice_shown_is_the_advice_given() -> None:
    shown, given = (
        # The fingerprint changes with every edit of a rule file, whether the advice does or not.
        re.sub(r"fingerprint\s+\w+", "fingerprint", text)
        for text in (readme.shown(), readme.given())
    )
    assert shown == given, "run: python -m tests.readme"


@pytest.mark.parametrize("command", readme.COMMANDS)
def test_what_the_guide_to_the_rules_shows_is_what_is_printed(command: str) -> None:
    assert readme.printed(command) == readme.prints(command), "run: python -m tests.readme"


def test_there_are_exactly_two_commands_to_start_with() -> None:
    commands = [line for line in TEXT.splitlines() if line.startswith("python3 ")]
    assert [command.rpartition(" && ")[2] for command in commands] == [
        ".venv/bin/streamlit run app.py",
        ".venv/bin/python -m pytest",
    ]


def test_every_file_and_folder_named_is_there() -> None:
    paths = re.findall(r"`((?:rules|tests|docs|advisor|bench|\.ci)/[\w./]*)`", TEXT)
    paths += re.findall(r"\]\(([^)#:]+)\)", TEXT)
    assert len(paths) > 10
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_map_names_every_folder_of_the_program() -> None:
    house = {f"{path.name}/" for path in (ROOT / "advisor").iterdir() if path.is_dir()}
    house -= {"__pycache__/"}
    assert [room for room in sorted(house) if room not in TEXT] == []


def test_every_word_of_the_glossary_is_used_in_the_code() -> None:
    words = re.findall(r"^\| \*\*(.+?)\*\*", TEXT, re.MULTILINE)
    assert len(words) > 10
    code = "".join(path.read_text("utf-8") for path in (ROOT / "advisor").rglob("*.py")).lower()
    assert [word for word in words if word.lower() not in code] == []


def test_every_library_pinned_is_pinned_exactly_and_explained() -> None:
    decisions = "".join(p.read_text("utf-8") for p in (ROOT / "docs" / "decisions").glob("*.md"))
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-spark.txt"):
        for line in (ROOT / name).read_text("utf-8").splitlines():
            if line and not line.startswith(("#", "-r")):
                library, pinned, _ = line.partition("==")
                assert pinned, f"{name}: {line} is not pinned"
                assert library in decisions, library


def test_every_public_name_can_be_had_and_nothing_else_is_promised() -> None:
    assert sorted(advisor.__all__) == sorted(advisor._HOME)
    for name in advisor.__all__:
        assert getattr(advisor, name).__module__.startswith("advisor.")
