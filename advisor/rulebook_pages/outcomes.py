"""An outcome: what leads to it, what rules it out, its forms, and the role brief of each."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.markup import (
    NOTHING,
    Markup,
    bullets,
    joined,
    line,
    paragraph,
    safe,
    strong,
)
from advisor.rulebook import Archetype, Case, Form, Outcome
from advisor.rulebook_pages.briefs import brief_told
from advisor.rulebook_pages.dimensions import decision_rows, levels_needed
from advisor.rulebook_pages.edition import Edition, anchored
from advisor.rulebook_pages.pieces import beneath, conditions, entry_link, small_print, source_link
from advisor.wording import listed


def outcome_told(edition: Edition, outcome: Outcome) -> Markup:
    """What an outcome is, the rows and gates that decide about it, and its forms with briefs."""
    forms = joined(*(
        anchored("form", form.id, _form(edition, number, form))
        for number, form in enumerate(outcome.forms, 1)
    ))  # fmt: skip
    many = "The first of them that fits is taken." if len(outcome.forms) > 1 else ""
    return joined(
        paragraph(outcome.says),
        paragraph(outcome.leaves_open and f"What it leaves open: {outcome.leaves_open}"),
        paragraph(outcome.undoing and f"Undoing it: {outcome.undoing}"),
        paragraph(_wants(edition, outcome)),
        edition.titled("Findings that lead to it", _leading(edition, outcome)),
        edition.titled("What rules it out", _gates(edition, outcome)),
        edition.titled("Its forms", joined(paragraph(many), forms)),
        small_print(outcome.id, outcome.place),
    )


def _wants(edition: Edition, outcome: Outcome) -> str:
    """Which findings speak for it and which against it."""
    dimensions = edition.rulebook.dimensions

    def named(direction: str) -> str:
        wanted = (d for d, w in outcome.wants.items() if w == direction)
        return listed(dimensions[d].name.lower() for d in wanted)

    sides = {"What speaks for it": named("more"), "What speaks against it": named("less")}
    return " ".join(f"{side}: more {told}." for side, told in sides.items() if told)


def _leading(edition: Edition, outcome: Outcome) -> Markup:
    """The rows of the decision table, and the outcomes that it stands in for."""
    book = edition.rulebook
    rows = [row for row in book.decision.rows if row.outcome == outcome.id]
    caption = f"Rows of the decision table that lead to {outcome.name}"
    table = decision_rows(edition, rows, caption, lead_to=False)
    before = [o for o in book.outcomes.values() if o.otherwise == outcome.id]
    links = Markup(" or ".join(edition.link("outcome", o.id, o.name) for o in before))
    return joined(
        table if rows else paragraph("No row of the decision table leads to it."),
        line(safe("Also taken where a gate rules out"), joined(links, safe(".")))
        if links
        else NOTHING,
    )


def _gates(edition: Edition, outcome: Outcome) -> Markup:
    """Every gate that rules it out, and what is taken instead."""
    book = edition.rulebook
    gates = [gate for gate in book.gates if outcome.id in gate.rules_out]
    if not gates:
        return paragraph("Nothing: it can always be recommended.")
    instead = book.outcomes[outcome.otherwise] if outcome.otherwise else None
    return joined(
        bullets(
            joined(entry_link(edition, gate), beneath(f"Until {gate.until}.")) for gate in gates
        ),
        line(strong("Taken instead:"), edition.link("outcome", instead.id, instead.name))
        if instead
        else NOTHING,
    )


def _form(edition: Edition, number: int, form: Form) -> Markup:
    kinds = bullets(_archetype(edition, kind) for kind in form.archetypes)
    return joined(
        edition.heading(f"{number}. {form.name}", 1),
        paragraph(form.says),
        line(strong("Verdict:"), safe(form.verdict)),
        _fits(edition, form),
        joined(line(strong("Kinds, the first that fits:")), kinds) if kinds else NOTHING,
        edition.folded("The role brief", form.name, brief_told(edition, form.brief)),
        small_print(form.id, form.place),
    )


def _fits(edition: Edition, form: Form) -> Markup:
    """When a form is taken."""
    must = list(_case(edition, form))
    ways = [Markup("; and ".join(_case(edition, case))) for case in form.any_of]
    if not must and not ways:
        return paragraph("Taken where no form above fits.")
    one_of = "And one of these" if must else "Fits when one of these is so"
    all_of = "Fits when" if len(must) == 1 else "Fits when all of these are so"
    return joined(
        joined(line(strong(all_of)), bullets(must)) if must else NOTHING,
        joined(line(strong(one_of)), bullets(ways)) if ways else NOTHING,
    )


def _case(edition: Edition, case: Form | Case) -> Iterator[Markup]:
    """Its conditions and levels, which must all hold."""
    yield from conditions(edition, case.when)
    yield from levels_needed(edition, case.levels)


def _archetype(edition: Edition, kind: Archetype) -> Markup:
    when = Markup("; and ".join(conditions(edition, kind.when)))
    sources = Markup(", ".join(source_link(edition, edition.rulebook.sources[s])
                               for s in kind.sources))  # fmt: skip
    return joined(
        strong(f"{kind.name}. "), safe(kind.says), Markup("<br/><small>"),
        when or safe("Where no other fits"), safe(". "),
        joined(safe("Sources: "), sources, safe(".")) if sources else NOTHING, Markup("</small>"),
    )  # fmt: skip
