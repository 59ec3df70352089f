"""Bytes or text from outside -> text that can be read: its size, encoding and unseen characters."""

from __future__ import annotations

import re

from advisor.conditions import Place
from advisor.mistakes import Mistake

BYTES_AT_MOST = 512 * 1024

# Control characters, line breaks that only some editors show, marks that turn text around, and
# spaces without width. Joiners stay: some scripts and emoji cannot be written without them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u200b\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff]"
)
_SURROGATES = re.compile(r"(?<!\\)((?:\\\\)*)\\u(d[89ab]..)\\u(d[c-f]..)", re.IGNORECASE)
UNSEEN_REMEDY = "Delete it, or type the line anew."


class Unreadable(Exception):
    """The file cannot be read on; carries the mistake."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake)
        self.mistake = mistake


def decoded(name: str, content: bytes | str) -> str:
    """The text of `content`, a byte order mark taken off. Raises Unreadable."""
    if len(content) > BYTES_AT_MOST:
        what = f"The file is larger than {BYTES_AT_MOST // 1024} KB."
        raise Unreadable(Mistake(Place(name), what, "Split it, or remove what does not belong."))
    text = content if isinstance(content, str) else _from_bytes(name, content)
    text = text.removeprefix("\ufeff")
    if what := unseen(text):
        first = _UNSEEN.search(text)
        place = place_at(name, text[: first.start()] if first else "")
        raise Unreadable(Mistake(place, what, UNSEEN_REMEDY))
    return _with_whole_characters(text)


def unseen(text: str) -> str:
    """What is wrong with a text that holds an unseen character; empty where there is none."""
    found = _UNSEEN.search(text)
    return (
        f"There is a character here that cannot be seen (U+{ord(found[0]):04X})." if found else ""
    )


def _from_bytes(name: str, content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        what = "The file is saved as UTF-16."
        raise Unreadable(Mistake(Place(name), what, "Save it again with the encoding UTF-8."))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        place = place_at(name, before)
        what = "The file is not UTF-8 text from here on."
        remedy = "Save it again with the encoding UTF-8."
        raise Unreadable(Mistake(place, what, remedy)) from None


def place_at(name: str, text: str) -> Place:
    """The place just after this beginning of a file's text."""
    lines = re.split(r"\r\n|\r|\n", text)
    return Place(name, len(lines), len(lines[-1]) + 1)


def _with_whole_characters(text: str) -> str:
    """JSON writes an emoji as two escapes, which YAML does not know: make them one."""
    if not text.lstrip().startswith("{") or "\\u" not in text:
        return text

    def whole(pair: re.Match[str]) -> str:
        high, low = int(pair[2], 16), int(pair[3], 16)
        return f"{pair[1]}\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08X}"

    return _SURROGATES.sub(whole, text)


def why(error: Exception) -> str:
    """Why a file cannot be opened or read, in a sentence."""
    if isinstance(error, FileNotFoundError):
        return "There is no such file."
    if isinstance(error, IsADirectoryError):
        return "This is a folder, not a file."
    words = error.strerror if isinstance(error, OSError) else ""
    return f"The file cannot be read: {(words or 'its name is not legal').lower()}."
