"""A person who logged in, as storage knows them."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_ADDRESS = 254
"""Signs in an e-mail address; longer ones cannot be delivered to."""
_ADDRESS = re.compile(r"[!-?A-~]+@[!-?A-~]+")
"""One @ between signs of ASCII. Other letters are left out on purpose: some look like a letter of
ASCII, or turn into one when written small, and so one address could pass for another."""


@dataclass(frozen=True)
class Person:
    """Who somebody is.

    `id` is who logged them in, a space, and who they are there: both never change. `name` is for
    reading only; anybody may call themselves anything. `email` is an address that was verified to
    be theirs, as `address_in` writes it; empty where none was.
    """

    id: str
    name: str = ""
    email: str = ""


def address_in(text: str) -> str:
    """An e-mail address as it is compared: without spaces around it, in small letters.

    Empty where the text is no address.
    """
    found = text.strip(" \t\r\n")
    return found.lower() if len(found) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(found) else ""
