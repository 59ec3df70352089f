"""Several people's answers in words: who they are, where they differ, what they left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from advisor.compared import Disagreement, disagreements, left_open, told_now
from advisor.compared.disagreeing import WITHIN
from advisor.markup import (
    NOTHING,
    Markup,
    bullets,
    joined,
    line,
    opens,
    paragraph,
    safe,
    sentences,
    strong,
)
from advisor.questionnaire import Profile, Question
from advisor.rulebook import Rulebook
from advisor.telling import STRENGTHS
from advisor.wording import listed, spoken, upper_first

STYLE_OF_TAKING = """<style>
.native .differ { border-top: 1px solid color-mix(in srgb, currentColor 18%, transparent);
  padding: .75rem 0; }
.native .differ h3 { font-size: 1rem; font-weight: 600; margin: 0; padding: 0; }
.native .differ ul { list-style: none; margin: .25rem 0 0; padding: 0; }
.native .differ li { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline;
  margin: 0; padding: .25rem 0; overflow-wrap: anywhere; }
.native .differ .together { border: 0; padding: 0; }
</style>"""


def people_told(
    rulebook: Rulebook, sheets: Mapping[str, Profile], tokens: Sequence[str], start: str
) -> Markup:
    """Each person with what their answers alone would recommend, and their link.

    The first sheet is that of the assessment itself; the tokens are those of the others.
    """
    return bullets(
        joined(
            line(strong(f"{name}:"), safe(_advice(rulebook, sheet))),
            NOTHING if token is None else _link(token, start),
        )
        for (name, sheet), token in zip(sheets.items(), (None, *tokens), strict=True)
    )


def _advice(rulebook: Rulebook, sheet: Profile) -> str:
    known = sum(sheet.known(question) is not None for question in rulebook.questionnaire.questions)
    answers = "1 answer" if known == 1 else f"{known or 'no'} answers"
    told = told_now(rulebook, sheet)
    if not told.outcome:
        return f"{answers}, too few for a recommendation."
    return f"{answers}, which lead to {told.form_name} ({STRENGTHS[told.strength].lower()})."


def _link(token: str, start: str) -> Markup:
    if not token:
        return paragraph("There is no link here: these answers came with a copy or a file.")
    address = f"{start}/tasks?{urlencode({'draft': token})}"
    return joined(paragraph("Their link, to send to them:"),
                  Markup(f"<p><code>{safe(address)}</code></p>"))  # fmt: skip


def takings(rulebook: Rulebook, sheets: Mapping[str, Profile]) -> Markup:
    """Every question that people answer differently, the furthest apart first."""
    found = disagreements(rulebook.questionnaire, sheets)
    if not found:
        return Markup("<p>Nobody disagrees with anybody else so far.</p>")
    return joined(*(_one(one, list(sheets)) for one in found))


def _one(one: Disagreement, names: list[str]) -> Markup:
    here = names[0]
    own = one.answers.get(here)
    rows = "".join(
        f"<li><span>{strong(f'{name}:')} {safe(_worded(one.question, answer))}</span>"
        f"{_button(one, names.index(name) - 1, name) if name != here and answer != own else ''}"
        "</li>"
        for name, answer in one.answers.items()
    )
    return Markup(
        f'<section class="differ"><h3>{safe(one.question.ask)}</h3>'
        f'<p class="why">{safe(_apart(one))}</p><ul>{rows}</ul></section>'
    )


def _worded(question: Question, answer: object) -> str:
    return upper_first(spoken(question, answer) or "None")  # type: ignore[arg-type]


def _apart(one: Disagreement) -> str:
    if one.question.kind == "choice":
        return "Different answers."
    if one.question.kind == "choices":
        count = int(one.apart)
        return f"{count} {'option' if count == 1 else 'options'} picked by some only."
    if one.apart == WITHIN:
        return "Different numbers in the same band."
    count = int(one.apart)
    return f"{count} {'band' if count == 1 else 'bands'} apart."


def _button(one: Disagreement, number: int, name: str) -> str:
    key = safe(f"take.{number}.{one.question.id}")
    about = safe(f" of {name}: {one.question.ask}")
    return (
        f'<span class="together bare"><button type="button" name="{key}" id="{key}">'
        f'Take this answer<span class="unseen">{about}</span></button></span>'
    )


def open_told(questions: tuple[Question, ...], sheets: Mapping[str, Profile]) -> Markup:
    """Who left what open, one click away."""

    def told(name: str) -> Markup:
        found = left_open(questions, sheets[name])
        counts = [f"{len(found.missing)} not answered" if found.missing else "",
                  f"{len(found.unsure)} \u201cnot sure\u201d" if found.unsure else ""]  # fmt: skip
        if not any(counts):
            return paragraph(f"{name} left nothing open.")
        asks = [q.ask for q in found.missing] + [f"{q.ask} (not sure)" for q in found.unsure]
        return opens(f"{name}: {listed(filter(None, counts))}", "", sentences(asks))

    return joined(Markup("<h2>Left open</h2>"), *map(told, sheets))
