"""Everybody finds what is theirs or was shared with them; to them the rest is not there."""

from __future__ import annotations

import pytest

from advisor.storage import (
    Assessments,
    ChangedMeanwhile,
    Draft,
    Gone,
    NotYours,
    Person,
    Unavailable,
    new_token,
)  # fmt: skip
from tests.storage.samples import FULL, STAMP

ANN = Person("https://id.example ann", "Ann", "ann@example.com")
BOB = Person("https://id.example bob", "Bob", "bob@example.com")
NOBODY = Person("", "", "")
REFUSED = {
    "archive": (),
    "restore": (),
    "erase": (),
    "share": ("cy@example.com",),
    "unshare": ("cy@example.com",),
    "give": (BOB.id,),
}


def tokens(kept: Assessments) -> list[str]:
    """What a list shows and what the page of the rules looks at, which must be the same."""
    listed = [line.token for line in kept.listed()]
    assert sorted(listed) == sorted(draft.token for draft in kept.latest(99))
    return listed


def test_what_a_person_saves_first_is_theirs_and_nobody_elses(kept: Assessments) -> None:
    anns, bobs = kept.seen_by(ANN), kept.seen_by(BOB)
    saved = anns.save(new_token(), FULL)
    anns.freeze(saved.token, "First", saved, STAMP)
    anns.share(saved.token, "cy@example.com")
    assert (tokens(anns), tokens(bobs)) == ([saved.token], [])
    assert anns.owner(saved.token) == ANN.id
    assert kept.may_see(saved.token, ANN)
    assert not kept.may_see(saved.token, BOB)
    for stranger in (bobs, kept.seen_by(NOBODY), kept.seen_by(Person("ann"))):
        assert stranger.load(saved.token) is None
        assert stranger.versions(saved.token) == ()
        assert stranger.version(saved.token, 1) is None
        assert stranger.shared_with(saved.token) == ()
        assert stranger.owner(saved.token) == ""


def test_a_stranger_changes_nothing_and_learns_nothing(kept: Assessments) -> None:
    anns, bobs = kept.seen_by(ANN), kept.seen_by(BOB)
    saved = anns.save(new_token(), FULL)
    line = anns.listed()
    told = []
    for token in (saved.token, new_token()):
        with pytest.raises(Gone) as refused:
            bobs.save(token, Draft(token, edition=1))
        told.append(str(refused.value))
        for name, arguments in REFUSED.items():
            with pytest.raises(Gone) as refused:
                getattr(bobs, name)(token, *arguments)
            told.append(str(refused.value))
        with pytest.raises(Gone):
            bobs.freeze(token, "First", FULL, STAMP)
        with pytest.raises(Gone):
            bobs.duplicate(token, "Copy")
        bobs.advised(token, STAMP)
    with pytest.raises(ChangedMeanwhile):
        bobs.save(saved.token, FULL)
    assert len(set(told)) == 1
    assert anns.load(saved.token) == saved
    assert anns.listed() == line
    assert anns.versions(saved.token) == ()


def test_a_share_opens_it_to_the_address_and_ending_it_closes_it(kept: Assessments) -> None:
    anns, bobs = kept.seen_by(ANN), kept.seen_by(BOB)
    saved = anns.save(new_token(), FULL)
    anns.share(saved.token, " Bob@Example.COM ")
    anns.share(saved.token, BOB.email)
    anns.share(saved.token, "cy@example.com")
    assert anns.shared_with(saved.token) == (BOB.email, "cy@example.com")
    assert tokens(bobs) == [saved.token]
    changed = bobs.save(saved.token, saved.with_answer("headcount", 7, None))
    assert anns.load(saved.token) == changed
    assert bobs.freeze(saved.token, "Bob's", changed, STAMP).by == "Bob"
    assert anns.owner(saved.token) == ANN.id
    anns.unshare(saved.token, BOB.email)
    assert bobs.load(saved.token) is None
    with pytest.raises(Gone):
        bobs.save(saved.token, changed)


def test_only_the_owner_puts_away_erases_shares_and_gives(kept: Assessments) -> None:
    anns, bobs = kept.seen_by(ANN), kept.seen_by(BOB)
    saved = anns.save(new_token(), FULL)
    anns.share(saved.token, BOB.email)
    for name, arguments in REFUSED.items():
        with pytest.raises(NotYours):
            getattr(bobs, name)(saved.token, *arguments)
    assert tokens(anns) == [saved.token]
    bobs.unshare(saved.token, BOB.email)
    assert tokens(bobs) == []
    anns.give(saved.token, BOB.id)
    assert (tokens(anns), tokens(bobs)) == ([], [saved.token])


@pytest.mark.parametrize("address", ["", "bob", "@", "bob@", "bob@exämple.com", "a b@c", "x" * 300])
def test_nothing_is_shared_with_what_is_no_address(kept: Assessments, address: str) -> None:
    saved = kept.seen_by(ANN).save(new_token(), FULL)
    with pytest.raises(ValueError, match="no e-mail address"):
        kept.share(saved.token, address)
    assert kept.shared_with(saved.token) == ()
    assert not kept.may_see(saved.token, Person("x y", email=address))


def test_what_nobody_owns_is_open_to_no_person_until_it_is_given(kept: Assessments) -> None:
    saved = kept.save(new_token(), FULL)
    for person in (ANN, NOBODY):
        assert tokens(kept.seen_by(person)) == []
    kept.give(saved.token, ANN.id)
    assert tokens(kept.seen_by(ANN)) == [saved.token]


def test_a_duplicate_belongs_to_who_made_it(kept: Assessments) -> None:
    saved = kept.seen_by(ANN).save(new_token(), FULL)
    kept.share(saved.token, BOB.email)
    copy = kept.seen_by(BOB).duplicate(saved.token, "Copy")
    assert kept.owner(copy.token) == BOB.id
    assert kept.seen_by(ANN).load(copy.token) is None


def test_erasing_a_person_leaves_nothing_of_them(kept: Assessments) -> None:
    anns, bobs = kept.seen_by(ANN), kept.seen_by(BOB)
    mine, put_away = (bobs.save(new_token(), FULL) for _ in range(2))
    bobs.archive(put_away.token)
    bobs.freeze(mine.token, "First", mine, STAMP)
    theirs = anns.save(new_token(), FULL)
    anns.share(theirs.token, BOB.email)
    bobs.freeze(theirs.token, "Bob's", theirs, STAMP)
    assert set(bobs.of_person(BOB.id)) == {mine.token, put_away.token}
    bobs.erase_person(BOB.id, BOB.email)
    assert bobs.of_person(BOB.id) == ()
    assert kept.load(mine.token) is None
    assert kept.load(put_away.token) is None
    assert kept.versions(mine.token) == ()
    assert kept.shared_with(theirs.token) == ()
    assert [version.by for version in kept.versions(theirs.token)] == [""]
    assert anns.load(theirs.token) == theirs


def test_nobody_erases_or_lists_another_person_or_what_nobody_owns(kept: Assessments) -> None:
    saved, unowned = kept.seen_by(ANN).save(new_token(), FULL), kept.save(new_token(), FULL)
    bobs = kept.seen_by(BOB)
    with pytest.raises(NotYours):
        bobs.erase_person(ANN.id, ANN.email)
    with pytest.raises(Unavailable):
        bobs.of_person(ANN.id)
    kept.erase_person("", "")
    assert kept.of_person("") == ()
    assert kept.load(saved.token) == saved
    assert kept.load(unowned.token) == unowned


def test_what_nobody_owns_belongs_to_the_first_person_who_opens_its_link(kept: Assessments) -> None:
    saved = kept.save(new_token(), FULL)
    assert kept.seen_by(NOBODY).load(saved.token) is None
    assert kept.seen_by(ANN).load(saved.token) == saved
    assert kept.owner(saved.token) == ANN.id
    assert kept.seen_by(BOB).load(saved.token) is None
    assert kept.load(saved.token) == saved
