"""A draft that holds something of everything."""

from __future__ import annotations

from advisor.storage import (
    Decision,
    Draft,
    Note,
    Respondent,
    Scenario,
    Stamp,
    Told,
    ToldGate,
    ToldLevel,
    ToldReason,
)

FULL = Draft(
    token="",
    answers={"headcount": 120, "growth": 2.5, "ownership": "family", "plans": ["a", "b"]},
    typed={"revenue": "about 30", "roles": ["coo", "none"]},
    responsibilities={"r01": {"owner": "ceo", "done": "well"}},
    company="Müller & Søn; DROP TABLE draft;--",
    form="long",
    trying=Scenario(answers={"headcount": 250}, typed={"revenue": "some"}),
    scenarios=(Scenario("After hiring", {"headcount": 200}, {}, {"r02": {"owner": "nobody"}}),),
    panel=True,
    settled={"r01": "operations_lead"},
    report={"summary": 'Two lines.\n\nAnd "more".'},
    notes={"headcount": Note("As of March.", "document"), "growth": Note(source="a letter")},
    respondents=(Respondent("Ann", {"headcount": 110}, {"growth": "a lot"}),),
    decision=Decision("coo", "Too many\nreports.", "2026-03-01", "2026-09-01", "The board"),
    told=Told(
        *("coo", "Chief Operating Officer", "full", "Full-time COO", "Add one.", "clear", "Sure."),
        levels=(ToldLevel("need", "Need", "high", "Need is high."),),
        reasons_for=(ToldReason("overloaded", "14 people report to the CEO."),),
        reasons_against=(ToldReason("small", "120 people are few."),),
        ruled_out=(ToldGate("no_money", "COO", "No money.", "there is some"),),
    ),
    turn=3,
    writer="abc",
)
STAMP = Stamp("Sample rules", "1.2.0", "0123abcd", "coo", "clear")
