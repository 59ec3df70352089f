"""How long everything that one company reads takes: advice, explanation and every exact answer.

Run: python -m bench.exact_answers [--profiles 1000] [--seed 1]

Times, in one process and after a warm-up: the real decisions, the other worked examples, and
random profiles of which none to all questions are answered. Says what was not proved in time.
"""

from __future__ import annotations

import argparse
import gc
import random
from collections.abc import Iterable
from time import perf_counter, process_time

from advisor.engine import advise
from advisor.explanation import explain
from advisor.loading import RULES, load_rulebook
from advisor.proofs import exact
from advisor.proofs.ground import ground
from advisor.questionnaire import Profile, Value
from advisor.rulebook import Rulebook


def random_profile(rulebook: Rulebook, chance: random.Random, answered: float) -> Profile:
    """A legal profile of which about this part of the questions is answered."""
    replies = ground(rulebook).replies
    answers: dict[str, Value] = {
        q: chance.choice(replies[q])
        for q in rulebook.questionnaire.questions
        if chance.random() < answered
    }
    for pair in rulebook.questionnaire.together:
        both = [answers.get(pair.first), answers.get(pair.second)]
        if sum(number for number in both if isinstance(number, int | float)) > pair.at_most:
            del answers[pair.second]
    return Profile(answers)


def timed(rulebook: Rulebook, profile: Profile) -> tuple[float, float, bool]:
    """Milliseconds by the clock and of the processor for one company, and whether all is proved."""
    wall, spent = perf_counter(), process_time()
    advice = advise(rulebook, profile)
    explain(rulebook, profile, advice)
    proved = exact(rulebook, profile, advice).proved
    return 1000 * (perf_counter() - wall), 1000 * (process_time() - spent), proved


def report(name: str, rulebook: Rulebook, profiles: Iterable[Profile]) -> None:
    """One line: the median, the slow end and the worst of these profiles."""
    rows = [timed(rulebook, profile) for profile in profiles]
    if not rows:
        return
    unproved = sum(not proved for *_, proved in rows)
    print(f"{name:<24}{len(rows):>6}", end="")
    for column in (0, 1):
        times = sorted(row[column] for row in rows)
        cuts = [times[int(len(times) * part)] for part in (0.5, 0.95)] + [times[-1]]
        print("".join(f"{cut:>9.1f}" for cut in cuts), end="")
    print(f"{unproved:>12}")


def main() -> None:
    """Print one line for each kind of profile."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profiles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rulebook = load_rulebook(RULES)
    exact(rulebook, Profile({}))
    exact(rulebook, random_profile(rulebook, random.Random(0), 0.8))
    gc.collect()
    gc.freeze()  # what is loaded for good is not looked through again for garbage
    print(f"{len(rulebook.rules)} rules, {len(rulebook.gates)} gates, milliseconds")
    print(f"{'':<24}{'number':>6}{'wall clock':>27}{'processor':>27}{'not proved':>12}")
    print(f"{'':<30}" + f"{'median':>9}{'95 %':>9}{'worst':>9}" * 2)
    decided = [example.profile for example in rulebook.examples if example.decided]
    others = [example.profile for example in rulebook.examples if not example.decided]
    report("real decisions", rulebook, decided)
    report("other worked examples", rulebook, others)
    parts = (0.0, 0.25, 0.5, 0.75, 0.9, 1.0)
    for answered in parts:
        chance = random.Random(options.seed)
        made = [random_profile(rulebook, chance, answered) for _ in range(options.profiles // 6)]
        report(f"{answered:.0%} answered at random", rulebook, made)


if __name__ == "__main__":
    main()
