"""The page before all others on a server where people log in; nothing is behind it until then."""

from __future__ import annotations

import logging

import streamlit as st

from advisor.screens import log_in_setting, who
from advisor.screens.style import STYLE

_LOG = logging.getLogger(__name__)
_ENTERED_BY = "entered-by"
"""Where a tab remembers the mark of the log-in with which it was entered."""
_JUST_ENTERED = "just-entered"
_REMEMBER = """<span></span><script>
document.documentElement.lang = "en";
sessionStorage.setItem("asked-for", location.pathname + location.search);
</script>"""
_GO_ON = """<span></span><script>
const askedFor = sessionStorage.getItem("asked-for");
sessionStorage.removeItem("asked-for");
if (askedFor && askedFor !== location.pathname + location.search) {
  history.replaceState(null, "", askedFor);
  dispatchEvent(new PopStateEvent("popstate"));
}
</script>"""


def passed() -> bool:
    """Whether this run may show anything else; where it may not, the log-in page is shown.

    Whatever a tab remembers is forgotten when somebody else is behind it, or nobody any more.
    """
    if not who.asked():
        return True
    faults = log_in_setting.faults()
    found = None if faults else who.log_in()
    before = st.session_state.get(_ENTERED_BY)
    if before is not None and (found is None or found.mark != before):
        st.session_state.clear()
    if found is None:
        _show(faults, was_in=before is not None)
        return False
    st.session_state[_ENTERED_BY] = found.mark
    st.session_state[_JUST_ENTERED] = before is None
    return True


def go_on() -> None:
    """After logging in, open the address that was asked for before: the way back leads to the
    start. The pages must be known to the browser by then."""
    if st.session_state.get(_JUST_ENTERED):
        with st.container(key="arrival-asked-for"):
            st.html(_GO_ON, unsafe_allow_javascript=True)


def _show(faults: tuple[str, ...], *, was_in: bool) -> None:
    st.set_page_config(page_title="Log in")
    st.html(f"<style>{STYLE}</style>")
    st.title("Log in", anchor=False)
    if faults:
        _broken(faults)
        return
    if was_in:
        st.info("You are logged out. What you entered is saved.")
    st.markdown(
        "Assessments on this server are private: you see your own, and those that others share "
        "with you."
    )
    with st.container(horizontal=True, key="providers"):
        for name in log_in_setting.providers():
            label = "Log in" if name == "default" else f"Log in with {name.capitalize()}"
            if st.button(label, type="primary", key=f"log-in-{name}"):
                st.login(None if name == "default" else name)
    with st.container(key="arrival-remember"):
        st.html(_REMEMBER, unsafe_allow_javascript=True)


def _broken(faults: tuple[str, ...]) -> None:
    for fault in faults:
        _LOG.error("Nobody can log in: %s", fault)
    st.markdown("Nobody can log in just now, so nothing is shown. No answers are lost.")
    st.markdown(
        "For the person who runs this server:\n\n" + "\n".join(f"- {fault}" for fault in faults)
    )
