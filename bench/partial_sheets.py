"""How well the advice stands up to sheets that are short or patchy.

Run: python -m bench.partial_sheets [--draws 200]

Compares three readings of the same levels on the fully answered worked examples and on the real
decisions: as shipped (points plus a share of the points in play), absolute points with neutral
answers at zero, and points only as a share of what the answered questions could give. All three
agree on a complete sheet.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from math import ceil

from advisor.compiled import compiled
from advisor.engine import advise
from advisor.loading import RULES, load_rulebook
from advisor.questionnaire import Profile
from advisor.rulebook import Dimension, Example, Rulebook, Threshold

Reading = Callable[[Threshold, int], Threshold]


def as_shipped(threshold: Threshold, _in_play: int) -> Threshold:
    """The threshold as it stands in the rule files."""
    return threshold


def absolute(threshold: Threshold, in_play: int) -> Threshold:
    """The same threshold on a complete sheet, all of it in points."""
    return Threshold(ceil(threshold.points + threshold.share * in_play / 100))


def relative(threshold: Threshold, in_play: int) -> Threshold:
    """The same threshold on a complete sheet, all of it as a share."""
    return Threshold(0, round(threshold.share + 100 * threshold.points / max(in_play, 1)))


def read(rulebook: Rulebook, reading: Reading) -> Rulebook:
    """The rulebook with every level read in another way."""
    in_play = dict(zip(rulebook.dimensions, compiled(rulebook).in_play_at_most, strict=True))

    def changed(dimension: Dimension) -> Dimension:
        most = in_play[dimension.id]
        return replace(
            dimension,
            moderate=reading(dimension.moderate, most),
            high=reading(dimension.high, most),
        )

    return replace(rulebook, dimensions={n: changed(d) for n, d in rulebook.dimensions.items()})


def short_form(rulebook: Rulebook, profile: Profile) -> Profile:
    """Only the starred questions of a sheet, without the responsibilities."""
    starred = rulebook.questionnaire.questions
    return Profile({q: r for q, r in profile.answers.items() if starred[q].short_form})


def dropped(profile: Profile, count: int, chance: random.Random) -> Profile:
    """The sheet without `count` answers, drawn at random."""
    gone = set(chance.sample(sorted(profile.answers), count))
    kept = {q: r for q, r in profile.answers.items() if q not in gone}
    return Profile(kept, profile.responsibilities)


def same(rulebook: Rulebook, pairs: Iterable[tuple[Profile, Profile]]) -> float:
    """The share of pairs, in percent, that get the same recommendation."""
    results = [
        advise(rulebook, a).recommendation == advise(rulebook, b).recommendation for a, b in pairs
    ]
    return 100 * sum(results) / len(results)


def holds(rulebook: Rulebook, examples: Iterable[Example]) -> str:
    """How many examples get a recommendation that their author accepts."""
    results = [advise(rulebook, e.profile).recommendation in e.allowed for e in examples]
    return f"{sum(results)} of {len(results)}"


def main() -> None:
    """Print the comparison as a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=200, help="random sheets per example")
    draws = parser.parse_args().draws
    rulebook = load_rulebook(RULES)
    full = [e for e in rulebook.examples if e.full]
    real = [e for e in rulebook.examples if e.decided]
    print(f"{len(full)} fully answered examples, {len(real)} real decisions, {draws} draws each")
    print(f"{'':28}{'as shipped':>12}{'absolute':>12}{'share only':>12}")
    books = [read(rulebook, reading) for reading in (as_shipped, absolute, relative)]

    def row(name: str, figure: Callable[[Rulebook], str]) -> None:
        print(f"{name:28}" + "".join(f"{figure(book):>12}" for book in books))

    def patchy(book: Rulebook, count: int) -> str:
        chance = random.Random(count)
        pairs = [(e.profile, dropped(e.profile, count, chance)) for e in full for _ in range(draws)]
        return f"{same(book, pairs):.1f} %"

    row(
        "short form = long form",
        lambda book: (
            f"{same(book, [(e.profile, short_form(book, e.profile)) for e in full]):.1f} %"
        ),
    )
    for count in (5, 10, 20):
        row(f"{count} answers dropped", lambda book, count=count: patchy(book, count))  # type: ignore[misc]
    row("full examples that hold", lambda book: holds(book, full))
    row("real decisions that hold", lambda book: holds(book, real))


if __name__ == "__main__":
    main()
