"""What a logo may be, and what is left of it."""

from __future__ import annotations

import struct
import zlib

import pytest

from advisor.reports.logo import NoLogo, logo
from tests.reports.pictures import END, jpeg, png


def test_a_logo_is_taken_upright_with_its_size() -> None:
    assert (logo(png()).kind, logo(png()).width, logo(png()).height) == ("png", 3, 2)
    assert (logo(jpeg()).kind, logo(jpeg()).width, logo(jpeg()).height) == ("jpeg", 5, 4)
    assert (logo(jpeg(turned=True)).width, logo(jpeg(turned=True)).height) == (4, 5)
    assert (logo(png(3000, 1000)).width, logo(png(3000, 1000)).height) == (600, 200)


@pytest.mark.parametrize(
    "content", [jpeg(turned=True), png(remark=b"Taken at home"), png() + b"Taken at home"]
)
def test_a_logo_brings_nothing_but_its_pixels(content: bytes) -> None:
    assert b"Taken at home" in content
    assert b"Taken at home" not in logo(content).content


def bomb(name: bytes) -> bytes:
    """A PNG with a chunk that grows a thousandfold when it is unpacked."""
    held = b"x\0\0" + zlib.compress(bytes(100_000_000))
    chunk = struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))
    return png()[:33] + chunk + png()[33:]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "neither PNG nor JPEG"),
        (b"<svg onload=alert(1)>", "neither PNG nor JPEG"),
        (png()[:8] + b"<svg onload=alert(1)>", "damaged"),
        (png(40, 10)[:-30] + END, "damaged"),
        (png()[:20] + b"\xff" + png()[21:], "damaged"),
        (png()[:33] + END, "damaged"),
        (jpeg()[:12], "damaged"),
        (jpeg(400, 300)[:-20], "damaged"),
        (b"\xff\xd8\xff\xe0\x00\x00" + b"\xff\xd9", "damaged"),
        (bomb(b"iCCP"), "damaged"),
        (bomb(b"zTXt"), "damaged"),
        (jpeg() + b"\xff\xda" * 100, "too many pieces"),
        (png(width=9000), "at most 4000 pixels"),
        (png()[:16] + struct.pack(">II", 2**31 - 1, 2**31 - 1) + png()[24:], "damaged|at most"),
        (png() + bytes(1_000_000), "larger than 1 MB"),
    ],
    ids=range(15),
)
def test_what_is_no_logo_is_refused_with_the_reason(content: bytes, why: str) -> None:
    with pytest.raises(NoLogo, match=why):
        logo(content)
