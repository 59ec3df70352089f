"""What differs between two states of the rule files, as a list that folds what is alike."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.editing.alike import Together, together
from advisor.markup import NOTHING, Markup, bullets, joined, opens, paragraph, safe, sentences


def told(differences: Sequence[tuple[str, str]], most: int) -> Markup:
    """Each difference with its file, (file, sentence); at most so many, the rest are counted."""
    groups = together(differences)
    more = f"And {len(groups) - most} more." if len(groups) > most else ""

    def one(group: Together) -> Markup:
        file = Markup(f" <small>({safe(differences[group.at[0]][0])})</small>")
        each = sentences(differences[place][1] for place in group.at)
        folded = opens("One by one", group.says, each) if len(group.at) > 1 else NOTHING
        return joined(safe(group.says), file, folded)

    return joined(bullets(map(one, groups[:most])), paragraph(more))
