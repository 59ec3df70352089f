"""Exact answers, by search and by proof: the only home of the solver.

`exact` answers everything about one profile, `findings` checks a rulebook. The solver takes half a
second to import, so that happens when the first proof needs it and not with this package.
"""

from advisor.proofs.changes import Change
from advisor.proofs.completions import Completions, completions
from advisor.proofs.counterfactuals import Changes, Counterfactual, WouldChange, would_change
from advisor.proofs.exact import Exact, exact
from advisor.proofs.finding import Finding
from advisor.proofs.findings import each_finding, findings
from advisor.proofs.tipping import Stretch, Tipping, tipping_points

__all__ = [
    "Change",
    "Changes",
    "Completions",
    "Counterfactual",
    "Exact",
    "Finding",
    "Stretch",
    "Tipping",
    "WouldChange",
    "completions",
    "each_finding",
    "exact",
    "findings",
    "tipping_points",
    "would_change",
]
