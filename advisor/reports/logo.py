"""A logo that somebody gives: looked at, drawn anew and made small before any format takes it in.

What is drawn anew holds pixels alone: no place, name or date of a camera, no profile, no remark
and nothing behind the end of the picture. So every format shows the same, or none takes it.
"""

from __future__ import annotations

from io import BytesIO
from typing import Literal

from PIL import Image, ImageOps

from advisor.reports.model import Logo

BYTES_AT_MOST = 1_000_000
PIXELS_AT_MOST = 4_000
SIDE = 600
"""Pixels that the longer side keeps: sharp in print at the size of a logo."""
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_SCAN = b"\xff\xda"
SCANS_AT_MOST = 64
"""A JPEG comes in about ten stretches; thousands of them keep a reader busy for minutes."""
_PLAIN = {"1": "L", "L": "L", "RGB": "RGB"}
"""The kinds of pixel that need no room for what shines through."""


class NoLogo(ValueError):
    """The picture cannot be a logo; the text says why and what would do."""


def logo(content: bytes) -> Logo:
    """The checked logo. Raises NoLogo where it is no whole PNG or JPEG, or too large."""
    if len(content) > BYTES_AT_MOST:
        raise NoLogo("The logo is larger than 1 MB. Give a smaller picture.")
    if not content.startswith((_PNG, _JPEG)):
        raise NoLogo("The logo is neither PNG nor JPEG. Save it as one of them.")
    if content.startswith(_JPEG) and content.count(_SCAN) > SCANS_AT_MOST:
        raise NoLogo("The logo is cut in too many pieces. Save it as a plain JPEG.")
    try:
        return _drawn_anew(content)
    except NoLogo:
        raise
    except Image.DecompressionBombError:
        raise _too_large() from None
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError, IndexError):
        raise NoLogo("The logo is damaged or cut off. Save it again as PNG or JPEG.") from None


def _too_large() -> NoLogo:
    return NoLogo(f"The logo should be at most {PIXELS_AT_MOST} pixels wide and high.")


def _drawn_anew(content: bytes) -> Logo:
    """The picture upright, with at most so many pixels, and nothing but them."""
    kind: Literal["png", "jpeg"] = "png" if content.startswith(_PNG) else "jpeg"
    with Image.open(BytesIO(content), formats=[kind.upper()]) as given:
        if max(given.size) > PIXELS_AT_MOST:
            raise _too_large()
        picture = ImageOps.exif_transpose(given)
        plain = _PLAIN.get(picture.mode) if "transparency" not in picture.info else None
        picture = picture.convert(plain or ("RGB" if kind == "jpeg" else "RGBA"))
    picture.thumbnail((SIDE, SIDE))
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    file = BytesIO()
    bare.save(file, kind, optimize=True, **({"quality": 92} if kind == "jpeg" else {}))
    return Logo(file.getvalue(), kind, bare.width, bare.height)
