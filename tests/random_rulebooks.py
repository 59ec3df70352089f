"""Hypothesis strategies for small rulebooks whose profiles can all be listed.

Rulebooks are built as data, not loaded: the engine's laws must hold for any rulebook.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations, product

from hypothesis import strategies as st

from advisor.questionnaire import (
    NONE,
    AtMostTogether,
    Band,
    Choice,
    Holding,
    Profile,
    Question,
    Questionnaire,
    Responsibility,
    Section,
    Share,
    Tally,
)
from advisor.rulebook import (
    LEVELS,
    Brief,
    Case,
    Condition,
    Decision,
    Dimension,
    Form,
    Gate,
    Note,
    Outcome,
    Rule,
    Rulebook,
    Source,
    StrengthStep,
    TableRow,
    Threshold,
)
from advisor.shares import known_shares

DIMENSIONS = ("need", "breadth", "depth", "readiness")
OUTCOMES = ("coo", "operations_director", "no_new_role")
OTHERWISE = {"coo": "operations_director", "operations_director": "no_new_role"}


def number(name: str, starts: tuple[int, ...] = (0, 10, 60)) -> Question:
    bands = tuple(Band(f"{name}_{i}", start) for i, start in enumerate(starts))
    return Question(
        name, "all", f"How many {name}?", "", "number", unit="people", high=100, bands=bands
    )


def scale(name: str) -> Question:
    bands = (Band("weak", 1), Band("strong", 4))
    steps = tuple(f"Step {i}" for i in range(1, 6))
    return Question(
        name, "all", f"How {name}?", "", "scale", low=1, high=5, bands=bands, steps=steps
    )


def choices(
    name: str, ids: tuple[str, ...], kind: str = "choice", most: int | None = None
) -> Question:
    options = tuple(Choice(i, i.title(), i) for i in ids)
    return Question(name, "all", f"Which {name}?", "", kind, choices=options, most=most)  # type: ignore[arg-type]


QUESTIONS = {
    q.id: q
    for q in (
        number("inside"),
        number("outside"),
        choices("owner", ("founder", "family", "fund")),
        choices("plans", ("sites", "market", NONE), "choices"),
        scale("order"),
    )
}
QUESTIONNAIRE = Questionnaire(
    sections=(Section("all", "Describe it all", ""),),
    questions=QUESTIONS,
    together=(AtMostTogether("inside", "outside", 100, "Together at most 100."),),
)

ROWS = ("r01", "r02", "r03")
SHARES = {
    "gap": Share(
        number("gap", (0, 30, 60)),
        ROWS,
        (Tally(owners=frozenset(["nobody"])), Tally(done=frozenset(["poorly"]))),
    ),
    "load": Share(number("load", (0, 50)), ROWS[1:], (Tally(owners=frozenset(["ceo"])),)),
}
WITH_SHARES = replace(
    QUESTIONNAIRE,
    responsibilities={r: Responsibility(r, "", "operational", "coo") for r in ROWS},
    owners={"ceo": "", "nobody": "", "not_applicable": ""},
    done={"well": "", "poorly": ""},
    shares=SHARES,
)


def all_holdings(held: Mapping[str, Holding]) -> list[dict[str, Holding]]:
    """Every way to fill in the open parts of the matrix, or to leave them; one for each set of
    shares known by it."""
    options = [
        [
            Holding(owner, done)
            for owner in ([h.owner] if h.owner else [None, *WITH_SHARES.owners])
            for done in ([h.done] if h.done else [None, *WITH_SHARES.done])
        ]
        for h in (held.get(row, Holding()) for row in ROWS)
    ]
    found = {}
    for rows in product(*options):
        filled = {r: h for r, h in zip(ROWS, rows, strict=True) if h != Holding()}
        found.setdefault(tuple(sorted(known_shares(WITH_SHARES, filled).items())), filled)
    return list(found.values())


@st.composite
def holdings(draw: st.DrawFn) -> dict[str, Holding]:
    owners = st.sampled_from([None, *WITH_SHARES.owners])
    done = st.sampled_from([None, *WITH_SHARES.done])
    rows = draw(st.sets(st.sampled_from(ROWS)))
    drawn = {row: Holding(draw(owners), draw(done)) for row in sorted(rows)}
    return {row: h for row, h in drawn.items() if h != Holding()}


def replies(question: Question) -> list[object]:
    """One reply for each cell of the question."""
    if question.kind == "choice":
        return [c.id for c in question.choices]
    if question.kind == "choices":
        free = [c.id for c in question.choices if c.id != NONE]
        sets = [frozenset(s) for n in range(1, len(free) + 1) for s in combinations(free, n)]
        return [*sets, frozenset([NONE])]
    return [max(b.start, question.low) for b in question.bands]


def legal(answers: dict[str, object]) -> bool:
    return answers.get("inside", 0) + answers.get("outside", 0) <= 100  # type: ignore[operator]


def all_profiles(known: dict[str, object] | None = None) -> list[Profile]:
    """Every legal way to fill in the questions that `known` leaves open, or to leave them."""
    known = known or {}
    open_questions = [q for q in QUESTIONS if q not in known]
    filled = []
    for values in product(*([None, *replies(QUESTIONS[q])] for q in open_questions)):
        answers = {
            **known,
            **{q: v for q, v in zip(open_questions, values, strict=True) if v is not None},
        }
        if legal(answers):
            filled.append(Profile(answers))  # type: ignore[arg-type]
    return filled


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    answers = {
        q: draw(st.sampled_from(replies(question)))
        for q, question in QUESTIONS.items()
        if draw(st.booleans())
    }
    if not legal(answers):
        del answers["outside"]
    return Profile(answers)  # type: ignore[arg-type]


@st.composite
def full_weeks(draw: st.DrawFn) -> Profile:
    """Profiles of which many have a number that leaves just enough room for a band of the other."""
    profile = draw(profiles())
    full = profile.with_answer("outside", 40)
    return full if draw(st.booleans()) and legal(dict(full.answers)) else profile


@st.composite
def conditions(draw: st.DrawFn, question: Question) -> Condition:
    if question.kind != "choices":
        names = draw(st.sets(st.sampled_from(question.cells), min_size=1))
        return Condition(question.id, " or ".join(sorted(names)), "is", frozenset(names))
    test = draw(st.sampled_from(["includes any", "includes none", "at least", "at most"]))
    free = [c for c in question.cells if c != NONE]
    if test.startswith("includes"):
        names = draw(st.sets(st.sampled_from(free), min_size=1))
        return Condition(question.id, "", test, frozenset(names))
    return Condition(question.id, "", test, count=draw(st.integers(0, 2)))


@st.composite
def whens(
    draw: st.DrawFn, least: int = 1, asked: Questionnaire = QUESTIONNAIRE
) -> tuple[Condition, ...]:
    questions = asked.weighed()
    names = draw(
        st.lists(st.sampled_from(sorted(questions)), min_size=least, max_size=3, unique=True)
    )
    return tuple(draw(conditions(questions[name])) for name in names)


@st.composite
def thresholds(draw: st.DrawFn) -> tuple[Threshold, Threshold]:
    points, share = draw(st.integers(-2, 3)), draw(st.sampled_from([0, 10, 25]))
    return Threshold(points, share), Threshold(
        points + draw(st.integers(1, 4)), share + draw(st.sampled_from([0, 20]))
    )


@st.composite
def forms(draw: st.DrawFn, outcome: str) -> tuple[Form, ...]:
    def form(name: str, when: tuple[Condition, ...], cases: tuple[Case, ...] = ()) -> Form:
        return Form(name, name, f"Take {name}.", "", when, {}, Brief(), any_of=cases)

    levels = {draw(st.sampled_from(DIMENSIONS)): frozenset([draw(st.sampled_from(LEVELS))])}
    cases = (Case(draw(whens()), {}), Case((), levels)) if draw(st.booleans()) else ()
    return (form(f"{outcome}_special", draw(whens(least=0)), cases), form(f"{outcome}_plain", ()))


@st.composite
def rulebooks(
    draw: st.DrawFn, most_rules: int = 6, asked: Questionnaire = QUESTIONNAIRE
) -> Rulebook:
    points = st.sampled_from([-3, -2, -1, 1, 2, 3])
    adds = st.dictionaries(st.sampled_from(DIMENSIONS), points, min_size=1, max_size=3)
    rules = tuple(
        Rule(
            f"rule_{i}",
            "theme",
            f"Rule {i} speaks.",
            draw(whens(asked=asked)),
            draw(adds),
            ("survey",),
        )
        for i in range(draw(st.integers(1, most_rules)))
    )
    gates = tuple(
        Gate(f"gate_{i}", f"Gate {i} holds.", draw(whens(asked=asked)), (out,), "later")
        for i, out in enumerate(draw(st.lists(st.sampled_from(OUTCOMES[:2]), max_size=2)))
    )
    rows = tuple(
        TableRow({"need": frozenset([need]), "breadth": frozenset([breadth])}, outcome, "Row.")
        for need, breadth in product(LEVELS, repeat=2)
        for outcome in [draw(st.sampled_from(OUTCOMES))]
    )
    dimensions = {}
    for name in DIMENSIONS:
        moderate, high = draw(thresholds())
        dimensions[name] = Dimension(
            name, name.title(), "", moderate, high, dict.fromkeys(LEVELS, "")
        )
    return Rulebook(
        name="Random",
        version="1.0.0",
        changes=(),
        fingerprint="0",
        questionnaire=asked,
        rules=rules,
        gates=gates,
        notes=(Note("note", "A note.", draw(whens())),),
        dimensions=dimensions,
        decision=Decision(
            rows,
            StrengthStep(4, 50),
            StrengthStep(2, 20),
            dict.fromkeys(("clear", "leaning", "too_close_to_call"), ""),
        ),
        outcomes={
            o: Outcome(
                o,
                o.title(),
                "",
                {"need": "more", "breadth": "less"},
                OTHERWISE.get(o),
                draw(forms(o)),
            )
            for o in OUTCOMES
        },
        sources={"survey": Source("survey", "A survey", "2020", "none", "", "B")},
    )
