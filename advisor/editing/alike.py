"""Sentences that say the same of several entries, told once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 4
"""Entries of which the same is told before they are told together."""
_OF_AN_ENTRY = re.compile(r"(\w+) (\w+)(: .+)")


@dataclass(frozen=True)
class Together:
    """What is said of one entry or, in one sentence, of several. `at`: where each is told."""

    says: str
    at: tuple[int, ...]


def together(told: Sequence[tuple[str, str]]) -> tuple[Together, ...]:
    """Each sentence about the rule files, with its file; those that say the same as one.

    "Example a: full removed" and three more like it become "4 examples: full removed".
    """
    alike: dict[tuple[str, ...], list[int]] = {}
    for place, (file, says) in enumerate(told):
        found = _OF_AN_ENTRY.fullmatch(says)
        same = (file, found[1], found[3]) if found else (str(place),)
        alike.setdefault(same, []).append(place)
    groups: list[Together] = []
    for key, places in alike.items():
        if len(key) > 1 and len(places) >= FEWEST:
            groups.append(Together(f"{len(places)} {_several(key[1])}{key[2]}", tuple(places)))
        else:
            groups += [Together(told[place][1], (place,)) for place in places]
    return tuple(sorted(groups, key=lambda group: group.at))


def _several(thing: str) -> str:
    """ "Example" -> "examples", "Property" -> "properties"."""
    word = thing.lower()
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
