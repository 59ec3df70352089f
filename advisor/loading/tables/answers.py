"""One cell's text -> the reply that it means, taken as the questionnaire's own fields take it.

A choice may be written by its id, by its label or as sentences name it, in capitals or not; a
number the way people write it. What could mean two things is asked back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from advisor.loading.faults import Fault, Misread
from advisor.loading.sheets.answering import UNKNOWN_WORD, YES_NO, legal_answers
from advisor.loading.sheets.numbers import exact, kept
from advisor.loading.text.words import nearest, quoted
from advisor.loading.typed_numbers import Reading, outside, read_number
from advisor.questionnaire import UNKNOWN, Number, Question, Reply
from advisor.wording import listed

BETWEEN_CHOICES = ";"
NOT_SURE = "I'm not sure"
"""How the questionnaire's fields offer "unknown"."""
_NOT_WORDS = re.compile(r"[\W_]+")
_APART = re.compile(r"[;\n]")
_CONTINENTAL = re.compile(r"[^0-9.,]*[1-9][0-9]{0,2}(\.[0-9]{3})+,[0-9]+[^0-9.,]*")
"""Thousands and decimals as much of Europe writes them: "1.200,50"."""
_EITHER = re.compile(r"([^0-9.,]*[1-9][0-9]{0,2})([.,])([0-9]{3}[^0-9.,]*)")
"""What may be thousands as well as decimals: "1,200"."""
_MARKS = {".": "point", ",": "comma"}


def plain(text: str) -> str:
    """A text as it is compared: small letters, single spaces, no marks."""
    return _NOT_WORDS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


class Words:
    """The words that a cell may hold: `legal`, id -> label, and "unknown".

    Each may be written by its id, its label, the label up to a colon, or as `says` has it; what
    two of them may be called stands for neither.
    """

    def __init__(self, legal: Mapping[str, str], says: Mapping[str, str] | None = None) -> None:
        self.labels = {**legal, UNKNOWN_WORD: NOT_SURE}
        called_so = {UNKNOWN_WORD: "not sure", **(says or {})}
        called: dict[str, set[str]] = {}
        for word, label in self.labels.items():
            for name in (label, label.partition(":")[0], called_so.get(word, "")):
                called.setdefault(plain(name), set()).add(word)
        ids = {plain(word): word for word in self.labels}
        self._meant = {n: min(words) for n, words in called.items() if n and len(words) == 1} | ids

    def meant(self, text: str) -> str:
        """The id of the word that is written; empty where it is none."""
        if text in self.labels:
            return text
        name = plain(text)
        return self._meant.get(name) or self._meant.get(YES_NO.get(name, ""), "")

    def near(self, text: str) -> str:
        """ "Did you mean ...?" with the label of the nearest word, or nothing."""
        ids = {label: word for word, label in self.labels.items()}
        found = nearest(text, [*self.labels, *ids])
        return f"Did you mean {quoted(self.labels.get(found, found))}?" if found else ""

    @property
    def told(self) -> tuple[str, ...]:
        """Every word as it may be written, by its label."""
        return tuple(f'"{label}"' for label in self.labels.values())


class Answers:
    """Reads the cells of one question. `decimal_comma`: a number may be written like 2,5."""

    def __init__(self, question: Question, *, decimal_comma: bool = False) -> None:
        self.question, self._decimal_comma = question, decimal_comma
        steps = {str(number): step for number, step in enumerate(question.steps, 1)}
        choices = {choice.id: choice.label for choice in question.choices}
        says = {choice.id: choice.says for choice in question.choices}
        self.words = Words(steps or choices, says)
        self._asked = f'"{question.ask}"'

    def reply(self, text: str) -> Reply:
        """What a text that is not empty says. Raises Misread with all that is wrong with it."""
        word = self.words.meant(text)
        if word == UNKNOWN_WORD:
            return UNKNOWN
        if self.question.kind == "choices":
            return self._several(text)
        if self.question.kind == "number":
            return self._number(text)
        if self.question.kind == "scale":
            return self._step(text)
        if not word:
            raise Misread(self._no_choice(text))
        return word

    def _step(self, text: str) -> Number:
        number = exact(text)
        # A step is counted or put in words; "-2" is neither, though only its sign is a mark.
        word = "" if plain(text).isdigit() else self.words.meant(text)
        if number is not None and number in range(1, len(self.question.steps) + 1):
            word = str(int(number))
        if not word:
            raise Misread(self._no_choice(text))
        return int(word)

    def _several(self, text: str) -> frozenset[str]:
        parts = self._parts(text)
        picked = [self.words.meant(part) for part in parts]
        faults = [
            self._no_choice(part) for part, word in zip(parts, picked, strict=True) if not word
        ]
        if faults:
            raise Misread(*faults)
        self._check_picked(frozenset(picked))
        return frozenset(picked)

    def _parts(self, text: str) -> list[str]:
        """The choices that a text names. Commas part them only where each part is a choice."""
        if self.words.meant(text):
            return [text]
        parts = [part.strip() for part in _APART.split(text)]
        by_comma = [part.strip() for part in text.split(",")]
        if len(parts) == 1 and all(map(self.words.meant, by_comma)):
            parts = by_comma
        return [part for part in parts if part] or [text]

    def _check_picked(self, picked: frozenset[str]) -> None:
        """Raise Misread for choices that do not go together."""
        question, labels = self.question, self.words.labels
        alone = next((w for w in (question.stands_alone, UNKNOWN_WORD) if w in picked), None)
        if alone and len(picked) > 1:
            what = f"{quoted(labels[alone])} stands alone, and more is named beside it."
            raise Misread(Fault(what, "Remove it, or everything else."))
        if question.most is not None and len(picked) > question.most:
            what = f"{self._asked} takes {question.most} choices at most; {len(picked)} are named."
            raise Misread(Fault(what, "Keep those that matter most."))

    def _no_choice(self, text: str) -> Fault:
        what = f"{quoted(text)} is no choice of {self._asked}."
        several = self.question.kind == "choices"
        remedy = f"Put {BETWEEN_CHOICES} between several choices." if several else ""
        legal = legal_answers(self.question) if self.question.steps else self.words.told
        return Fault(what, remedy, legal, "Its choices are", text)

    def _number(self, text: str) -> Number:
        reading = self._read(text)
        if reading.value is None:
            what = f"{quoted(text)} is no answer to {self._asked}."
            raise Misread(Fault(what, f"{reading.problem}."))
        return reading.value

    def _read(self, text: str) -> Reading:
        """A number, with the marks that this table writes."""
        if not self._decimal_comma:
            return self._in_english(text)
        if found := _EITHER.fullmatch(text):
            return self._either(*found.groups())
        if _CONTINENTAL.fullmatch(text):
            text = text.replace(".", "").replace(",", ".")
        elif text.count(",") == 1 and "." not in text:
            text = text.replace(",", ".")
        return self._in_english(text)

    def _either(self, before: str, mark: str, after: str) -> Reading:
        """What may be thousands or decimals: the one that this question takes, if only one."""
        # A fourth decimal tells decimals from thousands.
        decimals = f"{after[:3]}0{after[3:]}"
        readings = [self._in_english(before + after), self._in_english(f"{before}.{decimals}")]
        legal = [reading for reading in readings if reading.value is not None]
        if len(legal) < 2:
            return legal[0] if legal else readings[0]
        ways = listed((f"{reading.value:,.10g}".replace(",", "") for reading in legal), "or")
        return Reading(problem=f"Write {ways}: the {_MARKS[mark]} can mean both")

    def _in_english(self, text: str) -> Reading:
        """A number written plainly, or as people write it."""
        number = exact(text)
        if number is None:
            return read_number(self.question, text)
        low, high = Decimal(str(self.question.low)), Decimal(str(self.question.high))
        if low <= number <= high:
            return Reading(kept(number))
        return Reading(problem=outside(self.question))
