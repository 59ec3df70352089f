"""The shape of outcomes, properties and worked examples."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from advisor.loading.shapes.rules import Ids, LevelsOf, Shape, SomeWhen, Sources, Texts, When
from advisor.loading.shapes.scalars import Id, Link, Text, Words, YesNo, one_of

MoreOrLess = Literal["more", "less"]


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) and value else value


OneOrMore = Annotated[Ids, BeforeValidator(_listed, json_schema_input_type=Ids | Id)]


class BriefShape(Shape):
    mandate: Text = ""
    reports_to: Text = ""
    profit_and_loss: Text = Field(default="", description="Whether the role answers for it.")
    decides: Texts = ()
    recommends: Texts = ()
    asks: Texts = ()
    first_90_days: dict[str, Text] = Field(
        default={}, description="Days 1-30: what is done in them."
    )
    kpis: Texts = ()
    risks: Texts = ()
    title_advice: Texts = ()
    profile: Texts = ()
    not_in_scope: Texts = ()
    cost: Text = ""
    ceo_stops: Texts = ()
    next_steps: Texts = Field(default=(), description="Three sentences: who does what by when.")
    not_yet: Texts = Field(default=(), max_length=2, description="At most two: what not to do yet.")
    fix_first: Texts = ()
    triggers: Texts = Field(
        default=(), description='Measurable: what would turn "not yet" into "now".'
    )
    look_again: Text = ""
    sources: Sources = ()
    takes_over: Ids = Field(default=(), description="Responsibilities that the role would hold.")
    chart: Texts = Field(default=(), description='New boxes of the chart, each "role: reports to".')


class ArchetypeShape(Shape):
    name: Text
    says: Text
    when: SomeWhen
    sources: Sources = ()


class CaseShape(Shape):
    when: When = Field(default={})
    levels: LevelsOf = Field(default={})


class FormShape(Shape):
    name: Text
    verdict: Text = Field(description="The verdict in one sentence, ready for a board.")
    says: Text = Field(description="What this role is, in one or two sentences.")
    when: When = Field(default={})
    levels: LevelsOf = Field(default={})
    any_of: tuple[CaseShape, ...] = Field(
        default=(), description="At least one of these must hold as well."
    )
    archetypes: dict[Id, ArchetypeShape] = Field(
        default={}, description="In order; the first that fits."
    )
    brief: BriefShape = BriefShape()


class OutcomeShape(Shape):
    name: Text
    says: Text = Field(description="What this structure is.")
    leaves_open: Text = Field(default="", description="What it does not solve.")
    undoing: Text = Field(default="", description="How easily it can be undone.")
    wants: dict[Id, Annotated[MoreOrLess, one_of(MoreOrLess)]] = Field(
        description="Per dimension, whether more or less of it speaks for this outcome."
    )
    otherwise: Id | None = Field(
        default=None,
        description="The outcome taken when this one is ruled out; none for the last resort.",
    )
    forms: dict[Id, FormShape] = Field(
        min_length=1, description="In order; the first that fits. The last has no conditions."
    )


class PropertyShape(Shape):
    says: Text = Field(description="What must hold, in a sentence.")
    never: Ids = Field(default=(), description="Outcomes that may never be recommended.")
    always: Ids = Field(default=(), description="Outcomes of which one must be recommended.")
    never_lowers: Id = Field(default="", description="A dimension that the moves may not lower.")
    never_raises: Id = Field(
        default="", description="A dimension or outcome that they may not raise."
    )
    reachable: OneOrMore = Field(
        default=(), description="Outcomes and forms that some profile must reach, or all."
    )
    when: When = Field(default={})
    only: Ids = Field(default=(), description="Nothing but these questions is answered.")
    moves: dict[Id, Words] = Field(
        default={}, description="Questions with up (to a later band) or the choice that is added."
    )


class ExpectShape(Shape):
    recommendation: OneOrMore = ()
    form: OneOrMore = ()
    but_not: OneOrMore = Field(default=(), alias="not", description="Any recommendation but these.")


class ExampleShape(Shape):
    says: Text = Field(description="The company in one sentence.")
    answers: dict[str, Any] = Field(description="As in an answer sheet.")
    responsibilities: dict[str, Any] = Field(default={}, description="As in an answer sheet.")
    expect: ExpectShape
    link: Link = Field(default="", description="Where a real decision is described.")
    decided: Text = Field(default="", description="The outcome or form that was really chosen.")
    differs: Text = Field(default="", description="Why the advice disagrees with it.")
    full: YesNo = Field(
        default=False,
        description="Whether every question is answered.",
        json_schema_extra={"default": "no"},
    )
    pin: YesNo = Field(
        default=False,
        description="Whether it was found by search, to notice a moved edge or weight.",
        json_schema_extra={"default": "no"},
    )
