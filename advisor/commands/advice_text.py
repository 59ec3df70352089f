"""The advice as text for an 80-column terminal, verdict first."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.commands.exact_text import changes, still_open
from advisor.commands.lines import WIDTH, block, entry, wrapped
from advisor.explanation import Explanation, Finding, Reason, RuledOut, WhyNot
from advisor.proofs import Exact
from advisor.rulebook import Form, Rulebook, Source
from advisor.telling import notes_told, strength_told

STRONGEST = 5
LIMITS = "A board can use this to decide; it is not legal or employment advice."


def as_text(explanation: Explanation, exact: Exact, most: int | None = STRONGEST) -> str:
    """Everything that a board would ask about, in the order in which it would ask.

    At most so many reasons for, and as many against, are told; None tells all.
    """
    blocks = [
        _opening(explanation, settled=exact.settled),
        block("What we found", map(_finding, explanation.findings)),
        block("Why", _reasons(explanation, "+", explanation.reasons_for, most)),
        block(
            "What speaks against it",
            _reasons(explanation, "-", explanation.reasons_against, most),
        ),
        block("Why not the others", (_why_not(w) for w in explanation.why_not if not w.gates)),
        block("Ruled out for now", map(_ruled_out, explanation.ruled_out)),
        block("What is still open", still_open(explanation, exact)),
        block("What would change this", changes(explanation.rulebook, exact, most)),
        block("Keep in mind", map(_noted, notes_told(explanation, first=False))),
        *_what_to_do(explanation.form),
        _closing(explanation.rulebook),
    ]
    return "\n\n".join(block for block in blocks if block)


def _opening(explanation: Explanation, *, settled: bool) -> str:
    company = explanation.profile.company
    kind = explanation.archetype
    lines = [
        f"{wrapped(company)}\n{'=' * min(len(company), WIDTH)}" if company else "",
        wrapped(explanation.verdict),
        *map(wrapped, notes_told(explanation, first=True)),
        wrapped(f"{strength_told(explanation, settled=settled)}: {explanation.strength_says}"),
        wrapped(f"{kind.name}: {kind.says}") if kind else "",
        "\n".join(wrapped(step) for step in explanation.decided_by),
    ]
    return "\n\n".join(line for line in lines if line)


def _noted(note: str) -> str:
    return entry("*", note)


def _finding(finding: Finding) -> str:
    points = f"{finding.points} {'point' if finding.points == 1 else 'points'}"
    if (finding.lowest, finding.highest) != (finding.points, finding.points):
        points += f", {finding.lowest} to {finding.highest} still possible"
    head = f"  {finding.dimension.name}: {finding.level} ({points})"
    return f"{wrapped(head)}\n{wrapped(finding.says, 4)}"


def _reasons(
    explanation: Explanation, mark: str, reasons: tuple[Reason, ...], most: int | None
) -> Iterator[str]:
    """The strongest reasons, and how many weaker ones there are."""
    for reason in reasons[:most]:
        yield entry(mark, reason.sentence)
        yield wrapped(_grounds(explanation.rulebook, reason), 4)
        if reason.rule.caution:
            yield wrapped(f"Caution: {reason.rule.caution}", 4)
    weaker = len(reasons[most:]) if most is not None else 0
    if weaker:
        yield wrapped(f"... and {weaker} more, none of them stronger; --all tells them", 2)


def _grounds(rulebook: Rulebook, reason: Reason) -> str:
    """What a reason adds, its evidence grade and its sources."""
    points = ", ".join(
        f"{points:+d} {rulebook.dimensions[dimension].name.lower()}"
        for dimension, points in reason.rule.adds.items()
    )
    return f"{points}. Evidence {reason.grade}: {'; '.join(map(_source, reason.sources))}"


def _source(source: Source) -> str:
    return f"{source.title} ({source.year})" if source.year.isdigit() else source.title


def _why_not(why_not: WhyNot) -> str:
    return f"{wrapped(why_not.outcome.name, 2)}\n{wrapped(why_not.sentence, 4)}"


def _ruled_out(ruled_out: RuledOut) -> str:
    names = ", ".join(outcome.name for outcome in ruled_out.outcomes)
    told = f"{ruled_out.sentence} Until {ruled_out.until}."
    return f"{wrapped(names, 2)}\n{wrapped(told, 4)}"


def _what_to_do(form: Form) -> list[str]:
    brief = form.brief
    return [
        block("Next steps", (entry(f"{n}.", step) for n, step in enumerate(brief.next_steps, 1))),
        block("Fix first", (entry("*", step) for step in brief.fix_first)),
        block("Not yet", (entry("*", step) for step in brief.not_yet)),
        block("What would turn this into yes", (entry("*", t) for t in brief.triggers)),
        block("Look again", [wrapped(brief.look_again, 2)] if brief.look_again else []),
    ]


def _closing(rulebook: Rulebook) -> str:
    told = f"Rulebook: {rulebook.name} {rulebook.version}, fingerprint {rulebook.fingerprint[:12]}."
    return f"{wrapped(told)}\n{wrapped(LIMITS)}"
