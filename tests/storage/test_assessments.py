"""Assessments come back as they were kept, in SQLite and in PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import update

from advisor.storage import (
    Assessments,
    ChangedMeanwhile,
    Draft,
    Gone,
    Listed,
    Respondent,
    Unavailable,
    new_token,
)
from advisor.storage.tables import ASSESSMENT, VERSION
from tests.storage.samples import FULL, STAMP


def test_a_saved_draft_comes_back_as_it_was(kept: Assessments) -> None:
    token = new_token()
    saved = kept.save(token, FULL)
    assert saved == replace(FULL, token=token, saved=saved.saved, edition=1)
    assert saved.saved
    assert kept.load(token) == saved


def test_a_later_save_replaces_the_draft_and_other_drafts_stay(kept: Assessments) -> None:
    mine, other = new_token(), new_token()
    kept.save(other, Draft(other, company="Other"))
    first = kept.save(mine, FULL)
    second = kept.save(mine, first.with_answer("headcount", 130, "130"))
    assert second.edition == 2
    assert kept.load(mine) == second
    assert kept.load(other).company == "Other"  # type: ignore[union-attr]


def test_a_save_over_what_somebody_else_saved_is_refused(kept: Assessments) -> None:
    token = new_token()
    read = kept.save(token, FULL)
    theirs = kept.save(token, read.with_answer("headcount", 130, "130"))
    for mine in (read.with_answer("sites", 2, "2"), Draft(token)):
        with pytest.raises(ChangedMeanwhile):
            kept.save(token, mine)
    assert kept.load(token) == theirs


def test_a_draft_that_is_kept_no_more_is_not_brought_back(kept: Assessments) -> None:
    token = new_token()
    with pytest.raises(Gone, match="was erased"):
        kept.save(token, replace(FULL, edition=3))
    assert kept.load(token) is None


def test_the_drafts_saved_last_come_first(
    kept: Assessments, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = (f"2126-03-01T12:00:0{second}+00:00" for second in range(9))
    monkeypatch.setattr("advisor.storage.assessments.now", lambda: next(clock))
    tokens = [new_token() for _ in range(4)]
    for number, token in enumerate(tokens):
        kept.save(token, replace(FULL, company=str(number)))
    kept.save(tokens[1], replace(FULL, company="4", edition=1))
    assert [draft.company for draft in kept.latest(3)] == ["4", "3", "2"]
    assert len(kept.latest(9)) == 4


@pytest.mark.parametrize(
    "token", ["", "x", "' OR 1=1 --", "a" * 22, "../../etc/passwd", "é" * 22, "a" * 21 + "\0"]
)
def test_an_unknown_or_malformed_token_opens_nothing(kept: Assessments, token: str) -> None:
    kept.save(new_token(), FULL)
    assert kept.load(token) is None


def test_many_threads_lose_nothing(kept: Assessments) -> None:
    tokens = [new_token() for _ in range(40)]
    with ThreadPoolExecutor(8) as pool:
        saved = list(pool.map(lambda t: kept.save(t, replace(FULL, company=t)), tokens))
    assert [kept.load(token) for token in tokens] == saved


def damage(kept: Assessments, token: str, body: str) -> None:
    """Put something else in the place of all that is kept for this assessment."""
    with kept._database.connected() as connection:
        for table in (ASSESSMENT, VERSION):
            connection.execute(update(table).where(table.c.token == token).values(body=body))


@pytest.mark.parametrize("body", ["", "nothing", "[]", "null", "[" * 100_000, '"' + "é" * 9])
def test_a_damaged_draft_is_told_and_hides_no_other(kept: Assessments, body: str) -> None:
    damaged, sound = new_token(), new_token()
    for token in (damaged, sound):
        draft = kept.save(token, FULL)
        kept.freeze(token, "First", draft, STAMP)
    damage(kept, damaged, body)
    with pytest.raises(Unavailable, match="is damaged"):
        kept.load(damaged)
    with pytest.raises(Unavailable, match="is damaged"):
        kept.version(damaged, 1)
    assert kept.versions(damaged) == ()
    assert kept.load(sound) == draft
    assert [draft.token for draft in kept.latest(9)] == [sound]
    assert {line.token for line in kept.listed()} == {damaged, sound}


def test_strange_signs_are_kept(kept: Assessments) -> None:
    strange = "a\0b\ud800\u202e\U0001f9d1\x1b"
    draft = Draft("", typed={"headcount": strange}, company=strange, report={strange: strange})
    saved = kept.save(new_token(), draft)
    assert kept.load(saved.token) == saved
    assert kept.listed()[0].company == "ab\U0001f9d1"
    assert kept.freeze(saved.token, strange, saved, STAMP).name == "ab\U0001f9d1"


def test_a_list_tells_what_the_drafts_hold(kept: Assessments) -> None:
    saved = kept.save(new_token(), FULL)
    line = Listed(
        saved.token, FULL.company, False, 4, True, "2026-09-01", saved.saved, saved.saved, "", "",
        None,
    )  # fmt: skip
    assert kept.listed() == (line,)
    kept.advised(saved.token, STAMP)
    assert kept.listed() == (replace(line, stamp=STAMP),)
    later = kept.save(saved.token, replace(saved, company="Other", decision=None, example=True))
    changes = {"company": "Other", "decided": False, "review": "", "example": True}
    told = replace(line, stamp=STAMP, saved=later.saved, **changes)  # type: ignore[arg-type]
    assert kept.listed() == (told,)
    assert kept.load(saved.token) == later


def test_what_is_put_away_leaves_the_lists_and_can_be_brought_back(kept: Assessments) -> None:
    mine, other = (kept.save(new_token(), FULL) for _ in range(2))
    kept.archive(mine.token)
    assert [line.token for line in kept.listed()] == [other.token]
    (line,) = kept.listed(archived=True)
    assert line.token == mine.token
    assert line.archived
    assert kept.latest(9) == (other,)
    assert kept.load(mine.token) == mine
    kept.restore(mine.token)
    assert {line.token for line in kept.listed()} == {mine.token, other.token}
    assert kept.listed(archived=True) == ()


def test_what_is_erased_is_gone_with_its_versions_and_stays_gone(kept: Assessments) -> None:
    saved = kept.save(new_token(), FULL)
    kept.freeze(saved.token, "First", saved, STAMP)
    kept.share(saved.token, "ann@example.com")
    kept.erase(saved.token)
    assert kept.load(saved.token) is None
    assert kept.versions(saved.token) == ()
    assert kept.version(saved.token, 1) is None
    assert kept.shared_with(saved.token) == ()
    assert kept.listed() == ()
    with pytest.raises(Gone):
        kept.save(saved.token, saved)
    kept.save(saved.token, FULL)
    assert kept.versions(saved.token) == ()


REFUSED: list[Callable[[Assessments, str], object]] = [
    lambda kept, token: kept.archive(token),
    lambda kept, token: kept.restore(token),
    lambda kept, token: kept.erase(token),
    lambda kept, token: kept.freeze(token, "First", FULL, STAMP),
    lambda kept, token: kept.duplicate(token, "Copy"),
    lambda kept, token: kept.share(token, "ann@example.com"),
    lambda kept, token: kept.unshare(token, "ann@example.com"),
    lambda kept, token: kept.give(token, "me"),
]


@pytest.mark.parametrize("token", ["a" * 22, "", "' OR 1=1 --", "a" * 21 + "\0"])
def test_nothing_is_done_to_an_assessment_that_is_not_there(kept: Assessments, token: str) -> None:
    for refused in REFUSED:
        with pytest.raises(Gone):
            refused(kept, token)
    kept.advised(token, STAMP)
    assert kept.owner(token) == ""
    assert kept.listed() == ()


def test_a_duplicate_has_the_entries_and_goes_its_own_way(kept: Assessments) -> None:
    first = kept.save(new_token(), FULL)
    kept.freeze(first.token, "First", first, STAMP)
    copy = kept.duplicate(first.token, "Another Ltd")
    assert copy.token != first.token
    expected = replace(FULL, company="Another Ltd", decision=None)
    assert replace(copy, token="", saved="", edition=0) == expected
    assert kept.versions(copy.token) == ()
    kept.save(copy.token, copy.with_answer("headcount", 1, None))
    assert kept.load(first.token) == first


def test_versions_stay_as_they_were(kept: Assessments) -> None:
    saved = kept.save(new_token(), FULL)
    first = kept.freeze(saved.token, " Before\nhiring ", saved, STAMP)
    assert (first.number, first.name, first.by) == (1, "Beforehiring", "")
    changed = kept.save(saved.token, saved.with_answer("headcount", 500, None))
    second = kept.freeze(saved.token, "", changed, replace(STAMP, outcome="wait"))
    assert (second.number, second.name) == (2, "Version 2")
    assert kept.versions(saved.token) == (first, second)
    assert kept.version(saved.token, 1) == first
    assert first.draft.answers == FULL.answers
    for number in (0, 3, -1):
        assert kept.version(saved.token, number) is None
    with pytest.raises(ChangedMeanwhile):
        kept.save(saved.token, first.draft)


def test_versions_saved_at_once_get_a_number_each(kept: Assessments) -> None:
    saved = kept.save(new_token(), FULL)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: kept.freeze(saved.token, str(n), saved, STAMP), range(12)))
    assert [version.number for version in kept.versions(saved.token)] == list(range(1, 13))


def test_changes_made_at_once_are_refused_or_kept_but_never_lost(kept: Assessments) -> None:
    token = new_token()
    kept.save(token, Draft(token))

    def add(number: int) -> None:
        while True:
            read = kept.load(token)
            assert read
            try:
                kept.save(token, read.with_answer(f"q{number}", number, None))
            except ChangedMeanwhile:
                continue
            return

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(12)))
    final = kept.load(token)
    assert final
    assert final.answers == {f"q{number}": number for number in range(12)}
    assert final.edition == 13


def test_one_version_is_erased_and_no_later_one_of_the_same_number(kept: Assessments) -> None:
    saved = kept.save(new_token(), FULL)
    first, second = (kept.freeze(saved.token, name, saved, STAMP) for name in ("First", "Second"))
    kept.erase_version(saved.token, second)
    assert kept.versions(saved.token) == (first,)
    third = kept.freeze(saved.token, "Third", saved, STAMP)
    assert third.number == second.number
    kept.erase_version(saved.token, replace(second, saved="2026-01-01T00:00:00+00:00"))
    assert kept.versions(saved.token) == (first, third)
    with pytest.raises(Gone):
        kept.erase_version(new_token(), first)


def test_a_respondents_draft_stands_in_no_list_and_goes_with_its_assessment(
    kept: Assessments,
) -> None:
    theirs = kept.save(new_token(), Draft("", {"headcount": 100}, respondent="Ann"))
    other = kept.save(new_token(), FULL)
    named = (Respondent("Ann", token=theirs.token), Respondent("Bob", token=other.token))
    ours = kept.save(new_token(), replace(FULL, respondents=named))
    assert kept.load(theirs.token) == theirs
    assert {line.token for line in kept.listed()} == {ours.token, other.token}
    assert {draft.token for draft in kept.latest(9)} == {ours.token, other.token}
    copy = kept.duplicate(ours.token, "Copy")
    assert [one.token for one in copy.respondents] == ["", ""]
    kept.erase(ours.token)
    assert kept.load(theirs.token) is None
    assert kept.load(other.token) == other


def test_a_restored_copy_leaves_the_respondents_to_the_first(kept: Assessments) -> None:
    theirs = kept.save(new_token(), Draft("", {"headcount": 100}, respondent="Ann"))
    named = (Respondent("Ann", {"headcount": 100}, token=theirs.token),)
    ours = kept.save(new_token(), replace(FULL, respondents=named))
    (again,) = kept.take_in(kept.packs([ours.token]))
    copy = kept.load(again)
    assert copy
    assert copy.respondents == (Respondent("Ann", {"headcount": 100}),)
    kept.erase(again)
    assert kept.load(theirs.token) == theirs
