"""One answer as it was typed -> the reply that its question takes."""

from __future__ import annotations

from decimal import Decimal

from advisor.loading.faults import Fault, Misread
from advisor.loading.names import names_of
from advisor.loading.sheets.numbers import exact, kept, meant
from advisor.loading.text.nodes import List, Node, Text
from advisor.loading.text.words import did_you_mean, quoted
from advisor.questionnaire import UNKNOWN, Question, Reply
from advisor.wording import grouped, listed

UNKNOWN_WORD = UNKNOWN.value
LONGEST_LIST = 100
NOTHING = {"", "~", "null", "Null", "NULL"}
YES_NO = {"true": "yes", "false": "no"}
"""JSON has no other way to write yes and no."""


def reply(question: Question, node: Node) -> Reply:
    """The reply in a node. Raises Misread with everything that is wrong with it."""
    if isinstance(node, Text):
        if node.plain and node.value in NOTHING:
            raise Misread(_empty(question))
        if node.value == UNKNOWN_WORD:
            return UNKNOWN
    if question.kind == "choices":
        return _several(question, node)
    if not isinstance(node, Text):
        raise Misread(_not_single(question, node))
    if question.kind == "choice":
        return _choice(question, node)
    return _number(question, node.value)


def legal_answers(question: Question) -> tuple[str, ...]:
    """Every answer that the question takes, as it is typed in a sheet."""
    if question.kind == "scale":
        steps = (f"{n} ({text})" for n, text in enumerate(question.steps, 1))
        return (*steps, UNKNOWN_WORD)
    if question.kind == "number":
        bounds = f"{grouped(question.low)} to {grouped(question.high)}"
        return (f"{bounds} {question.unit}".strip(), UNKNOWN_WORD)
    return (*names_of(question).names, UNKNOWN_WORD)


def _fault(question: Question, what: str, remedy: str = "", word: str = "") -> Fault:
    are = "Its choices are" if question.choices else "It takes"
    return Fault(what, remedy, legal_answers(question), are, word)


def _empty(question: Question) -> Fault:
    remedy = f"Leave the line out, or write {UNKNOWN_WORD}."
    return _fault(question, f"{question.id} has no answer here.", remedy)


def _not_single(question: Question, node: Node) -> Fault:
    found = "a list" if isinstance(node, List) else "keys with values"
    return _fault(question, f"{question.id} takes one answer, not {found}.", "Write it on its own.")


def _choice(question: Question, node: Text) -> str:
    choices = names_of(question).names
    if node.value in choices:
        return node.value
    instead = YES_NO.get(node.value.lower(), "") if node.plain else ""
    if instead in choices:
        return instead
    raise Misread(_no_choice(question, node.value))


def _no_choice(question: Question, word: str) -> Fault:
    what = f"{question.id} has no choice {quoted(word)}."
    labels = {choice.label: choice.id for choice in question.choices}
    if word in labels:
        return _fault(question, what, f"Write {labels[word]}.", word)
    return _fault(question, what, did_you_mean(word, legal_answers(question)), word)


def _several(question: Question, node: Node) -> frozenset[str]:
    if isinstance(node, Text):
        if "," in node.value:
            remedy = f"Write them as a list: [{node.value}]."
            what = f"{question.id} takes a list of choices, not a text with commas."
            raise Misread(_fault(question, what, remedy if len(remedy) < 200 else ""))
        return frozenset([_choice(question, node)])
    if not isinstance(node, List):
        raise Misread(_not_single(question, node))
    if len(node.values) > LONGEST_LIST:
        what = f"{question.id} has a list of {len(node.values)}."
        raise Misread(_fault(question, what, "Name each choice once."))
    if not node.values:
        alone = question.stands_alone or UNKNOWN_WORD
        remedy = f"Write [{alone}], or leave the line out."
        raise Misread(_fault(question, f"{question.id} has an empty list.", remedy))
    faults = _faults_of_list(question, node)
    if faults:
        raise Misread(*faults)
    return frozenset(_choice(question, v) for v in node.values if isinstance(v, Text))


def _faults_of_list(question: Question, node: List) -> list[Fault]:
    faults: list[Fault] = []
    picked: list[str] = []
    for value in node.values:
        if not isinstance(value, Text):
            faults.append(_not_single(question, value))
        elif value.value == UNKNOWN_WORD:
            what = f"{UNKNOWN_WORD} stands alone: either it, or a list of choices."
            faults.append(_fault(question, what, f"Write {question.id}: {UNKNOWN_WORD}."))
        else:
            try:
                picked.append(_choice(question, value))
            except Misread as misread:
                faults += misread.faults
    return faults or _faults_of_picked(question, picked)


def _faults_of_picked(question: Question, picked: list[str]) -> list[Fault]:
    """What is wrong with choices that are all legal one by one."""
    faults = [
        Fault(f"{quoted(choice)} is named twice in {question.id}.", "Name it once.")
        for choice in dict.fromkeys(picked)
        if picked.count(choice) > 1
    ]
    alone = question.stands_alone
    if alone in picked and len(set(picked)) > 1:
        others = listed(c for c in dict.fromkeys(picked) if c != alone)
        what = f"{alone} stands alone in {question.id}, and {others} is named beside it."
        faults.append(Fault(what, f"Remove {alone}, or everything else.", word=alone or ""))
    if question.most is not None and len(set(picked)) > question.most:
        what = f"{question.id} takes {question.most} choices at most; {len(set(picked))} are named."
        faults.append(Fault(what, "Keep those that matter most."))
    return faults


def _number(question: Question, text: str) -> int | float:
    number = exact(text)
    whole = question.kind == "scale"
    low, high = (1, len(question.steps)) if whole else (question.low, question.high)
    if number is None:
        raise Misread(_no_number(question, text))
    if not _at(low) <= number <= _at(high):
        what = (
            f"{question.id} should be from {grouped(low)} to {grouped(high)}, not {quoted(text)}."
        )
        raise Misread(_fault(question, what, word=text))
    if whole and number != number.to_integral_value():
        what = f"{question.id} takes a whole step, not {quoted(text)}."
        raise Misread(_fault(question, what, word=text))
    return kept(number)


def _no_number(question: Question, text: str) -> Fault:
    what = f"{question.id} should be a number, not {quoted(text)}."
    instead = meant(text)
    near = did_you_mean(text, [UNKNOWN_WORD])
    return _fault(question, what, f"Write {instead}." if instead else near, text)


def _at(bound: int | float) -> Decimal:
    return Decimal(str(bound))
