"""What in a rulebook refers to what: who reads a question, who rests on a source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from advisor.rulebook import Archetype, Case, Condition, Form, Gate, Note, Outcome, Rule, Rulebook

_Entry = Rule | Gate | Note | Form | Archetype
_Asking = tuple[_Entry, tuple[Condition, ...], Outcome | None, str]


@dataclass(frozen=True, slots=True)
class Reader:
    """Something that asks for the answer to one question: `condition` is what it asks for.

    `together_with`: its other conditions, which must hold as well. `outcome` and `form` are those
    that a form or an archetype belongs to.
    """

    entry: _Entry
    condition: Condition
    together_with: tuple[Condition, ...]
    outcome: Outcome | None = None
    form: str = ""

    def reads(self, cell: str) -> bool:
        """Whether an answer in this band, or with this choice, is what the condition asks for."""
        return self.condition.test in ("is", "includes any") and cell in self.condition.names


def readers(rulebook: Rulebook, question: str) -> tuple[Reader, ...]:
    """Everything that reads a question: rules, gates, notes, then forms and archetypes."""
    return tuple(
        Reader(entry, condition, tuple(c for c in when if c != condition), outcome, form)
        for entry, when, outcome, form in _asking(rulebook)
        for condition in when
        if condition.question == question
    )


def _asking(rulebook: Rulebook) -> Iterator[_Asking]:
    entries: tuple[Rule | Gate | Note, ...] = (*rulebook.rules, *rulebook.gates, *rulebook.notes)
    for entry in entries:
        yield entry, entry.when, None, ""
    for outcome in rulebook.outcomes.values():
        for form in outcome.forms:
            cases: tuple[Form | Case, ...] = (form, *form.any_of)
            yield from ((form, case.when, outcome, form.id) for case in cases)
            yield from ((kind, kind.when, outcome, form.id) for kind in form.archetypes)


def rules_adding_to(rulebook: Rulebook, dimension: str) -> tuple[Rule, ...]:
    """The rules that add to a dimension: the most points first, otherwise as in the files."""
    adding = (rule for rule in rulebook.rules if dimension in rule.adds)
    return tuple(sorted(adding, key=lambda rule: -rule.adds[dimension]))


def themes(rulebook: Rulebook) -> dict[str, tuple[Rule, ...]]:
    """The rules by theme, in the order of the files."""
    found: dict[str, list[Rule]] = {}
    for rule in rulebook.rules:
        found.setdefault(rule.theme, []).append(rule)
    return {theme: tuple(rules) for theme, rules in found.items()}


def theme_name(theme: str) -> str:
    """A theme, which is the name of a file, as words."""
    return theme.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Resting:
    """What rests on one source."""

    rules: tuple[Rule, ...]
    gates: tuple[Gate, ...]
    notes: tuple[Note, ...]
    forms: tuple[Form, ...]

    @property
    def count(self) -> int:
        """How many entries rest on it."""
        return len(self.rules) + len(self.gates) + len(self.notes) + len(self.forms)


def resting_on(rulebook: Rulebook, source: str) -> Resting:
    """Everything that names this source; a form also where only its archetypes do."""
    forms = (form for outcome in rulebook.outcomes.values() for form in outcome.forms)
    return Resting(
        tuple(rule for rule in rulebook.rules if source in rule.sources),
        tuple(gate for gate in rulebook.gates if source in gate.sources),
        tuple(note for note in rulebook.notes if source in note.sources),
        tuple(form for form in forms if source in _sources(form)),
    )


def _sources(form: Form) -> set[str]:
    return {*form.brief.sources, *(s for kind in form.archetypes for s in kind.sources)}
