"""The companies that an author can look at: worked examples, the open assessment, a table's rows.

Profiles are given in terms of the merged questionnaire, which both states of the rules read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import streamlit as st

from advisor.loading.sheets.portfolio import ENDINGS, read_portfolio
from advisor.loading.tables.header import Columns
from advisor.loading.tables.opening import ENDINGS as TABLES
from advisor.mistakes import Mistake, Mistakes
from advisor.proofs.merging import Merged
from advisor.questionnaire import Profile, Questionnaire
from advisor.rulebook import Example
from advisor.screens import frame
from advisor.screens.session import desk
from advisor.screens.sheet import profile_of
from advisor.screens.workshop.proposed import Both

OPEN = "open"
_TABLE = "rules-table"
_MISTAKES_TOLD = 20
Rows = Mapping[str, Profile]
T = TypeVar("T")


@dataclass(frozen=True)
class Case:
    """One company. `key` names it in an address, `name` tells it; `example` where it is one."""

    key: str
    name: str
    profile: Profile
    example: Example | None = None


@dataclass(frozen=True)
class Upload:
    """A file that was handed in: its name as given, and what it holds."""

    name: str
    content: bytes

    @property
    def key(self) -> str:
        """What tells it from every other."""
        return sha256(self.name.encode() + b"\0" + self.content).hexdigest()


def example_key(name: str) -> str:
    """The key of a worked example."""
    return f"example-{name}"


def examples(both: Both) -> list[Case]:
    """The worked examples as proposed; those that only sit on an edge come last."""
    view = both.merged.new
    ordered = sorted(view.rulebook.examples, key=lambda example: example.pin)
    return [
        Case(
            example_key(one.id),
            f"{'Sheet on an edge' if one.pin else 'Example'}: {one.says} ({one.id})",
            view.merged(one.profile),
            one,
        )
        for one in ordered
    ]


def opened(merged: Merged) -> Case | None:
    """The assessment that is open in this tab, if there is one."""
    draft = desk().draft
    if draft is None:
        return None
    profile, _ = profile_of(merged.questionnaire, draft)
    name = f"The open assessment{f': {draft.company}' if draft.company else ''}"
    return Case(OPEN, name, profile)


def table() -> Upload | None:
    """The table of companies that this tab handed in, if any."""
    found: Upload | None = st.session_state.get(_TABLE)
    return found


def hand_in() -> None:
    """The place to hand in a table of companies; it serves all pages of the workshop."""
    now = table()
    if now is not None:
        with st.container(horizontal=True, horizontal_alignment="distribute", key="row-table"):
            st.markdown(f"Your table: **{frame.plain(now.name)}**", width="stretch")
            if st.button("Take it away", key="table-away"):
                st.session_state[_TABLE] = None
                st.rerun()
        return
    with st.form("table", border=False, clear_on_submit=True):
        file = st.file_uploader(
            "A table of your companies: CSV, Excel or Parquet, or answer sheets as YAML",
            type=[ending.removeprefix(".") for ending in (*TABLES, *ENDINGS)],
            max_upload_size=1,
        )
        pressed = st.form_submit_button("Look at these companies")
    if not pressed:
        return
    if file is None:
        st.error("Choose a file first.")
        return
    st.session_state[_TABLE] = Upload(file.name, file.getvalue())
    st.rerun()


def rows_of(
    upload: Upload, questionnaire: Questionnaire, columns: Callable[[Columns], object]
) -> Rows:
    """The companies in a table, by name; `columns` hears how its columns were matched.

    Raises Mistakes, told with the name that the file has.
    """
    return read_as_file(upload, lambda path: read_portfolio(path, questionnaire, columns))


def read_as_file(upload: Upload, read: Callable[[Path], T]) -> T:
    """What a reader of files makes of an upload. Raises Mistakes."""
    with TemporaryDirectory() as folder:
        # What people call their files never becomes a path: only a known ending does.
        ending = Path(upload.name).suffix.lower()
        path = Path(folder) / f"file{ending if ending in (*TABLES, *ENDINGS) else '.yaml'}"
        path.write_bytes(upload.content)
        try:
            return read(path)
        except Mistakes as mistakes:
            raise Mistakes([_named(m, str(path), upload.name) for m in mistakes.mistakes]) from None


def _named(mistake: Mistake, path: str, name: str) -> Mistake:
    place = replace(mistake.place, file=mistake.place.file.replace(path, name))
    return replace(mistake, place=place)


def tell_passed_over(told: Sequence[str]) -> None:
    """Which columns of a file that was handed in were passed over."""
    if told:
        st.info("\n".join(f"- {frame.plain(line)}" for line in told))


def tell(mistakes: Mistakes) -> None:
    """What to mend in a file that was handed in."""
    found = mistakes.mistakes
    st.error("Nothing was read. Mend these places in the file and hand it in again.")
    told = [f"- {frame.plain(f'{m.where}: {m.message}')}" for m in found[:_MISTAKES_TOLD]]
    more = len(found) - _MISTAKES_TOLD
    st.markdown("\n".join([*told, *([f"- And {more} more."] if more > 0 else [])]))
