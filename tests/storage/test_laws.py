"""Whatever is done in whatever order, assessments are what a plain dictionary says they are."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from advisor.storage import (
    Assessments,
    ChangedMeanwhile,
    Decision,
    Draft,
    Gone,
    NotYours,
    Person,
    Stamp,
    new_token,
)  # fmt: skip

PEOPLE = {
    "nobody": None,
    "ann": Person("id ann", "Ann", "ann@example.com"),
    "bob": Person("id bob", "Bob", "bob@example.com"),
}
WHO = some.sampled_from(sorted(PEOPLE))
EMAILS = some.sampled_from([who.email for who in PEOPLE.values() if who])
DRAFTS = some.builds(
    lambda company, headcount, decided: Draft(
        "",
        answers={"headcount": headcount},
        company=company,
        decision=Decision("coo", review="2026-09-01") if decided else None,
    ),
    some.text(max_size=5),
    some.integers(0, 9),
    some.booleans(),
)
STAMPS = some.builds(Stamp, *map(some.just, ("Rules", "1.0.0", "abcd")), some.sampled_from("xyz"),
                     some.just("clear"))  # fmt: skip


@cache
def empty() -> Path:
    """A folder where nothing is kept yet: making one takes longer than copying it."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    made = Assessments.in_folder(folder)
    made.latest(1)
    made.close()
    return folder


@dataclass
class Model:
    """One assessment as a dictionary would keep it."""

    owner: str
    drafts: list[Draft]  # one for each edition
    shares: set[str] = field(default_factory=set)
    versions: list[tuple[str, str, Draft, Stamp]] = field(default_factory=list)
    archived: bool = False
    stamp: Stamp | None = None


class Keeping(RuleBasedStateMachine):
    """The same done to both."""

    tokens = Bundle("tokens")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp()) / "data"
        shutil.copytree(empty(), self.folder)
        self.kept = Assessments.in_folder(self.folder)
        self.model: dict[str, Model] = {}

    def teardown(self) -> None:
        self.kept.close()
        shutil.rmtree(self.folder.parent)

    def by(self, who: str) -> Assessments:
        person = PEOPLE[who]
        return self.kept.seen_by(person) if person else self.kept

    def seen(self, who: str, token: str) -> Model | None:
        """What this person would find under a token."""
        found, person = self.model.get(token), PEOPLE[who]
        if found is None or person is None:
            return found
        return found if person.id == found.owner or person.email in found.shares else None

    def opened(self, who: str, token: str) -> Model | None:
        """What this person finds who opens a link; what nobody owns is theirs from then on."""
        found, person = self.model.get(token), PEOPLE[who]
        if found and person and not found.owner and not self.seen(who, token):
            found.owner = person.id
        return self.seen(who, token)

    def refusal(self, who: str, token: str) -> type[Exception] | None:
        """What this person is told who does what only an owner may."""
        found, person = self.seen(who, token), PEOPLE[who]
        if found is None:
            return Gone
        return NotYours if person and person.id != found.owner else None

    def owners(self, who: str, token: str, act: Callable[[], object]) -> bool:
        """Whether this person may do what only an owner may; tries it."""
        refused = self.refusal(who, token)
        if refused:
            with pytest.raises(refused):
                act()
        else:
            act()
        return not refused

    @rule(target=tokens, who=WHO, draft=DRAFTS)
    def begin(self, who: str, draft: Draft) -> str:
        saved = self.by(who).save(new_token(), draft)
        person = PEOPLE[who]
        self.model[saved.token] = Model(person.id if person else "", [saved])
        return saved.token

    @rule(who=WHO, token=tokens)
    def load(self, who: str, token: str) -> None:
        found = self.opened(who, token)
        assert self.by(who).load(token) == (found.drafts[-1] if found else None)

    @rule(who=WHO, token=tokens, draft=DRAFTS, back=some.integers(0, 2))
    def save(self, who: str, token: str, draft: Draft, back: int) -> None:
        seen = self.seen(who, token)
        edition = max(len(seen.drafts) - back, 1) if seen else 1
        mine = replace(draft, edition=edition)
        if seen is None:
            with pytest.raises(Gone):
                self.by(who).save(token, mine)
        elif edition < len(seen.drafts):
            with pytest.raises(ChangedMeanwhile):
                self.by(who).save(token, mine)
        else:
            saved = self.by(who).save(token, mine)
            assert saved == replace(mine, token=token, saved=saved.saved, edition=edition + 1)
            seen.drafts.append(saved)

    @rule(who=WHO, token=tokens)
    def archive(self, who: str, token: str) -> None:
        if self.owners(who, token, lambda: self.by(who).archive(token)):
            self.model[token].archived = True

    @rule(who=WHO, token=tokens)
    def restore(self, who: str, token: str) -> None:
        if self.owners(who, token, lambda: self.by(who).restore(token)):
            self.model[token].archived = False

    @rule(who=WHO, token=tokens)
    def erase(self, who: str, token: str) -> None:
        if self.owners(who, token, lambda: self.by(who).erase(token)):
            del self.model[token]

    @rule(who=WHO, token=tokens, email=EMAILS)
    def share(self, who: str, token: str, email: str) -> None:
        if self.owners(who, token, lambda: self.by(who).share(token, email)):
            self.model[token].shares.add(email)

    @rule(who=WHO, token=tokens, email=EMAILS)
    def unshare(self, who: str, token: str, email: str) -> None:
        person, seen = PEOPLE[who], self.seen(who, token)
        if seen and person and person.email == email:
            self.by(who).unshare(token, email)
            seen.shares.discard(email)
        elif self.owners(who, token, lambda: self.by(who).unshare(token, email)):
            self.model[token].shares.discard(email)

    @rule(who=WHO, token=tokens, new=some.sampled_from(["id ann", "id bob", ""]))
    def give(self, who: str, token: str, new: str) -> None:
        if self.owners(who, token, lambda: self.by(who).give(token, new)):
            self.model[token].owner = new

    @rule(who=WHO, token=tokens, draft=DRAFTS, stamp=STAMPS)
    def freeze(self, who: str, token: str, draft: Draft, stamp: Stamp) -> None:
        if seen := self.seen(who, token):
            version = self.by(who).freeze(token, "Named", draft, stamp)
            kept = replace(draft, token=token, saved=version.saved, edition=0)
            seen.versions.append((who, "Named", kept, stamp))
        else:
            with pytest.raises(Gone):
                self.by(who).freeze(token, "Named", draft, stamp)

    @rule(who=WHO, token=tokens, stamp=STAMPS)
    def advised(self, who: str, token: str, stamp: Stamp) -> None:
        self.by(who).advised(token, stamp)
        if seen := self.seen(who, token):
            seen.stamp = stamp

    @rule(target=tokens, who=WHO, token=tokens)
    def duplicate(self, who: str, token: str) -> str:
        if not (seen := self.opened(who, token)):
            with pytest.raises(Gone):
                self.by(who).duplicate(token, "Copy")
            return token
        copy, person = self.by(who).duplicate(token, "Copy"), PEOPLE[who]
        expected = replace(seen.drafts[-1].named("Copy"), decision=None)
        assert replace(copy, token="", saved="") == replace(expected, token="", saved="", edition=1)
        self.model[copy.token] = Model(person.id if person else "", [copy])
        return copy.token

    @rule(who=some.sampled_from(["ann", "bob"]))
    def erase_person(self, who: str) -> None:
        person = PEOPLE[who]
        assert person
        self.by(who).erase_person(person.id, person.email)
        self.model = {t: m for t, m in self.model.items() if m.owner != person.id}
        for model in self.model.values():
            model.shares.discard(person.email)
            model.versions = [("nobody" if v[0] == who else v[0], *v[1:]) for v in model.versions]

    @rule()
    def open_again(self) -> None:
        self.kept.close()
        self.kept = Assessments.in_folder(self.folder)

    @invariant()
    def everybody_finds_what_the_model_says(self) -> None:
        for who in PEOPLE:
            here = {token: m for token in self.model if (m := self.seen(who, token))}
            kept = self.by(who)
            assert {d.token: d for d in kept.latest(99)} == {
                token: m.drafts[-1] for token, m in here.items() if not m.archived
            }
            for archived in (False, True):
                told = {line.token: (line.stamp, line.owner) for line in kept.listed(archived)}
                assert told == {
                    token: (m.stamp, m.owner) for token, m in here.items() if m.archived is archived
                }
            for token, model in self.model.items():
                seen = here.get(token)
                if seen or model.owner:
                    assert kept.load(token) == (seen.drafts[-1] if seen else None)
                assert kept.shared_with(token) == (tuple(sorted(model.shares)) if seen else ())
                told = [(v.by, v.name, v.draft, v.stamp) for v in kept.versions(token)]
                names = {"nobody": "", "ann": "Ann", "bob": "Bob"}
                assert told == [(names[v[0]], *v[1:]) for v in (model.versions if seen else [])]


Keeping.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
test_assessments_are_what_a_dictionary_says = Keeping.TestCase
