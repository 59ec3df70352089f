"""JSON Schemas for editors, made from the shapes that loading checks with.

    python -m advisor.loading.schema    writes rules/schemas/<kind>.schema.json

An editor that knows a file's schema completes its keys and shows what each is for. A first line
`# yaml-language-server: $schema=schemas/rules.schema.json` in a rule file names its schema.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from advisor.loading.assembling import RULES
from advisor.loading.shapes.outcomes import ExampleShape, OutcomeShape, PropertyShape
from advisor.loading.shapes.questions import (
    ChoiceShape,
    ChoicesShape,
    NumberShape,
    ResponsibilitiesShape,
    ScaleShape,
)
from advisor.loading.shapes.rules import (
    DecisionShape,
    DimensionShape,
    GateShape,
    NoteShape,
    RulebookShape,
    RuleShape,
    SourceShape,
)
from advisor.loading.shapes.scalars import Id

FOLDER = "schemas"
ENDING = ".schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

_Question = Annotated[
    NumberShape | ScaleShape | ChoiceShape | ChoicesShape, Field(description="One question.")
]
# What a file of each kind holds.
KINDS: dict[str, Any] = {
    "rulebook": RulebookShape,
    "questions": dict[Id, _Question],
    "responsibilities": ResponsibilitiesShape,
    "rules": dict[Id, RuleShape],
    "gates": dict[Id, GateShape],
    "notes": dict[Id, NoteShape],
    "dimensions": dict[Id, DimensionShape],
    "decision": DecisionShape,
    "outcomes": dict[Id, OutcomeShape],
    "sources": dict[Id, SourceShape],
    "properties": dict[Id, PropertyShape],
    "examples": dict[Id, ExampleShape],
}


def schemas() -> dict[str, str]:
    """The text of every schema by its file name; the same shapes give the same text."""
    return {f"{kind}{ENDING}": _text(kind, shape) for kind, shape in KINDS.items()}


def generate(folder: Path) -> None:
    """Write every schema into a folder, which is made where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


def _text(kind: str, shape: Any) -> str:
    schema = TypeAdapter(shape).json_schema()
    named = {"$schema": DIALECT, "title": f"{kind} of a rulebook", **_for_authors(schema)}
    return json.dumps(named, indent=2, ensure_ascii=False) + "\n"


def _for_authors(schema: Any) -> Any:
    """The schema without the names that only the program uses."""
    if isinstance(schema, list):
        return [_for_authors(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: _for_authors(part)
        for key, part in schema.items()
        if not (key == "title" and isinstance(part, str))
    }


if __name__ == "__main__":
    generate(RULES / FOLDER)
