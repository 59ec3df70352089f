"""What the app needs from its first click on, loaded once and set aside from garbage collection.

Collecting garbage over all that Streamlit loads costs more than drawing a page.
"""

import gc

import streamlit  # noqa: F401

import advisor.engine
import advisor.loading
import advisor.storage  # noqa: F401

gc.collect()
gc.freeze()
