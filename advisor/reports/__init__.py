"""Reports: what is said apart from the format it is said in.

`build` writes a `Report` (see `model`) from answers, advice and `Choices`; each format is one
module that turns a `Report` into bytes and knows nothing of leadership.
"""

from advisor.reports.build import TooLittle, build
from advisor.reports.choices import VARIANTS, Choices, Costs, Variant
from advisor.reports.model import Report

__all__ = ["VARIANTS", "Choices", "Costs", "Report", "TooLittle", "Variant", "build"]
