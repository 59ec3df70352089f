"""The picture of shares draws each share to scale and says the same in words."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from advisor.pictures import Part, shares_picture

SVG = "{http://www.w3.org/2000/svg}"


def drawn(parts: list[Part]) -> tuple[list[float], list[str], str]:
    """The widths of the bars, the texts, and the alternative text."""
    root = ET.fromstring(shares_picture(parts, "Of 100 sheets.").svg)
    bars = [float(bar.attrib["width"]) for bar in root.iter(f"{SVG}rect")]
    return bars, [t.text or "" for t in root.iter(f"{SVG}text")], root.attrib["aria-label"]


def test_bars_are_as_long_as_their_shares() -> None:
    bars, texts, says = drawn([Part("COO", 20, 40), Part("Nobody", 80, 60)])
    assert [round(bar / bars[2], 2) for bar in bars] == [0.25, 0.5, 1, 0.75]
    assert "40.0 %" in texts
    assert says == (
        "Of 100 sheets. COO: 20.0 % before, 40.0 % after. Nobody: 80.0 % before, 60.0 % after."
    )


def test_a_tiny_share_is_no_nothing_and_nothing_is_no_bar() -> None:
    bars, texts, _ = drawn([Part("COO", 0, 0.01), Part("Nobody", 100, 99.99)])
    assert len(bars) == 3
    assert bars[0] == 1
    assert texts.count("under 0.1 %") == 1
    assert texts.count("0.0 %") == 1


def test_names_cannot_bring_markup_into_the_picture() -> None:
    _, texts, says = drawn([Part("<script>&", 1, 1)])
    assert texts[0] == "<script>&"
    assert "<script>&" in says


def test_nothing_drawn_is_an_empty_picture() -> None:
    assert drawn([])[0] == []
