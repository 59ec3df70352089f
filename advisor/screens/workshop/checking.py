"""What stands against publishing, worked out in the background in the parts that pages share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.editing.differences import differences
from advisor.editing.readiness import Readiness, readiness
from advisor.proofs.comparison import Comparison
from advisor.proofs.population import Population
from advisor.screens.workshop import looking, verdict
from advisor.screens.workshop.jobs import Job, jobs
from advisor.screens.workshop.looking import SECONDS
from advisor.screens.workshop.mine import Work, checked
from advisor.screens.workshop.proposed import Both
from advisor.screens.workshop.proving import Proof
from advisor.screens.workshop.waiting import Waited


@dataclass(frozen=True)
class _Proving:
    """The check of the rules, as something to wait for."""

    proof: Proof

    @property
    def done(self) -> bool:
        """Whether all is found."""
        return self.proof.done

    @property
    def told(self) -> str:
        """What is going on."""
        return "Proving that the rules keep what they promise."


@dataclass(frozen=True)
class Checks:
    """The two proofs that publishing asks for: what is wrong, and what changes."""

    found: Proof
    compared: Job[Comparison]

    @property
    def waited(self) -> Sequence[Waited]:
        """Both, to wait for."""
        return [_Proving(self.found), self.compared]

    @property
    def done(self) -> bool:
        """Whether both are known."""
        return self.found.done and self.compared.result is not None


def checks(both: Both) -> Checks:
    """How far the proofs are. They are those of the pages that show mistakes and the impact."""
    proof = verdict.prover().ask(both.key[1], both.new)
    return Checks(proof, looking.proof(both, Population(), ""))


def preview(work: Work, known: Checks) -> Readiness:
    """What stands against publishing as far as these proofs tell.

    Only to show: publishing finds it out anew, on the very texts that are published.
    """
    assert known.compared.result is not None
    after = checked(work.texts)
    return Readiness(
        work.published,
        work.texts,
        differences(work.published, work.texts),
        (),
        after.rulebook,
        tuple(f for f in known.found.findings if f.severity == "error" and f.proved),
        after.failing,
        after.pins,
        known.compared.result.step,
        known.compared.result,
    )


def incomparable(work: Work) -> Job[Readiness]:
    """The same for rules that cannot be compared with the published ones, all in one."""

    def make(job: Job[Readiness]) -> Readiness:
        job.told = "Proving that the rules keep what they promise."
        return readiness(work.published, work.texts, seconds=SECONDS)

    return jobs().ask(("readiness", checked(work.published).key, checked(work.texts).key), make)
