"""Plain Python values -> nodes, so that one reading serves sheets and the program itself."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Integral, Real

from advisor.loading.text.nodes import UNPLACED, List, Map, Node, Text
from advisor.questionnaire import NotSure


def as_node(value: object) -> Node:
    """The node that a sheet with this value would hold. Never raises."""
    if isinstance(value, Mapping):
        keys = {str(key): Text(str(key)) for key in value}
        return Map({str(key): as_node(below) for key, below in value.items()}, keys, UNPLACED)
    if isinstance(value, list | tuple):
        return List([as_node(below) for below in value])
    if isinstance(value, set | frozenset):
        return List([as_node(below) for below in sorted(value, key=str)])
    return _scalar(value)


def _scalar(value: object) -> Text:
    if value is None:
        return Text("", plain=True)
    if isinstance(value, NotSure):
        return Text(value.value)
    if isinstance(value, bool):
        return Text(str(value).lower(), plain=True)
    if isinstance(value, str):
        return Text(value.strip())
    if isinstance(value, Integral):
        return Text(_digits(int(value)), plain=True)
    if isinstance(value, Real):
        return Text(repr(float(value)), plain=True)
    return Text(f"<{type(value).__name__}>")


def _digits(number: int) -> str:
    # Python refuses to write whole numbers of many thousand digits; none of ours has twenty.
    return str(number) if abs(number) < 10**40 else "inf"
