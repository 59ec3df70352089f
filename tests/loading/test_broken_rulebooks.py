"""One broken rulebook for each mistake: the small rulebook with one file replaced.

The first line of the broken file says where the mistake is told and what its message holds:
`# expect: <file>:<line>: <words>`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from advisor.mistakes import Mistake
from tests.loading import small

BROKEN = Path(__file__).parent.parent / "broken_rulebooks"
CASES = sorted(path for path in BROKEN.iterdir() if path.is_dir())
# Two things of one id: which of them was meant is unsure, so others are misunderstood as well.
TWO_OF_ONE = {
    "question_id_in_two_files",
    "share_with_the_id_of_a_question",
    "form_id_in_two_outcomes",
}


def _expected(text: str) -> tuple[str, int, str]:
    found = re.match(r"# expect: ([^:]+):(\d+): (.+)", text)
    assert found, "the first line says what is expected"
    return f"rules/{found[1]}", int(found[2]), found[3]


@cache
def _found(case: Path) -> tuple[tuple[str, int, str], tuple[Mistake, ...]]:
    (file,) = case.rglob("*.yaml")
    text = file.read_text("utf-8")
    replaced: dict[str, str | bytes] = {file.relative_to(case).as_posix(): text}
    return _expected(text), small.mistakes_with(replaced)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_mistake_is_told_at_its_line_with_its_remedy(case: Path) -> None:
    (file, line, words), found = _found(case)
    hits = [m for m in found if (m.place.file, m.place.line) == (file, line) and words in m.message]
    assert len(hits) == 1, "\n".join(map(str, found))
    if case.name not in TWO_OF_ONE:
        assert len(found) == 1, "one mistake makes one message:\n" + "\n".join(map(str, found))


def test_no_message_is_in_the_words_of_a_library() -> None:
    foreign = re.compile(r"pydantic|Error|Input should|Traceback|mapping values|NoneType|str\b")
    for case in CASES:
        for mistake in _found(case)[1]:
            assert not foreign.search(str(mistake)), mistake


def test_the_small_rulebook_itself_has_no_mistake() -> None:
    assert small.mistakes_with({}) == ()
