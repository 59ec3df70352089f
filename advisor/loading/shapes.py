"""The shape of every kind of entry in the rule files: which keys, and what each holds.

Shapes know nothing of other entries; what refers to what is checked when the rulebook is put
together. The descriptions go into the JSON Schemas, where editors show them as help.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from advisor.loading.scalars import (
    ChangesWord,
    GradeWord,
    Id,
    KindWord,
    Link,
    Loose,
    Name,
    Num,
    Text,
    Whole,
    Words,
    YesNo,
    one_of,
)

Tag = Literal["strategic", "cross_functional", "operational"]
Checked = Literal["page opening read", "read second-hand", "from memory", "our judgement"]

When = Annotated[
    dict[Id, Words],
    Field(description="Question ids, each with the bands or choices that satisfy it. All hold."),
]
SomeWhen = Annotated[When, Field(min_length=1)]
LevelsOf = Annotated[
    dict[Id, Words],
    Field(description="Dimensions with levels: low, moderate, high; a or b; a and above; not a."),
]
Ids = Annotated[tuple[Id, ...], Field(min_length=1)]
Sources = Annotated[Ids, Field(description="Ids from sources.yaml; judgement is our own.")]
Texts = tuple[Text, ...]
Says = Annotated[
    Text,
    Field(description="One sentence. {question} is replaced by the company's answer to it."),
]
Caution = Annotated[Text, Field(description="When this may mislead.")]
Bands = Annotated[
    dict[Name, Num],
    Field(min_length=1, description="Names of stretches, each with the number it starts at."),
]


class Shape(BaseModel):
    """What all shapes share: no key that is not declared, no change once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SectionShape(Shape):
    title: Text = Field(description="The heading of the page; begins with a verb.")
    about: Text = Field(description="One line under the heading.")


class TogetherShape(Shape):
    questions: Annotated[tuple[Id, ...], Field(min_length=2, max_length=2)]
    at_most: Num = Field(description="The most that the two answers may add up to.")
    says: Text = Field(description="What we say when they add up to more.")


class RulebookShape(Shape):
    name: Text = Field(description="What the rulebook advises on.")
    version: Loose = Field(description="Raise it with every change of the advice.")
    changes: Texts = Field(min_length=1, description="What changed, newest first.")
    sections: dict[Id, SectionShape] = Field(
        min_length=1, description="The pages of the questionnaire, in order; each is a file."
    )
    at_most_together: tuple[TogetherShape, ...] = ()


class QuestionShape(Shape):
    ask: Text = Field(description="The question as it is asked; the heading of its page.")
    why: Text = Field(description="One line: why we ask.")
    says: Text = Field(description="Noun phrase for sentences: people who report to the CEO.")
    hint: Text = Field(default="", description="How to count, in one line.")
    kind: KindWord
    short_form: YesNo = Field(default=False, description="Whether the short form asks it.")
    changes: ChangesWord = Field(
        default="by decision",
        description="Whether the company can change it: by deciding, by growing, no.",
    )


class NumberShape(QuestionShape):
    low: Num = Field(alias="from", description="The smallest legal number.")
    high: Num = Field(alias="to", description="The largest legal number.")
    bands: Bands
    unit: Text = Field(
        default="", description="What follows the number: people, percent, US dollars."
    )
    unit_one: Text = Field(default="", description="The unit after a 1: person.")


class ScaleShape(QuestionShape):
    steps: dict[Literal["1", "2", "3", "4", "5"], Text] = Field(
        min_length=5, description="Five anchors in words that describe behaviour or counts."
    )
    bands: Bands


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
    choices: Choices


class ChoicesShape(QuestionShape):
    choices: Choices
    most: Whole | None = Field(default=None, description="How many may be picked at most.")


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


class RuleShape(Shape):
    says: Says
    when: SomeWhen
    adds: dict[Id, Whole] = Field(
        min_length=1, description="Dimensions with whole points from -3 to 3."
    )
    sources: Sources
    caution: Caution = ""


class GateShape(Shape):
    says: Says
    when: SomeWhen
    rules_out: Ids = Field(description="Outcomes that are ruled out.")
    until: Text = Field(description="What would lift it; follows the word until.")
    sources: Sources
    caution: Caution = ""


class NoteShape(Shape):
    says: Says
    when: SomeWhen
    about: Ids = Field(default=(), description="Outcomes or forms; leave out to say it always.")
    sources: Sources = ()


class ThresholdShape(Shape):
    points: Whole
    share: Whole = Field(
        default=0, description="Percent of the points in play, added to the points."
    )


class LevelSays(Shape):
    low: Text
    moderate: Text
    high: Text


class DimensionShape(Shape):
    name: Text
    asks: Text = Field(description="The question that this dimension answers.")
    moderate: ThresholdShape = Field(description="Where moderate begins.")
    high: ThresholdShape = Field(description="Where high begins.")
    says: LevelSays = Field(description="A sentence for each level.")


class StrengthShape(Shape):
    margin: Whole = Field(description="Points that would have to move before another wins.")
    known: Whole = Field(description="Percent of what counts that is answered.")
    says: Text


class WeakShape(Shape):
    says: Text


class StrengthsShape(Shape):
    clear: StrengthShape
    leaning: StrengthShape
    too_close_to_call: WeakShape


class RowShape(Shape):
    levels: LevelsOf
    outcome: Id
    says: Text


class DecisionShape(Shape):
    strength: StrengthsShape
    table: tuple[RowShape, ...] = Field(
        min_length=1, description="Every combination of levels must fit exactly one row."
    )


class SourceShape(Shape):
    title: Text
    year: Loose
    link: Link
    supports: Text = Field(description="What it shows, and what it does not show.")
    grade: GradeWord = Field(
        description="A many firms, B institution, C practitioner, S founding articles, J judgement."
    )
    checked: Annotated[Checked, one_of(Checked)]
