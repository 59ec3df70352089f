"""Drafts come back as they were kept, whatever else happens to the file."""

from __future__ import annotations

import json
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from hypothesis import given
from hypothesis import strategies as some

from advisor.storage import (
    Assessments,
    ChangedMeanwhile,
    Draft,
    Drafts,
    Gone,
    Scenario,
    Unavailable,
    is_token,
    new_token,
)
from advisor.storage.draft import from_json, to_json
from advisor.storage.upgrading import STEPS

ROOT = Path(__file__).parent.parent.parent
FULL = Draft(
    token="",
    answers={"headcount": 120, "growth": 2.5, "ownership": "family", "plans": ["a", "b"]},
    typed={"revenue": "about 30", "roles": ["coo", "none"]},
    responsibilities={"r01": {"owner": "ceo", "done": "well"}},
    company="Müller & Søn; DROP TABLE draft;--",
    form="long",
    trying=Scenario(answers={"headcount": 250}, typed={"revenue": "some"}),
    scenarios=(Scenario("After hiring", {"headcount": 200}, {}, {"r02": {"owner": "nobody"}}),),
    panel=True,
    settled={"r01": "operations_lead"},
    report={"summary": 'Two lines.\n\nAnd "more".', "note.headcount": "Told by the CEO."},
    turn=3,
    writer="abc",
)
texts = some.text(max_size=8)
answers = some.dictionaries(
    texts, texts | some.integers(-(10**18), 10**18) | some.lists(texts, max_size=3)
)
JSON_VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | texts,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
KEYS = ["answers", "typed", "responsibilities", "company", "form", "turn", "writer",
        "trying", "scenarios", "panel", "settled", "report"]  # fmt: skip


@pytest.fixture(params=["memory", "sqlite"])
def drafts(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Drafts]:
    if request.param == "memory":
        yield Assessments.in_memory()
        return
    kept = Assessments.in_folder(tmp_path / "not" / "there" / "yet")
    yield kept
    kept.close()


def test_a_saved_draft_comes_back_as_it_was(drafts: Drafts) -> None:
    token = new_token()
    saved = drafts.save(token, FULL)
    assert saved == replace(FULL, token=token, saved=saved.saved, edition=1)
    assert saved.saved
    assert drafts.load(token) == saved


def test_a_later_save_replaces_the_draft_and_other_drafts_stay(drafts: Drafts) -> None:
    mine, other = new_token(), new_token()
    drafts.save(other, Draft(other, company="Other"))
    first = drafts.save(mine, FULL)
    second = drafts.save(mine, first.with_answer("headcount", 130, "130"))
    assert second.edition == 2
    assert drafts.load(mine) == second
    assert drafts.load(other).company == "Other"  # type: ignore[union-attr]


def test_a_save_over_what_somebody_else_saved_is_refused(drafts: Drafts) -> None:
    token = new_token()
    read = drafts.save(token, FULL)
    theirs = drafts.save(token, read.with_answer("headcount", 130, "130"))
    for mine in (read.with_answer("sites", 2, "2"), Draft(token)):
        with pytest.raises(ChangedMeanwhile):
            drafts.save(token, mine)
    assert drafts.load(token) == theirs


def test_a_draft_that_is_kept_no_more_is_not_brought_back(drafts: Drafts) -> None:
    token = new_token()
    with pytest.raises(Gone, match="was erased"):
        drafts.save(token, replace(FULL, edition=3))
    assert drafts.load(token) is None


def test_the_drafts_saved_last_come_first(drafts: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = (f"2026-03-01T12:00:0{second}+00:00" for second in range(9))
    monkeypatch.setattr("advisor.storage.assessments.now", lambda: next(clock))
    tokens = [new_token() for _ in range(4)]
    for number, token in enumerate(tokens):
        drafts.save(token, replace(FULL, company=str(number)))
    drafts.save(tokens[1], replace(FULL, company="4", edition=1))
    assert [draft.company for draft in drafts.latest(3)] == ["4", "3", "2"]
    assert len(drafts.latest(9)) == 4


def test_a_damaged_draft_does_not_hide_the_others(tmp_path: Path) -> None:
    drafts, (damaged, whole) = Assessments.in_folder(tmp_path), (new_token(), new_token())
    drafts.save(damaged, FULL)
    drafts.save(whole, FULL)
    with sqlite3.connect(tmp_path / "assessments.sqlite3") as connection:
        connection.execute("UPDATE assessment SET body = '[' WHERE token = ?", (damaged,))
    assert [draft.token for draft in drafts.latest(9)] == [whole]


@pytest.mark.parametrize("token", ["", "x", "' OR 1=1 --", "a" * 22, "../../etc/passwd", "é" * 22])
def test_an_unknown_or_malformed_token_opens_nothing(drafts: Drafts, token: str) -> None:
    drafts.save(new_token(), FULL)
    assert drafts.load(token) is None


def test_tokens_are_well_formed_and_never_repeat() -> None:
    tokens = {new_token() for _ in range(500)}
    assert len(tokens) == 500
    assert all(map(is_token, tokens))


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


def test_many_threads_lose_nothing(tmp_path: Path) -> None:
    drafts = Assessments.in_folder(tmp_path)
    tokens = [new_token() for _ in range(40)]
    with ThreadPoolExecutor(8) as pool:
        saved = list(pool.map(lambda t: drafts.save(t, replace(FULL, company=t)), tokens))
    assert [drafts.load(token) for token in tokens] == saved


@given(answers, some.dictionaries(texts, texts), texts)
def test_writing_then_reading_changes_nothing(
    answers: dict, typed: dict[str, str], company: str
) -> None:
    draft = Draft("t", answers=answers, typed=typed, company=company)
    assert from_json("t", to_json(draft)) == draft


@pytest.mark.parametrize("body", ["", "nothing", "[]", "null", "[" * 100_000, b"\xff\xfe\x00"])
def test_a_damaged_draft_is_told_and_not_replaced_by_an_empty_one(
    tmp_path: Path, body: str | bytes
) -> None:
    drafts, damaged, sound = Assessments.in_folder(tmp_path), new_token(), new_token()
    drafts.save(damaged, FULL)
    drafts.save(sound, FULL)
    with sqlite3.connect(tmp_path / "assessments.sqlite3") as other:
        other.execute("UPDATE assessment SET body = ? WHERE token = ?", (body, damaged))
    with pytest.raises(Unavailable, match="is damaged"):
        drafts.load(damaged)
    assert drafts.load(sound).company == FULL.company  # type: ignore[union-attr]


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


def test_the_steps_are_those_that_stand_in_the_folder() -> None:
    folder = ROOT / "advisor" / "storage" / "migrations"
    found = ScriptDirectory(str(folder)).walk_revisions()
    assert tuple(step.revision for step in found)[::-1] == STEPS


@pytest.mark.parametrize("number", ["NaN", "1e400", "-Infinity", "9" * 400])
def test_numbers_that_no_question_takes_are_left_out(number: str) -> None:
    text = f'{{"answers": {{"headcount": {number}, "sites": 2}}}}'
    assert from_json("t", text).answers == {"sites": 2}


WRITER = """
import sys
from pathlib import Path
from advisor.storage import Draft, Assessments, new_token
drafts = Assessments.in_folder(Path(sys.argv[1]))
while True:
    token = new_token()
    drafts.save(token, Draft(token, company=token))
    print(token, flush=True)
"""


def test_nothing_that_was_saved_is_lost_when_programs_are_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    writers = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    saved = []
    for writer in writers:
        assert writer.stdout
        saved += [writer.stdout.readline() for _ in range(40)]
    for writer in writers:
        writer.kill()
        saved += writer.communicate()[0].splitlines(keepends=True)
    drafts = Assessments.in_folder(tmp_path)
    for token in (line.strip() for line in saved if line.endswith("\n")):
        assert drafts.load(token).company == token  # type: ignore[union-attr]
    with sqlite3.connect(tmp_path / "assessments.sqlite3") as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@given(some.dictionaries(some.sampled_from(KEYS), JSON_VALUES).map(json.dumps))
def test_whatever_stands_in_the_file_gives_a_draft_that_can_be_saved(text: str) -> None:
    draft = from_json("t", text)
    assert from_json("t", to_json(draft)) == draft


def test_taking_the_last_part_of_a_holding_away_takes_the_row_away() -> None:
    draft = Draft("t").with_holding("r01", "owner", "ceo").with_holding("r01", "done", "well")
    assert draft.responsibilities == {"r01": {"owner": "ceo", "done": "well"}}
    assert not (
        draft.with_holding("r01", "owner", None).with_holding("r01", "done", None).responsibilities
    )
