"""Two advices side by side: the answers, the findings, the reasons and the recommendation."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.compared import Compared, Moved, compare, result, side_of
from advisor.explanation import Explanation
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
from advisor.storage import Told, ToldGate
from advisor.telling import STRENGTHS
from advisor.wording import upper_first

YOURS, WITH_THE_CHANGE = "Your answers", "With the change"
_BECAUSE = {"rules": "because of the rules", "answers": "because of the answers"}


def scenario_compared(base: Explanation, scenario: Explanation, name: str = "") -> Compared:
    """The answers as they are beside a scenario of them, both by today's rules."""
    new = side_of(name or WITH_THE_CHANGE, scenario)
    return compare(base.rulebook, side_of(YOURS, base), new)


def in_one_sentence(was: Told, now: Told) -> str:
    """What becomes of the recommendation."""
    return f"{_headline(was, now)}."


def _headline(was: Told, now: Told) -> str:
    if was.outcome != now.outcome:
        return f"The recommendation changes: from {was.name} to {now.name}"
    if was.form != now.form:
        return (
            f"The recommendation stays {now.name}, but how to fill it changes: from "
            f"{was.form_name} to {now.form_name}"
        )
    if was.strength != now.strength:
        return (
            f"The recommendation stays {now.name}, but how sure it is changes: from "
            f"{_strength(was).lower()} to {_strength(now).lower()}"
        )
    if not now.outcome:
        return "There is no recommendation on either side"
    return f"The recommendation stays {now.name}"


def why_in_one_sentence(compared: Compared) -> str:
    """What becomes of the recommendation, and whether answers, rules or both are the reason."""
    was, now = compared.old.told, compared.new.told
    changed = result(was) != result(now)
    why = _why_it_changes(compared) if changed else _why_it_stays(compared)
    return f"{_headline(was, now)}{why}."


def _why_it_changes(compared: Compared) -> str:
    answers, rules = compared.answers_differ, compared.rules_differ
    moved = compared.moved_by
    if answers and rules:
        if moved == {"answers"}:
            return ", because the answers changed; the rules changed too, but make no difference"
        if moved == {"rules"}:
            return ", because the rules changed; the answers changed too, but make no difference"
        return f", because both the answers and the rules changed{_on_the_way(compared)}"
    if answers:
        return ", because the answers changed; the rules did not"
    if rules:
        return ", because the rules changed; the answers did not"
    return ", though answers and rules are the same: this program weighs them otherwise now"


def _why_it_stays(compared: Compared) -> str:
    answers, rules = compared.answers_differ, compared.rules_differ
    if compared.moved_by and answers and rules:
        return f", as answers and rules cancel out{_on_the_way(compared)}"
    if answers and rules:
        return ", though the answers and the rules changed"
    if answers:
        return ", though the answers changed; the rules did not"
    if rules:
        return ", though the rules changed; the answers did not"
    return "; answers and rules are the same"


def _on_the_way(compared: Compared) -> str:
    """What lies between the two: the old answers by today's rules, where that is neither."""
    between = {result(step.after): step.after for step in compared.steps[:-1]}
    ends = (result(compared.old.told), result(compared.new.told))
    names = [_in_short(told) for key, told in between.items() if key not in ends]
    return f" (by the answers or the rules alone: {'; '.join(names)})" if names else ""


def _in_short(told: Told) -> str:
    return f"{told.form_name}, {_strength(told).lower()}" if told.outcome else told.name


def _strength(told: Told) -> str:
    return STRENGTHS.get(told.strength, told.strength or "open")


def verdict(sentence: str) -> Markup:
    """The sentence that comes first."""
    return boxed(line(strong(sentence)), kind="bar")


def side_by_side(compared: Compared, *, dated: bool = False) -> Markup:
    """Both recommendations with their findings; what differs carries the word "changed".

    `dated`: each says by which version of the rules it was told.
    """
    old, new = compared.old, compared.new
    rules = tuple(f"Rulebook version {one.version}" if dated else "" for one in (old, new))
    return boxed(
        _column(old.name, old.told, old.told, rules[0]),
        _column(new.name, new.told, old.told, rules[1]),
        kind="pair",
    )


def _column(name: str, told: Told, base: Told, rules: str) -> Markup:
    before = {level.dimension: level.level for level in base.levels}
    levels = (
        joined(
            strong(f"{now.name}: {now.level}"),
            _changed(
                before.get(now.dimension, now.level) != now.level,
                f"was {before.get(now.dimension)}",
            ),
        )
        for now in told.levels
    )
    strength = _strength(told) if told.outcome else ""
    return boxed(
        heading(name, 2),
        line(safe(told.verdict), _changed(told.verdict != base.verdict)),
        line(strong(strength), _changed(told.strength != base.strength)) if strength else NOTHING,
        bullets(levels),
        paragraph(rules),
    )


def _changed(differs: bool, was: str = "") -> Markup:
    """The word that marks a difference; nothing where there is none."""
    if not differs:
        return NOTHING
    return Markup(f" <mark>changed{f', {safe(was)}' if was else ''}</mark>")


def answers_replaced(compared: Compared) -> Markup:
    """Every answer and responsibility that differs: what it was and what it is."""
    rows = [
        (upper_first(one.question.says or one.question.ask), one.before, one.after)
        for one in compared.answers
    ]
    rows += [(one.text, one.before, one.after) for one in compared.rows]
    items = (
        joined(strong(f"{what}: "), safe(f"{before} \u2192 {after}"))
        for what, before, after in rows
    )
    return joined(heading("Answers changed"), bullets(items) or paragraph("No answer differs."))


def reasons_compared(compared: Compared) -> Markup:
    """The reasons that come and go with the change, and what is ruled out or in again."""
    both = compared.rules_differ and compared.answers_differ
    parts = (
        ("Reasons gained", compared.came, ""),
        ("Reasons lost", compared.went, ""),
        ("Now ruled out", compared.shut, "until {}."),
        ("No longer ruled out", compared.opened, "no longer holds."),
    )
    body = joined(
        *(
            titled(title, bullets(_told(one, then, both) for one in moved))
            for title, moved, then in parts
        )
    )
    return body or paragraph("No reason comes or goes.")


def _told(moved: Moved, then: str, with_cause: bool) -> Markup:
    """A reason, or what a gate rules out, why, and what has become of it."""
    told = moved.told
    cause = f" ({_BECAUSE[moved.cause]})" if with_cause else ""
    if isinstance(told, ToldGate):
        words = f"\u201c{told.sentence}\u201d {then.format(told.until)}{cause}"
        return joined(strong(f"{told.outcomes}: "), safe(words))
    return safe(f"{told.sentence}{cause}")


def summary(compared: Compared) -> Markup:
    """A kept scenario in short: the verdict, the findings and the answers that differ."""
    was, now = compared.old.told, compared.new.told
    before = {level.dimension: level.level for level in was.levels}
    levels = "; ".join(
        f"{one.name.lower()} {one.level}"
        f"{' (changed)' if one.level != before.get(one.dimension) else ''}"
        for one in now.levels
    )
    differs = list(_in_lines(compared))
    return joined(
        line(safe(now.verdict), _changed(now.verdict != was.verdict)),
        line(strong(f"{_strength(now)}."), safe(f"{upper_first(levels)}.")),
        line(strong("Answers changed:" if differs else "The same as your answers.")),
        sentences(differs),
    )


def _in_lines(compared: Compared) -> Iterable[str]:
    for one in compared.answers:
        what = upper_first(one.question.says or one.question.ask)
        yield f"{what}: {one.after} (was {one.before})"
    if rows := len(compared.rows):
        yield f"Who does what: {rows} {'row' if rows == 1 else 'rows'}"
