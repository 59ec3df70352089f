"""Which questions share a look-up table: as few tables as fit, rules kept whole where possible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import prod

Group = tuple[str, ...]


def grouped(sizes: Mapping[str, int], ties: Iterable[Group], at_most: int) -> tuple[Group, ...]:
    """The questions in groups, none with more than `at_most` combinations of replies.

    `sizes`: replies per question. `ties`: questions that a rule reads together; they share a
    group where it stays small enough. A question larger than `at_most` has a group of its own.
    """
    groups: list[Group] = [(question,) for question in sizes]

    def combinations(members: Iterable[str]) -> int:
        return prod(sizes[question] for question in members)

    for tie in sorted(ties, key=combinations):
        touched = [group for group in groups if set(group) & set(tie)]
        united = tuple(question for group in touched for question in group)
        if len(touched) > 1 and combinations(united) <= at_most:
            groups = [*(group for group in groups if group not in touched), united]
    packed: list[Group] = []
    for group in sorted(groups, key=combinations, reverse=True):
        room = (g for g in packed if combinations((*g, *group)) <= at_most)
        with_most = max(room, key=combinations, default=())
        if with_most:
            packed.remove(with_most)
        packed.append((*with_most, *group))
    return tuple(packed)
