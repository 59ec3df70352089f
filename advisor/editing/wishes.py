"""What an author wishes a company to get, as a wanted case and as a worked example in the files."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from advisor.editing.edits import Edit, Value
from advisor.editing.readiness import LONGEST_SENTENCE
from advisor.loading import sheet_of
from advisor.loading.declaring import EXAMPLES
from advisor.loading.text.decoding import unseen
from advisor.questionnaire import Profile
from advisor.rulebook import Example

WANTED = "the_wanted_case"
LONGEST_ID = 80
_ID = re.compile(r"[a-z][a-z0-9_]*")
_USUAL = "examples/companies.yaml"


@dataclass(frozen=True)
class Wish:
    """This company should get this recommendation, because.

    `form`: how to fill it; empty for any form. `example`: the worked example that the company is,
    if it is one; its expectation is then what changes.
    """

    name: str
    profile: Profile
    recommendation: str
    form: str
    because: str
    example: Example | None = None

    def as_case(self, taken: Collection[str]) -> Example:
        """The case for tuning, under an id that no other example has."""
        name = self.example.id if self.example else WANTED
        while not self.example and name in taken:
            name += "_"
        forms = frozenset([self.form] if self.form else ())
        return Example(name, self.because, self.profile, frozenset([self.recommendation]), forms)

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from every other wish."""
        answers = frozenset(self.profile.answers.items())
        held = frozenset(self.profile.responsibilities.items())
        return self.name, answers, held, self.recommendation, self.form, self.because

    @property
    def expect(self) -> Mapping[str, Value]:
        """What a worked example says that it expects."""
        form = {"form": self.form} if self.form else {}
        return {"recommendation": self.recommendation, **form}


def rejudged(wish: Wish) -> tuple[Edit, ...]:
    """The edit by which a worked example expects what is wished.

    None where it accepts that already, and none for another company.
    """
    if wish.example is None or _accepts(wish.example, wish):
        return ()
    file = wish.example.place.file.partition("/")[2]
    return (Edit(file, (wish.example.id, "expect"), wish.expect),)


def _accepts(example: Example, wish: Wish) -> bool:
    fits = not example.forms or wish.form in example.forms
    return wish.recommendation in example.allowed and fits


def as_example(texts: Mapping[str, str], name: str, says: str, wish: Wish) -> Edit:
    """The edit that adds the company as a worked example; its own name is left out."""
    sheet = {key: value for key, value in sheet_of(wish.profile).items() if key != "company"}
    entry: dict[str, Value] = {"says": says, **sheet, "expect": wish.expect}  # type: ignore[dict-item]
    return Edit(file_for(texts), (name,), entry)


def file_for(texts: Mapping[str, str]) -> str:
    """The file that a new worked example goes to."""
    return _USUAL if _USUAL in texts else f"{EXAMPLES}cases.yaml"


def problem_with_id(name: str, taken: Collection[str]) -> str:
    """What keeps a text from being the id of a new example; empty where nothing does."""
    if not _ID.fullmatch(name) or len(name) > LONGEST_ID:
        return "Enter an id in small letters, digits and _, like bakery_with_two_shifts."
    if name in taken:
        return f"There is an example {name} already. Enter another id."
    return ""


def problem_with_sentence(text: str) -> str:
    """What keeps a text from being the reason for a wish; empty where nothing does."""
    if not text.strip():
        return "Say in a sentence why, like: Trouble between every team, and nobody to settle it."
    if len(text) > LONGEST_SENTENCE:
        return f"Keep it under {LONGEST_SENTENCE} characters."
    if unseen(text):
        return "There is a character that cannot be seen. Type the sentence anew."
    return ""
