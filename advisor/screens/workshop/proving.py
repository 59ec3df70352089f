"""Checking a proposed rulebook in the background: what was found so far, and whether it is done.

Proving takes some seconds. Pages show at once, and ask again while it runs; what nobody asks for
any more is stopped.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from advisor.proofs.finding import SEVERITIES, Finding
from advisor.rulebook import Rulebook

SECONDS = 30.0
"""How long a proof may take before what is left is told as not proved."""
_FORGOTTEN_AFTER = 10.0  # seconds without anybody asking
_REMEMBERED = 8


@dataclass
class Proof:
    """The state of one check. `done`: all is found. `finished`: nobody works at it any more.

    `asked` is when somebody last asked for it, in seconds of `time.monotonic`.
    """

    found: list[Finding] = field(default_factory=list)
    done: bool = False
    finished: threading.Event = field(default_factory=threading.Event)
    asked: float = 0.0

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found so far, errors first."""
        return tuple(sorted(self.found, key=lambda finding: SEVERITIES.index(finding.severity)))


class Prover:
    """The checks that run or ran, by what tells one rulebook from another."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._one_at_a_time = threading.Lock()
        self._proofs: dict[str, Proof] = {}

    def ask(self, key: str, rulebook: Rulebook) -> Proof:
        """How far the check of this rulebook is; the first to ask starts it."""
        with self._lock:
            proof = self._proofs.pop(key, None)
            if proof is None or (proof.finished.is_set() and not proof.done):
                proof = Proof(asked=time.monotonic())
                threading.Thread(target=self._run, args=(proof, rulebook), daemon=True).start()
            self._proofs[key] = proof
            while len(self._proofs) > _REMEMBERED:
                del self._proofs[next(iter(self._proofs))]
            proof.asked = time.monotonic()
        return proof

    def _run(self, proof: Proof, rulebook: Rulebook) -> None:
        from advisor.proofs.findings import each_finding  # noqa: PLC0415 (loads the solver)

        try:
            with self._one_at_a_time:
                for finding in each_finding(rulebook, seconds=SECONDS):
                    proof.found.append(finding)
                    if _forgotten(proof):
                        break
                else:
                    proof.done = True
        finally:
            proof.finished.set()


def _forgotten(proof: Proof) -> bool:
    return time.monotonic() > proof.asked + _FORGOTTEN_AFTER
