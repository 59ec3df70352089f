"""Exact answers, by search and by proof: the only home of the solver.

`exact` answers everything about one profile. The solver takes half a second to import, so that
happens when the first proof needs it and not when this package is imported.
"""

from advisor.proofs.changes import Change
from advisor.proofs.completions import Completions, completions
from advisor.proofs.counterfactuals import Changes, Counterfactual, WouldChange, would_change
from advisor.proofs.exact import Exact, exact
from advisor.proofs.tipping import Stretch, Tipping, tipping_points

__all__ = [
    "Change",
    "Changes",
    "Completions",
    "Counterfactual",
    "Exact",
    "Stretch",
    "Tipping",
    "WouldChange",
    "completions",
    "exact",
    "tipping_points",
    "would_change",
]
