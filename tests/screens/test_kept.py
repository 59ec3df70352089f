"""The rulebook that all sessions share follows its folder, whatever happens to that."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from advisor.mistakes import Mistakes
from advisor.screens import kept
from tests.loading import small


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    rules = Path(shutil.copytree(small.FOLDER, tmp_path / "rules"))
    monkeypatch.setenv("ADVISOR_RULES", str(rules))
    return rules


def test_a_lock_that_an_editor_leaves_beside_a_rule_file_stops_nothing(folder: Path) -> None:
    (folder / ".#leadership.yaml").symlink_to("somebody@computer.123")
    assert kept.rulebook().name == "Small rulebook"


def test_a_folder_that_goes_is_told_and_is_read_again_once_it_is_back(
    folder: Path, tmp_path: Path
) -> None:
    assert kept.rulebook().name == "Small rulebook"
    folder.rename(tmp_path / "away")
    with pytest.raises(Mistakes, match="no such folder"):
        kept.rulebook()
    (tmp_path / "away").rename(folder)
    book = folder / "rulebook.yaml"
    book.write_text(book.read_text("utf-8").replace("Small rulebook", "Another"), "utf-8")
    assert kept.rulebook().name == "Another"


@pytest.mark.parametrize("name", ["ADVISOR_RULES", "ADVISOR_DATA"])
def test_an_empty_name_of_a_folder_is_no_name(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setenv(name, "")
    monkeypatch.setattr(kept, "_load", lambda place, _: opened.append(place))
    monkeypatch.setattr(kept, "_open", opened.append)
    kept.rulebook()
    kept.drafts()
    assert Path() not in opened


def test_a_changed_rule_file_is_read_again(folder: Path) -> None:
    assert kept.rulebook() is kept.rulebook()
    rules = folder / "leadership.yaml"
    rules.write_text(rules.read_text("utf-8").replace("more than one", "more than any"), "utf-8")
    assert any("more than any" in rule.says for rule in kept.rulebook().rules)
