"""The style of the portfolio page. Colours come from the theme."""

from advisor.markup import Markup
from advisor.screens.recommendation_style import STYLE as ADVICE
from advisor.screens.style import LINE

STYLE = Markup(f"""{ADVICE}<style>
.advice .wide {{ overflow-x: auto; }}
.advice .wide:focus-visible {{ outline: 2px solid currentColor; outline-offset: 2px; }}
.advice .counts {{ border-collapse: collapse; margin: 0 0 .5rem; font-size: .9375rem; }}
.advice .counts th, .advice .counts td {{ border: 0; border-bottom: 1px solid {LINE};
  padding: .35rem .75rem .35rem 0; text-align: right; vertical-align: bottom; }}
.advice .counts th:first-child {{ text-align: left; }}
.advice .mistakes details {{ margin: 0; }}
.native .looking {{ display: grid; gap: .5rem 1rem;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 9.5rem), 1fr)); }}
.native .looking label {{ padding: 0 0 .2rem; font-size: .9375rem; }}
.native .looking input, .native .looking select {{ width: 100%; }}
.native .together.bare {{ border: 0; padding: 0; }}
.native .found {{ color: var(--st-gray-text-color); margin: .25rem 0 .5rem; }}
.native .turning {{ display: flex; gap: .75rem; margin-top: 1rem; }}
.native .companies {{ border-collapse: collapse; width: 100%; font-size: .9375rem;
  line-height: 1.4; overflow-wrap: anywhere; }}
.native .companies th, .native .companies td {{ border: 0; border-top: 1px solid {LINE};
  padding: .6rem 1rem .6rem 0; text-align: left; vertical-align: top; font-weight: 400; }}
.native .companies thead th {{ border: 0; padding: 0 1rem .35rem 0; font-weight: 600; }}
.native .companies th:first-child {{ width: 24%; }}
.native .companies td:nth-child(2) {{ width: 30%; }}
.native .companies td:last-child {{ padding-right: 0; text-align: right; width: 4.5rem; }}
.native .companies strong {{ font-weight: 600; }}
.native .companies small {{ display: block; font-size: .875rem;
  color: var(--st-gray-text-color); }}
@media (max-width: 40rem) {{
  .native .companies, .native .companies tbody, .native .companies tr, .native .companies tbody th,
  .native .companies td {{ display: block; width: auto !important; }}
  .native .companies thead {{ position: absolute; width: 1px; height: 1px; overflow: hidden;
    clip-path: inset(50%); }}
  .native .companies tr {{ border-top: 1px solid {LINE}; padding: .75rem 0; }}
  .native .companies th, .native .companies td {{ border: 0; padding: 0 0 .35rem; }}
  .native .companies td:last-child {{ text-align: left; }}
}}
</style>""")
