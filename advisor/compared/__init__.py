"""Two advices for one company, or several people's answers, held against each other."""

from advisor.compared.changes import Replaced, RowReplaced, replaced, rows_replaced
from advisor.compared.comparing import Cause, Compared, Moved, Step, compare, result
from advisor.compared.disagreeing import (
    Disagreement,
    LeftOpen,
    disagreements,
    left_open,
    steps_apart,
)
from advisor.compared.sides import NO_ADVICE, Side, side, side_of, stamp_of, told_now, told_of

__all__ = [
    "NO_ADVICE",
    "Cause",
    "Compared",
    "Disagreement",
    "LeftOpen",
    "Moved",
    "Replaced",
    "RowReplaced",
    "Side",
    "Step",
    "compare",
    "disagreements",
    "left_open",
    "replaced",
    "result",
    "rows_replaced",
    "side",
    "side_of",
    "stamp_of",
    "steps_apart",
    "told_now",
    "told_of",
]
