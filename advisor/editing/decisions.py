"""Real decisions that the advice comes to agree with: what they say of differing goes."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.editing.edits import REMOVE, Edit
from advisor.examples import ExampleResult


def outdated(results: Iterable[ExampleResult]) -> tuple[Edit, ...]:
    """The edits that take `differs` away where the advice agrees with what was decided."""
    examples = (result.example for result in results if result.outdated)
    return tuple(Edit(e.place.file.partition("/")[2], (e.id, "differs"), REMOVE) for e in examples)
