"""The style of the list of assessments. Colours come from the theme."""

from advisor.markup import Markup
from advisor.screens.portfolio.style import STYLE as LISTS
from advisor.screens.style import LINE

LIGHT, DARK = "#ffffff", "#15181d"
"""The backgrounds of both themes: outside its own parts Streamlit has no name for them."""

STYLE = Markup(f"""{LISTS}<style>
@media (min-width: 60rem) {{
  [data-testid="stMainBlockContainer"] {{ max-width: 74rem; }}
  .native .looking > div:has(.narrow) {{ display: none; }}
}}
.native .assessments {{ border-collapse: collapse; width: 100%; font-size: .9375rem;
  line-height: 1.4; overflow-wrap: anywhere; }}
.native .assessments th, .native .assessments td {{ border: 0; border-top: 1px solid {LINE};
  padding: .6rem 1rem .6rem 0; text-align: left; vertical-align: top; font-weight: 400; }}
.native .assessments thead th {{ border: 0; padding: 0 1rem .35rem 0; vertical-align: bottom;
  overflow-wrap: normal; }}
.native .assessments thead button {{ border: 0; background: none; padding: 0; min-height: 1.75rem;
  font-weight: 600; text-align: left; }}
.native .assessments thead button:hover {{ text-decoration: underline; }}
.native .assessments [aria-sort] button::after {{ content: " \\2191" / ""; }}
.native .assessments [aria-sort="descending"] button::after {{ content: " \\2193" / ""; }}
.native .assessments tr > :first-child {{ width: 2.25rem; padding-right: 0; }}
.native .assessments input {{ width: 1.25rem; height: 1.25rem; margin: .1rem 0 0;
  accent-color: var(--st-primary-color); cursor: pointer; }}
.native .assessments tbody th {{ width: 24%; }}
.native .assessments a {{ color: var(--st-link-color); font-weight: 600; }}
.native .assessments small {{ display: block; font-size: .875rem;
  color: var(--st-gray-text-color); }}
.native .assessments .saved, .native .assessments .status, .native .assessments .review {{
  white-space: nowrap; }}
.native .assessments td:last-child {{ padding-right: 0; }}
.native .assessments .rules {{ width: 20%; }}
[data-testid="stLayoutWrapper"]:has(> .st-key-chosen) {{ position: sticky; top: 3.25rem;
  z-index: 2; padding: .5rem 0; background: light-dark({LIGHT}, {DARK}); }}
.st-key-chosen [data-testid="stMarkdownContainer"] {{ margin: 0; }}
.st-key-chosen p {{ margin: 0; }}
.st-key-chosen p, .st-key-asked p {{ overflow-wrap: anywhere; }}
.st-key-asked {{ scroll-margin-top: 5rem; }}
@media (max-width: 59.99rem) {{
  .native .looking {{ grid-template-columns: 1fr 1fr; }}
  .native .looking > div:first-child {{ grid-column: 1 / -1; }}
  .native .assessments, .native .assessments tbody {{ display: block; }}
  .native .assessments thead {{ position: absolute; width: 1px; height: 1px; overflow: hidden;
    clip-path: inset(50%); }}
  .native .assessments tbody tr {{ display: grid; grid-template-columns: 2.25rem 1fr;
    border-top: 1px solid {LINE}; padding: .75rem 0; gap: .25rem 0; }}
  .native .assessments tbody th, .native .assessments td {{ border: 0; padding: 0;
    width: auto !important; grid-column: 2; white-space: normal !important; }}
  .native .assessments td:first-child {{ grid-column: 1; }}
  .native .assessments td:empty {{ display: none; }}
  .native .assessments td[data-label]::before {{ content: attr(data-label) ": ";
    color: var(--st-gray-text-color); }}
  .native .assessments td small {{ display: inline; padding-left: .35rem; }}
}}
</style>""")
