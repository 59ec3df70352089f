"""The little style that the theme has no setting for. Colours come from the theme."""

LINE = "color-mix(in srgb, currentColor 16%, transparent)"

STYLE = f"""
.st-key-brand {{ border-bottom: 1px solid {LINE}; padding-bottom: .5rem; margin-bottom: 1rem; }}
.st-key-brand a {{ min-height: 2rem; padding: .25rem 0; }}
.st-key-brand > div:first-child a p {{ font-weight: 650; }}
h1:focus, h2:focus, .st-key-summary:focus {{ outline: none; }}
h1 {{ text-wrap: balance; }}
[class*="st-key-arrival-"] {{ display: none; }}
[class*="st-key-ask-"] {{ border-top: 1px solid {LINE}; padding-top: 1.5rem; margin-top: .5rem; }}
[class*="st-key-ask-"] h2, [class*="st-key-ask-"] h3 {{ padding: 0; line-height: 1.35; }}
[class*="st-key-ask-"]:has([class*="st-key-wrong-"]) {{
  border-left: 4px solid #c0392b; padding-left: 1rem; }}
[class*="st-key-line-"] {{ min-height: 1.6rem; }}
[class*="st-key-reply-"] [role="radiogroup"] {{ gap: .15rem; }}
[class*="st-key-reply-"] [role="radiogroup"] > label {{ padding: .25rem 0; }}
[class*="st-key-reply-"] [role="radiogroup"] > label:last-of-type {{
  margin-top: .5rem; padding-top: .65rem; border-top: 1px dashed {LINE}; }}
[class*="st-key-ticks-"] label, [class*="st-key-unsure-"] label {{ padding: .25rem 0; }}
[class*="st-key-apart-"] {{ border-top: 1px dashed {LINE}; padding-top: .35rem; }}
.st-key-summary {{ border: 3px solid #c0392b; border-radius: .375rem; padding: 1rem 1.25rem; }}
.st-key-summary h2 {{ padding: 0; }}
[class*="st-key-row-"] {{ border-bottom: 1px solid {LINE}; padding-bottom: .6rem; }}
[class*="st-key-row-"] p {{ margin-bottom: 0; }}
ul.facts {{ list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem;
  grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); }}
ul.facts li {{ margin: 0; padding: .25rem 0 .25rem .9rem; border-left: 4px solid
  color-mix(in srgb, currentColor 30%, transparent); line-height: 1.4; font-size: 1rem; }}
ul.facts strong {{ display: block; font-size: 1.15rem; }}
"""
