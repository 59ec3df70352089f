"""What a browser entered in a form, taken once: nothing twice, nothing over what it had not seen.

Each entry comes with a number, and with what this browser knew its field to hold. Where the
field holds something else by now, somebody else changed it: their entry stays, and the form says
so beside the field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from advisor.markup import line, safe, strong

Value = str | bool
"""What a field holds: text, the option picked, or whether it is ticked."""
Entries = Mapping[str, Value]
"""What was entered, by the name of the field, in the order of entering."""

_TYPED = 120
"""Signs of a lost entry that are told; what is longer is told to be entered again."""


class Form(NamedTuple):
    """What entries are held against.

    `about` names what the form is about: entries about anything else are left alone. `turn`
    stands for what is known of a field that holds nothing, such as a button. `held` says what
    each field holds now; `take` saves entries.
    """

    about: str
    turn: str
    held: Callable[[], Entries]
    take: Callable[[Entries], None]


@dataclass(frozen=True)
class Taken:
    """What this session took from a form.

    `number` is that of the last entry. `left` is what fields held once their entries were saved,
    which may be another text than was entered. `refused` are the last entries that somebody
    else's stood against, by field.
    """

    number: int = 0
    left: Entries = field(default_factory=dict)
    refused: Entries = field(default_factory=dict)

    def notes(self, markup: str) -> dict[str, str]:
        """For each refused entry the place of its note in the form's markup, and the note."""
        return {
            place: _refusal(value if _is_text(name, markup) else "")
            for name, value in self.refused.items()
            for place in (name.partition(".")[0], name)
            if f'data-note="{safe(place)}"' in markup
        }


def taken(before: Taken, state: Any, form: Form) -> Taken:
    """Save what is new in this state of the form; what has then been taken.

    An entry counts as taken once it is saved, not before: the next run may cut this one short
    anywhere, and then it has to save the entry. After a restart the browser repeats what nobody
    told it was saved.
    """
    entries = [entry for entry in _entered(state) if entry.about == form.about]
    new = [entry for entry in entries if entry.number > before.number]
    if not new:
        return before
    held = form.held()
    sound = {e.field: e.value for e in new if _known(e, held, before.left, form.turn)}
    if sound:
        form.take(sound)
        held = form.held()
    return Taken(
        new[-1].number,
        {**before.left, **{name: held[name] for name in sound if name in held}},
        _refused(before, new, sound),
    )


def _known(entry: _Entry, held: Entries, left: Entries, turn: str) -> bool:
    """Whether the browser knew what the field holds now, or entered the same."""
    now = held.get(entry.field, turn)
    mine = (left[entry.field],) if entry.field in left else ()
    return any(_same(now, known) for known in (entry.value, *entry.known, *mine))


def _same(one: Value, other: Value) -> bool:
    """Whether both are the same entry: texts are saved without the spaces around them."""
    if isinstance(one, str) and isinstance(other, str):
        return one.strip() == other.strip()
    return one is other


def _refused(before: Taken, new: list[_Entry], sound: Entries) -> dict[str, Value]:
    entered = {entry.field for entry in new}
    kept = {name: value for name, value in before.refused.items() if name not in entered}
    return kept | {entry.field: entry.value for entry in new if entry.field not in sound}


def _is_text(name: str, markup: str) -> bool:
    """Whether a field of this name takes what is typed; what others hold is no word to be told."""
    return any(f'{kind} name="{safe(name)}"' in markup for kind in ('type="text"', "<textarea"))


def _refusal(typed: Value) -> str:
    told = strong("Somebody changed this in another window meanwhile, and theirs is shown.")
    again = "If yours is right, enter it again."
    if isinstance(typed, str) and 0 < len(typed) <= _TYPED:
        again = f"You entered \u201c{typed}\u201d. {again}"
    return f'<span class="wrong">{line(told, safe(again))}</span>'


class _Entry(NamedTuple):
    number: int
    field: str
    value: Value
    about: str
    known: tuple[Value, ...]


def _entered(state: Any) -> list[_Entry]:
    """What the browser says was entered, in that order. What is no entry is left out."""
    entries = state.get("entered") if isinstance(state, Mapping) else None
    found: list[_Entry] = []
    for name, entry in entries.items() if isinstance(entries, Mapping) else ():
        match entry:
            case [int(number), (str() | bool()) as value, str(about), [*known]]:
                seen = tuple(one for one in known if isinstance(one, str | bool))
                found.append(_Entry(number, str(name), value, about, seen))
    return sorted(found, key=lambda entry: entry.number)
