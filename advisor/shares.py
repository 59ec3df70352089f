"""Percentages derived from "who does what", as exact intervals.

Rows that are not filled in could still go either way, so a share is the interval of all
percentages that remain possible. It is known as soon as the interval stays in one band:
filling in more rows can only narrow it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from advisor.questionnaire import Holding, Questionnaire, Share, Tally

NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Interval:
    """The lowest and highest percentage still possible, each rounded to one decimal."""

    lowest: float
    highest: float


def intervals(questionnaire: Questionnaire, held: Mapping[str, Holding]) -> dict[str, Interval]:
    """The interval of every derived share, by question id."""
    return {
        name: _interval(questionnaire, share, held) for name, share in questionnaire.shares.items()
    }


def known_shares(questionnaire: Questionnaire, held: Mapping[str, Holding]) -> dict[str, float]:
    """The lowest possible percentage of each share whose band is already certain."""
    known: dict[str, float] = {}
    if not held:
        return known
    for name, interval in intervals(questionnaire, held).items():
        band_of = questionnaire.shares[name].question.band_of
        if band_of(interval.lowest) == band_of(interval.highest):
            known[name] = interval.lowest
    return known


def possible_bands(
    questionnaire: Questionnaire, share: str, held: Mapping[str, Holding]
) -> tuple[str, ...]:
    """The bands that a share can still fall in, in order."""
    question = questionnaire.shares[share].question
    interval = _interval(questionnaire, questionnaire.shares[share], held)
    names = [band.name for band in question.bands]
    first, last = (
        names.index(question.band_of(interval.lowest)),
        names.index(question.band_of(interval.highest)),
    )
    return tuple(names[first : last + 1])


def _interval(questionnaire: Questionnaire, share: Share, held: Mapping[str, Holding]) -> Interval:
    fewest = most = base_fewest = base_most = 0
    for row in share.rows:
        low, high = ends(questionnaire, share, held.get(row, Holding()))
        fewest, base_fewest = fewest + (low == "counts"), base_fewest + (low != "left out")
        most, base_most = most + (high == "counts"), base_most + (high != "left out")
    return Interval(percent(fewest, base_fewest), percent(most, base_most))


def ends(questionnaire: Questionnaire, share: Share, holding: Holding) -> tuple[str, str]:
    """What a row is towards the lowest and the highest percentage: counts, other or left out."""
    statuses = _statuses(questionnaire, share, holding)
    # A row that does not count lowers the share even more than one that does not apply.
    low = next(s for s in ("other", "left out", "counts") if s in statuses)
    return low, next(s for s in ("counts", "left out", "other") if s in statuses)


def percent(part: int, base: int) -> float:
    """The percentage that a share is, rounded to one decimal; 0 where nothing applies."""
    return round(100 * part / base, 1) if base else 0.0


def _statuses(questionnaire: Questionnaire, share: Share, holding: Holding) -> frozenset[str]:
    """What the row may still turn out to be: it counts, it does not, or it is left out."""
    owners = (holding.owner,) if holding.owner else tuple(questionnaire.owners)
    done = (holding.done,) if holding.done else tuple(questionnaire.done)
    return _statuses_of(share.counts, owners, done)


@lru_cache(maxsize=4096)
def _statuses_of(
    counts: tuple[Tally, ...], owners: tuple[str, ...], done: tuple[str, ...]
) -> frozenset[str]:
    """Every status that one of these owners and qualities gives a row."""
    return frozenset(_status(counts, owner, quality) for owner, quality in product(owners, done))


def _status(counts: tuple[Tally, ...], owner: str, quality: str) -> str:
    if owner == NOT_APPLICABLE:
        return "left out"
    fits = any(
        (not tally.owners or owner in tally.owners) and (not tally.done or quality in tally.done)
        for tally in counts
    )
    return "counts" if fits else "other"
