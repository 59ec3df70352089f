"""One company before and after my changes, side by side: each step of the advice, rule by rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor.editing.effects import Cause, Effect
from advisor.editing.standing import Holds, Standing
from advisor.explanation import Explanation, Finding
from advisor.markup import (
    NOTHING,
    Markup,
    bullets,
    heading,
    joined,
    opens,
    paragraph,
    safe,
    sentences,
)
from advisor.rulebook import Gate, Rule
from advisor.rulebook_pages import linked, points_told
from advisor.rulebook_pages.pieces import table
from advisor.rulebook_pages.told import says_told
from advisor.screens.workshop.things import Kind, address
from advisor.telling import STRENGTHS
from advisor.wording import counted, listed, sentence, upper_first

COLUMNS = ("Step", "Before", "After")
STYLE = Markup(
    "<style>.rules mark { background: none; color: inherit; font-weight: 600; font-style: italic; "
    "border-bottom: 2px solid currentColor; } .rules .sides { table-layout: fixed; } "
    ".rules .sides td:first-child { font-weight: 600; } .rules .rules-held { table-layout: fixed; }"
    " .rules .rules-held td:first-child { width: 50%; } @media screen and (max-width: 46rem) { "
    ".rules .sides td:first-child::before, .rules .rules-held td:first-child::before { "
    "content: none; } .rules .rules-held td:first-child { width: auto; } }</style>"
)
_HOLDS: dict[Holds | str, str] = {
    "does not hold": "does not hold",
    "not known": "not known: an answer that it reads is missing",
    "": "not there",
}


def changed(differs: bool) -> Markup:
    """The word that marks a difference; nothing where there is none."""
    return Markup(" <mark>changed</mark>") if differs else NOTHING


def steps_told(effect: Effect) -> Markup:
    """Each step of the advice before and after, as a table."""
    rows = [
        [safe(name), safe(was), joined(safe(now), changed(was != now))]
        for name, was, now in _steps(effect.before, effect.after)
    ]
    return table("How the advice comes about", COLUMNS, [(NOTHING, rows)], "sides")


def _steps(before: Explanation, after: Explanation) -> Iterator[tuple[str, str, str]]:
    both = (before, after)
    yield "Recommendation", *_pair(told.recommendation.name for told in both)
    yield "How to fill it", *_pair(map(_form, both))
    yield "How sure", *_pair(STRENGTHS[told.strength] for told in both)
    old = {finding.dimension.id: finding for finding in before.findings}
    for now in after.findings:
        was = old.get(now.dimension.id)
        yield now.dimension.name, _level(was) if was else "not there", _level(now)
    yield "Decision table", *_pair(map(_table_row, both))
    yield "Ruled out", *_pair(map(_ruled_out, both))


def _pair(values: Iterable[str]) -> tuple[str, str]:
    first, second = values
    return first, second


def _form(told: Explanation) -> str:
    return f"{told.form.name}{f' ({told.archetype.name})' if told.archetype else ''}"


def _level(finding: Finding) -> str:
    points = counted(finding.points, "point")
    edges = f"moderate from {finding.moderate_from}, high from {finding.high_from}"
    return f"{finding.level}: {points} ({edges})"


def _table_row(told: Explanation) -> str:
    row = told.advice.row
    return f"{told.rulebook.outcomes[row.outcome].name}: {row.says}"


def _ruled_out(told: Explanation) -> str:
    names = dict.fromkeys(outcome.name for out in told.ruled_out for outcome in out.outcomes)
    return listed(names) or "nothing"


def causes_told(causes: Iterable[Cause]) -> Markup:
    """What is otherwise, as sentences; nothing where nothing is."""
    return sentences(cause.says for cause in causes)


def rules_told(effect: Effect) -> Markup:
    """Every rule and gate: those that hold on a side with what they do, the others folded away."""
    rules = sorted(effect.rules, key=lambda one: not one.differs)
    gates = sorted(effect.gates, key=lambda one: not one.differs)
    held = [_row(effect, "rule", one) for one in rules if _holds_somewhere(one)]
    held += [_row(effect, "gate", one) for one in gates if _holds_somewhere(one)]
    rest = [_rest(effect, "rule", one) for one in effect.rules if not _holds_somewhere(one)]
    rest += [_rest(effect, "gate", one) for one in effect.gates if not _holds_somewhere(one)]
    caption = "Rules and gates that hold before, after or both; what differs first"
    shown = table(caption, ("Rule or gate", "Before", "After"), [(NOTHING, held)], "rules-held")
    none = paragraph("No rule and no gate holds for this company.")
    more = opens(f"{len(rest)} more that hold on neither side", "", bullets(rest))
    return joined(heading("Rule by rule"), shown if held else none, more if rest else NOTHING)


def _holds_somewhere(one: Standing[Rule] | Standing[Gate]) -> bool:
    return "holds" in (one.before, one.after)


def _does(told: Explanation, item: Rule | Gate | None, state: str) -> str:
    """What a rule or gate does on one side; why it does nothing there."""
    if state != "holds" or item is None:
        return upper_first(_HOLDS[state])
    if isinstance(item, Rule):
        return upper_first(points_told(told.rulebook.dimensions, item.adds))
    return f"Rules out {listed(told.rulebook.outcomes[o].name for o in item.rules_out)}"


def _row(effect: Effect, kind: Kind, one: Standing[Rule] | Standing[Gate]) -> list[Markup]:
    return [
        _named(kind, one, _own_sentence(effect, one)),
        safe(_does(effect.before, one.old, one.before)),
        joined(safe(_does(effect.after, one.new, one.after)), changed(one.differs)),
    ]


def _own_sentence(effect: Effect, one: Standing[Rule] | Standing[Gate]) -> str:
    """What it says to this company, as far as it holds after the change, else before."""
    told, item = (effect.after, one.new) if one.after == "holds" else (effect.before, one.old)
    assert item is not None  # it holds there
    questions = told.rulebook.questionnaire.weighed()
    return sentence(item.says, questions, told.advice.replies)


def _named(kind: Kind, one: Standing[Rule] | Standing[Gate], says: str) -> Markup:
    """Its id, with a link to its form where it is still there, and what it says."""
    link = linked(address(kind, one.id), safe(one.id)) if one.new else safe(one.id)
    return joined(link, Markup(f"<br/><small>{safe(says)}</small>"))


def _rest(effect: Effect, kind: Kind, one: Standing[Rule] | Standing[Gate]) -> Markup:
    told = effect.after if one.new else effect.before
    state = _HOLDS[one.after if one.new else one.before]
    item = one.there
    return joined(
        _named(kind, one, says_told(told.rulebook, item)), safe(f" {upper_first(state)}.")
    )
