"""What is wrong with one condition or one answer, before it is known where it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and the remedy. `word`: the part of the text that is at fault."""

    what: str
    remedy: str = ""
    legal: tuple[str, ...] = ()
    legal_are: str = "Possible here"
    word: str = ""


class Misread(Exception):
    """A condition or an answer cannot be taken; carries its faults."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(faults)
        self.faults = faults
