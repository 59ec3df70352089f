"""A profile -> the text of its answer sheet, as JSON or YAML; reading it gives the profile back."""

from __future__ import annotations

import json

import yaml

from advisor.loading.sheets.reading import sheet_of
from advisor.questionnaire import Profile


def sheet_json(profile: Profile) -> str:
    """The answer sheet as JSON."""
    return json.dumps(sheet_of(profile), ensure_ascii=False, indent=2) + "\n"


def sheet_yaml(profile: Profile) -> str:
    """The answer sheet as YAML, one answer a line, in the order given."""
    return yaml.safe_dump(
        sheet_of(profile), allow_unicode=True, sort_keys=False, default_flow_style=None, width=100
    )
