"""An exported file restores everything, and a damaged or hostile one restores nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from advisor.storage import Assessments, Draft, Packed, Person, new_token, transfer
from advisor.storage.draft import from_json, to_json
from advisor.storage.transfer import NotReadable, TooMuch, packed, unpacked
from tests.storage.samples import FULL, STAMP
from tests.storage.test_drafts import JSON_VALUES, KEYS

ANN = Person("id ann", "Ann", "ann@example.com")


def filled(kept: Assessments) -> list[str]:
    """Two assessments with all that can be kept; their tokens."""
    first = kept.save(new_token(), FULL)
    kept.freeze(first.token, "Before", first, STAMP)
    changed = kept.save(first.token, first.with_answer("headcount", 500, None))
    kept.freeze(first.token, "After", changed, replace(STAMP, outcome="wait"))
    kept.advised(first.token, STAMP)
    strange = "é\0\ud800\u202e\U0001f9d1"
    second = kept.save(new_token(), Draft("", company=strange, typed={strange: strange}))
    kept.archive(second.token)
    return [first.token, second.token]


def everything(kept: Assessments, tokens: list[str]) -> list[Packed]:
    """What is kept under these tokens, apart from the edition and the token."""
    return [
        replace(
            pack,
            draft=replace(pack.draft, token="", edition=0),
            versions=tuple(
                replace(version, draft=replace(version.draft, token=""))
                for version in pack.versions
            ),
        )
        for pack in kept.packs(tokens)
    ]


def test_a_file_restores_everything_on_another_server(kept: Assessments, tmp_path: Path) -> None:
    here = kept.seen_by(ANN)
    tokens = filled(here)
    before = everything(here, tokens)
    content = packed(here.packs([*tokens, new_token(), "nothing"]))
    other = Assessments.in_folder(tmp_path / "other")
    assert list(other.take_in(unpacked(content))) == tokens
    assert everything(other, tokens) == before
    assert [line.owner for line in other.listed()] == [""]
    assert "ann@example.com" not in content.decode()
    assert ANN.id not in content.decode()


def test_what_is_there_already_stays_and_the_restored_gets_a_new_link(kept: Assessments) -> None:
    tokens = filled(kept)
    before = everything(kept, tokens)
    content = packed(kept.packs(tokens))
    kept.save(tokens[0], replace(FULL, edition=2, company="Changed since"))
    restored = list(kept.seen_by(ANN).take_in(unpacked(content)))
    assert not set(restored) & set(tokens)
    assert everything(kept, restored) == before
    assert kept.owner(restored[0]) == ANN.id
    now = kept.load(tokens[0])
    assert now
    assert now.company == "Changed since"


def test_restoring_is_whole_or_not_at_all(kept: Assessments) -> None:
    tokens = filled(kept)
    found = unpacked(packed(kept.packs(tokens)))
    before = kept.listed(), kept.listed(archived=True)

    class CutShort(BaseException):
        pass

    def cut_short() -> Any:
        yield from found
        raise CutShort

    with pytest.raises(CutShort):
        kept.take_in(cut_short())
    assert (kept.listed(), kept.listed(archived=True)) == before


def test_the_same_assessment_twice_in_a_file_is_restored_twice(tmp_path: Path) -> None:
    kept = Assessments.in_folder(tmp_path)
    pack = Packed(replace(FULL, token=new_token(), saved=TIME), TIME, "", None, ())
    first, second = kept.take_in([pack, pack])
    assert first == pack.draft.token != second


TIME = "2026-03-01T12:00:00+00:00"
IN_MEMORY = Assessments.in_memory()
CONTENT = packed(IN_MEMORY.packs(filled(IN_MEMORY)))
WHOLE = unpacked(CONTENT)
CHANGES = some.lists(
    some.tuples(some.integers(0, len(CONTENT) - 1), some.integers(0, 255)), min_size=1, max_size=3
)


def restored(content: bytes) -> bool:
    """Whether a file is taken; if so, all of it is there as it was."""
    try:
        found = unpacked(content)
    except NotReadable as told:
        refused = str(told)
    else:
        assert found == WHOLE
        return True
    assert refused.endswith(".")
    assert len(refused) < 600
    return False


@given(CHANGES)
def test_a_file_with_other_bytes_is_refused_or_says_the_same(
    changes: list[tuple[int, int]],
) -> None:
    damaged = bytearray(CONTENT)
    for place, byte in changes:
        damaged[place] = byte
    restored(bytes(damaged))


@given(some.integers(0, len(CONTENT)), some.integers(0, len(CONTENT)))
def test_a_file_with_a_piece_cut_out_or_twice_is_refused_or_says_the_same(
    start: int, end: int
) -> None:
    restored(CONTENT[:start] + CONTENT[end:])


@given(some.integers(0, len(CONTENT.rstrip()) - 1))
def test_a_file_that_was_cut_off_is_refused(end: int) -> None:
    assert not restored(CONTENT[:end])


@given(some.binary(max_size=40) | some.text(max_size=40).map(str.encode))
def test_what_is_no_export_is_refused(content: bytes) -> None:
    assert not restored(content)


def test_other_line_ends_a_mark_of_order_and_spaces_do_no_harm() -> None:
    assert restored(b"\xef\xbb\xbf" + CONTENT.replace(b"\n", b"\r\n"))
    assert restored(json.dumps(json.loads(CONTENT), indent=4, ensure_ascii=True).encode())


def signed(change: Callable[[dict[str, Any]], object]) -> bytes:
    """The file after a change of what it holds, with a digest that fits."""
    whole = json.loads(CONTENT)
    change(whole)
    whole["digest"] = transfer._digest(whole.get("assessments"))
    return json.dumps(whole).encode()


def first(whole: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = whole["assessments"][0]
    return found


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda w: w.update(format="other"), "no file that was exported from here"),
        (lambda w: w.update(number=2), "written by a newer version"),
        (lambda w: w.update(number=True), "which number its format has"),
        (lambda w: w.update(assessments={}), "something in it was changed"),
        (lambda w: w["assessments"].append(None), "Assessment 3: a part of it is missing"),
        (lambda w: first(w).update(token="../x"), "Assessment 1: its token is none"),
        (lambda w: first(w).update(token=None), "Assessment 1: its token is none"),
        (lambda w: first(w).update(saved="soon"), "Assessment 1: “saved” is no time"),
        (lambda w: first(w).update(created=7), "Assessment 1: “created” is no text"),
        (lambda w: first(w).update(archived="x"), "Assessment 1: “archived” is no time"),
        (lambda w: first(w).update(stamp={}), "what was advised is not complete"),
        (lambda w: first(w)["stamp"].update(outcome=[]), "“outcome” is no text"),
        (lambda w: first(w).update(draft=[]), "Assessment 1: a part of it is missing"),
        (lambda w: first(w)["draft"].update(later=1), "“later” holds what this program does not"),
        (lambda w: first(w)["draft"].update(answers={"a": True}), "“answers” holds what"),
        (lambda w: first(w)["draft"].update(company="x" * 999), "“company” holds what"),
        (lambda w: first(w).update(versions=None), "Assessment 1: its versions are missing"),
        (lambda w: first(w)["versions"].reverse(), "its versions are out of order"),
        (lambda w: first(w)["versions"][1].update(number=1), "its versions are out of order"),
        (lambda w: first(w)["versions"][1].update(number=2**40), "version 2: its number is none"),
        (lambda w: first(w)["versions"][0].update(by="x" * 999), "version 1: “by” is no text"),
        (lambda w: first(w)["versions"][0].update(draft=None), "version 1: a part of it"),
        (lambda w: w["assessments"].extend([None] * 10_000), "10,000 is the most"),
    ],
)
def test_a_hostile_file_is_refused_and_the_place_is_told(
    change: Callable[[dict[str, Any]], object], told: str
) -> None:
    with pytest.raises(NotReadable, match=told):
        unpacked(signed(change))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Line 1, column 1: this is no JSON"),
        (CONTENT[:-3], "cut off"),
        (b"{\n\n\xff}", "Line 3: there are signs that are no UTF-8"),
        (b"[" * 100_000, "numbers or brackets that no export has"),
        (b'{"format": NaN}', "numbers or brackets that no export has"),
        (b"9" * 10_000, "numbers or brackets that no export has"),
        (b"," * 4_000_001, "more parts than any export"),
        (b" " * 50_000_001, "50 MB is the most"),
    ],
    ids=range(8),
)
def test_a_file_that_cannot_be_read_is_told_and_does_no_harm(content: bytes, told: str) -> None:
    with pytest.raises(NotReadable, match=told):
        unpacked(content)


def test_more_than_a_file_takes_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer, "MOST", 1)
    with pytest.raises(TooMuch, match="Export fewer at a time"):
        packed(IN_MEMORY.packs(filled(IN_MEMORY)))


def test_a_damaged_assessment_is_left_out(tmp_path: Path) -> None:
    kept = Assessments.in_folder(tmp_path)
    damaged, sound = filled(kept)
    with kept._database.connected() as connection:
        connection.exec_driver_sql("UPDATE assessment SET body = '[' WHERE token = ?", (damaged,))
    assert [pack.draft.token for pack in unpacked(packed(kept.packs([damaged, sound])))] == [sound]


@given(some.dictionaries(some.sampled_from(KEYS), JSON_VALUES).map(json.dumps))
def test_whatever_is_kept_can_be_exported_and_restored(text: str) -> None:
    draft = from_json(new_token(), text)
    saved = IN_MEMORY.save(draft.token, draft)
    (pack,) = unpacked(packed(IN_MEMORY.packs([saved.token])))
    assert to_json(pack.draft) == to_json(draft)
