"""A new entry written into the text of a rule file."""

from __future__ import annotations

from advisor.editing.putting import put
from advisor.editing.spots import Ground
from advisor.editing.steps import Insert
from advisor.editing.writing import WIDTH, entry_lines, in_flow, item_lines, key_text
from advisor.loading.text.nodes import Plain, Text, plain


def insert(ground: Ground, step: Insert) -> str:
    """The text with a new entry behind the one that the step names."""
    above = ground.node(step.path[:-1])
    if isinstance(above, Text) or not above.values:
        return _insert_first(ground, step)
    if ground.flows(step.path[:-1]):
        return _insert_flow(ground, step)
    return _insert_block(ground, step, _entry(step, ground.children_indent(step.path[:-1])))


def _entry(step: Insert, indent: int) -> list[str]:
    key = step.path[-1]
    if isinstance(key, int):
        return list(item_lines(step.value, indent))
    open_out = len(step.path) == 1
    return list(entry_lines(f"{key_text(key)}:", step.value, indent, open_out=open_out))


def _insert_first(ground: Ground, step: Insert) -> str:
    """The first entry of a map or list that has none."""
    key = step.path[-1]
    if len(step.path) > 1:
        whole: Plain = [step.value] if isinstance(key, int) else {key: step.value}
        return put(ground, step.path[:-1], whole)
    lines = ground.line_end.join(_entry(step, 0)) + ground.line_end
    if ground.text.strip() == "{}":
        return lines
    kept = ground.text.rstrip()
    between = 2 * ground.line_end if kept else ""
    return kept + between + lines


def _insert_block(ground: Ground, step: Insert, lines: list[str]) -> str:
    text, end = ground.text, ground.line_end
    spaced = len(step.path) == 1 and _spaced(ground)
    if step.after is None:
        (first, *_) = ground.keys(step.path[:-1])
        start = ground.entry_start((*step.path[:-1], first))
        indent = " " * ground.children_indent(step.path[:-1])
        new = end.join([*lines, *([""] if spaced else []), indent]).removeprefix(indent)
        return text[:start] + new + text[start:]
    place = ground.end_of_line(ground.end((*step.path[:-1], step.after)))
    return text[:place] + end.join(["", *([""] if spaced else []), *lines]) + text[place:]


def _spaced(ground: Ground) -> bool:
    """Whether blank lines stand between the entries of the file."""
    keys = ground.keys(())
    if len(keys) < 2:
        return True
    between = ground.text[ground.end((keys[0],)) : ground.entry_start((keys[1],))]
    return any(not line.strip() for line in between.splitlines()[1:-1] or between.splitlines()[1:])


def _insert_flow(ground: Ground, step: Insert) -> str:
    key, text = step.path[-1], ground.text
    new = in_flow(step.value)
    new = new if isinstance(key, int) else f"{key_text(key)}: {new}"
    if step.after is None:
        (first, *_) = ground.keys(step.path[:-1])
        start = ground.entry_start((*step.path[:-1], first))
        return text[:start] + f"{new}, " + text[start:]
    place = ground.end((*step.path[:-1], step.after))
    if ground.column(place) + len(new) + 3 <= WIDTH:
        return text[:place] + f", {new}" + text[place:]
    return _insert_far(ground, step, place, new)


def _insert_far(ground: Ground, step: Insert, place: int, new: str) -> str:
    """Insert where the line is full: on a line of its own, or with a line for each entry."""
    path, text = step.path[:-1], ground.text
    node = ground.node(path)
    if "\n" in text[node.span.start : node.span.end]:
        start = ground.start_of_line(place)
        margin = text[start:place][: len(text[start:place]) - len(text[start:place].lstrip())]
        return text[:place] + f",{ground.line_end}{margin}{new}" + text[place:]
    if ground.flows(path[:-1]) or not path:
        return text[:place] + f", {new}" + text[place:]
    return put(ground, path, _with(ground, step))


def _with(ground: Ground, step: Insert) -> Plain:
    """The map or list with the new entry in it."""
    tree = plain(ground.node(step.path[:-1]))
    if isinstance(tree, list):
        return [*tree[: int(step.path[-1])], step.value, *tree[int(step.path[-1]) :]]
    assert isinstance(tree, dict)
    keys = list(tree)
    at = keys.index(str(step.after)) + 1
    items = [*list(tree.items())[:at], (str(step.path[-1]), step.value), *list(tree.items())[at:]]
    return dict(items)
