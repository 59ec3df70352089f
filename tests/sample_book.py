"""A small rulebook with every recommendation and a full brief for each, for pages and pictures.

It is built as data and worded like the real one, but it is no advice: tests of the pages must
not change when the advice does.
"""

from __future__ import annotations

from itertools import product

from advisor.questionnaire import (
    NONE,
    UNKNOWN,
    Band,
    Choice,
    Holding,
    Profile,
    Question,
    Questionnaire,
    Responsibility,
    Section,
)
from advisor.rulebook import (
    LEVELS,
    Archetype,
    Brief,
    Condition,
    Days,
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

ROLES = {
    "coo": "Chief Operating Officer",
    "vp_operations": "VP Operations",
    "operations_director": "Operations Director",
    "operations_manager": "Operations Manager",
    "chief_of_staff": "Chief of staff",
    "executive_assistant": "Executive assistant to the CEO",
}


def _number(name: str, says: str, unit: str, **bands: int) -> Question:
    cut = tuple(Band(band, start) for band, start in bands.items())
    return Question(name, "company", f"How many {says}?", "", "number", unit=unit, high=10_000,
                    bands=cut, short_form=True, says=says)  # fmt: skip


def _choice(name: str, ask: str, kind: str = "choice", **choices: str) -> Question:
    options = tuple(Choice(i, label, label[:1].lower() + label[1:]) for i, label in choices.items())
    return Question(name, "leadership", ask, "", kind, choices=options, short_form=True,  # type: ignore[arg-type]
                    says=ask.rstrip("?").lower())  # fmt: skip


QUESTIONS = {
    q.id: q
    for q in (
        _number("headcount", "people in the company", "people", small=1, midsize=50, large=250),
        _number("departments", "departments", "departments", few=0, several=3, many=6),
        _number("ceo_direct_reports", "people who report to the CEO", "people", few=0, usual=6,
                overloaded=13),
        _number("ceo_time_on_operations", "percent on running", "percent", low=0, half=40, most=60),
        _number("ceo_time_external", "percent outside", "percent", low=0, usual=15, high=40),
        _choice("ceo_type", "How did the CEO come to lead?", founder="A founder", hired="A hire"),
        _choice("main_pain", "Where is the main pain?", operations="One operating function",
                company="Across the whole company", nowhere="Nowhere in particular"),
        _choice("cash", "How long does the cash last?", long="Over 24 months",
                short="Under 6 months"),
        _choice("roles_in_post", "Which roles are in post?", "choices",
                **ROLES, none="None of these"),
        _choice("decisions_to_hand_over", "Which decisions would the CEO hand over?", "choices",
                hire="Hire and fire", spend="Spend within budget", policy="Set policy",
                none="None of them"),
    )
}  # fmt: skip

QUESTIONNAIRE = Questionnaire(
    sections=(
        Section("company", "Describe the company", ""),
        Section("leadership", "Describe who leads today", ""),
    ),
    questions=QUESTIONS,
    responsibilities={
        "r01": Responsibility("r01", "Help set company strategy", "strategic", "coo"),
        "r09": Responsibility("r09", "Direct several department heads", "cross_functional", "coo"),
        "r18": Responsibility("r18", "Run day-to-day operations", "operational", "od"),
    },
    owners={"ceo": "the CEO", "nobody": "nobody"},
    done={"well": "Well", "poorly": "Poorly"},
)

SOURCES = {
    s.id: s
    for s in (
        Source("span", "How wide is a chief executive's span?", "2012", "https://example.org/span",
               "Shows how many people report to the CEO in large firms. Does not show that fewer "
               "is better.", "A"),
        Source("survey", "A survey of second-in-commands", "2013", "none",
               "Shows what they do. Does not show what they achieve.", "B"),
        Source("judgement", "Our own judgement", "2026", "none", "Nothing published.", "J"),
    )
}  # fmt: skip


def _is(question: str, *names: str) -> Condition:
    return Condition(question, " or ".join(names), "is", frozenset(names))


def _rule(
    name: str, says: str, when: tuple[Condition, ...], source: str = "survey", **adds: int
) -> Rule:
    return Rule(name, "sample", says, when, adds, (source,), "One survey only.")


RULES = (
    _rule("overloaded", "{ceo_direct_reports} report to the CEO: more than one person can lead.",
          (_is("ceo_direct_reports", "overloaded"),), "span", need=2, breadth=2),
    _rule("whole_company", "The main pain is {main_pain}, so no single department can mend it.",
          (_is("main_pain", "company"),), need=2, breadth=3, depth=-1),
    _rule("one_function", "The main pain is {main_pain}: a narrower role reaches it.",
          (_is("main_pain", "operations"),), need=1, breadth=-2, depth=3),
    _rule("no_pain", "The main pain is {main_pain}, so there is little for a new role to mend.",
          (_is("main_pain", "nowhere"),), need=-2),
    _rule("inside", "{ceo_time_on_operations} of the CEO's week goes on internal running.",
          (_is("ceo_time_on_operations", "most"),), need=2, depth=2),
    _rule("outside", "{ceo_time_external} of the CEO's week is spent outside the company.",
          (_is("ceo_time_external", "high"),), need=1, breadth=2),
    _rule("small", "With {headcount} there is little to lead through others yet.",
          (_is("headcount", "small"),), need=-1, breadth=-3, readiness=-2),
    _rule("midsize", "At {headcount} not everybody knows who does what.",
          (_is("headcount", "midsize"),), "judgement", need=1, breadth=1, depth=2, readiness=1),
    _rule("large", "With {headcount} work crosses many hands.",
          (_is("headcount", "large"),), need=1, breadth=2, depth=3, readiness=2),
    _rule("many_departments", "{departments} have to be kept in step.",
          (_is("departments", "many"),), need=1, breadth=2),
    _rule("few_departments", "There are {departments}: hardly a company to hold together.",
          (_is("departments", "few"),), breadth=-2, depth=1),
    _rule("cash_long", "Cash lasts {cash}.", (_is("cash", "long"),), readiness=2),
    _rule("cash_short", "Cash lasts {cash}.", (_is("cash", "short"),), readiness=-3),
    _rule("hands_over", "The CEO would hand over several decisions.",
          (Condition("decisions_to_hand_over", "at least 2", "at least", count=2),), readiness=2),
)  # fmt: skip


def _levels(dimension: str, name: str, moderate: int, high: int) -> Dimension:
    says = {level: f"{name} is {level} for a company like this." for level in LEVELS}
    return Dimension(dimension, name, "", Threshold(moderate), Threshold(high), says)


DIMENSIONS = {
    "need": _levels("need", "Need", 2, 4),
    "breadth": _levels("breadth", "Company-wide scope", 2, 5),
    "depth": _levels("depth", "Operating scope", 2, 4),
    "readiness": _levels("readiness", "Readiness", 1, 4),
}


def _table() -> tuple[TableRow, ...]:
    def outcome(need: str, breadth: str, depth: str) -> str:
        if need == "low":
            return "no_new_role"
        if breadth == "high":
            return "coo_and_operations_director" if depth == "high" else "coo"
        return "operations_manager" if depth == "low" else "operations_director"

    return tuple(
        TableRow(
            {"need": frozenset([n]), "breadth": frozenset([b]), "depth": frozenset([d])},
            outcome(n, b, d),
            f"Need is {n}, company-wide scope is {b} and operating scope is {d}.",
        )
        for n, b, d in product(LEVELS, repeat=3)
    )


def _brief(role: str, chart: tuple[str, ...]) -> Brief:
    return Brief(
        mandate=f"The {role} turns the plan into weekly work and answers for delivery.",
        reports_to="The CEO, with a weekly hour that is never moved.",
        decides=("Priorities within the operating plan", "Hiring below department heads"),
        recommends=("The yearly operating budget", "Changes of department heads"),
        asks=("Anything that changes the strategy",),
        first_90_days=(
            Days("Days 1-30", "Listen, map the hand-offs and agree five measures."),
            Days("Days 31-60", "Mend the two hand-offs that cost most."),
            Days("Days 61-90", "Run the weekly review without the CEO in the room."),
        ),
        kpis=("Share of orders on time, monthly", "Hours of the CEO's week spent on running"),
        risks=("The CEO keeps deciding: agree in writing what is handed over.",),
        title_advice=("Keep the title below chief until the scope is company-wide.",),
        profile=("Has run three departments at twice this size.",),
        not_in_scope=("Sales", "Fundraising"),
        cost="From your answers: no budget was given. Count salary, on-costs and the search.",
        ceo_stops=("Chairing the weekly operations meeting", "Approving spending within budget"),
        next_steps=("The CEO writes down the decisions to hand over, by Friday.",
                    "The board agrees the mandate, by the end of the month.",
                    "The CEO speaks with three candidates, within six weeks."),
        not_yet=("Do not promote anybody to fill the gap quickly.",),
        sources=("survey",),
        takes_over=("r01", "r09", "r18"),
        chart=chart,
    )  # fmt: skip


COO_BOX = ("Chief Operating Officer: CEO", "Operating department heads: Chief Operating Officer")
NOT_YET = Brief(
    fix_first=("Write down the three processes that break most often.",
               "Give each department one named head."),
    triggers=("More than 12 people report to the CEO", "Hand-offs fail every week for a quarter"),
    look_again="Look again in six months, or when a trigger is met.",
    next_steps=("The CEO lists the week's decisions, by Friday.",
                "Each head writes one page about hand-offs, by the end of the month.",
                "The CEO and the heads review both, within six weeks."),
    not_yet=("Do not hire a chief of staff as a compromise.",),
    ceo_stops=("Signing off travel",),
)  # fmt: skip
FORMS = {
    "coo": (
        Form("fractional_coo", "Fractional COO",
             "Bring in a fractional COO for a year; hire a full-time one when cash allows.",
             "An experienced COO for two days a week.", (_is("cash", "short"),), {},
             _brief("fractional COO", ("Fractional COO: CEO",))),
        Form("full_time_coo", "Chief Operating Officer",
             "Add a Chief Operating Officer now, to run the company beside the CEO.",
             "A second-in-command who leads several departments.", (), {},
             _brief("COO", COO_BOX),
             archetypes=(Archetype("partner", "Partner to a founder",
                                   "Complements a founder who works outside the company.",
                                   (_is("ceo_type", "founder"),), ("span",)),)),
    ),
    "operations_director": (
        Form("operations_director", "Operations Director",
             "Add an Operations Director now; look at a COO again in a year.",
             "Leads the operating function and answers for its results.", (), {},
             _brief("Operations Director", ("Operations Director: CEO",))),
    ),
    "coo_and_operations_director": (
        Form("coo_first", "COO first, then an Operations Director",
             "Add a COO now and an Operations Director under the COO within a year.",
             "Two roles, one after the other.", (), {},
             _brief("COO", (*COO_BOX, "Operations Director: Chief Operating Officer"))),
    ),
    "operations_manager": (
        Form("operations_manager", "Operations Manager",
             "Add an Operations Manager; nothing more senior is needed yet.",
             "Keeps daily work moving.", (), {},
             _brief("Operations Manager", ("Operations Manager: CEO",))),
    ),
    "no_new_role": (
        Form("not_yet", "Nobody yet", "Add nobody yet: mend two things first, then look again.",
             "No senior operations role for now.", (), {}, NOT_YET),
    ),
}  # fmt: skip
NAMES = {
    "coo": ("Chief Operating Officer", "operations_director"),
    "operations_director": ("Operations Director", "operations_manager"),
    "coo_and_operations_director": ("COO and Operations Director", "operations_director"),
    "operations_manager": ("Operations Manager", "no_new_role"),
    "no_new_role": ("No new role", None),
}
WANTS = {
    "coo": {"need": "more", "breadth": "more", "depth": "less", "readiness": "more"},
    "operations_director": {"need": "more", "breadth": "less", "depth": "more"},
    "coo_and_operations_director": dict.fromkeys(DIMENSIONS, "more"),
    "operations_manager": {"need": "more", "breadth": "less", "depth": "less"},
    "no_new_role": dict.fromkeys(DIMENSIONS, "less"),
}

BOOK = Rulebook(
    name="Sample rulebook",
    version="1.2.0",
    changes=(),
    fingerprint="0123456789abcdef",
    questionnaire=QUESTIONNAIRE,
    rules=RULES,
    gates=(
        Gate("keeps_deciding", "The CEO would hand over none of the decisions.",
             (Condition("decisions_to_hand_over", "at most 0", "at most", count=0),),
             ("coo", "coo_and_operations_director"),
             "the CEO is ready to hand over at least two decisions", ("survey",)),
    ),
    notes=(Note("busy", "The CEO's week adds up to little outside time, yet the pain is said to "
                "be across the company: is both right?",
                (_is("ceo_time_external", "low"), _is("main_pain", "company"))),),
    dimensions=DIMENSIONS,
    decision=Decision(
        _table(),
        StrengthStep(2, 50),
        StrengthStep(2, 20),
        {
            "clear": "No small change of the answers would lead to another recommendation.",
            "leaning": "One or two other answers could lead elsewhere.",
            "too_close_to_call": "A single other answer could lead elsewhere, or too little is "
            "known.",
        },
    ),
    outcomes={
        o: Outcome(o, name, f"{name}, in one sentence.", WANTS[o], otherwise, FORMS[o])  # type: ignore[arg-type]
        for o, (name, otherwise) in NAMES.items()
    },
    sources=SOURCES,
)  # fmt: skip

_FULL = {
    "headcount": 120, "departments": 9, "ceo_direct_reports": 14, "ceo_time_on_operations": 30,
    "ceo_time_external": 45, "ceo_type": "founder", "main_pain": "company", "cash": "long",
    "roles_in_post": frozenset(["operations_manager", "chief_of_staff", "executive_assistant"]),
    "decisions_to_hand_over": frozenset(["hire", "spend", "policy"]),
}  # fmt: skip


def profile(company: str = "Example & Söhne <GmbH>", **changed: object) -> Profile:
    """The fully answered company that a COO suits, with some answers changed (None: left out)."""
    answers = {q: a for q, a in {**_FULL, **changed}.items() if a is not None}
    held = {"r18": Holding("ceo", "poorly"), "r01": Holding("ceo", "well")}
    return Profile(answers, held, company)  # type: ignore[arg-type]


PROFILES = {
    "coo": profile(),
    "fractional_coo": profile(cash="short"),
    "operations_director": profile(main_pain="operations", departments=4, ceo_time_external=10,
                                   ceo_time_on_operations=70),
    "coo_first": profile(headcount=400, ceo_time_on_operations=70, ceo_time_external=50),
    "operations_manager": profile(headcount=20, departments=2, main_pain="company",
                                  ceo_time_external=10),
    "not_yet": profile(headcount=20, departments=2, main_pain="nowhere", ceo_direct_reports=4,
                       ceo_time_external=20, roles_in_post=frozenset([NONE])),
    "ruled_out": profile(decisions_to_hand_over=frozenset([NONE]), ceo_time_external=5),
    "close": Profile({"headcount": 120, "departments": 9, "main_pain": "company",
                      "cash": UNKNOWN, "ceo_type": "founder", "ceo_direct_reports": 8}),
    "nothing": Profile({"headcount": 120, "cash": UNKNOWN}, company="Nearly empty"),
}  # fmt: skip
