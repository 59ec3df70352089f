"""Where assessments are kept and for whom their links open, in words: as the app is run here."""

from __future__ import annotations

import os
from dataclasses import dataclass

from advisor.screens import visits, who


@dataclass(frozen=True)
class Keeping:
    """What to tell of where the answers are kept.

    `where` is told in a few words, `guarded` in a sentence beside it. `link` says for whom the link
    of an assessment opens it, `name` is what such a link is called.
    """

    where: str
    guarded: str
    link: str
    name: str = "Private link"


_FOR_YOU = Keeping(
    "Only for you",
    "Kept on this server. Others see it once you share it with them.",
    "Your private link opens this assessment in any browser: for you, and for those you share it "
    "with, once they log in.",
)
_BY_LINK = Keeping(
    "Kept on this server",
    "Under a private link: whoever has it can open the answers, nobody else. No e-mail, no "
    "account.",
    "Your private link opens this assessment in any browser. Whoever has the link can read and "
    "change the answers.",
)
_HERE = Keeping(
    "Kept on this computer",
    "It is not sent anywhere. No e-mail, no account.",
    "This link opens the assessment in any browser on this computer. You find it under "
    "\u201cYour assessments\u201d too.",
    "Link of an assessment",
)
_IN_DATABASE = Keeping(
    "Kept in your database", "The one that this program was started with.", _HERE.link, _HERE.name
)


def keeping() -> Keeping:
    """What is true for whoever is behind this tab."""
    if who.asked():
        return _FOR_YOU
    if not visits.is_own_computer():
        return _BY_LINK
    return _IN_DATABASE if os.environ.get("ADVISOR_DATABASE") else _HERE
