"""The shape of the entries in the rule files: which keys, and what each holds.

Shapes know nothing of other entries; what refers to what is checked when the rulebook is put
together. The descriptions go into the JSON Schemas, where editors show them as help.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from advisor.loading.shapes.scalars import (
    GradeWord,
    Id,
    Link,
    Loose,
    Num,
    Text,
    Whole,
    Words,
    YesNo,
    one_of,
)

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
Off = Annotated[YesNo, Field(description="yes: not used, though still checked for mistakes.")]


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


class RuleShape(Shape):
    says: Says
    when: SomeWhen
    adds: dict[Id, Whole] = Field(
        min_length=1, description="Dimensions with whole points from -3 to 3."
    )
    sources: Sources
    caution: Caution = ""
    off: Off = False


class GateShape(Shape):
    says: Says
    when: SomeWhen
    rules_out: Ids = Field(description="Outcomes that are ruled out.")
    until: Text = Field(description="What would lift it; follows the word until.")
    sources: Sources
    caution: Caution = ""
    off: Off = False


class NoteShape(Shape):
    says: Says
    when: SomeWhen
    about: Ids = Field(default=(), description="Outcomes or forms; leave out to say it always.")
    first: YesNo = Field(
        default=False, description="yes: told with the verdict, because it comes before it."
    )
    sources: Sources = ()
    off: Off = False


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
