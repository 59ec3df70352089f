"""The JSON Schemas beside the rules are the ones that the shapes give."""

from __future__ import annotations

import json
from pathlib import Path

from advisor.loading import RULES
from advisor.loading.schema import FOLDER, KINDS, generate, schemas


def test_the_schemas_that_lie_beside_the_rules_are_up_to_date() -> None:
    lying = {path.name: path.read_text("utf-8") for path in (RULES / FOLDER).iterdir()}
    assert lying == schemas(), "run: python -m advisor.loading.schema"


def test_every_schema_closes_its_objects_and_explains_its_keys() -> None:
    for text in schemas().values():
        for shape in json.loads(text).get("$defs", {}).values():
            assert shape["additionalProperties"] is False
    rule = json.loads(schemas()["rules.schema.json"])["$defs"]["RuleShape"]
    assert rule["required"] == ["says", "when", "adds", "sources"]
    assert all("description" in key for key in rule["properties"].values())


def test_the_same_shapes_give_the_same_files(tmp_path: Path) -> None:
    generate(tmp_path / "schemas")
    generate(tmp_path / "schemas")
    written = {p.name: p.read_text("utf-8") for p in (tmp_path / "schemas").iterdir()}
    assert written == schemas()
    assert len(written) == len(KINDS)
