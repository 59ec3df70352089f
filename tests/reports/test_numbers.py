"""Every number in a report is an answer, counted from answers, or the rulebook's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache

import pytest

from advisor.explanation import explain, reasons
from advisor.questionnaire import Profile
from advisor.telling import stretches
from advisor.wording import spoken
from tests.reports.cases import BOOK, CASES, COMPANIES, company, profile_of, proofs, report, texts

# What is counted or numbered by the program, in the words that it stands in.
COUNTED = re.compile(
    r"""\ section\ \d+|\(section\ \d+\)|\[\d+\]|\bDay\ (30|60|90)\b
    |\bfirst\ 90\ days\b|\b90\ days\ after\ the\ start\b
    |(\d+\ )?(January|February|May|November|December)\ 202[67]
    |report\ [0-9a-f]{10}|^[0-9a-f]{10}$|[0-9a-f]{12}|version\ \d+\.\d+\.\d+
    |\b\d+\ of\ \d+\ (answers|responsibilities|kinds|move)|none\ of\ \d+|\(\d+\ more\ (is|are)
    |\d+\ of\ \d+\ \(\d+\ %\)|\d+\ of\ \d+\ responsibilities|^\d+\.?$|\b\d+\ points?\b
    |\d+\ changes\ together|\d+\ today,\ \d+\ after|of\ \d+\ rules,\ \d+\ apply
    |\(\d+\)$|[a-z]\ [+\u2212]\d|cover\ \d+\ %|the\ \d+\ strongest.*,\ \d+\ rests?\ on
    |\d+\ direct\ reports|\d+\ department\ heads|\d+\ weaker|\bEach\ of\ the\ \d+\ responsib
    |\d+\ answers\ would|:\ \d+\ questions|^\d+\ more\ stand
    |^[A-C\d]+(\.\d+)?\ """,
    re.VERBOSE,
)


def strings(thing: object) -> Iterator[str]:
    """Every text inside nested data."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Mapping):
        for value in thing.values():
            yield from strings(value)
    elif isinstance(thing, tuple | list | frozenset):
        for value in thing:
            yield from strings(value)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from strings(getattr(thing, field.name))


@cache
def own_words() -> frozenset[str]:
    """Every text of the rulebook that holds a number, placeholders not yet filled in."""
    book = replace(BOOK, examples=(), properties=(), fingerprint="", version="")
    return frozenset(text for text in strings(book) if re.search(r"\d", text))


def traced(profile: Profile) -> list[str]:
    """Every text whose numbers are accounted for, the longest first."""
    explanation, exact = explain(BOOK, profile), proofs(profile)
    asked = BOOK.questionnaire.questions
    told = {*own_words(), *strings(reasons(BOOK, explanation.advice))}
    told |= {*strings((explanation.ruled_out, explanation.why_not, explanation.notes))}
    told |= {*strings(exact.would_change)}
    for tipping in exact.tipping:
        told |= {*stretches(explanation, asked[tipping.question], tipping.stretches)}
    for question in asked.values():
        value = profile.known(question.id)
        if value is not None:
            words = spoken(question, value)
            told |= {words, words.partition(" ")[0], words[:1].upper() + words[1:]}
    told |= {part for text in told for part in (text.partition(": ")[2],) if part}
    told |= {text[:1].upper() + text[1:] for text in told}
    told |= {text.rstrip(".") for text in told}
    return sorted((t for t in told if re.search(r"\d", t)), key=len, reverse=True)


def untraced(text: str, accounted: list[str]) -> str:
    """What is left of a text once every known sentence, answer and count is taken out."""
    for known in accounted:
        if not known[0].isdigit():
            text = text.replace(known, "~")
        elif " " in known:
            text = _without(known, text)
    text = COUNTED.sub("~", text)
    for known in accounted:
        if known[0].isdigit():
            text = _without(known, text)
    return COUNTED.sub("~", text)


def _without(known: str, text: str) -> str:
    return re.sub(rf"(?<![\d.,]){re.escape(known)}(?!\d|[.,]\d)", "~", text)


@pytest.mark.parametrize("case", CASES, ids=" ".join)
@pytest.mark.parametrize("variant", ["one_page", "adviser", "role_brief"])
def test_every_number_can_be_traced(case: tuple[str, str], variant: str) -> None:
    profile = profile_of(case)
    accounted = traced(profile)
    for text in texts(report(profile, variant=variant)):
        assert not re.search(r"\d", untraced(text, accounted)), text


def test_a_number_from_nowhere_would_be_noticed() -> None:
    accounted = traced(company(COMPANIES[0]))
    assert "17.5" in untraced("Companies of 120 people spend 17.5 percent more.", accounted)


def test_counts_are_those_of_the_advice() -> None:
    profile = company(COMPANIES[0], matrix=True)
    explanation = explain(BOOK, profile)
    printed = set(texts(report(profile, variant="adviser")))
    for other in explanation.why_not:
        if other.points is not None:
            assert f"{other.points} points away" in printed
    held = profile.responsibilities.values()
    ceo = sum(h.owner == "ceo" for h in held)
    share = round(100 * ceo / len(held))
    assert any(text.startswith(f"{ceo} of {len(held)} ({share} %)") for text in printed)
    open_ = sum(h.owner in ("nobody", "shared_or_unclear") for h in held)
    assert str(open_) in printed
