"""A report inside the page, in a frame where nothing in it can run or reach the page."""

from __future__ import annotations

import streamlit as st

_PROGRAM = """
export default ({ data: bytes, parentElement }) => {
  let frame = parentElement.querySelector("iframe");
  if (!frame) {
    frame = document.createElement("iframe");
    // No scripts, no forms, no origin of its own; a source opens in a new tab.
    frame.setAttribute("sandbox", "allow-popups allow-popups-to-escape-sandbox");
    frame.referrerPolicy = "no-referrer";
    frame.title = "Preview of the report";
    frame.className = "preview";
    parentElement.appendChild(frame);
  }
  const page = new TextDecoder().decode(bytes);
  if (frame.page !== page) frame.srcdoc = frame.page = page;
};
"""
_draw = st.components.v2.component("report_preview", js=_PROGRAM, isolate_styles=False)
_LINK = b' rel="noopener noreferrer">'


def preview(page: bytes) -> None:
    """Show a report that is one HTML page."""
    # No text of the report can hold this: its quotation marks are escaped.
    _draw(key="preview", data=page.replace(_LINK, b' target="_blank"' + _LINK))
