"""What a scenario changes: the answers, the findings, the reasons and the recommendation."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.explanation import Explanation, Reason, RuledOut
from advisor.markup import (
    NOTHING,
    Markup,
    boxed,
    bullets,
    heading,
    joined,
    line,
    paragraph,
    safe,
    sentences,
    strong,
    titled,
)
from advisor.questionnaire import UNKNOWN, Profile, Question
from advisor.telling import STRENGTHS
from advisor.wording import listed, spoken, upper_first


@dataclass(frozen=True, slots=True)
class Replaced:
    """One answer that differs: its question, the answer now and the answer in the scenario."""

    question: Question
    before: str
    after: str


def replaced(base: Explanation, scenario: Explanation) -> list[Replaced]:
    """Every answer that differs, in the order of the questionnaire."""
    asked = base.rulebook.questionnaire.questions
    return [
        Replaced(question, _answer(question, base.profile), _answer(question, scenario.profile))
        for name, question in asked.items()
        if base.profile.answers.get(name) != scenario.profile.answers.get(name)
    ]


def _answer(question: Question, profile: Profile) -> str:
    reply = profile.answers.get(question.id)
    if reply is None:
        return "not answered"
    if reply is UNKNOWN:
        return "not sure"
    return spoken(question, reply) or "none"


def rows_replaced(base: Explanation, scenario: Explanation) -> int:
    """How many responsibilities differ."""
    before, after = base.profile.responsibilities, scenario.profile.responsibilities
    return sum(before.get(row) != after.get(row) for row in {*before, *after})


def in_one_sentence(base: Explanation, scenario: Explanation) -> str:
    """What becomes of the recommendation."""
    was, now = base.recommendation, scenario.recommendation
    if was != now:
        return f"The recommendation changes: from {was.name} to {now.name}."
    if base.form != scenario.form:
        return (
            f"The recommendation stays {now.name}, but how to fill it changes: from "
            f"{base.form.name} to {scenario.form.name}."
        )
    if base.strength != scenario.strength:
        return (
            f"The recommendation stays {now.name}, but how sure it is changes: from "
            f"{STRENGTHS[base.strength].lower()} to {STRENGTHS[scenario.strength].lower()}."
        )
    return f"The recommendation stays {now.name}."


def verdict(sentence: str) -> Markup:
    """The sentence that comes first."""
    return boxed(line(strong(sentence)), kind="bar")


def side_by_side(base: Explanation, scenario: Explanation, name: str) -> Markup:
    """Both recommendations with their findings; what differs carries the word "changed"."""
    return boxed(
        _column("Your answers", base, base),
        _column(name or "With the change", scenario, base),
        kind="pair",
    )


def _column(name: str, told: Explanation, base: Explanation) -> Markup:
    levels = (
        joined(
            strong(f"{now.dimension.name}: {now.level}"),
            _changed(now.level != was.level, f"was {was.level}"),
        )
        for now, was in zip(told.findings, base.findings, strict=True)
    )
    strength = STRENGTHS[told.strength]
    return boxed(
        heading(name, 2),
        line(safe(told.verdict), _changed(told.verdict != base.verdict)),
        line(strong(strength), _changed(strength != STRENGTHS[base.strength])),
        bullets(levels),
    )


def _changed(differs: bool, was: str = "") -> Markup:
    """The word that marks a difference; nothing where there is none."""
    if not differs:
        return NOTHING
    return Markup(f" <mark>changed{f', {safe(was)}' if was else ''}</mark>")


def reasons_compared(base: Explanation, scenario: Explanation) -> Markup:
    """The reasons that come and go with the change, and what is ruled out or in again."""
    before, after = _told(base), _told(scenario)
    gained = [reason.sentence for rule, reason in after.items() if rule not in before]
    lost = [reason.sentence for rule, reason in before.items() if rule not in after]
    gates = {r.gate.id for r in base.ruled_out}, {r.gate.id for r in scenario.ruled_out}
    shut = [r for r in scenario.ruled_out if r.gate.id not in gates[0]]
    opened = [r for r in base.ruled_out if r.gate.id not in gates[1]]
    body = joined(
        titled("Reasons gained", sentences(gained)),
        titled("Reasons lost", sentences(lost)),
        titled("Now ruled out", bullets(_gate(r, f"until {r.until}.") for r in shut)),
        titled("No longer ruled out", bullets(_gate(r, "no longer holds.") for r in opened)),
    )
    return body or paragraph("No reason comes or goes.")


def _gate(ruled_out: RuledOut, then: str) -> Markup:
    """What a gate rules out, why, and what has become of it."""
    names = listed(outcome.name for outcome in ruled_out.outcomes)
    return joined(strong(f"{names}: "), safe(f"\u201c{ruled_out.sentence}\u201d {then}"))


def _told(explanation: Explanation) -> dict[str, Reason]:
    return {
        reason.rule.id: reason
        for reason in (*explanation.reasons_for, *explanation.reasons_against)
    }


def summary(base: Explanation, scenario: Explanation) -> Markup:
    """A kept scenario in short: the verdict, the findings and the answers that differ."""
    levels = "; ".join(
        f"{now.dimension.name.lower()} {now.level}{' (changed)' if now.level != was.level else ''}"
        for now, was in zip(scenario.findings, base.findings, strict=True)
    )
    differs = [
        f"{upper_first(one.question.says or one.question.ask)}: {one.after} (was {one.before})"
        for one in replaced(base, scenario)
    ]
    if rows := rows_replaced(base, scenario):
        differs.append(f"Who does what: {rows} {'row' if rows == 1 else 'rows'}")
    return joined(
        line(
            safe(scenario.verdict),
            _changed(scenario.verdict != base.verdict),
        ),
        line(strong(f"{STRENGTHS[scenario.strength]}."), safe(f"{upper_first(levels)}.")),
        line(strong("Answers changed:" if differs else "The same as your answers.")),
        sentences(differs),
    )
