"""Kinds of value that options take: a sum or two, and words of a bounded length."""

from __future__ import annotations

import re
from typing import Any

import click


class Salary(click.ParamType[tuple[float, float]]):
    """A sum, or a lowest and a highest one with a hyphen between: 150000-200000."""

    name = "sum"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float]:
        """The lowest and the highest sum. Fails where there is none, or the wrong way round."""
        if isinstance(value, tuple):
            return value
        found = re.fullmatch(r"(\d{1,12}(?:\.\d+)?)(?:-(\d{1,12}(?:\.\d+)?))?", value.strip())
        if not found:
            self.fail("write a sum such as 180000, or two such as 150000-200000.", param, ctx)
        low, high = float(found[1]), float(found[2] or found[1])
        if low > high:
            self.fail("the lower sum comes first.", param, ctx)
        return low, high


class Words(click.ParamType[str]):
    """Text of at most so many characters."""

    name = "text"

    def __init__(self, longest: int) -> None:
        self.longest = longest

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text. Fails where it is too long."""
        text = str(value)
        if len(text) > self.longest:
            self.fail(
                f"{len(text):,} characters are too many: write at most {self.longest:,}.",
                param,
                ctx,
            )
        return text
