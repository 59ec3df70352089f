"""Shares of responsibilities: exact whatever rows are still open."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from advisor.questionnaire import (
    Band,
    Holding,
    Question,
    Questionnaire,
    Responsibility,
    Section,
    Share,
    Tally,
)
from advisor.shares import intervals, known_shares, possible_bands

ROWS = ("r01", "r02", "r03")
OWNERS = {"ceo": "", "nobody": "", "not_applicable": ""}
DONE = {"well": "", "poorly": ""}
BANDS = (Band("few", 0), Band("many", 30), Band("most", 60))
GAP = Share(
    Question("gap", "all", "", "", "number", high=100, bands=BANDS),
    ROWS,
    (Tally(owners=frozenset(["nobody"])), Tally(done=frozenset(["poorly"]))),
)
ASKED = Questionnaire(
    (Section("all", "", ""),),
    {},
    responsibilities={r: Responsibility(r, "", "operational", "coo") for r in ROWS},
    owners=OWNERS,
    done=DONE,
    shares={"gap": GAP},
)

holdings = st.dictionaries(
    st.sampled_from(ROWS),
    st.builds(
        Holding,
        st.sampled_from([None, *OWNERS]),
        st.sampled_from([None, *DONE]),
    ),
)


def share(filled: dict[str, Holding]) -> float:
    """The plain percentage of a sheet that is filled in completely."""
    rows = [h for h in filled.values() if h.owner != "not_applicable"]
    gaps = [h for h in rows if h.owner == "nobody" or h.done == "poorly"]
    return round(100 * len(gaps) / len(rows), 1) if rows else 0.0


def completions(held: dict[str, Holding]) -> list[dict[str, Holding]]:
    options = [
        [
            Holding(owner, done)
            for owner in ([h.owner] if h.owner else OWNERS)
            for done in ([h.done] if h.done else DONE)
        ]
        for h in (held.get(row, Holding()) for row in ROWS)
    ]
    return [dict(zip(ROWS, rows, strict=True)) for rows in product(*options)]


@given(holdings)
def test_the_interval_is_exactly_what_open_rows_can_still_make_of_it(
    held: dict[str, Holding],
) -> None:
    possible = [share(filled) for filled in completions(held)]
    found = intervals(ASKED, held)["gap"]
    assert (found.lowest, found.highest) == (min(possible), max(possible))


@given(holdings)
def test_a_share_is_known_only_when_every_completion_gives_the_same_band(
    held: dict[str, Holding],
) -> None:
    bands = {GAP.question.band_of(share(filled)) for filled in completions(held)}
    assert ("gap" in known_shares(ASKED, held)) == (len(bands) == 1 and bool(held))
    assert bands <= set(possible_bands(ASKED, "gap", held))


def test_rows_that_do_not_apply_are_left_out_of_the_base() -> None:
    held = {
        "r01": Holding("nobody", "well"),
        "r02": Holding("ceo", "well"),
        "r03": Holding("not_applicable"),
    }
    assert known_shares(ASKED, held) == {"gap": 50.0}


def test_an_empty_matrix_says_nothing() -> None:
    assert known_shares(ASKED, {}) == {}
