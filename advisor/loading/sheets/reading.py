"""Answer sheets, YAML or JSON, and answers from the program itself -> Profile, or every mistake."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path

from advisor.conditions import Place
from advisor.loading.sheets.answering import NOTHING
from advisor.loading.sheets.profiles import holdings, replies
from advisor.loading.text.bare import as_node
from advisor.loading.text.decoding import BYTES_AT_MOST, unseen, why
from advisor.loading.text.nodes import Map, Text
from advisor.loading.text.page import Page
from advisor.loading.text.reading import Document, read
from advisor.loading.text.words import did_you_mean, quoted
from advisor.mistakes import Mistake, Mistakes
from advisor.questionnaire import Profile, Questionnaire, Reply

KEYS = ("company", "answers", "responsibilities")
COMPANY_AT_MOST = 200
STANDARD_INPUT = "-"
_LOOKS = (
    "A sheet begins with a line answers: and has one answer a line below it, indented by two "
    "spaces, such as headcount: 120."
)


def read_sheet(path: Path, questionnaire: Questionnaire) -> Profile:
    """The profile in a file; `-` is standard input. Raises Mistakes, all of them at once."""
    piped = str(path) == STANDARD_INPUT
    name = "standard input" if piped else str(path)
    try:
        with nullcontext(sys.stdin.buffer) if piped else path.open("rb") as file:
            content = file.read(BYTES_AT_MOST + 1)
    except (OSError, ValueError) as error:
        raise Mistakes([Mistake(Place(name), why(error), "Check its name.")]) from None
    return read_sheet_text(content, name, questionnaire)


def read_sheet_text(text: str | bytes, name: str, questionnaire: Questionnaire) -> Profile:
    """The profile in a sheet's text, called `name` in mistakes. Raises Mistakes."""
    return profile_on(Page(read(name, text)), questionnaire)


def check_answers(
    answers: Mapping[str, object],
    questionnaire: Questionnaire,
    *,
    responsibilities: Mapping[str, object] | None = None,
    company: str = "",
) -> Profile:
    """The profile of answers that another part of the program holds. Raises Mistakes.

    Numbers, choice ids, collections of choice ids and UNKNOWN are taken, and whatever a sheet
    would take as text.
    """
    sheet = {"company": company, "answers": answers, "responsibilities": responsibilities or {}}
    return profile_on(Page(Document("", "", as_node(sheet))), questionnaire)


def sheet_of(profile: Profile) -> dict[str, object]:
    """The answer sheet of a profile in plain values, ready for JSON: reading it gives it back."""
    held = {
        row: {key: word for key, word in (("owner", h.owner), ("done", h.done)) if word}
        or "unknown"
        for row, h in profile.responsibilities.items()
    }
    sheet: dict[str, object] = {
        "company": profile.company,
        "answers": {q: _written(r) for q, r in profile.answers.items()},
        "responsibilities": held,
    }
    return {key: value for key, value in sheet.items() if value or key == "answers"}


def _written(reply: Reply) -> object:
    if isinstance(reply, frozenset):
        return sorted(reply)
    return reply if isinstance(reply, int | float | str) else reply.value


def profile_on(page: Page, questionnaire: Questionnaire) -> Profile:
    """The profile on a page that holds one sheet. Raises Mistakes."""
    profile = page.spared(lambda: _checked(page, questionnaire)) if page.readable else None
    if profile is None or page.mistakes:
        raise Mistakes(page.mistakes)
    return profile


def _checked(page: Page, questionnaire: Questionnaire) -> Profile:
    if not isinstance(page.root, Map):
        empty = isinstance(page.root, Text) and page.root.value in NOTHING
        page.mistake((), "The sheet is empty." if empty else "This is no answer sheet.", _LOOKS)
        return Profile({})
    for key in page.root.values:
        if key not in KEYS:
            _note_key(page, key, questionnaire)
    if not {"answers", "responsibilities", *questionnaire.questions} & set(page.root.values):
        page.mistake((), "The sheet has no answers.", _LOOKS)
    present = page.root.values
    return Profile(
        answers=replies(page, ("answers",), questionnaire) if "answers" in present else {},
        responsibilities=holdings(page, ("responsibilities",), questionnaire)
        if "responsibilities" in present
        else {},
        company=_company(page) if "company" in present else "",
    )


def _note_key(page: Page, key: str, questionnaire: Questionnaire) -> None:
    remedy = did_you_mean(key, KEYS)
    if key in questionnaire.questions:
        remedy = "It is a question: put it under answers, indented by two spaces."
    what = f"An answer sheet has no key {quoted(key)}."
    page.mistake((key,), what, remedy, KEYS, key=True, legal_are="Its keys are")


def _company(page: Page) -> str:
    node = page.node(("company",))
    nothing = isinstance(node, Text) and node.plain and node.value in NOTHING
    if not isinstance(node, Text) or nothing or (node.value and not _is_seen(node.value)):
        page.mistake(("company",), "company should be a name.", "Write it, or leave the line out.")
        return ""
    if len(node.value) > COMPANY_AT_MOST:
        what = f"company is longer than {COMPANY_AT_MOST} characters."
        page.mistake(("company",), what, "Shorten it.")
    if unseen(node.value) or "\n" in node.value or "\t" in node.value:
        page.mistake(("company",), "company holds a character that cannot be seen.", "Remove it.")
    return node.value


def _is_seen(name: str) -> bool:
    """Whether anything of the name shows."""
    return any(sign.isprintable() and not sign.isspace() for sign in name)
