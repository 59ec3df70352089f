"""Finding something in a rulebook by its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from advisor.rulebook import Gate, Note, Rule, Rulebook
from advisor.rulebook_pages.edition import Kind
from advisor.rulebook_pages.pieces import does_told
from advisor.rulebook_pages.told import conditions_told, says_told

LONGEST = 100
"""Signs of a search that are looked at."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that holds every word that was looked for.

    `text` is what it is called, `detail` says more about it.
    """

    kind: Kind
    id: str
    text: str
    detail: str = ""


def find(rulebook: Rulebook, words: str) -> tuple[Hit, ...]:
    """Everything whose text or id holds each of these words, in any case and any order."""
    wanted = words[:LONGEST].casefold().replace("_", " ").split()
    if not wanted:
        return ()
    return tuple(
        hit
        for hit, more in _everything(rulebook)
        if all(word in _searched(hit, more) for word in wanted)
    )


def _searched(hit: Hit, more: str) -> str:
    return f"{hit.id.replace('_', ' ')} {hit.text} {hit.detail} {more}".casefold()


def _everything(rulebook: Rulebook) -> Iterator[tuple[Hit, str]]:
    """What can be found, and the text that is searched beside what is shown."""
    yield from _entries(rulebook)
    for question in rulebook.questionnaire.weighed().values():
        answers = " ".join((*(c.label for c in question.choices), *question.steps))
        yield Hit("question", question.id, question.ask, question.why), f"{question.says} {answers}"
    for dimension in rulebook.dimensions.values():
        yield Hit("dimension", dimension.id, dimension.name, dimension.asks), ""
    for outcome in rulebook.outcomes.values():
        yield Hit("outcome", outcome.id, outcome.name, outcome.says), ""
        for form in outcome.forms:
            kinds = " ".join(f"{kind.name} {kind.says}" for kind in form.archetypes)
            yield Hit("form", form.id, form.name, form.says), f"{form.verdict} {kinds}"
    for source in rulebook.sources.values():
        yield Hit("source", source.id, source.title, source.supports), source.year


def _entries(rulebook: Rulebook) -> Iterator[tuple[Hit, str]]:
    """Rules, gates and notes: what they say, when they hold and what they do."""
    kinds: tuple[tuple[Kind, tuple[Rule | Gate | Note, ...]], ...] = (
        ("rule", rulebook.rules), ("gate", rulebook.gates), ("note", rulebook.notes),
    )  # fmt: skip
    for kind, entries in kinds:
        for entry in entries:
            when = conditions_told(rulebook, entry.when) if entry.when else ""
            detail = f"{when} {does_told(rulebook, entry)}".strip()
            caution = "" if isinstance(entry, Note) else entry.caution
            yield Hit(kind, entry.id, says_told(rulebook, entry), detail), caution
