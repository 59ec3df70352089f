"""Who holds each responsibility today, and who would once the recommendation is in place.

The proposal is prefilled from the rulebook and the answers, and anybody may settle a row otherwise.
Today and after speak of the same holders (the owner ids of an answer sheet), so that gaps, doubles
and the CEO's load compare.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from advisor.explanation import Explanation
from advisor.outcomes import Form
from advisor.questionnaire import Holding, Questionnaire, Responsibility
from advisor.shares import NOT_APPLICABLE, known_shares

CEO, NOBODY, SHARED = "ceo", "nobody", "shared_or_unclear"
COO, LEAD = "coo_or_president", "operations_lead"
MANAGER, OTHER = "operations_manager", "other_chief"
TO_BE_NAMED = "To be named"
AS_TODAY = "Stays as today"
"""What is told of work that no new role takes over, where nobody said who holds it today."""
POORLY, WELL = "poorly", "well"

_SEATS: Mapping[str, tuple[str, ...]] = {
    "coo": (COO,),
    "operations_director": (LEAD,),
    "coo_and_operations_director": (COO, LEAD),
    "operations_manager": (MANAGER,),
}
"""The holders that a recommendation adds."""
_ROLES: Mapping[str, str] = {
    "coo": COO,
    "president_or_md": COO,
    "vp_operations": LEAD,
    "operations_director": LEAD,
    "head_of_operations": LEAD,
    "operations_manager": MANAGER,
    "cfo_running_operations": OTHER,
    "cfo": OTHER,
    "chro": OTHER,
}
"""The holder that a role counts as, for roles in post and for the roles that rows name."""
_OPERATIONS = (LEAD, MANAGER)
_OPEN = frozenset({None, NOBODY, SHARED})

Mark = Literal["", "nobody", "several", "poorly"]


@dataclass(frozen=True, slots=True)
class Row:
    """One responsibility: its holder today and after, as owner ids; None where not known.

    `done`: how well it is done today. `consulted`: who has a say after, apart from the holder.
    `settled`: somebody chose the holder; it is not the proposal.
    """

    responsibility: Responsibility
    today: str | None
    done: str | None
    after: str | None
    consulted: tuple[str, ...] = ()
    settled: bool = False

    @property
    def moves(self) -> bool:
        """Whether it has another holder after than today."""
        return self.after is not None and self.after not in (self.today, NOBODY)

    @property
    def mark_today(self) -> Mark:
        """What is wrong today: nobody holds it, several do, or it is done poorly."""
        held: Mark = _mark(self.today)
        return held or ("poorly" if self.done == POORLY else "")

    @property
    def mark_after(self) -> Mark:
        """What is still open after: nobody is named, or several are."""
        return _mark(self.after)


@dataclass(frozen=True, slots=True)
class Load:
    """How many of the responsibilities with a known holder the CEO holds."""

    held: int
    known: int
    too_much: bool


@dataclass(frozen=True)
class Structure:
    """Every responsibility with its holders, and the name of each holder.

    `names` gives each owner id its name today, `names_after` its name after; `new` are the holders
    that the recommendation adds.
    """

    rows: tuple[Row, ...]
    names: Mapping[str, str]
    names_after: Mapping[str, str]
    new: tuple[str, ...]
    load: Load
    load_after: Load

    @property
    def said(self) -> bool:
        """Whether anything was said about today."""
        return any(row.today or row.done for row in self.rows)

    @property
    def moving(self) -> tuple[Row, ...]:
        """The rows that get another holder."""
        return tuple(row for row in self.rows if row.moves)

    def marked(self, mark: Mark, *, after: bool = False) -> tuple[Row, ...]:
        """The rows with this mark, today or after."""
        return tuple(
            row for row in self.rows if (row.mark_after if after else row.mark_today) == mark
        )


def structure(explanation: Explanation, settled: Mapping[str, str] | None = None) -> Structure:
    """Today's holders and the proposal. `settled`: responsibility -> owner id, where chosen.

    What is settled for an unknown responsibility, or with an unknown holder, is passed over.
    """
    asked, held = explanation.rulebook.questionnaire, explanation.profile.responsibilities
    chosen = {row: owner for row, owner in (settled or {}).items() if owner in asked.owners}
    new = _SEATS.get(explanation.recommendation.id, ())
    there = frozenset(_there(explanation)) | set(new)
    rows = tuple(
        _row(row, held.get(row.id, Holding()), chosen.get(row.id), explanation.form, new, there)
        for row in asked.responsibilities.values()
    )
    return Structure(
        rows=rows,
        names=asked.owners,
        names_after=_names_after(asked, explanation.form, new),
        new=new,
        load=_load(asked, {r.responsibility.id: r.today for r in rows}),
        load_after=_load(asked, {r.responsibility.id: r.after for r in rows}),
    )


def _mark(owner: str | None) -> Mark:
    return "nobody" if owner == NOBODY else "several" if owner == SHARED else ""


def _there(explanation: Explanation) -> Iterator[str]:
    """The holders that are there today: roles in post, and whoever holds something."""
    in_post = explanation.profile.known("roles_in_post")
    if isinstance(in_post, frozenset):
        yield from (_ROLES[role] for role in in_post if role in _ROLES)
    for held in explanation.profile.responsibilities.values():
        if held.owner not in _OPEN and held.owner != NOT_APPLICABLE:
            yield str(held.owner)


def _row(
    row: Responsibility,
    held: Holding,
    chosen: str | None,
    form: Form,
    new: tuple[str, ...],
    there: frozenset[str],
) -> Row:
    after = chosen or _proposed(row, held, form, new, there)
    named = [_ROLES.get(role) for role in (row.usually, *row.shared_with)]
    consulted = dict.fromkeys(o for o in named if o and o in there and o != after)
    has_holder = after is not None and after not in _OPEN and after != NOT_APPLICABLE
    return Row(
        row, held.owner, held.done, after, tuple(consulted) if has_holder else (), bool(chosen)
    )


def _proposed(
    row: Responsibility,
    held: Holding,
    form: Form,
    new: tuple[str, ...],
    there: frozenset[str],
) -> str | None:
    """Who would hold it: a new role what the rulebook gives it, else whoever holds it today.

    What somebody other than the CEO does well stays where it is. Work of operations that the CEO
    holds goes down once a role is added. What nobody or several hold goes to whoever usually holds
    it, where there is one, and else remains to be named.
    """
    if held.owner == NOT_APPLICABLE:
        return NOT_APPLICABLE
    works = held.done == WELL and held.owner not in _OPEN and held.owner != CEO
    if row.id in form.brief.takes_over and new and not works:
        return _fitting(row, new) or new[0]
    if held.owner == CEO and new and _ROLES.get(row.usually) in _OPERATIONS:
        return _fitting(row, there) or (CEO if new == (MANAGER,) else new[-1])
    if held.owner is None or held.owner not in _OPEN:
        return held.owner
    return _fitting(row, there) or NOBODY


def _fitting(row: Responsibility, holders: tuple[str, ...] | frozenset[str]) -> str | None:
    """The first of the row's usual holders that is among these."""
    usual = (_ROLES.get(role) for role in (row.usually, *row.shared_with))
    return next((owner for owner in usual if owner in holders), None)


def _names_after(asked: Questionnaire, form: Form, new: tuple[str, ...]) -> Mapping[str, str]:
    """The owners by name, the new holders by the name of their role."""
    drawn = [entry.rpartition(":")[0].strip() for entry in form.brief.chart]
    roles = drawn if len(drawn) == len(new) else [form.name] * len(new)
    named = {NOBODY: TO_BE_NAMED, **dict(zip(new, roles, strict=True))}
    return MappingProxyType({**asked.owners, **named})


def _load(asked: Questionnaire, holders: Mapping[str, str | None]) -> Load:
    """What the CEO holds; too much where a share of what the CEO holds leaves its first band."""
    known = {row: Holding(owner) for row, owner in holders.items() if owner}
    counted = [h for h in known.values() if h.owner != NOT_APPLICABLE]
    shares = known_shares(asked, known)
    too_much = any(
        share.question.band_of(shares[name]) != share.question.bands[0].name
        for name, share in asked.shares.items()
        if name in shares and all(t.owners == {CEO} and not t.done for t in share.counts)
    )
    return Load(sum(h.owner == CEO for h in counted), len(counted), too_much)
