"""A logo that somebody gives: looked at before any format takes it in."""

from __future__ import annotations

import struct
import zlib
from typing import Literal

from advisor.reports.model import Logo

BYTES_AT_MOST = 1_000_000
PIXELS_AT_MOST = 4_000
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The JPEG segments that hold the size of the picture."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
"""The JPEG marks that no length follows."""


class NoLogo(ValueError):
    """The picture cannot be a logo; the text says why and what would do."""


def logo(content: bytes) -> Logo:
    """The checked logo. Raises NoLogo where it is no whole PNG or JPEG, or too large."""
    if len(content) > BYTES_AT_MOST:
        raise NoLogo("The logo is larger than 1 MB. Give a smaller picture.")
    kind: Literal["png", "jpeg"] = "png" if content.startswith(_PNG) else "jpeg"
    if kind == "jpeg" and not content.startswith(_JPEG):
        raise NoLogo("The logo is neither PNG nor JPEG. Save it as one of them.")
    try:
        width, height = _png_size(content) if kind == "png" else _jpeg_size(content)
    except (IndexError, ValueError, struct.error):
        raise NoLogo("The logo is damaged or cut off. Save it again as PNG or JPEG.") from None
    if not (0 < width <= PIXELS_AT_MOST and 0 < height <= PIXELS_AT_MOST):
        raise NoLogo(f"The logo should be at most {PIXELS_AT_MOST} pixels wide and high.")
    return Logo(content, kind, width, height)


def _png_size(content: bytes) -> tuple[int, int]:
    """Width and height, once every chunk up to the end has been found whole."""
    place = len(_PNG)
    names: list[bytes] = []
    while not names or names[-1] != b"IEND":
        length, name = struct.unpack_from(">I4s", content, place)
        end = place + 12 + length
        (told,) = struct.unpack_from(">I", content, end - 4)
        if zlib.crc32(content[place + 4 : end - 4]) != told:
            raise ValueError
        names.append(name)
        place = end
    if names[0] != b"IHDR" or b"IDAT" not in names:
        raise ValueError
    width, height = struct.unpack_from(">II", content, len(_PNG) + 8)
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Width and height, from the first segment that tells them."""
    if b"\xff\xd9" not in content[-16:]:
        raise ValueError
    place = 2
    while True:
        if content[place] != 0xFF:
            raise ValueError
        mark = content[place + 1]
        if mark == 0xFF or mark in _ALONE:
            place += 1 if mark == 0xFF else 2
            continue
        if mark in _SIZES:
            height, width = struct.unpack_from(">HH", content, place + 5)
            return width, height
        (length,) = struct.unpack_from(">H", content, place + 2)
        if length < 2:
            raise ValueError
        place += 2 + length
