"""Assessments as one file: downloaded, and imported after a look at what is in it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from advisor.markup import NOTHING, Markup, bullets, joined, paragraph, safe, strong, titled
from advisor.screens import frame, times
from advisor.screens.clients.found import Wanted
from advisor.screens.clients.listing import Clients, Made
from advisor.screens.clients.told import NAMELESS, name_of
from advisor.screens.recommendation_markup import block
from advisor.screens.session import desk
from advisor.storage import Assessments, Listed, Unavailable
from advisor.storage.records import Packed
from advisor.storage.transfer import LARGEST, NotReadable, TooMuch, packed, unpacked
from advisor.wording import counted, grouped, listed

MEGABYTES = LARGEST // 1_000_000
SHOWN = 8
"""Assessments of a file that are listed by name, of the new ones and of the others."""


def made(drafts: Assessments, chosen: Sequence[Listed]) -> Made:
    """The file that holds these assessments."""
    try:
        packs = drafts.packs([one.token for one in chosen])
        content = packed(packs)
    except TooMuch as trouble:
        return Made(trouble=str(trouble))
    except Unavailable as trouble:
        return Made(trouble=f"There is no file: {trouble}. Try again in a minute.")
    there = {pack.draft.token for pack in packs}
    return Made(
        len(packs), content, tuple(name_of(one) for one in chosen if one.token not in there)
    )


def offer(here: Clients, file: Made) -> None:
    """The file to download, and what is in it."""
    with st.container(border=True, key="download"):
        if file.trouble:
            st.error(file.trouble)
        else:
            _download(file)
        if st.button("Close", key="close-download"):
            here.file, here.asked = None, ""
            st.rerun()


def _download(file: Made) -> None:
    st.markdown(
        f"**A file with {counted(file.count, 'assessment')}**: answers, notes, saved versions and "
        "decisions. It restores all of them, here or on another computer. Whoever has the file can "
        "read everything in it."
    )
    if file.missing:
        st.warning(
            f"Not in it: {frame.plain(listed(file.missing))}. What is kept of "
            f"{'it' if len(file.missing) == 1 else 'them'} is damaged. A backup of the database "
            "may have it whole."
        )
    st.download_button(
        "Download the file",
        file.content,
        f"assessments-{times.now():%Y-%m-%d}.json",
        "application/json",
        type="primary",
        key="download-file",
        on_click="ignore",
    )


def import_from(here: Clients, drafts: Assessments, kept: Sequence[Listed]) -> None:
    """Ask for a file, show what is in it, and import that. `kept` is all that is here."""
    with st.container(border=True, key="import-file"):
        if not here.arrived:
            found = _asked_for(here.uploads)
            if found:
                # A new field for the next file: Streamlit then forgets this one.
                here.arrived, here.uploads = found, here.uploads + 1
                st.rerun()
            if st.button("Do not import", key="nothing"):
                here.asked = ""
                st.rerun()
            return
        _offered(here, drafts, kept)


def _offered(here: Clients, drafts: Assessments, kept: Sequence[Listed]) -> None:
    """What a file holds, and what of it can be imported."""
    known = {one.token for one in kept}
    new = [pack for pack in here.arrived if pack.draft.token not in known]
    all_of_them = len(here.arrived)
    _preview(new, [pack for pack in here.arrived if pack.draft.token in known], kept)
    wanted: Sequence[Packed] = ()
    with st.container(horizontal=True):
        if new and st.button(
            f"Import {counted(len(new), 'assessment')}", type="primary", key="import-new"
        ):
            wanted = new
        if len(new) < all_of_them:
            label = f"Import all {grouped(all_of_them)}, with copies" if new else "Import copies"
            if st.button(label, key="import-all"):
                wanted = here.arrived
        if st.button("Do not import", key="nothing"):
            here.arrived, here.asked = (), ""
            st.rerun()
    if wanted:
        _take_in(here, drafts, wanted)


def _take_in(here: Clients, drafts: Assessments, packs: Sequence[Packed]) -> None:
    """Import them: all, or none where something is in the way."""
    try:
        drafts.take_in(packs)
    except Unavailable as trouble:
        st.error(f"Nothing was imported: {trouble}. Try again in a minute.")
        return
    away = sum(bool(pack.archived) for pack in packs)
    told = f"{counted(len(packs), 'assessment')} imported."
    if away:
        told += (
            f" {grouped(away)} of them {'is' if away == 1 else 'are'} under \u201cPut away\u201d."
        )
    here.arrived, here.asked, here.wanted, here.page = (), "", Wanted(), 0
    desk().message = told
    st.rerun()


def _asked_for(uploads: int) -> tuple[Packed, ...] | None:
    """The place to give a file; what it holds, once it was read and is sound."""
    st.markdown("**Import assessments** from a file that was exported here or elsewhere.")
    given = st.file_uploader(
        f"File with assessments (JSON), at most {MEGABYTES} MB",
        type=["json"],
        key=f"assessments-file-{uploads}",
        max_upload_size=MEGABYTES,
    )
    if given is None:
        return None
    try:
        found = unpacked(given.getvalue())
    except NotReadable as fault:
        _refuse(str(fault))
        return None
    if not found:
        _refuse("There is no assessment in this file. Export one that holds some.")
        return None
    return found


def _refuse(why: str) -> None:
    with st.container(key="live-refused"):
        st.error("Nothing was imported.")
        st.html(block(paragraph(why)))


def _preview(new: Sequence[Packed], known: Sequence[Packed], kept: Sequence[Listed]) -> None:
    """What is in a file: what is new here, and what is here already."""
    here = {one.token: one for one in kept}
    same = "Nothing of what is here changes. They can be imported as copies, under new links."
    st.markdown(f"**{counted(len(new) + len(known), 'assessment')} in this file**")
    st.html(
        block(
            titled(f"New here ({len(new)})", _told(new, here)) if new else NOTHING,
            titled(f"Here already ({len(known)})", joined(_told(known, here), paragraph(same)))
            if known
            else NOTHING,
        )
    )


def _told(packs: Sequence[Packed], here: dict[str, Listed]) -> Markup:
    rest = len(packs) - SHOWN
    return joined(
        bullets(_one(pack, here.get(pack.draft.token)) for pack in packs[:SHOWN]),
        paragraph(f"And {grouped(rest)} more." if rest > 0 else ""),
    )


def _one(pack: Packed, here: Listed | None) -> Markup:
    now = times.now()
    told = [f"last change: {times.lately_told(pack.draft.saved, now)}"]
    if number := len(pack.versions):
        told.append(counted(number, "version"))
    if pack.archived:
        told.append("put away")
    if here is not None and here.saved != pack.draft.saved:
        told.append(f"changed here: {times.lately_told(here.saved, now)}")
    name = strong(pack.draft.named(pack.draft.company).company or NAMELESS)
    return joined(Markup("<bdi>"), name, Markup("</bdi>"), safe(", " + ", ".join(told)))
