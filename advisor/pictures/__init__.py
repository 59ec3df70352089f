"""Pictures as pure SVG, each with its text alternative: for pages and for reports."""

from advisor.pictures.chart import Box, Chart, chart_picture, words
from advisor.pictures.dimensions import Track, dimensions_picture
from advisor.pictures.holders import Duty, holders_picture
from advisor.pictures.organisation import CEO, HEADS, after, before
from advisor.pictures.shares import Part, percent, shares_picture
from advisor.pictures.strip import Segment, strip_picture
from advisor.pictures.svg import Picture, escaped

__all__ = [
    "CEO",
    "HEADS",
    "Box",
    "Chart",
    "Duty",
    "Part",
    "Picture",
    "Segment",
    "Track",
    "after",
    "before",
    "chart_picture",
    "dimensions_picture",
    "escaped",
    "holders_picture",
    "percent",
    "shares_picture",
    "strip_picture",
    "words",
]
