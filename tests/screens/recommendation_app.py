"""An app of one page: the recommendation for a profile of the sample rulebook, by name."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

import streamlit as st

from advisor.screens import session
from advisor.screens.recommendation import page as recommendation
from advisor.storage import Assessments
from tests.sample_book import BOOK, PROFILES

st.set_page_config(page_title="Recommendation")
drafts = Assessments.in_memory()
session.start(lambda: drafts, {})
recommendation.show_for(BOOK, PROFILES[st.query_params.get("profile", "coo")])
