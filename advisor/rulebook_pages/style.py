"""How the rulebook looks, on the screen and in print. Only `currentColor`, so any theme fits."""

from advisor.markup import Markup

_EDGE = "1px solid color-mix(in srgb, currentColor 30%, transparent)"

STYLE = f"""
.rules {{ line-height: 1.5; overflow-wrap: anywhere; }}
.rules h2, .rules h3, .rules h4, .rules h5, .rules h6 {{ font-weight: 600; line-height: 1.3;
  padding: 0; text-wrap: balance; }}
.rules h2 {{ font-size: 1.25rem; margin: 2rem 0 .5rem; }}
.rules h3 {{ font-size: 1.125rem; margin: 1.5rem 0 .35rem; }}
.rules h4, .rules h5, .rules h6 {{ font-size: 1rem; margin: 1rem 0 .25rem; }}
.rules p {{ margin: 0 0 .6rem; }}
.rules ul, .rules ol {{ margin: 0 0 .9rem; padding-left: 1.3rem; }}
.rules li {{ margin: 0 0 .3rem; padding: 0; }}
.rules .entries {{ list-style: none; padding: 0; }}
.rules .entries > li {{ border-top: {_EDGE}; padding: .6rem 0; margin: 0; }}
.rules small, .rules .small {{ font-size: .875em; }}
.rules .quiet {{ font-style: italic; }}
.rules code {{ font-size: .875em; background: none; color: inherit; padding: 0; }}
.rules a {{ color: inherit; text-decoration: underline; text-underline-offset: .2em;
  text-decoration-color: color-mix(in srgb, currentColor 55%, transparent); }}
.rules a:hover {{ text-decoration-color: currentColor; text-decoration-thickness: .1em; }}
.rules summary {{ cursor: pointer; min-height: 1.75rem; width: fit-content;
  text-decoration: underline; text-underline-offset: .2em; }}
.rules :focus-visible {{ outline: 3px solid currentColor; outline-offset: 2px; }}
.rules h1:focus, .rules section:focus {{ outline: none; }}
.rules details > div {{ border-left: {_EDGE}; padding: .25rem 0 .25rem 1rem; margin: 0 0 .75rem; }}
.rules .unseen {{ position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }}
.rules table {{ border-collapse: collapse; width: 100%; margin: 0 0 1rem; font-size: .9375rem; }}
.rules caption {{ text-align: left; padding: 0 0 .4rem; font-size: .875rem; }}
.rules th, .rules td {{ text-align: left; vertical-align: top; overflow-wrap: break-word;
  padding: .45rem .6rem .45rem 0; border: 0; border-top: {_EDGE}; }}
.rules thead th {{ border: 0; font-size: .875rem; line-height: 1.25; vertical-align: bottom; }}
.rules th[scope=rowgroup] {{ border-top: 2px solid currentColor; padding-top: .6rem; }}
.rules tbody th code {{ font-weight: 400; }}
.rules .bands td:not(:first-child), .rules .points td:first-child {{
  font-variant-numeric: tabular-nums; white-space: nowrap; }}
.rules .bands td[colspan] {{ white-space: normal; }}
.rules .bands thead th:not(:first-child) {{ width: 5rem; }}
@media screen and (max-width: 46rem) {{
  .rules thead {{ position: absolute; width: 1px; height: 1px; overflow: hidden;
    clip-path: inset(50%); }}
  .rules tbody, .rules tr, .rules td, .rules th[scope=rowgroup] {{ display: block; }}
  .rules tr {{ border-top: {_EDGE}; padding: .35rem 0; }}
  .rules td, .rules td:not(:first-child) {{ border: 0; padding: .1rem 0; white-space: normal; }}
  .rules td:empty {{ display: none; }}
  .rules td:not(:first-child)::before, .rules .decision td::before {{
    content: attr(data-column) ": "; }}
  .rules .bands td[colspan]::before {{ content: none; }}
}}
"""
"""For everything within an element of the class `rules`."""


def block(body: Markup) -> Markup:
    """What a page shows, with its style; on a single line, so that nothing in it is Markdown."""
    return Markup(f'<style>{STYLE}</style><div class="rules">{body}</div>'.replace("\n", " "))


DOCUMENT = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 "Source Sans 3", "Noto Sans", "DejaVu Sans", Helvetica, Arial, sans-serif;
  margin: 0; }
main { max-width: 50rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; }
.chapter section section, .chapter > section[id] { border-top: 1px solid #8888; margin-top: 1rem; }
nav ul ul { columns: 2 16rem; column-gap: 2rem; }
@page { margin: 15mm; }
@media print {
  :root { color-scheme: light; font-size: 9pt; line-height: 1.35; }
  main { max-width: none; padding: 0; }
  .chapter { break-before: page; }
  h2, h3, h4, h5, h6, caption, thead { break-after: avoid; }
  tr, li { break-inside: avoid; }
  .rules p, .rules ul, .rules table { margin-bottom: .35rem; }
  .rules th, .rules td { padding-top: .2rem; padding-bottom: .2rem; }
  .rules a { text-decoration: none; }
  .rules .brief { columns: 2; column-gap: 2rem; }
  .rules .brief h6:first-child { margin-top: 0; }
  .rules .told p, .rules .told ul { margin: 0 0 .1rem; }
  .rules .told ul { padding: 0 0 0 1rem; }
  .rules .told li { display: inline; }
  .rules .told li:not(:last-child)::after { content: "; "; }
}
"""
"""For the printed document beside that: paper, and a browser without any theme."""
