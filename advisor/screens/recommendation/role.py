"""The second half of the recommendation page: what to do, the structure, and the role itself."""

from __future__ import annotations

from datetime import date

from advisor.explanation import Explanation
from advisor.markup import (
    NOTHING,
    Markup,
    boxed,
    bullets,
    heading,
    joined,
    line,
    opens,
    paragraph,
    safe,
    sentences,
    source_in_full,
    strong,
    titled,
)
from advisor.pictures import Chart, after, before, chart_picture
from advisor.rulebook import Brief
from advisor.rulebook_pages import PAGE, linked
from advisor.screens.recommendation_markup import Later, anchor, nested
from advisor.telling import look_again
from advisor.wording import listed, lower_first

NEXT, STOPS = "What to do next", "What the CEO stops doing"
CHART_WIDTH = 300.0
"""Pixels: two charts stand side by side, and one fits a narrow screen without shrinking."""


def first_things(explanation: Explanation, today: date) -> Markup:
    """Where the advice is "nobody yet": what to mend, what would change it, when to look again."""
    brief = explanation.form.brief
    return joined(
        titled("Fix this first", sentences(brief.fix_first, kind="ol"), 2),
        titled("What would turn \u201cnot yet\u201d into \u201cnow\u201d",
               sentences(brief.triggers), 2),
        titled("When to look again", paragraph(look_again(brief.look_again, today)), 2),
    )  # fmt: skip


def next_steps(explanation: Explanation) -> Markup:
    """The next three steps, and what not to do yet."""
    brief = explanation.form.brief
    return joined(
        heading(NEXT),
        sentences(brief.next_steps[:3], kind="ol"),
        line(strong("Not yet:"), safe(" ".join(brief.not_yet[:2]))) if brief.not_yet else NOTHING,
    )


def ceo_stops(explanation: Explanation) -> Markup:
    """What the CEO stops doing once the recommendation is followed."""
    return titled(STOPS, sentences(explanation.form.brief.ceo_stops), 2)


def back_up() -> Markup:
    """The way from the end of the page to what to do next."""
    return paragraph(
        Markup(f'<a href="#{anchor(NEXT)}">Back up: {lower_first(NEXT)}</a>'), safe_already=True
    )


def structure(explanation: Explanation) -> Markup:
    """The organisation before and after, side by side, each drawn and as a list."""
    questionnaire = explanation.rulebook.questionnaire
    today = before(questionnaire, explanation.profile)
    then = after(questionnaire, today, explanation.form)
    if len(then.boxes) < 2:
        return NOTHING
    charts = boxed(_chart("Today", today), _chart("After", then), kind="pair")
    reading = "A thick frame marked \u201cNew\u201d is a role to fill; a dashed one moves."
    if then == today:
        charts = _chart("Today, and it stays", today)
        reading = "The recommendation leaves the chart as it is."
    return joined(
        heading("How the structure changes"),
        paragraph(
            f"Drawn from the roles in post and the departments. {reading} "
            "Who reports to whom below the CEO is assumed, and yours to settle."
        ),
        charts,
    )


def _chart(title: str, chart: Chart) -> Markup:
    """One chart, with the list that says the same."""
    drawing = Markup(chart_picture(chart, title, CHART_WIDTH).svg)
    listed = opens("The same as a list", title, nested(chart))
    return boxed(heading(title, 3), drawing, listed, kind="chart")


def role(explanation: Explanation) -> Markup:
    """What kind of role it is, its mandate and its place; the whole of it is one click away."""
    brief = explanation.form.brief
    body = joined(
        _kind(explanation),
        titled("Mandate", paragraph(brief.mandate)),
        titled("Reports to", paragraph(brief.reports_to)),
        _rest_of_the_role(explanation),
    )
    return titled(_role_title(explanation), body, 2)


def _rest_of_the_role(explanation: Explanation) -> Markup:
    """Decision rights, plan, measures, risks, cost: behind a line that names what is there."""
    brief = explanation.form.brief
    told = {
        "Profit and loss": paragraph(brief.profit_and_loss),
        "What it decides": _decisions(brief),
        "Takes over": _takes_over(explanation),
        "Not part of the role": sentences(brief.not_in_scope),
        "Who to look for": sentences(brief.profile),
        "The title": sentences(brief.title_advice),
        "What it costs": paragraph(brief.cost),
        "The first 90 days": _days(brief),
        "How to tell that it works": sentences(brief.kpis),
        "What can go wrong": sentences(brief.risks),
    }
    there = {title: body for title, body in told.items() if body}
    if not there:
        return NOTHING
    names = listed(map(lower_first, there))
    return opens(f"Read on: {names}", "", joined(*(titled(*one) for one in there.items())))


def _role_title(explanation: Explanation) -> str:
    hires = explanation.recommendation.otherwise is not None
    name = explanation.form.name
    return f"The role: {name}" if hires else f"{name}, in detail"


def _kind(explanation: Explanation) -> Markup:
    kind = explanation.archetype
    return titled(f"What kind: {kind.name}", paragraph(kind.says)) if kind else NOTHING


def _decisions(brief: Brief) -> Markup:
    rights = (
        ("Decides alone", brief.decides),
        ("Recommends, and the CEO decides", brief.recommends),
        ("Asks first", brief.asks),
    )
    items = [boxed(strong(name), sentences(held), kind="right") for name, held in rights if held]
    return boxed(*items, kind="thirds") if items else NOTHING


def _days(brief: Brief) -> Markup:
    stretches = "".join(
        f"<dt>{safe(days.when)}</dt><dd>{safe(days.does)}</dd>" for days in brief.first_90_days
    )
    return Markup(f"<dl>{stretches}</dl>") if stretches else NOTHING


def _takes_over(explanation: Explanation) -> Markup:
    """The responsibilities that the role would hold, with who holds each today where said."""
    questionnaire, held = explanation.rulebook.questionnaire, explanation.profile.responsibilities
    rows = [
        questionnaire.responsibilities[r]
        for r in explanation.form.brief.takes_over
        if r in questionnaire.responsibilities
    ]
    if not rows:
        return NOTHING

    def today(row: str) -> str:
        owner = held[row].owner if row in held else None
        return f" (today: {questionnaire.owners[owner]})" if owner else ""

    items = (safe(f"{row.text}{today(row.id)}") for row in rows)
    return opens(f"{len(rows)} of {len(questionnaire.responsibilities)} responsibilities", "",
                 bullets(items))  # fmt: skip


def method(explanation: Explanation) -> Markup:
    """The small print: what this is, what it is not, which rules it came from."""
    book = explanation.rulebook
    return joined(
        heading("Method and limits"),
        paragraph(
            f"Rulebook: {book.name}, version {book.version}, fingerprint {book.fingerprint[:12]}. "
            f"Of its {len(book.rules)} rules, {len(explanation.advice.fired)} apply to these "
            "answers."
        ),
        paragraph(linked(PAGE, safe("Read the rulebook")), safe_already=True),
        paragraph(
            "Each rule that applies adds points to one or more of the four findings; the findings "
            "pick the recommendation from a table, and a few rules can rule an option out. "
            "The weights are judgement: the sources show directions, not points."
        ),
        paragraph(
            "This supports a decision and does not replace it. It is not legal, tax or "
            "employment advice."
        ),
    )


def sources(explanation: Explanation) -> Later | None:
    """Every source behind this page, once, with what it does and does not show."""
    kind, book = explanation.archetype, explanation.rulebook.sources
    used = {
        source: None
        for part in (
            *(r.rule.sources for r in explanation.reasons_for),
            *(r.rule.sources for r in explanation.reasons_against),
            *(r.gate.sources for r in explanation.ruled_out),
            explanation.form.brief.sources,
            kind.sources if kind else (),
        )
        for source in part
    }

    def write() -> Markup:
        return bullets(source_in_full(book[s]) for s in used)

    label = f"Sources behind this page, and what they show ({len(used)})"
    return Later(label, write) if used else None
