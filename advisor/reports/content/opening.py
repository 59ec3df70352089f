"""The opening chapters: the decision requested, and a summary that stands alone."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.explanation import Explanation
from advisor.reports.content.blocks import (
    bullets,
    clean,
    fact,
    facts,
    numbered,
    paragraph,
    paragraphs_in,
    runs,
    strong,
)
from advisor.reports.content.chapter import Part, chapter
from advisor.reports.content.dates import in_full
from advisor.reports.content.material import Material
from advisor.reports.content.steps import steps
from advisor.reports.content.sums import cost_line
from advisor.reports.content.why import away
from advisor.reports.model import Block, Callout, Paragraph, Section
from advisor.rulebook import Outcome
from advisor.telling import (
    how_sure,
    nearest,
    notes_told,
    rests_on,
    review_month,
    rival,
    speaks_for,
    strength_told,
)
from advisor.wording import listed

NEXT_STEPS = "The next steps"
"""The part of the summary that stands in it whoever wrote the rest."""
MAIN_REASONS = 3
MOST_DECISIVE = 2


def decision(material: Material) -> tuple[Section, ...]:
    """What is to be decided, by whom and by when."""
    return chapter(
        material, "decision", "Decision requested", [*taken(material), requested(material)]
    )


def taken(material: Material) -> tuple[Callout, ...]:
    """The decision taken, framed; nothing where none was."""
    decision = material.choices.taken
    if decision is None or not clean(decision.what):
        return ()
    outcome = material.rulebook.outcomes.get(decision.what)
    what = outcome.name if outcome else clean(decision.what)
    told = facts(
        [
            fact("Decided by", clean(decision.by)),
            fact("Decided on", in_full(decision.day) if decision.day else ""),
            fact("To be looked at again", in_full(decision.review) if decision.review else ""),
        ]
    )
    why = (paragraph(words) for words in paragraphs_in(decision.reasons))
    return (Callout("decision", "Decision taken", (paragraph(strong(what)), *why, *told)),)


def requested(material: Material) -> Callout:
    """The decision requested, framed; the choices' own words come first where there are any."""
    choices = material.choices
    own = paragraphs_in(choices.decision)
    asked = [paragraph(words) for words in own] or list(_asked(material))
    when = in_full(choices.decide_by) if choices.decide_by else "At their next meeting"
    told = facts(
        [
            fact("Who decides", clean(choices.decided_by) or "The board, or the owners"),
            fact("By when", when),
        ]
    )
    return Callout("decision", "For decision", (*asked, *told))


def _asked(material: Material) -> Iterator[Paragraph]:
    told, brief = material.explanation, material.brief
    other = rival(told)
    if other:
        yield paragraph(
            strong(f"Choose between \u201c{material.form.name}\u201d and "
                   f"\u201c{other.outcome.name}\u201d."),
            " The answers leave the two too close to call; the first is just ahead.",
            *material.see("change", f" What would {_parts_them(material)} stands in ", "."),
        )  # fmt: skip
        return
    yield paragraph(strong(told.verdict))
    yield from map(paragraph, notes_told(told, first=True))
    if material.hires and "role" not in material.numbers:
        yield paragraph(f"To approve: \u201c{material.form.name}\u201d, and a budget for it.")
        return
    if material.hires:
        yield paragraph(
            f"To approve: \u201c{material.form.name}\u201d, with the mandate and the decision "
            "rights proposed here",
            material.see("role"), ", the plan", material.see("plan"),
            " and a budget", material.see("cost"), ".",
        )  # fmt: skip
        return
    month = review_month(brief.look_again, material.choices.dated)
    again = f" and to look again in {month:%B %Y}, or" if month else " and to look again"
    yield paragraph(
        "To agree: that no operations leader is added now, what comes first instead",
        material.see("role"), f",{again} as soon as a trigger is met.",
    )  # fmt: skip


def _parts_them(material: Material) -> str:
    """What is still to be had where two options are too close: an answer, or a change of one."""
    return "tip the balance" if material.exact and material.exact.settled else "settle it"


def summary(material: Material) -> tuple[Section, ...]:
    """One page that stands alone."""
    own = paragraphs_in(material.choices.summary)
    if own:
        blocks: list[Block] = [paragraph(words) for words in own]
        parts: list[Part] = [(steps_title(material), steps(material))]
    else:
        blocks = list(_verdict(material))
        parts = list(_parts(material))
    return chapter(material, "summary", "Summary", blocks, parts, new_page=True)


def verdict(explanation: Explanation) -> str:
    """The verdict in one sentence, or the two options between which it is too close to call."""
    other = rival(explanation)
    if other is None:
        return explanation.verdict
    return (
        f"Too close to call: \u201c{explanation.form.name}\u201d or "
        f"\u201c{other.outcome.name}\u201d."
    )


def _verdict(material: Material) -> Iterator[Paragraph]:
    told = material.explanation
    yield paragraph(strong(verdict(told)))
    yield from map(paragraph, notes_told(told, first=True))
    if rival(told):
        yield paragraph("Just ahead on what is known: ", told.verdict)
    yield paragraph(
        strong(f"{strength_told(told, settled=is_settled(material))}. "),
        f"{how_sure(told)} It rests on {rests_on(told)}.",
    )
    if material.form.says:
        yield paragraph(strong(f"{material.form.name}. "), material.form.says)
    if told.archetype:
        yield paragraph(
            strong(f"What kind: {told.archetype.name}. "), told.archetype.says,
            material.cited(*told.archetype.sources),
        )  # fmt: skip


def _parts(material: Material) -> Iterator[Part]:
    told = material.explanation
    other = rival(told)
    if other:
        ahead, behind = told.recommendation, other.outcome
        yield f"What speaks for \u201c{material.form.name}\u201d", _speaks(told, ahead, behind)
        yield f"What speaks for \u201c{behind.name}\u201d", _speaks(told, behind, ahead)
    else:
        yield "Why", main_reasons(material)
        yield "What speaks against it", main_doubts(material)
    yield "The main risk", [paragraph(risk) for risk in material.brief.risks[:1]]
    yield "What it costs", cost_line(material)
    yield "What is still open", still_open(material)
    near = nearest(told)
    if near:
        title = f"For \u201c{near.outcome.name}\u201d to come first"
        name = () if other else runs(strong(f"{near.outcome.name}. "))
        yield title if other else "The nearest other option", [paragraph(name, near.sentence)]
    yield steps_title(material), steps(material)


def steps_title(material: Material) -> str:
    """The heading of the next steps; where two options are too close, for which one they are."""
    chosen = f", if \u201c{material.form.name}\u201d is chosen"
    return f"{NEXT_STEPS}{chosen if rival(material.explanation) else ''}"


def _speaks(explanation: Explanation, outcome: Outcome, over: Outcome) -> tuple[Block, ...]:
    return numbered(r.sentence for r in speaks_for(explanation, outcome, over)[:MAIN_REASONS])


def main_reasons(material: Material) -> tuple[Block, ...]:
    """The strongest reasons for, or what the findings lead to where no single answer does."""
    told = material.explanation
    reasons = [r.sentence for r in told.reasons_for[:MAIN_REASONS]]
    return (
        *(paragraph(step) for step in told.decided_by),
        *numbered(reasons),
    )


def main_doubts(material: Material) -> tuple[Block, ...]:
    """The strongest reason on the other side, told as plainly."""
    against = material.explanation.reasons_against[:1]
    return tuple(paragraph(r.sentence, away(material, r)) for r in against) or (
        paragraph("Nothing in the answers pulls the other way."),
    )


def still_open(material: Material) -> tuple[Block, ...]:
    """Whether answers that are missing could change the recommendation, and which most."""
    exact = material.exact
    if exact is None or exact.settled:
        return ()
    outcomes = material.rulebook.outcomes
    others = [
        outcomes[o].name for o in exact.possible if o != material.explanation.recommendation.id
    ]
    sure = "could still" if exact.completions.proved else "could perhaps still"
    asks = [ask_of(material, q) for q in exact.questions_that_matter[:MOST_DECISIVE]]
    lead = f"Answers that are missing {sure} lead to {listed(others, 'or')}."
    return (
        paragraph(lead, " Most decisive:" if asks else ""),
        *bullets(asks),
    )


def is_settled(material: Material) -> bool:
    """Whether it is proved that nothing left to answer changes the recommendation."""
    return bool(material.exact and material.exact.settled)


def ask_of(material: Material, question: str) -> str:
    """A question as it is asked; "who does what" counts as one."""
    asked = material.asked.questions.get(question)
    return asked.ask if asked else "Who does what today?"
