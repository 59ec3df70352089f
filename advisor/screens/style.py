"""The little style that the theme has no setting for. Colours come from the theme."""

LINE = "color-mix(in srgb, currentColor 18%, transparent)"
ALARM = "#c9372c"
"""The red of what needs mending: 3 to 1 and more on both backgrounds; never the only sign."""

STYLE = f"""
h1 {{ padding: 0 0 .25rem; line-height: 1.2; text-wrap: balance; }}
h2 {{ padding: 1.25rem 0 0; line-height: 1.35; text-wrap: balance; }}
h1:focus, h2:focus, .st-key-summary:focus {{ outline: none; }}
hr {{ border-color: {LINE} !important; }}
[data-testid="stRadio"] p, [data-testid="stCheckbox"] p, [data-testid="stTextInput"] input,
[data-testid="stSelectbox"] input, [data-testid="stWidgetLabel"] p, .stButton p,
.stFormSubmitButton p, .stDownloadButton p, [data-testid="stPageLink"] p {{ font-size: 1rem; }}
[role="option"] > div {{ white-space: normal; overflow-wrap: anywhere; height: auto;
  line-height: 1.3; }}
[role="listbox"] > [role="option"] {{ height: auto; padding-block: .4rem; }}
[role="presentation"] > [role="option"] {{ padding-block: 0; }}
[role="presentation"] > [role="option"] > div {{ font-size: .8125rem; padding-block: 0;
  max-height: 2.6em; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }}
[data-testid="stPageLink"] a, [data-testid="stPageLink"] a:hover {{
  padding: .2rem 0; min-height: 1.75rem; background: none; }}
[data-testid="stPageLink"] a span {{ white-space: normal; overflow: visible; line-height: 1.4; }}
[class*="st-key-asks"] {{ margin-top: -.75rem; }}
[data-testid="stPageLink"] a p {{ text-decoration: underline; text-underline-offset: .2em; }}
[data-testid="stPageLink"] a:hover p {{ text-decoration-thickness: .15em; }}

.st-key-brand {{ border-bottom: 1px solid {LINE}; padding-bottom: .5rem; margin-bottom: 1.5rem; }}
.st-key-brand a p {{ text-decoration: none; }}
.st-key-brand > div:first-child a p {{ font-weight: 650; }}
[class*="st-key-arrival-"] {{ position: absolute; height: 0; overflow: hidden; }}

.native {{ font-size: 1rem; line-height: 1.5; }}
.native p {{ margin: 0; }}
.native .ask {{ position: relative; border-top: 1px solid {LINE}; padding-top: 1.5rem;
  margin-top: 2rem; }}
.native .ask h2 {{ padding: 0 0 .35rem; font-size: 1.25rem; font-weight: 600; margin: 0; }}
.native .ask h2 + p {{ margin-bottom: .5rem; }}
.native .why {{ color: var(--st-gray-text-color); }}
.native .wrong {{ color: var(--st-red-text-color); }}
.native .note {{ margin: .25rem 0; }}
.native .number + .note {{ min-height: 1.5rem; }}
.native .ask > .note:not(.why) {{ color: var(--st-gray-text-color); }}
.native .mend::before {{ content: ""; position: absolute; left: -.9rem; top: 1.5rem; bottom: 0;
  width: 4px; background: {ALARM}; }}
.native .together.mend::before {{ content: none; }}
.native label {{ display: flex; gap: .6rem; align-items: baseline; width: fit-content;
  padding: .2rem 0; cursor: pointer; }}
.native label input {{ flex: none; width: 1.1rem; height: 1.1rem; margin: 0; cursor: pointer;
  accent-color: var(--st-primary-color); transform: translateY(.15rem); }}
.native hr {{ border: 0; border-top: 1px dashed {LINE}; margin: .45rem 0 .35rem; }}
.native input[type="text"], .native input[type="date"], .native textarea, .native select,
.native button {{ font: inherit; color: inherit;
  min-height: 2.5rem; padding: .3rem .7rem; border: 1px solid var(--st-border-color);
  border-radius: .375rem; background: var(--st-secondary-background-color); max-width: 100%; }}
.native select {{ width: 15.5rem; flex: 0 1 auto; }}
.native option {{ background: var(--st-background-color); color: var(--st-text-color); }}
.native button {{ background: var(--st-background-color); cursor: pointer; }}
.native button:hover {{ border-color: var(--st-primary-color); }}
.native :focus-visible {{ outline: 2px solid var(--st-link-color); outline-offset: 2px; }}
.native h2:focus {{ outline: none; }}
.native .number input {{ width: 13rem; margin-right: .75rem; }}
.native .entry {{ display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline;
  margin-top: .75rem; }}
.native .entry label {{ width: 12rem; padding: 0; }}
.native .above label {{ width: auto; }}
.native .entry input {{ width: 16rem; }}
.native textarea {{ width: 100%; line-height: 1.5; resize: vertical; box-sizing: border-box; }}
.native .entry + .note:empty, .native textarea + .note:empty {{ display: none; }}
.native summary {{ cursor: pointer; width: fit-content; padding: .4rem 0; min-height: 1.75rem; }}
.native details > div {{ padding: 0 0 .75rem; }}
.native .row {{ border-bottom: 1px solid {LINE}; padding: .75rem 0; }}
.native .pickers {{ display: flex; flex-wrap: wrap; gap: .5rem 1rem; margin-top: .4rem; }}
.native .together {{ border: 1px solid {LINE}; border-radius: .375rem; padding: 1rem; }}
.native .together .note {{ margin: .4rem 0 0; }}
.native .unseen, .advice .unseen {{ position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }}
.st-key-onward {{ margin-top: 1.5rem; }}

.st-key-summary {{ border: 3px solid {ALARM}; border-radius: .375rem; padding: 1rem 1.25rem; }}
.st-key-summary h2, [class*="st-key-part-"] h2, .st-key-notes h2 {{ padding: 0 0 .5rem; }}
[class*="st-key-part-"] {{ margin-top: 1rem; }}
.st-key-summary ul {{ margin: 0; padding-left: 1.25rem; }}
.st-key-summary a {{ color: inherit; font-weight: 600; }}

[class*="st-key-row-"] {{ border-bottom: 1px solid {LINE}; padding: .35rem 0 .75rem; }}
[class*="st-key-row-"] [data-testid="stMarkdownContainer"] {{ margin-bottom: 0; }}
[class*="st-key-row-"] [data-testid="stMarkdownContainer"] p {{ margin: 0; }}
[class*="st-key-tasks"] > div:first-child [class*="st-key-row-"] {{ border-top: 1px solid {LINE}; }}
[class*="st-key-row-"] .stPageLink p {{ font-weight: 600; }}
.st-key-tasks [class*="st-key-row-"] > div:last-child {{ min-width: 9.5rem; }}
[class*="st-key-part-"] a .stMarkdownColoredText, .stButton .stMarkdownColoredText {{
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }}

.st-key-settled, .st-key-panel {{ border: 1px solid {LINE}; border-radius: .375rem;
  padding: .75rem 1rem; margin-top: 1rem; }}
.st-key-panel h2 {{ font-size: 1.1rem; padding: 0 0 .25rem; }}
.st-key-panel ul {{ list-style: none; margin: 0; padding: 0; }}
.st-key-panel li {{ margin: 0 0 .35rem; padding-left: 1.3rem; text-indent: -1.3rem; }}
.st-key-panel li span {{ display: inline-block; width: 1.3rem; text-indent: 0; }}
.st-key-panel p {{ margin: .5rem 0 0; }}
@media (min-width: 83rem) {{
  .st-key-panel {{ position: fixed; top: 6rem; right: 1.5rem; width: 16.5rem; margin: 0;
    max-height: calc(100vh - 8rem); overflow-y: auto; font-size: .9375rem; }}
}}

ul.facts {{ list-style: none; margin: 0 0 .5rem; padding: 0; display: grid; gap: 1rem;
  grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); }}
ul.facts li {{ margin: 0; padding: .1rem 0 .1rem .9rem; font-size: 1rem; line-height: 1.45;
  border-left: 4px solid color-mix(in srgb, currentColor 30%, transparent); }}
ul.facts strong {{ display: block; font-size: 1.1rem; }}
.st-key-athand ul {{ columns: 2 16rem; column-gap: 2rem; margin: 0; padding-left: 1.2rem; }}
.st-key-athand li {{ margin: 0; padding: .15rem 0; break-inside: avoid; }}
"""
