"""A change of points and band edges as edits of the rule files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from advisor.editing.edits import REMOVE, Edit
from advisor.editing.splicing import spliced
from advisor.loading.questionnaires import FOLDER, MATRIX, file_of
from advisor.proofs.adjustment import Adjustment
from advisor.rulebook import Rulebook


def adjusted(
    texts: Mapping[str, str], rulebook: Rulebook, adjustment: Adjustment
) -> dict[str, str]:
    """The rule files with the change made and all else, comments included, as it was.

    `texts`: the files that the rulebook was loaded from. Raises Mistakes where a value is written
    in a way that cannot be edited in place.
    """
    return spliced(texts, tuple(edits_of(rulebook, adjustment)))


def edits_of(rulebook: Rulebook, adjustment: Adjustment) -> Iterator[Edit]:
    """One edit for each number that changes; a dimension that gets no points is taken out."""
    themes = {rule.id: rule.theme for rule in rulebook.rules}
    for (rule, dimension), points in adjustment.points.items():
        yield Edit(f"{themes[rule]}.yaml", (rule, "adds", dimension), points or REMOVE)
    asked = rulebook.questionnaire
    for (question, band), start in adjustment.edges.items():
        if question in asked.shares:
            yield Edit(file_of(MATRIX), ("shares", question, "bands", band), start)
        else:
            file = f"{FOLDER}/{asked.questions[question].section}.yaml"
            yield Edit(file, (question, "bands", band), start)
