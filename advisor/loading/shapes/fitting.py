"""Does an entry fit its shape? Every misfit becomes a mistake in our own words."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from advisor.loading.shapes.rules import Shape
from advisor.loading.shapes.scalars import OURS
from advisor.loading.text.nodes import Path, plain
from advisor.loading.text.page import Page
from advisor.loading.text.words import did_you_mean, quoted

Fitted = TypeVar("Fitted", bound=Shape)

_EXPECTED = {"dict_type": "keys with values", "model_type": "keys with values"}
_EXPECTED |= {"tuple_type": "a list"}
_SHORT = 80


def fit(page: Page, path: Path, shape: type[Fitted]) -> Fitted | None:
    """The entry at the path in its shape; None, and every misfit noted, where it does not fit."""
    node = page.node(path)
    assert node is not None
    try:
        return shape.model_validate(plain(node))
    except ValidationError as error:
        misfits = error.errors(include_url=False)
        keys = {misfit["loc"][:-1] for misfit in misfits if misfit["loc"][-1:] == ("[key]",)}
        for misfit in misfits:
            if misfit["loc"] not in keys:  # what is wrong with the key is enough
                _note(page, path, shape, misfit)
    return None


def _note(page: Page, path: Path, shape: type[Shape], misfit: Any) -> None:
    within: Path = misfit["loc"]
    kind: str = misfit["type"]
    is_key = bool(within) and within[-1] == "[key]"
    within = within[:-1] if is_key else within
    here = (*path, *within)
    name = quoted(str(here[-1])) if here else "The file"
    if kind == "missing":
        what = f"The key {name} is missing{_of(here)}."
        page.mistake(here[:-1], what, "Add it.", key=True)
    elif kind == "extra_forbidden":
        keys = sorted(_keys_at(shape, within[:-1]))
        remedy = did_you_mean(str(here[-1]), keys)
        page.mistake(
            here, f"There is no key {name}{_of(here)}.", remedy, keys, legal_are="Its keys are",
            key=True,
        )  # fmt: skip
    elif kind in ("too_short", "too_long"):
        page.mistake(here, f"{name} should hold {_length(misfit)}.", key=True)
    else:
        expected, remedy, legal = _expectation(misfit)
        what = f"{name} should be {expected}{_but(misfit['input'], is_key)}."
        near = did_you_mean(str(misfit["input"]), legal)
        page.mistake(here, what, near or remedy, legal, key=is_key)


def _of(here: Path) -> str:
    """Whose key it is: told where it is not the entry itself."""
    return f" in {quoted(str(here[-2]))}" if len(here) > 2 and isinstance(here[-2], str) else ""


def _expectation(misfit: Any) -> tuple[str, str, tuple[str, ...]]:
    if misfit["type"] == OURS:
        context = misfit["ctx"]
        return context["expected"], context["remedy"], tuple(context["legal"])
    expected = _EXPECTED.get(misfit["type"], "something else")
    return expected, _rewritten(expected, misfit["input"]), ()


def _rewritten(expected: str, given: object) -> str:
    """How to write what was given as a list, or as keys with values."""
    if expected == "a list":
        short = isinstance(given, str) and 0 < len(given) <= _SHORT and given.isprintable()
        inner = given if short else "a, b"
        return f"Write [{inner}], or one line for each, beginning with -."
    if given in ("", None):
        return "Write them on the lines below, each two spaces further in."
    without = ", without - or [ ]" if isinstance(given, list) else ""
    return f'Write each on a line of its own, as in "key: value"{without}.'


def _but(given: object, is_key: bool) -> str:
    if is_key:
        return ""
    if given in ("", None):
        return ", and nothing is written there"
    if isinstance(given, str):
        return f", not {quoted(given)}"
    return ", not a list" if isinstance(given, list) else ", not keys with values"


def _length(misfit: Any) -> str:
    context = misfit["ctx"]
    if misfit["type"] == "too_long":
        return f"{context['max_length']} at most"
    return (
        "at least one entry" if context["min_length"] == 1 else f"{context['min_length']} entries"
    )


def _keys_at(shape: Any, within: Path) -> set[str]:
    """The legal keys of the shape that the path leads to."""
    for part in within:
        shape = _below(shape, part)
    return set(_fields(shape)) if shape is not None else set()


def _below(annotation: Any, part: str | int) -> Any:
    """The shape one step below, or None where there is none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        annotation = _fields(annotation).get(str(part))
        return None if annotation is None else _shape_in(annotation, whole=True)
    return _shape_in(annotation, whole=False)


def _shape_in(annotation: Any, *, whole: bool) -> Any:
    """The annotation without its trimmings; of a dict or tuple the type of its values."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if whole or get_origin(annotation) not in (dict, tuple):
        return annotation
    return _shape_in(next(a for a in reversed(get_args(annotation)) if a is not ...), whole=True)


def _fields(shape: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in shape.model_fields.items()}
