"""What is wrong with a rules folder itself is a mistake, never a traceback."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from advisor.loading import load_rulebook
from advisor.loading.text.folder import FILES_AT_MOST
from advisor.mistakes import Mistakes
from tests.loading import small


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(small.FOLDER, tmp_path / "rules"))


def mistake_of(folder: Path) -> str:
    with pytest.raises(Mistakes) as caught:
        load_rulebook(folder)
    (mistake,) = caught.value.mistakes
    return f"{mistake.place}: {mistake.what}"


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    assert "There is no such folder of rules." in mistake_of(tmp_path / "nothing")


@pytest.mark.parametrize("name", ["rulebook.yaml", "decision.yaml", "outcomes.yaml"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert mistake_of(folder) == f"rules/{name}: The file is missing."


def test_gates_notes_properties_and_examples_may_be_missing(folder: Path) -> None:
    for name in ("gates.yaml", "notes.yaml", "properties.yaml", "examples/companies.yaml"):
        (folder / name).unlink()
    assert load_rulebook(folder).gates == ()


def test_an_empty_folder_names_every_file_it_needs(tmp_path: Path) -> None:
    with pytest.raises(Mistakes, match="5 mistakes"):
        load_rulebook(tmp_path)


def test_a_questions_file_without_a_section_is_told(folder: Path) -> None:
    (folder / "questions/compny.yaml").write_text("{}")
    assert 'rulebook.yaml has none called "compny"' in mistake_of(folder)


@pytest.mark.parametrize("name", ["more.yml", "questions/more.json", "leadership.yaml.txt"])
def test_another_ending_is_not_passed_over(folder: Path, name: str) -> None:
    (folder / name).write_text("{}")
    assert mistake_of(folder).endswith("A rule file ends in .yaml.")


def test_a_folder_with_a_wrong_name_is_not_passed_over(folder: Path) -> None:
    (folder / "question").mkdir()
    (folder / "question/more.yaml").write_text("{}")
    assert mistake_of(folder).endswith("No rules are read from this folder.")


def test_hidden_files_readmes_and_schemas_are_left_alone(folder: Path) -> None:
    (folder / ".leadership.yaml.swp").write_text("\0")
    (folder / "README.md").write_text("# Rules")
    (folder / "schemas").mkdir()
    (folder / "schemas/rules.schema.json").write_text("{}")
    assert load_rulebook(folder).fingerprint == small.rulebook().fingerprint


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("a: b")
    (folder / "theme.yaml").symlink_to(tmp_path / "secret.yaml")
    assert "a link to a file outside the rules folder" in mistake_of(folder)


def test_a_linked_folder_is_not_followed_either(folder: Path, tmp_path: Path) -> None:
    shutil.move(folder / "examples", tmp_path / "elsewhere")
    (folder / "examples").symlink_to(tmp_path / "elsewhere")
    assert "a link to a file outside the rules folder" in mistake_of(folder)


def test_a_link_to_itself_and_a_link_to_nothing(folder: Path) -> None:
    (folder / "nothing.yaml").symlink_to(folder / "gone.yaml")
    assert "not an ordinary file" in mistake_of(folder)
    (folder / "nothing.yaml").unlink()
    (folder / "self.yaml").symlink_to(folder / "self.yaml")
    with pytest.raises(Mistakes):
        load_rulebook(folder)


def test_a_folder_called_like_a_file(folder: Path) -> None:
    (folder / "theme.yaml").mkdir()
    assert "This is a folder, not a file." in mistake_of(folder)


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "theme.yaml")
    assert "not an ordinary file" in mistake_of(folder)


def test_too_many_files(folder: Path) -> None:
    for number in range(FILES_AT_MOST):
        (folder / f"t{number}.yaml").write_text("")
    assert "more than" in mistake_of(folder)


@pytest.mark.parametrize(
    "name", ["\udcff.yaml", "red\x1b[31m.yaml", "two\nlines.yaml", "z\u200b.yaml"]
)
def test_a_file_whose_name_cannot_be_shown_is_told(folder: Path, name: str) -> None:
    (folder / name).write_text("{}")
    told = mistake_of(folder)
    assert told.endswith("The file's name holds a character that cannot be seen.")
    assert told.isprintable()


def test_a_folder_that_cannot_be_listed_is_a_mistake(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Path) -> None:
        raise PermissionError(13, "Permission denied", "questions")

    monkeypatch.setattr(Path, "iterdir", refused)
    assert mistake_of(folder) == "questions: The file cannot be read: permission denied."
