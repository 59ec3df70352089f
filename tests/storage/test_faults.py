"""Whatever happens to the program or to the database, nothing that was acknowledged is lost."""

from __future__ import annotations

import os
import pwd
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from advisor.storage import Assessments, ChangedMeanwhile, Draft, Unavailable, new_token, upgrading
from advisor.storage.rows import new_row
from tests.storage.postgres import PostgresServer
from tests.storage.samples import FULL, STAMP

ROOT = Path(__file__).parent.parent.parent
KILLS = 200
Open = Callable[[], Assessments]


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A folder, or the address of a database, where nothing is yet."""
    if request.param == "sqlite":
        return str(tmp_path)
    server: PostgresServer = request.getfixturevalue("server")
    return server.make(f"fault_{new_token()}")


def opened_at(place: str) -> Assessments:
    return Assessments.at(place) if ":" in place else Assessments.in_folder(Path(place))


@pytest.fixture
def open_again(place: str) -> Iterator[Open]:
    """Opens the same database as one more program would."""
    opened: list[Assessments] = []

    def once_more() -> Assessments:
        opened.append(opened_at(place))
        return opened[-1]

    yield once_more
    for one in opened:
        one.close()


def kill_writers(folder: Path, times: int) -> dict[str, int]:
    """Start a writer and kill it in the middle of saving; the last edition it told, by token."""
    told: dict[str, int] = {}
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.writer", str(folder)], cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert program.stdin
    assert program.stdout
    for _ in range(times):
        program.stdin.write("\n")
        program.stdin.flush()
        writer, left = 0, random.randrange(1, 6)
        for line in program.stdout:
            match line.split():
                case ["started", pid]:
                    writer = int(pid)
                case ["saved", token, count]:
                    told[token] = int(count)
                    left -= 1
                case _:
                    break
            if writer and left <= 0:
                os.kill(writer, signal.SIGKILL)
                left = 1000
    program.communicate()
    return told


def test_a_program_killed_200_times_while_saving_loses_nothing(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as both:
        halves = list(both.map(kill_writers, [tmp_path] * 2, [KILLS // 2] * 2))
    kept = Assessments.in_folder(tmp_path)
    told = halves[0] | halves[1]
    assert len(told) > KILLS
    for token, count in told.items():
        draft = kept.load(token)
        assert draft
        assert draft.edition == draft.answers["count"]
        assert count <= draft.edition <= count + 1
    with sqlite3.connect(tmp_path / "assessments.sqlite3") as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)


ADDING = """
import sys
from pathlib import Path
from advisor.storage import Assessments, ChangedMeanwhile
kept, token = Assessments.in_folder(Path(sys.argv[1])), sys.argv[2]
for number in range(100):
    while True:
        draft = kept.load(token).with_answer(f"{sys.argv[3]}{number}", number, None)
        try:
            kept.save(token, draft)
        except ChangedMeanwhile:
            continue
        break
"""


def test_two_programs_that_change_the_same_assessment_lose_nothing(tmp_path: Path) -> None:
    kept, token = Assessments.in_folder(tmp_path), new_token()
    kept.save(token, Draft(token))
    programs = [
        subprocess.Popen([sys.executable, "-c", ADDING, str(tmp_path), token, name], cwd=ROOT)
        for name in ("a", "b")
    ]
    assert [program.wait() for program in programs] == [0, 0]
    draft = kept.load(token)
    assert draft
    assert draft.edition == 201
    assert len(draft.answers) == 200


def fill(kept: Assessments, begun: Draft) -> None:
    """Save until the disk is full: it is told, and nothing is lost or half there."""
    saved = begun

    def save_on() -> None:
        nonlocal saved
        while saved.edition < 1000:
            bigger = {**saved.report, f"r{saved.edition}": "x" * 5000}
            saved = kept.save(saved.token, replace(saved, report=bigger))

    with pytest.raises(Unavailable, match="the disk of this server is full"):
        save_on()
    assert kept.load(begun.token) == saved


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    kept = Assessments.in_folder(tmp_path)
    begun = kept.save(new_token(), FULL)
    with kept._database.connected() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 40")
    fill(kept, begun)
    # The limit went with the connection that failed: there is room again.
    saved = kept.load(begun.token)
    assert saved
    assert kept.save(saved.token, saved.named("Later")) == kept.load(saved.token)


def test_a_file_that_may_not_grow_is_told_and_loses_nothing(tmp_path: Path) -> None:
    kept = Assessments.in_folder(tmp_path)
    begun = kept.save(new_token(), FULL)
    with smallest_files(300_000):
        fill(kept, begun)
    saved = kept.load(begun.token)
    assert saved
    assert kept.save(saved.token, saved.named("Later")) == kept.load(saved.token)


@contextmanager
def smallest_files(largest: int) -> Iterator[None]:
    """No file of this process grows beyond so many bytes: writing fails as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_that_takes_no_changes_is_told(tmp_path: Path) -> None:
    kept = Assessments.in_folder(tmp_path)
    saved = kept.save(new_token(), FULL)
    with kept._database.connected() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(Unavailable, match="does not let the program write"):
        kept.save(saved.token, saved)


def told_to_others(act: Callable[[], object]) -> str:
    """What is told to a program that is not run by root, to which no folder is closed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            if os.getuid() == 0:
                other = pwd.getpwnam("nobody")
                os.setgroups([])
                os.setgid(other.pw_gid)
                os.setuid(other.pw_uid)
            act()
            os.write(writing, b"done")
        except Exception as problem:
            os.write(writing, f"{type(problem).__name__}: {problem}".encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        return pipe.read()


def test_a_folder_that_may_only_be_read_is_told() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        token = new_token()
        folder.chmod(0o555)
        told = [told_to_others(lambda: Assessments.in_folder(folder).save(token, FULL))]
        folder.chmod(0o755)
        kept = Assessments.in_folder(folder)
        kept.save(token, FULL)
        kept.close()
        (folder / "assessments.sqlite3").chmod(0o444)
        folder.chmod(0o555)
        other = Assessments.in_folder(folder)
        told.append(told_to_others(lambda: other.save(new_token(), FULL)))
        folder.chmod(0o755)
    assert told == ["Unavailable: this server does not let the program write to its folder"] * 2


def tables(kept: Assessments) -> list[str]:
    """What stands in the database, whatever version that is of."""
    with kept._database.connected() as connection:
        asked = text("SELECT version_num FROM alembic_version")
        return [str(row[0]) for row in connection.execute(asked)]


def saved_then(old: Assessments) -> Draft:
    """A draft as the first step's tables hold it: without the columns that came later."""
    saved = replace(FULL, token=new_token(), saved="2026-03-01T12:00:00+00:00", edition=1)
    row = new_row(saved.token, saved, saved.saved, "")
    del row["respondent"]
    names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
    with old._database.connected() as connection:
        connection.execute(text(f"INSERT INTO assessment ({names}) VALUES ({values})"), row)
    return saved


def test_a_database_of_an_older_version_is_brought_up_with_all_it_holds(
    open_again: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(upgrading, "STEPS", upgrading.STEPS[:1])
        old = open_again()
        saved = saved_then(old)
        assert tables(old) == ["0001"]
        old.close()
    kept = open_again()
    assert kept.load(saved.token) == saved
    assert tables(kept) == [upgrading.STEPS[-1]]
    assert kept.freeze(saved.token, "First", saved, STAMP).number == 1


def test_a_database_of_a_newer_version_is_refused_and_left_alone(open_again: Open) -> None:
    kept = open_again()
    saved = kept.save(new_token(), FULL)
    with kept._database.connected() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    later = open_again()
    for refused in (lambda: later.load(saved.token), lambda: later.save(new_token(), FULL)):
        with pytest.raises(Unavailable, match="written by a newer version of this program"):
            refused()
    assert tables(kept) == ["9999"]
    assert len(kept.latest(9)) == 1


OPENING = """
import sys
from alembic import command
from alembic.config import Config
from advisor.storage import Draft, new_token
from tests.storage.test_faults import opened_at
kept = opened_at(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
print(kept.save(new_token(), Draft("")).token)
"""


def test_programs_that_open_a_new_database_at_once_make_it_once(place: str) -> None:
    programs = [
        subprocess.Popen([sys.executable, "-c", OPENING, place], cwd=ROOT, text=True,
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(3)
    ]  # fmt: skip
    for program in programs:
        assert program.stdout
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin
        program.stdin.write("go\n")
        program.stdin.flush()
    saved = {program.communicate()[0].strip() for program in programs}
    kept = opened_at(place)
    assert {draft.token for draft in kept.latest(9)} == saved
    assert len(saved) == 3
    kept.close()


def test_a_server_waits_while_another_makes_the_tables(
    server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = server.make(f"fault_{new_token()}")
    upgrade, others = command.upgrade, Assessments.at(server.address)
    others.latest(1)
    waiting = text("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    program = subprocess.Popen(
        [sys.executable, "-c", OPENING, address], cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip

    def slowly(settings: Config, to: str) -> None:
        upgrade(settings, to)
        assert program.stdin
        program.stdin.write("go\n")
        program.stdin.flush()
        with others._database.connected() as connection:
            while program.poll() is None and not connection.execute(waiting).first():
                pass

    monkeypatch.setattr(command, "upgrade", slowly)
    kept = Assessments.at(address)
    saved = kept.save(new_token(), FULL)
    told = program.communicate()[0].split()[1:]
    assert {draft.token for draft in kept.latest(9)} == {saved.token, *told}
    assert len(told) == 1
    for one in (kept, others):
        one.close()


def test_versions_that_several_programs_save_at_once_get_a_number_each(open_again: Open) -> None:
    programs = [open_again() for _ in range(4)]
    saved = programs[0].save(new_token(), FULL)

    def freeze(number: int) -> int:
        return programs[number % 4].freeze(saved.token, "", saved, STAMP).number

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(freeze, range(24)))
    assert sorted(numbers) == list(range(1, 25))


def test_steps_that_were_cut_short_are_taken_anew(
    open_again: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade = command.upgrade

    def cut_short(settings: object, _to: str) -> None:
        upgrade(settings, "0001")  # type: ignore[arg-type]
        raise OSError("cut short")

    with monkeypatch.context() as cutting:
        cutting.setattr(command, "upgrade", cut_short)
        with pytest.raises(Unavailable):
            open_again().save(new_token(), FULL)
    kept = open_again()
    saved = kept.save(new_token(), FULL)
    assert tables(kept) == [upgrading.STEPS[-1]]
    assert kept.latest(9) == (saved,)


def test_a_server_that_was_restarted_is_found_again(
    on_server: Assessments, server: PostgresServer
) -> None:
    saved = on_server.save(new_token(), FULL)
    server.stop()
    server.start()
    assert on_server.load(saved.token) == saved
    server.stop("immediate")
    with pytest.raises(Unavailable, match="cannot be reached"):
        on_server.save(saved.token, saved.named("Later"))
    with pytest.raises(Unavailable, match="cannot be reached"):
        Assessments.at(server.address).load(saved.token)
    server.start()
    later = on_server.save(saved.token, saved.named("Later"))
    assert on_server.load(saved.token) == later


def test_a_server_that_crashes_in_the_middle_of_saving_loses_nothing(
    on_server: Assessments, server: PostgresServer
) -> None:
    first = on_server.save(new_token(), FULL)
    saving, ended = Event(), Event()

    def save_on(number: int) -> list[Draft]:
        acknowledged = []
        while not ended.is_set():
            try:
                acknowledged.append(on_server.save(new_token(), Draft("", {"n": number})))
                saving.set()
            except Unavailable:
                continue
        return acknowledged

    with ThreadPoolExecutor(3) as pool:
        writers = [pool.submit(save_on, number) for number in range(3)]
        for _ in range(3):
            saving.clear()
            assert saving.wait(60)
            server.stop("immediate")
            server.start()
        saving.clear()
        assert saving.wait(60)
        ended.set()
    assert on_server.load(first.token) == first
    for draft in (draft for writer in writers for draft in writer.result()):
        assert on_server.load(draft.token) == draft


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://ann:geheim@127.0.0.1:1/advisor", "cannot be reached"),
        ("postgresql://ann:geheim@/advisor?host=/nowhere", "cannot be reached"),
        ("mysql://ann:geheim@server/advisor", "is no address of a PostgreSQL database"),
        ("geheim", "is no address of a PostgreSQL database"),
        ("postgresql://ann:geheim@server", "is no address of a PostgreSQL database"),
        ("postgresql://ann:geheim@server:port/advisor", "is no address of a PostgreSQL database"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_password(
    address: str, told: str
) -> None:
    kept = Assessments.at(address)
    with pytest.raises(Unavailable, match=told) as refused:
        kept.load(new_token())
    problem: BaseException | None = refused.value
    while problem:
        assert "geheim" not in str(problem)
        problem = problem.__cause__


def test_a_server_that_lets_nobody_in_is_told(server: PostgresServer) -> None:
    kept = Assessments.at(server.address.replace("advisor@", "stranger@"))
    with pytest.raises(Unavailable, match="does not let this program in"):
        kept.load(new_token())
    kept = Assessments.at(server.address.replace("/advisor?", "/another?"))
    with pytest.raises(Unavailable, match="does not let this program in"):
        kept.load(new_token())


def test_a_row_that_another_program_holds_is_told(
    on_server: Assessments, server: PostgresServer
) -> None:
    saved = on_server.save(new_token(), FULL)
    impatient = Assessments.at(f"{server.address}&options=-c%20lock_timeout%3D50ms")
    with on_server._database.together() as connection:
        connection.execute(text("SELECT 1 FROM assessment FOR UPDATE"))
        with pytest.raises(Unavailable, match="another program is holding"):
            impatient.save(saved.token, saved.named("Later"))
    impatient.close()
    with on_server._database.connected() as connection:
        assert connection.execute(text("SHOW lock_timeout")).scalar() == "5s"
    assert on_server.load(saved.token) == saved
    with pytest.raises(ChangedMeanwhile):
        on_server.save(saved.token, Draft(""))
