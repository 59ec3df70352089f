"""A publication replaces the rules whole or not at all, and every version can be had again."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from advisor.editing import finishing
from advisor.editing.differences import differences
from advisor.editing.files import STRAY, replace_file, texts_in
from advisor.editing.finishing import CannotPublish, recover
from advisor.editing.publishing import publish
from advisor.editing.readiness import Publication, Readiness, next_version, readiness
from advisor.editing.splicing import REMOVE, Edit, spliced
from advisor.editing.versions import back_to, texts_at, versions
from advisor.loading import load_rulebook
from advisor.loading.text.folder import texts_of
from advisor.loading.text.pending import PENDING, VERSIONS
from advisor.mistakes import Mistakes
from tests.loading import small

NEED = Edit("leadership.yaml", ("ceo_overloaded", "adds", "need"), 3)
EDGE = Edit("questions/company.yaml", ("headcount", "bands", "midsize"), 60)
MOVED = [
    Edit("leadership.yaml", ("hands_over",), REMOVE),
    Edit("themes.yaml", ("hands_over",), {
        "says": "The CEO would hand over {to_hand_over}.",
        "when": {"to_hand_over": "at least 2"},
        "adds": {"readiness": 1},
        "sources": ["judgement"],
    }),
    Edit("size.yaml", (), REMOVE),
    EDGE,
]  # fmt: skip
SAID = Publication("ann@example.org", "Weigh the CEO's team more.", "minor")
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of rules of its own."""
    return Path(shutil.copytree(small.FOLDER, tmp_path / "rules"))


def ready(folder: Path, *edits: Edit) -> Readiness:
    """A proposal that nothing stands against; what proofs say is not asked."""
    published = texts_in(folder)
    texts = spliced(published, edits)
    return Readiness(published, texts, differences(published, texts))


def test_the_files_hold_the_edit_the_next_version_and_the_sentence_and_nothing_else(
    folder: Path,
) -> None:
    before = texts_in(folder)
    done = publish(folder, ready(folder, NEED), SAID, NOON)
    book = Edit("rulebook.yaml", ("version",), "0.2.0")
    (was,) = small.rulebook().changes
    told = Edit("rulebook.yaml", ("changes",), [SAID.sentence, was])
    assert texts_in(folder) == spliced(before, [NEED, book, told])
    assert load_rulebook(folder).changes == (SAID.sentence, was)
    version = done.version
    assert (version.version, version.step, version.author) == ("0.2.0", "minor", SAID.author)
    assert version.at == "2026-03-01T12:00:00+00:00"
    assert version.files == ("leadership.yaml", "rulebook.yaml")
    assert ("leadership.yaml", "Rule ceo_overloaded: need from +2 to +3") in version.differences


def test_every_version_is_kept_and_the_state_found_at_first_as_well(folder: Path) -> None:
    before = texts_in(folder)
    publish(folder, ready(folder, NEED), SAID)
    middle = texts_in(folder)
    publish(folder, ready(folder, EDGE), Publication("bob", "Another edge.", "major"))
    found = versions(folder)
    assert [(v.number, v.version, v.step) for v in found] == [
        (3, "1.0.0", "major"),
        (2, "0.2.0", "minor"),
        (1, "0.1.0", "found"),
    ]
    assert texts_at(folder, 1) == before
    assert texts_at(folder, 2) == middle
    assert texts_at(folder, 3) == texts_in(folder)


def test_what_was_changed_on_disk_between_two_publications_is_kept_too(folder: Path) -> None:
    publish(folder, ready(folder, NEED), SAID)
    (folder / "gates.yaml").write_text("# none now\n{}\n", "utf-8")
    by_hand = texts_in(folder)
    publish(folder, ready(folder, EDGE), SAID)
    assert [v.step for v in versions(folder)] == ["minor", "found", "minor", "found"]
    assert texts_at(folder, 3) == by_hand


def test_going_back_publishes_the_older_rules_anew(folder: Path) -> None:
    before = texts_in(folder)
    publish(folder, ready(folder, *MOVED), SAID)
    published = texts_in(folder)
    texts = back_to(folder, 1, published)
    publish(folder, Readiness(published, texts, differences(published, texts)), SAID)
    now = texts_in(folder)
    assert {n: t for n, t in now.items() if n != "rulebook.yaml"} == {
        n: t for n, t in before.items() if n != "rulebook.yaml"
    }
    assert load_rulebook(folder).version == "0.3.0"
    assert len(load_rulebook(folder).changes) == 3


def test_no_version_has_no_texts(folder: Path) -> None:
    with pytest.raises(KeyError):
        texts_at(folder, 7)


def test_a_damaged_record_is_left_out_and_not_overwritten(folder: Path) -> None:
    publish(folder, ready(folder, NEED), SAID)
    damaged = folder / VERSIONS / "0002.zip"
    damaged.write_bytes(damaged.read_bytes()[:200])
    publish(folder, ready(folder, EDGE), SAID)
    assert [v.number for v in versions(folder)] == [4, 3, 1]
    assert damaged.stat().st_size == 200


# What stands against it ---------------------------------------------------------------------------


def test_mistakes_failing_examples_and_missing_words_stand_against_it(folder: Path) -> None:
    published = texts_in(folder)
    broken = readiness(published, {**published, "gates.yaml": "a: ["})
    assert "There is 1 mistake first to be mended." in broken.hindrances(SAID)
    nothing = readiness(published, published)
    assert nothing.hindrances(SAID) == ("Nothing was changed.",)
    assert nothing.proposed == "wording"
    wrong = Publication(" ", "a\nb\u202e" + "x" * 300, "minor")
    assert len(nothing.hindrances(wrong)) == 5


def test_an_example_that_fails_needs_a_reason(folder: Path) -> None:
    published = texts_in(folder)
    (name, *_) = (example.id for example in small.rulebook().examples)
    path = ("examples/companies.yaml", (name, "expect"))
    for outcome in small.rulebook().outcomes:
        found = readiness(published, spliced(published, [Edit(*path, {"not": [outcome]})]))
        says = "There is 1 worked example that fails: say why that is right."
        assert found.hindrances(SAID) == ((says,) if found.failing else ())
        if found.failing:
            break
    assert len(found.failing) == 1
    assert found.hindrances(Publication("ann", "Other.", "wording", "It was wrong.")) == ()


def test_a_broken_promise_cannot_be_published(folder: Path) -> None:
    published = texts_in(folder)
    promise = {"says": "Everybody gets a role.", "never": ["no_new_role"]}
    edit = Edit("properties.yaml", ("everybody",), promise)
    found = readiness(published, spliced(published, [edit]))
    assert found.hindrances(SAID) == ("There is 1 error first to be mended.",)
    with pytest.raises(CannotPublish, match="1 error"):
        publish(folder, found, SAID)
    assert texts_in(folder) == published


def test_a_flipped_recommendation_proposes_a_major_step(folder: Path) -> None:
    published = texts_in(folder)
    rows = Edit("decision.yaml", ("table", 0, "outcome"), "operations_director")
    found = readiness(published, spliced(published, [rows]))
    assert found.proposed == "major"
    assert found.comparison is not None
    assert found.rulebook is not None


def test_files_changed_meanwhile_stop_a_publication(folder: Path) -> None:
    late = ready(folder, NEED)
    publish(folder, ready(folder, EDGE), SAID)
    with pytest.raises(CannotPublish, match="meanwhile"):
        publish(folder, late, SAID)
    assert len(versions(folder)) == 2


def test_a_folder_that_cannot_be_written_is_told(folder: Path) -> None:
    (folder / VERSIONS).write_text("a file in the way", "utf-8")
    before = texts_of(folder)
    with pytest.raises(CannotPublish, match="cannot be written"):
        publish(folder, ready(folder, NEED), SAID)
    assert texts_of(folder) == before


@pytest.mark.parametrize(
    ("version", "step", "after"),
    [("1.2.3", "wording", "1.2.4"), ("1.2.3", "minor", "1.3.0"), ("1.2", "major", "2.0.0")],
)
def test_the_step_raises_its_number(version: str, step: str, after: str) -> None:
    assert next_version(version, step) == after  # type: ignore[arg-type]


def test_a_version_without_numbers_has_no_next(folder: Path) -> None:
    book = folder / "rulebook.yaml"
    book.write_text(book.read_text("utf-8").replace("0.1.0", "spring"), "utf-8")
    with pytest.raises(CannotPublish, match=r"such as 1\.0\.0"):
        publish(folder, ready(folder, NEED), SAID)


def test_in_a_checkout_it_says_which_files_to_commit(folder: Path) -> None:
    assert publish(folder, ready(folder, NEED), SAID).commit == ()
    (folder.parent / ".git").mkdir()
    done = publish(folder, ready(folder, EDGE), SAID)
    assert done.commit == ("rules/questions/company.yaml", "rules/rulebook.yaml")
    assert (folder / VERSIONS / ".gitignore").read_text("utf-8") == "*\n"


# Killed on the way --------------------------------------------------------------------------------

AT = ("open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "tempfile.mkstemp")


def killed(at: int, folder: Path, act: Callable[[], object]) -> bool:
    """Run in a process that is killed when it first touches the folder for the time `at`."""
    child = os.fork()
    if child == 0:
        left = [at]

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            if event in AT and any(str(folder) in str(part) for part in arguments):
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        try:
            act()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def on_disk(folder: Path) -> dict[str, bytes]:
    """The files as they lie there, whatever a record says."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.yaml")}


def cut_off(folder: Path) -> None:
    """Leave the folder as a publication does that was killed just after its record was there."""
    at = 0
    while not (folder / VERSIONS / PENDING).exists():
        act = partial(publish, folder, ready(folder, *MOVED), SAID, NOON)
        assert killed(at, folder, act)
        at += 1


def test_a_program_killed_anywhere_while_publishing_leaves_the_old_or_the_new_rules_whole(
    tmp_path: Path,
) -> None:
    seen: list[dict[str, bytes]] = []
    cut = True
    while cut:
        folder = Path(shutil.copytree(small.FOLDER, tmp_path / f"{len(seen)}" / "rules"))
        act = partial(publish, folder, ready(folder, *MOVED), SAID, NOON)
        cut = killed(len(seen), folder, act)
        seen.append(texts_of(folder))
        assert recover(folder)
        assert on_disk(folder) == seen[-1]
        publish(folder, ready(folder, NEED), SAID)
        assert not list(folder.rglob(f"{STRAY}*"))
    old, new = texts_of(small.FOLDER), seen[-1]
    states = [[old, new].index(read) for read in seen]
    assert states == sorted(states), "once the new rules are there, they stay"
    assert min(states.count(0), states.count(1)) > 10


def test_a_program_killed_anywhere_while_finishing_leaves_the_new_rules_whole(
    folder: Path, tmp_path: Path
) -> None:
    cut_off(folder)
    new, times, cut = texts_of(folder), 0, True
    while cut:
        again = Path(shutil.copytree(folder, tmp_path / f"{times}" / "rules"))
        cut = killed(times, again, partial(recover, again))
        assert texts_of(again) == new
        times += 1
    assert on_disk(again) == new
    assert times > 10


def test_a_file_changed_by_hand_after_a_cut_off_publication_keeps_that_change(
    folder: Path,
) -> None:
    cut_off(folder)
    by_hand = b"# by hand\n" + (folder / "leadership.yaml").read_bytes()
    (folder / "leadership.yaml").write_bytes(by_hand)
    assert texts_of(folder)["leadership.yaml"] == by_hand
    assert recover(folder)
    assert (folder / "leadership.yaml").read_bytes() == by_hand
    assert "midsize: 60" in (folder / "questions/company.yaml").read_text("utf-8")


def test_a_disk_that_fills_up_after_the_record_is_there_delays_the_files_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes, *settings: object, **named: object) -> None:
        raise OSError(28, "No space left on device")

    prepared = ready(folder, *MOVED)
    before = on_disk(folder)
    with monkeypatch.context() as patched:
        patched.setattr(finishing, "replace_file", full)
        with pytest.raises(CannotPublish, match="disk of this server is full"):
            publish(folder, prepared, SAID)
        assert texts_of(folder) == before == on_disk(folder)
    with monkeypatch.context() as patched:
        zipped = partial(_only_records, replace_file, full)
        patched.setattr(finishing, "replace_file", zipped)
        assert publish(folder, prepared, SAID).version.version == "0.2.0"
        assert not recover(folder)
    new = texts_of(folder)
    assert new != on_disk(folder)
    assert recover(folder)
    assert new == on_disk(folder)


def _only_records(
    real: Callable[..., None], full: Callable[..., None], path: Path, *rest: Any, **named: Any
) -> None:
    (real if path.suffix == ".zip" else full)(path, *rest, **named)


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + b"\x00" * 18])
def test_a_damaged_record_of_a_cut_off_publication_is_told_and_nothing_is_written(
    folder: Path, content: bytes
) -> None:
    (folder / VERSIONS).mkdir()
    (folder / VERSIONS / PENDING).write_bytes(content)
    before = on_disk(folder)
    with pytest.raises(Mistakes, match="damaged"):
        texts_of(folder)
    assert not recover(folder)
    assert on_disk(folder) == before


def test_a_record_that_names_a_file_outside_the_folder_is_damaged(
    folder: Path, tmp_path: Path
) -> None:
    (folder / VERSIONS).mkdir()
    with zipfile.ZipFile(folder / VERSIONS / PENDING, "w") as record:
        told = {"changed": {"../outside.yaml": {"before": None, "after": "x"}}}
        record.writestr("version.json", json.dumps(told))
        record.writestr("rules/../outside.yaml", "x")
    assert not recover(folder)
    assert not (tmp_path / "outside.yaml").exists()


def test_whoever_reads_while_others_publish_gets_files_of_one_version(folder: Path) -> None:
    done, torn = Event(), []

    def read() -> None:
        while not done.is_set():
            texts = {name: text.decode() for name, text in texts_of(folder).items()}
            marks = {line for text in texts.values() for line in text.splitlines() if "#v" in line}
            if len(marks) > 1:
                torn.append(marks)

    reader = Thread(target=read)
    reader.start()
    try:
        for number in range(8):
            published = texts_in(folder)
            texts = {
                name: f"# #v{number}\n" + text.partition("\n")[2] if number else f"# #v0\n{text}"
                for name, text in published.items()
            }
            publish(folder, Readiness(published, texts, differences(published, texts)), SAID)
    finally:
        done.set()
        reader.join()
    assert torn == []
