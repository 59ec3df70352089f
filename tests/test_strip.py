"""The strip of a number says in words what it draws, safely and within its width."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from advisor.pictures import Segment, strip_picture

TWO = (Segment("1", "Operations Director", False), Segment("10", "Chief <Officer> & Co", True))


def drawn(count: int, now: str = "now 120 people") -> ElementTree.Element:
    segments = [Segment(str(n), f"Recommendation {n}", n == count - 1) for n in range(count)]
    return ElementTree.fromstring(strip_picture(segments, now, "In words.").svg)


def test_the_words_are_the_text_alternative_and_every_text_is_safe() -> None:
    picture = strip_picture(TWO, "now 120 people", "From 10 on: <b>")
    root = ElementTree.fromstring(picture.svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == picture.says == "From 10 on: <b>"
    assert "Chief <Officer> & Co" in " ".join(e.text or "" for e in root if e.text)


def test_where_the_company_is_stands_in_bold_and_under_the_arrow() -> None:
    svg = strip_picture(TWO, "now 120 people", "").svg
    assert re.findall(r'fill-opacity="([^"]+)"', svg) == ["0", ".22"]
    assert svg.count("<path") == 1
    assert "now 120 people" in svg


def test_a_stretch_without_any_company_says_so() -> None:
    svg = strip_picture((*TWO, Segment("60", "", False)), "now 120 people", "").svg
    assert "not possible" in svg
    assert svg.count("stroke-dasharray") == 1


@pytest.mark.parametrize("count", [1, 2, 3, 6])
@pytest.mark.parametrize("now", ["now 5", "now $1,234,567,890 a year and a little more"])
def test_nothing_is_drawn_outside_the_picture(count: int, now: str) -> None:
    root = drawn(count, now)
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    for element in root:
        x, y = element.get("x"), element.get("y")
        assert 0 <= float(x or 0) <= width
        assert 0 <= float(y or 0) <= height
