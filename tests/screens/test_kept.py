"""The rulebook that all sessions share follows its folder, whatever happens to that."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from advisor.editing.current import Current
from advisor.screens import kept
from tests.loading import small
from tests.screens.conftest import ROOT, Open


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    rules = Path(shutil.copytree(small.FOLDER, tmp_path / "rules"))
    monkeypatch.setenv("ADVISOR_RULES", str(rules))
    return rules


def test_a_lock_that_an_editor_leaves_beside_a_rule_file_stops_nothing(folder: Path) -> None:
    (folder / ".#leadership.yaml").symlink_to("somebody@computer.123")
    assert kept.rules().rulebook.name == "Small rulebook"


def test_a_folder_that_goes_is_told_and_is_read_again_once_it_is_back(
    folder: Path, tmp_path: Path
) -> None:
    assert kept.rules().rulebook.name == "Small rulebook"
    folder.rename(tmp_path / "away")
    in_use = kept.rules()
    assert in_use.rulebook.name == "Small rulebook"
    assert [mistake.what for mistake in in_use.mistakes] == ["There is no such folder of rules."]
    (tmp_path / "away").rename(folder)
    book = folder / "rulebook.yaml"
    book.write_text(book.read_text("utf-8").replace("Small rulebook", "Another"), "utf-8")
    assert kept.rules().rulebook.name == "Another"


@pytest.mark.parametrize("name", ["ADVISOR_RULES", "ADVISOR_DATA"])
def test_an_empty_name_of_a_folder_is_no_name(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setenv(name, "")

    def follow(place: Path) -> Current:
        opened.append(place)
        return Current(place)

    monkeypatch.setattr(kept, "_follow", follow)
    monkeypatch.setattr(kept, "_open", opened.append)
    kept.rules()
    kept.drafts()
    assert Path() not in opened


def test_a_changed_rule_file_is_read_again(folder: Path) -> None:
    assert kept.rules().rulebook is kept.rules().rulebook
    rules = folder / "leadership.yaml"
    rules.write_text(rules.read_text("utf-8").replace("more than one", "more than any"), "utf-8")
    assert any("more than any" in rule.says for rule in kept.rules().rulebook.rules)


def test_pages_say_that_a_rule_file_is_broken_and_advise_by_the_rules_before(
    folder: Path, open_page: Open
) -> None:
    app = open_page()
    assert not app.warning
    rules = folder / "leadership.yaml"
    good = rules.read_text("utf-8")
    rules.write_text(good.replace("need: 2", "need: <b>lots</b>"), "utf-8")
    app.run()
    (notice,) = app.warning
    told = notice.value.replace("\\", "")
    assert "the rules before that change (version 0.1.0)" in told
    assert "rules/leadership.yaml, line 6" in told
    assert "<b>" not in notice.value
    assert app.button
    rules.write_text(good, "utf-8")
    app.run()
    assert not app.warning


FIRST_PAGE = """
import sys
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("app.py", default_timeout=60).run()
assert not app.exception and app.title
print(sorted({name.partition(".")[0] for name in sys.modules} & set(sys.argv[1:])))
"""


def test_the_first_page_waits_for_no_library_that_it_does_not_need(data: Path) -> None:
    late = ["sqlalchemy", "alembic", "psycopg", "ortools", "typst", "docx", "pyspark"]
    command = [sys.executable, "-c", FIRST_PAGE, *late]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
