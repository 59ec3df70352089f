"""Pictures are valid, safe, fit their width, and say in words what they show."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.pictures import Box, Chart, Track, chart_picture, dimensions_picture
from advisor.pictures.svg import text_width, wrapped

ORDER = ("low", "moderate", "high")
labels = st.text(max_size=60)
widths = st.sampled_from([288.0, 420.0, 704.0])


def elements(svg: str, tag: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(f"{{http://www.w3.org/2000/svg}}{tag}"))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    count = draw(st.integers(1, 14))
    boxes = [Box("0", draw(labels))]
    for number in range(1, count):
        boss = str(draw(st.integers(0, number - 1)))
        mark = draw(st.sampled_from(["", "new", "moves"]))
        boxes.append(Box(str(number), draw(labels), boss, mark, draw(labels)))
    return Chart(tuple(boxes))


@st.composite
def tracks(draw: st.DrawFn) -> Track:
    moderate = draw(st.integers(-5, 10))
    high = moderate + draw(st.integers(1, 8))
    lowest, points, highest = sorted(draw(st.tuples(*[st.integers(-20, 30)] * 3)))
    level = ORDER[(points >= moderate) + (points >= high)]
    return Track(draw(labels), level, points, lowest, highest, moderate, high)


@given(charts(), labels, widths)
def test_any_chart_is_valid_and_shows_every_box_inside_its_frame(
    chart: Chart, title: str, width: float
) -> None:
    picture = chart_picture(chart, title, width)
    assert len(elements(picture.svg, "rect")) == len(chart.boxes)
    drawn = ElementTree.fromstring(picture.svg)
    height = float(drawn.attrib["height"])
    for box in elements(picture.svg, "rect"):
        x, y, w, h = (float(box.attrib[side]) for side in ("x", "y", "width", "height"))
        assert x >= -0.5
        assert x + w <= width + 0.5
        assert 0 <= y <= y + h <= height


@given(charts(), widths)
def test_no_two_boxes_overlap(chart: Chart, width: float) -> None:
    boxes = [
        tuple(float(box.attrib[side]) for side in ("x", "y", "width", "height"))
        for box in elements(chart_picture(chart, "Chart", width).svg, "rect")
    ]
    for i, (x1, y1, w1, h1) in enumerate(boxes):
        for x2, y2, w2, h2 in boxes[i + 1 :]:
            beside = x1 + w1 <= x2 + 0.01 or x2 + w2 <= x1 + 0.01
            assert beside or y1 + h1 <= y2 + 0.01 or y2 + h2 <= y1 + 0.01


@pytest.mark.parametrize("width", [288.0, 704.0])
def test_a_new_box_is_marked_by_word_and_by_a_thick_frame(width: float) -> None:
    chart = Chart((Box("ceo", "CEO"), Box("coo", "COO", "ceo", "new"), Box("om", "OM", "ceo")))
    picture = chart_picture(chart, "After", width)
    assert [b.attrib["stroke-width"] for b in elements(picture.svg, "rect")] == ["1", "3", "1"]
    assert "New" in [t.text for t in elements(picture.svg, "text")]
    assert picture.says == "After. CEO; COO (new), reporting to CEO; OM, reporting to CEO"


def test_what_was_typed_stays_text() -> None:
    chart = Chart((Box("ceo", '<script>alert("1")</script>\x00 & Söhne 運営'),))
    picture = chart_picture(chart, 'A "title"', 704)
    assert "<script" not in picture.svg
    assert "".join(t.text or "" for t in elements(picture.svg, "text")).startswith("<script>")


@given(st.lists(tracks(), min_size=1, max_size=4))
def test_any_tracks_make_a_valid_picture_and_say_each_level(given: list[Track]) -> None:
    picture = dimensions_picture(given)
    assert len(elements(picture.svg, "circle")) == len(given)
    for track in given:
        assert f"{track.name}: {track.level}" in picture.says


@given(tracks())
def test_the_dot_stands_in_the_third_of_its_level(track: Track) -> None:
    third = 100 / 3
    left = third * ORDER.index(track.level)
    assert left < track.position(track.points) < left + third


@given(tracks(), st.data())
def test_more_points_never_stand_further_left(track: Track, data: st.DataObject) -> None:
    low, high = sorted(data.draw(st.tuples(*[st.integers(track.lowest, track.highest)] * 2)))
    assert track.position(low) <= track.position(high) <= 100


def test_the_range_is_drawn_only_where_something_is_still_open() -> None:
    settled = Track("Need", "high", 9, 9, 9, 3, 7)
    still = Track("Need", "high", 9, 2, 12, 3, 7)
    borders = len(elements(dimensions_picture([settled]).svg, "line"))
    assert len(elements(dimensions_picture([still]).svg, "line")) == borders + 3
    assert dimensions_picture([still]).says == "Need: high, could still become low or moderate."


def test_a_report_can_ask_for_a_fixed_width() -> None:
    picture = dimensions_picture([Track("Need", "high", 9, 9, 9, 3, 7)], 640)
    assert ElementTree.fromstring(picture.svg).attrib["width"] == "640"


@given(labels, st.floats(20, 300))
def test_wrapping_loses_no_letter_and_fits(text: str, width: float) -> None:
    lines = wrapped(text, width, 14)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(text_width(line, 14) <= width or len(line) == 1 for line in lines if line)
