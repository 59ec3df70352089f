"""Which letters the bytes of a CSV table stand for: UTF-8, UTF-16, or those of Excel on Windows."""

from __future__ import annotations

import codecs

UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
"""The two bytes that such a file begins with -> its encoding."""
WINDOWS = "cp1252"


def decoded(cell: bytes) -> str | None:
    """The text of one cell; None where it is in none of the encodings.

    Each cell is looked at by itself: letters of Windows-1252 are hardly ever UTF-8 by chance, and
    one broken cell changes no other.
    """
    for encoding in ("utf-8", WINDOWS):
        try:
            return cell.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def beginning(start: bytes) -> tuple[str, str]:
    """The text that a file begins with, and the encoding that the whole of it is turned from.

    That encoding is UTF-8 unless a mark says UTF-16; cells of other encodings are looked at later.
    What is in no encoding is replaced by a mark.
    """
    if encoding := UTF_16.get(start[:2]):
        return codecs.getincrementaldecoder(encoding)("replace").decode(start[2:]), "utf-16"
    text = start.decode("utf-8-sig", "replace")
    # The last letter may be cut in two; a first row in other letters shows in that row.
    if "\N{REPLACEMENT CHARACTER}" in text.partition("\n")[0]:
        text = start.removeprefix(codecs.BOM_UTF8).decode(WINDOWS, "replace")
    return text, "utf-8"
