"""Small whole pictures: a PNG, and a JPEG with what a camera writes into it."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image

END = b"\0\0\0\0IEND\xae\x42\x60\x82"


def png(width: int = 3, height: int = 2, remark: bytes = b"") -> bytes:
    """A black PNG; with `remark`, a chunk of text stands before its pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = zlib.compress((b"\0" + bytes(width)) * height)
    text = _chunk(b"tEXt", b"Comment\0" + remark) if remark else b""
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + text + _chunk(b"IDAT", lines)
        + _chunk(b"IEND", b"")
    )  # fmt: skip


def _chunk(name: bytes, held: bytes) -> bytes:
    return struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))


def jpeg(width: int = 5, height: int = 4, *, turned: bool = False) -> bytes:
    """A grey JPEG; `turned` ones say where they were taken, and to turn them upright."""
    file, exif = BytesIO(), Image.Exif()
    if turned:
        exif[0x0112], exif[0x8298] = 6, "Taken at home"
    Image.new("L", (width, height), 128).save(file, "JPEG", exif=exif)
    return file.getvalue()
