"""properties.yaml and examples/ -> what must hold for every profile, and for particular ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from advisor.loading.draft import Draft
from advisor.loading.shapes.fitting import fit
from advisor.loading.shapes.outcomes import ExampleShape, PropertyShape
from advisor.loading.sheets.profiles import holdings, replies
from advisor.loading.text.page import Page
from advisor.loading.text.words import did_you_mean, quoted
from advisor.questionnaire import Profile, Questionnaire
from advisor.rulebook import Example, Outcome, Property
from advisor.wording import listed

PropertyKind = Literal["never", "always", "never lowers", "never raises", "reachable"]
# For each kind what it may speak of, and the keys that may stand beside it.
KINDS: dict[PropertyKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "never": (("outcome",), ("when", "only")),
    "always": (("outcome",), ("when", "only")),
    "never lowers": (("dimension",), ("when", "moves")),
    "never raises": (("dimension", "outcome"), ("when", "moves")),
    "reachable": (("outcome", "form"), ()),
}
ALL = "all"


def properties(draft: Draft, page: Page) -> tuple[Property, ...]:
    """Every property; each speaks of one kind of thing that must hold."""
    found = (
        _property(draft, page, name, shape) for name, shape in draft.fitted(page, PropertyShape)
    )
    return tuple(stated for stated in found if stated)


def _property(draft: Draft, page: Page, name: str, shape: PropertyShape) -> Property | None:
    kinds = [kind for kind in KINDS if _names(shape, kind)]
    if len(kinds) != 1:
        keys = [_key(kind) for kind in KINDS]
        what = "A property states one thing: it has exactly one of these keys."
        page.mistake((name,), what, legal=keys, key=True)
        return None
    (kind,) = kinds
    speaks_of, beside = KINDS[kind]
    names = _names(shape, kind)
    if kind == "reachable" and names == (ALL,):
        names = tuple(dict.fromkeys((*draft.known("outcome"), *draft.known("form"))))
    elif isinstance(getattr(shape, _key(kind)), str):
        draft.refer(page, (name, _key(kind)), names[0], *speaks_of)
    else:
        draft.refer_all(page, (name, _key(kind)), names, *speaks_of)
    for key in ("when", "only", "moves"):
        if getattr(shape, key) and key not in beside:
            page.mistake((name, key), f'"{key}" has no meaning beside {_key(kind)}.', "Remove it.")
    if "moves" in beside and not shape.moves:
        what = f"{_key(kind)} needs moves: the answers that change."
        page.mistake((name,), what, "Add moves, such as moves: {headcount: up}.", key=True)
    return Property(
        id=name,
        says=shape.says,
        kind=kind,
        names=names,
        when=draft.conditions(page, (name, "when"), shape.when),
        only=_only(draft, page, name, shape),
        moves=_moves(draft, page, name, shape),
        place=page.place((name,)),
    )


def _key(kind: str) -> str:
    return kind.replace(" ", "_")


def _names(shape: PropertyShape, kind: str) -> tuple[str, ...]:
    named: tuple[str, ...] | str = getattr(shape, _key(kind))
    return ((named,) if named else ()) if isinstance(named, str) else named


def _only(draft: Draft, page: Page, name: str, shape: PropertyShape) -> tuple[str, ...]:
    draft.refer_all(page, (name, "only"), shape.only, "question")
    return shape.only


def _moves(draft: Draft, page: Page, name: str, shape: PropertyShape) -> dict[str, str]:
    for asked, move in shape.moves.items():
        path = (name, "moves", asked)
        question = draft.questions.get(asked)
        if not draft.refer(page, path, asked, "question", key=True) or question is None:
            continue
        legal = question.cells if question.kind == "choices" else ("up",)
        if move not in legal:
            what = f"{asked} cannot move to {quoted(move)}."
            page.mistake(path, what, did_you_mean(move, legal), legal)
    return dict(shape.moves)


def examples(
    draft: Draft,
    page: Page,
    questionnaire: Questionnaire,
    outcomes: Mapping[str, Outcome],
) -> tuple[Example, ...]:
    """The worked examples of one file; their answers are read exactly like an answer sheet."""
    found = []
    for name in page.entries():
        draft.check_id(page, (name,))
        shape = fit(page, (name,), ExampleShape)
        profile = _profile(draft, page, name, questionnaire)
        if shape:
            found.append(_example(draft, page, name, shape, profile, outcomes))
    _check_full(draft, page, questionnaire, [example for example in found if example.full])
    return tuple(found)


def _check_full(
    draft: Draft, page: Page, questionnaire: Questionnaire, full: Sequence[Example]
) -> None:
    """Every question is answered where `full` says so; a new question is one mistake, not many."""
    lacking: dict[tuple[str, ...], list[str]] = {}
    for example in full if "question" not in draft.unsure else ():
        missing = tuple(
            asked
            for asked in questionnaire.questions
            if asked in draft.questions and _open(page, example, asked)
        )
        if missing:
            lacking.setdefault(missing, []).append(example.id)
    for missing, names in lacking.items():
        what = f"The example is not full: it has no answer to {listed(missing)}."
        if len(names) > 1:
            what = f"{len(names)} examples with full: yes have no answer to {listed(missing)}."
        named = names if len(names) > 1 else ()
        remedy = "Add the answer, or write full: no."
        page.mistake((names[0], "full"), what, remedy, named, legal_are="They are")


def _open(page: Page, example: Example, asked: str) -> bool:
    """Whether nothing answers the question; an answer with a mistake has its own message."""
    node = page.node((example.id, "answers", asked))
    wrong = node is not None and asked not in example.profile.answers
    return example.profile.known(asked) is None and not wrong


def _profile(draft: Draft, page: Page, name: str, questionnaire: Questionnaire) -> Profile:
    unsound = set(draft.known("question")) - set(draft.questions)
    answers, held = {}, {}
    if page.node((name, "answers")) and "question" not in draft.unsure:
        answers = replies(page, (name, "answers"), questionnaire, unsound)
    if page.node((name, "responsibilities")) and "responsibility" not in draft.unsure:
        held = holdings(page, (name, "responsibilities"), questionnaire)
    return Profile(answers, held)


def _example(
    draft: Draft,
    page: Page,
    name: str,
    shape: ExampleShape,
    profile: Profile,
    outcomes: Mapping[str, Outcome],
) -> Example:
    path = (name, "expect")
    expect = shape.expect
    for key, names, kind in (
        ("recommendation", expect.recommendation, "outcome"),
        ("form", expect.form, "form"),
        ("not", expect.but_not, "outcome"),
    ):
        for word in names:
            draft.refer(page, (*path, key), word, kind)
    if not (expect.recommendation or expect.form or expect.but_not):
        page.mistake(path, "Nothing is expected.", "Name recommendation, form or not.", key=True)
    if shape.decided:
        draft.refer(page, (name, "decided"), shape.decided, "outcome", "form")
    of_forms = {o.id for o in outcomes.values() if {f.id for f in o.forms} & set(expect.form)}
    allowed = set(expect.recommendation) or of_forms or set(outcomes)
    strangers = set(expect.recommendation) & set(outcomes) and of_forms - allowed
    if strangers:
        what = f"A form of {', '.join(sorted(strangers))} is expected, which is not among them."
        page.mistake((*path, "form"), what, "Name the outcome as well, or leave the form out.")
    return Example(
        id=name,
        says=shape.says,
        profile=profile,
        allowed=frozenset(allowed - set(expect.but_not)),
        forms=frozenset(expect.form),
        link=shape.link,
        decided=shape.decided,
        differs=shape.differs,
        full=shape.full,
        pin=shape.pin,
        place=page.place((name,)),
    )
