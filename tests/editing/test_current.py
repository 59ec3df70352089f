"""The rulebook in use follows the files, and the last good one stays while they are broken."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from advisor.editing import current
from advisor.editing.current import Current
from advisor.editing.differences import differences
from advisor.editing.files import texts_in
from advisor.editing.publishing import publish
from advisor.editing.readiness import Publication, Readiness
from advisor.editing.splicing import Edit, spliced
from advisor.mistakes import Mistakes
from tests.loading import small


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of rules of its own."""
    return Path(shutil.copytree(small.FOLDER, tmp_path / "rules"))


def replaced(file: Path, old: str, new: str) -> None:
    """Change a file on disk, as an editor does."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_nothing_is_read_while_nothing_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed = Current(folder)
    first = followed.look()
    monkeypatch.setattr(current, "load_rulebook", None)
    assert followed.look() is first
    assert first.mistakes == ()


def test_a_changed_a_new_and_a_removed_file_are_picked_up(folder: Path) -> None:
    followed = Current(folder)
    rules = len(followed.look().rulebook.rules)
    replaced(folder / "leadership.yaml", "need: 2", "need: 3")
    assert followed.look().rulebook.rules[0].adds["need"] == 3
    shutil.copy(folder / "leadership.yaml", folder / "more.yaml")
    replaced(folder / "more.yaml", "ceo_overloaded", "other")
    replaced(folder / "more.yaml", "hands_over", "another")
    assert len(followed.look().rulebook.rules) == rules + 2
    (folder / "more.yaml").unlink()
    assert len(followed.look().rulebook.rules) == rules


def test_a_file_of_the_same_size_a_moment_later_is_picked_up(
    folder: Path,
) -> None:
    followed = Current(folder)
    followed.look()
    file = folder / "leadership.yaml"
    state = file.stat()
    replaced(file, "need: 2", "need: 3")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns + 1))
    assert followed.look().rulebook.rules[0].adds["need"] == 3


def test_a_broken_file_leaves_the_last_good_rulebook_in_use_and_gives_its_mistakes(
    folder: Path,
) -> None:
    followed = Current(folder)
    good = followed.look().rulebook
    replaced(folder / "leadership.yaml", "need: 2", "need: many")
    broken = followed.look()
    assert broken.rulebook is good
    assert [mistake.place.line for mistake in broken.mistakes] == [6]
    assert followed.look() is broken
    replaced(folder / "leadership.yaml", "need: many", "need: 1")
    assert followed.look().mistakes == ()
    assert followed.look().rulebook.rules[0].adds["need"] == 1


def test_broken_from_the_start_raises_until_it_is_mended(folder: Path) -> None:
    replaced(folder / "leadership.yaml", "need: 2", "need: many")
    followed = Current(folder)
    for _ in range(2):
        with pytest.raises(Mistakes):
            followed.look()
    replaced(folder / "leadership.yaml", "need: many", "need: 2")
    assert followed.look().rulebook.rules[0].adds["need"] == 2


def test_a_publication_is_in_use_at_the_next_look(folder: Path) -> None:
    followed = Current(folder)
    followed.look()
    published = texts_in(folder)
    texts = spliced(published, [Edit("gates.yaml", ("keeps_everything", "off"), True)])
    ready = Readiness(published, texts, differences(published, texts))
    publish(folder, ready, Publication("ann", "No gate.", "major"))
    assert followed.look().rulebook.gates == ()
    assert followed.look().rulebook.version == "1.0.0"
