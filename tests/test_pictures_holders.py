"""The grid of holders shows every row and holder, within its frame, and counts right."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from advisor.pictures import Duty, holders_picture

SVG = "{http://www.w3.org/2000/svg}"
labels = st.text(max_size=60)


@st.composite
def grids(draw: st.DrawFn) -> tuple[list[Duty], list[str]]:
    holders = draw(st.lists(labels, min_size=1, max_size=7))
    place = st.none() | st.integers(0, len(holders) - 1)
    duty = st.builds(Duty, labels, place, place, st.booleans(), st.sampled_from(["A", "B"]))
    return draw(st.lists(duty, max_size=28)), holders


@given(grids(), st.sampled_from([320.0, 640.0]))
def test_every_sign_stands_inside_the_frame(
    grid: tuple[list[Duty], list[str]], width: float
) -> None:
    duties, holders = grid
    drawn = ElementTree.fromstring(holders_picture(duties, holders, "Who", width).svg)
    height = float(drawn.attrib["height"])
    circles = list(drawn.iter(f"{SVG}circle"))
    assert len(circles) == sum((d.today is not None) + (d.after is not None) for d in duties)
    for circle in circles:
        assert 0 < float(circle.attrib["cx"]) < width
        assert 0 < float(circle.attrib["cy"]) < height


def test_it_says_how_many_each_holds_today_and_after() -> None:
    duties = [Duty("a", 0, 1), Duty("b", 0, 0), Duty("c", 1, 1, poor=True), Duty("d", None, None)]
    picture = holders_picture(duties, ["CEO", "COO"], "Who holds what", 640)
    assert picture.says == "Who holds what. CEO: 2 today, 1 after; COO: 1 today, 2 after."
    texts = [t.text for t in ElementTree.fromstring(picture.svg).iter(f"{SVG}text")]
    assert texts[-6:] == ["Today: how many", "2", "1", "After: how many", "1", "2"]


def test_what_was_typed_stays_text() -> None:
    picture = holders_picture([Duty("<script>", 0, 0)], ["<b>&"], '"', 640)
    assert "<script>" not in picture.svg
    assert "<b>" not in picture.svg
