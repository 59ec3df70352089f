"""What every page has around its contents: style, brand, messages, headings and focus."""

from __future__ import annotations

import re
from datetime import datetime

import streamlit as st

from advisor.screens import clients_entrance, portfolio_entrance, times
from advisor.screens.session import address, current, desk
from advisor.screens.style import STYLE

_SIGNS = re.compile(r"([\\`*_\[\]<>$~]|:(?=\w)|&(?=#?\w+;)|^\s*[#+>-]|(?<=^\d)[.)])")
_JOINER = "\u2060"
"""No sign and no space, and nothing can be taken apart there."""
_REPLACED = re.compile(
    r":(?=[\w+-]+:|material/)"  # emoji and icons
    r"|(?<!\S)[<>~-](?=[>=-]+(?!\S))"  # arrows, dashes and comparisons
    r"|www(?=\.)|https?(?=://)|(?<=[\w.+-])@(?=[\w-]+\.)",  # what looks like a link
    re.IGNORECASE,
)
"""What Streamlit replaces in the finished text, where no escape is left to stop it: the sign after
which a joiner stops it."""
_FOCUS = """
<span></span><script>
// Links inside a block of HTML open their page as the app's own links do: without a reload.
if (!document.within) document.addEventListener("click", document.within = event => {{
  const link = event.target.closest("a.within");
  const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey;
  if (!link || elsewhere || event.altKey || event.defaultPrevented) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  dispatchEvent(new PopStateEvent("popstate"));
}});
setTimeout(() => {{
  document.documentElement.lang = "en";
  const live = document.querySelectorAll('[class*="st-key-live-"]');
  live.forEach(part => part.setAttribute("aria-live", "polite"));
  const goal = {wanted} && (document.querySelector("{goal}") || document.querySelector("h1"));
  const busy = document.activeElement && document.activeElement.matches(
    "input, textarea, [contenteditable=true]");
  if (goal && !busy) {{
    goal.tabIndex = -1;
    goal.focus({{preventScroll: true}});
    goal.scrollIntoView({{block: "{block}"}});
  }}
}}, 200); // visit {visit}
</script>
"""


def plain(text: str) -> str:
    """Markdown that shows the text as it is, whatever signs are in it."""
    return _SIGNS.sub(r"\\\1", _REPLACED.sub(rf"\g<0>{_JOINER}", text))


def quiet(text: str) -> str:
    """Markdown for text that explains: grey, still easy to read."""
    return f":gray[{plain(text)}]" if text else ""


def top(name: str) -> None:
    """The brand line, the way back to all sections, and whatever must be told first.

    Where people log in, also the way to what is kept of them.
    """
    st.html(f"<style>{STYLE}</style>")
    pages = desk().pages
    with st.container(horizontal=True, horizontal_alignment="distribute", key="brand"):
        st.page_link(pages["start"], label=plain(name), query_params=address())
        if desk().draft is not None:
            st.page_link(pages["tasks"], label="All sections", query_params=address())
        portfolio_entrance.way_back()
        clients_entrance.way_back()
        if "my-data" in pages:
            st.page_link(pages["my-data"], label="My data")
    _messages()


def _messages() -> None:
    here = desk()
    if here.message:
        st.info(here.message)
        here.message = ""
    if here.trouble:
        st.warning(
            f"Your answers are not being saved: {here.trouble}. They stay in this tab until you "
            "close or reload it. You can go on, and download them under All sections."
        )


def title(text: str, kicker: str = "", goal: str = "", step: str = "") -> None:
    """The page's one first-level heading, with a line above it.

    When the page was just opened, focus moves to the heading, or to the `goal` (a CSS selector)
    where there is one. `step` tells apart two states of a page that are opened like two pages.
    """
    with st.container(gap="xsmall", key="title"):
        if kicker:
            st.markdown(quiet(kicker))
        st.title(plain(text), anchor=False)
    _arrive(f"{text}/{goal}/{step}", goal)


def _arrive(step: str, goal: str) -> None:
    here = desk()
    if here.step != step:
        here.step, here.visits = step, here.visits + 1
    script = _FOCUS.format(
        # The first page that a tab shows keeps the browser's own focus.
        wanted=str(here.visits > 1 or bool(goal)).lower(),
        goal=goal or "h1",
        block="start" if goal else "center",
        visit=here.visits,
    )
    with st.container(key=f"arrival-{here.visits}"):
        st.html(script, unsafe_allow_javascript=True)


def saved_at() -> str:
    """When the draft was last saved, in the reader's own time: "Saved at 14:05"."""
    draft = current()
    if desk().trouble or not draft.saved:
        return ""
    moment = datetime.fromisoformat(draft.saved).astimezone(times.zone())
    return f"Saved at {moment:%H:%M}{' UTC' if moment.tzinfo is times.UTC else ''}"
