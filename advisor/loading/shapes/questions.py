"""The shape of questions, of "who does what" and of the shares derived from it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from advisor.loading.shapes.rules import Ids, Shape, Texts
from advisor.loading.shapes.scalars import (
    ChangesWord,
    Id,
    Name,
    Num,
    Text,
    WayWord,
    Whole,
    YesNo,
    one_of,
)

Tag = Literal["strategic", "cross_functional", "operational"]
Bands = Annotated[
    dict[Name, Num],
    Field(min_length=1, description="Names of stretches, each with the number it starts at."),
]
AtOnce = Annotated[
    Whole | None,
    Field(description="How many bands or choices may change at once; left out: any number."),
]
Only = Annotated[
    WayWord | None,
    Field(description="The one way in which it changes: up (more) or down (less)."),
]


class QuestionShape(Shape):
    ask: Text = Field(description="The question as it is asked; the heading of its page.")
    why: Text = Field(description="One line: why we ask.")
    says: Text = Field(description="Noun phrase for sentences: people who report to the CEO.")
    hint: Text = Field(default="", description="How to count, in one line.")
    short_form: YesNo = Field(
        default=False,
        description="Whether the short form asks it.",
        json_schema_extra={"default": "no"},
    )
    changes: ChangesWord = Field(
        default="by decision",
        description="Whether the company can change it: by deciding, by growing, no.",
    )
    measures: Texts = Field(
        default=(),
        description="Words of the measures (kpis) whose figure of today this answer tells.",
    )


class NumberShape(QuestionShape):
    kind: Literal["number"]
    low: Num = Field(alias="from", description="The smallest legal number.")
    high: Num = Field(alias="to", description="The largest legal number.")
    bands: Bands
    unit: Text = Field(
        default="", description="What follows the number: people, percent, US dollars."
    )
    unit_one: Text = Field(default="", description="The unit after a 1: person.")
    at_once: AtOnce = None
    only: Only = None


class ScaleShape(QuestionShape):
    kind: Literal["scale"]
    steps: dict[Literal["1", "2", "3", "4", "5"], Text] = Field(
        min_length=5, description="Five anchors in words that describe behaviour or counts."
    )
    bands: Bands
    at_once: AtOnce = None


class LabelShape(Shape):
    label: Text = Field(description="As shown on the form.")
    says: Text = Field(default="", description="Noun phrase for sentences: a family business.")


def _labelled(value: object) -> object:
    return {"label": value} if isinstance(value, str) and value else value


Label = Annotated[LabelShape, BeforeValidator(_labelled, json_schema_input_type=Text | LabelShape)]
Choices = Annotated[
    dict[Name, Label],
    Field(min_length=2, description="Choice ids, each with its label, or with label and says."),
]


class ChoiceShape(QuestionShape):
    kind: Literal["choice"]
    choices: Choices


class ChoicesShape(QuestionShape):
    kind: Literal["choices"]
    choices: Choices
    most: Whole | None = Field(default=None, description="How many may be picked at most.")
    at_once: AtOnce = None
    only: Only = None


class ResponsibilityShape(Shape):
    text: Text = Field(description="The responsibility, beginning with a verb.")
    tag: Annotated[Tag, one_of(Tag)]
    usually: Id = Field(description="The role that usually holds it.")
    shared_with: Ids = Field(default=(), description="Roles that often take part.")


class TallyShape(Shape):
    owner: Ids = Field(default=(), description="Owners that count; leave out for any.")
    done: Ids = Field(default=(), description="How well it is done; leave out for any.")


class ShareShape(Shape):
    ask: Text
    why: Text
    says: Text
    of: Ids = Field(description="Tags or responsibilities that the percentage is taken of.")
    counts: tuple[TallyShape, ...] = Field(
        min_length=1, description="A responsibility counts when any of these fits."
    )
    bands: Bands
    changes: ChangesWord = "by decision"


class ResponsibilitiesShape(Shape):
    responsibilities: dict[Id, ResponsibilityShape] = Field(min_length=1)
    owners: dict[Id, Text] = Field(min_length=1, description="Owner ids with their labels.")
    done: dict[Id, Text] = Field(min_length=1, description="Quality ids with their labels.")
    shares: dict[Id, ShareShape] = Field(default={})
