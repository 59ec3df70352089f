"""The same rulebook on other engines, side by side in one run.

Run, in an environment of its own (the engines are no part of the program):

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install -q -r bench/peers/requirements.txt
    /tmp/peers/bin/python -m bench.peers [--profiles 1000] [--rows 200000] [--rounds 9]

First every engine must agree with `advise` on the rules and gates that hold and on the
recommendation, for all profiles. Then each is timed in turn, round by round, in processor time;
a ratio is the median of the ratios of neighbouring measurements, so a busy machine slows both.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from statistics import median
from time import process_time

os.environ["POLARS_MAX_THREADS"] = "1"  # before polars is loaded: all is measured on one core

from polars import DataFrame

from advisor.batch import Weighings, kernel
from advisor.engine import advise, known_replies
from advisor.explanation import explain, grounds, reasons
from advisor.loading import RULES, load_rulebook
from advisor.questionnaire import Profile, Value
from advisor.rulebook import Rulebook
from bench import companies
from bench.companies import Companies
from bench.peers.expressions import Cel, JsonLogic, RuleEngine
from bench.peers.polars_columns import Polars
from bench.peers.rule_bases import BusinessRules, Clips, Durable
from bench.peers.translation import Conclusion, Facts, Peer, facts_of, translated
from bench.peers.zen_tables import ZenTable, ZenTrace

PEERS: tuple[type[Peer], ...] = (
    ZenTrace, ZenTable, Cel, JsonLogic, BusinessRules, RuleEngine, Durable, Clips,
)  # fmt: skip
TARGETS = {ZenTrace.name: 35, ZenTable.name: 3, BusinessRules.name: 45, RuleEngine.name: 60}
BATCH_TARGETS = {ZenTable.name: 700, "polars": 3}
SLICE = 100
"""Profiles of one measurement."""

Run = Callable[[], object]


@dataclass(frozen=True)
class Case:
    """One company: its profile, what a peer is told, and what must come of it."""

    profile: Profile
    replies: Mapping[str, Value]
    facts: Facts
    holding: tuple[int, ...]
    recommendation: str


def cases(rulebook: Rulebook, drawn: Companies) -> list[Case]:
    """Each company with what `advise` says of it."""
    found = []
    for row in range(len(drawn)):
        profile = drawn.profile(row)
        advice = advise(rulebook, profile)
        holding = (
            *(i for i, rule in enumerate(rulebook.rules) if rule in advice.fired),
            *(len(rulebook.rules) + i for i, g in enumerate(rulebook.gates) if g in advice.gates),
        )
        replies = known_replies(rulebook, profile)
        found.append(Case(profile, replies, facts_of(replies), holding, advice.recommendation))
    return found


def agree(peer: Peer, conclusion: Conclusion, companies_: Sequence[Case]) -> None:
    """Raise AssertionError where a peer finds anything else than `advise`."""
    for case in companies_:
        holding = tuple(peer.holding(peer.prepared(case.facts)))
        assert holding == case.holding, f"{peer.name}: {set(holding) ^ set(case.holding)}"
        found = conclusion.recommendation(holding, case.facts)
        assert found == case.recommendation, f"{peer.name}: {found}"


def measured(run: Run) -> float:
    """The processor time of one run, in seconds."""
    start = process_time()
    run()
    return process_time() - start


def side_by_side(ours: Run, theirs: Run, rounds: int) -> tuple[float, float, float]:
    """Our median, their median, and the median of how many times longer theirs takes."""
    pairs = [(measured(ours), measured(theirs), measured(ours)) for _ in range(rounds)]
    ratio = median(2 * their / (before + after) for before, their, after in pairs)
    return median(b for b, _, _ in pairs), median(t for _, t, _ in pairs), ratio


def single(rulebook: Rulebook, timed: Sequence[Case], peers: Iterable[Peer], rounds: int) -> None:
    """One advice at a time: ours with its reasons, theirs with what they have."""
    conclusion = Conclusion(rulebook)

    def advised() -> None:
        for case in timed:
            grounds(rulebook, advise(rulebook, case.profile))

    def told() -> None:
        for case in timed:
            reasons(rulebook, advise(rulebook, case.profile))

    def in_words() -> None:
        for case in timed:
            explain(rulebook, case.profile)

    print(f"\nOne advice at a time, microseconds of processor time ({len(timed)} profiles a round)")
    print(f"{'':<44}{'version':>9}{'median':>9}{'times ours':>12}{'target':>8}")
    each = 1e6 / len(timed)
    rows = []
    for peer in peers:
        prepared = [(peer.prepared(case.facts), case.facts) for case in timed]

        def theirs(peer: Peer = peer, prepared: list[tuple[Facts, Facts]] = prepared) -> None:
            for facts, plain in prepared:
                conclusion.recommendation(peer.holding(facts), plain)

        rows.append((peer, *side_by_side(advised, theirs, rounds)))
    ours = median(row[1] for row in rows) * each
    print(f"{'ours: advice with its reasons':<44}{'':>9}{ours:>9.1f}{1:>12.2f}")
    for name, more in (
        ("ours: reasons in words", told),
        ("ours: all in words, with ranges", in_words),
    ):
        _, words, ratio = side_by_side(advised, more, rounds)
        print(f"{name:<44}{'':>9}{words * each:>9.1f}{ratio:>12.2f}")
    for peer, _, their, ratio in rows:
        target = TARGETS.get(peer.name, "")
        name = f"{peer.name}, without reasons" if not isinstance(peer, ZenTrace) else peer.name
        line = f"{name:<44}{version(peer.package):>9}{their * each:>9.1f}{ratio:>12.1f}{target:>8}"
        print(line)


def batch(rulebook: Rulebook, rows: int, timed: Sequence[Case], zen: Peer, rounds: int) -> None:
    """Many profiles from memory: recommendation and fired rules."""
    drawn = companies.draw(rulebook, rows)
    polars = Polars(rulebook)
    table = polars.table(drawn)
    weigh = kernel(rulebook).weigh

    def ours() -> Weighings:
        return weigh(drawn.codes(), rows)

    conclusion = Conclusion(rulebook)
    prepared = [(zen.prepared(case.facts), case.facts) for case in timed]

    def one_by_one() -> None:
        for facts, plain in prepared:
            conclusion.recommendation(zen.holding(facts), plain)

    _check_polars(polars.advice(table), ours())
    print(f"\nMany profiles from memory, {rows:,} rows, nanoseconds of processor time a profile")
    print(f"{'':<44}{'version':>9}{'median':>9}{'times ours':>12}{'target':>8}")
    each = 1e9 / rows
    mine, theirs, ratio = side_by_side(ours, lambda: polars.advice(table), rounds)
    speed = rows / mine / 1e6
    print(f"{'ours, with form and strength':<44}{'':>9}{mine * each:>9.0f}{1:>12.2f}")
    print(f"{'':<44}  {speed:.1f} million a second (target 8)")
    target = BATCH_TARGETS["polars"]
    print(f"{'polars':<44}{version('polars'):>9}{theirs * each:>9.0f}{ratio:>12.1f}{target:>8}")
    mine, theirs, ratio = side_by_side(ours, one_by_one, rounds)
    ratio *= rows / len(timed)
    name, target = f"{zen.name}, row by row", BATCH_TARGETS[zen.name]
    nanoseconds = 1e9 * theirs / len(timed)
    print(f"{name:<44}{version(zen.package):>9}{nanoseconds:>9.0f}{ratio:>12.0f}{target:>8}")


def _check_polars(found: DataFrame, ours: Weighings) -> None:
    """Raise AssertionError where polars finds another recommendation or other fired rules."""
    assert (found["recommendation"].to_numpy() == ours.recommendation).all()
    for word, fired in enumerate(ours.fired.T):
        assert (found[f"mask {word}"].to_numpy() == fired).all()


def main() -> None:
    """Check that all agree, then print how long each takes."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--profiles", type=int, default=1000)
    asked.add_argument("--rows", type=int, default=200_000)
    asked.add_argument("--rounds", type=int, default=9)
    given = asked.parse_args()
    rulebook = load_rulebook(RULES)
    everyone = cases(rulebook, companies.draw(rulebook, given.profiles, matrix=True))
    conclusion, questions = Conclusion(rulebook), rulebook.questionnaire.weighed()
    peers = [peer(translated(rulebook), questions) for peer in PEERS]
    for peer in peers:
        agree(peer, conclusion, everyone)
    print(f"Python {platform.python_version()}.", end=" ")
    print(f"{len(peers)} ways of using other engines agree on {given.profiles} profiles.")
    # "Who does what" is worked out before any engine is asked, so it is left out of the timing.
    timed = cases(rulebook, companies.draw(rulebook, SLICE, seed=2))
    gc.freeze()  # the app does so too once it has started: what stays is not looked through
    single(rulebook, timed, peers, given.rounds)
    batch(rulebook, given.rows, timed, peers[PEERS.index(ZenTable)], given.rounds)


if __name__ == "__main__":
    main()
