"""Who may edit the rules: whoever sits at the computer itself, or people who are named."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.visit import Visit, at_the_computer_itself

SETTING = "ADVISOR_EDITING"
"""The environment variable: `off`, `everybody`, or e-mail addresses with commas between them."""
OFF, EVERYBODY = "off", "everybody"
MYSELF = "You"
"""The author's name on one's own computer, where nobody signs in."""


@dataclass(frozen=True)
class Permission:
    """Whether somebody may edit. `author` is who they are then; `why` says why they may not."""

    author: str
    why: str = ""

    @property
    def granted(self) -> bool:
        """Whether they may."""
        return bool(self.author)


def may_edit(setting: str, visit: Visit) -> Permission:
    """Whether this visit may edit under a setting; empty: on one's own computer only."""
    words = setting.strip()
    person = visit.person.strip().casefold()
    if words.casefold() == OFF:
        return Permission("", "Editing is switched off on this server.")
    if words.casefold() == EVERYBODY:
        return Permission(visit.person.strip() or MYSELF)
    if words:
        if person in {name.strip().casefold() for name in words.split(",")} - {""}:
            return Permission(visit.person.strip())
        why = "Only named people may edit the rules here"
        return Permission("", f"{why}." if person else f"{why}. Sign in first.")
    if at_the_computer_itself(visit):
        return Permission(visit.person.strip() or MYSELF)
    why = f"Others can reach this server, so the rules are read-only. {SETTING} can name editors."
    return Permission("", why)
