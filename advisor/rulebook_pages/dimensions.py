"""The four dimensions with their levels and rules, and the decision table that reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from advisor.markup import NOTHING, Markup, bullets, joined, paragraph, safe, strong
from advisor.rulebook import LEVELS, Dimension, Rule, TableRow, Threshold
from advisor.rulebook_pages.edition import Edition
from advisor.rulebook_pages.pieces import Row, entry_link, small_print, table
from advisor.rulebook_pages.references import rules_adding_to
from advisor.rulebook_pages.told import conditions_told, signed
from advisor.telling import STRENGTHS
from advisor.wording import MINUS, listed

_ANY = "any level"


def dimension_told(edition: Edition, dimension: Dimension) -> Markup:
    """What it asks, where its levels begin, and every rule that adds to it."""
    rules = rules_adding_to(edition.rulebook, dimension.id)
    above = sum(rule.adds[dimension.id] > 0 for rule in rules)
    counts = f"{above} rules raise it, {len(rules) - above} lower it."
    return joined(
        edition.titled("Its levels", _levels(dimension)),
        edition.titled("Rules that add to it", joined(
            paragraph(f"{counts} Those that raise it most come first."),
            _rules(edition, dimension, rules),
        )),
        small_print(dimension.id, dimension.place),
    )  # fmt: skip


def _levels(dimension: Dimension) -> Markup:
    begins = {
        "low": "below that",
        "moderate": _begins(dimension.moderate),
        "high": _begins(dimension.high),
    }
    shares = dimension.moderate.share or dimension.high.share
    in_play = "Points in play are what the questions that were answered could add at most."
    return joined(
        bullets(
            joined(strong(f"{level.capitalize()}, {begins[level]}: "), safe(dimension.says[level]))
            for level in reversed(LEVELS)
        ),
        paragraph(in_play if shares else ""),
    )


def _begins(threshold: Threshold) -> str:
    points = f"{MINUS if threshold.points < 0 else ''}{abs(threshold.points)}"
    unit = "point" if abs(threshold.points) == 1 else "points"
    share = f" plus {threshold.share} % of the points in play" if threshold.share else ""
    return f"from {points} {unit}{share}"


def _rules(edition: Edition, dimension: Dimension, rules: Iterable[Rule]) -> Markup:
    """Its rules in a table. What they ask for is told again only where it saves a click."""

    def row(rule: Rule) -> Row:
        points, link = safe(signed(rule.adds[dimension.id])), entry_link(edition, rule)
        if edition.printed:
            return (points, link)
        return (points, link, safe(conditions_told(edition.rulebook, rule.when)))

    columns = ("Points", "Rule") if edition.printed else ("Points", "Rule", "Holds when")
    groups = [(NOTHING, [row(rule) for rule in rules])]
    return table(f"Rules that add to {dimension.name.lower()}", columns, groups, "points")


def decision_told(edition: Edition) -> Markup:
    """The whole decision table, and what makes a result clear, leaning or too close to call."""
    says = edition.rulebook.decision.strength_says
    strengths = bullets(
        joined(strong(f"{name}: "), safe(f"{says[step]} {_takes(edition, step)}".strip()))
        for step, name in STRENGTHS.items()
        if step in says
    )
    return joined(
        paragraph(
            "Every combination of the four levels meets exactly one row. A gate may still rule its "
            "outcome out."
        ),
        decision_rows(edition, edition.rulebook.decision.rows, "Levels, and where they lead"),
        edition.titled("How strong a result is", strengths),
    )


def _takes(edition: Edition, step: str) -> str:
    """What a result must show to be called this strong."""
    decision = edition.rulebook.decision
    needed = {"clear": decision.clear, "leaning": decision.leaning}.get(step)
    if needed is None:
        return ""
    return (
        f"It takes at least {needed.margin} points to the next outcome, and answers to "
        f"{needed.known} % of what can count."
    )


def decision_rows(
    edition: Edition, rows: Iterable[TableRow], caption: str, *, lead_to: bool = True
) -> Markup:
    """Rows of the decision table: the levels, the outcome they `lead_to`, and why."""
    book = edition.rulebook

    def row(row: TableRow) -> Row:
        levels = (safe(_levels_in_words(row.levels, d)) for d in book.dimensions)
        outcome = book.outcomes[row.outcome]
        goal = (edition.link("outcome", outcome.id, outcome.name),) if lead_to else ()
        return (*levels, *goal, safe(row.says))

    goal = ("Leads to",) if lead_to else ()
    columns = (*(d.name for d in book.dimensions.values()), *goal, "Because")
    return table(caption, columns, [(NOTHING, [row(r) for r in rows])], "decision")


def _levels_in_words(levels: Mapping[str, frozenset[str]], dimension: str) -> str:
    allowed = levels.get(dimension, frozenset(LEVELS))
    return _ANY if len(allowed) == len(LEVELS) else levels_told(allowed)


def levels_told(allowed: frozenset[str]) -> str:
    """Levels in their order: "moderate or high"."""
    return listed((level for level in LEVELS if level in allowed), "or")


def levels_needed(edition: Edition, levels: Mapping[str, frozenset[str]]) -> Iterable[Markup]:
    """Levels that must be reached: "Readiness: low"."""
    dimensions = edition.rulebook.dimensions
    for name, allowed in levels.items():
        link = edition.link("dimension", name, dimensions[name].name)
        yield joined(link, safe(f": {levels_told(allowed)}"))


def dimension_line(edition: Edition, dimension: Dimension) -> Markup:
    """A dimension where all are listed: what it asks, and how many rules add to it."""
    count = len(rules_adding_to(edition.rulebook, dimension.id))
    link = edition.link("dimension", dimension.id, dimension.name)
    return joined(link, safe(f": {dimension.asks} {count} rules."))
