"""Versions in words: the list of them, and one with its advice and all its answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

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
    strong,
    titled,
)
from advisor.questionnaire import Questionnaire
from advisor.rulebook import Rulebook
from advisor.rulebook_pages import linked
from advisor.screens.asking.check import worded
from advisor.screens.entry import NOT_SURE
from advisor.screens.times import moment_told
from advisor.storage import Draft, Told, Version
from advisor.telling import STRENGTHS
from advisor.wording import upper_first

FIRST_REASONS = 5
"""Reasons on each side that are read out before the rest is one click away."""
TOO_LITTLE = "Too little was answered for a recommendation."
_OPEN = ' class="open"'
STYLE = Markup("""<style>
.advice ul.kept { list-style: none; padding: 0; }
.advice ul.kept > li { border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent);
  padding: .6rem 0; margin: 0; }
.advice ul.kept p { margin: 0; }
.advice ul.kept a { font-weight: 600; }
.advice dl.answers > div { border-bottom: 1px solid
  color-mix(in srgb, currentColor 18%, transparent); padding: .4rem 0; }
.advice dl.answers dt { font-weight: 400; opacity: .85; }
.advice dl.answers dd { margin: 0; font-weight: 600; }
.advice dl.answers dd.open { font-weight: 400; font-style: italic; }
</style>""")


def listed_versions(
    rulebook: Rulebook, versions: Iterable[Version], address: Mapping[str, str]
) -> Markup:
    """Every version in two lines, the latest first, each with the way to it."""
    latest = sorted(versions, key=lambda version: -version.number)
    return bullets((_one(rulebook, version, address) for version in latest), name="kept")


def _one(rulebook: Rulebook, version: Version, address: Mapping[str, str]) -> Markup:
    href = f"versions?{urlencode({**address, 'version': version.number})}"
    return joined(
        paragraph(linked(href, safe(version.name)), safe_already=True),
        paragraph(in_short(rulebook, version)),
        paragraph(kept_when(version)),
    )


def in_short(rulebook: Rulebook, version: Version) -> str:
    """What was recommended, how sure that was, and by which rules."""
    stamp, told = version.stamp, version.draft.told
    rules = f"rulebook version {stamp.version}" if stamp.version else "no rulebook named"
    if stamp.fingerprint != rulebook.fingerprint:
        rules += " (the rules have changed since)"
    if not stamp.outcome:
        return f"{TOO_LITTLE} {upper_first(rules)}."
    outcome = rulebook.outcomes.get(stamp.outcome)
    name = told.form_name if told else outcome.name if outcome else stamp.outcome
    return f"{name}. {STRENGTHS.get(stamp.strength, stamp.strength)}. {upper_first(rules)}."


def kept_when(version: Version) -> str:
    """When it was kept, and by whom where that is known."""
    by = f" by {version.by}" if version.by else ""
    return f"Kept on {moment_told(version.saved)}{by}"


def advice_then(told: Told | None) -> Markup:
    """The advice as it was told."""
    if told is None:
        return boxed(paragraph(TOO_LITTLE), kind="bar")
    strength = f"{STRENGTHS.get(told.strength, told.strength)}."
    levels = (joined(strong(f"{one.name}: {one.level}."), safe(f" {one.says}"))
              for one in told.levels)  # fmt: skip
    gates = (
        joined(strong(f"{g.outcomes}: "), safe(g.sentence), safe(f" Until {g.until}."))
        for g in told.ruled_out
    )
    return joined(
        boxed(
            line(strong(told.verdict)),
            line(strong(strength), safe(told.strength_says)),
            kind="bar",
        ),
        titled("What was found", bullets(levels), 2),
        titled("Because", _reasons([r.sentence for r in told.reasons_for]), 2),
        titled("Pulling the other way", _reasons([r.sentence for r in told.reasons_against]), 2),
        titled("Ruled out then", bullets(gates), 2),
    )


def _reasons(told: list[str]) -> Markup:
    first, rest = told[:FIRST_REASONS], told[FIRST_REASONS:]
    more = opens(f"{len(rest)} more", "reasons", sentences(rest)) if rest else NOTHING
    return joined(sentences(first, kind="ol"), more)


def answers_then(questionnaire: Questionnaire, draft: Draft) -> Markup:
    """Every answer that the draft holds, in the order of the questionnaire, then who does what."""
    asked = questionnaire.questions
    parts = [
        titled(section.title, _answers(questionnaire, draft, section.id), 3)
        for section in questionnaire.sections
    ]
    gone = {name: str(answer) for name, answer in draft.answers.items() if name not in asked}
    held = sum(bool(one) for one in draft.responsibilities.values())
    rows = f"{held} of {len(questionnaire.responsibilities)} responsibilities are filled in."
    return joined(
        heading("Answers"),
        *parts,
        titled("No longer asked", _terms(gone.items()), 3),
        titled("Who does what", paragraph(rows) if held else NOTHING, 3),
    )


def _answers(questionnaire: Questionnaire, draft: Draft, section: str) -> Markup:
    return _terms(
        (question.ask, upper_first(worded(question, draft.answers[question.id])))
        if draft.answers[question.id] != NOT_SURE
        else (question.ask, "")
        for question in questionnaire.in_section(section)
        if question.id in draft.answers
    )


def _terms(pairs: Iterable[tuple[str, str]]) -> Markup:
    """Questions with their answers; an empty answer is "not sure"."""
    rows = "".join(
        f"<div><dt>{safe(asked)}</dt>"
        f"<dd{'' if told else _OPEN}>{safe(told or 'Not sure')}</dd>"
        "</div>"
        for asked, told in pairs
    )
    return Markup(f'<dl class="answers">{rows}</dl>') if rows else NOTHING
