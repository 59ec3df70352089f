"""The advice as text for an 80-column terminal, verdict first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import fill

from advisor.explanation import Explanation, Finding, Reason, RuledOut, WhyNot
from advisor.rulebook import Form, Rulebook, Source

WIDTH = 80
STRONGEST = 5
STRENGTHS = {"clear": "Clear", "leaning": "Leaning", "too_close_to_call": "Too close to call"}
LIMITS = "A board can use this to decide; it is not legal or employment advice."


def as_text(explanation: Explanation, most: int | None = STRONGEST) -> str:
    """Everything that a board would ask about, in the order in which it would ask.

    At most so many reasons for, and as many against, are told; None tells all.
    """
    blocks = [
        _opening(explanation),
        _block("What we found", map(_finding, explanation.findings)),
        _block("Why", _reasons(explanation, "+", explanation.reasons_for, most)),
        _block(
            "What speaks against it",
            _reasons(explanation, "-", explanation.reasons_against, most),
        ),
        _block("Why not the others", (_why_not(w) for w in explanation.why_not if not w.gates)),
        _block("Ruled out for now", map(_ruled_out, explanation.ruled_out)),
        _block("Keep in mind", (_entry("*", note) for note in explanation.notes)),
        *_what_to_do(explanation.form),
        _closing(explanation.rulebook),
    ]
    return "\n\n".join(block for block in blocks if block)


def _opening(explanation: Explanation) -> str:
    company = explanation.profile.company
    kind = explanation.archetype
    lines = [
        f"{_wrapped(company)}\n{'=' * min(len(company), WIDTH)}" if company else "",
        _wrapped(explanation.verdict),
        _wrapped(f"{STRENGTHS[explanation.strength]}: {explanation.strength_says}"),
        _wrapped(f"{kind.name}: {kind.says}") if kind else "",
        "\n".join(_wrapped(step) for step in explanation.decided_by),
    ]
    return "\n\n".join(line for line in lines if line)


def _finding(finding: Finding) -> str:
    points = f"{finding.points} {'point' if finding.points == 1 else 'points'}"
    if (finding.lowest, finding.highest) != (finding.points, finding.points):
        points += f", {finding.lowest} to {finding.highest} still possible"
    head = f"  {finding.dimension.name}: {finding.level} ({points})"
    return f"{_wrapped(head)}\n{_wrapped(finding.says, 4)}"


def _reasons(
    explanation: Explanation, mark: str, reasons: tuple[Reason, ...], most: int | None
) -> Iterator[str]:
    """The strongest reasons, and how many weaker ones there are."""
    for reason in reasons[:most]:
        yield _entry(mark, reason.sentence)
        yield _wrapped(_grounds(explanation.rulebook, reason), 4)
        if reason.rule.caution:
            yield _wrapped(f"Caution: {reason.rule.caution}", 4)
    weaker = len(reasons[most:]) if most is not None else 0
    if weaker:
        yield _wrapped(f"... and {weaker} more, none of them stronger; --all tells them", 2)


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
    return f"{_wrapped(why_not.outcome.name, 2)}\n{_wrapped(why_not.sentence, 4)}"


def _ruled_out(ruled_out: RuledOut) -> str:
    names = ", ".join(outcome.name for outcome in ruled_out.outcomes)
    told = f"{ruled_out.sentence} Until {ruled_out.until}."
    return f"{_wrapped(names, 2)}\n{_wrapped(told, 4)}"


def _what_to_do(form: Form) -> list[str]:
    brief = form.brief
    return [
        _block("Next steps", (_entry(f"{n}.", step) for n, step in enumerate(brief.next_steps, 1))),
        _block("Fix first", (_entry("*", step) for step in brief.fix_first)),
        _block("Not yet", (_entry("*", step) for step in brief.not_yet)),
        _block("What would turn this into yes", (_entry("*", t) for t in brief.triggers)),
        _block("Look again", [_wrapped(brief.look_again, 2)] if brief.look_again else []),
    ]


def _closing(rulebook: Rulebook) -> str:
    told = f"Rulebook: {rulebook.name} {rulebook.version}, fingerprint {rulebook.fingerprint[:12]}."
    return f"{_wrapped(told)}\n{_wrapped(LIMITS)}"


def _block(title: str, entries: Iterable[str]) -> str:
    """A heading and its entries; nothing where there are none."""
    listed = list(entries)
    return "\n".join([title.upper(), *listed]) if listed else ""


def _entry(mark: str, text: str) -> str:
    first = f"  {mark} "
    return _wrapped(text, len(first), first)


def _wrapped(text: str, indent: int = 0, first: str | None = None) -> str:
    """The text within the width, indented; `first` opens its first line instead."""
    margin = " " * indent
    return fill(
        text,
        WIDTH,
        initial_indent=margin if first is None else first,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )
