"""The SQLite file: its mode, what stands in its way, and what an older program left."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from advisor.storage import Assessments, Draft, Unavailable, new_token
from advisor.storage.draft import to_json
from advisor.storage.upgrading import STEPS
from tests.storage.samples import FULL, STAMP

ROOT = Path(__file__).parent.parent.parent


def test_only_the_owner_may_read_the_file(tmp_path: Path) -> None:
    drafts = Assessments.in_folder(tmp_path)
    drafts.save(new_token(), FULL)
    modes = {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert modes == {0o600}


def test_another_program_reads_what_was_saved(tmp_path: Path) -> None:
    token = new_token()
    Assessments.in_folder(tmp_path).save(token, FULL)
    assert Assessments.in_folder(tmp_path).load(token).company == FULL.company  # type: ignore[union-attr]


def test_a_locked_file_is_told_in_plain_words_and_recovers(tmp_path: Path) -> None:
    drafts, token = Assessments.in_folder(tmp_path, wait=0.01), new_token()
    changed = drafts.save(token, FULL).named("Later")
    other = sqlite3.connect(tmp_path / "assessments.sqlite3", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Unavailable, match="another program is holding the saved answers"):
        drafts.save(token, changed)
    other.execute("ROLLBACK")
    other.close()
    assert drafts.save(token, changed) == drafts.load(token)


def test_a_folder_that_cannot_be_made_is_told_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable, match="does not let the program write"):
        Assessments.in_folder(tmp_path / "file" / "data").save(new_token(), FULL)


def test_a_file_that_is_no_database_is_told_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "assessments.sqlite3").write_text("no database" * 100)
    with pytest.raises(Unavailable, match="cannot be read"):
        Assessments.in_folder(tmp_path).load(new_token())


def test_a_file_taken_away_is_made_anew(tmp_path: Path) -> None:
    drafts, token = Assessments.in_folder(tmp_path), new_token()
    drafts.save(token, FULL)
    for file in tmp_path.iterdir():
        file.unlink()
    assert drafts.load(token) is None
    assert drafts.save(token, FULL) == drafts.load(token)


def test_the_file_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    drafts, token = Assessments.in_folder(tmp_path), new_token()
    drafts.save(token, FULL)
    drafts.close()
    with sqlite3.connect(tmp_path / "assessments.sqlite3") as newer:
        newer.execute("UPDATE alembic_version SET version_num = 'later'")
    for _ in range(2):
        with pytest.raises(Unavailable, match="a newer version of this program"):
            drafts.save(token, Draft(token))
    with sqlite3.connect(tmp_path / "assessments.sqlite3") as newer:
        newer.execute("UPDATE alembic_version SET version_num = ?", STEPS[-1:])
    assert drafts.load(token).company == FULL.company  # type: ignore[union-attr]


OLD_TABLE = """
CREATE TABLE draft (
    token TEXT PRIMARY KEY, body TEXT NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL
)
"""


def old_file(folder: Path, version: int, rows: dict[str, str | bytes]) -> Path:
    """What the first versions of the program left."""
    path = folder / "drafts.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("PRAGMA journal_mode = WAL")
        file.execute(OLD_TABLE)
        for token, body in rows.items():
            times = ("2026-01-01T09:00:00+00:00", "2026-01-02T09:00:00+00:00")
            file.execute("INSERT INTO draft VALUES (?, ?, ?, ?)", (token, body, *times))
        file.execute(f"PRAGMA user_version = {version}")
    return path


@pytest.mark.parametrize("version", [1, 2])
def test_what_an_older_program_kept_is_taken_over_once(tmp_path: Path, version: int) -> None:
    whole, damaged = new_token(), new_token()
    old = old_file(
        tmp_path,
        version,
        {
            whole: to_json(FULL),
            damaged: b"\xff[",
        },
    )
    drafts = Assessments.in_folder(tmp_path)
    found = drafts.load(whole)
    assert found == replace(FULL, token=whole, edition=1, saved="2026-01-02T09:00:00+00:00")
    with pytest.raises(Unavailable, match="is damaged"):
        drafts.load(damaged)
    assert not old.exists()
    changed = drafts.save(whole, found.named("Later"))
    old_file(tmp_path, version, {whole: to_json(FULL)})
    again = Assessments.in_folder(tmp_path)
    assert again.load(whole) == changed


def test_an_old_file_of_an_unknown_version_is_left_alone(tmp_path: Path) -> None:
    old = old_file(tmp_path, 3, {})
    before = old.read_bytes()
    with pytest.raises(Unavailable, match="a newer version of this program"):
        Assessments.in_folder(tmp_path).load(new_token())
    assert old.read_bytes() == before


def test_an_old_file_that_is_no_database_is_told_and_stays(tmp_path: Path) -> None:
    old = tmp_path / "drafts.sqlite3"
    old.write_text("no database" * 100)
    for _ in range(2):
        with pytest.raises(Unavailable, match="cannot be read"):
            Assessments.in_folder(tmp_path).load(new_token())
    assert old.exists()


def test_an_old_file_in_which_nothing_was_saved_yet_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "drafts.sqlite3").touch()
    kept = Assessments.in_folder(tmp_path)
    saved = kept.save(new_token(), FULL)
    assert kept.load(saved.token) == saved


def test_an_old_file_that_the_older_program_is_writing_is_taken_over_afterwards(
    tmp_path: Path,
) -> None:
    token = new_token()
    old = old_file(tmp_path, 2, {token: to_json(FULL)})
    with closing(sqlite3.connect(old, isolation_level=None)) as older:
        older.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable, match="another program is holding"):
            Assessments.in_folder(tmp_path, wait=0).load(token)
    found = Assessments.in_folder(tmp_path, wait=0).load(token)
    assert found
    assert found.company == FULL.company


def test_the_steps_are_those_that_stand_in_the_folder() -> None:
    folder = ROOT / "advisor" / "storage" / "migrations"
    found = ScriptDirectory(str(folder)).walk_revisions()
    assert tuple(step.revision for step in found)[::-1] == STEPS


def test_what_was_erased_stands_nowhere_in_the_files(tmp_path: Path) -> None:
    kept, secret = Assessments.in_folder(tmp_path), "Geheimniskraemer"
    saved = kept.save(new_token(), Draft("", company=secret, report={"r": secret * 999}))
    kept.freeze(saved.token, secret, saved, STAMP)
    saved = kept.save(saved.token, saved.named("Other"))
    assert any(secret.encode() in file.read_bytes() for file in tmp_path.iterdir())
    kept.erase(saved.token)
    assert not any(secret.encode() in file.read_bytes() for file in tmp_path.iterdir())


def test_what_goes_wrong_is_told_without_what_was_to_be_saved(tmp_path: Path) -> None:
    kept = Assessments.in_folder(tmp_path, wait=0)
    saved = kept.save(new_token(), FULL)
    with closing(sqlite3.connect(tmp_path / "assessments.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Unavailable) as refused:
            kept.save(saved.token, saved)
    problem: BaseException | None = refused.value
    while problem:
        assert FULL.company not in str(problem)
        problem = problem.__cause__
