"""Assessments as one file, to keep or to bring to another server, and back.

The file is JSON in UTF-8: a format's name and number, and the assessments with their versions,
notes and decisions. Who owns them and with whom they are shared stays here. What is read may come
from anywhere: all of it is checked before any of it is used, and a digest tells whether it is what
was written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from typing import Any, NoReturn

from advisor.storage.clock import now
from advisor.storage.draft import Draft, from_json, is_token, to_json
from advisor.storage.records import Packed, Stamp, Version
from advisor.storage.scenario import LONGEST_TEXT

FORMAT = "leadership-structure-advisor assessments"
NUMBER = 1
LARGEST = 50_000_000
"""Bytes that a file may have."""
MOST = 10_000
"""Assessments that a file may hold."""
_MOST_PARTS = 4_000_000
"""Commas and brackets in a file: what it would take in memory hangs on them, not on its size."""
_LARGEST_NUMBER = 2**31 - 1
_AGAIN = "Export it again where it came from, and import the new file as it is."
_STAMP = frozenset(("rulebook", "version", "fingerprint", "outcome", "strength"))


class NotReadable(ValueError):
    """A file that cannot be restored. The message says where, what, and how to mend it."""


class TooMuch(ValueError):
    """More than one file takes. The message says so in words for the person who asked."""


def packed(packs: Iterable[Packed]) -> bytes:
    """These assessments as a file. Raises TooMuch where no file takes them all."""
    found = [_pack_as_json(pack) for pack in packs]
    head = {"format": FORMAT, "number": NUMBER, "written": now(), "digest": _digest(found)}
    try:
        content = _lines(head, found, ascii_only=False).encode()
    except UnicodeEncodeError:  # half a sign that some browser let through
        content = _lines(head, found, ascii_only=True).encode()
    if len(content) > LARGEST or len(found) > MOST or _parts(content) > _MOST_PARTS:
        raise TooMuch("These are more assessments than one file takes. Export fewer at a time.")
    return content


def _lines(head: dict[str, Any], found: list[dict[str, Any]], *, ascii_only: bool) -> str:
    """JSON with a line for each assessment: whoever compares two files sees which one changed."""
    rows = (json.dumps(one, ensure_ascii=ascii_only) for one in found)
    start = json.dumps(head, ensure_ascii=ascii_only).removesuffix("}")
    return f'{start}, "assessments": [\n' + ",\n".join(rows) + "\n]}\n"


def unpacked(content: bytes) -> tuple[Packed, ...]:
    """The assessments that a file holds. Raises NotReadable, and then none of it is to be used."""
    whole = _json_in(content)
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        _refuse("This is no file that was exported from here. Pick one that was.")
    number = whole.get("number")
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        _refuse(f"The file does not say which number its format has. {_AGAIN}")
    if number > NUMBER:
        _refuse("The file was written by a newer version of this program. Update this one first.")
    found = whole.get("assessments")
    if not isinstance(found, list) or whole.get("digest") != _digest(found):
        _refuse(f"The file is not as it was exported: something in it was changed. {_AGAIN}")
    if len(found) > MOST:
        _refuse(f"The file holds {len(found):,} assessments; {MOST:,} is the most. Export fewer.")
    return tuple(_pack_in(one, f"Assessment {place}") for place, one in enumerate(found, 1))


def _pack_as_json(pack: Packed) -> dict[str, Any]:
    return {
        "token": pack.draft.token,
        "created": pack.created,
        "saved": pack.draft.saved,
        "archived": pack.archived,
        "stamp": asdict(pack.stamp) if pack.stamp else None,
        "draft": json.loads(to_json(pack.draft)),
        "versions": [_version_as_json(version) for version in pack.versions],
    }


def _version_as_json(version: Version) -> dict[str, Any]:
    return {
        "number": version.number,
        "name": version.name,
        "saved": version.saved,
        "by": version.by,
        "stamp": asdict(version.stamp),
        "draft": json.loads(to_json(version.draft)),
    }


def _json_in(content: bytes) -> Any:
    if len(content) > LARGEST:
        size, most = len(content) / 1e6, LARGEST / 1e6
        _refuse(f"The file has {size:.0f} MB; {most:.0f} MB is the most. Export fewer assessments.")
    if _parts(content) > _MOST_PARTS:
        _refuse("The file holds more parts than any export. Export fewer assessments.")
    try:
        text = content.decode("utf-8-sig")
        return json.loads(text, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        _refuse(f"Line {line:,}: there are signs that are no UTF-8. The file was changed. {_AGAIN}")
    except json.JSONDecodeError as error:
        where = f"Line {error.lineno:,}, column {error.colno:,}"
        _refuse(f"{where}: this is no JSON. The file was changed or cut off. {_AGAIN}")
    except (RecursionError, ValueError):
        _refuse(f"The file holds numbers or brackets that no export has. {_AGAIN}")


def _parts(content: bytes) -> int:
    return sum(map(content.count, (b",", b"[", b"{")))


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _pack_in(value: Any, where: str) -> Packed:
    parts = _object(value, where)
    token = parts.get("token")
    if not isinstance(token, str) or not is_token(token):
        _refuse(f"{where}: its token is none. {_AGAIN}")
    saved, created = (_time(parts, name, where) for name in ("saved", "created"))
    versions = parts.get("versions")
    if not isinstance(versions, list):
        _refuse(f"{where}: its versions are missing. {_AGAIN}")
    found = [
        _version_in(one, token, f"{where}, version {place}")
        for place, one in enumerate(versions, 1)
    ]
    numbers = [version.number for version in found]
    if numbers != sorted(set(numbers)):
        _refuse(f"{where}: its versions are out of order. {_AGAIN}")
    return Packed(
        _draft(parts, token, saved, where),
        created,
        _time(parts, "archived", where) if parts.get("archived") else "",
        _stamp(parts, where) if parts.get("stamp") is not None else None,
        tuple(found),
    )


def _version_in(value: Any, token: str, where: str) -> Version:
    parts = _object(value, where)
    number = parts.get("number")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < _LARGEST_NUMBER:
        _refuse(f"{where}: its number is none. {_AGAIN}")
    saved = _time(parts, "saved", where)
    return Version(
        number,
        _text(parts, "name", where),
        saved,
        _text(parts, "by", where),
        _draft(parts, token, saved, where),
        _stamp(parts, where),
    )


def _draft(parts: Mapping[str, Any], token: str, saved: str, where: str) -> Draft:
    """The draft, if this program knows all that it holds: nothing is to be lost unseen."""
    body = _object(parts.get("draft"), where)
    draft = from_json(token, json.dumps(body), saved)
    known = json.loads(to_json(draft))
    for name, value in body.items():
        if name not in known or known[name] != value:
            what = f"“{name[:LONGEST_TEXT]}” holds what this program does not know"
            _refuse(f"{where}: {what}. {_AGAIN}")
    return draft


def _stamp(parts: Mapping[str, Any], where: str) -> Stamp:
    stamp = _object(parts.get("stamp"), where)
    if stamp.keys() != _STAMP:
        _refuse(f"{where}: what was advised is not complete. {_AGAIN}")
    return Stamp(**{name: _text(stamp, name, where) for name in _STAMP})


def _time(parts: Mapping[str, Any], name: str, where: str) -> str:
    text = _text(parts, name, where)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat(timespec="seconds") != text:
        _refuse(f"{where}: “{name}” is no time. {_AGAIN}")
    return text


def _text(parts: Mapping[str, Any], name: str, where: str) -> str:
    found = parts.get(name)
    if not isinstance(found, str) or len(found) > LONGEST_TEXT:
        _refuse(f"{where}: “{name}” is no text, or too long. {_AGAIN}")
    return found


def _object(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        _refuse(f"{where}: a part of it is missing. {_AGAIN}")
    return value


def _digest(content: Any) -> str:
    """What changes with every change of the content, but not with spaces or line ends."""
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _refuse(why: str) -> NoReturn:
    raise NotReadable(why) from None
